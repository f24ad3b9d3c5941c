#pragma once

#include "core/model/journal.h"
#include "core/scenario/scenario.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace interleave {

class Stage;

/// One scenario played twice at the same time, on each side under a rule of its own, by a server and on a
/// database of its own. Both sides are always at the same step: a step is done when both have done it.
class Comparison final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t SideCount = 2;

    explicit Comparison(QObject* parent = nullptr);
    ~Comparison() override;

    /// Plays the first \a position steps on both sides. Starts the servers when it is called first.
    void load(const Scenario& scenario, int position);
    /// Null before the first load().
    [[nodiscard]] const Scenario* scenario() const { return m_scenario ? &*m_scenario : nullptr; }

    /// Off on the left and Version on the right, until others are chosen.
    [[nodiscard]] Locking rule(std::size_t side) const { return m_rules[side]; }
    /// The steps done so far are played again on that side.
    void setRule(std::size_t side, Locking rule);

    // Of both sides at the end of the last step that both have done; what is on its way is not seen.
    /// Null until load() is done. It lives until changed() is emitted.
    [[nodiscard]] const Journal* journal(std::size_t side) const { return m_journals[side].get(); }
    [[nodiscard]] QStringList panels(std::size_t side) const;
    [[nodiscard]] QString recordId(std::size_t side) const;
    /// The numbers of events when each of reached() steps was done.
    [[nodiscard]] const std::vector<qint64>& ends(std::size_t side) const { return m_ends[side]; }
    /// The number of events of a side at position().
    [[nodiscard]] qint64 moment(std::size_t side) const;

    /// Why something that was due in that step of that side could not be done; empty when all was.
    [[nodiscard]] QString problemOf(std::size_t side, int step) const;

    /// Steps that both sides have done.
    [[nodiscard]] int reached() const { return static_cast<int>(m_ends.front().size()); }
    /// The steps that are shown: reached(), or fewer of the past.
    [[nodiscard]] int position() const { return m_past >= 0 ? m_past : reached(); }
    [[nodiscard]] bool isPast() const { return m_past >= 0; }
    /// Nothing is on its way on either side.
    [[nodiscard]] bool isSettled() const { return m_settled; }
    /// Something is on its way, and will be done.
    [[nodiscard]] bool isBusy() const { return m_scenario && !m_settled && !m_failed; }
    [[nodiscard]] bool canStep() const;
    [[nodiscard]] bool isPlaying() const { return m_playing; }

    /// Back to the start on both sides.
    void first();
    void back();
    /// Forward through what was done already, then the next step on both sides.
    void step();
    /// The newest moment.
    void last();
    /// The moment after the first \a position steps, of those that were done.
    void show(int position);
    /// Step after step with \a pause milliseconds in between, until one asks a question; or no longer.
    void togglePlay(int pause);
    void pause() { setPlaying(false); }

signals:
    void changed();
    /// A server cannot run; one sentence.
    void failed(const QString& problem);

private:
    void make();
    void playTo(int position);
    void settle();
    [[nodiscard]] bool isDone() const;
    void setPlaying(bool playing);

    std::optional<Scenario> m_scenario;
    std::array<Locking, SideCount> m_rules{Locking::Off, Locking::Version};
    std::array<std::unique_ptr<Stage>, SideCount> m_sides;
    std::array<std::unique_ptr<const Journal>, SideCount> m_journals;
    std::array<std::vector<qint64>, SideCount> m_ends;
    bool m_settled = false;
    bool m_failed = false;
    /// Steps that both sides are to do.
    int m_target = 0;
    /// -1 for the newest.
    int m_past = -1;
    bool m_playing = false;
    QTimer m_next;
};

} // namespace interleave
