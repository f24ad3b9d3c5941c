#pragma once

#include "core/prediction.h"

#include <QMap>
#include <QObject>

namespace interleave {

class Stage;

/// Asking first: with the switch on, a scenario stops before a step that asks something until somebody has
/// said what will become of it; then the step runs, and what was said is compared with what happened. Each
/// step is asked once a run; a run begins when the scenario is at its start.
class AskFirst final : public QObject
{
    Q_OBJECT

public:
    /// \a stage must outlive it.
    explicit AskFirst(Stage& stage, QObject* parent = nullptr);

    [[nodiscard]] bool isOn() const { return m_on; }
    void setOn(bool on);

    /// The next step waits for an answer; whoever would take it must not.
    [[nodiscard]] bool isAsking() const;
    /// The step that waits, runs now.
    void answer(Guess guess);
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
};

} // namespace interleave
