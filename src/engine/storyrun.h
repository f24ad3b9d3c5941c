#pragma once

#include "core/transactions/transactionstory.h"
#include "engine/databases/enginepool.h"

#include <stop_token>

namespace interleave {

/// Runs a lesson, judges it as runLesson() does, and finds its facts (engine/runfacts.h), each on new tables.
/// Blocks; a \a stop that is asked for from any thread ends it, and then the story has a problem.
[[nodiscard]] TransactionStory
runStory(Engine& engine, const TransactionLesson& lesson, const QString& level, const std::stop_token& stop = {});

/// The same on the pool's engine of that name, which is started where it was not, and started anew where its
/// connection is gone. A story that could not be run has a problem, and its header all the same. Ends an engine
/// that does not answer afterwards, so that the next call starts it anew.
[[nodiscard]] TransactionStory runStoryOn(
    EnginePool& pool,
    const QString& engine,
    const TransactionLesson& lesson,
    const QString& level,
    const std::stop_token& stop = {});

} // namespace interleave
