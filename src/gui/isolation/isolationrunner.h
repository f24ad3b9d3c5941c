#pragma once

#include "engine/engineworker.h"
#include "engine/isolation/isolationmatrix.h"
#include "gui/isolation/cellplace.h"

#include <QObject>

#include <deque>
#include <map>
#include <memory>
#include <optional>

namespace interleave {

/// Runs the cells of the isolation matrix, each engine in a thread of its own, so that one can be used while
/// another one starts. Nothing is started before it is asked for.
class IsolationRunner final : public QObject
{
    Q_OBJECT

public:
    explicit IsolationRunner(EnginePlaces places = {}, QObject* parent = nullptr);
    ~IsolationRunner() override;

    /// Runs all cells of \a engines, one engine after the other, in place of what is under way.
    void runAll(const QStringList& engines);
    /// Runs one cell, before those of runAll() that are left.
    void run(const CellPlace& place);
    /// Finds out what the cell's sessions come to one after the other, likewise.
    void findSerial(const CellPlace& place);
    /// Forgets all that was asked for; takes effect at once.
    void cancel();

    [[nodiscard]] bool isBusy() const;
    /// Whether cells of runAll() are left.
    [[nodiscard]] bool isRunningAll() const { return !m_engines.isEmpty(); }
    /// Whether run() was asked for that cell, and it has not run yet.
    [[nodiscard]] bool isAsked(const CellPlace& place) const;
    /// How many cells of runAll() are done, of how many.
    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] int total() const { return m_total; }

signals:
    void engineKnown(const QString& engine, const QString& version, const QStringList& levels);
    /// It is not there, or no longer: one sentence with what to do. The rest of its cells was left out.
    void engineFailed(const QString& engine, const QString& problem);
    void began(const interleave::CellPlace& place);
    void ran(const interleave::CellPlace& place, const interleave::CellRun& run);
    void serialFound(const interleave::CellPlace& place, const QList<interleave::SerialMeasure>& serial);
    /// What is done while a server starts: one sentence.
    void told(const QString& sentence);
    /// What is busy, or how much is done, has changed.
    void changed();

private:
    struct Task final
    {
        enum class Kind { Open, Cell, Serial };

        Kind kind = Kind::Open;
        CellPlace place;
        /// Of runAll().
        bool isOfAll = false;
    };
    struct Answer;
    /// An engine with its thread.
    struct Lane final
    {
        std::unique_ptr<EngineWorker> worker;
        std::deque<Task> asked;
        std::deque<Task> rest;
        std::optional<Task> underWay;
    };

    [[nodiscard]] static Answer work(EnginePool& pool, const Task& task, const std::stop_token& stop);
    void forget();
    void ask(Task task);
    void beginEngine();
    void advance(const QString& engine);
    void take(const Task& task, const Answer& answer);
    void lose(const Task& task, const QString& problem);
    void fillRest(Lane& lane, const QString& engine, const QStringList& levels);
    [[nodiscard]] static int cellsOf(const QString& engine, qsizetype levels);

    EnginePlaces m_places;
    std::map<QString, Lane> m_lanes;
    /// What runAll() has left; the first one is under way.
    QStringList m_engines;
    int m_done = 0;
    int m_total = 0;
};

} // namespace interleave
