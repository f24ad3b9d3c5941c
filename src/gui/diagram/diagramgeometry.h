#pragma once

#include "gui/diagram/diagramlayout.h"

namespace interleave {

/// The space between two x.
struct DiagramGap final
{
    qreal left = 0;
    qreal right = 0;

    [[nodiscard]] qreal width() const { return right - left; }
};

/// The positions across a frame, in px of its picture: the lanes, the server between them, and the gaps. Made
/// for one frame.
class LaneGeometry
{
public:
    // Lengths at 100 %.
    static constexpr qreal BarHalf = 8;
    static constexpr qreal ServerHalf = 7;
    static constexpr qreal BeadRadius = 15;
    static constexpr qreal ClientClearance = 12;
    static constexpr qreal ServerClearance = 15;
    /// From a lifeline to a text beside it.
    static constexpr qreal TextAway = 18;
    /// From the server's lifeline, and from a client's, to a note between them.
    static constexpr qreal NoteAway = 26;
    static constexpr qreal NoteInset = 14;

    /// A lane's outermost lifelines are \a laneHalf from its middle, the server's are \a serverHalf; at 100
    /// %.
    LaneGeometry(qsizetype lanes, qreal laneHalf, qreal serverHalf, const DiagramFrame& frame);

    [[nodiscard]] qreal px(qreal length) const { return length * m_frame.scale; }
    /// A distance beside a lifeline.
    [[nodiscard]] qreal inset(qreal length) const { return px(length) * m_frame.closeness; }
    /// For what is not to be reduced by inset().
    [[nodiscard]] qreal uninset(qreal length) const { return length / m_frame.closeness; }
    /// Cut what is far outside the frame here, so that coordinates stay small.
    [[nodiscard]] qreal cutTop() const { return -px(64); }
    [[nodiscard]] qreal cutBottom() const { return m_frame.height + px(64); }

    /// The x of the server: the middle of all its lifelines, then the outermost on a side.
    [[nodiscard]] qreal server() const { return m_frame.middles.server; }
    [[nodiscard]] qreal serverEdge(int side) const { return server() + side * px(m_serverHalf); }
    [[nodiscard]] qreal lane(qsizetype lane) const { return m_lanes[static_cast<std::size_t>(lane)]; }
    /// The lane's outermost lifeline towards the server, and the one away from it.
    [[nodiscard]] qreal laneInner(qsizetype lane) const
    {
        return this->lane(lane) - side(lane) * px(m_laneHalf);
    }
    [[nodiscard]] qreal laneOuter(qsizetype lane) const
    {
        return this->lane(lane) + side(lane) * px(m_laneHalf);
    }
    [[nodiscard]] qsizetype laneCount() const { return static_cast<qsizetype>(m_lanes.size()); }
    /// -1 left of the server, 1 right of it.
    [[nodiscard]] int side(qsizetype lane) const
    {
        return m_lanes[static_cast<std::size_t>(lane)] < server() ? -1 : 1;
    }
    /// Whether no lane is further out on its side.
    [[nodiscard]] bool isOutermost(qsizetype lane) const;
    /// Whether no lane's texts reach beyond \a x.
    [[nodiscard]] bool isFreeRightOf(qreal x) const;
    /// The next lane towards the server; -1 for the server itself.
    [[nodiscard]] qsizetype inward(qsizetype lane) const;
    /// The lane next to the server on a side; -1 when there is none.
    [[nodiscard]] qsizetype innermost(int side) const;
    /// Between a lane and the server, the lane whose gap has the most space for a text: its own, unless
    /// another is clearly wider.
    [[nodiscard]] qsizetype widestGap(qsizetype lane) const;
    /// The gap between a lane and the next lifeline towards the server, reduced by an inset at each end.
    [[nodiscard]] DiagramGap gap(qsizetype lane, qreal outerInset, qreal innerInset) const;
    /// The same for a text beside the lane.
    [[nodiscard]] DiagramGap beside(qsizetype lane) const { return gap(lane, TextAway, TextAway); }
    /// The gap from a lane to the server, across the lanes in between, reduced by an inset.
    [[nodiscard]] DiagramGap reach(qsizetype lane, qreal inset) const;
    /// The same, without the space of the server's beads.
    [[nodiscard]] DiagramGap inside(qsizetype lane, qreal away) const;
    /// The same beside an arrow's head, which is at the lane; in a narrow picture less at the other end.
    [[nodiscard]] DiagramGap besideHead(qsizetype lane, qreal away) const;
    /// The gap between the server and the next client on a side, or the edge of the picture.
    [[nodiscard]] DiagramGap besideServer(int side, qreal serverInset, qreal outerInset) const;
    /// The gap outside an outermost lane, up to the gutter or the edge.
    [[nodiscard]] DiagramGap outside(qsizetype lane, qreal inset) const;

private:
    [[nodiscard]] DiagramGap between(qsizetype lane, qreal inner, qreal outerInset, qreal innerInset) const;

    const DiagramFrame& m_frame;
    std::vector<qreal> m_lanes;
    qreal m_laneHalf;
    qreal m_serverHalf;
};

/// The positions of everything in a frame of a journal's diagram. Made for one frame.
class DiagramGeometry final : public LaneGeometry
{
public:
    // Lengths at 100 %: from one record's lifeline to the next, on the server and on a client.
    static constexpr qreal ServerPitch = 38;
    static constexpr qreal BarPitch = 30;

    DiagramGeometry(const DiagramLayout& layout, const DiagramFrame& frame);

    /// \name For LaneGeometry
    /// @{
    [[nodiscard]] static qreal laneHalf(const DiagramLayout& layout) { return BarPitch * half(layout); }
    [[nodiscard]] static qreal serverHalf(const DiagramLayout& layout) { return ServerPitch * half(layout); }
    /// @}

    // --- down ---
    /// The rows that touch the frame, and one more on both sides; empty when first > last.
    [[nodiscard]] qint64 first() const { return m_first; }
    [[nodiscard]] qint64 last() const { return m_last; }
    [[nodiscard]] qreal top(qint64 seq) const;
    [[nodiscard]] qreal middle(qint64 seq) const;
    /// \name From the middle of a message's row, at 100 %: closer to it where rows are lower
    /// @{
    [[nodiscard]] qreal labelUp() const { return 15 + 9 * spaciousness(); }
    [[nodiscard]] qreal requestUp() const { return 4 + 8 * spaciousness(); }
    [[nodiscard]] qreal answerDown() const { return 11 + 5 * spaciousness(); }
    /// @}
    /// The y at which the request of a message leaves, and at which its answer arrives.
    [[nodiscard]] qreal request(qint64 seq) const { return middle(seq) - px(requestUp()); }
    [[nodiscard]] qreal answer(qint64 seq) const { return middle(seq) + px(answerDown()); }
    /// The y at which the lifelines begin, and that of the version that the journal starts from.
    [[nodiscard]] qreal origin() const;
    [[nodiscard]] qreal start() const { return origin() + px(BeadRadius + 3); }
    /// The end of the lifelines at the shown moment, and at the end of the journal.
    [[nodiscard]] qreal end() const { return m_end; }
    [[nodiscard]] qreal wholeEnd() const { return m_wholeEnd; }

    // --- across ---
    using LaneGeometry::lane;
    using LaneGeometry::server;
    /// A record's lifeline on the server.
    [[nodiscard]] qreal server(qsizetype record) const { return server() + px(ServerPitch) * offset(record); }
    /// A record's lifeline in the lane; the lane's middle for a record without one.
    [[nodiscard]] qreal lane(qsizetype lane, qsizetype record) const
    {
        return this->lane(lane) + (record < 0 ? 0 : px(BarPitch) * offset(record));
    }

private:
    /// 0 for the lowest rows, 1 for the usual ones.
    [[nodiscard]] qreal spaciousness() const
    {
        return qreal(m_layout.messageHeight() - DiagramLayout::LeastMessageHeight) /
               (DiagramLayout::MessageHeight - DiagramLayout::LeastMessageHeight);
    }
    /// A record's distance from the middle of the lifelines side by side, in pitches.
    [[nodiscard]] qreal offset(qsizetype record) const { return static_cast<qreal>(record) - half(m_layout); }
    [[nodiscard]] static qreal half(const DiagramLayout& layout)
    {
        return static_cast<qreal>(layout.recordCount() - 1) / 2;
    }

    const DiagramLayout& m_layout;
    const DiagramFrame& m_frame;
    qint64 m_first = 1;
    qint64 m_last = 0;
    qreal m_end = 0;
    qreal m_wholeEnd = 0;
};

} // namespace interleave
