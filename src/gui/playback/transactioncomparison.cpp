#include "gui/playback/transactioncomparison.h"

#include "cli/lessonplace.h"
#include "core/transactions/isolationlevels.h"
#include "core/values/textformat.h"
#include "engine/engineworker.h"

#include <algorithm>
#include <utility>

namespace interleave {

namespace {

/// How long what was run before may still be shown while it is run again.
constexpr int GlanceMs = 250;

} // namespace

QString placeTitle(const EngineLevel& place)
{
    const KnownEngine* engine = knownEngine(place.engine);
    return engine == nullptr ? QString() : dotted({engine->title, levelTitle(place.level)});
}

TransactionComparison::TransactionComparison(const EnginePlaces& places, QString role, QObject* parent)
    : Transport(parent)
    , m_worker(new EngineWorker(places, this))
    , m_role(std::move(role))
{
    m_next.setSingleShot(true);
    m_next.setInterval(UsualPause);
    connect(&m_next, &QTimer::timeout, this, &TransactionComparison::advance);
    m_glance.setSingleShot(true);
    m_glance.setInterval(GlanceMs);
    connect(&m_glance, &QTimer::timeout, this, [this] {
        for (Side& side : m_sides) {
            if (side.isRunning)
                side.story.reset();
        }
        cut();
        emit changed();
    });
    connect(m_worker, &EngineWorker::told, this, [this](const QString& sentence) {
        if (m_progress.isEmpty())
            return;
        m_progress = sentence;
        emit changed();
    });
}

TransactionComparison::~TransactionComparison() = default;

TransactionComparison::Places
TransactionComparison::usualPlaces(const TransactionLesson& lesson, const QString& engine)
{
    const QString name = lesson.engines.contains(engine) ? engine : lesson.engines.value(0);
    const QString own = lesson.levelOn(name);
    const QStringList levels = knownEngine(name)->levels;
    // The last one is the strongest; "serializable immediate" only waits.
    const auto strong = std::ranges::find(levels, QStringLiteral("serializable"));
    const QString other = strong != levels.end() && *strong != own ? *strong : levels.first();
    return {EngineLevel{name, own}, EngineLevel{name, other}};
}

void TransactionComparison::load(
    const TransactionLesson& lesson, const Places& places, int position, bool isBuiltIn)
{
    m_lesson = lesson;
    m_isBuiltIn = isBuiltIn;
    m_position = std::clamp(position, 0, stepCount());
    m_reached = m_position;
    for (std::size_t side = 0; side < SideCount; ++side) {
        m_sides[side] = {};
        m_sides[side].place = places[side];
        m_sides[side].isRunning = true;
    }
    run();
}

void TransactionComparison::choose(std::size_t side, const EngineLevel& place)
{
    if (m_sides[side].place == place)
        return;
    m_sides[side].place = place;
    m_sides[side].isRunning = true;
    run();
}

/// Runs the sides that are to be run, also those that were about to be.
void TransactionComparison::run()
{
    setPlaying(false);
    m_worker->cancel();
    m_progress.clear();
    for (std::size_t i = 0; i < SideCount; ++i) {
        Side& side = m_sides[i];
        if (!side.isRunning)
            continue;
        side.problem = m_lesson.problemOn(side.place.engine, side.place.level);
        if (!side.problem.isEmpty()) {
            side.isRunning = false;
            side.story.reset();
            continue;
        }
        m_progress = tr("Running the lesson on %1.").arg(knownEngine(side.place.engine)->title);
        m_worker->run(
            [named = NamedTransactionLesson{m_lesson.title, m_lesson, m_isBuiltIn},
             place = side.place,
             role = m_role](EnginePool& pool, const std::stop_token& stop) {
                return storyOn(pool, named, place, role, stop);
            },
            [this, i](TransactionStory story) { take(i, std::move(story)); });
    }
    if (!m_progress.isEmpty())
        m_glance.start();
    cut();
    emit changed();
}

void TransactionComparison::take(std::size_t side, TransactionStory story)
{
    Side& own = m_sides[side];
    own.isRunning = false;
    own.problem = story.problem;
    own.story.reset();
    // What was run before something went wrong is shown all the same.
    if (own.problem.isEmpty() || story.journal.size() > 0)
        own.story = std::make_shared<const TransactionStory>(std::move(story));
    settle();
}

void TransactionComparison::settle()
{
    if (isSettled()) {
        m_glance.stop();
        m_progress.clear();
    }
    cut();
    emit changed();
}

void TransactionComparison::cancel()
{
    if (isSettled())
        return;
    m_worker->cancel();
    for (Side& side : m_sides) {
        if (!std::exchange(side.isRunning, false))
            continue;
        side.story.reset();
        side.problem = tr("The run was cancelled.");
    }
    settle();
}

bool TransactionComparison::isSettled() const
{
    return std::ranges::none_of(m_sides, &Side::isRunning);
}

qint64 TransactionComparison::momentAt(std::size_t side, int position) const
{
    const Story& story = m_sides[side].story;
    return story == nullptr ? 0 : story->journal.endOfStep(position);
}

void TransactionComparison::cut()
{
    for (std::size_t i = 0; i < SideCount; ++i) {
        Side& side = m_sides[i];
        const qint64 end = momentAt(i, m_reached);
        if (side.story == nullptr || end == side.story->journal.size()) {
            side.shown = side.story;
            continue;
        }
        auto shown = std::make_shared<TransactionStory>(*side.story);
        shown->journal = side.story->journal.copy(end);
        // Nobody knows yet what comes of it.
        shown->judgement = {};
        side.shown = std::move(shown);
    }
}

bool TransactionComparison::canStep() const
{
    const bool isRun = std::ranges::all_of(m_sides, [](const Side& side) { return side.story != nullptr; });
    return isRun && m_position < stepCount();
}

void TransactionComparison::moveTo(int position)
{
    m_position = std::clamp(position, 0, stepCount());
    m_reached = std::max(m_reached, m_position);
    cut();
    emit changed();
}

void TransactionComparison::show(int position)
{
    const int shown = std::clamp(position, 0, m_reached);
    if (shown < m_reached)
        setPlaying(false);
    moveTo(shown);
}

void TransactionComparison::first()
{
    setPlaying(false);
    m_reached = 0;
    moveTo(0);
}

void TransactionComparison::back()
{
    setPlaying(false);
    if (m_position > 0)
        show(m_position - 1);
}

void TransactionComparison::step()
{
    if (canStep())
        moveTo(m_position + 1);
}

void TransactionComparison::reset()
{
    first();
    for (Side& side : m_sides)
        side.isRunning = side.isRunning || (side.story == nullptr && !m_lesson.steps.isEmpty());
    if (!isSettled())
        run();
}

QString TransactionComparison::positionText() const
{
    return tr("%1 of %2").arg(QString::number(m_position), QString::number(stepCount()));
}

void TransactionComparison::togglePlay()
{
    if (m_isPlaying) {
        setPlaying(false);
        return;
    }
    last();
    if (!canStep())
        return;
    setPlaying(true);
    advance();
}

void TransactionComparison::advance()
{
    step();
    const bool goesOn = canStep() && m_lesson.steps.at(m_position).ask.isEmpty();
    if (goesOn)
        m_next.start();
    else
        setPlaying(false);
}

void TransactionComparison::setPlaying(bool playing)
{
    m_next.stop();
    if (m_isPlaying == playing)
        return;
    m_isPlaying = playing;
    emit changed();
}

} // namespace interleave
