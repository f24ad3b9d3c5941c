#pragma once

#include "core/scenario/prediction.h"

#include <QElapsedTimer>
#include <QMap>
#include <QObject>
#include <QSet>

namespace interleave {

class Stage;

/// Asking first: with the switch on, a scenario stops before a step that asks something until somebody has
/// said what will become of it; then the step runs, and what was said is compared with what happened. Each
/// step is asked once a run, and may be seen without a guess; a run begins when the scenario is at its start.
class AskFirst final : public QObject
{
    Q_OBJECT

public:
    /// In ms: from a question to its answer without a guess, and between two tries to get that.
    static constexpr int Pause = 1500;
    static constexpr int Breath = 500;

    /// \a stage must outlive it.
    explicit AskFirst(Stage& stage, QObject* parent = nullptr);

    [[nodiscard]] bool isOn() const { return m_on; }
    void setOn(bool on);

    /// The next step waits for an answer; whoever would take it must not.
    [[nodiscard]] bool isAsking() const;
    /// The step that waits, runs now.
    void answer(Guess guess);
    /// Whoever only has a key to go on (a clicker) goes on with it: where the question has stood for Pause
    /// ms, or going on was tried before and not in the same Breath, the step is not asked about any more and
    /// may be taken. False where people should have the time to answer.
    [[nodiscard]] bool reveal();
    /// The question is read from now on.
    void ask();
    /// Of the step that was done last: what was said, what happened, and how many were right so far. Empty
    /// when it was not asked.
    [[nodiscard]] QString verdict() const;

    struct Tally final
    {
        int right = 0;
        int said = 0;

        bool operator==(const Tally&) const = default;
    };
    [[nodiscard]] Tally tally() const;

signals:
    void changed();

private:
    [[nodiscard]] std::vector<const Event*> eventsOf(int step) const;

    Stage& m_stage;
    bool m_on = false;
    /// By step, from 0, in this run.
    QMap<int, Guess> m_said;
    /// Seen without a guess, in this run.
    QSet<int> m_revealed;
    /// The step whose question stands, or -1, and since when.
    int m_asked = -1;
    QElapsedTimer m_standing;
    /// Since the first try to go on from it.
    QElapsedTimer m_tried;
};

} // namespace interleave
