#include "engine/live/liveexperiments.h"

#include "engine/lessonrun.h"
#include "engine/runfacts.h"

namespace interleave {

namespace {

constexpr int PauseMs = 200;

} // namespace

LiveExperiments::LiveExperiments(QObject* parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(PauseMs);
    connect(&m_pause, &QTimer::timeout, this, &LiveExperiments::begin);
}

LiveExperiments::~LiveExperiments()
{
    end();
}

void LiveExperiments::ask(const TransactionStory& story, bool isOver)
{
    cancel();
    m_story = story;
    m_isOver = isOver;
    m_pause.start();
}

void LiveExperiments::cancel()
{
    m_pause.stop();
    m_worker.cancel();
}

void LiveExperiments::end()
{
    m_end.request_stop();
    cancel();
}

void LiveExperiments::begin()
{
    const TransactionStory story = std::exchange(m_story, {});
    const auto engineFor = [name = story.journal.header().engine, end = m_end.get_token()](EnginePool& pool) {
        return pool.ready(name, end);
    };
    m_worker.run(
        [engineFor, journal = story.journal](EnginePool& pool, const std::stop_token& stop) {
            const auto engine = engineFor(pool);
            return engine ? factsOf(**engine, journal, stop) : RunFacts();
        },
        [this](const RunFacts& facts) { emit factsFound(facts); });
    if (!m_isOver)
        return;
    m_worker.run(
        [engineFor, story](EnginePool& pool, const std::stop_token& stop) {
            const auto engine = engineFor(pool);
            if (engine)
                return judge(**engine, story.lesson, story.journal, story.journal.header().level, stop);
            Judgement judgement;
            judgement.reason = engine.error();
            return judgement;
        },
        [this](const Judgement& judgement) { emit judged(judgement); });
}

} // namespace interleave
