#include "gui/isolation/isolationrunner.h"

#include "core/transactions/knownengines.h"

#include <algorithm>
#include <utility>

namespace interleave {

struct IsolationRunner::Answer final
{
    /// Why the engine is not there; empty when it is.
    QString gone = {};
    QString version = {};
    QStringList levels = {};
    CellRun run = {};
    QList<SerialMeasure> serial = {};
};

IsolationRunner::IsolationRunner(EnginePlaces places, QObject* parent)
    : QObject(parent)
    , m_places(std::move(places))
{
}

IsolationRunner::~IsolationRunner()
{
    // All stop at once, and are then waited for.
    forget();
}

int IsolationRunner::cellsOf(const QString& engine, qsizetype levels)
{
    return static_cast<int>(anomaliesFor(engine).size() * levels);
}

void IsolationRunner::runAll(const QStringList& engines)
{
    forget();
    m_engines = engines;
    m_done = 0;
    m_total = 0;
    for (const QString& engine : engines)
        m_total += cellsOf(engine, knownEngine(engine)->levels.size());
    beginEngine();
}

void IsolationRunner::run(const CellPlace& place)
{
    if (!isAsked(place))
        ask({Task::Kind::Cell, place, false});
}

void IsolationRunner::findSerial(const CellPlace& place)
{
    // Somebody goes from cell to cell: only the last one counts.
    for (auto& [engine, lane] : m_lanes)
        std::erase_if(lane.asked, [](const Task& task) { return task.kind == Task::Kind::Serial; });
    ask({Task::Kind::Serial, place, false});
}

void IsolationRunner::ask(Task task)
{
    const QString engine = task.place.engine;
    m_lanes[engine].asked.push_back(std::move(task));
    advance(engine);
    emit changed();
}

void IsolationRunner::cancel()
{
    forget();
    emit changed();
}

void IsolationRunner::forget()
{
    m_engines.clear();
    for (auto& [engine, lane] : m_lanes) {
        lane.asked.clear();
        lane.rest.clear();
        lane.underWay.reset();
        if (lane.worker)
            lane.worker->cancel();
    }
}

bool IsolationRunner::isBusy() const
{
    return std::ranges::any_of(m_lanes, [](const auto& each) { return each.second.underWay.has_value(); });
}

bool IsolationRunner::isAsked(const CellPlace& place) const
{
    const auto lane = m_lanes.find(place.engine);
    if (lane == m_lanes.end())
        return false;
    const auto isIt = [&place](const Task& task) {
        return task.kind == Task::Kind::Cell && task.place == place;
    };
    return (lane->second.underWay && isIt(*lane->second.underWay)) ||
           std::ranges::any_of(lane->second.asked, isIt);
}

/// Asks for the next engine of runAll().
void IsolationRunner::beginEngine()
{
    if (!m_engines.isEmpty()) {
        const QString engine = m_engines.first();
        m_lanes[engine].rest.push_back({Task::Kind::Open, {engine, {}, {}}, true});
        advance(engine);
    }
    emit changed();
}

/// One task at a time, so that what is asked for comes before what is left of runAll().
void IsolationRunner::advance(const QString& engine)
{
    Lane& lane = m_lanes[engine];
    std::deque<Task>& next = lane.asked.empty() ? lane.rest : lane.asked;
    if (lane.underWay || next.empty())
        return;
    if (!lane.worker) {
        lane.worker = std::make_unique<EngineWorker>(m_places);
        connect(lane.worker.get(), &EngineWorker::told, this, &IsolationRunner::told);
    }
    lane.underWay = std::move(next.front());
    next.pop_front();
    const Task task = *lane.underWay;
    if (task.kind == Task::Kind::Cell)
        emit began(task.place);
    lane.worker->run(
        [task](EnginePool& pool, const std::stop_token& stop) { return work(pool, task, stop); },
        [this, task](const Answer& answer) { take(task, answer); });
}

/// In the engine's thread.
IsolationRunner::Answer IsolationRunner::work(EnginePool& pool, const Task& task, const std::stop_token& stop)
{
    Answer answer;
    const QString& name = task.place.engine;
    Engine* engine = pool.engine(name, stop);
    const bool isCellOfAll = task.isOfAll && task.kind == Task::Kind::Cell;
    if (engine != nullptr && !isCellOfAll && !engine->ask(QStringLiteral("SELECT 1")).succeeded) {
        // It has ended since it was last used.
        pool.drop(name);
        engine = pool.engine(name, stop);
    }
    if (engine == nullptr) {
        answer.gone = pool.problemWith(name);
        // It may be there the next time.
        pool.drop(name);
        return answer;
    }
    answer.version = engine->version();
    answer.levels = engine->levels();
    if (task.kind == Task::Kind::Open)
        return answer;
    const QList<Anomaly> all = anomaliesFor(*engine);
    const auto anomaly = std::ranges::find_if(all, [&task](const Anomaly& each) {
        return each.name == task.place.anomaly && each.variant == task.place.variant;
    });
    if (anomaly == all.end())
        return answer;
    QString problem;
    if (task.kind == Task::Kind::Serial) {
        answer.serial = serialMeasures(*engine, task.place.level, *anomaly, stop);
        if (answer.serial.isEmpty() && anomaly->measure)
            problem = tr("%1 no longer answers. Run it again.").arg(engine->title());
    } else {
        answer.run = runToldCell(*engine, task.place.level, *anomaly, stop);
        problem = answer.run.cell.problem;
    }
    if (!problem.isEmpty() && !stop.stop_requested() && !engine->ask(QStringLiteral("SELECT 1")).succeeded) {
        answer.gone = problem;
        pool.drop(name);
    }
    return answer;
}

void IsolationRunner::take(const Task& task, const Answer& answer)
{
    const QString engine = task.place.engine;
    Lane& lane = m_lanes[engine];
    lane.underWay.reset();
    if (!answer.gone.isEmpty()) {
        lose(task, answer.gone);
        return;
    }
    emit engineKnown(engine, answer.version, answer.levels);
    if (task.kind == Task::Kind::Cell)
        emit ran(task.place, answer.run);
    if (task.kind == Task::Kind::Serial)
        emit serialFound(task.place, answer.serial);
    if (task.isOfAll && task.kind == Task::Kind::Open)
        fillRest(lane, engine, answer.levels);
    if (task.isOfAll && task.kind == Task::Kind::Cell)
        ++m_done;
    if (task.isOfAll && lane.rest.empty()) {
        m_engines.removeFirst();
        beginEngine();
    }
    advance(engine);
    emit changed();
}

/// Leaves out what was to be run on an engine that is gone.
void IsolationRunner::lose(const Task& task, const QString& problem)
{
    const QString engine = task.place.engine;
    Lane& lane = m_lanes[engine];
    const bool isOfAll = !m_engines.isEmpty() && m_engines.first() == engine;
    lane.asked.clear();
    if (isOfAll) {
        const auto left = lane.rest.size() + (task.isOfAll ? 1 : 0);
        m_total -= task.kind == Task::Kind::Open ||
                           (!lane.rest.empty() && lane.rest.front().kind == Task::Kind::Open)
                       ? cellsOf(engine, knownEngine(engine)->levels.size())
                       : static_cast<int>(left);
        lane.rest.clear();
        m_engines.removeFirst();
    }
    emit engineFailed(engine, problem);
    if (isOfAll)
        beginEngine();
    emit changed();
}

/// The levels of this version may be fewer than were counted.
void IsolationRunner::fillRest(Lane& lane, const QString& engine, const QStringList& levels)
{
    m_total += cellsOf(engine, levels.size()) - cellsOf(engine, knownEngine(engine)->levels.size());
    for (const QString& level : levels) {
        for (const Anomaly& anomaly : anomaliesFor(engine))
            lane.rest.push_back({Task::Kind::Cell, {engine, level, anomaly.name, anomaly.variant}, true});
    }
}

} // namespace interleave
