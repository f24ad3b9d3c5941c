#include "engine/rowstatements.h"

#include <QRegularExpression>

#include <algorithm>
#include <initializer_list>

namespace interleave {

namespace {

/// A statement's words in capitals, each with an opening bracket that follows it, without what is in single
/// quotation marks. Nothing for what holds signs that need a closer look: other quotation marks, comments,
/// variables, casts.
std::optional<QStringList> wordsOf(QString sql)
{
    static const QRegularExpression text(QStringLiteral("'[^'\\\\]*'"));
    static const QRegularExpression others(QStringLiteral("['\"`@#$:;\\\\\\[]|--|/\\*"));
    static const QRegularExpression word(QStringLiteral("[A-Z_][A-Z_0-9]*(\\s*\\()?"));
    sql.replace(text, QStringLiteral("0"));
    if (sql.contains(others))
        return std::nullopt;
    QStringList words;
    for (auto found = word.globalMatch(sql.toUpper()); found.hasNext();)
        words.append(found.next().captured().remove(QLatin1Char(' ')));
    return words;
}

bool isOneOf(const QString& word, std::initializer_list<const char*> known)
{
    return std::ranges::any_of(known, [&word](const char* each) { return word == QLatin1String(each); });
}

/// Of time, chance, counters, place in the file, or other connections.
bool mayVary(const QString& word)
{
    return word.startsWith(QLatin1String("CURRENT_")) || word.startsWith(QLatin1String("LOCALTIME")) ||
           word.contains(QLatin1String("SERIAL")) || word.contains(QLatin1String("TIMESTAMP")) ||
           isOneOf(word, {"AUTO_INCREMENT", "AUTOINCREMENT", "IDENTITY", "GENERATED", "TEMP", "TEMPORARY", "CTID",
                          "XMIN", "XMAX", "ROWID", "_ROWID_", "OID", "SQL_CALC_FOUND_ROWS", "UUID"});
}

/// Whether a word may have a bracket behind it: what is no call, and functions of their arguments alone.
bool mayHaveBracket(const QString& word, const QString& before)
{
    return isOneOf(before, {"INTO", "TABLE", "ON"}) ||
           isOneOf(word, {"COUNT(", "SUM(", "MIN(", "MAX(", "AVG(", "COALESCE(", "ABS(", "VALUES(", "IN(", "EXISTS(",
                          "AND(", "OR(", "NOT(", "WHERE(", "VARCHAR(", "CHAR(", "DECIMAL(", "NUMERIC(", "KEY(",
                          "UNIQUE(", "CHECK(", "SELECT(", "SET(", "FROM(", "AS("});
}

bool isPlain(const QString& sql, std::initializer_list<const char*> beginnings)
{
    const std::optional<QStringList> words = wordsOf(sql);
    if (!words || words->isEmpty() || !isOneOf(words->first(), beginnings))
        return false;
    for (qsizetype i = 1; i < words->size(); ++i) {
        const QString& word = words->at(i);
        if (mayVary(word) || (word == QLatin1String("INTO") && words->first() != QLatin1String("INSERT")) ||
            (word.endsWith(QLatin1Char('(')) && !mayHaveBracket(word, words->at(i - 1))))
            return false;
    }
    // Which rows come first depends on where they are, unless it is asked for.
    return !words->contains(QLatin1String("LIMIT")) || words->contains(QLatin1String("ORDER"));
}

} // namespace

bool changesOnlyRows(const TransactionLesson& lesson, const QString& engine)
{
    const bool isPlainSetup = std::ranges::all_of(lesson.setupOn(engine), [](const QString& sql) {
        static const QRegularExpression table(
            QStringLiteral("^\\s*CREATE\\s+(TABLE|INDEX|UNIQUE\\s+INDEX)\\b"),
            QRegularExpression::CaseInsensitiveOption);
        return isPlain(sql, {"INSERT"}) || (sql.contains(table) && isPlain(sql, {"CREATE"}));
    });
    return isPlainSetup && std::ranges::all_of(lesson.stepsOn(engine), [](TransactionStep step) {
        // The names of values stand for values.
        static const QRegularExpression value(QStringLiteral("\\{[^}]*\\}"));
        if (step.action != TransactionAction::Sql)
            return step.sql.isEmpty();
        return isPlain(step.sql.replace(value, QStringLiteral("0")), {"SELECT", "INSERT", "UPDATE", "DELETE"});
    });
}

} // namespace interleave
