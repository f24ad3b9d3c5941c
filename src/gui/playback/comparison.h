#pragma once

#include "core/model/journal.h"
#include "core/scenario/scenario.h"
#include "gui/playback/transport.h"

#include <QTimer>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace interleave {

class Stage;

/// Plays one scenario twice at the same time, on each side under another rule, with its own server and
/// database. Both sides are always at the same step: a step is finished when both have finished it.
class Comparison final : public Transport
{
    Q_OBJECT

public:
    static constexpr std::size_t SideCount = 2;

    explicit Comparison(QObject* parent = nullptr);
    ~Comparison() override;

    /// Plays the first \a position steps on both sides. The first call starts the servers.
    void load(const Scenario& scenario, int position);
    /// Whether load() was last called with \a scenario, even if it is not shown yet.
    [[nodiscard]] bool isLoaded(const Scenario& scenario) const { return m_scenario == scenario; }

    /// By default Off on the left and Version on the right.
    [[nodiscard]] Locking rule(std::size_t side) const { return m_rules[side]; }
    /// Plays the finished steps again on that side.
    void setRule(std::size_t side, Locking rule);

    // The state of both sides after the last step that both have finished; events after it are not visible
    // yet. While another scenario is loaded, it is still the state of the one before.
    /// Null until load() is done.
    [[nodiscard]] const Scenario* scenario() const { return m_shown ? &*m_shown : nullptr; }
    /// Null until load() is done. Valid until changed() is emitted.
    [[nodiscard]] const Journal* journal(std::size_t side) const { return m_journals[side].get(); }
    [[nodiscard]] QStringList panels(std::size_t side) const;
    [[nodiscard]] QString recordId(std::size_t side) const;
    /// The number of events after each of the reached() steps.
    [[nodiscard]] const std::vector<qint64>& ends(std::size_t side) const { return m_ends[side]; }
    /// The number of events of a side at position().
    [[nodiscard]] qint64 moment(std::size_t side) const;

    /// Why a part of that step could not be done on that side; empty when all was done.
    [[nodiscard]] QString problemOf(std::size_t side, int step) const;

    /// The number of steps that both sides have finished.
    [[nodiscard]] int reached() const { return static_cast<int>(m_ends.front().size()); }
    /// The number of steps shown: reached(), or fewer in the past.
    [[nodiscard]] int position() const { return m_past >= 0 ? m_past : reached(); }
    [[nodiscard]] bool isPast() const { return m_past >= 0; }
    /// Nothing is under way on either side.
    [[nodiscard]] bool isSettled() const { return m_settled; }
    /// Something is under way.
    [[nodiscard]] bool isBusy() const { return m_scenario && !m_settled && !m_failed; }
    [[nodiscard]] bool canStep() const override;
    [[nodiscard]] bool isPlaying() const override { return m_playing; }
    [[nodiscard]] QString positionText() const override;
    [[nodiscard]] bool canGoToStart() const override { return reached() > 0; }
    [[nodiscard]] bool canGoBack() const override { return position() > 0; }
    [[nodiscard]] bool canPlay() const override { return canStep(); }

    /// Returns to the start on both sides.
    void first() override;
    void back() override;
    /// Moves forward through finished steps, then plays the next one on both sides.
    void step() override;
    /// Shows the newest step.
    void last() override;
    /// Shows the state after the first \a position of the finished steps.
    void show(int position);
    void togglePlay() override;
    void pause() override { setPlaying(false); }
    void reset() override { first(); }
    /// Used from the next start of playing on.
    void setPauseBetween(int ms) override { m_pause = ms; }

signals:
    /// A server cannot run; one sentence.
    void failed(const QString& problem);

private:
    void make();
    void playTo(int position);
    void settle();
    [[nodiscard]] bool isDone() const;
    void setPlaying(bool playing);

    /// The scenario that is played, and the one whose state is shown.
    std::optional<Scenario> m_scenario;
    std::optional<Scenario> m_shown;
    std::array<Locking, SideCount> m_rules{Locking::Off, Locking::Version};
    std::array<std::unique_ptr<Stage>, SideCount> m_sides;
    std::array<std::unique_ptr<const Journal>, SideCount> m_journals;
    std::array<std::vector<qint64>, SideCount> m_ends;
    bool m_settled = false;
    bool m_failed = false;
    /// The number of steps that both sides are to play.
    int m_target = 0;
    /// -1 for the newest.
    int m_past = -1;
    bool m_playing = false;
    int m_pause = UsualPause;
    QTimer m_next;
};

} // namespace interleave
