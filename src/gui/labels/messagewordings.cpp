#include "gui/labels/messagewordings.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

namespace interleave {

namespace {

/// The text with \a words in place of a header field and its time of day; the text itself where it has none.
QString renamed(const QString& text, QLatin1String header, const QString& words)
{
    constexpr qsizetype timeSize = 8;
    const qsizetype at = text.indexOf(header);
    const QString time = at < 0 ? QString() : text.mid(at + header.size(), timeSize);
    if (time.size() < timeSize || time.at(2) != QLatin1Char(':') || time.at(5) != QLatin1Char(':'))
        return text;
    return text.left(at) + words.arg(time) + text.mid(at + header.size() + timeSize);
}

/// The same text, and with shorter names of the header fields that hold a date.
QStringList abbreviated(const QString& text)
{
    const QLatin1String condition("If-Unmodified-Since ");
    const QLatin1String date("Last-Modified ");
    QStringList result{text};
    // Every message of every frame asks, and few have a date.
    if (text.contains(condition))
        result.append(
            {renamed(text, condition, Text::tr("unchanged since %1", "a time")),
             renamed(text, condition, Text::tr("since %1", "a time"))});
    if (text.contains(date))
        result.append(renamed(text, date, Text::tr("of %1", "a time")));
    result.removeDuplicates();
    return result;
}

/// `PUT 8 · If-Match "1"`: the value and what it proves decide, not the field's name. Empty for a change of
/// several fields.
QString withoutName(const Event& event, const QString& request)
{
    const QList<FieldChange> list = changes(event.before, event.after);
    const qsizetype end = request.indexOf(QStringLiteral(" · "));
    if (event.action != Action::Write || list.size() > 1 || end < 0)
        return {};
    const QString name = list.isEmpty() ? headlineField(event.after) : list.at(0).name;
    const QString method = QStringLiteral("PUT ");
    if (!request.startsWith(method + name + QLatin1Char(' ')))
        return {};
    return method + request.mid(method.size() + name.size() + 1);
}

} // namespace

QStringList shorterAndShorter(QString text)
{
    QStringList result = abbreviated(text);
    text = result.constLast();
    const QString separator = QStringLiteral(" · ");
    for (qsizetype at = text.lastIndexOf(separator); at > 0; at = text.lastIndexOf(separator)) {
        text.truncate(at);
        result.append(text);
    }
    return result;
}

QStringList requestWordings(const Event& event, const QString& request)
{
    QStringList result = shorterAndShorter(request);
    const QString nameless = withoutName(event, request);
    if (!nameless.isEmpty()) {
        const QStringList same = abbreviated(nameless);
        for (qsizetype i = 0; i < same.size(); ++i)
            result.insert(same.size() + i, same.at(i));
    }
    // The last resorts: the field without its value, then the action without the field; of several fields,
    // with the precondition as long as possible.
    const QString shortest = result.constLast();
    const QString separator = QStringLiteral(" · ");
    const QString condition = abbreviated(request).constLast().section(separator, 1);
    if (shortest.count(QLatin1Char(' ')) > 1) {
        const QString field = shortest.section(QLatin1Char(' '), 0, 1) + QStringLiteral(" …");
        const QString action = shortest.section(QLatin1Char(' '), 0, 0) + QStringLiteral(" …");
        if (nameless.isEmpty() && !condition.isEmpty())
            result.append({field + separator + condition, action + separator + condition});
        result.append(field);
    }
    if (!nameless.isEmpty())
        result.append(nameless.section(separator, 0, 0));
    result.append(shortest.section(QLatin1Char(' '), 0, 0));
    return result;
}

QStringList answerWordings(const QString& answer)
{
    QStringList result = shorterAndShorter(answer);
    const qsizetype space = result.last().indexOf(QLatin1Char(' '));
    if (space > 0 && answer.at(0).isDigit())
        result.append(result.last().left(space));
    // Of one that was never heard.
    const QString inner = answer.section(QStringLiteral(" · "), 1, 1);
    if (!answer.isEmpty() && !answer.at(0).isDigit() && !inner.isEmpty() && inner.at(0).isDigit())
        result.append(inner.section(QLatin1Char(' '), 0, 0));
    return result;
}

QStringList acrossWordings(const Event& event, const MessageText& message)
{
    if (event.action == Action::Rule)
        return {Text::tr("Locking: %1").arg(toStatus(event.locking)), toTitle(event.locking)};
    if (event.action == Action::Clock)
        return {
            Text::tr("%1 · %2", "the clock is moved, and what it shows then")
                .arg(message.request, message.answer),
            message.request,
            message.answer};
    return {
        message.answer,
        Text::tr("the lease of %1 expires: nobody is told").arg(event.client),
        Text::tr("%1’s lease expires").arg(event.client)};
}

} // namespace interleave
