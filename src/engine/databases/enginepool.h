#pragma once

#include "engine/databases/enginetable.h"

#include <map>

namespace interleave {

/// Engines that are started when they are first needed, and go with the pool. One thread.
class EnginePool final
{
public:
    explicit EnginePool(EnginePlaces places = {}, ServerStart start = {})
        : m_places(std::move(places))
        , m_start(std::move(start))
    {
    }

    /// Null when it is not there; problemWith() says why.
    [[nodiscard]] Engine* engine(const QString& name);
    /// One sentence with what to do; empty when it is there.
    [[nodiscard]] QString problemWith(const QString& name);

private:
    EnginePlaces m_places;
    ServerStart m_start;
    std::map<QString, Result<std::unique_ptr<Engine>, QString>> m_started;
};

} // namespace interleave
