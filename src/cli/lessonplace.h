#pragma once

#include "cli/commandline.h"
#include "core/transactions/transactionstory.h"
#include "engine/databases/enginepool.h"

namespace interleave {

/// The engine that was chosen, by its name or by the server that it runs on; else the first that the lesson
/// is for.
[[nodiscard]] QString engineFor(const TransactionLesson& lesson, const EngineChoice& choice);
/// Where a lesson is to be run; at its own level, unless one was chosen. TransactionLesson::problemOn() says
/// whether it can.
[[nodiscard]] EngineLevel placeFor(const TransactionLesson& lesson, const EngineChoice& choice);

/// Statements by anybody run on a server of the user's only after their role there was named: \a role, as
/// typed. One sentence where it has to be; empty where the lesson may run.
[[nodiscard]] QString
confirmationFor(const NamedTransactionLesson& named, Engine& engine, const QString& role);

/// Runs a lesson for whoever shows it, as runStoryOn() does (engine/storyrun.h), where confirmationFor()
/// allows it.
[[nodiscard]] TransactionStory storyOn(
    EnginePool& pool,
    const NamedTransactionLesson& named,
    const EngineLevel& place,
    const QString& role,
    const std::stop_token& stop = {});

/// What a command shows: the run that it opens, or its lesson, run now where the command says.
[[nodiscard]] TransactionStory
storyOf(EnginePool& pool, const WindowCommand& command, const std::stop_token& stop = {});

} // namespace interleave
