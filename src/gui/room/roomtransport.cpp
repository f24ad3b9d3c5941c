#include "gui/room/roomtransport.h"

#include "stage/room.h"

#include <utility>

namespace interleave {

RoomTransport::RoomTransport(Room& room, QObject* parent)
    : Transport(parent)
    , m_room(room)
{
    connect(&m_room, &Room::changed, this, &RoomTransport::follow);
    follow();
}

void RoomTransport::follow()
{
    if (const std::optional<Next> now = next(); std::exchange(m_next, now) != now)
        m_standing.start();
    emit changed();
}

std::optional<RoomTransport::Next> RoomTransport::next() const
{
    if (!m_room.isOpen())
        return std::nullopt;
    switch (m_room.scene().phase) {
    case RoomPhase::Free:
        return Next::Read;
    case RoomPhase::Read:
        return Next::CountDown;
    case RoomPhase::Countdown:
        return std::nullopt;
    case RoomPhase::Save:
        return Next::Ask;
    case RoomPhase::Left:
        if (m_room.isWhatIsLeftAsked())
            return Next::Tell;
        return m_room.scene().locking == Locking::Off ? std::optional(Next::Again) : std::nullopt;
    }
    Q_UNREACHABLE();
}

void RoomTransport::step()
{
    if (!m_next || (m_standing.isValid() && m_standing.elapsed() < m_rest))
        return;
    switch (*m_next) {
    case Next::Read:
        m_room.begin();
        break;
    case Next::CountDown:
        m_room.countDown();
        break;
    case Next::Ask:
        m_room.askWhatIsLeft();
        break;
    case Next::Tell:
        m_room.tellWhatIsLeft();
        break;
    case Next::Again:
        emit againAsked();
        break;
    }
    m_standing.start();
}

void RoomTransport::reset()
{
    if (m_room.isOpen())
        m_room.begin();
}

QString RoomTransport::positionText() const
{
    const auto text = [](int step) {
        return tr("step %1 of 3").arg(step);
    };
    switch (m_room.scene().phase) {
    case RoomPhase::Free:
        return tr("free play");
    case RoomPhase::Read:
        return text(1);
    case RoomPhase::Countdown:
    case RoomPhase::Save:
        return text(2);
    case RoomPhase::Left:
        return text(3);
    }
    Q_UNREACHABLE();
}

} // namespace interleave
