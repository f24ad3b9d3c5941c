#include "gui/pages/transactionspage.h"

#include "ui_transactionspage.h"

#include "core/transactionwords/transactionguess.h"
#include "gui/export/exportmenu.h"
#include "gui/isolation/isolationpane.h"
#include "gui/labels/captionline.h"
#include "gui/messages/transactionsmodel.h"
#include "gui/pages/inspectorcolumn.h"
#include "gui/pages/lessonmenu.h"
#include "gui/playback/askfirst.h"
#include "gui/playback/transactiontransport.h"
#include "gui/sessions/databasecard.h"
#include "gui/sessions/sessioncard.h"
#include "gui/theme/style.h"
#include "gui/transactiondiagram/transactionlayout.h"

#include <QPushButton>

namespace interleave {

TransactionsPage::TransactionsPage(const EnginePlaces& places, const QString& role, QWidget* parent)
    : Page(parent)
    , m_ui(std::make_unique<Ui::TransactionsPage>())
    , m_transport(new TransactionTransport(places, role, this))
    , m_lessonMenu(new LessonMenu(LessonMenu::FreePlay::Offered, this))
    , m_table(new TransactionsModel(this))
{
    m_ui->setupUi(this);
    m_exportMenu = new ExportMenu(
        [this] { return StoryMoment(m_transport->shownStory(), m_transport->moment()); }, *this);
    m_ui->messagesView->setModel(m_table);
    m_caption = new CaptionLine(m_ui->storyColumn);
    m_caption->setObjectName(QStringLiteral("captionLine"));
    m_caption->hide();
    m_ui->story->addWidget(m_caption);
    m_diagram = new TransactionView(m_ui->storyStack);
    m_diagram->setObjectName(QStringLiteral("transactionView"));
    m_ui->storyStack->addWidget(m_diagram);
    m_diagram->viewport()->installEventFilter(this);
    buildSwitches();
    buildLanes();
    connectAll();
    setAnimated(m_animated);
    m_transport->load(m_lessonMenu->lessons().first().lesson);
}

TransactionsPage::~TransactionsPage() = default;

void TransactionsPage::buildSwitches()
{
    QPushButton* toInspector = InspectorColumn::makeSwitch("toInspectorButton", tr("Explain"), *this);
    QPushButton* toStory = InspectorColumn::makeSwitch("toStoryButton", tr("Back to the diagram"), *this);
    m_ui->noticeRow->insertWidget(1, toInspector);
    m_ui->sideRows->insertWidget(0, toStory);
    setUnscaledHeight(toInspector, 24);
    m_column =
        new InspectorColumn({m_ui->storyColumn, m_ui->sidePanel, m_caption, toInspector, toStory}, *this);
    connect(m_column, &InspectorColumn::changed, this, &TransactionsPage::arrange);
}

void TransactionsPage::connectAll()
{
    connect(m_transport, &Transport::changed, this, &TransactionsPage::render);
    connect(m_transport, &Transport::changed, this, &Page::canExportChanged);
    connect(m_transport, &TransactionTransport::storyReplaced, this, &TransactionsPage::replaceStory);
    connect(m_transport, &TransactionTransport::held, this, &TransactionsPage::begForAnswer);
    connect(&m_transport->askFirst(), &AskFirst::changed, this, &TransactionsPage::render);
    connect(m_lessonMenu, &LessonMenu::chosen, this, [this](const TransactionLesson& lesson) {
        m_transport->load(lesson);
    });
    connect(m_exportMenu, &SaveMenu::problemMet, this, &Page::problemMet);
    connect(m_database, &DatabaseCard::engineChosen, m_transport, &TransactionTransport::chooseEngine);
    connect(m_database, &DatabaseCard::levelChosen, m_transport, &TransactionTransport::chooseLevel);
    connect(m_database, &DatabaseCard::allLevelsAsked, this, [this] { showAllLevels(true); });
    connect(m_diagram, &TransactionView::selected, m_transport, &TransactionTransport::show);
    connect(m_diagram, &TransactionView::menuAsked, m_exportMenu, [this](const QPoint& place) {
        m_exportMenu->popup(place);
    });
    connect(m_ui->messagesView, &MessagesView::selected, m_transport, &TransactionTransport::show);
    connect(m_ui->pastBar, &PastBar::newestChosen, m_transport, &Transport::last);
    connect(m_ui->pastBar, &PastBar::continueChosen, m_transport, &TransactionTransport::continueFromHere);
    connect(m_ui->noticeLine, &NoticeLine::wayChosen, this, &TransactionsPage::takeWay);
    connect(m_ui->startPanel, &StartPanel::stepChosen, this, &TransactionsPage::startOrRetry);
    connect(m_ui->startPanel, &StartPanel::freePlayChosen, this, &TransactionsPage::goFreeOrLeave);
    connect(m_ui->askBar, &AskBar::answered, &m_transport->askFirst(), &AskFirst::answer);
    connect(m_ui->outcomeStrip, &TransactionStrip::figureChosen, m_transport, &TransactionTransport::follow);
    nameAnswers();
}

void TransactionsPage::nameAnswers()
{
    QStringList titles;
    for (const TransactionGuess guess : AllTransactionGuesses)
        titles.append(toTitle(guess));
    m_ui->askBar->setAnswers(
        titles,
        {QStringLiteral("goesThroughAnswer"),
         QStringLiteral("waitsAnswer"),
         QStringLiteral("refusedAnswer"),
         QStringLiteral("readsUncommittedAnswer")},
        {tr("Goes through"), tr("Waits"), tr("Refused"), tr("Dirty read")});
}

Transport* TransactionsPage::transport()
{
    return m_allLevels != nullptr && m_ui->viewStack->currentWidget() == m_allLevels ? nullptr : m_transport;
}

QMenu* TransactionsPage::exportMenu() const
{
    if (m_allLevels != nullptr && m_ui->viewStack->currentWidget() == m_allLevels)
        return m_allLevels->exportMenu();
    return m_exportMenu;
}

QMenu* TransactionsPage::lessonMenu() const
{
    return m_lessonMenu;
}

QString TransactionsPage::lessonTitle() const
{
    return m_transport->lesson().title;
}

bool TransactionsPage::canExport() const
{
    return exportMenu() != m_exportMenu || m_transport->shownStory() != nullptr;
}

bool TransactionsPage::isSettled() const
{
    if (m_allLevels != nullptr && m_ui->viewStack->currentWidget() == m_allLevels)
        return m_allLevels->isSettled();
    return m_transport->progress().isEmpty();
}

void TransactionsPage::playTransactions(const TransactionsRequest& request)
{
    showAllLevels(false);
    m_transport->load(
        request.lesson, request.place.engine, request.place.level, request.step, request.isBuiltIn);
}

void TransactionsPage::showTransactions(const TransactionStory& story, int step)
{
    showAllLevels(false);
    m_transport->showStory(story, step);
}

void TransactionsPage::showAllLevels(bool shown)
{
    if (shown && m_allLevels == nullptr) {
        m_allLevels = new IsolationPane(m_transport->places(), m_ui->viewStack);
        m_allLevels->setObjectName(QStringLiteral("isolationPane"));
        m_allLevels->setPresenting(m_column->isPresenting());
        m_ui->viewStack->addWidget(m_allLevels);
        connect(m_allLevels, &IsolationPane::lessonAsked, this, [this] { showAllLevels(false); });
        connect(
            m_allLevels,
            &IsolationPane::playAsked,
            this,
            [this](const TransactionLesson& lesson, const QString& engine, const QString& level) {
                playTransactions({lesson, {engine, level}});
                m_transport->playWhenRun();
            });
        connect(m_allLevels, &IsolationPane::problemMet, this, &Page::problemMet);
    }
    m_transport->pause();
    m_ui->viewStack->setCurrentWidget(shown ? m_allLevels : m_ui->lessonPage);
    emit controlsChanged();
    emit canExportChanged();
}

void TransactionsPage::runAllLevels()
{
    showAllLevels(true);
    m_allLevels->runAll();
}

void TransactionsPage::showTable(bool table)
{
    m_isTable = table;
    render();
}

void TransactionsPage::toggleInspector()
{
    m_column->toggle();
}

void TransactionsPage::setAnimated(bool animated)
{
    m_animated = animated;
    m_database->setAnimated(animated);
    m_diagram->setAnimated(animated);
}

void TransactionsPage::setPresenting(bool presenting)
{
    if (m_column->isPresenting() == presenting)
        return;
    m_column->setPresenting(presenting);
    m_ui->headlineBar->setLarge(presenting);
    if (m_allLevels != nullptr)
        m_allLevels->setPresenting(presenting);
    arrange();
}

void TransactionsPage::setTitle(const QString& title)
{
    m_title = title;
    m_ui->headlineBar->setHidden(title.isEmpty());
    render();
}

void TransactionsPage::setAskFirst(bool on)
{
    m_transport->askFirst().setOn(on);
}

} // namespace interleave
