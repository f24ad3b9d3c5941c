#pragma once

#include "engine/databases/enginetable.h"

#include <map>

namespace interleave {

/// Engines that are started when they are first needed, and go with the pool. One thread.
class EnginePool final
{
public:
    /// \a told is called with a sentence about what is done now while a private server starts.
    explicit EnginePool(EnginePlaces places = {}, std::function<void(const QString&)> told = {})
        : m_places(std::move(places))
        , m_told(std::move(told))
    {
    }

    /// Null when it is not there; problemWith() says why. A \a stop that is asked for from any thread ends the
    /// start.
    [[nodiscard]] Engine* engine(const QString& name, const std::stop_token& stop = {});
    /// The same for one that has to answer now: it is started anew where its connection is gone, and where its
    /// start failed or was cancelled before. The error is one sentence with what to do.
    [[nodiscard]] Result<Engine*, QString> ready(const QString& name, const std::stop_token& stop = {});
    /// One sentence with what to do; empty when it is there.
    [[nodiscard]] QString problemWith(const QString& name);
    /// Ends the engine, or forgets why it could not be started: it is started again when it is next needed.
    void drop(const QString& name) { m_started.erase(name); }
    /// Does so where it does not answer any more.
    void dropIfGone(const QString& name);

private:
    EnginePlaces m_places;
    std::function<void(const QString&)> m_told;
    std::map<QString, Result<std::unique_ptr<Engine>, QString>> m_started;
};

} // namespace interleave
