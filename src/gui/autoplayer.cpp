#include "gui/autoplayer.h"

#include "stage/stage.h"

namespace interleave {

AutoPlayer::AutoPlayer(Stage& stage, QObject* parent)
    : QObject(parent)
    , m_stage(stage)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(Pause);
    connect(&m_timer, &QTimer::timeout, &m_stage, &Stage::step);
    connect(&m_stage, &Stage::stepped, this, &AutoPlayer::goOn);
    connect(&m_stage, &Stage::journalReplaced, this, &AutoPlayer::pause);
    connect(&m_stage, &Stage::changed, this, [this] {
        if (m_stage.hasLeftScript())
            pause();
    });
}

void AutoPlayer::play()
{
    if (!m_stage.canStep())
        return;
    setPlaying(true);
    m_stage.step();
}

void AutoPlayer::pause()
{
    m_timer.stop();
    setPlaying(false);
}

void AutoPlayer::goOn()
{
    if (!m_playing)
        return;
    const Scenario* scenario = m_stage.scenario();
    const int next = m_stage.position();
    if (scenario != nullptr && next < scenario->steps.size() && scenario->steps.at(next).ask.isEmpty())
        m_timer.start();
    else
        pause();
}

void AutoPlayer::setPlaying(bool playing)
{
    if (m_playing == playing)
        return;
    m_playing = playing;
    emit playingChanged(playing);
}

} // namespace interleave
