#include "gui/pages/twoclientspage.h"

#include "ui_twoclientspage.h"

#include "core/explanation.h"
#include "core/ledger.h"
#include "gui/model/messagesmodel.h"
#include "gui/moment.h"
#include "gui/panels/clientcard.h"
#include "gui/panels/servercard.h"
#include "gui/widgets/observerstrip.h"
#include "stage/stage.h"

#include <QEvent>
#include <QMessageBox>
#include <QPushButton>

namespace interleave {

namespace {

constexpr int CardRow = 0;
constexpr int StripRow = 1;
constexpr int ServerColumn = 1;

} // namespace

TwoClientsPage::TwoClientsPage(Stage& stage, Moment& moment, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::TwoClientsPage>())
    , m_stage(stage)
    , m_moment(moment)
    , m_messages(new MessagesModel(this))
{
    m_ui->setupUi(this);
    m_ui->sideColumn->hide();
    m_story = m_ui->tablePage;
    buildLanes();

    connect(&m_moment, &Moment::changed, this, &TwoClientsPage::render);
    connect(&m_stage, &Stage::changed, this, &TwoClientsPage::render);
    connect(&m_stage, &Stage::journalReplaced, this, &TwoClientsPage::replaceJournal);
    connect(&m_stage, &Stage::busyChanged, this, &TwoClientsPage::renderInput);
    connect(m_ui->pastBar, &PastBar::newestChosen, &m_moment, &Moment::showNewest);
    connect(m_ui->pastBar, &PastBar::continueChosen, this, &TwoClientsPage::continueFromHere);
    connect(m_server, &ServerCard::lockingChosen, this, &TwoClientsPage::chooseLocking);
    connect(&m_stage, &Stage::serving, this, &TwoClientsPage::render);
    connect(m_ui->startPanel, &StartPanel::stepChosen, &m_stage, &Stage::step);
    connect(m_ui->startPanel, &StartPanel::freePlayChosen, &m_stage, &Stage::startFreePlay);
    replaceJournal();
}

TwoClientsPage::~TwoClientsPage() = default;

void TwoClientsPage::buildLanes()
{
    for (const int column : {0, 2}) {
        auto* card = new ClientCard(m_stage, m_ui->lanes);
        auto* strip = new ObserverStrip(m_ui->lanes);
        m_ui->laneGrid->addWidget(card, CardRow, column);
        m_ui->laneGrid->addWidget(strip, StripRow, column);
        m_clients.push_back(card);
        m_strips.push_back(strip);
        card->installEventFilter(this);
        connect(card, &ClientCard::inputChanged, this, &TwoClientsPage::render);
        if (column == 0) {
            m_server = new ServerCard(m_ui->lanes);
            m_server->setObjectName(QStringLiteral("serverCard"));
            m_server->installEventFilter(this);
            m_ui->laneGrid->addWidget(m_server, CardRow, ServerColumn);
        }
    }
}

void TwoClientsPage::seatClients()
{
    const QStringList panels = m_stage.panels();
    for (std::size_t i = 0; i < m_clients.size(); ++i) {
        const bool taken = static_cast<qsizetype>(i) < panels.size();
        m_clients[i]->setVisible(taken);
        m_strips[i]->setVisible(taken);
        if (!taken)
            continue;
        const QString client = panels.at(static_cast<qsizetype>(i));
        m_clients[i]->setObjectName(QStringLiteral("client%1Card").arg(client));
        m_strips[i]->setObjectName(QStringLiteral("client%1Strip").arg(client));
        m_clients[i]->setClient(client);
    }
    renderInput();
}

void TwoClientsPage::renderInput()
{
    for (ClientCard* card : m_clients)
        card->setInert(m_moment.isPast() || m_stage.isBusy(card->client()));
}

void TwoClientsPage::replaceJournal()
{
    m_replay = m_replay == Replay::AskedFor ? Replay::Running : Replay::None;
    m_messages->setJournal(&m_stage.journal());
    seatClients();
    render();
}

void TwoClientsPage::render()
{
    m_messages->tellAppended();
    const Snapshot snapshot = m_moment.snapshot();
    const QString record = m_stage.recordId();
    for (std::size_t i = 0; i < m_clients.size(); ++i) {
        m_clients[i]->setPast(m_moment.isPast());
        m_clients[i]->render(snapshot);
        m_strips[i]->setObservation(observerText(snapshot, m_clients[i]->client(), record));
    }
    // While a rule that was just asked for is on its way, the switch stands where it was put.
    m_server->render(snapshot, record, m_moment.isPast() ? snapshot.locking() : m_stage.locking());
    m_ui->outcomeStrip->setLedger(ledgerOf(snapshot, record));
    renderStart();
    renderInput();
    renderNotice();
    orderFocus();
}

/// From left to right, then down; anew when fields have come or gone.
void TwoClientsPage::orderFocus()
{
    QList<QWidget*> order = m_clients.front()->focusOrder();
    order << m_server->focusOrder() << m_clients.back()->focusOrder() << m_ui->messagesView;
    if (order == m_focusOrder)
        return;
    m_focusOrder = order;
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

void TwoClientsPage::renderStart()
{
    const bool begun = !m_stage.journal().isEmpty();
    // Not before: an empty table costs a good part of the start-up.
    if (begun && m_ui->messagesView->model() == nullptr)
        m_ui->messagesView->setModel(m_messages);
    m_ui->storyStack->setCurrentWidget(begun ? m_story : m_ui->startPanel);
    if (begun)
        return;
    if (!m_failure.isEmpty()) {
        m_ui->startPanel->setInvitation(tr("The server cannot run"), m_failure, {}, {});
        return;
    }
    const Scenario* scenario = m_stage.scenario();
    if (scenario == nullptr || scenario->steps.isEmpty()) {
        m_ui->startPanel->setInvitation(
            tr("Free play"),
            tr("Read and save on either card, or send a request with curl: it shows up here."),
            {},
            {});
        return;
    }
    const auto expected = scenario->expect.value(m_stage.locking()).lostUpdates;
    m_ui->startPanel->setInvitation(
        expected.value_or(0) > 0 ? tr("Two clients, one record. Watch one change disappear.")
                                 : scenario->title,
        scenario->summary,
        tr("Step 1: %1").arg(describe(scenario->steps.first())),
        tr("Try it freely"));
    m_ui->startPanel->setStepEnabled(m_stage.canStep());
}

void TwoClientsPage::setStory(QWidget* story)
{
    m_ui->storyStack->addWidget(story);
    m_story = story;
    render();
}

void TwoClientsPage::setInspector(QWidget* inspector)
{
    m_ui->sideRows->addWidget(inspector);
    m_ui->sideColumn->show();
}

void TwoClientsPage::showFailure(const QString& problem)
{
    m_failure = problem;
    render();
}

void TwoClientsPage::chooseLocking(Locking locking)
{
    const bool replays = m_stage.scenario() != nullptr && !m_stage.hasLeftScript() && m_stage.position() > 0;
    m_stage.setLocking(locking);
    if (!replays)
        return;
    m_replayedTo = m_stage.position();
    m_replay = Replay::AskedFor;
    render();
}

void TwoClientsPage::renderNotice()
{
    m_ui->noticeStack->setCurrentIndex(m_moment.isPast() ? 1 : 0);
    if (m_moment.isPast())
        m_ui->pastBar->setMoment(m_moment.snapshot().messages(), m_stage.journal().latest().messages());
    const bool there = m_stage.position() == m_replayedTo && !m_stage.hasLeftScript();
    if (m_replay == Replay::Running && there)
        m_replay = Replay::Done;
    else if (m_replay == Replay::Done && !there)
        m_replay = Replay::None;
    QString words;
    if (m_replay != Replay::None && m_stage.locking() == Locking::Off)
        words = tr("The same steps, played again with locking off.");
    else if (m_replay != Replay::None)
        words = tr("The same steps, played again with locking on.");
    const Scenario* scenario = m_stage.scenario();
    if (words.isEmpty() && scenario != nullptr && !m_stage.hasLeftScript()) {
        const int position = m_stage.position();
        if (position > 0 && position <= scenario->steps.size())
            words = scenario->steps.at(position - 1).say;
        if (position < scenario->steps.size() && !scenario->steps.at(position).ask.isEmpty())
            words = scenario->steps.at(position).ask;
    }
    m_ui->noticeLabel->setText(words);
}

void TwoClientsPage::continueFromHere()
{
    constexpr qint64 mostUnasked = 5;
    const qint64 seq = m_moment.seq();
    const qint64 kept = m_moment.snapshot().messages();
    const qint64 cut = m_stage.journal().latest().messages() - kept;
    if (cut <= mostUnasked) {
        m_stage.continueFrom(seq);
        return;
    }
    auto* box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("continueBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Continue from here"));
    box->setText(tr("Continue from step %1?").arg(kept));
    box->setInformativeText(
        tr("The %1 messages after it will be gone. To keep them, save the journal first.").arg(cut));
    box->addButton(QMessageBox::Cancel);
    QPushButton* go = box->addButton(tr("Continue"), QMessageBox::AcceptRole);
    box->setDefaultButton(go);
    connect(go, &QPushButton::clicked, this, [this, seq] { m_stage.continueFrom(seq); });
    box->open();
}

LaneMiddles TwoClientsPage::laneMiddles() const
{
    const auto middle = [this](const QWidget* card) {
        return card->mapTo(this, QPoint(card->width() / 2, 0)).x();
    };
    return {middle(m_clients.front()), middle(m_server), middle(m_clients.back())};
}

bool TwoClientsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Move || event->type() == QEvent::Resize) {
        if (const LaneMiddles middles = laneMiddles(); middles != m_middles) {
            m_middles = middles;
            emit lanesMoved(middles);
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace interleave
