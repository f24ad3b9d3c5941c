#pragma once

#include "gui/playback/transport.h"

#include <QElapsedTimer>

#include <optional>

namespace interleave {

class Room;
enum class RoomPhase;

/// The open room's script: a step is what the presenter does next, up to the same again with locking on. Nothing
/// is played by itself, and there is no past.
class RoomTransport final : public Transport
{
    Q_OBJECT

public:
    /// What follows; nothing while the room is closed, in a countdown, and at the end.
    enum class Next { Read, CountDown, Ask, Tell, Again };
    /// A press so soon after the last thing that happened was meant for that, in ms.
    static constexpr int UsualRest = 1500;

    /// \a room must outlive it.
    explicit RoomTransport(Room& room, QObject* parent = nullptr);

    [[nodiscard]] std::optional<Next> next() const;
    /// For tests, which do not wait.
    void setRest(int ms) { m_rest = ms; }

    void first() override {}
    void back() override {}
    void step() override;
    void last() override {}
    void togglePlay() override {}
    void pause() override {}
    /// Everybody reads.
    void reset() override;
    void setPauseBetween(int) override {}

    [[nodiscard]] QString positionText() const override;
    [[nodiscard]] bool canGoToStart() const override { return false; }
    [[nodiscard]] bool canGoBack() const override { return false; }
    [[nodiscard]] bool canStep() const override { return next().has_value(); }
    [[nodiscard]] bool canPlay() const override { return false; }
    [[nodiscard]] bool isPlaying() const override { return false; }
    [[nodiscard]] bool hasScript() const override { return false; }
    [[nodiscard]] bool isInBar() const override { return false; }
    [[nodiscard]] bool mayRepeat() const override { return false; }

signals:
    /// The same again, with locking on.
    void againAsked();

private:
    void follow();

    Room& m_room;
    int m_rest = UsualRest;
    std::optional<Next> m_next;
    /// Since m_next is what it is, or the last step.
    QElapsedTimer m_standing;
};

} // namespace interleave
