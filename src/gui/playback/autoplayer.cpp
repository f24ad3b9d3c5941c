#include "gui/playback/autoplayer.h"

#include "gui/playback/timelinecursor.h"
#include "gui/playback/transport.h"
#include "stage/stage.h"

namespace interleave {

AutoPlayer::AutoPlayer(Stage& stage, TimelineCursor& cursor, QObject* parent)
    : QObject(parent)
    , m_stage(stage)
    , m_cursor(cursor)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(Transport::UsualPause);
    connect(&m_timer, &QTimer::timeout, this, &AutoPlayer::advance);
    connect(&m_stage, &Stage::stepped, this, &AutoPlayer::goOn);
    connect(&m_stage, &Stage::journalReplaced, this, &AutoPlayer::pause);
    connect(&m_stage, &Stage::changed, this, [this] {
        if (m_stage.hasLeftScript() && !m_cursor.isPast())
            pause();
    });
    connect(&m_cursor, &TimelineCursor::changed, this, &AutoPlayer::onMomentChanged);
}

bool AutoPlayer::canPlay() const
{
    return m_cursor.isPast() || m_stage.canStep();
}

void AutoPlayer::play()
{
    if (!canPlay())
        return;
    setPlaying(true);
    advance();
}

void AutoPlayer::advance()
{
    if (!m_cursor.isPast()) {
        m_stage.step();
        return;
    }
    m_shown = m_cursor.next();
    m_cursor.goForward();
    goOn();
}

/// Stop when the user looks at another moment of the past.
void AutoPlayer::onMomentChanged()
{
    if (m_playing && m_cursor.isPast() && m_cursor.seq() != m_shown)
        pause();
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
    if (m_cursor.isPast()) {
        m_timer.start();
        return;
    }
    const Scenario* scenario = m_stage.scenario();
    const bool more =
        scenario != nullptr && !m_stage.hasLeftScript() && m_stage.position() < scenario->steps.size();
    if (more && m_stage.question().isEmpty())
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
