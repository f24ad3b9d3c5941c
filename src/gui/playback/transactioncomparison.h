#pragma once

#include "core/transactions/knownengines.h"
#include "core/transactions/transactionstory.h"
#include "engine/databases/enginetable.h"
#include "gui/playback/transport.h"

#include <QTimer>

#include <array>
#include <memory>
#include <optional>

namespace interleave {

class EngineWorker;

/// "PostgreSQL · Read committed"; empty without an engine.
[[nodiscard]] QString placeTitle(const EngineLevel& place);

/// Runs one lesson of transactions twice, on each side on another engine or at another level, and
/// shows both runs step by step. Each is run whole, in another thread; both sides are always at the same
/// step.
class TransactionComparison final : public Transport
{
    Q_OBJECT

public:
    static constexpr std::size_t SideCount = 2;
    using Places = std::array<EngineLevel, SideCount>;
    using Story = std::shared_ptr<const TransactionStory>;

    /// See PageContext (gui/pages/pagetable.h).
    TransactionComparison(const EnginePlaces& places, QString role, QObject* parent = nullptr);
    ~TransactionComparison() override;

    /// Runs a lesson on both sides and shows its first \a position steps; more than it has for all. \a
    /// isBuiltIn: not of a file, in which there may be statements by anybody.
    void load(const TransactionLesson& lesson, const Places& places, int position, bool isBuiltIn = true);
    /// Where a lesson is compared at first: at its own level, and at another one that is strong. \a engine is
    /// taken if the lesson is for it.
    [[nodiscard]] static Places usualPlaces(const TransactionLesson& lesson, const QString& engine);
    /// Runs the lesson again on that side.
    void choose(std::size_t side, const EngineLevel& place);
    /// Ends what is run. Its sides have no story then.
    void cancel();

    [[nodiscard]] const TransactionLesson& lesson() const { return m_lesson; }
    [[nodiscard]] const EngineLevel& place(std::size_t side) const { return m_sides[side].place; }

    /// All that was run on a side. Null while it is run for the first time, and where it could not be.
    [[nodiscard]] const Story& story(std::size_t side) const { return m_sides[side].story; }
    /// As much of it as has been shown: what is to come must not be seen yet.
    [[nodiscard]] const Story& shownStory(std::size_t side) const { return m_sides[side].shown; }
    /// Why there is no story, or not all of it, in one sentence; empty while all is well.
    [[nodiscard]] const QString& problem(std::size_t side) const { return m_sides[side].problem; }
    [[nodiscard]] bool isRunning(std::size_t side) const { return m_sides[side].isRunning; }
    /// What is done while something is run: one sentence; empty when nothing is.
    [[nodiscard]] const QString& progress() const { return m_progress; }
    /// Both sides were run, as far as they could be.
    [[nodiscard]] bool isSettled() const;

    [[nodiscard]] int stepCount() const { return static_cast<int>(m_lesson.steps.size()); }
    /// The most steps that have been shown, and how many are.
    [[nodiscard]] int reached() const { return m_reached; }
    [[nodiscard]] int position() const { return m_position; }
    [[nodiscard]] bool isPast() const { return m_position < m_reached; }
    /// The number of events of a side after the first \a position steps, and at position().
    [[nodiscard]] qint64 momentAt(std::size_t side, int position) const;
    [[nodiscard]] qint64 moment(std::size_t side) const { return momentAt(side, m_position); }
    /// Shows the state after the first \a position of the steps that have been shown.
    void show(int position);

    /// Returns to the start on both sides.
    void first() override;
    void back() override;
    void step() override;
    void last() override { show(m_reached); }
    void togglePlay() override;
    void pause() override { setPlaying(false); }
    /// Also runs again what could not be run.
    void reset() override;
    void setPauseBetween(int ms) override { m_next.setInterval(ms); }
    [[nodiscard]] QString positionText() const override;
    [[nodiscard]] bool canGoToStart() const override { return m_reached > 0; }
    [[nodiscard]] bool canGoBack() const override { return m_position > 0; }
    [[nodiscard]] bool canStep() const override;
    [[nodiscard]] bool canPlay() const override { return canStep(); }
    [[nodiscard]] bool isPlaying() const override { return m_isPlaying; }

private:
    struct Side final
    {
        EngineLevel place = {};
        Story story = {};
        Story shown = {};
        QString problem = {};
        bool isRunning = false;
    };

    void run();
    void take(std::size_t side, TransactionStory story);
    void settle();
    void moveTo(int position);
    void cut();
    void advance();
    void setPlaying(bool playing);

    EngineWorker* m_worker;
    QString m_role;
    TransactionLesson m_lesson;
    bool m_isBuiltIn = true;
    std::array<Side, SideCount> m_sides;
    QString m_progress;
    int m_position = 0;
    int m_reached = 0;
    QTimer m_next;
    /// Until it fires, what was run before is shown.
    QTimer m_glance;
    bool m_isPlaying = false;
};

} // namespace interleave
