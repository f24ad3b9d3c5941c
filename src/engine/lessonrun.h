#pragma once

#include "core/transactions/judgement.h"
#include "engine/transactionplayer.h"

namespace interleave {

/// A lesson that was run on an engine, and what can be said of it.
struct LessonRun final
{
    TransactionJournal journal;
    Judgement judgement;
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

/// In what a run differs from its lesson's expectation for that engine and level, a sentence each. Empty when
/// it does not, or nothing is expected.
[[nodiscard]] QStringList unmetExpectations(const TransactionLesson& lesson, const LessonRun& run);

} // namespace interleave
