#include "gui/pages/twoclientspage.h"

#include "ui_twoclientspage.h"

#include "gui/export/exportmenu.h"
#include "gui/panels/servercard.h"
#include "gui/playback/stagetransport.h"
#include "gui/playback/timelinecursor.h"
#include "stage/stage.h"

namespace interleave {

Transport* TwoClientsPage::transport()
{
    return &m_transport;
}

QMenu* TwoClientsPage::exportMenu() const
{
    return m_exportMenu;
}

bool TwoClientsPage::canExport() const
{
    return m_cursor.seq() > 0;
}

bool TwoClientsPage::isSettled() const
{
    return !m_stage.isMoving();
}

void TwoClientsPage::showFailure(const QString& problem)
{
    m_failure = problem;
    render();
}

/// The step was not played because its question must be answered first.
void TwoClientsPage::begForAnswer()
{
    m_sessionKept.reset();
    render();
    m_ui->askBar->beg();
}

void TwoClientsPage::tellOfSession(bool kept)
{
    m_sessionKept = kept;
}

/// Only the user's own actions end the offer of undo; outside clients' requests may come at any time.
void TwoClientsPage::forgetSession(qint64 seq)
{
    const bool isReplay = m_replay == Replay::Running && m_stage.position() < m_replayedTo;
    if (!isReplay && !m_stage.journal().event(seq).outside)
        m_sessionKept.reset();
}

void TwoClientsPage::takeWay()
{
    if (!m_sessionKept || m_stage.previous() == nullptr) {
        m_server->switchLocking();
        return;
    }
    m_sessionKept.reset();
    m_stage.undo();
}

TwoClientsPage::Notice TwoClientsPage::noticeOfSession() const
{
    const qint64 others = m_stage.previous()->messagesOfOthers();
    QString left = tr("What was here before");
    if (others > 0)
        left = others == 1 ? tr("1 message of others") : tr("%1 messages of others").arg(others);
    const bool isOne = others <= 1;
    QString words;
    if (*m_sessionKept && others == 0)
        words = tr("%1 is in Last session, under Recent.").arg(left);
    else if (*m_sessionKept)
        words = isOne ? tr("%1 was left out: it is in Last session, under Recent.").arg(left)
                      : tr("%1 were left out: they are in Last session, under Recent.").arg(left);
    else
        words = isOne ? tr("%1 was left out, and could not be kept as Last session.").arg(left)
                      : tr("%1 were left out, and could not be kept as Last session.").arg(left);
    if (m_replay != Replay::None) {
        words = m_stage.locking() == Locking::Off
                    ? tr("The lesson’s own steps with locking off. %1").arg(words)
                    : tr("The lesson’s own steps with locking on. %1").arg(words);
    }
    return {words, tr("Undo"), tr("Brings back what was here before")};
}

} // namespace interleave
