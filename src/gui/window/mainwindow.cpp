#include "gui/window/mainwindow.h"

#include "ui_mainwindow.h"

#include "gui/export/comparisonmenu.h"
#include "gui/export/exportmenu.h"
#include "gui/help/helppanel.h"
#include "gui/pages/comparepage.h"
#include "gui/pages/everyorderpage.h"
#include "gui/pages/twoclientspage.h"
#include "gui/panels/joinpopup.h"
#include "gui/playback/askfirst.h"
#include "gui/playback/autoplayer.h"
#include "gui/playback/timelinecursor.h"
#include "gui/theme/appearance.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/presses.h"
#include "gui/theme/style.h"
#include "gui/widgets/pagescroll.h"
#include "gui/window/appearancecontrols.h"
#include "gui/window/collapsingbar.h"
#include "gui/window/files.h"
#include "gui/window/navigation.h"
#include "gui/window/presenter.h"
#include "stage/exportsource.h"
#include "stage/stage.h"

#include <QActionGroup>
#include <QDragEnterEvent>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>

namespace interleave {

MainWindow::MainWindow(Stage& stage, Appearance& appearance, QList<NamedScenario> scenarios, QWidget* parent)
    : QMainWindow(parent)
    , m_ui(std::make_unique<Ui::MainWindow>())
    , m_stage(stage)
    , m_appearance(appearance)
    , m_scenarios(std::move(scenarios))
    , m_cursor(new TimelineCursor(stage, this))
    , m_player(new AutoPlayer(stage, *m_cursor, this))
    , m_askFirst(new AskFirst(stage, this))
    , m_files(new Files(stage, *this))
    , m_presenter(new Presenter(appearance, *this))
    , m_scenarioActions(new QActionGroup(this))
{
    m_ui->setupUi(this);
    setAcceptDrops(true);
    buildPages();
    m_ui->servingButton->setSign(Icon::Dot);
    m_ui->moreButton->setSign(Icon::More);
    new PageScroll(*m_ui->pages);
    buildScenarioMenu();
    buildExportMenu();
    buildMoreMenu();
    connectTransport();
    buildFitting();

    connect(&m_stage, &Stage::changed, this, &MainWindow::render);
    connect(m_cursor, &TimelineCursor::changed, this, qOverload<>(&MainWindow::renderTransport));
    connect(m_files, &Files::sessionLeft, m_page, &TwoClientsPage::tellOfSession);
    connect(&m_stage, &Stage::serving, this, &MainWindow::render);
    connect(&m_stage, &Stage::failed, this, [this](const QString& problem) {
        m_failure = problem;
        m_page->showFailure(problem);
        render();
    });
    connect(m_ui->servingButton, &QPushButton::clicked, this, &MainWindow::showJoin);
    render();
}

MainWindow::~MainWindow()
{
    // Disconnect first: a destroyed field emits its typed text, when this is no longer a MainWindow.
    m_stage.disconnect(this);
    m_cursor->disconnect(this);
    m_player->disconnect(this);
    findChild<HelpPanel*>()->disconnect(m_presenter);
}

void MainWindow::buildPages()
{
    m_navigation = new Navigation(*m_ui->pageTabs, *m_ui->pages, *this);
    connect(m_navigation, &Navigation::shown, this, [this] {
        const bool used = m_navigation->usesScenario();
        for (QWidget* part :
             std::initializer_list<QWidget*>{m_ui->scenarioButton, m_ui->transportBar, m_ui->positionLabel}) {
            part->setVisible(used);
            part->setEnabled(used);
        }
        m_player->pause();
        render();
        if (m_collapsingBar != nullptr)
            m_collapsingBar->fit();
    });
    m_navigation->add(
        {QStringLiteral("two-clients"), tr("Two clients"), Page::Scenario::Used, [this](QWidget* parent) {
             m_page = new TwoClientsPage(m_stage, *m_cursor, *m_askFirst, parent);
             return m_page;
         }});
    m_navigation->add(
        {QStringLiteral("compare"), tr("Compare"), Page::Scenario::Used, [this](QWidget* parent) {
             m_compare = new ComparePage(m_stage, parent);
             connect(&m_compare->comparison(), &Comparison::changed, this, &MainWindow::render);
             m_comparisonMenu = new ComparisonMenu(m_compare->comparison(), *this);
             connect(m_comparisonMenu, &SaveMenu::problemMet, m_files, &Files::tell);
             connect(m_compare, &ComparePage::storyMenuAsked, m_comparisonMenu, [this](const QPoint& place) {
                 if (m_ui->exportButton->isEnabled())
                     m_comparisonMenu->popup(place);
             });
             return m_compare;
         }});
    m_navigation->add(
        {QStringLiteral("every-order"), tr("Every order"), Page::Scenario::Unused, [this](QWidget* parent) {
             auto* page = new EveryOrderPage(parent);
             connect(page, &EveryOrderPage::playAsked, this, &MainWindow::playOrder);
             connect(page, &EveryOrderPage::problemMet, m_files, &Files::tell);
             return page;
         }});
    m_navigation->show(QStringLiteral("two-clients"));
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

void MainWindow::compare(Locking left, Locking right)
{
    m_navigation->show(QStringLiteral("compare"));
    m_compare->comparison().setRule(0, left);
    m_compare->comparison().setRule(1, right);
}

Comparison* MainWindow::comparison() const
{
    const bool shown = m_compare != nullptr && m_navigation->current() == QStringLiteral("compare");
    return shown ? &m_compare->comparison() : nullptr;
}

void MainWindow::connectTransport()
{
    const auto addStep =
        [this](QPushButton* button, const QString& text, const QList<QKeySequence>& keys, auto slot) {
            connect(button, &QPushButton::clicked, this, slot);
            QAction* action = addShortcut(text, keys);
            connect(action, &QAction::triggered, button, &QPushButton::click);
            action->setAutoRepeat(true);
            setRepeating(*button, true);
            button->setToolTip(
                QStringLiteral("%1 (%2)").arg(text, keys.first().toString(QKeySequence::NativeText)));
            return action;
        };
    QAction* first = addStep(m_ui->firstButton, tr("Back to the start"), {Qt::ALT | Qt::Key_Home}, [this] {
        m_player->pause();
        if (Comparison* both = comparison())
            both->first();
        else
            m_cursor->show(0);
    });
    QAction* back = addStep(m_ui->backButton, tr("The moment before"), {Qt::ALT | Qt::Key_Left}, [this] {
        m_player->pause();
        if (Comparison* both = comparison())
            both->back();
        else
            m_cursor->goBack();
    });
    QAction* step = addStep(m_ui->stepButton, tr("Next step"), {Qt::ALT | Qt::Key_Right}, [this] {
        m_player->pause();
        if (Comparison* both = comparison())
            both->step();
        else if (m_cursor->goForward())
            m_askFirst->ask();
        else
            m_page->step();
    });
    m_step = step;
    QAction* playing = addStep(m_ui->playButton, tr("Play or pause"), {Qt::Key_F5}, [this] {
        if (Comparison* both = comparison())
            both->togglePlay(m_player->pauseBetween());
        else if (m_player->isPlaying())
            m_player->pause();
        else
            play();
    });
    QAction* last = addShortcut(tr("The newest moment"), {Qt::ALT | Qt::Key_End});
    connect(last, &QAction::triggered, this, [this] {
        if (Comparison* both = comparison())
            both->last();
        else
            m_cursor->showNewest();
    });
    m_presenter->drive({back, step, first, last});
    auto* folded = new QMenu(this);
    folded->setObjectName(QStringLiteral("transportMenu"));
    folded->addActions({back, first, last, playing});
    m_ui->transportButton->setMenu(folded);
    connect(m_presenter, &Presenter::presentingChanged, m_page, &TwoClientsPage::setPresenting);
    connect(m_player, &AutoPlayer::playingChanged, this, &MainWindow::render);
    connect(m_askFirst, &AskFirst::changed, this, [this] { renderTransport(); });
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
         [this](bool shorter) {
             m_transportIsFolded = shorter;
             renderTransport();
         },
         [this](bool shorter) { m_ui->positionLabel->setVisible(!shorter && m_navigation->usesScenario()); },
         [this](bool shorter) {
             setUnscaledWidth(m_ui->scenarioButton, shorter ? 132 : 0, shorter ? 132 : QWIDGETSIZE_MAX);
         },
         [this](bool shorter) { m_ui->servingButton->setHidden(shorter); },
         [this](bool shorter) {
             m_ui->exportButton->setHidden(shorter);
         }});
}

void MainWindow::play()
{
    if (m_cursor->isPast() || m_page->mayStep())
        m_player->play();
}

void MainWindow::playOrder(const Scenario& scenario)
{
    m_stage.load(scenario);
    m_navigation->show(QStringLiteral("two-clients"));
    // When the server is at the scenario's start.
    connect(
        &m_stage,
        &Stage::journalReplaced,
        this,
        [this] {
            if (!m_player->isPlaying())
                play();
        },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

QAction* MainWindow::addShortcut(const QString& text, const QList<QKeySequence>& keys)
{
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setAutoRepeat(false);
    addAction(action);
    return action;
}

void MainWindow::buildScenarioMenu()
{
    auto* menu = new QMenu(this);
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

void MainWindow::buildExportMenu()
{
    auto* menu = new ExportMenu([this] { return exportSource(m_stage, m_cursor->seq()); }, *this);
    connect(menu, &SaveMenu::problemMet, m_files, &Files::tell);
    m_ui->exportButton->setMenu(menu);
    // A page without the diagram offers its own content instead.
    connect(m_navigation, &Navigation::shown, menu, [this, menu] {
        const QWidget* page = m_ui->pages->currentWidget();
        if (const auto* orders = qobject_cast<const EveryOrderPage*>(page))
            m_ui->exportButton->setMenu(orders->exportMenu());
        else
            m_ui->exportButton->setMenu(page == m_compare ? m_comparisonMenu : static_cast<QMenu*>(menu));
        renderTransport();
    });
    QAction* open = addShortcut(tr("Export"), {Qt::CTRL | Qt::Key_E});
    connect(open, &QAction::triggered, m_ui->exportButton, &QPushButton::showMenu);
    connect(
        m_page, &TwoClientsPage::storyMenuAsked, menu, [menu](const QPoint& place) { menu->popup(place); });
}

void MainWindow::buildMoreMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("moreMenu"));
    QAction* reset = menu->addAction(tr("Reset"));
    reset->setObjectName(QStringLiteral("resetAction"));
    connect(reset, &QAction::triggered, this, [this] {
        m_player->pause();
        if (Comparison* both = comparison())
            both->first();
        else
            m_stage.reset();
    });
    menu->addSeparator();
    m_files->addTo(*menu);
    menu->addSeparator();
    buildSpeedMenu(*menu->addMenu(tr("Playing speed")));
    buildAskFirst(*menu);
    QAction* table = addShortcut(tr("Messages as a table"), {Qt::CTRL | Qt::Key_T});
    table->setObjectName(QStringLiteral("tableAction"));
    table->setCheckable(true);
    connect(table, &QAction::toggled, m_page, &TwoClientsPage::showTable);
    menu->addAction(table);
    QAction* inspector = addShortcut(tr("Inspector"), {Qt::CTRL | Qt::Key_I});
    inspector->setObjectName(QStringLiteral("inspectorAction"));
    connect(
        inspector, &QAction::triggered, this, [this] { m_page->showInspector(!m_page->isInspectorShown()); });
    menu->addAction(inspector);
    (new AppearanceControls(m_appearance, *this))->addTo(*menu);
    m_presenter->addTo(*menu);
    menu->addSeparator();
    buildHelp(*menu);
    connect(menu->addAction(tr("About Interleave")), &QAction::triggered, this, &MainWindow::showAbout);
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
    QAction* help = addShortcut(tr("Help"), {Qt::Key_F1});
    help->setObjectName(QStringLiteral("helpAction"));
    menu.addAction(help);
    connect(help, &QAction::triggered, panel, [panel] {
        if (panel->isVisible())
            panel->hide();
        else
            panel->open(panel->topic());
    });
}

void MainWindow::render()
{
    const Scenario* scenario = m_stage.scenario();
    const QString title = scenario == nullptr ? tr("Free play") : scenario->title;
    const bool another = m_ui->scenarioButton->text() != literal(title);
    m_ui->scenarioButton->setText(literal(title));
    m_ui->scenarioButton->setAccessibleName(tr("Scenario: %1").arg(title));
    for (QAction* action : m_scenarioActions->actions())
        action->setChecked(action->text().section(QLatin1Char('\n'), 0, 0) == literal(title));

    renderTransport();
    renderServing();
    if (another && m_collapsingBar != nullptr)
        m_collapsingBar->fit();
}

void MainWindow::renderTransport(const Comparison& both)
{
    const qsizetype steps = both.scenario() == nullptr ? 0 : both.scenario()->steps.size();
    m_ui->positionLabel->setText(
        tr("%1 of %2").arg(QString::number(both.position()), QString::number(steps)));
    m_ui->playButton->setText(both.isPlaying() ? tr("Pause") : tr("Play"));
    m_ui->playButton->setVisible(true);
    m_ui->playButton->setEnabled(both.isPlaying() || both.canStep());
    m_ui->backButton->setEnabled(both.position() > 0);
    m_ui->stepButton->setEnabled(both.canStep());
    m_ui->firstButton->setEnabled(both.reached() > 0);
    m_ui->exportButton->setEnabled(both.position() > 0);
}

void MainWindow::renderTransport()
{
    if (const Comparison* both = comparison()) {
        renderTransport(*both);
        return;
    }
    const Scenario* scenario = m_stage.scenario();
    const bool scripted = scenario != nullptr && !m_stage.hasLeftScript();
    const qint64 newest = m_stage.journal().latest().messages();
    QString position = tr("by hand");
    if (scripted)
        position = tr("%1 of %2")
                       .arg(QString::number(m_cursor->position()), QString::number(scenario->steps.size()));
    else if (m_cursor->isPast())
        position =
            tr("%1 of %2").arg(QString::number(m_cursor->snapshot().messages()), QString::number(newest));
    else if (scenario != nullptr)
        position = tr("free play from step %1").arg(m_stage.position());
    m_ui->positionLabel->setText(position);

    const bool playing = m_player->isPlaying();
    m_ui->playButton->setText(playing ? tr("Pause") : tr("Play"));
    m_ui->playButton->setVisible(scenario != nullptr && !m_transportIsFolded);
    m_ui->firstButton->setHidden(m_transportIsFolded);
    m_ui->backButton->setHidden(m_transportIsFolded);
    m_ui->transportButton->setVisible(m_transportIsFolded && m_navigation->usesScenario());
    m_ui->playButton->setEnabled(playing || m_player->canPlay());
    m_ui->backButton->setEnabled(m_cursor->seq() > 0);
    // Don't change the button during a step, so that it neither flickers nor loses the focus.
    if (!m_stage.isMoving())
        m_ui->stepButton->setEnabled(m_cursor->isPast() || m_stage.canStep());
    // Don't let a held key skip a question.
    const bool repeats = !m_askFirst->isAsking();
    if (m_step != nullptr)
        m_step->setAutoRepeat(repeats);
    setRepeating(*m_ui->stepButton, repeats);
    m_ui->firstButton->setEnabled(m_cursor->seq() > 0);
    m_ui->exportButton->setEnabled(m_cursor->seq() > 0 || !m_navigation->usesScenario());
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
    QAction* ask = addShortcut(tr("Ask first"), {Qt::Key_F6});
    ask->setObjectName(QStringLiteral("askFirstAction"));
    ask->setCheckable(true);
    connect(ask, &QAction::toggled, m_askFirst, &AskFirst::setOn);
    connect(m_askFirst, &AskFirst::changed, ask, [this, ask] { ask->setChecked(m_askFirst->isOn()); });
    menu.addAction(ask);
}

void MainWindow::buildSpeedMenu(QMenu& menu)
{
    auto* group = new QActionGroup(this);
    const auto add = [this, group, &menu](const QString& text, int pause) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(m_player->pauseBetween() == pause);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, pause] { m_player->setPauseBetween(pause); });
    };
    add(tr("Slow"), AutoPlayer::Pause * 2);
    add(tr("Normal"), AutoPlayer::Pause);
    add(tr("Fast"), AutoPlayer::Pause / 3);
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

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("aboutBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Interleave"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Interleave %1").arg(QCoreApplication::applicationVersion()).trimmed());
    box->setInformativeText(
        tr("Two clients, one record: how an update is lost, and how a version check stops it. "
           "Everything shown really happens, over HTTP and in SQLite.\n\n"
           "Set in Inter and JetBrains Mono, both under the SIL Open Font License 1.1."));
    box->addButton(QMessageBox::Close);
    box->open();
}

} // namespace interleave
