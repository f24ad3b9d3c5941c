#include "core/transactions/sqlliterals.h"

#include "core/transactions/sqlscanner.h"
#include "core/values/printable.h"

#include <algorithm>

namespace interleave {

namespace {

/// Where a literal touches what is before it, another token could come of both: `--3`, `E'a'`, `'a''b'`.
bool mayTouch(const QString& before, QChar first)
{
    if (before.isEmpty())
        return true;
    const QChar last = before.back();
    return last.isSpace() || QStringLiteral("(,").contains(last) ||
           (first != QLatin1Char('-') && QStringLiteral("=<>+*/|%").contains(last));
}

QString withoutSemicolon(const QString& sql)
{
    QString result = sql.trimmed();
    while (result.endsWith(QLatin1Char(';')))
        result = result.chopped(1).trimmed();
    return result;
}

bool endsInLineComment(const QString& sql)
{
    bool isComment = false;
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype end = endOfLiteral(sql, at);
        isComment = end == sql.size() && sql.at(at) == QLatin1Char('-') && end > at;
        at = std::max(end, at + 1);
    }
    return isComment;
}

/// Whether all programs agree that the quoted text or comment ends where it does.
bool isPlainLiteral(const QString& literal)
{
    const QChar first = literal.front();
    if (first == QLatin1Char('-'))
        return !literal.endsWith(QLatin1Char('\n')) && (literal.size() == 2 || literal.at(2).isSpace());
    if (first == QLatin1Char('/'))
        return literal.startsWith(QLatin1String("/* ")) && literal.endsWith(QLatin1String("*/")) &&
               literal.indexOf(QLatin1String("/*"), 1) < 0;
    return literal.size() > 1 && literal.endsWith(first);
}

/// The first word of a statement, unless it is a command of the program `mariadb` itself.
bool beginsPlainly(const QString& sql)
{
    static const QStringList commands{
        QStringLiteral("charset"),  QStringLiteral("clear"),     QStringLiteral("connect"),
        QStringLiteral("costs"),    QStringLiteral("delimiter"), QStringLiteral("edit"),
        QStringLiteral("ego"),      QStringLiteral("exit"),      QStringLiteral("go"),
        QStringLiteral("help"),     QStringLiteral("nopager"),   QStringLiteral("notee"),
        QStringLiteral("pager"),    QStringLiteral("print"),     QStringLiteral("prompt"),
        QStringLiteral("quit"),     QStringLiteral("rehash"),    QStringLiteral("sandbox"),
        QStringLiteral("source"),   QStringLiteral("status"),    QStringLiteral("system"),
        QStringLiteral("tee"),      QStringLiteral("use"),       QStringLiteral("warnings"),
        QStringLiteral("nowarning")};
    const auto isLetter = [](QChar c) {
        return c.unicode() < 128 && c.isLetter();
    };
    const auto end = std::ranges::find_if_not(sql, isLetter);
    const QString word = sql.left(end - sql.begin()).toLower();
    return word.isEmpty() ? sql.startsWith(QLatin1Char('(')) : !commands.contains(word);
}

} // namespace

QString sqlLiteral(const Value& value, const QString& engine)
{
    if (const auto* text = std::get_if<QString>(&value)) {
        QString quoted = *text;
        quoted.replace(QLatin1Char('\''), QLatin1String("''"));
        if (engine == QLatin1String("mariadb"))
            quoted.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
        return QLatin1Char('\'') + quoted + QLatin1Char('\'');
    }
    const QString json = QString::fromUtf8(toJson(value));
    return isNumber(value) ? json : json.toUpper();
}

QString sqlWithValues(const BoundSql& statement, const QString& engine)
{
    const QString& sql = statement.sql;
    QString result;
    qsizetype next = 0;
    bool afterLiteral = false;
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype end = endOfLiteral(sql, at);
        if (end == at && sql.at(at) == QLatin1Char('?') && next < statement.values.size()) {
            const QString literal = sqlLiteral(statement.values.at(next++), engine);
            if (!mayTouch(result, literal.front()))
                result += QLatin1Char(' ');
            result += literal;
            afterLiteral = true;
            ++at;
            continue;
        }
        const QChar c = sql.at(at);
        if (afterLiteral && (c.isLetterOrNumber() || QStringLiteral("_$.'\"`").contains(c)))
            result += QLatin1Char(' ');
        afterLiteral = false;
        const qsizetype past = std::max(end, at + 1);
        result += QStringView(sql).mid(at, past - at);
        at = past;
    }
    return result;
}

QString sqlForScript(const BoundSql& statement, const QString& engine)
{
    const QString sql = withoutSemicolon(sqlWithValues(statement, engine));
    return sql + (endsInLineComment(sql) ? QStringLiteral("\n;") : QStringLiteral(";"));
}

bool isPlainSql(const BoundSql& statement)
{
    const QString sql = withoutSemicolon(statement.sql);
    if (!beginsPlainly(sql) || sql.contains(QLatin1Char('\\')) || printableLines(sql) != sql)
        return false;
    for (const Value& value : statement.values) {
        const auto* text = std::get_if<QString>(&value);
        if (text != nullptr && printableLines(*text) != *text)
            return false;
    }
    // What is neither quoted nor a comment.
    QString bare;
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype end = endOfLiteral(sql, at);
        if (end > at && !isPlainLiteral(sql.mid(at, end - at)))
            return false;
        bare += end > at ? QChar(u' ') : sql.at(at);
        at = std::max(end, at + 1);
    }
    // A line of its own with “go” or “/” ends a statement in sqlite3, and “delimiter” anywhere in mariadb.
    return !bare.contains(QLatin1String("delimiter"), Qt::CaseInsensitive) &&
           std::ranges::none_of(bare, [](QChar c) { return QStringLiteral(";$#\n").contains(c); });
}

} // namespace interleave
