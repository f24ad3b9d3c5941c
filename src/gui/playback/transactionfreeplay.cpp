#include "gui/playback/transactiontransport.h"

#include "cli/lessonplace.h"
#include "engine/live/liverun.h"

#include <algorithm>

namespace interleave {

void TransactionTransport::startFreePlay()
{
    if (m_story == nullptr || m_isFree)
        return;
    if (m_live == nullptr) {
        m_live = new LiveRun(m_places, this);
        connect(m_live, &LiveRun::changed, this, &TransactionTransport::takeLive);
        // In free play the line below the diagram tells both.
        const auto tell = [this](const QString& sentence) {
            if (!m_isFree)
                return;
            m_problem = sentence;
            emit changed();
        };
        connect(m_live, &LiveRun::told, this, tell);
        connect(m_live, &LiveRun::problemMet, this, tell);
    }
    setPlaying(false);
    m_isFree = true;
    m_problem.clear();
    m_chosen.reset();
    // Its steps are statements of the lesson, wherever that came from.
    const auto guard = [named = NamedTransactionLesson{m_lesson.title, m_lesson, m_isBuiltIn},
                        role = m_role](Engine& engine) {
        return confirmationFor(named, engine, role);
    };
    m_live->start({m_lesson, m_engine, m_level, guard}, m_position);
    emit storyReplaced();
    emit changed();
}

void TransactionTransport::takeLive()
{
    if (!m_isFree)
        return;
    m_story = std::make_shared<const TransactionStory>(m_live->story());
    m_chosen.reset();
    cut();
    emit changed();
}

void TransactionTransport::leaveFreePlay()
{
    if (m_isFree)
        run(false);
}

void TransactionTransport::perform(const TransactionStep& step)
{
    startFreePlay();
    if (!m_isFree)
        return;
    m_problem.clear();
    m_live->perform(step);
}

void TransactionTransport::cancelStatement(const QString& session)
{
    if (m_isFree)
        m_live->cancel(session);
}

QStringList TransactionTransport::waitsFor(const QString& session) const
{
    return m_isFree && !isPast() ? m_live->waitsFor(session) : QStringList();
}

QStringList TransactionTransport::underWay() const
{
    return m_isFree ? m_live->underWay() : QStringList();
}

/// In free play by events, because there are no steps to go back to.
void TransactionTransport::lookAt(qint64 seq)
{
    m_chosen = std::clamp<qint64>(seq, 0, m_story->journal.size());
    if (m_chosen == m_story->journal.size())
        m_chosen.reset();
    emit changed();
}

} // namespace interleave
