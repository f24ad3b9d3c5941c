#include "core/transactions/judgement.h"

#include "core/transactions/outcomestext.h"
#include "core/transactions/tablecells.h"
#include "core/values/text.h"

#include <algorithm>
#include <array>

namespace interleave {

namespace {

/// What a session has not ended yet.
struct OpenTransaction final
{
    bool isOpen = false;
    /// It was rolled back, or its begin was refused, and the rest of its steps was left out.
    bool isOver = false;
    /// It ended with a ROLLBACK of its own, which another end may follow that is left out.
    bool isUndone = false;
    CommittedTransaction parts = {};
};

/// Collects the transactions of a journal that were committed.
class CommitFinder final
{
public:
    void add(const TransactionEvent& event)
    {
        OpenTransaction& open = m_open[event.session];
        switch (event.kind) {
        case TransactionEvent::Kind::Waits:
            return;
        case TransactionEvent::Kind::RolledBack:
            open = {.isOver = true};
            return;
        case TransactionEvent::Kind::LeftOut:
            leaveOut(event, open);
            return;
        case TransactionEvent::Kind::Answered:
            answer(event, open);
            return;
        }
        Q_UNREACHABLE();
    }

    QList<CommittedTransaction> found()
    {
        QMap<QString, int> counts;
        for (const CommittedTransaction& each : std::as_const(m_found))
            ++counts[each.session];
        QMap<QString, int> seen;
        for (CommittedTransaction& each : m_found) {
            ++seen[each.session];
            each.label =
                counts[each.session] == 1 ? each.session : each.session + QString::number(seen[each.session]);
        }
        return m_found;
    }

private:
    void leaveOut(const TransactionEvent& event, OpenTransaction& open)
    {
        if (event.action == TransactionAction::Begin)
            open.isUndone = false;
        if (open.isOver || (open.isUndone && isEnd(event.action)))
            return;
        if (open.isOpen) {
            open.parts.steps.append(event.step);
            return;
        }
        // In another order its condition may hold, so it goes with what the session did before.
        for (qsizetype i = m_found.size() - 1; i >= 0; --i) {
            if (m_found.at(i).session == event.session) {
                m_found[i].steps.append(event.step);
                return;
            }
        }
    }

    void answer(const TransactionEvent& event, OpenTransaction& open)
    {
        open.isOver = event.action == TransactionAction::Begin && !event.succeeded;
        open.isUndone = false;
        if (event.action == TransactionAction::Begin && event.succeeded)
            open = {.isOpen = true, .parts = {event.session, {}, {}, {}}};
        if (!open.isOpen) {
            if (event.succeeded && event.action == TransactionAction::Sql)
                m_found.append({event.session, {}, {event.step}, {event.seq}});
            return;
        }
        open.parts.steps.append(event.step);
        open.parts.events.append(event.seq);
        if (!event.succeeded)
            return;
        if (event.action == TransactionAction::Commit && !event.keptNothing)
            m_found.append(open.parts);
        if (isEnd(event.action))
            open = {.isUndone = event.action == TransactionAction::Rollback};
    }

    QMap<QString, OpenTransaction> m_open;
    QList<CommittedTransaction> m_found;
};

struct Title final
{
    const char* name;
    const char* code;
};

/// Berenson et al. (1995); the last one is of Fekete, O'Neil and O'Neil (2004).
constexpr std::array Titles{
    Title{QT_TRANSLATE_NOOP("interleave", "dirty read"), "P1"},
    Title{QT_TRANSLATE_NOOP("interleave", "non-repeatable read"), "P2"},
    Title{QT_TRANSLATE_NOOP("interleave", "phantom"), "P3"},
    Title{QT_TRANSLATE_NOOP("interleave", "lost update"), "P4"},
    Title{QT_TRANSLATE_NOOP("interleave", "read skew"), "A5A"},
    Title{QT_TRANSLATE_NOOP("interleave", "write skew"), "A5B"},
    Title{QT_TRANSLATE_NOOP("interleave", "read-only transaction anomaly"), ""}};

} // namespace

QList<CommittedTransaction> committedTransactions(const TransactionJournal& journal)
{
    CommitFinder finder;
    for (const TransactionEvent& event : journal.events())
        finder.add(event);
    return finder.found();
}

bool asksForOrder(const QString& sql)
{
    return sql.contains(QLatin1String("ORDER BY"), Qt::CaseInsensitive);
}

RunOutcome outcomeOf(const TransactionJournal& journal, const QList<int>& steps)
{
    RunOutcome outcome;
    for (const TransactionEvent& event : journal.events()) {
        if (!event.isAnswer() || !steps.contains(event.step))
            continue;
        RunOutcome::Told told{event.rows, event.rowCount, event.code};
        if (!asksForOrder(event.statement.sql))
            told.rows = sortedRows(std::move(told.rows));
        outcome.told.insert(event.step, told);
    }
    outcome.tables = journal.at(journal.size()).tables();
    for (TableContent& table : outcome.tables)
        table.rows = sortedRows(std::move(table.rows));
    return outcome;
}

CommittedStates committedStates(const TransactionJournal& journal)
{
    CommittedStates states{{journal.header().tables}, {0}};
    for (const TransactionEvent& event : journal.events()) {
        if (!event.committed)
            continue;
        states.tables.append(*event.committed);
        states.events.append(event.seq);
    }
    return states;
}

Judgement judged(const RunOutcome& run, QList<SerialOutcome> serial)
{
    Judgement judgement;
    judgement.serial = std::move(serial);
    const auto alike = std::ranges::find(judgement.serial, run, &SerialOutcome::outcome);
    const bool isExplained = judgement.serial.isEmpty() || alike != judgement.serial.end();
    const bool repeats = std::ranges::all_of(judgement.serial, &SerialOutcome::repeats);
    if (isExplained) {
        judgement.verdict = SerialVerdict::Explained;
        if (alike != judgement.serial.end())
            judgement.explanation = alike->order;
    } else if (!repeats) {
        judgement.reason = Text::tr(
            "The same order comes to something else each time, as with random() or the time of day.");
    } else {
        judgement.verdict = SerialVerdict::NotExplained;
    }
    if (judgement.verdict != SerialVerdict::CannotBeJudged)
        judgement.outcomes = outcomesText(run, judgement.serial);
    return judgement;
}

QString Judgement::sentence() const
{
    switch (verdict) {
    case SerialVerdict::Explained: {
        if (serial.isEmpty())
            return Text::tr("No transaction was committed, so there is nothing to explain.");
        return Text::tr("An order of the transactions, one after the other, explains it.");
    }
    case SerialVerdict::NotExplained:
        return anomaly.isEmpty()
                   ? Text::tr("No order of the transactions, one after the other, explains it.")
                   : Text::tr("No order of the transactions, one after the other, explains it: %1.")
                         .arg(anomalyWithCode(anomaly));
    case SerialVerdict::CannotBeJudged:
        return Text::tr("It cannot be judged. %1").arg(reason);
    }
    Q_UNREACHABLE();
}

QStringList anomalyTitles()
{
    QStringList titles;
    for (const Title& title : Titles)
        titles.append(QLatin1String(title.name));
    return titles;
}

QString anomalyWithCode(const QString& title)
{
    for (const Title& known : Titles) {
        if (title != QLatin1String(known.name))
            continue;
        const QString words = Text::tr(known.name);
        return qstrlen(known.code) == 0
                   ? words
                   : Text::tr("%1 (%2)", "an anomaly and its code").arg(words, QLatin1String(known.code));
    }
    return title;
}

} // namespace interleave
