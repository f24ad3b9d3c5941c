#include "engine/databases/enginepool.h"

#include "core/transactions/knownengines.h"

namespace interleave {

Engine* EnginePool::engine(const QString& name)
{
    auto known = m_started.find(name);
    for (const EngineEntry& entry : engineTable(m_places, m_start)) {
        if (known == m_started.end() && entry.name == name)
            known = m_started.emplace(name, entry.start()).first;
    }
    return known != m_started.end() && known->second ? known->second.value().get() : nullptr;
}

QString EnginePool::problemWith(const QString& name)
{
    if (engine(name) != nullptr)
        return {};
    const auto known = m_started.find(name);
    return known == m_started.end() ? problemWithEngine(name) : known->second.error();
}

} // namespace interleave
