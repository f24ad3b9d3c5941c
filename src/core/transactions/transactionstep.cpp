#include "core/transactions/transactionstep.h"

#include "core/values/text.h"

#include <QRegularExpression>

namespace interleave {

namespace {

/// The end of the quoted text or comment that begins at \a at; \a at itself where none does. A quotation mark
/// inside is doubled; one that never closes goes on to the end, and the engine will say so.
qsizetype endOfLiteral(const QString& sql, qsizetype at)
{
    const auto endAfter = [&sql](const QString& closing, qsizetype from) {
        const qsizetype end = sql.indexOf(closing, from);
        return end < 0 ? sql.size() : end + closing.size();
    };
    const QChar c = sql.at(at);
    if (c == QLatin1Char('\'') || c == QLatin1Char('"') || c == QLatin1Char('`'))
        return endAfter(c, at + 1);
    if (sql.mid(at, 2) == QLatin1String("--"))
        return endAfter(QStringLiteral("\n"), at);
    if (sql.mid(at, 2) == QLatin1String("/*"))
        return endAfter(QStringLiteral("*/"), at + 2);
    return at;
}

Result<Value, QString> computed(const QRegularExpressionMatch& match, const KeptValues& kept)
{
    const QString name = match.captured(1);
    const auto found = kept.constFind(name);
    if (found == kept.constEnd())
        return Text::tr("“{%1}” stands for nothing: no earlier step of the session keeps “%1”.").arg(name);
    if (match.captured(2).isEmpty())
        return *found;
    const auto* number = std::get_if<qint64>(&*found);
    bool isNumber = false;
    const qint64 by = match.captured(3).toLongLong(&isNumber);
    qint64 result = 0;
    if (number == nullptr || !isNumber)
        return Text::tr("“%1” cannot be computed: “%2” is no whole number.")
            .arg(match.captured(), toText(*found));
    const bool overflows = match.captured(2) == QLatin1String("-")
                               ? __builtin_sub_overflow(*number, by, &result)
                               : __builtin_add_overflow(*number, by, &result);
    if (overflows)
        return Text::tr("“%1” cannot be computed: the result is too large.").arg(match.captured());
    return Value(result);
}

Result<Value, QString> operand(const QString& words, const KeptValues& kept)
{
    bool isNumber = false;
    const qint64 number = words.toLongLong(&isNumber);
    if (isNumber)
        return Value(number);
    if (words.size() >= 2 && words.startsWith(QLatin1Char('\'')) && words.endsWith(QLatin1Char('\'')))
        return Value(words.mid(1, words.size() - 2));
    const auto found = kept.constFind(words);
    if (found == kept.constEnd())
        return Text::tr("no earlier step of the session keeps “%1”").arg(words);
    return *found;
}

/// -1, 0 or 1; nothing where no order holds.
std::optional<int> compared(const Value& a, const Value& b)
{
    const auto left = toNumber(a);
    const auto right = toNumber(b);
    if (left && right)
        return *left < *right ? -1 : *left > *right ? 1 : 0;
    const auto* text = std::get_if<QString>(&a);
    const auto* other = std::get_if<QString>(&b);
    if (text != nullptr && other != nullptr)
        return text->compare(*other) < 0 ? -1 : *text == *other ? 0 : 1;
    return a == b ? std::optional(0) : std::nullopt;
}

} // namespace

Result<BoundSql, QString> boundSql(const QString& sql, const KeptValues& kept)
{
    static const QRegularExpression placeholder(QStringLiteral("\\{([a-z][a-z0-9_]*)(?:([+-])([0-9]+))?\\}"));
    BoundSql result;
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype end = endOfLiteral(sql, at);
        if (end > at) {
            result.sql += QStringView(sql).mid(at, end - at);
            at = end;
            continue;
        }
        if (sql.at(at) == QLatin1Char('?'))
            return Text::tr(
                "A statement may not have a “?” of its own; remembered values are written as {n}.");
        const auto match = placeholder.match(
            sql, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch()) {
            result.sql += sql.at(at++);
            continue;
        }
        auto value = computed(match, kept);
        if (!value)
            return value.error();
        result.values.append(std::move(value).value());
        result.sql += QLatin1Char('?');
        at = match.capturedEnd();
    }
    return result;
}

Result<bool, QString> isTrue(const QString& condition, const KeptValues& kept)
{
    static const QRegularExpression comparison(
        QStringLiteral("^\\s*([a-z][a-z0-9_]*)\\s*(=|!=|<=|>=|<|>)\\s*(.+?)\\s*$"));
    const auto match = comparison.match(condition);
    if (!match.hasMatch())
        return Text::tr("“%1” is no comparison; write one such as n >= 2.").arg(condition);
    const auto left = operand(match.captured(1), kept);
    const auto right = operand(match.captured(3), kept);
    if (!left || !right)
        return Text::tr("“%1” cannot be compared: %2.").arg(condition, left ? right.error() : left.error());
    const QString how = match.captured(2);
    const auto order = compared(*left, *right);
    if (how == QLatin1String("="))
        return order == 0;
    if (how == QLatin1String("!="))
        return order != 0;
    if (!order)
        return false;
    const bool isBelow = *order < 0 && how.startsWith(QLatin1Char('<'));
    const bool isAbove = *order > 0 && how.startsWith(QLatin1Char('>'));
    return isBelow || isAbove || (*order == 0 && how.endsWith(QLatin1Char('=')));
}

} // namespace interleave
