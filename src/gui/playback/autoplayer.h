#pragma once

#include <QObject>
#include <QTimer>

namespace interleave {

class TimelineCursor;
class Stage;

/// Plays a scenario step by step, with pauses to look. In the past it first shows the events that have
/// happened, and then continues the scenario. It waits before a step with a question, and stops at the end,
/// or when a click leaves the script or shows another moment.
class AutoPlayer final : public QObject
{
    Q_OBJECT

public:
    /// \a stage and \a cursor must outlive the player.
    AutoPlayer(Stage& stage, TimelineCursor& cursor, QObject* parent = nullptr);

    /// Sets the time between the end of a step and the next one, in milliseconds.
    void setPauseBetween(int ms) { m_timer.setInterval(ms); }

    [[nodiscard]] bool isPlaying() const { return m_playing; }
    /// There is something to play.
    [[nodiscard]] bool canPlay() const;
    /// Plays the first step at once, even one with a question.
    void play();
    void pause();

signals:
    void playingChanged(bool playing);

private:
    void advance();
    void goOn();
    void onMomentChanged();
    void setPlaying(bool playing);

    Stage& m_stage;
    TimelineCursor& m_cursor;
    QTimer m_timer;
    /// The last moment of the past that it has shown.
    qint64 m_shown = -1;
    bool m_playing = false;
};

} // namespace interleave
