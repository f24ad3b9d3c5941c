#include "core/transactionwords/sessiontext.h"

#include "core/transactionwords/sessionknowledge.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;

/// The last event that says what the session was told: an answer, a wait, or that it left out a step by its
/// condition. 0 for none.
qint64 lastWord(const StoryView& view, const QString& session, qint64 moment)
{
    for (qint64 seq = moment; seq >= 1; --seq) {
        const TransactionEvent& event = view.event(seq);
        if (event.session == session && event.kind != Kind::RolledBack && event.kind != Kind::LeftOut)
            return seq;
    }
    return 0;
}

AnswerText readAnswer(const StoryView& view, const TransactionEvent& event)
{
    const QString rows =
        Text::tr("%1 rows", nullptr, pluralOf(event.rowCount)).arg(QString::number(event.rowCount));
    const QList<ToldValue> told = view.toldBy(event.seq);
    if (told.isEmpty())
        return {
            Severity::Neutral,
            rows,
            event.rowCount == 0 ? Text::tr("No row has what the query asks for.")
                                : Text::tr("Rows were returned."),
            {}};
    if (told.size() > 1)
        return {Severity::Neutral, rows, view.toldText(event.seq), {}};
    const ToldValue& only = told.first();
    return {
        Severity::Neutral,
        rows,
        only.name.isEmpty() ? only.value
                            : Text::tr("%1 is %2", "a value's name and itself").arg(only.name, only.value),
        {}};
}

AnswerText writeAnswer(const StoryView& view, const TransactionEvent& event)
{
    AnswerText text;
    text.status = Text::tr("%1 rows", nullptr, pluralOf(event.rowCount)).arg(QString::number(event.rowCount));
    const TransactionSpan* span = view.spanOf(event.seq);
    const bool isOwn = span != nullptr && span->isAutocommit();
    const QString changed = changesText(view.changesOf(event.seq), view.cells());
    if (event.rowCount == 0) {
        text.severity = Severity::Stale;
        text.sentence = Text::tr("Nothing was changed: no row has what its WHERE names.");
        text.shortText = Text::tr("Nothing was changed.");
    } else if (isOwn) {
        text.severity = Severity::Good;
        text.sentence = changed.isEmpty() ? Text::tr("Committed at once.")
                                          : Text::tr("Committed at once: %1.").arg(changed);
    } else {
        text.sentence = changed.isEmpty() ? Text::tr("Not committed yet.")
                                          : Text::tr("Not committed yet: %1.").arg(changed);
    }
    return text;
}

AnswerText endAnswer(const StoryView& view, const TransactionEvent& event)
{
    AnswerText text{Severity::Neutral, toName(event.action).toUpper(), {}, {}};
    const TransactionSpan* span = view.spanOf(event.seq);
    if (event.action == TransactionAction::Begin) {
        text.sentence = Text::tr("Its transaction is open.");
    } else if (event.action == TransactionAction::Rollback) {
        const QString changed =
            span == nullptr ? QString() : changesText(view.changesOf(*span, event.seq - 1), view.cells());
        text.sentence = changed.isEmpty() ? Text::tr("Its transaction is over.")
                                          : Text::tr("Taken back: %1.").arg(changed);
    } else if (event.keptNothing) {
        text.sentence = Text::tr("Done, without an error.");
    } else {
        const QString changed = changesText(view.committedBy(event.seq), view.cells());
        text.severity = changed.isEmpty() ? Severity::Neutral : Severity::Good;
        text.sentence = changed.isEmpty() ? Text::tr("Its transaction is over.")
                                          : Text::tr("Committed: %1.").arg(changed);
    }
    return text;
}

AnswerText answerOf(const StoryView& view, const TransactionEvent& event)
{
    if (event.kind == Kind::Waits)
        return {
            Severity::Pending,
            Text::tr("no answer"),
            Text::tr("It waits, and is not answered yet."),
            {},
            Text::tr("It waits.")};
    if (event.isRefused()) {
        const QString said = event.text.simplified();
        return {
            Severity::Stale,
            shortened(event.code, 12),
            said.isEmpty() ? Text::tr("It was refused.") : inALine(said, 120),
            {},
            Text::tr("It was refused.")};
    }
    if (event.action != TransactionAction::Sql)
        return endAnswer(view, event);
    if (event.isRead())
        return readAnswer(view, event);
    if (isWrite(event))
        return writeAnswer(view, event);
    return {Severity::Neutral, Text::tr("done"), Text::tr("It was run."), {}};
}

} // namespace

QString waitStatus(const QStringList& sessions)
{
    return Text::tr("waits for %1").arg(listed(sessions, ListStyle::And));
}

SessionText sessionText(const TransactionStory& story, const QString& session, qint64 moment)
{
    const StoryView view(story);
    const SessionState state = story.journal.at(moment).session(session);
    SessionText text;
    if (!state.waitsFor.isEmpty()) {
        text.severity = Severity::Pending;
        text.status = waitStatus(state.waitsFor);
    } else if (state.isRefused) {
        text.severity = Severity::Stale;
        text.status = Text::tr("refused", "the state of a session");
    } else {
        text.status = state.isInTransaction ? Text::tr("transaction open") : Text::tr("no transaction open");
    }
    const SessionKnowledge knowledge(view, session, moment);
    for (const ToldValue& each : knowledge.values())
        text.sees.append(each.phrase());
    const qint64 last = lastWord(view, session, moment);
    if (last == 0) {
        text.answer.sentence = Text::tr("Nothing sent yet");
        return text;
    }
    const TransactionEvent& event = story.journal.event(last);
    const QString step = QString::number(event.step);
    text.answer = answerOf(view, event);
    text.answer.origin = event.kind == Kind::Waits ? Text::tr("asked in step %1").arg(step)
                                                   : Text::tr("answer to step %1").arg(step);
    text.answer.shortOrigin = Text::tr("step %1").arg(step);
    return text;
}

DatabaseText databaseText(const TransactionStory& story, qint64 moment)
{
    const StoryView view(story);
    DatabaseText text;
    const auto valueAt = [&](const StoryCell& each) {
        return view.committedAt(each.cell, moment);
    };
    const bool isAdded =
        !view.cells().isEmpty() && !view.committedAt(view.cells().first().cell, 0).has_value();
    if (isAdded) {
        const QString table = view.cells().first().cell.table;
        text.value = QString::number(view.tablesAt(moment).value(table).rows.size());
        text.caption = Text::tr("rows in %1 · committed").arg(table);
        text.shortCaption = Text::tr("rows in %1").arg(table);
    }
    for (const StoryCell& each : view.cells()) {
        const std::optional<Value> value = valueAt(each);
        if (text.caption.isEmpty()) {
            text.value = value ? valueText(*value) : QStringLiteral("—");
            const QString name =
                each.name == each.cell.row && each.name != each.cell.column
                    ? Text::tr("%1 %2", "a row and a column").arg(each.name, each.cell.column)
                    : each.name;
            text.caption = Text::tr("%1 · committed", "a value's name").arg(name);
            text.shortCaption = name;
        } else if (value) {
            text.others.append(ToldValue{each.name, valueText(*value)}.phrase());
        }
    }
    const QMap<QString, Changes> pending = pendingAt(story, moment);
    for (const QString& session : sessionNames(story.journal)) {
        if (pending.contains(session))
            text.pending.append({session, changesText(pending.value(session), view.cells())});
    }
    return text;
}

} // namespace interleave
