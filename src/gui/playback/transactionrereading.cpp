#include "gui/playback/transactiontransport.h"

#include "cli/lessonplace.h"
#include "engine/engineworker.h"
#include "engine/live/liverun.h"

#include <algorithm>

namespace interleave {

QString TransactionTransport::engineFor(const TransactionLesson& lesson) const
{
    return lesson.engines.contains(m_engine) ? m_engine : lesson.engines.value(0);
}

void TransactionTransport::showStory(const TransactionStory& story, int position)
{
    ++m_loads;
    m_coming.reset();
    setPlaying(false);
    m_worker->cancel();
    if (m_live != nullptr)
        m_live->stop();
    m_isFree = false;
    m_chosen.reset();
    m_isBuiltIn = false;
    m_lesson = story.lesson;
    m_engine = story.journal.header().engine;
    m_level = story.journal.header().level;
    m_position = std::clamp(position, 0, stepCount());
    m_reached = m_position;
    take(story);
}

void TransactionTransport::reread(const TransactionLesson& lesson)
{
    const QString engine = engineFor(lesson);
    const bool isChosen = engine == m_engine && m_level != m_lesson.levelOn(m_engine);
    const EngineLevel place{engine, isChosen ? m_level : lesson.levelOn(engine)};
    // Nothing is there that could stay.
    if (m_story == nullptr || m_isFree || !m_progress.isEmpty()) {
        load(lesson, place.engine, place.level, m_position, m_isBuiltIn);
        return;
    }
    m_worker->cancel();
    const QString problem = lesson.problemOn(place.engine, place.level);
    if (!problem.isEmpty()) {
        m_coming.reset();
        emit rereadFailed(problem);
        return;
    }
    m_coming = lesson;
    m_worker->run(
        [named = NamedTransactionLesson{lesson.title, lesson, m_isBuiltIn}, place, role = m_role](
            EnginePool& pool, const std::stop_token& stop) {
            return storyOn(pool, named, place, role, stop);
        },
        [this, place](TransactionStory story) {
            const TransactionLesson read = *std::exchange(m_coming, std::nullopt);
            if (m_isFree || !story.problem.isEmpty()) {
                emit rereadFailed(m_isFree ? QString() : story.problem);
                return;
            }
            adopt(read, place);
            take(std::move(story));
        });
}

void TransactionTransport::adopt(const TransactionLesson& lesson, const EngineLevel& place)
{
    m_lesson = lesson;
    m_engine = place.engine;
    m_level = place.level;
    m_position = std::min(m_position, stepCount());
    m_reached = std::min(m_reached, stepCount());
    m_chosen.reset();
}

} // namespace interleave
