#include "core/transactions/transactionstep.h"

#include "core/transactions/sqlscanner.h"
#include "core/values/text.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace interleave {

namespace {

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

QRegularExpressionMatch placeholderAt(const QString& sql, qsizetype at)
{
    static const QRegularExpression placeholder(QStringLiteral("\\{([a-z][a-z0-9_]*)(?:([+-])([0-9]+))?\\}"));
    return placeholder.match(
        sql, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
}

QRegularExpressionMatch comparisonIn(const QString& condition)
{
    // A whole number of so many digits is within 64 bits.
    static const QRegularExpression comparison(
        QStringLiteral("^\\s*([a-z][a-z0-9_]*)\\s*(=|!=|<=|>=|<|>)\\s*"
                       "([a-z][a-z0-9_]*|[+-]?[0-9]{1,18}|'.*')\\s*$"),
        QRegularExpression::DotMatchesEverythingOption);
    return comparison.match(condition);
}

constexpr std::array<const char*, 4> ActionNames{"begin", "sql", "commit", "rollback"};

/// A statement without its comments and its semicolon, and one clause when it is not one statement.
struct OneStatement final
{
    QString text = {};
    QString problem = {};
};

OneStatement oneStatement(const QString& sql)
{
    OneStatement one;
    bool isOver = false;
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype end = endOfLiteral(sql, at);
        const QString part = sql.mid(at, std::max<qsizetype>(end - at, 1));
        at += part.size();
        const bool isComment = part.startsWith(QLatin1String("--")) || part.startsWith(QLatin1String("/*"));
        if (isComment || (isOver && part.trimmed().isEmpty()))
            continue;
        if (isOver)
            return {{}, Text::tr("holds two statements; give each a step of its own")};
        isOver = part == QLatin1String(";");
        one.text += isOver ? QString() : part;
    }
    if (one.text.trimmed().isEmpty())
        one.problem = Text::tr("holds no statement");
    return one;
}

} // namespace

QString toName(TransactionAction action)
{
    return QLatin1String(ActionNames.at(static_cast<std::size_t>(action)));
}

std::optional<TransactionAction> transactionActionFromName(const QString& name)
{
    for (std::size_t i = 0; i < ActionNames.size(); ++i) {
        if (name == QLatin1String(ActionNames.at(i)))
            return static_cast<TransactionAction>(i);
    }
    return std::nullopt;
}

QString problemWithSql(const QString& sql)
{
    const OneStatement one = oneStatement(sql);
    if (!one.problem.isEmpty())
        return one.problem;
    static const QRegularExpression control(
        QStringLiteral(
            "^\\s*(BEGIN|START\\s+TRANSACTION|COMMIT|END|ABORT|ROLLBACK(?!\\s+(WORK\\s+)?TO\\b))\\b"),
        QRegularExpression::CaseInsensitiveOption);
    if (const auto match = control.match(one.text); match.hasMatch())
        return Text::tr("is “%1”, which is no “sql”: begin and end transactions by steps of their own")
            .arg(match.captured(1));
    return {};
}

QString problemWithBegin(const QString& sql)
{
    const auto one = oneStatement(sql);
    static const QRegularExpression begins(
        QStringLiteral("^\\s*(BEGIN|START\\s+TRANSACTION)\\b"), QRegularExpression::CaseInsensitiveOption);
    if (!one.problem.isEmpty() || begins.match(one.text).hasMatch())
        return one.problem;
    return Text::tr("begins no transaction; write BEGIN or START TRANSACTION");
}

QStringList namesInSql(const QString& sql)
{
    QStringList names;
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype end = endOfLiteral(sql, at);
        const auto match = placeholderAt(sql, at);
        if (end == at && match.hasMatch())
            names.append(match.captured(1));
        at = std::max(end, at + 1);
    }
    return names;
}

QStringList namesInCondition(const QString& condition)
{
    const auto match = comparisonIn(condition);
    if (!match.hasMatch())
        return {};
    static const QRegularExpression name(QStringLiteral("^[a-z][a-z0-9_]*$"));
    QStringList names{match.captured(1)};
    if (name.match(match.captured(3)).hasMatch())
        names.append(match.captured(3));
    return names;
}

Result<BoundSql, QString> boundSql(const QString& sql, const KeptValues& kept)
{
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
        const auto match = placeholderAt(sql, at);
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
    const auto match = comparisonIn(condition);
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
