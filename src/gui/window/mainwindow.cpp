#include "gui/window/mainwindow.h"

#include "ui_mainwindow.h"

#include "gui/help/helppanel.h"
#include "gui/panels/joinpopup.h"
#include "gui/playback/askfirst.h"
#include "gui/playback/stagetransport.h"
#include "gui/theme/appearance.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"
#include "gui/widgets/pagescroll.h"
#include "gui/window/appearancecontrols.h"
#include "gui/window/collapsingbar.h"
#include "gui/window/files.h"
#include "gui/window/navigation.h"
#include "gui/window/presenter.h"
#include "gui/window/shortcut.h"
#include "gui/window/transportcontrols.h"
#include "stage/stage.h"

#include <QActionGroup>
#include <QDragEnterEvent>
#include <QMenu>
#include <QMimeData>

namespace interleave {

MainWindow::MainWindow(
    Stage& stage,
    Appearance& appearance,
    QList<NamedScenario> scenarios,
    const EnginePlaces& places,
    const QString& role)
    : m_ui(std::make_unique<Ui::MainWindow>())
    , m_stage(stage)
    , m_appearance(appearance)
    , m_scenarios(std::move(scenarios))
    , m_transport(new StageTransport(stage, this))
    , m_files(new Files(stage, *this))
    , m_presenter(new Presenter(appearance, *this))
    , m_scenarioActions(new QActionGroup(this))
{
    m_ui->setupUi(this);
    setAcceptDrops(true);
    m_controls = new TransportControls(
        {m_ui->transportBar,
         m_ui->firstButton,
         m_ui->backButton,
         m_ui->stepButton,
         m_ui->playButton,
         m_ui->transportButton,
         m_ui->positionLabel},
        *this);
    buildPages(places, role);
    m_ui->servingButton->setSign(Icon::Dot);
    m_ui->moreButton->setSign(Icon::More);
    new PageScroll(*m_ui->pages);
    buildScenarioMenu();
    buildMoreMenu();
    m_presenter->drive(m_controls->driven());
    buildFitting();

    connect(&m_stage, &Stage::changed, this, &MainWindow::render);
    connect(&m_stage, &Stage::serving, this, &MainWindow::render);
    connect(&m_stage, &Stage::failed, this, [this](const QString& problem) {
        m_failure = problem;
        render();
    });
    connect(m_ui->servingButton, &QPushButton::clicked, this, &MainWindow::showJoin);
    buildFiles(places);
    render();
}

MainWindow::~MainWindow()
{
    // Disconnect first: a destroyed field emits its typed text, when this is no longer a MainWindow.
    m_stage.disconnect(this);
    delete m_controls;
    for (Page* page : m_navigation->pages())
        page->disconnect(this);
    findChild<HelpPanel*>()->disconnect(m_presenter);
}

void MainWindow::buildPages(const EnginePlaces& places, const QString& role)
{
    m_navigation =
        new Navigation(*m_ui->pageTabs, *m_ui->pages, {m_stage, *m_transport, places, role}, *this);
    connect(m_navigation, &Navigation::made, this, &MainWindow::welcome);
    connect(m_navigation, &Navigation::shown, this, &MainWindow::showPage);
    const QList<PageEntry> pages = pageTable();
    for (const PageEntry& page : pages)
        m_navigation->add(page);
    m_navigation->show(m_navigation->names().value(0));
    // The tabs were created last, but Tab goes through the bar from the left.
    QWidget* before = m_ui->pageTabs->itemAt(m_ui->pageTabs->count() - 1)->widget();
    for (QWidget* next : std::initializer_list<QWidget*>{
             m_ui->scenarioButton,
             m_ui->firstButton,
             m_ui->backButton,
             m_ui->stepButton,
             m_ui->playButton,
             m_ui->transportButton,
             m_ui->servingButton,
             m_ui->moreButton}) {
        setTabOrder(before, next);
        before = next;
    }
}

void MainWindow::welcome(Page* page)
{
    page->setAnimated(m_animated);
    page->setPresenting(m_presenter->isPresenting());
    page->showTable(m_isTableShown);
    page->setAskFirst(askFirst().isOn());
    connect(page, &Page::controlsChanged, this, [this, page] {
        if (page == m_navigation->page())
            showControls();
    });
    connect(page, &Page::transactionsAsked, this, &MainWindow::playTransactions);
    connect(page, &Page::problemMet, m_files, &Files::tell);
    connect(page, &Page::playAsked, this, &MainWindow::playOnStage);
    connect(page, &Page::compareAsked, this, &MainWindow::compare);
    connect(page, &Page::canExportChanged, this, &MainWindow::renderExport);
    connect(m_presenter, &Presenter::presentingChanged, page, &Page::setPresenting);
    connect(m_files, &Files::sessionLeft, page, &Page::tellOfSession);
}

void MainWindow::showPage()
{
    m_transport->pause();
    showControls();
}

/// What the bar has for the current page.
void MainWindow::showControls()
{
    Page* page = m_navigation->page();
    const bool usesScenario = page->hasLessons();
    m_ui->scenarioButton->setVisible(usesScenario);
    m_ui->scenarioButton->setEnabled(usesScenario);
    m_ui->scenarioButton->setMenu(page->lessonMenu() != nullptr ? page->lessonMenu() : m_scenarioMenu);
    m_ui->exportButton->setMenu(page->exportMenu());
    m_controls->setTransport(page->transport());
    showBarContent();
    render();
    if (m_collapsingBar != nullptr)
        m_collapsingBar->fit();
}

void MainWindow::setAnimated(bool animated)
{
    m_animated = animated;
    for (Page* page : m_navigation->pages())
        page->setAnimated(animated);
}

TimelineCursor& MainWindow::timelineCursor()
{
    return m_transport->cursor();
}

AskFirst& MainWindow::askFirst()
{
    return m_transport->askFirst();
}

/// The least important goes first.
void MainWindow::buildFitting()
{
    m_collapsingBar = new CollapsingBar(
        *m_ui->topBar,
        {[this](bool shorter) {
             m_servingIsShort = shorter;
             renderServing();
         },
         [this](bool shorter) { m_navigation->setFolded(shorter); },
         [this](bool shorter) { m_controls->setFolded(shorter); },
         [this](bool shorter) { m_controls->setPositionShown(!shorter); },
         [this](bool shorter) {
             setUnscaledWidth(m_ui->scenarioButton, shorter ? 132 : 0, shorter ? 132 : QWIDGETSIZE_MAX);
         },
         [this](bool shorter) { m_ui->servingButton->setHidden(shorter); },
         [this](bool shorter) {
             m_ui->exportButton->setHidden(shorter);
         }});
}

void MainWindow::buildScenarioMenu()
{
    auto* menu = new QMenu(this);
    m_scenarioMenu = menu;
    menu->setObjectName(QStringLiteral("scenarioMenu"));
    const auto add = [this](QMenu& into, const QString& title, const QString& summary, const QString& name) {
        QAction* action = into.addAction(QStringLiteral("%1\n%2").arg(literal(title), literal(summary)));
        action->setObjectName(name);
        action->setCheckable(true);
        m_scenarioActions->addAction(action);
        return action;
    };
    QHash<QString, QMenu*> groups{{QString(), menu}};
    for (const NamedScenario& named : std::as_const(m_scenarios)) {
        QMenu*& group = groups[named.group];
        if (group == nullptr)
            group = menu->addMenu(literal(named.group));
        QAction* action = add(*group, named.scenario.title, named.scenario.summary, named.name);
        connect(
            action, &QAction::triggered, this, [this, scenario = named.scenario] { m_stage.load(scenario); });
    }
    menu->addSeparator();
    QAction* free =
        add(*menu, tr("Free play"), tr("No script: read and save as you like."), QStringLiteral("free-play"));
    connect(free, &QAction::triggered, &m_stage, &Stage::startFreePlay);
    m_ui->scenarioButton->setMenu(menu);
}

void MainWindow::buildMoreMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("moreMenu"));
    QAction* open = addShortcut(*this, tr("Export"), {Qt::CTRL | Qt::Key_E});
    connect(open, &QAction::triggered, m_ui->exportButton, &QPushButton::showMenu);
    QAction* reset = menu->addAction(tr("Reset"));
    reset->setObjectName(QStringLiteral("resetAction"));
    connect(reset, &QAction::triggered, this, [this] {
        Transport* shown = m_navigation->page()->transport();
        (shown != nullptr ? shown : m_transport)->reset();
    });
    menu->addSeparator();
    m_files->addTo(*menu);
    menu->addSeparator();
    m_controls->addSpeedTo(*menu->addMenu(tr("Playing speed")));
    buildAskFirst(*menu);
    QAction* table = addShortcut(*this, tr("Messages as a table"), {Qt::CTRL | Qt::Key_T});
    table->setObjectName(QStringLiteral("tableAction"));
    table->setCheckable(true);
    connect(table, &QAction::toggled, this, [this](bool shown) {
        m_isTableShown = shown;
        for (Page* page : m_navigation->pages())
            page->showTable(shown);
    });
    menu->addAction(table);
    buildFind(*menu, *table);
    QAction* inspector = addShortcut(*this, tr("Inspector"), {Qt::CTRL | Qt::Key_I});
    inspector->setObjectName(QStringLiteral("inspectorAction"));
    connect(inspector, &QAction::triggered, this, [this] {
        for (Page* page : m_navigation->pages())
            page->toggleInspector();
    });
    menu->addAction(inspector);
    (new AppearanceControls(m_appearance, *this))->addTo(*menu);
    m_presenter->addTo(*menu);
    menu->addSeparator();
    buildHelp(*menu);
    connect(m_ui->moreButton, &QPushButton::clicked, this, [this, menu] {
        const QWidget* button = m_ui->moreButton;
        const QPoint corner = button->mapToGlobal(QPoint(button->width(), button->height()));
        menu->popup(QPoint(corner.x() - menu->sizeHint().width(), corner.y() + themeOf(this).px(4)));
    });
}

void MainWindow::buildHelp(QMenu& menu)
{
    auto* panel = new HelpPanel(*m_ui->central->findChild<PageScroll*>());
    connect(
        panel, &HelpPanel::opened, m_presenter, [presenter = m_presenter] { presenter->setSuspended(true); });
    connect(panel, &HelpPanel::closed, m_presenter, [presenter = m_presenter] {
        presenter->setSuspended(false);
    });
    connect(m_navigation, &Navigation::shown, panel, &QWidget::hide);
    QAction* help = addShortcut(*this, tr("Help"), {Qt::Key_F1});
    help->setObjectName(QStringLiteral("helpAction"));
    menu.addAction(help);
    connect(help, &QAction::triggered, panel, [panel] {
        if (panel->isVisible())
            panel->hide();
        else
            panel->open(panel->topic());
    });
    QAction* about = menu.addAction(tr("About Interleave"));
    about->setObjectName(QStringLiteral("aboutAction"));
    connect(about, &QAction::triggered, panel, [panel] { panel->open(HelpPanel::About); });
}

void MainWindow::render()
{
    renderLesson();
    renderExport();
    renderServing();
}

void MainWindow::renderLesson()
{
    const Page* page = m_navigation->page();
    const Scenario* scenario = m_stage.scenario();
    const QString onStage = scenario == nullptr ? tr("Free play") : scenario->title;
    const QString title = page->lessonMenu() == nullptr ? onStage : page->lessonTitle();
    const bool another = m_ui->scenarioButton->text() != literal(title);
    m_ui->scenarioButton->setText(literal(title));
    m_ui->scenarioButton->setAccessibleName(tr("Scenario: %1").arg(title));
    for (QAction* action : m_scenarioActions->actions())
        action->setChecked(action->text().section(QLatin1Char('\n'), 0, 0) == literal(onStage));
    if (another && m_collapsingBar != nullptr)
        m_collapsingBar->fit();
}

void MainWindow::renderExport()
{
    const Page* page = m_navigation->page();
    m_ui->exportButton->setEnabled(page->exportMenu() != nullptr && page->canExport());
}

void MainWindow::renderServing()
{
    const quint16 port = m_stage.port();
    QString text = tr("Starting");
    Role role = Role::Quiet;
    if (port != 0) {
        text = m_servingIsShort ? tr(":%1", "a port").arg(port) : tr("Serving :%1").arg(port);
        role = Role::Current;
    } else if (!m_failure.isEmpty()) {
        text = tr("Not serving");
        role = Role::Lost;
    }
    m_ui->servingButton->setText(text);
    setPlainTip(*m_ui->servingButton, m_failure.isEmpty() ? tr("Join with curl") : m_failure);
    setTextRole(m_ui->servingButton, role);
}

void MainWindow::buildAskFirst(QMenu& menu)
{
    QAction* ask = addShortcut(*this, tr("Ask first"), {Qt::Key_F6});
    ask->setObjectName(QStringLiteral("askFirstAction"));
    ask->setCheckable(true);
    connect(ask, &QAction::toggled, &askFirst(), &AskFirst::setOn);
    connect(ask, &QAction::toggled, this, [this](bool on) {
        for (Page* page : m_navigation->pages())
            page->setAskFirst(on);
    });
    connect(&askFirst(), &AskFirst::changed, ask, [this, ask] { ask->setChecked(askFirst().isOn()); });
    menu.addAction(ask);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (Files::canOpen(*event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_files->open(*event->mimeData());
    event->acceptProposedAction();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_files->keepAtTheEnd())
        QMainWindow::closeEvent(event);
    else
        event->ignore();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_appearance.follow(size());
}

void MainWindow::showJoin()
{
    if (m_stage.port() == 0)
        return;
    auto* join = new JoinPopup(m_stage, this);
    join->setAttribute(Qt::WA_DeleteOnClose);
    join->showUnder(m_ui->servingButton);
}

} // namespace interleave
