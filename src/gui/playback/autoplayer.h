#pragma once

#include <QObject>
#include <QTimer>

namespace interleave {

class TimelineCursor;
class Stage;

/// Plays a scenario step after step, with time to look in between. In the past it first shows again what has
/// happened, and then goes on with the scenario. It waits before a step that asks a question, and stops at
/// the end or when a click leaves the script or shows another moment.
class AutoPlayer final : public QObject
{
    Q_OBJECT

public:
    /// The usual one.
    static constexpr int Pause = 1200;

    /// \a stage and \a moment must outlive the player.
    AutoPlayer(Stage& stage, TimelineCursor& cursor, QObject* parent = nullptr);

    /// Milliseconds between the end of a step and the next one, from now on.
    void setPauseBetween(int ms) { m_timer.setInterval(ms); }
    [[nodiscard]] int pauseBetween() const { return m_timer.interval(); }

    [[nodiscard]] bool isPlaying() const { return m_playing; }
    /// There is something to play.
    [[nodiscard]] bool canPlay() const;
    /// The first step is taken at once, also one that asks.
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
    /// The moment of the past that it showed last.
    qint64 m_shown = -1;
    bool m_playing = false;
};

} // namespace interleave
