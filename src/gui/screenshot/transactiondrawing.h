#pragma once

#include "cli/commandline.h"
#include "core/transactions/transactionstory.h"
#include "engine/databases/enginepool.h"

namespace interleave {

/// What a command shows of transactions.
struct ShownStory final
{
    TransactionStory story;
    /// How many of its events have happened.
    qint64 moment = 0;
};

/// Runs what commands show of transactions, one after the other; an engine that was started stays for the
/// next ones on the same servers. Blocks.
class StoryRunner final
{
public:
    /// With the command's step and title. Tells on standard error what is done while an engine starts, and
    /// what could not be read of a saved run. The error is one sentence.
    [[nodiscard]] Result<ShownStory, QString> run(const WindowCommand& command);

private:
    EnginePlaces m_places;
    std::optional<EnginePool> m_pool;
};

/// What an export shows of a lesson of transactions, or of a run of one.
[[nodiscard]] WindowCommand shownBy(const TransactionExportCommand& command);

} // namespace interleave
