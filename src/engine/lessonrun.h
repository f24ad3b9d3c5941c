#pragma once

#include "core/transactions/judgement.h"
#include "engine/transactionplayer.h"

namespace interleave {

/// A lesson that was run on an engine, and what can be said of it.
struct LessonRun final
{
    TransactionJournal journal;
    Judgement judgement = {};
    /// The step of a session that waited, from 1, at which the run was ended because it cannot be asked for;
    /// 0 for none. See engine/transactionorders.h.
    int stoppedAt = 0;
    /// A statement asked for the time or for chance, as far as the engine that ran it says so.
    bool mayVary = false;
    /// Why it was not run to its end, in one sentence; empty when it was.
    QString problem = {};
};

/// Runs a lesson and judges it by experiment: its committed transactions are run again one after the other,
/// in every order that keeps those of one session in their order, each time on new tables. What takes an order
/// to be judged, from each state that was committed, is run as well. Blocks; a \a stop that is asked for from
/// any thread ends it. \a level is one of the engine's.
[[nodiscard]] LessonRun
runLesson(Engine& engine, const TransactionLesson& lesson, const QString& level, const std::stop_token& stop = {});

/// The same without a judgement.
[[nodiscard]] LessonRun playLesson(
    Engine& engine, const TransactionLesson& lesson, const QString& level, const std::stop_token& stop = {});

/// Judges a run that was made on another engine of the same kind: of \a lesson, with these steps, as \a journal
/// says. Otherwise as runLesson() does; no session may be open.
[[nodiscard]] Judgement judge(
    Engine& engine,
    const TransactionLesson& lesson,
    const TransactionJournal& journal,
    const QString& level,
    const std::stop_token& stop = {});

/// What the sessions of a lesson do there.
[[nodiscard]] TransactionScript
scriptOf(const TransactionLesson& lesson, const QString& engine, const QString& level);

/// Of what the journal of such a run is, without what only the engine knows: its version, and the tables.
[[nodiscard]] TransactionHeader
headerOf(const TransactionLesson& lesson, const QString& engine, const QString& level);

/// Why a lesson cannot be run on an engine that is there, whose version may lack a level: one sentence, empty
/// when it can.
[[nodiscard]] QString problemOnServer(const TransactionLesson& lesson, const Engine& engine, const QString& level);

/// The code of the last refusal, by session.
[[nodiscard]] QMap<QString, QString> refusalsIn(const TransactionJournal& journal);
/// The sessions that waited, in alphabetical order.
[[nodiscard]] QStringList waitersIn(const TransactionJournal& journal);

/// In what a run differs from its lesson's expectation for that engine and level, a sentence each. Empty when
/// it does not, or nothing is expected.
[[nodiscard]] QStringList unmetExpectations(const TransactionLesson& lesson, const LessonRun& run);

} // namespace interleave
