#include "gui/transactiondiagram/transactionwordings.h"

#include "core/transactions/refusalkind.h"
#include "core/transactions/sqlliterals.h"
#include "core/transactionwords/transactionparts.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QRegularExpression>

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;

/// Longer statements have no space anywhere.
constexpr qsizetype MostSql = 160;

QRegularExpression pattern(const char* text)
{
    return QRegularExpression(QLatin1String(text), QRegularExpression::CaseInsensitiveOption);
}

/// In two or three words; empty where there are none.
QString refusalWords(RefusalKind kind)
{
    switch (kind) {
    case RefusalKind::Serialization:
        return Text::tr("could not serialize");
    case RefusalKind::Deadlock:
        return Text::tr("deadlock");
    case RefusalKind::NoWait:
    case RefusalKind::SharedCache:
        return Text::tr("locked");
    case RefusalKind::Cancelled:
        return Text::tr("cancelled");
    case RefusalKind::Busy:
        return Text::tr("busy");
    case RefusalKind::OldSnapshot:
        return Text::tr("old snapshot");
    case RefusalKind::Unique:
        return Text::tr("already there");
    case RefusalKind::FailedBefore:
        return Text::tr("failed before");
    case RefusalKind::Other:
        break;
    }
    return {};
}

/// With the deciding end of a query, such as FOR UPDATE.
QString withEnd(const QString& text, const QString& end)
{
    return end.isEmpty() ? text : Text::tr("%1 … %2", "a statement's beginning and its end").arg(text, end);
}

} // namespace

TransactionWordings::TransactionWordings(const StoryView& view)
    : m_view(view)
{
    for (const StoryCell& each : m_view.cells())
        m_rows.append(each.cell.row);
    m_rows.removeDuplicates();
    if (m_rows.size() < 2)
        m_rows.clear();
}

/// "lamp": the rows that a condition names.
QString TransactionWordings::rowsNamedIn(const QString& text) const
{
    QStringList found;
    for (const QString& row : m_rows) {
        const QString literal = QLatin1Char('\'') + row + QLatin1Char('\'');
        static const QRegularExpression number(QStringLiteral("^-?[0-9]+$"));
        const bool isNamed = text.contains(literal) ||
                             (number.match(row).hasMatch() &&
                              text.contains(QRegularExpression(QStringLiteral("\\b%1\\b").arg(row))));
        if (isNamed)
            found.append(row);
    }
    return listed(found);
}

QStringList TransactionWordings::shortened(const QString& sql) const
{
    static const QRegularExpression update =
        pattern("^UPDATE\\s+(\\S+)\\s+SET\\s+(.+?)(?:\\s+WHERE\\s+(.+))?$");
    static const QRegularExpression select =
        pattern("^SELECT\\s+(.+?)\\s+FROM\\s+(\\S+)(?:\\s+WHERE\\s+(.+?))?"
                "(?:\\s+ORDER BY .+?)?(?:\\s+LIMIT \\S+)?(?:\\s+(FOR (?:UPDATE|SHARE).*|LOCK IN .*))?$");
    static const QRegularExpression insert = pattern("^INSERT\\s+INTO\\s+(\\S+).*?\\s*VALUES\\s*(.+)$");
    static const QRegularExpression remove = pattern("^DELETE\\s+FROM\\s+(\\S+)(?:\\s+WHERE\\s+(.+))?$");
    QStringList result;
    if (const auto match = update.match(sql); match.hasMatch()) {
        const QString set = Text::tr("UPDATE … %1", "what is set").arg(match.captured(2));
        const QString row = rowsNamedIn(match.captured(3));
        const QString first = match.captured(2).section(QStringLiteral(", "), 0, 0);
        if (!row.isEmpty())
            result.append({withEnd(set, row), Text::tr("UPDATE … %1", "a row").arg(row)});
        else if (first != match.captured(2))
            result.append({set, Text::tr("UPDATE … %1, …", "a part of what is set").arg(first)});
        else
            result.append(set);
        if (row.isEmpty())
            result.append(Text::tr("SET %1", "what is set").arg(first));
    } else if (const auto query = select.match(sql); query.hasMatch()) {
        const QString columns = Text::tr("SELECT %1", "columns").arg(query.captured(1));
        const QString row = rowsNamedIn(query.captured(3));
        const QString named = withEnd(columns, row);
        result.append({withEnd(named, query.captured(4)), withEnd(columns, query.captured(4)), named});
        if (!row.isEmpty())
            result.append(Text::tr("SELECT … %1", "a row").arg(row));
        else
            result.append(columns);
    } else if (const auto added = insert.match(sql); added.hasMatch()) {
        result.append(
            {Text::tr("INSERT … %1", "values").arg(added.captured(2)),
             Text::tr("INSERT %1", "a table").arg(added.captured(1))});
    } else if (const auto gone = remove.match(sql); gone.hasMatch()) {
        const QString row = rowsNamedIn(gone.captured(2));
        result.append(Text::tr("DELETE … %1", "a row").arg(row.isEmpty() ? gone.captured(1) : row));
    }
    return result;
}

QStringList TransactionWordings::requestOf(const TransactionEvent& event) const
{
    const QString& engine = m_view.engine();
    BoundSql statement = sentStatement(event);
    // Of a step that was left out nothing was sent.
    if (event.kind == Kind::LeftOut && statement.sql.isEmpty() && event.step > 0)
        statement.sql = m_view.story().lesson.stepsOn(engine).value(event.step - 1).sql;
    const QString sql = inALine(sqlWithValues(statement, engine).simplified(), MostSql);
    QStringList result{sql};
    result.append(shortened(sql));
    result.append(sql.section(QLatin1Char(' '), 0, 0));
    result.removeDuplicates();
    return result;
}

QStringList TransactionWordings::answerTo(const TransactionEvent& event) const
{
    if (event.isEngineRollback())
        return {engineRollbackText(m_view.header()), Text::tr("rolled back")};
    if (!event.isAnswer())
        return {};
    if (event.isRefused()) {
        const QString why = refusalWords(refusalKind(m_view.engine(), event.code));
        QStringList result{dotted({event.code, why}), event.code};
        if (!event.text.isEmpty())
            result.prepend(refusalText(event));
        result.removeAll(QString());
        return result;
    }
    if (event.isRead())
        return answerToRead(event);
    if (event.action != TransactionAction::Sql)
        return answerToEnd(event);
    return {answerText(event), QString::number(event.rowCount)};
}

QStringList TransactionWordings::answerToRead(const TransactionEvent& event) const
{
    QStringList result{m_view.toldText(event.seq), m_view.shortToldText(event.seq)};
    if (event.rows.size() > 1 || event.columns.size() > 1)
        result.append(
            Text::tr("%1 rows", nullptr, pluralOf(event.rowCount)).arg(QString::number(event.rowCount)));
    if (m_view.sourceOf(event.seq).kind == ReadSource::Kind::Pending) {
        QStringList marked;
        for (const QString& text : std::as_const(result))
            marked.append(Text::tr("%1 · not committed", "what was read").arg(text));
        result = marked + result;
    }
    result.removeDuplicates();
    return result;
}

QStringList TransactionWordings::answerToEnd(const TransactionEvent& event) const
{
    switch (event.action) {
    case TransactionAction::Begin:
        return {Text::tr("begun", "a transaction")};
    case TransactionAction::Commit:
        if (event.keptNothing)
            return {answerText(event), Text::tr("nothing", "that a COMMIT kept")};
        return {Text::tr("committed"), Text::tr("ok", "the answer to COMMIT")};
    case TransactionAction::Rollback: {
        const Changes changes = pendingAt(m_view.story(), event.seq - 1).value(event.session);
        QStringList result{Text::tr("rolled back"), Text::tr("ok", "the answer to ROLLBACK")};
        if (!changes.empty())
            result.prepend(Text::tr("%1 is gone", "a change").arg(changesText(changes, m_view.cells())));
        return result;
    }
    case TransactionAction::Sql:
        break;
    }
    return {answerText(event)};
}

} // namespace interleave
