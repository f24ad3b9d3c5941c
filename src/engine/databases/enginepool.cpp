#include "engine/databases/enginepool.h"

#include "core/transactions/knownengines.h"

namespace interleave {

Engine* EnginePool::engine(const QString& name, const std::stop_token& stop)
{
    auto known = m_started.find(name);
    for (const EngineEntry& entry : engineTable(m_places, {stop, m_told})) {
        if (known == m_started.end() && entry.name == name)
            known = m_started.emplace(name, entry.start()).first;
    }
    return known != m_started.end() && known->second ? known->second.value().get() : nullptr;
}

Result<Engine*, QString> EnginePool::ready(const QString& name, const std::stop_token& stop)
{
    dropIfGone(name);
    Engine* const found = engine(name, stop);
    if (found != nullptr)
        return found;
    QString problem = problemWith(name);
    drop(name);
    return problem;
}

void EnginePool::dropIfGone(const QString& name)
{
    const auto known = m_started.find(name);
    if (known == m_started.end())
        return;
    const auto& started = known->second;
    if (!started || !started.value()->isThere())
        m_started.erase(known);
}

QString EnginePool::problemWith(const QString& name)
{
    if (engine(name) != nullptr)
        return {};
    const auto known = m_started.find(name);
    return known == m_started.end() ? problemWithEngine(name) : known->second.error();
}

} // namespace interleave
