#include "engine/databases/commitwatch.h"

namespace interleave {

const Tables& CommitWatch::begin()
{
    m_last = m_engine.tables().value_or(Tables());
    return m_last;
}

void CommitWatch::complete(TransactionEvent& event, bool isStill)
{
    if (!event.isAnswer() || !isStill)
        return;
    const std::optional<Tables> tables = m_engine.tables();
    if (!tables || *tables == m_last)
        return;
    m_last = *tables;
    event.committed = m_last;
}

} // namespace interleave
