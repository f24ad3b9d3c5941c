#include "gui/playback/stagetransport.h"

#include "gui/playback/askfirst.h"
#include "gui/playback/autoplayer.h"
#include "gui/playback/stageguessing.h"
#include "gui/playback/timelinecursor.h"
#include "stage/stage.h"

namespace interleave {

StageTransport::StageTransport(Stage& stage, QObject* parent)
    : Transport(parent)
    , m_stage(stage)
    , m_cursor(new TimelineCursor(stage, this))
    , m_player(new AutoPlayer(stage, *m_cursor, this))
    , m_guessing(new StageGuessing(stage, this))
    , m_askFirst(new AskFirst(*m_guessing, this))
{
    connect(&m_stage, &Stage::changed, this, &StageTransport::follow);
    connect(&m_stage, &Stage::serving, this, &StageTransport::follow);
    connect(m_cursor, &TimelineCursor::changed, this, &StageTransport::follow);
    connect(m_player, &AutoPlayer::playingChanged, this, &StageTransport::follow);
    connect(m_askFirst, &AskFirst::changed, this, &StageTransport::follow);
    follow();
}

void StageTransport::follow()
{
    if (!m_stage.isMoving())
        m_canStep = m_cursor->isPast() || m_stage.canStep();
    emit changed();
}

void StageTransport::first()
{
    m_player->pause();
    m_cursor->show(0);
}

void StageTransport::back()
{
    m_player->pause();
    m_cursor->goBack();
}

void StageTransport::step()
{
    m_player->pause();
    if (m_cursor->goForward())
        m_askFirst->ask();
    else if (mayStep())
        m_stage.step();
}

void StageTransport::last()
{
    m_cursor->showNewest();
}

void StageTransport::togglePlay()
{
    if (m_player->isPlaying())
        m_player->pause();
    else
        play();
}

void StageTransport::play()
{
    if (!m_player->isPlaying() && (m_cursor->isPast() || mayStep()))
        m_player->play();
}

void StageTransport::pause()
{
    m_player->pause();
}

void StageTransport::reset()
{
    m_player->pause();
    m_stage.reset();
}

void StageTransport::setPauseBetween(int ms)
{
    m_player->setPauseBetween(ms);
}

bool StageTransport::mayStep()
{
    if (!m_askFirst->isAsking() || m_askFirst->reveal())
        return true;
    emit held();
    return false;
}

QString StageTransport::positionText() const
{
    const Scenario* scenario = m_stage.scenario();
    if (scenario != nullptr && !m_stage.hasLeftScript())
        return tr("%1 of %2")
            .arg(QString::number(m_cursor->position()), QString::number(scenario->steps.size()));
    if (m_cursor->isPast()) {
        const qint64 newest = m_stage.journal().latest().steps();
        return tr("%1 of %2").arg(QString::number(m_cursor->snapshot().steps()), QString::number(newest));
    }
    return scenario == nullptr ? tr("by hand") : tr("free play from step %1").arg(m_stage.position());
}

bool StageTransport::canGoToStart() const
{
    return m_cursor->seq() > 0;
}

bool StageTransport::canGoBack() const
{
    return m_cursor->seq() > 0;
}

bool StageTransport::canStep() const
{
    return m_canStep;
}

bool StageTransport::canPlay() const
{
    return m_player->canPlay();
}

bool StageTransport::isPlaying() const
{
    return m_player->isPlaying();
}

bool StageTransport::hasScript() const
{
    return m_stage.scenario() != nullptr;
}

bool StageTransport::mayRepeat() const
{
    return !m_askFirst->isAsking();
}

} // namespace interleave
