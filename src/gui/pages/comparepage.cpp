#include "gui/pages/comparepage.h"

#include "ui_comparepage.h"

#include "core/scenario/recordedscenario.h"
#include "gui/compare/compareview.h"
#include "gui/export/comparisonmenu.h"
#include "gui/pages/compactlayout.h"
#include "gui/pages/comparelevels.h"
#include "gui/theme/style.h"
#include "stage/stage.h"

#include <QEvent>

#include <algorithm>
#include <utility>

namespace interleave {

namespace {

/// From this height of the window on, in px at 100 %, there is space for large figures.
constexpr int RoomyHeight = 840;

} // namespace

ComparePage::ComparePage(Stage& stage, EnginePlaces places, QString role, QWidget* parent)
    : Page(parent)
    , m_ui(std::make_unique<Ui::ComparePage>())
    , m_stage(stage)
    , m_view(new CompareView(m_comparison, this))
    , m_exportMenu(new ComparisonMenu(m_comparison, *this))
    , m_places(std::move(places))
    , m_role(std::move(role))
{
    m_ui->setupUi(this);
    connect(m_ui->rulesButton, &QPushButton::clicked, this, [this] { setMode(Mode::Rules); });
    connect(m_ui->levelsButton, &QPushButton::clicked, this, [this] { setMode(Mode::Levels); });
    m_heads = {m_ui->leftHead, m_ui->rightHead};
    m_outcomes = {m_ui->leftOutcome, m_ui->rightOutcome};
    m_view->setObjectName(QStringLiteral("compareView"));
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        if (canExport())
            m_exportMenu->popup(m_view->viewport()->mapToGlobal(place));
    });
    m_ui->storyStack->addWidget(m_view);
    m_ui->storyStack->setCurrentWidget(m_view);
    m_heads.front()->setAccessibleName(tr("Left"));
    m_heads.back()->setAccessibleName(tr("Right"));
    for (std::size_t side = 0; side < Comparison::SideCount; ++side) {
        connect(m_heads[side], &CompareHead::ruleChosen, this, [this, side](Locking rule) {
            m_comparison.setRule(side, rule);
            render();
        });
        connect(m_outcomes[side], &OutcomeStrip::figureChosen, this, [this, side](OutcomeFigure figure) {
            follow(side, figure);
        });
    }
    connect(m_exportMenu, &SaveMenu::problemMet, this, &Page::problemMet);
    connect(&m_comparison, &Comparison::changed, this, &ComparePage::render);
    connect(&m_comparison, &Comparison::changed, this, &Page::canExportChanged);
    connect(&m_comparison, &Comparison::failed, this, [this](const QString& problem) {
        m_ui->startPanel->setInvitation(tr("The server cannot run"), problem, {}, {});
        m_ui->storyStack->setCurrentWidget(m_ui->startPanel);
    });
    connect(&m_stage, &Stage::changed, this, &ComparePage::followStage);
    connect(&m_stage, &Stage::serving, this, &ComparePage::followStage);
    QWidget* before = m_ui->rulesButton;
    QList<QWidget*> order{
        m_ui->levelsButton, m_heads.front()->focusOrder(), m_heads.back()->focusOrder(), m_view};
    order << m_outcomes.front()->focusOrder() << m_outcomes.back()->focusOrder();
    for (QWidget* next : std::as_const(order)) {
        setTabOrder(before, next);
        before = next;
    }
    render();
}

ComparePage::~ComparePage()
{
    m_comparison.disconnect(this);
    // Delete the view first: it reads the comparison until its end.
    delete m_view;
}

Transport* ComparePage::transport()
{
    return m_mode == Mode::Rules ? static_cast<Transport*>(&m_comparison) : &m_levels->comparison();
}

QMenu* ComparePage::exportMenu() const
{
    return m_mode == Mode::Rules ? m_exportMenu : m_levels->exportMenu();
}

QMenu* ComparePage::lessonMenu() const
{
    return m_mode == Mode::Rules ? nullptr : m_levels->lessonMenu();
}

QString ComparePage::lessonTitle() const
{
    return m_mode == Mode::Rules ? QString() : m_levels->comparison().lesson().title;
}

bool ComparePage::canExport() const
{
    return m_mode == Mode::Rules ? m_comparison.position() > 0 : m_levels->canExport();
}

bool ComparePage::isSettled() const
{
    return m_mode == Mode::Rules ? !m_comparison.isBusy() : m_levels->comparison().isSettled();
}

void ComparePage::setMode(Mode mode)
{
    if (m_mode == mode)
        return;
    transport()->pause();
    if (mode == Mode::Levels)
        makeLevels();
    m_mode = mode;
    const bool isRules = mode == Mode::Rules;
    m_ui->rulesButton->setChecked(isRules);
    m_ui->levelsButton->setChecked(!isRules);
    m_ui->modeStack->setCurrentWidget(isRules ? m_ui->rulesPane : static_cast<QWidget*>(m_levels));
    renderHeadline();
    emit controlsChanged();
    emit canExportChanged();
    if (isRules)
        followStage();
    else
        m_levels->begin();
}

void ComparePage::makeLevels()
{
    if (m_levels != nullptr)
        return;
    m_levels = new CompareLevels(m_places, m_role, this);
    m_levels->setObjectName(QStringLiteral("compareLevels"));
    m_ui->modeStack->addWidget(m_levels);
    connect(m_levels, &CompareLevels::problemMet, this, &Page::problemMet);
    connect(m_levels, &CompareLevels::changed, this, [this, title = QString()]() mutable {
        if (m_mode != Mode::Levels)
            return;
        renderHeadline();
        emit canExportChanged();
        if (std::exchange(title, lessonTitle()) != lessonTitle())
            emit controlsChanged();
    });
    arrange();
}

void ComparePage::setRules(Locking left, Locking right)
{
    setMode(Mode::Rules);
    m_comparison.setRule(0, left);
    m_comparison.setRule(1, right);
}

void ComparePage::comparePlaces(const TransactionsRequest& left, const EngineLevel& right)
{
    makeLevels();
    m_levels->compare(left, right);
    setMode(Mode::Levels);
}

void ComparePage::setTitle(const QString& title)
{
    m_title = title;
    m_ui->headlineBar->setHidden(title.isEmpty());
    renderHeadline();
}

void ComparePage::setPresenting(bool presenting)
{
    m_ui->headlineBar->setLarge(presenting);
}

void ComparePage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    followStage();
}

void ComparePage::hideEvent(QHideEvent* event)
{
    // Don't play while the page is hidden.
    transport()->pause();
    Page::hideEvent(event);
}

void ComparePage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

void ComparePage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void ComparePage::arrange()
{
    const bool compact = hasLittleSpace(*this);
    for (CompareHead* head : m_heads)
        head->setCompact(compact);
    for (OutcomeStrip* strip : m_outcomes) {
        strip->setLarge(!hasLittleSpace(*this, RoomyHeight));
        if (compact)
            setUnscaledHeight(strip, 36);
    }
    if (m_levels != nullptr)
        m_levels->setCompact(compact, !hasLittleSpace(*this, RoomyHeight));
    const int side = compact ? 12 : 20;
    const int between = 2 * side;
    setUnscaled(m_ui->headlineRow, {side, compact ? 4 : 8, side, 0}, 16);
    setUnscaled(m_ui->replayRow, {side, 0, side, 0}, 0);
    setUnscaled(m_ui->headRow, {side, compact ? 4 : 6, side, 4}, between);
    setUnscaled(m_ui->noticeRow, {side, 2, side, 2}, between);
    setUnscaled(m_ui->outcomeRow, {side, 0, side, 8}, between);
}

void ComparePage::followStage()
{
    if (m_mode != Mode::Rules || !isVisible() || m_stage.port() == 0 || m_stage.isMoving())
        return;
    const Scenario* chosen = m_stage.scenario();
    const auto scenario = chosen == nullptr ? scenarioOf(m_stage.journal(), tr("Free play"))
                                            : Result<Scenario, QString>(*chosen);
    if (!scenario) {
        m_ui->startPanel->setInvitation(tr("Nothing to compare yet"), scenario.error(), {}, {});
        m_ui->storyStack->setCurrentWidget(m_ui->startPanel);
        return;
    }
    m_ui->storyStack->setCurrentWidget(m_view);
    if (m_comparison.isLoaded(*scenario))
        return;
    // Go to the position of the other page; if that is at the start, to the end.
    const bool within = chosen != nullptr && m_stage.position() > 0;
    m_comparison.load(*scenario, within ? m_stage.position() : static_cast<int>(scenario->steps.size()));
}

void ComparePage::render()
{
    for (std::size_t side = 0; side < Comparison::SideCount; ++side) {
        m_heads[side]->setRule(m_comparison.rule(side));
        const Journal* journal = m_comparison.journal(side);
        if (journal == nullptr)
            continue;
        const Snapshot then = journal->at(m_comparison.moment(side));
        const Ledger ledger = ledgerOf(then, m_comparison.recordId(side));
        m_heads[side]->setOutcome(headlineOf({}, then, ledger));
        m_outcomes[side]->setLedger(ledger);
    }
    renderHeadline();
    renderReplay();
    // Show a notice once if it is the same under both rules.
    const QString left = notice(0);
    const QString right = notice(1);
    m_ui->compareNotice->setText(left);
    m_ui->rightNotice->setText(right);
    m_ui->rightNotice->setVisible(left != right);
}

void ComparePage::renderHeadline()
{
    const Scenario* scenario = m_comparison.scenario();
    QString story = scenario == nullptr ? QString() : scenario->headline();
    if (m_mode == Mode::Levels)
        story = m_levels->story();
    m_ui->headlineBar->setHeadline({m_title.value_or(story), {}, Severity::Neutral});
}

/// What was recorded in a room is no script that anybody wrote: says what is done again.
void ComparePage::renderReplay()
{
    const Scenario* scenario = m_comparison.scenario();
    const bool isOfRoom =
        scenario != nullptr && std::ranges::any_of(scenario->clientLooks, &ClientLook::isInRoom);
    m_ui->replayNote->setText(isOfRoom ? scenario->summary : QString());
    m_ui->replayNote->setVisible(isOfRoom && !scenario->summary.isEmpty());
}

QString ComparePage::notice(std::size_t side) const
{
    if (m_comparison.scenario() == nullptr || m_comparison.journal(side) == nullptr)
        return {};
    const Scenario& scenario = *m_comparison.scenario();
    const QList<Step>& steps = scenario.steps;
    // Take the rule from the shown journal; another one may have been chosen and not be played yet.
    const Locking rule = m_comparison.journal(side)->header().locking;
    const int position = m_comparison.position();
    if (position < steps.size() && !m_comparison.isPast()) {
        const QString ask = questionUnder(rule, steps.at(position));
        if (!ask.isEmpty())
            return ask;
    }
    if (position == 0)
        return tr("Next, on both sides: %1.").arg(describe(steps.first()));
    const Step& step = steps.at(position - 1);
    const QString problem = m_comparison.problemOf(side, position - 1);
    const QString words = problem.isEmpty() ? wordsUnder(rule, scenario, step) : problem;
    return words.isEmpty() ? tr("Step %1: %2.").arg(QString::number(position), describe(step))
                           : tr("Step %1: %2").arg(QString::number(position), words);
}

/// Moves to the next step with a message that \a figure counts; after the last one, to the first.
void ComparePage::follow(std::size_t side, OutcomeFigure figure)
{
    const Journal* journal = m_comparison.journal(side);
    const std::vector<qint64>& ends = m_comparison.ends(side);
    const int count = m_comparison.reached();
    for (int i = 0; i < count; ++i) {
        const int step = (m_comparison.position() + i) % count;
        const auto at = static_cast<std::size_t>(step);
        for (qint64 seq = (step == 0 ? 0 : ends[at - 1]) + 1; seq <= ends[at]; ++seq) {
            if (isCounted(figure, journal->event(seq), journal->trees())) {
                m_comparison.show(step + 1);
                return;
            }
        }
    }
}

} // namespace interleave
