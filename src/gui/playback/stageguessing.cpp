#include "gui/playback/stageguessing.h"

#include "core/scenario/prediction.h"
#include "stage/stage.h"

namespace interleave {

StageGuessing::StageGuessing(Stage& stage, QObject* parent)
    : Guessing(parent)
    , m_stage(stage)
{
    // A replay under another rule does not stop at the start.
    connect(&m_stage, &Stage::stepped, this, &Guessing::stepped);
}

int StageGuessing::position() const
{
    return m_stage.position();
}

bool StageGuessing::canStep() const
{
    return m_stage.scenario() != nullptr && m_stage.canStep();
}

bool StageGuessing::hasQuestion() const
{
    const Scenario* scenario = m_stage.scenario();
    const int next = m_stage.position();
    return scenario != nullptr && next < scenario->steps.size() &&
           canGuess(scenario->steps.at(next), m_stage.startRule());
}

bool StageGuessing::isFollowed() const
{
    return m_stage.scenario() != nullptr && !m_stage.hasLeftScript();
}

void StageGuessing::step()
{
    m_stage.step();
}

std::vector<const Event*> StageGuessing::eventsOf(int step) const
{
    std::vector<const Event*> events;
    for (qint64 seq = m_stage.eventsAt(step) + 1; seq <= m_stage.eventsAt(step + 1); ++seq)
        events.push_back(&m_stage.journal().event(seq));
    return events;
}

std::optional<int> StageGuessing::truthOf(int step) const
{
    const auto truth = interleave::truthOf(eventsOf(step), m_stage.journal().trees());
    return truth ? std::optional(static_cast<int>(*truth)) : std::nullopt;
}

QString StageGuessing::verdictOn(int guess, int step) const
{
    return interleave::verdictOn(static_cast<Guess>(guess), eventsOf(step), m_stage.journal().trees());
}

} // namespace interleave
