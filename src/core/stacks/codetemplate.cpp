#include "core/stacks/codetemplate.h"

#include "core/values/entitytag.h"
#include "core/values/text.h"

#include <QRegularExpression>
#include <QUrl>

#include <optional>

namespace interleave {

namespace {

constexpr QLatin1String Open("{{");
constexpr QLatin1String Close("}}");
constexpr QLatin1String Each("each:");
constexpr QLatin1String All("all:");
constexpr QLatin1String Quote("quote");
constexpr QLatin1String QuoteAsJson("quote:json");
constexpr QLatin1String End("end");

/// A placeholder, from \a start to \a end, which is after it.
struct Placeholder final
{
    qsizetype start;
    qsizetype end;
    QString name;
};

std::optional<Placeholder> nextPlaceholder(const QString& text, qsizetype from)
{
    const qsizetype start = text.indexOf(Open, from);
    const qsizetype close = start < 0 ? -1 : text.indexOf(Close, start);
    if (close < 0)
        return std::nullopt;
    return Placeholder{
        start, close + Close.size(), text.mid(start + Open.size(), close - start - Open.size())};
}

bool opensPart(const QString& name)
{
    return name.startsWith(Each) || name.startsWith(All) || name == Quote || name == QuoteAsJson;
}

/// The end of the part that \a first opens; nothing when it is never closed.
std::optional<Placeholder> endOf(const QString& text, const Placeholder& first)
{
    int depth = 1;
    for (auto found = nextPlaceholder(text, first.end); found; found = nextPlaceholder(text, found->end)) {
        if (opensPart(found->name))
            ++depth;
        else if (found->name == End && --depth == 0)
            return found;
    }
    return std::nullopt;
}

class Filler final
{
public:
    Filler(CodeLanguage language, const CodeValues& values)
        : m_language(language)
        , m_values(values)
        , m_identifiers(identifiersOf(values.whole.with(values.fields), language))
    {
    }

    [[nodiscard]] QString line(const QString& text)
    {
        static const QRegularExpression ofField(
            QStringLiteral("\\{\\{(field|Field|name|pointer|column|key|member|n|value|old|sign|amount|delta)("
                           ":[a-z]+)?\\}\\}"));
        if (text.contains(Open + Each) || text.contains(Open + All) || !text.contains(ofField))
            return filled(text, nullptr);
        return forEach(m_values.fields, text, QStringLiteral("\n"));
    }

    [[nodiscard]] const QString& problem() const { return m_problem; }

private:
    struct Numbered final
    {
        const Field& field;
        qsizetype number;
    };

    QString filled(const QString& text, const Numbered* field)
    {
        QString result;
        qsizetype at = 0;
        for (auto found = nextPlaceholder(text, at); found; found = nextPlaceholder(text, at)) {
            result += QStringView(text).mid(at, found->start - at);
            at = found->end;
            if (!opensPart(found->name)) {
                result += valueOf(found->name, field);
                continue;
            }
            const auto end = endOf(text, *found);
            if (!end) {
                fail(found->name);
                break;
            }
            result += part(found->name, text.mid(found->end, end->start - found->end), field);
            at = end->end;
        }
        return result + text.mid(at);
    }

    QString part(const QString& name, const QString& text, const Numbered* field)
    {
        if (name.startsWith(Each))
            return forEach(m_values.fields, text, name.mid(Each.size()));
        if (name.startsWith(All))
            return forEach(m_values.whole, text, name.mid(All.size()));
        return literalOf(filled(text, field), name == Quote ? m_language : CodeLanguage::Json);
    }

    QString forEach(const Fields& fields, const QString& text, const QString& separator)
    {
        QStringList parts;
        for (const Field& field : fields) {
            const Numbered numbered{field, parts.size() + 1};
            parts.append(filled(text, &numbered));
        }
        return parts.join(separator);
    }

    QString valueOf(const QString& placeholder, const Numbered* field)
    {
        const QString name = placeholder.section(QLatin1Char(':'), 0, 0);
        const QString form = placeholder.section(QLatin1Char(':'), 1);
        std::optional<QString> made = ofRecord(name, form);
        if (!made && field != nullptr)
            made = form.isEmpty() ? ofField(name, *field) : std::nullopt;
        if (!made && field != nullptr)
            made = valueOfField(name, form, field->field);
        if (!made)
            fail(placeholder);
        return made.value_or(QString());
    }

    [[nodiscard]] std::optional<QString> ofRecord(const QString& name, const QString& form) const
    {
        if (name == QLatin1String("id"))
            return inForm(m_values.record, form);
        if (!form.isEmpty())
            return std::nullopt;
        if (name == QLatin1String("version"))
            return QString::number(m_values.version);
        if (name == QLatin1String("next"))
            return QString::number(m_values.version + 1);
        if (name == QLatin1String("tag"))
            return QString::fromLatin1(tagForVersion(m_values.version).toHeader());
        if (name == QLatin1String("body"))
            return body();
        return std::nullopt;
    }

    [[nodiscard]] std::optional<QString>
    valueOfField(const QString& name, const QString& form, const Field& field) const
    {
        if (name == QLatin1String("value"))
            return inForm(field.value, form);
        if (name == QLatin1String("name"))
            return inForm(field.name, form);
        if (name != QLatin1String("old"))
            return std::nullopt;
        const Value* old = m_values.base.find(field.name);
        return inForm(old == nullptr ? Value() : *old, form);
    }

    [[nodiscard]] std::optional<QString> ofField(const QString& name, const Numbered& numbered) const
    {
        const QString& field = numbered.field.name;
        if (name == QLatin1String("field"))
            return identifierOf(field);
        if (name == QLatin1String("Field"))
            return capitalized(identifierOf(field));
        if (name == QLatin1String("pointer"))
            return pointerTo(field);
        if (name == QLatin1String("column"))
            return columnOf(field);
        if (name == QLatin1String("key"))
            return keyOf(field);
        if (name == QLatin1String("member"))
            return memberOf(field);
        if (name == QLatin1String("n"))
            return QString::number(numbered.number);
        return ofAmount(name, literalOf(numbered.field.value, m_language));
    }

    [[nodiscard]] static QString pointerTo(QString field)
    {
        field.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
        return literalOf(QString(QLatin1Char('/') + field), CodeLanguage::Json);
    }

    [[nodiscard]] static std::optional<QString> ofAmount(const QString& name, const QString& number)
    {
        const bool isLess = number.startsWith(QLatin1Char('-'));
        if (name == QLatin1String("delta"))
            return number;
        if (name == QLatin1String("sign"))
            return isLess ? QStringLiteral("-") : QStringLiteral("+");
        if (name == QLatin1String("amount"))
            return isLess ? number.mid(1) : number;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<QString> inForm(const Value& value, const QString& form) const
    {
        if (form.isEmpty())
            return literalOf(value, m_language);
        if (form == QLatin1String("json"))
            return literalOf(value, CodeLanguage::Json);
        if (form == QLatin1String("text"))
            return literalOf(toText(value), CodeLanguage::Json);
        if (form == QLatin1String("raw"))
            return toText(value);
        // Within a literal of a path (OData 4.01 URL conventions, 5.1.1.6.2).
        if (form == QLatin1String("odata"))
            return QString::fromLatin1(
                QUrl::toPercentEncoding(toText(value).replace(QLatin1Char('\''), QLatin1String("''"))));
        if (form == QLatin1String("url"))
            return QString::fromLatin1(QUrl::toPercentEncoding(toText(value)));
        return std::nullopt;
    }

    [[nodiscard]] QString body() const
    {
        QStringList members;
        for (const Field& field : m_values.whole)
            members.append(
                literalOf(field.name, CodeLanguage::Json) + QStringLiteral(": ") +
                literalOf(field.value, CodeLanguage::Json));
        return QLatin1Char('{') + members.join(QStringLiteral(", ")) + QLatin1Char('}');
    }

    [[nodiscard]] QString identifierOf(const QString& field) const
    {
        const Fields all = m_values.whole.with(m_values.fields);
        for (qsizetype i = 0; i < all.size(); ++i) {
            if (all.at(i).name == field)
                return m_identifiers.at(i);
        }
        return field;
    }

    void fail(const QString& placeholder)
    {
        if (m_problem.isEmpty())
            m_problem = Text::tr("there is no placeholder “%1” here").arg(placeholder);
    }

    CodeLanguage m_language;
    const CodeValues& m_values;
    /// Of the whole record with the changed fields.
    QStringList m_identifiers;
    QString m_problem;
};

} // namespace

FilledTemplate filledTemplate(const QString& text, CodeLanguage language, const CodeValues& values)
{
    Filler filler(language, values);
    QStringList lines;
    for (const QString& line : text.split(QLatin1Char('\n')))
        lines.append(filler.line(line));
    return {lines.join(QLatin1Char('\n')), filler.problem()};
}

} // namespace interleave
