#include "core/words/exchangeexcerpt.h"

#include "core/model/increment.h"
#include "core/values/httpdate.h"
#include "core/values/jsontree.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/refusal.h"
#include "core/words/verdictwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace interleave {

namespace {

struct TimeColumn
{
    const char* name;
    qint64 milliseconds; ///< in its unit
};

constexpr TimeColumn TimeColumns[]{{"modified_at", 1000}, {"lease_until", 1}};

/// The column whose value follows \a sql; empty for another value. For an INSERT, by the place in its lists.
QString columnAfter(const QString& sql)
{
    const QString values = QStringLiteral(") VALUES (");
    if (const qsizetype list = sql.indexOf(values); list >= 0) {
        const qsizetype first = sql.indexOf(QLatin1Char('(')) + 1;
        const qsizetype place = QStringView(sql).mid(list + values.size()).count(QLatin1Char(','));
        return sql.mid(first, list - first).section(QStringLiteral(", "), place, place);
    }
    static const QRegularExpression comparison(QStringLiteral("(\\w+) (?:=|<=|>) $"));
    return comparison.match(sql).captured(1);
}

/// The time of day that \a value says after \a sql, which ends before the value's placeholder.
std::optional<QString> timeAfter(const QString& sql, const Value& value)
{
    const auto* number = std::get_if<qint64>(&value);
    const QString column = number == nullptr ? QString() : columnAfter(sql);
    for (const TimeColumn& time : TimeColumns) {
        // A date from outside may be beyond what milliseconds can count.
        if (column == QLatin1String(time.name) && *number >= FirstTime / time.milliseconds &&
            *number <= LastTime / time.milliseconds)
            return timeOfDay(*number * time.milliseconds);
    }
    return std::nullopt;
}

constexpr qsizetype MostBody = 160;

/// A message from the wire, parsed for display only.
struct Message
{
    QString firstLine;
    QList<QByteArray> headers;
    QByteArray body;

    explicit Message(const QByteArray& text)
    {
        const qsizetype end = text.indexOf("\r\n\r\n");
        headers = text.left(end < 0 ? text.size() : end).split('\n');
        for (QByteArray& line : headers)
            line = line.trimmed();
        firstLine = QString::fromUtf8(headers.takeFirst());
        if (end >= 0)
            body = text.mid(end + 4);
    }

    /// The whole line as it was sent; empty when there is none of that name.
    [[nodiscard]] QString line(const QByteArray& name) const
    {
        for (const QByteArray& header : headers) {
            if (header.left(header.indexOf(':')).compare(name, Qt::CaseInsensitive) == 0)
                return QString::fromUtf8(header);
        }
        return {};
    }
};

QString shortBody(const QByteArray& body)
{
    return shortened(QString::fromUtf8(body.left(4 * MostBody)).simplified(), MostBody);
}

QString joinedLines(QStringList lines)
{
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QByteArray meantBy(const Event& event)
{
    if (event.action == Action::Increment)
        return incrementToJson(event.amounts);
    return event.isAboutLease() ? "{\"ttl\": " + QByteArray::number(event.ttl) + '}' : event.after.asPut();
}

QString sentBy(const Event& event)
{
    if (event.requestText.isEmpty())
        return {};
    const Message message(event.requestText);
    const QString request = message.firstLine.section(QLatin1Char(' '), 0, 1);
    // On the wire a chunked body has sizes between its parts; show the body that was understood.
    const bool chunked = !message.line("Transfer-Encoding").isEmpty();
    const QString body = shortBody(chunked ? meantBy(event) : message.body);
    return joinedLines(
        {shortened(request, MostBody),
         message.line("If-Match"),
         message.line("If-None-Match"),
         message.line("If-Unmodified-Since"),
         message.line("If-Modified-Since"),
         message.line("Lock-Token"),
         message.line("Prefer"),
         body});
}

/// The statement that decides whether the write succeeds; for a read, the one that found the record.
const Statement* decidingStatement(const Event& event)
{
    const auto decides = [](const Statement& statement) {
        return !statement.deciding.isEmpty();
    };
    const auto touchesRecord = [&event](const Statement& statement) {
        const QString sql = statement.sql.simplified();
        return event.isTry() || event.isAboutLease()
                   ? sql.startsWith(QLatin1String("UPDATE records"), Qt::CaseInsensitive) ||
                         sql.startsWith(QLatin1String("INSERT INTO records"), Qt::CaseInsensitive)
                   : sql.startsWith(QLatin1String("SELECT"), Qt::CaseInsensitive);
    };
    auto it = std::ranges::find_if(event.statements, decides);
    if (it == event.statements.end())
        it = std::ranges::find_if(event.statements, touchesRecord);
    return it == event.statements.end() ? nullptr : &*it;
}

/// Leaves the bodies out: they are shown under "sent", and would hide the deciding part here.
QString withoutBodies(const Statement& statement)
{
    QString text = readable(statement);
    for (const Value& value : statement.bound) {
        const auto* body = std::get_if<QString>(&value);
        if (body != nullptr && body->startsWith(QLatin1Char('{')))
            text.replace(withValues({QStringLiteral("?"), {value}, 0, {}}), QStringLiteral("…"));
    }
    // Date and author do not decide anything either.
    static const QRegularExpression bookkeeping(
        QStringLiteral("SET body = …, (version = version \\+ 1), modified_at = .*(?= WHERE )"));
    text.replace(bookkeeping, QStringLiteral("SET …, \\1, …"));
    return text.simplified();
}

/// Where a word stands from \a from on, with a blank on either side, but not within a value; -1 for nowhere.
qsizetype indexOfWord(const QString& sql, const char* word, qsizetype from = 0)
{
    const QString wanted = QLatin1Char(' ') + QLatin1String(word) + QLatin1Char(' ');
    bool isValue = false;
    for (qsizetype i = 0; i < sql.size(); ++i) {
        if (sql.at(i) == QLatin1Char('\''))
            isValue = !isValue;
        else if (!isValue && i >= from && QStringView(sql).sliced(i).startsWith(wanted))
            return i;
    }
    return -1;
}

QString inLines(QString sql)
{
    for (const char* word : {"SET", "VALUES", "FROM", "WHERE", "ON CONFLICT"}) {
        const qsizetype at = indexOfWord(sql, word);
        if (at >= 0)
            sql[at] = QLatin1Char('\n');
    }
    // What decides stands by itself, so that no narrow column breaks it.
    const qsizetype where = sql.indexOf(QLatin1String("\nWHERE "));
    const qsizetype condition = where < 0 ? -1 : indexOfWord(sql, "AND", where);
    if (condition >= 0)
        sql.replace(condition, 1, QStringLiteral("\n  "));
    return sql;
}

QString decidingPart(const Statement& statement)
{
    const qsizetype at = statement.deciding.isEmpty() ? -1 : statement.sql.indexOf(statement.deciding);
    if (at < 0)
        return {};
    const qsizetype before = QStringView(statement.sql).left(at).count(QLatin1Char('?'));
    return readable({statement.deciding, statement.bound.mid(before), 0, {}}).simplified();
}

QString heardBy(const Event& event)
{
    if (event.responseText.isEmpty())
        return {};
    const Message message(event.responseText);
    const QString status = message.firstLine.section(QLatin1Char(' '), 1);
    const Quoted quoted = wordsOf(event.verdict).quoted;
    if (quoted != Quoted::Problem) {
        const bool carriesRecord =
            ((event.action == Action::Read || event.action == Action::Increment) && event.status == 200) ||
            quoted == Quoted::Record;
        return joinedLines(
            {status,
             message.line("ETag"),
             event.isAboutLease() ? message.line("Lock-Token") : QString(),
             ruleOf(event.locking).comparesDates ? message.line("Last-Modified") : QString(),
             carriesRecord ? shortBody(message.body) : QString()});
    }
    const auto problem = parseTree(message.body);
    QStringList members;
    if (problem && problem->is_object()) {
        for (const char* name :
             {"yourToken", "currentToken", "currentVersion", "changedBy", "holder", "until"}) {
            if (const auto it = problem->find(name); it != problem->end())
                members.append(
                    QString::fromUtf8("\"%1\": %2").arg(QLatin1String(name), shortBody(toBytes(*it))));
        }
    }
    return joinedLines({status, members.join(QLatin1String(", "))});
}

QString rowsOfStale(const Event& event, const QString& rows)
{
    const auto read = timeInDate(event.condition.mid(event.condition.indexOf(':') + 1).trimmed(), event);
    const auto time = answeredTime(event);
    if (read && time)
        return Text::tr("%1: it is of %2, later than %3", "rows, and why").arg(rows, *time, *read);
    const auto named = versionNamed(event);
    if (!named || *named == *event.version)
        return rows;
    return Text::tr("%1: version is %2, not %3", "rows, and why")
        .arg(rows, QString::number(*event.version), QString::number(*named));
}

/// What a save's rows mean: "→ 0 rows: version is 2, not 1".
QString rowsOf(const Event& event, const Statement& statement)
{
    const QString rows = rowsText(statement);
    if (event.action != Action::Write || !event.version)
        return rows;
    if (event.verdict == Verdict::Stale)
        return rowsOfStale(event, rows);
    const qint64 replaced = *event.version - 1;
    // Its author had seen what it replaced, or there was nothing.
    if (!event.isCommit() || (event.base ? *event.base : 0) >= replaced)
        return rows;
    const QString present = QString::number(replaced);
    const QList<FieldChange> list = changes(event.before, event.after);
    if (list.size() == 1 && list.at(0).after)
        return Text::tr("%1: %2 went over version %3", "rows, and what they did")
            .arg(rows, formatted(*list.at(0).after), present);
    return Text::tr("%1: it went over version %2", "rows, and what they did").arg(rows, present);
}

} // namespace

std::optional<QString> timeBound(const Statement& statement, qsizetype index)
{
    qsizetype at = -1;
    for (qsizetype i = 0; i <= index; ++i) {
        at = statement.sql.indexOf(QLatin1Char('?'), at + 1);
        if (at < 0)
            return std::nullopt;
    }
    return timeAfter(statement.sql.left(at), statement.bound.at(index));
}

QString readable(const Statement& statement)
{
    Statement dated{{}, {}, statement.rows, {}};
    qsizetype from = 0;
    for (qsizetype i = 0; i < statement.bound.size(); ++i) {
        const qsizetype at = statement.sql.indexOf(QLatin1Char('?'), from);
        if (at < 0)
            break;
        dated.sql += QStringView(statement.sql).mid(from, at - from);
        from = at + 1;
        if (const auto time = timeAfter(statement.sql.left(at), statement.bound.at(i))) {
            dated.sql += *time;
        } else {
            dated.sql += QLatin1Char('?');
            dated.bound.append(statement.bound.at(i));
        }
    }
    dated.sql += QStringView(statement.sql).mid(from);
    return withValues(dated);
}

QString rowsText(const Statement& statement)
{
    if (statement.rows < 0)
        return Text::tr("→ it did not run");
    return Text::tr("→ %1 rows", nullptr, pluralOf(statement.rows)).arg(statement.rows);
}

QStringList rowsWordings(const Event& event)
{
    const Statement* statement = decidingStatement(event);
    if (statement == nullptr)
        return {};
    QStringList wordings{rowsOf(event, *statement), rowsText(*statement)};
    wordings.removeDuplicates();
    return wordings;
}

Exchange exchangeOf(const Event& event)
{
    const bool changes = event.isTry() || event.isAboutLease();
    Exchange exchange;
    exchange.sent = sentBy(event);
    if (!exchange.sent.isEmpty() && !event.condition.isEmpty())
        exchange.deciding.append(
            QString::fromUtf8(event.condition.mid(event.condition.indexOf(':') + 1).trimmed()));
    if (const Statement* statement = decidingStatement(event)) {
        const QString rows = rowsOf(event, *statement);
        exchange.ran = inLines(withoutBodies(*statement)) + QLatin1Char('\n') + rows;
        exchange.deciding.append(decidingPart(*statement));
        if (changes)
            exchange.deciding.append(rows);
    }
    exchange.heard = heardBy(event);
    if (changes)
        exchange.deciding.append(exchange.heard.section(QLatin1Char('\n'), 0, 0));
    exchange.deciding.removeAll(QString());
    return exchange;
}

} // namespace interleave
