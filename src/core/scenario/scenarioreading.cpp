#include "core/scenario/scenarioreading.h"

#include "core/values/printable.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr qint64 MostSeconds = 1'000'000'000;

bool isSameKind(const Value& value, const Value& like)
{
    return value.index() == like.index() || (isNumber(value) && isNumber(like)) ||
           std::holds_alternative<std::monostate>(like);
}

QString kindOf(const Value& value)
{
    if (isNumber(value))
        return Text::tr("a number");
    if (std::holds_alternative<bool>(value))
        return Text::tr("true or false");
    return Text::tr("a text");
}

} // namespace

QString placeOf(const TreeReader& reader, const char* name)
{
    return reader.placeOf(QString::fromUtf8(name));
}

QString nonEmptyText(const TreeReader& reader, const char* name)
{
    QString text = reader.text(name);
    if (text.trimmed().isEmpty())
        reader.fail(Text::tr("“%1” is empty").arg(placeOf(reader, name)));
    return text;
}

QString nameFrom(const TreeReader& reader, const char* name, qsizetype most)
{
    QString text = nonEmptyText(reader, name);
    if (text.size() > most)
        reader.fail(Text::tr("“%1” is longer than %n characters", nullptr, pluralOf(most))
                        .arg(placeOf(reader, name)));
    else if (!isPlainLine(text))
        reader.fail(Text::tr("“%1” begins or ends with a blank, or holds a control character")
                        .arg(placeOf(reader, name)));
    return text;
}

QString storyFrom(const TreeReader& root)
{
    const QString text = optionalText(root, "story");
    if (text.size() > LongestStory)
        root.fail(Text::tr("“story” has %1 characters, and may have %2")
                      .arg(QString::number(text.size()), QString::number(LongestStory)));
    if (std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; }))
        root.fail(Text::tr("“story” has more than one line"));
    return text.trimmed();
}

QString optionalText(const TreeReader& reader, const char* name)
{
    return reader.has(name) ? reader.text(name) : QString();
}

Words optionalWords(const TreeReader& reader, const char* name)
{
    if (!reader.has(name))
        return {};
    if (!reader.isObject(name)) {
        if (!reader.isText(name))
            reader.fail(Text::tr("“%1” is neither a text nor an object with one for each rule, such as "
                                 "{\"off\": \"…\"}")
                            .arg(placeOf(reader, name)));
        return Words(reader.text(name));
    }
    const TreeReader texts = reader.object(name);
    Words words;
    for (const QString& rule : texts.names()) {
        const Locking locking = ruleNamed(texts, texts.place(), rule);
        words.byRule.insert(locking, texts.text(rule.toUtf8().constData()));
    }
    if (words.byRule.isEmpty())
        texts.fail(Text::tr("“%1” is empty; name a rule, such as {\"off\": \"…\"}").arg(texts.place()));
    reader.absorb(texts);
    return words;
}

qint64 secondsFrom(const TreeReader& reader, const char* name, qint64 least)
{
    return secondsFrom(reader, name, least, MostSeconds);
}

qint64 secondsFrom(const TreeReader& reader, const char* name, qint64 least, qint64 most)
{
    const qint64 value = reader.integer(name);
    if (value < least || value > most) {
        reader.fail(Text::tr("“%1” is %2, and may be from %3 to %4")
                        .arg(
                            placeOf(reader, name),
                            QString::number(value),
                            QString::number(least),
                            QString::number(most)));
    }
    return value;
}

Locking ruleNamed(const TreeReader& reader, const QString& at, const QString& name)
{
    const auto locking = lockingFromName(name);
    if (!locking)
        reader.fail(Text::tr("“%1” names the rule “%2”; there are %3")
                        .arg(at, name, listed(lockingNames(), ListStyle::And)));
    return locking.value_or(Locking::Off);
}

Locking ruleFrom(const TreeReader& reader, const char* name)
{
    const QString text = reader.text(name);
    return reader.problem().isEmpty() ? ruleNamed(reader, placeOf(reader, name), text) : Locking::Off;
}

bool optionalFlag(const TreeReader& reader, const char* name, bool otherwise)
{
    return reader.has(name) ? reader.flag(name) : otherwise;
}

Fields
fieldsOf(const QList<Record>& records, const QString& record, const TreeReader& reader, const char* name)
{
    const Fields fields = reader.fields(name);
    const auto start = std::ranges::find(records, record, &Record::id);
    if (start == records.end())
        return fields;
    for (const Field& field : fields) {
        const QString at = placeOf(reader, name) + QLatin1Char('.') + field.name;
        const Value* like = start->fields.find(field.name);
        if (like == nullptr)
            reader.fail(Text::tr("“%1” is no field of “%2”").arg(at, record));
        else if (!isSameKind(field.value, *like))
            reader.fail(Text::tr("“%1” is not %2, as that field of “%3” is").arg(at, kindOf(*like), record));
    }
    return fields;
}

} // namespace interleave
