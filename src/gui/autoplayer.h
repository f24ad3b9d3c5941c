#pragma once

#include <QObject>
#include <QTimer>

namespace interleave {

class Stage;

/// Plays a scenario step after step, with time to look in between. It waits before a step that asks a
/// question, and stops at the end or when a click leaves the script.
class AutoPlayer final : public QObject
{
    Q_OBJECT

public:
    /// The usual one.
    static constexpr int Pause = 1200;

    /// \a stage must outlive the player.
    explicit AutoPlayer(Stage& stage, QObject* parent = nullptr);

    /// Milliseconds between the end of a step and the next one, from now on.
    void setPauseBetween(int ms) { m_timer.setInterval(ms); }
    [[nodiscard]] int pauseBetween() const { return m_timer.interval(); }

    [[nodiscard]] bool isPlaying() const { return m_playing; }
    /// The first step is taken at once, also one that asks.
    void play();
    void pause();

signals:
    void playingChanged(bool playing);

private:
    void goOn();
    void setPlaying(bool playing);

    Stage& m_stage;
    QTimer m_timer;
    bool m_playing = false;
};

} // namespace interleave
