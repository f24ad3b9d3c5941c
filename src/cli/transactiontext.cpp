#include "cli/transactiontext.h"

#include "core/transactions/sqlliterals.h"
#include "core/transactions/tablecells.h"
#include "core/transactionwords/transactionparts.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

namespace interleave {

namespace {

/// A step's number, or blanks.
QString margin(int step)
{
    return step == 0 ? QStringLiteral("     ")
                     : QString::number(step).rightJustified(3) + QLatin1String("  ");
}

QString statementText(const TransactionEvent& event, const TransactionHeader& header)
{
    return Text::tr("%1: %2", "a session, and what it sends")
        .arg(event.session, sqlWithValues(sentStatement(event), header.engine));
}

/// "lamp stock 7"
QString changesText(const Tables& before, const Tables& after)
{
    constexpr qsizetype most = 6;
    QStringList parts;
    const std::map<Cell, Value> now = cellsOf(after);
    for (const auto& [cell, value] : changedCells(before, after)) {
        const bool isGone = !now.contains(cell);
        const bool isKey = cell.column == keyOf(cell.table, isGone ? before : after);
        if (isGone && isKey)
            parts.append(Text::tr("no %1", "a row that is not there").arg(cell.row));
        else if (isKey && after.value(cell.table).columns.size() == 1)
            parts.append(cell.row);
        else if (!isGone && !isKey)
            parts.append(Text::tr("%1 %2 %3", "a row, a column and its value")
                             .arg(cell.row, cell.column, toText(value)));
    }
    if (parts.isEmpty())
        return Text::tr("The tables are different now.");
    if (parts.size() > most)
        parts = parts.mid(0, most) << QStringLiteral("…");
    return Text::tr("Committed now: %1.").arg(listed(parts));
}

/// Whether the statement was shown when it began to wait.
bool hasWaited(const TransactionJournal& journal, const TransactionEvent& event)
{
    for (qint64 seq = event.seq - 1; seq >= 1; --seq) {
        const TransactionEvent& earlier = journal.event(seq);
        if (earlier.step == event.step && earlier.kind == TransactionEvent::Kind::Waits)
            return true;
    }
    return false;
}

QString answerLine(const TransactionEvent& event, bool hasWaited)
{
    if (event.isRefused())
        return hasWaited
                   ? Text::tr("%1, which has waited, is refused: %2").arg(event.session, refusalText(event))
                   : Text::tr("refused: %1", "a statement").arg(refusalText(event));
    return hasWaited ? Text::tr("%1, which has waited, goes on: %2").arg(event.session, answerText(event))
                     : answerText(event);
}

} // namespace

QStringList eventLines(const TransactionJournal& journal, qint64 seq)
{
    const TransactionEvent& event = journal.event(seq);
    const TransactionHeader& header = journal.header();
    const QString indent = margin(0);
    switch (event.kind) {
    case TransactionEvent::Kind::Waits:
        return {
            margin(event.step) + statementText(event, header),
            indent + Text::tr("waits for %1").arg(listed(event.waitsFor, ListStyle::And))};
    case TransactionEvent::Kind::LeftOut:
        return {
            margin(event.step) +
            Text::tr("%1 leaves this out.", "a session that does not do a step").arg(event.session)};
    case TransactionEvent::Kind::RolledBack:
        return {
            indent +
            (event.isEngineRollback()
                 ? Text::tr("%1 has ended the transaction of %2.").arg(header.engineTitle, event.session)
                 : Text::tr("%1 rolls back.").arg(event.session))};
    case TransactionEvent::Kind::Answered:
        break;
    }
    const bool waited = hasWaited(journal, event);
    QStringList lines;
    if (!waited)
        lines.append(margin(event.step) + statementText(event, header));
    lines.append((waited ? margin(event.step) : indent) + answerLine(event, waited));
    if (event.committed)
        lines.append(indent + changesText(journal.at(seq - 1).tables(), *event.committed));
    return lines;
}

QStringList judgementLines(const Judgement& judgement)
{
    QStringList lines{judgement.sentence(), judgement.outcomes, judgement.because};
    lines.removeAll(QString());
    return lines;
}

} // namespace interleave
