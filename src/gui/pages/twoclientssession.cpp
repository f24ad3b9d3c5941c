#include "gui/pages/twoclientspage.h"

#include "ui_twoclientspage.h"

#include "core/scenario/cast.h"
#include "core/values/text.h"
#include "gui/diagram/diagramview.h"
#include "gui/export/exportmenu.h"
#include "gui/messages/messagesmodel.h"
#include "gui/panels/clientcard.h"
#include "gui/panels/observerstrip.h"
#include "gui/panels/servercard.h"
#include "gui/playback/stagetransport.h"
#include "gui/playback/timelinecursor.h"
#include "stage/room.h"
#include "stage/stage.h"

#include <QMessageBox>
#include <QPushButton>

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

QStringList TwoClientsPage::ownLanes() const
{
    return m_stage.panels().mid(0, static_cast<qsizetype>(m_clients.size())) + m_stage.room().ownLanes();
}

void TwoClientsPage::followLanes()
{
    if (m_diagram == nullptr || m_diagram->layout().own() == ownLanes())
        return;
    m_diagram->setJournal(&m_stage.journal(), m_stage.panels(), ownLanes());
    render();
}

void TwoClientsPage::seatClients()
{
    const QStringList panels = m_stage.panels();
    const Cast cast(panels, m_stage.journal().header().clients);
    m_server->setCast(cast);
    m_messages->setCast(cast);
    for (std::size_t i = 0; i < m_clients.size(); ++i) {
        const bool taken = static_cast<qsizetype>(i) < panels.size();
        m_clients[i]->setVisible(taken);
        m_strips[i]->setVisible(taken);
        if (!taken)
            continue;
        const QString client = panels.at(static_cast<qsizetype>(i));
        m_clients[i]->setObjectName(QStringLiteral("client%1Card").arg(client));
        m_strips[i]->setObjectName(QStringLiteral("client%1Strip").arg(client));
        m_clients[i]->setClient(cast.member(client));
    }
    renderInput();
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
    const int plural = pluralOf(others);
    QString words;
    if (*m_sessionKept && others == 0)
        words = tr("What was here before is in Last session, under Recent.");
    else if (*m_sessionKept)
        words = tr(
            "%n messages of others were left out: they are in Last session, under Recent.", nullptr, plural);
    else if (others == 0)
        words = tr("What was here before was left out, and could not be kept as Last session.");
    else
        words = tr(
            "%n messages of others were left out, and could not be kept as Last session.", nullptr, plural);
    if (m_replay != Replay::None) {
        words = m_stage.locking() == Locking::Off
                    ? tr("The lesson’s own steps with locking off. %1").arg(words)
                    : tr("The lesson’s own steps with locking on. %1").arg(words);
    }
    return {words, tr("Undo"), tr("Brings back what was here before")};
}

void TwoClientsPage::continueFromHere()
{
    constexpr qint64 mostUnasked = 5;
    const qint64 seq = m_cursor.seq();
    const qint64 kept = m_cursor.snapshot().steps();
    const qint64 cut = m_stage.journal().latest().messages() - m_cursor.snapshot().messages();
    if (cut <= mostUnasked) {
        m_stage.continueFrom(seq);
        return;
    }
    auto* box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("continueBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Continue from here"));
    box->setText(kept == 0 ? tr("Continue from the start?") : tr("Continue from step %1?").arg(kept));
    box->setInformativeText(
        tr("The %n messages after it will be cut. All of it is kept as Last session, under Recent.",
           nullptr,
           pluralOf(cut)));
    box->addButton(QMessageBox::Cancel);
    QPushButton* go = box->addButton(tr("Continue"), QMessageBox::AcceptRole);
    box->setDefaultButton(go);
    connect(go, &QPushButton::clicked, this, [this, seq] { m_stage.continueFrom(seq); });
    box->open();
}

MessagesView* TwoClientsPage::messages()
{
    return m_ui->messagesView;
}

} // namespace interleave
