#pragma once

#include "engine/databases/engine.h"

namespace interleave {

/// Finds what the events of a run committed, by a look at the tables after each. Blocks.
class CommitWatch final
{
public:
    explicit CommitWatch(Engine& engine)
        : m_engine(engine)
    {
    }

    /// What the tables hold now, which is compared with later.
    const Tables& begin();
    /// Completes an event that has just happened; \a isStill as a TransactionObserver is told.
    void complete(TransactionEvent& event, bool isStill);

private:
    Engine& m_engine;
    Tables m_last;
};

} // namespace interleave
