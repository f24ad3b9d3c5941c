#include "core/transactionwords/transactionparts.h"

#include "core/values/printable.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

QString rowText(const QStringList& columns, const QList<Value>& row)
{
    QStringList phrases;
    for (qsizetype i = 0; i < std::min(columns.size(), row.size()); ++i)
        phrases.append(formatted(columns.at(i), row.at(i)));
    return joined(phrases);
}

/// The last event before \a answer of a session that the statement waited for.
const TransactionEvent*
releaseOf(const TransactionJournal& journal, const TransactionEvent& answer, const TransactionTurn& turn)
{
    for (qint64 seq = answer.seq - 1; seq > turn.begin->seq; --seq) {
        const TransactionEvent& event = journal.event(seq);
        if (event.kind != TransactionEvent::Kind::Waits && turn.waitedFor.contains(event.session))
            return &event;
    }
    return nullptr;
}

} // namespace

QString rowsText(qint64 count)
{
    return Text::tr("%1 rows", nullptr, pluralOf(count)).arg(QString::number(count));
}

QList<TransactionTurn> transactionTurns(const TransactionJournal& journal)
{
    QList<TransactionTurn> turns;
    QMap<int, qsizetype> byStep;
    for (const TransactionEvent& event : journal.events()) {
        const bool isOfStatement = event.isAnswer() || event.kind == TransactionEvent::Kind::Waits;
        const auto known = byStep.constFind(event.step);
        if (!isOfStatement || known == byStep.constEnd()) {
            if (isOfStatement)
                byStep.insert(event.step, turns.size());
            turns.append({&event, event.isAnswer() ? &event : nullptr, event.waitsFor});
            continue;
        }
        TransactionTurn& turn = turns[*known];
        for (const QString& other : event.waitsFor) {
            if (!turn.waitedFor.contains(other))
                turn.waitedFor.append(other);
        }
        if (event.isAnswer()) {
            turn.answer = &event;
            turn.release = releaseOf(journal, event, turn);
        }
    }
    return turns;
}

QStringList sessionNames(const TransactionJournal& journal)
{
    QStringList names;
    for (const SessionInfo& session : journal.header().sessions)
        names.append(session.name);
    for (const TransactionEvent& event : journal.events())
        names.append(event.session);
    names.removeDuplicates();
    return names;
}

QString sessionHeading(const TransactionHeader& header, const QString& session)
{
    const auto found = std::ranges::find(header.sessions, session, &SessionInfo::name);
    if (found == header.sessions.end() || found->label.isEmpty())
        return session;
    return Text::tr("%1 · %2", "a session's name and label").arg(session, found->label);
}

QString sessionLevel(const TransactionHeader& header, const QString& session)
{
    const auto found = std::ranges::find(header.sessions, session, &SessionInfo::name);
    return found == header.sessions.end() || found->level.isEmpty() ? header.level : found->level;
}

QString databaseTitle(const TransactionHeader& header)
{
    return Text::tr("%1 %2", "an engine and its version").arg(header.engineTitle, header.version).trimmed();
}

BoundSql sentStatement(const TransactionEvent& event)
{
    if (event.isEngineRollback())
        return {};
    if (event.action == TransactionAction::Sql || !event.statement.sql.isEmpty())
        return event.statement;
    return {toName(event.action).toUpper()};
}

QString answerText(const TransactionEvent& event)
{
    if (event.keptNothing)
        return Text::tr("kept nothing");
    if (event.action != TransactionAction::Sql)
        return Text::tr("done");
    if (event.columns.isEmpty() || event.rows.isEmpty())
        return rowsText(event.rowCount);
    QStringList rows;
    for (const QList<Value>& row : event.rows.first(std::min(event.rows.size(), MostToldRows)))
        rows.append(rowText(event.columns, row));
    if (event.rowCount <= MostToldRows && event.rows.size() <= MostToldRows)
        return listed(rows, ListStyle::Semicolons);
    const QString more = listed(rows << QStringLiteral("…"), ListStyle::Semicolons);
    return dotted({more, rowsText(std::max<qint64>(event.rowCount, event.rows.size()))});
}

QString engineRollbackText(const TransactionHeader& header)
{
    return Text::tr("%1 rolled back", "an engine").arg(header.engineTitle);
}

QString refusalText(const TransactionEvent& event)
{
    return dotted({event.code, event.text.trimmed()});
}

QString commentLine(const QString& mark, const QString& text)
{
    return (mark + QLatin1Char(' ') + printable(text.simplified())).trimmed();
}

QStringList headLines(const TransactionHeader& header)
{
    QStringList lines{header.title, header.story};
    lines.append(Text::tr("Recorded on %1, isolation level %2.").arg(databaseTitle(header), header.level));
    lines.removeAll(QString());
    return lines;
}

} // namespace interleave
