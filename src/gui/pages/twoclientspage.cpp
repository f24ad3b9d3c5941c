#include "gui/pages/twoclientspage.h"

#include "ui_twoclientspage.h"

#include "core/model/ledger.h"
#include "core/words/explanation.h"
#include "gui/export/exportmenu.h"
#include "gui/inspector/inspector.h"
#include "gui/labels/captionline.h"
#include "gui/labels/elidedlabel.h"
#include "gui/messages/messagesmodel.h"
#include "gui/pages/inspectorcolumn.h"
#include "gui/panels/clientcard.h"
#include "gui/panels/laneheads.h"
#include "gui/panels/observerstrip.h"
#include "gui/panels/servercard.h"
#include "gui/playback/askfirst.h"
#include "gui/playback/recordchoice.h"
#include "gui/playback/stagetransport.h"
#include "gui/playback/timelinecursor.h"
#include "gui/theme/style.h"
#include "stage/exportsource.h"
#include "stage/stage.h"

#include <QPushButton>

namespace interleave {

namespace {

constexpr int CardRow = 0;
constexpr int HeadsColumn = 3;

} // namespace

TwoClientsPage::TwoClientsPage(Stage& stage, StageTransport& transport, QWidget* parent)
    : Page(parent)
    , m_ui(std::make_unique<Ui::TwoClientsPage>())
    , m_stage(stage)
    , m_transport(transport)
    , m_cursor(transport.cursor())
    , m_askFirst(transport.askFirst())
    , m_exportMenu(new ExportMenu([this] { return exportSource(m_stage, m_cursor.seq()); }, *this))
    , m_records(new RecordChoice(stage, m_cursor, this))
    , m_messages(new MessagesModel(this))
{
    m_ui->setupUi(this);
    m_caption = new CaptionLine(m_ui->storyColumn);
    m_caption->setObjectName(QStringLiteral("captionLine"));
    m_caption->hide();
    m_ui->story->addWidget(m_caption);
    buildSwitches();
    buildLanes();

    connect(&m_cursor, &TimelineCursor::changed, this, &TwoClientsPage::render);
    connect(&m_stage, &Stage::changed, this, &TwoClientsPage::render);
    connect(&m_stage, &Stage::journalReplaced, this, &TwoClientsPage::replaceJournal);
    connect(&m_stage, &Stage::busyChanged, this, &TwoClientsPage::renderInput);
    connect(m_ui->messagesView, &MessagesView::selected, &m_cursor, &TimelineCursor::show);
    connect(m_ui->pastBar, &PastBar::newestChosen, &m_cursor, &TimelineCursor::showNewest);
    connect(m_ui->pastBar, &PastBar::continueChosen, this, &TwoClientsPage::continueFromHere);
    connect(m_ui->outcomeStrip, &OutcomeStrip::figureChosen, this, &TwoClientsPage::follow);
    connect(m_server, &ServerCard::lockingChosen, this, &TwoClientsPage::chooseLocking);
    connect(m_ui->noticeLine, &NoticeLine::wayChosen, this, &TwoClientsPage::takeWay);
    connect(&m_stage, &Stage::serving, this, &TwoClientsPage::render);
    connect(&m_stage, &Stage::failed, this, &TwoClientsPage::showFailure);
    connect(&m_transport, &StageTransport::held, this, &TwoClientsPage::begForAnswer);
    connect(&m_transport, &Transport::changed, this, &Page::canExportChanged);
    connect(m_exportMenu, &SaveMenu::problemMet, this, &Page::problemMet);
    connect(m_ui->startPanel, &StartPanel::stepChosen, &m_transport, &Transport::step);
    buildQuestions();
    connect(m_ui->startPanel, &StartPanel::freePlayChosen, &m_stage, &Stage::startFreePlay);
    connect(&m_stage, &Stage::eventAppended, this, &TwoClientsPage::forgetSession);
    connect(&m_stage, &Stage::eventsAppended, this, &TwoClientsPage::pulseCards);
    connect(m_records, &RecordChoice::changed, this, &TwoClientsPage::render);
    connect(m_server, &ServerCard::recordChosen, m_records, &RecordChoice::chooseForServer);
    setAnimated(m_animated);
    replaceJournal();
    connect(this, &TwoClientsPage::cardsChanged, this, &TwoClientsPage::fitCards, Qt::QueuedConnection);
    emit cardsChanged();
}

TwoClientsPage::~TwoClientsPage() = default;

void TwoClientsPage::buildSwitches()
{
    QPushButton* toInspector = InspectorColumn::makeSwitch("toInspectorButton", tr("Explain"), *this);
    QPushButton* toStory = InspectorColumn::makeSwitch("toStoryButton", tr("Back to the diagram"), *this);
    m_ui->noticeRow->insertWidget(1, toInspector);
    m_ui->sideRows->insertWidget(0, toStory);
    setUnscaledHeight(toInspector, 24);
    m_column =
        new InspectorColumn({m_ui->storyColumn, m_ui->sidePanel, m_caption, toInspector, toStory}, *this);
    m_column->setUsed(false);
    connect(m_column, &InspectorColumn::changed, this, &TwoClientsPage::arrangeColumns);
}

void TwoClientsPage::buildLanes()
{
    m_ui->lanes->installEventFilter(this);
    for (const int column : {0, 2}) {
        auto* card = new ClientCard(m_stage, m_ui->lanes);
        auto* strip = new ObserverStrip(m_ui->lanes);
        m_ui->laneGrid->addWidget(card, CardRow, column);
        m_ui->laneGrid->addWidget(strip, StripRow, column);
        m_clients.push_back(card);
        m_strips.push_back(strip);
        card->installEventFilter(this);
        connect(card, &ClientCard::inputChanged, this, &TwoClientsPage::render);
        connect(card, &ClientCard::linesChanged, this, &TwoClientsPage::fitLines);
        connect(card, &ClientCard::recordChosen, m_records, [this, card](const QString& record) {
            m_records->chooseForClient(card->client(), record);
        });
        if (column == 0) {
            m_server = new ServerCard(m_ui->lanes);
            m_server->setObjectName(QStringLiteral("serverCard"));
            m_server->installEventFilter(this);
            m_ui->laneGrid->addWidget(m_server, CardRow, ServerColumn);
        }
    }
    m_aboutStrips = new ElidedLabel(m_ui->lanes);
    m_aboutStrips->setObjectName(QStringLiteral("aboutStrips"));
    m_aboutStrips->setWords(tr("← Only we see these notes, no client does →"), tr("← Only we see these →"));
    m_aboutStrips->setAlignment(Qt::AlignCenter);
    setTextStyle(m_aboutStrips, TextStyle::Hint);
    setTextRole(m_aboutStrips, Role::Quiet);
    m_ui->laneGrid->addWidget(m_aboutStrips, StripRow, ServerColumn);
    m_heads = new LaneHeads(m_ui->lanes);
    m_heads->setObjectName(QStringLiteral("laneHeads"));
    m_ui->laneGrid->addWidget(m_heads, CardRow, HeadsColumn, 2, 1);
    connect(m_heads, &LaneHeads::headsMoved, this, &TwoClientsPage::alignLanes);
}

/// Adds heads for lanes without a card. Before there is a diagram, uses the layout of an empty journal.
void TwoClientsPage::renderHeads(const Snapshot& snapshot)
{
    DiagramLayout empty;
    if (m_diagram == nullptr)
        empty.setJournal(&m_stage.journal(), m_stage.panels(), ownLanes());
    m_heads->render(
        m_diagram == nullptr ? empty : m_diagram->layout(),
        static_cast<qsizetype>(m_clients.size()),
        snapshot,
        [this](const QString& client) { return m_records->ofClient(client); });
    arrangeColumns();
}

void TwoClientsPage::renderInput()
{
    for (ClientCard* card : m_clients)
        card->setInert(m_cursor.isPast() || m_stage.isBusy(card->client()));
}

void TwoClientsPage::replaceJournal()
{
    m_replay = m_replay == Replay::AskedFor ? Replay::Running : Replay::None;
    m_messages->setJournal(&m_stage.journal());
    m_inspected.reset();
    m_pulsed = m_stage.journal().size();
    if (m_diagram != nullptr)
        m_diagram->setJournal(&m_stage.journal(), m_stage.panels(), ownLanes());
    planStory();
    seatClients();
    render();
}

void TwoClientsPage::render()
{
    m_messages->tellAppended();
    const Snapshot snapshot = m_cursor.snapshot();
    const QStringList ids = m_records->ids();
    const QString record = m_records->ofServer();
    for (std::size_t i = 0; i < m_clients.size(); ++i) {
        const QString& client = m_clients[i]->client();
        const QString theirs = m_records->ofClient(client);
        m_clients[i]->setPast(m_cursor.isPast());
        m_clients[i]->setRecord(ids, theirs);
        m_clients[i]->render(snapshot);
        m_strips[i]->setObservation(observerText(snapshot, client, theirs));
    }
    m_server->setPast(m_cursor.isPast());
    m_server->setRecords(ids);
    m_server->setClock(
        m_cursor.isPast() ? snapshot.time() : m_stage.now(), !m_cursor.isPast() && m_stage.isClockRunning());
    m_server->setFencing(m_stage.journal().header().leases.fencing);
    m_server->setSlipped(isSlipped(record));
    // After a click on the switch, show the requested rule until it applies.
    m_server->render(snapshot, record, m_cursor.isPast() ? snapshot.locking() : m_stage.locking());
    // The lease's line of a compact card is in its place.
    m_aboutStrips->setHidden(m_compact && !m_server->leaseLine().isHidden());
    renderOutcome(snapshot, record);
    renderStart();
    renderStory();
    renderHeads(snapshot);
    renderInput();
    renderNotice();
    orderFocus();
}

/// From left to right, then down; called again when fields were added or removed.
void TwoClientsPage::orderFocus()
{
    QList<QWidget*> order = m_clients.front()->focusOrder();
    order << m_server->focusOrder() << m_clients.back()->focusOrder();
    if (m_diagram != nullptr)
        order << m_diagram;
    order << m_ui->messagesView->focusOrder() << m_ui->noticeLine->focusOrder() << m_ui->askBar->focusOrder()
          << m_ui->outcomeStrip->focusOrder();
    for (QWidget* next = m_ui->sidePanel->nextInFocusChain(); next != m_ui->sidePanel;
         next = next->nextInFocusChain()) {
        if (m_ui->sidePanel->isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) != 0)
            order << next;
    }
    if (order == m_focusOrder)
        return;
    m_focusOrder = order;
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

void TwoClientsPage::renderStart()
{
    const bool begun = !m_stage.journal().isEmpty();
    if (begun && m_diagram == nullptr)
        buildStory();
    // Not before it is seen: a table takes a good part of the time of a start, and of each step.
    if (begun && m_table && m_ui->messagesView->model() == nullptr)
        m_ui->messagesView->setModel(m_messages);
    QWidget* story = m_table ? m_ui->tablePage : static_cast<QWidget*>(m_diagram);
    m_ui->storyStack->setCurrentWidget(begun ? story : m_ui->startPanel);
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
    const auto expected = scenario->expect.value(m_stage.startRule()).lostUpdates;
    m_ui->startPanel->setInvitation(
        expected.value_or(0) > 0 ? tr("Two clients, one record. Watch one change disappear.")
                                 : scenario->title,
        scenario->summary,
        tr("Step 1: %1").arg(describe(scenario->steps.first(), scenario->records.size() > 1)),
        tr("Try it freely"));
    m_ui->startPanel->setStepEnabled(m_stage.canStep());
}

/// Called only when there is something to show: diagram and table take a good part of the start-up time.
void TwoClientsPage::buildStory()
{
    m_diagram = new DiagramView(m_ui->storyStack);
    m_diagram->setObjectName(QStringLiteral("diagramView"));
    m_diagram->setAnimated(m_animated);
    m_ui->storyStack->addWidget(m_diagram);
    m_diagram->viewport()->installEventFilter(this);
    m_diagram->setJournal(&m_stage.journal(), m_stage.panels(), ownLanes());
    planStory();
    connect(m_diagram, &DiagramView::selected, &m_cursor, &TimelineCursor::show);
    connect(m_diagram, &DiagramView::menuAsked, m_exportMenu, [this](const QPoint& place) {
        m_exportMenu->popup(place);
    });

    m_inspector = makeInspector();
    m_ui->sideRows->addWidget(m_inspector);
    m_ui->hintPanel->hide();
    m_column->setUsed(true);
}

void TwoClientsPage::setPresenting(bool presenting)
{
    if (m_column->isPresenting() == presenting)
        return;
    m_column->setPresenting(presenting);
    m_ui->headlineBar->setLarge(presenting);
    arrangeColumns();
}

void TwoClientsPage::toggleInspector()
{
    m_column->toggle();
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

} // namespace interleave
