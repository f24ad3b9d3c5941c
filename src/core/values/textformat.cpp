#include "core/values/textformat.h"

#include "core/values/text.h"

namespace interleave {

namespace {

constexpr qsizetype MostPhrases = 3;
constexpr qsizetype MostCharacters = 40;
constexpr qsizetype MostCode = 24;

} // namespace

QString shortened(const QString& text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    // Don't split a surrogate pair, which is one character.
    const qsizetype end = text.at(most - 1).isHighSurrogate() ? most - 1 : most;
    return text.left(end) + QStringLiteral("…");
}

QString inALine(const QString& text, qsizetype most)
{
    // Of a very long text, look only at as much as could be shown.
    const QString beginning = text.left(16 * most);
    const QString line = shortened(beginning.simplified(), most);
    return beginning.size() == text.size() || line.endsWith(u'…') ? line : line + QStringLiteral("…");
}

QString formattedName(const QString& field)
{
    return inALine(field, MostCharacters);
}

QString formatted(const Value& value)
{
    if (const auto* text = std::get_if<QString>(&value))
        return Text::tr("“%1”").arg(inALine(*text, MostCharacters));
    QString text = toText(value);
    if (text.startsWith(QLatin1Char('-')))
        text.replace(0, 1, QStringLiteral("−"));
    return text;
}

QString formatted(const QString& name, const Value& value)
{
    return Text::tr("%1 %2", "a field and its value").arg(formattedName(name), formatted(value));
}

QString formatted(const Fields& fields)
{
    QStringList phrases;
    for (const Field& field : fields)
        phrases.append(formatted(field.name, field.value));
    return phrases.isEmpty() ? Text::tr("no fields") : joined(phrases);
}

QString formattedAmounts(const Fields& amounts)
{
    QStringList phrases;
    for (const Field& amount : amounts) {
        const auto number = toNumber(amount.value);
        const QString sign = number && *number > 0 ? QStringLiteral("+") : QString();
        phrases.append(Text::tr("%1 %2", "a field and its value")
                           .arg(formattedName(amount.name), sign + formatted(amount.value)));
    }
    return joined(phrases);
}

QString formattedChanges(const Fields& set, const Fields& change)
{
    QStringList phrases;
    for (const Field& field : set)
        phrases.append(formatted(field.name, field.value));
    for (const Field& amount : change) {
        const QString name = formattedName(amount.name);
        QString size = toText(amount.value);
        const bool isLess = size.startsWith(QLatin1Char('-'));
        if (isLess)
            size.remove(0, 1);
        phrases.append(
            isLess ? Text::tr("%1 less %2", "a field and an amount").arg(name, size)
                   : Text::tr("%1 plus %2", "a field and an amount").arg(name, size));
    }
    return joined(phrases);
}

QString listed(const QStringList& parts, ListStyle style)
{
    // Only what stands between two parts is asked for: a pattern that is filled again for each would copy a
    // long list as often as it has parts.
    const QString none;
    const QString comma = Text::tr("%1, %2", "two parts of a list").arg(none, none);
    const QStringList head = parts.mid(0, parts.size() - 1);
    switch (style) {
    case ListStyle::Commas:
        break;
    case ListStyle::Semicolons:
        return parts.join(Text::tr("%1; %2", "two parts of a list").arg(none, none));
    case ListStyle::And:
        if (!head.isEmpty())
            return Text::tr("%1 and %2", "a list and its last part").arg(head.join(comma), parts.last());
        break;
    case ListStyle::Or:
        if (!head.isEmpty())
            return Text::tr("%1 or %2", "a list and its last part").arg(head.join(comma), parts.last());
        break;
    }
    return parts.join(comma);
}

QString joined(const QStringList& phrases)
{
    if (phrases.size() <= MostPhrases)
        return listed(phrases);
    return listed(QStringList(phrases.first(MostPhrases)) << QStringLiteral("…"));
}

QString dotted(QStringList phrases)
{
    phrases.removeAll(QString());
    return phrases.join(QStringLiteral(" · "));
}

QString formattedAsCode(const QString& name, const Value& value)
{
    const auto* text = std::get_if<QString>(&value);
    // Convert no more of a long text than can be shown.
    const bool isLong = text != nullptr && text->size() > MostCode;
    const QByteArray json = toJson(isLong ? Value(shortened(*text, MostCode)) : value);
    return QStringLiteral("%1 %2").arg(
        shortened(name, MostCode), shortened(QString::fromUtf8(json), MostCode));
}

QString headlineAsCode(const Fields& fields)
{
    const QString headline = headlineField(fields);
    const Value* value = fields.find(headline);
    return value == nullptr ? QString() : formattedAsCode(headline, *value);
}

QString formattedHeadline(const Fields& fields)
{
    const QString headline = headlineField(fields);
    const Value* value = fields.find(headline);
    return value == nullptr ? Text::tr("no fields") : formatted(headline, *value);
}

QString boldVersion(qint64 version)
{
    return Text::tr("<b>version %1</b>").arg(version);
}

} // namespace interleave
