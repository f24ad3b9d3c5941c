#pragma once

#include <QElapsedTimer>
#include <QMap>
#include <QObject>
#include <QSet>

namespace interleave {

class Guessing;

/// With this switch on, a lesson stops before a step with a question until the user has guessed the
/// outcome; then the step runs, and the guess is compared with the result. Each step is asked once per run,
/// and may be revealed without a guess; a run begins when the lesson is at its start.
class AskFirst final : public QObject
{
    Q_OBJECT

public:
    /// In ms: how long a question must be visible before it may be skipped, and the pause between two
    /// attempts to skip it earlier.
    static constexpr int Pause = 1500;
    static constexpr int Breath = 500;

    /// \a lesson must outlive it.
    explicit AskFirst(Guessing& lesson, QObject* parent = nullptr);

    [[nodiscard]] const Guessing& lesson() const { return m_lesson; }
    [[nodiscard]] bool isOn() const { return m_on; }
    void setOn(bool on);

    /// The next step waits for a guess; don't play it before.
    [[nodiscard]] bool isAsking() const;
    /// Takes the guess, then plays the waiting step.
    void answer(int guess);
    /// Skips the question for a user who can only go on (with a clicker): if the question was visible for
    /// Pause ms, or this was called more than a Breath ago, the step needs no guess any more and may be
    /// played. False while people should have time to answer.
    [[nodiscard]] bool reveal();
    /// The question becomes visible now.
    void ask();
    /// For the last finished step: the guess, the result, and how many guesses were right so far. Empty if it
    /// was not asked.
    [[nodiscard]] QString verdict() const;

    struct Tally final
    {
        int right = 0;
        int said = 0;

        bool operator==(const Tally&) const = default;
    };
    [[nodiscard]] Tally tally() const;
    /// "2 of 3 right."; empty when nothing can be counted yet.
    [[nodiscard]] QString tallyText() const;

signals:
    void changed();

private:
    Guessing& m_lesson;
    bool m_on = false;
    /// The guesses by step, counted from 0, in this run.
    QMap<int, int> m_said;
    /// Steps revealed without a guess in this run.
    QSet<int> m_revealed;
    /// The step whose question is visible, or -1, and since when.
    int m_asked = -1;
    QElapsedTimer m_standing;
    /// Since the first attempt to skip it.
    QElapsedTimer m_tried;
};

} // namespace interleave
