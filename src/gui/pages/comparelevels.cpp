#include "gui/pages/comparelevels.h"

#include "ui_comparelevels.h"

#include "core/transactionwords/transactionexplanation.h"
#include "gui/compare/transactioncompareview.h"
#include "gui/export/comparisonmenu.h"
#include "gui/pages/lessonmenu.h"
#include "gui/pages/page.h"
#include "gui/theme/style.h"

namespace interleave {

CompareLevels::CompareLevels(const EnginePlaces& places, const QString& role, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::CompareLevels>())
    , m_comparison(places, role)
    , m_lessonMenu(new LessonMenu(LessonMenu::FreePlay::LeftOut, this))
    , m_view(new TransactionCompareView(m_comparison, this))
    , m_exportMenu(new ComparisonMenu(m_comparison, *this))
{
    m_ui->setupUi(this);
    m_heads = {m_ui->leftLevelHead, m_ui->rightLevelHead};
    m_outcomes = {m_ui->leftLevelOutcome, m_ui->rightLevelOutcome};
    m_heads.front()->setAccessibleName(tr("Left"));
    m_heads.back()->setAccessibleName(tr("Right"));
    m_view->setObjectName(QStringLiteral("compareLevelsView"));
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        if (canExport())
            m_exportMenu->popup(m_view->viewport()->mapToGlobal(place));
    });
    m_ui->storyStack->addWidget(m_view);
    for (std::size_t side = 0; side < TransactionComparison::SideCount; ++side) {
        connect(m_heads[side], &LevelHead::placeChosen, this, [this, side](const EngineLevel& place) {
            m_comparison.choose(side, place);
        });
        connect(
            m_outcomes[side], &TransactionStrip::figureChosen, this, [this, side](TransactionFigure figure) {
                follow(side, figure);
            });
    }
    connect(m_lessonMenu, &LessonMenu::chosen, this, &CompareLevels::choose);
    connect(m_exportMenu, &SaveMenu::problemMet, this, &CompareLevels::problemMet);
    connect(&m_comparison, &Transport::changed, this, &CompareLevels::render);
    connect(m_ui->startPanel, &StartPanel::stepChosen, &m_comparison, &TransactionComparison::reset);
    connect(m_ui->startPanel, &StartPanel::freePlayChosen, &m_comparison, &TransactionComparison::cancel);
    QList<QWidget*> order = m_heads.front()->focusOrder() + m_heads.back()->focusOrder();
    order << m_view << m_outcomes.front()->focusOrder() << m_outcomes.back()->focusOrder();
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

CompareLevels::~CompareLevels()
{
    m_comparison.disconnect(this);
    // Delete the view first: it reads the comparison until its end.
    delete m_view;
}

QMenu* CompareLevels::exportMenu() const
{
    return m_exportMenu;
}

QMenu* CompareLevels::lessonMenu() const
{
    return m_lessonMenu;
}

bool CompareLevels::canExport() const
{
    return m_comparison.position() > 0 && m_comparison.story(0) != nullptr &&
           m_comparison.story(1) != nullptr;
}

QString CompareLevels::story() const
{
    const TransactionLesson& lesson = m_comparison.lesson();
    return lesson.story.isEmpty() ? lesson.title : lesson.story;
}

void CompareLevels::begin()
{
    if (m_comparison.lesson().steps.isEmpty())
        choose(m_lessonMenu->lessons().first().lesson);
}

/// On the engine of the left side, if the lesson is for it.
void CompareLevels::choose(const TransactionLesson& lesson)
{
    m_lessonMenu->setChosen(lesson.title);
    m_comparison.load(
        lesson,
        TransactionComparison::usualPlaces(lesson, m_comparison.place(0).engine),
        static_cast<int>(lesson.steps.size()));
}

void CompareLevels::compare(const TransactionsRequest& left, const EngineLevel& right)
{
    TransactionComparison::Places places{left.place, right};
    for (EngineLevel& place : places) {
        if (place.engine.isEmpty())
            place.engine = left.lesson.engines.value(0);
        if (place.level.isEmpty())
            place.level = left.lesson.levelOn(place.engine);
    }
    m_lessonMenu->setChosen(left.lesson.title);
    m_comparison.load(left.lesson, places, left.step, left.isBuiltIn);
}

void CompareLevels::setCompact(bool compact, bool isRoomy)
{
    // Where it is low, the steps need the space of the statements.
    for (LevelHead* head : m_heads)
        head->setCompact(!isRoomy);
    for (TransactionStrip* strip : m_outcomes) {
        strip->setLarge(isRoomy);
        if (compact)
            setUnscaledHeight(strip, 36);
    }
    const int side = compact ? 12 : 20;
    const int between = 2 * side;
    setUnscaled(m_ui->headRow, {side, compact ? 4 : 6, side, 4}, between);
    setUnscaled(m_ui->noticeRow, {side, 2, side, 2}, between);
    setUnscaled(m_ui->outcomeRow, {side, 0, side, 8}, between);
}

void CompareLevels::render()
{
    for (std::size_t side = 0; side < TransactionComparison::SideCount; ++side)
        renderSide(side);
    renderStart();
    // A notice is shown once if it is the same on both sides.
    const QString left = notice(0);
    const QString right = notice(1);
    m_ui->leftLevelNotice->setText(left);
    m_ui->rightLevelNotice->setText(right);
    m_ui->rightLevelNotice->setVisible(left != right);
    emit changed();
}

void CompareLevels::renderSide(std::size_t side)
{
    const auto& story = m_comparison.shownStory(side);
    const QString version = story == nullptr ? QString() : story->journal.header().version;
    const bool isThere =
        story != nullptr && story->journal.header().engine == m_comparison.place(side).engine;
    m_heads[side]->setPlace(
        m_comparison.lesson().engines, m_comparison.place(side), isThere ? version : QString());
    if (m_comparison.isRunning(side) || story == nullptr) {
        m_heads[side]->setOutcome({}, m_comparison.isRunning(side) ? tr("Running") : tr("Not run"));
        if (story == nullptr)
            m_outcomes[side]->setLedger({});
        return;
    }
    const qint64 moment = m_comparison.moment(side);
    m_heads[side]->setOutcome(transactionHeadline(*story, moment), tr("Nothing decided yet"));
    m_outcomes[side]->setLedger(transactionLedger(*story, moment));
}

/// In place of the diagrams: why there are none.
void CompareLevels::renderStart()
{
    QString problem;
    std::size_t failed = 0;
    for (std::size_t side = 0; side < TransactionComparison::SideCount; ++side) {
        if (m_comparison.story(side) != nullptr || m_comparison.problem(side).isEmpty() || !problem.isEmpty())
            continue;
        problem = m_comparison.problem(side);
        failed = side;
    }
    const bool isWaiting = m_comparison.story(0) == nullptr || m_comparison.story(1) == nullptr;
    m_ui->storyStack->setCurrentWidget(isWaiting ? m_ui->startPanel : static_cast<QWidget*>(m_view));
    if (!isWaiting)
        return;
    if (!m_comparison.isSettled())
        m_ui->startPanel->setInvitation(
            m_comparison.lesson().title, m_comparison.progress(), {}, tr("Cancel"));
    else
        m_ui->startPanel->setInvitation(
            tr("%1 did not run it", "an engine").arg(knownEngine(m_comparison.place(failed).engine)->title),
            problem,
            tr("Try again"),
            {});
}

QString CompareLevels::notice(std::size_t side) const
{
    const TransactionLesson& lesson = m_comparison.lesson();
    const auto& story = m_comparison.shownStory(side);
    if (story == nullptr || lesson.steps.isEmpty())
        return {};
    if (!m_comparison.problem(side).isEmpty())
        return m_comparison.problem(side);
    const int position = m_comparison.position();
    const QString& engine = m_comparison.place(side).engine;
    if (position < lesson.steps.size() && !m_comparison.isPast()) {
        const QString ask = lesson.steps.at(position).ask;
        if (!ask.isEmpty())
            return ask;
    }
    if (position == 0)
        return tr("Next, on both sides: step 1 of %1.").arg(m_comparison.stepCount());
    const qint64 last = m_comparison.moment(side);
    const QString said = lesson.steps.at(position - 1).say.on(engine);
    if (!said.isEmpty() || last == 0)
        return tr("Step %1: %2").arg(QString::number(position), said);
    const MessageText message = transactionMessage(*story, last);
    return tr("Step %1: %2").arg(QString::number(position), message.request);
}

/// Moves to the next step with an event that \a figure counts; after the last one, to the first.
void CompareLevels::follow(std::size_t side, TransactionFigure figure)
{
    const auto& story = m_comparison.shownStory(side);
    const int count = m_comparison.reached();
    for (int i = 0; story != nullptr && i < count; ++i) {
        const int step = (m_comparison.position() + i) % count;
        for (qint64 seq = m_comparison.momentAt(side, step) + 1; seq <= m_comparison.momentAt(side, step + 1);
             ++seq) {
            if (isCounted(figure, *story, seq)) {
                m_comparison.show(step + 1);
                return;
            }
        }
    }
}

} // namespace interleave
