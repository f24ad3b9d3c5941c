#include "core/values/text.h"
#include "gui/diagram/diagramlayout.h"

#include <algorithm>

namespace interleave {

namespace {

/// The window's cards have a margin at both sides and a gap between two.
constexpr qreal SideMargin = 20;
constexpr qreal CardGap = 32;

} // namespace

qsizetype DiagramLayout::laneFor(const QString& client)
{
    const auto known = m_laneOf.constFind(client);
    if (known != m_laneOf.cend())
        return *known;
    const bool isInRoom = m_room.has(client);
    qsizetype& shared = isInRoom ? m_roomsLane : m_others;
    // The room's lane counts from the beginning, so that its place does not depend on who comes first.
    const qsizetype alone = laneCount() - (m_roomsLane < 0 ? 0 : 1);
    const qsizetype most = MostLanes - (m_room.isEmpty() ? 0 : 1);
    qsizetype lane = shared;
    if (lane < 0) {
        lane = addLane(client);
        if (isInRoom || alone >= most)
            shared = lane;
        else
            m_cast.join(client);
    }
    m_laneOf.insert(client, lane);
    return lane;
}

qsizetype DiagramLayout::addLane(const QString& client)
{
    m_lanes.push_back({client, std::vector<Track>(static_cast<std::size_t>(recordCount()))});
    return laneCount() - 1;
}

qsizetype DiagramLayout::laneOf(const QString& client) const
{
    return m_laneOf.value(client, -1);
}

QStringList DiagramLayout::clientsOf(qsizetype lane) const
{
    if (!isShared(lane))
        return {m_lanes[static_cast<std::size_t>(lane)].client};
    QStringList clients = m_laneOf.keys(lane);
    clients.sort();
    return clients;
}

QStringList DiagramLayout::headingsOf(qsizetype lane, qint64 moment) const
{
    if (isRooms(lane))
        return RoomLane::headings(m_journal->at(std::min(moment, m_journal->size())), clientsOf(lane));
    const CastMember member = m_cast.member(laneTitle(lane));
    return isShared(lane) ? QStringList{member.name} : member.headings() << member.badge;
}

Seat DiagramLayout::seatOf(qsizetype lane) const
{
    return isShared(lane) ? Seat::Other : m_cast.seatOf(m_lanes[static_cast<std::size_t>(lane)].client);
}

QString DiagramLayout::laneTitle(qsizetype lane) const
{
    if (isRooms(lane))
        return RoomLane::title();
    return isShared(lane) ? Text::tr("others", "clients that share a lane")
                          : m_lanes[static_cast<std::size_t>(lane)].client;
}

LifelineMiddles DiagramLayout::spread(qreal width, qsizetype lanes)
{
    const qsizetype columns = std::max<qsizetype>(lanes, 1) + 1;
    const qreal space = width - 2 * SideMargin - CardGap * static_cast<qreal>(columns - 1);
    const qreal card = std::max(1.0, space / static_cast<qreal>(columns));
    LifelineMiddles middles;
    for (qsizetype i = 0; i < columns; ++i) {
        const qreal middle = SideMargin + static_cast<qreal>(i) * (card + CardGap) + card / 2;
        if (i == 1)
            middles.server = middle;
        else
            middles.clients.append(middle);
    }
    return middles;
}

} // namespace interleave
