#pragma once

#include "core/transactions/runfacts.h"
#include "engine/databases/engine.h"

#include <QStringList>

#include <vector>

namespace interleave {

/// Runs statements again from states that were committed in a run, by one connection that takes everything
/// back. No session may be open. Blocks.
class StateReplay final
{
public:
    /// Statements that were run again.
    struct Replayed final
    {
        /// Up to the first that failed, which is not among them.
        QList<EngineAnswer> answers;
        /// What each of them changed, as far as it was asked for.
        std::vector<Changes> changes;
    };

    /// \a setup makes the tables.
    StateReplay(Engine& engine, QString level, QStringList setup)
        : m_engine(engine)
        , m_level(std::move(level))
        , m_setup(std::move(setup))
    {
    }

    /// The tables are those of the setup already, so they need not be made first.
    void useTables() { m_isReset = true; }
    /// Whether it has made the tables anew: connections that were open before may have none any more.
    [[nodiscard]] bool hasReset() const { return m_hasReset; }

    /// Makes what is committed the same as \a state. False where that cannot be done.
    [[nodiscard]] bool goTo(const Tables& state);
    /// Runs the statements in one transaction, from the state of the last goTo(), and takes them back.
    [[nodiscard]] Replayed run(const QList<BoundSql>& statements);
    /// The same, and looks at what each statement from \a first on changes.
    [[nodiscard]] Replayed runAndLook(const QList<BoundSql>& statements, qsizetype first);
    /// Whether a statement asked for the time or for chance, as far as the engine says so.
    [[nodiscard]] bool mayVary() const { return m_mayVary || (m_isReset && m_engine.mayVary()); }

private:
    [[nodiscard]] bool reset();

    Engine& m_engine;
    QString m_level;
    QStringList m_setup;
    /// The tables are those of the setup, though their rows may be others.
    bool m_isReset = false;
    bool m_hasReset = false;
    /// What is committed, where that is known.
    std::optional<Tables> m_state;
    bool m_mayVary = false;
};

} // namespace interleave
