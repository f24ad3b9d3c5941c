#include "gui/diagram/diagramgeometry.h"

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

constexpr qreal BeadAway = 20;
/// Where there is no space for more.
constexpr qreal AwayFromBar = 13;
/// Another gap must be this much wider for a text to leave its own.
constexpr qreal ClearlyWider = 40;

} // namespace

LaneGeometry::LaneGeometry(qsizetype lanes, qreal laneHalf, qreal serverHalf, const DiagramFrame& frame)
    : m_frame(frame)
    , m_laneHalf(laneHalf)
    , m_serverHalf(serverHalf)
{
    const QList<qreal>& given = frame.middles.clients;
    const qreal last = given.isEmpty() ? frame.middles.server : std::max(given.last(), frame.middles.server);
    for (qsizetype i = 0; i < lanes; ++i) {
        const auto extra = static_cast<qreal>(i - given.size() + 1);
        const auto extras = static_cast<qreal>(lanes - given.size() + 1);
        m_lanes.push_back(i < given.size() ? given.at(i) : last + (frame.width - last) * extra / extras);
    }
}

DiagramGeometry::DiagramGeometry(const DiagramLayout& layout, const DiagramFrame& frame)
    : LaneGeometry(layout.laneCount(), laneHalf(layout), serverHalf(layout), frame)
    , m_layout(layout)
    , m_frame(frame)
{
    const qint64 rows = layout.rowCount();
    m_first = std::max<qint64>(1, layout.seqAt(frame.top, frame.scale, frame.heads) - 1);
    m_last = std::min(rows, layout.seqAt(frame.top + frame.height, frame.scale, frame.heads) + 1);
    const qint64 moment = std::clamp<qint64>(frame.moment, 0, rows);
    m_wholeEnd = top(rows + 1) + px(DiagramLayout::TailHeight);
    m_end = moment == rows ? m_wholeEnd : top(moment + 1);
}

qreal DiagramGeometry::top(qint64 seq) const
{
    return m_layout.rowTop(seq, m_frame.scale, m_frame.heads) - m_frame.top;
}

qreal DiagramGeometry::middle(qint64 seq) const
{
    return top(seq) + m_layout.rowHeight(seq, m_frame.scale) / 2;
}

/// The first row may begin further down (DiagramLayout::padAfter()).
qreal DiagramGeometry::origin() const
{
    return px(m_frame.heads ? DiagramLayout::HeadHeight : 0) - m_frame.top;
}

bool LaneGeometry::isOutermost(qsizetype lane) const
{
    const int mySide = side(lane);
    const qreal away = std::abs(this->lane(lane) - server());
    for (qsizetype other = 0; other < laneCount(); ++other) {
        if (side(other) == mySide && std::abs(this->lane(other) - server()) > away)
            return false;
    }
    return true;
}

bool LaneGeometry::isFreeRightOf(qreal x) const
{
    for (qsizetype each = 0; each < laneCount(); ++each) {
        if (laneOuter(each) > x || laneInner(each) > x)
            return false;
    }
    return true;
}

qsizetype LaneGeometry::inward(qsizetype lane) const
{
    const int mySide = side(lane);
    const qreal away = std::abs(this->lane(lane) - server());
    qsizetype result = -1;
    qreal best = 0;
    for (qsizetype other = 0; other < laneCount(); ++other) {
        const qreal distance = std::abs(this->lane(other) - server());
        if (side(other) == mySide && distance < away && distance > best) {
            best = distance;
            result = other;
        }
    }
    return result;
}

qsizetype LaneGeometry::innermost(int side) const
{
    for (qsizetype lane = 0; lane < laneCount(); ++lane) {
        if (this->side(lane) == side && inward(lane) < 0)
            return lane;
    }
    return -1;
}

qsizetype LaneGeometry::widestGap(qsizetype lane) const
{
    qsizetype result = lane;
    for (qsizetype next = inward(lane); next >= 0; next = inward(next)) {
        if (gap(next, 0, 0).width() > gap(result, 0, 0).width() + px(ClearlyWider))
            result = next;
    }
    return result;
}

DiagramGap LaneGeometry::gap(qsizetype lane, qreal outerInset, qreal innerInset) const
{
    const qsizetype next = inward(lane);
    return between(lane, next < 0 ? serverEdge(side(lane)) : laneOuter(next), outerInset, innerInset);
}

DiagramGap LaneGeometry::reach(qsizetype lane, qreal inset) const
{
    return between(lane, serverEdge(side(lane)), inset, inset);
}

DiagramGap LaneGeometry::between(qsizetype lane, qreal inner, qreal outerInset, qreal innerInset) const
{
    if (side(lane) < 0)
        return {laneInner(lane) + inset(outerInset), inner - inset(innerInset)};
    return {inner + inset(innerInset), laneInner(lane) - inset(outerInset)};
}

DiagramGap LaneGeometry::inside(qsizetype lane, qreal away) const
{
    return gap(lane, away, inward(lane) >= 0 ? away : std::max(away, BeadAway));
}

DiagramGap LaneGeometry::besideHead(qsizetype lane, qreal away) const
{
    if (!m_frame.isReflowed)
        return inside(lane, away);
    return gap(lane, uninset(away), inward(lane) < 0 ? away : uninset(AwayFromBar));
}

DiagramGap LaneGeometry::besideServer(int side, qreal serverInset, qreal outerInset) const
{
    if (const qsizetype lane = innermost(side); lane >= 0)
        return gap(lane, outerInset, serverInset);
    const qreal server = serverEdge(side);
    return side < 0 ? DiagramGap{px(m_frame.gutter), server - inset(serverInset)}
                    : DiagramGap{server + inset(serverInset), m_frame.width - px(8)};
}

/// Not reduced in a narrow picture, because leases are drawn there.
DiagramGap LaneGeometry::outside(qsizetype lane, qreal inset) const
{
    if (side(lane) < 0)
        return {px(m_frame.gutter), laneOuter(lane) - px(inset)};
    return {laneOuter(lane) + px(inset), m_frame.width - px(8)};
}

} // namespace interleave
