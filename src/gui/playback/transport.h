#pragma once

#include <QObject>

namespace interleave {

/// Moves through a lesson: the commands of the bar's buttons, keys and a clicker, and what the bar shows.
/// Each kind of lesson implements it once, so that the bar, the keys and presenter mode work on every page.
/// Lives in the window's thread.
class Transport : public QObject
{
    Q_OBJECT

public:
    /// The default time between two steps while playing, in ms.
    static constexpr int UsualPause = 1200;

    using QObject::QObject;

    /// Shows the start.
    virtual void first() = 0;
    /// Shows the previous moment. Nothing is undone.
    virtual void back() = 0;
    /// Moves forward through what has already happened, then plays the next step. Does nothing if there is
    /// none.
    virtual void step() = 0;
    /// Shows the newest moment.
    virtual void last() = 0;
    /// Starts playing step by step, until a step has a question; or stops playing.
    virtual void togglePlay() = 0;
    virtual void pause() = 0;
    /// Starts the lesson again.
    virtual void reset() = 0;
    /// Sets the time between two steps while playing. May apply only from the next start of playing on.
    virtual void setPauseBetween(int ms) = 0;

    /// The position as the bar shows it, for example "3 of 9".
    [[nodiscard]] virtual QString positionText() const = 0;
    /// Whether first() changes anything; it may, even if the start is shown already.
    [[nodiscard]] virtual bool canGoToStart() const = 0;
    [[nodiscard]] virtual bool canGoBack() const = 0;
    /// While a step is under way this may keep its value, so that a button neither flickers nor loses focus.
    [[nodiscard]] virtual bool canStep() const = 0;
    [[nodiscard]] virtual bool canPlay() const = 0;
    [[nodiscard]] virtual bool isPlaying() const = 0;
    /// There is a script to play.
    [[nodiscard]] virtual bool hasScript() const { return true; }
    /// Whether holding the key plays step after step; false if a question must be answered first.
    [[nodiscard]] virtual bool mayRepeat() const { return true; }
    /// The bar has its buttons; otherwise the page has its own, and keys and a clicker work all the same.
    [[nodiscard]] virtual bool isInBar() const { return true; }

signals:
    /// The result of any function above may have changed.
    void changed();
};

} // namespace interleave
