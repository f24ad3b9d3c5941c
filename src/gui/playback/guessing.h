#pragma once

#include <QObject>

#include <optional>

namespace interleave {

/// A lesson whose steps may have questions, as "Ask first" knows it. A step is counted from 0, a guess is one
/// of the lesson's possible answers by its place among them. Lives in the window's thread.
class Guessing : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// How many steps were played, which is also the next step.
    [[nodiscard]] virtual int position() const = 0;
    [[nodiscard]] virtual bool canStep() const = 0;
    /// There is a next step, and it has a question that can be guessed.
    [[nodiscard]] virtual bool hasQuestion() const = 0;
    /// Whether what was last played is the step before position(); false once the user acts on his own.
    [[nodiscard]] virtual bool isFollowed() const = 0;
    /// Plays the next step.
    virtual void step() = 0;

    /// The right guess on a step that was played; nothing where there is none, or nobody knows.
    [[nodiscard]] virtual std::optional<int> truthOf(int step) const = 0;
    /// What was guessed, and what happened, in whole sentences.
    [[nodiscard]] virtual QString verdictOn(int guess, int step) const = 0;

signals:
    /// A step ended, or several, or the lesson is at its start again. At 0 a run begins.
    void stepped(int position);
};

} // namespace interleave
