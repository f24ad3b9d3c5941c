#include "core/values/fields.h"

#include "core/values/decimal.h"
#include "core/values/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

QByteArray quoted(const QString& text)
{
    QByteArray out;
    const QByteArray utf8 = text.toUtf8();
    out.reserve(utf8.size() + 2);
    out += '"';
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8.at(i);
        // U+FFFE and U+FFFF are noncharacters, which SQLite would replace by U+FFFD.
        if (c == '\xef' && utf8.at(i + 1) == '\xbf' &&
            (utf8.at(i + 2) == '\xbe' || utf8.at(i + 2) == '\xbf')) {
            out += utf8.at(i + 2) == '\xbe' ? "\\ufffe" : "\\uffff";
            i += 2;
            continue;
        }
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                out += "\\u00" + QByteArray(1, c).toHex();
            else
                out += c;
        }
    }
    out += '"';
    return out;
}

/// Reads a text typed over null, whose type is open.
Result<Value, QString> valueWritten(const QString& text, const QString& field)
{
    static const QRegularExpression number(
        QStringLiteral("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"));
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed == QLatin1String("null"))
        return Value();
    if (trimmed == QLatin1String("true") || trimmed == QLatin1String("false"))
        return Value(trimmed == QLatin1String("true"));
    if (const auto match = number.match(trimmed); match.hasMatch()) {
        const bool whole = match.capturedLength(2) == 0 && match.capturedLength(3) == 0;
        return valueFromText(trimmed, whole ? Value(qint64{0}) : Value(0.0), field);
    }
    if (trimmed.size() >= 2 && trimmed.startsWith(QLatin1Char('"')) && trimmed.endsWith(QLatin1Char('"'))) {
        const QJsonDocument quotation = QJsonDocument::fromJson('[' + trimmed.toUtf8() + ']');
        if (quotation.array().size() == 1 && quotation.array().first().isString())
            return Value(quotation.array().first().toString());
    }
    return Value(text);
}

QByteArray doubleText(double number)
{
    return QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
}

} // namespace

bool isNumber(const Value& value)
{
    return std::holds_alternative<qint64>(value) || std::holds_alternative<double>(value);
}

std::optional<double> toNumber(const Value& value)
{
    if (const auto* whole = std::get_if<qint64>(&value))
        return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    return std::nullopt;
}

QString numberText(double number)
{
    return QString::fromLatin1(doubleText(number));
}

QString toText(const Value& value)
{
    if (const auto* text = std::get_if<QString>(&value))
        return *text;
    return QString::fromUtf8(toJson(value));
}

QByteArray toJson(const Value& value)
{
    struct Writer
    {
        QByteArray operator()(std::monostate) const { return "null"; }
        QByteArray operator()(bool flag) const { return flag ? "true" : "false"; }
        QByteArray operator()(qint64 number) const { return QByteArray::number(number); }
        QByteArray operator()(double number) const
        {
            QByteArray text = doubleText(number);
            if (!text.contains('.') && !text.contains('e'))
                text += ".0";
            return text;
        }
        QByteArray operator()(const QString& text) const { return quoted(text); }
    };
    return std::visit(Writer(), value);
}

Result<Value, QString> valueFromText(const QString& text, const Value& like, const QString& field)
{
    if (!text.isValidUtf16())
        return Text::tr("“%1” holds half of a character. Type it anew.").arg(field);
    if (text == toText(like))
        return like;
    if (std::holds_alternative<QString>(like))
        return Value(text);
    const QString trimmed = text.trimmed();
    if (std::holds_alternative<bool>(like)) {
        if (trimmed == QLatin1String("true") || trimmed == QLatin1String("false"))
            return Value(trimmed == QLatin1String("true"));
        return Text::tr("“%1” holds true or false. Type one of the two.").arg(field);
    }
    if (std::holds_alternative<std::monostate>(like))
        return valueWritten(text, field);
    if (trimmed.isEmpty())
        return Text::tr("“%1” is empty. Type a number, such as 7.").arg(field);
    bool ok = false;
    const qint64 whole = trimmed.toLongLong(&ok);
    if (ok && std::abs(static_cast<double>(whole)) <= static_cast<double>(LargestInteger)) {
        if (std::holds_alternative<double>(like))
            return Value(static_cast<double>(whole));
        return Value(whole);
    }
    const double number = trimmed.toDouble(&ok);
    // A number smaller than any double reads as 0 with an error.
    const bool isNone = !ok && !std::isinf(number) && !isDecimal(trimmed.toUtf8());
    if (isNone || std::isnan(number))
        return Text::tr("“%1” holds a number, and this is none. Type digits, such as 7.").arg(field);
    // A larger double is accepted only in exponent form, which does not claim that every digit is exact.
    const bool rounded =
        std::holds_alternative<double>(like) && trimmed.contains(QLatin1Char('e'), Qt::CaseInsensitive);
    if (!std::isfinite(number) || (!rounded && std::abs(number) > static_cast<double>(LargestInteger)))
        return Text::tr("This number is too large for “%1”. Type one up to 9007199254740991.").arg(field);
    if (!isExactly(number, trimmed.toUtf8()))
        return Text::tr(
                   "“%1” cannot keep all of these digits: they would become %2. Type that, or fewer digits.")
            .arg(field, QString::fromLatin1(toJson(Value(number))));
    return Value(number);
}

Fields::Fields(std::initializer_list<Field> fields)
    : m_fields(fields)
{
}

const Value* Fields::find(const QString& name) const
{
    const auto it = std::ranges::find(m_fields, name, &Field::name);
    return it == m_fields.cend() ? nullptr : &it->value;
}

std::optional<Value> Fields::value(const QString& name) const
{
    const Value* found = find(name);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

void Fields::set(const QString& name, Value value)
{
    m_written.clear();
    const auto it = std::ranges::find(std::as_const(m_fields), name, &Field::name);
    if (it == m_fields.cend())
        m_fields.append({name, std::move(value)});
    else
        m_fields[it - m_fields.cbegin()].value = std::move(value);
}

bool Fields::remove(const QString& name)
{
    m_written.clear();
    return m_fields.removeIf([&name](const Field& field) { return field.name == name; }) > 0;
}

Fields Fields::with(const Fields& changes) const
{
    Fields result = *this;
    for (const Field& field : changes)
        result.set(field.name, field.value);
    return result;
}

QByteArray Fields::toJson() const
{
    QByteArray out = "{";
    for (const Field& field : m_fields) {
        if (out.size() > 1)
            out += ", ";
        out += quoted(field.name) + ": " + interleave::toJson(field.value);
    }
    return out + "}";
}

void Fields::setWritten(const QByteArray& text)
{
    m_written = text == toJson() ? QByteArray() : text;
}

QByteArray Fields::asPut() const
{
    return m_written.isEmpty() ? toJson() : m_written;
}

QList<FieldChange> changes(const Fields& before, const Fields& after)
{
    QList<FieldChange> result;
    for (const Field& field : after) {
        const Value* old = before.find(field.name);
        if (old == nullptr)
            result.append({field.name, std::nullopt, field.value});
        else if (*old != field.value)
            result.append({field.name, *old, field.value});
    }
    for (const Field& field : before) {
        if (after.find(field.name) == nullptr)
            result.append({field.name, field.value, std::nullopt});
    }
    return result;
}

QString headlineField(const Fields& fields, const QString& about)
{
    if (!about.isEmpty() && fields.find(about) != nullptr)
        return about;
    for (const Field& field : fields) {
        if (isNumber(field.value))
            return field.name;
    }
    return fields.isEmpty() ? QString() : fields.at(0).name;
}

} // namespace interleave
