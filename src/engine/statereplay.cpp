#include "engine/statereplay.h"

#include <algorithm>

namespace interleave {

bool StateReplay::reset()
{
    m_mayVary = mayVary();
    m_state.reset();
    m_hasReset = true;
    m_isReset = m_engine.reset(m_level, m_setup).isEmpty();
    return m_isReset;
}

bool StateReplay::goTo(const Tables& state)
{
    if (m_isReset && m_state == state)
        return true;
    m_state.reset();
    if (!m_isReset && !reset())
        return false;
    // A table that the run made or dropped cannot be restored, and is noticed here.
    if (!m_engine.holds(state) && (!m_engine.restore(state).isEmpty() || !m_engine.holds(state))) {
        m_isReset = false;
        return false;
    }
    m_state = state;
    return true;
}

StateReplay::Replayed StateReplay::run(const QList<BoundSql>& statements)
{
    return runAndLook(statements, statements.size());
}

StateReplay::Replayed StateReplay::runAndLook(const QList<BoundSql>& statements, qsizetype first)
{
    Replayed replayed;
    if (!m_engine.look({QStringLiteral("BEGIN")}).succeeded)
        return replayed;
    std::optional<Tables> before;
    for (qsizetype i = 0; i < statements.size(); ++i) {
        const bool isLooked = i >= first;
        if (isLooked && !before)
            before = m_engine.tables();
        EngineAnswer answer = m_engine.look(statements.at(i));
        if (!answer.succeeded)
            break;
        std::optional<Tables> after = isLooked ? m_engine.tables() : std::nullopt;
        replayed.changes.push_back(before && after ? changedCells(*before, *after) : Changes());
        replayed.answers.append(std::move(answer));
        before = std::move(after);
    }
    (void)m_engine.look({QStringLiteral("ROLLBACK")});
    // Not everything can be taken back: on MariaDB a statement that makes a table commits, and a setting stays.
    const bool mayStay = std::ranges::any_of(replayed.answers, [](const EngineAnswer& answer) {
        return answer.columns.isEmpty() && answer.rowCount == 0;
    });
    const bool writes = std::ranges::any_of(replayed.answers, [](const EngineAnswer& answer) {
        return answer.columns.isEmpty();
    });
    m_isReset = m_isReset && !mayStay;
    if (writes && m_state && !m_engine.holds(*m_state))
        m_state.reset();
    return replayed;
}

} // namespace interleave
