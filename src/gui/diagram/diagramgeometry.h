#pragma once

#include "gui/diagram/bracketcover.h"
#include "gui/diagram/diagramlayout.h"

namespace interleave {

/// A stretch between two x.
struct DiagramGap final
{
    qreal left = 0;
    qreal right = 0;

    [[nodiscard]] qreal width() const { return right - left; }
};

/// Where things of a frame go, in px of its picture. Made for one frame.
class DiagramGeometry final
{
public:
    // Lengths at 100 %, as measured in the design's pictures.
    static constexpr qreal BarHalf = 8;
    static constexpr qreal ServerHalf = 7;
    static constexpr qreal BeadRadius = 15;
    static constexpr qreal RequestUp = 12;
    static constexpr qreal AnswerDown = 16;
    static constexpr qreal ClientClearance = 12;
    static constexpr qreal ServerClearance = 15;
    static constexpr qreal Gutter = 44;
    /// From a lifeline to a text beside it.
    static constexpr qreal TextAway = 18;
    /// From one record's lifeline to the next, on the server and on a client.
    static constexpr qreal ServerPitch = 38;
    static constexpr qreal BarPitch = 30;

    DiagramGeometry(const DiagramLayout& layout, const DiagramFrame& frame);

    [[nodiscard]] qreal px(qreal length) const { return length * m_frame.scale; }

    // --- down ---
    /// Of the rows that touch the frame, one more at both sides; empty when first > last.
    [[nodiscard]] qint64 first() const { return m_first; }
    [[nodiscard]] qint64 last() const { return m_last; }
    [[nodiscard]] qreal top(qint64 seq) const;
    [[nodiscard]] qreal middle(qint64 seq) const;
    /// Where the answer of a message arrives.
    [[nodiscard]] qreal answer(qint64 seq) const { return middle(seq) + px(AnswerDown); }
    /// The bead of the version that was there at the start.
    [[nodiscard]] qreal start() const;
    /// Where the lifelines of the moment end, and where those of the whole journal do.
    [[nodiscard]] qreal end() const { return m_end; }
    [[nodiscard]] qreal wholeEnd() const { return m_wholeEnd; }
    /// What is far outside the frame is cut here, so that coordinates stay small.
    [[nodiscard]] qreal cutTop() const { return -px(64); }
    [[nodiscard]] qreal cutBottom() const { return m_frame.height + px(64); }

    // --- across ---
    /// The middle of all its lifelines, then one record's, then the outermost on a side.
    [[nodiscard]] qreal server() const { return m_frame.middles.server; }
    [[nodiscard]] qreal server(qsizetype record) const { return server() + px(ServerPitch) * offset(record); }
    [[nodiscard]] qreal serverEdge(int side) const
    {
        return server() + side * px(ServerPitch) * offset(m_layout.recordCount() - 1);
    }
    [[nodiscard]] qreal lane(qsizetype lane) const { return m_lanes[static_cast<std::size_t>(lane)]; }
    /// A record's lifeline in it; the middle for a record that has none.
    [[nodiscard]] qreal lane(qsizetype lane, qsizetype record) const
    {
        return this->lane(lane) + (record < 0 ? 0 : px(BarPitch) * offset(record));
    }
    /// The outermost lifeline towards the server, and the one away from it.
    [[nodiscard]] qreal laneInner(qsizetype lane) const { return this->lane(lane) - side(lane) * laneHalf(); }
    [[nodiscard]] qreal laneOuter(qsizetype lane) const { return this->lane(lane) + side(lane) * laneHalf(); }
    [[nodiscard]] qsizetype laneCount() const { return static_cast<qsizetype>(m_lanes.size()); }
    /// -1 left of the server, 1 right of it.
    [[nodiscard]] int side(qsizetype lane) const
    {
        return m_lanes[static_cast<std::size_t>(lane)] < server() ? -1 : 1;
    }
    /// No lane is further out on its side.
    [[nodiscard]] bool isOutermost(qsizetype lane) const;
    /// The next lane towards the server; -1 for the server itself.
    [[nodiscard]] qsizetype inward(qsizetype lane) const;
    /// The lane next to the server on a side; -1 when there is none.
    [[nodiscard]] qsizetype innermost(int side) const;
    /// On the way from a lane to the server, the lane whose gap has the most room for words: its own, unless
    /// another's is clearly wider.
    [[nodiscard]] qsizetype roomiest(qsizetype lane) const;
    /// Between a lane and the next lifeline towards the server, each drawn in by an inset.
    [[nodiscard]] DiagramGap gap(qsizetype lane, qreal outerInset, qreal innerInset) const;
    /// Between a lane and the server, over the lanes in between, drawn in by an inset.
    [[nodiscard]] DiagramGap reach(qsizetype lane, qreal inset) const;
    /// The same on a row, clear of the server's beads and of the brackets that pass.
    [[nodiscard]] DiagramGap
    inside(qsizetype lane, qint64 seq, qreal away, const BracketCover& brackets) const;
    /// Beyond an outermost lane, as far as the gutter or the edge.
    [[nodiscard]] DiagramGap outside(qsizetype lane, qreal inset) const;

private:
    /// From the middle of what stands side by side, in pitches.
    [[nodiscard]] qreal offset(qsizetype record) const
    {
        return static_cast<qreal>(record) - static_cast<qreal>(m_layout.recordCount() - 1) / 2;
    }
    [[nodiscard]] DiagramGap between(qsizetype lane, qreal inner, qreal outerInset, qreal innerInset) const;
    [[nodiscard]] qreal laneHalf() const { return px(BarPitch) * offset(m_layout.recordCount() - 1); }

    const DiagramLayout& m_layout;
    const DiagramFrame& m_frame;
    std::vector<qreal> m_lanes;
    qint64 m_first = 1;
    qint64 m_last = 0;
    qreal m_end = 0;
    qreal m_wholeEnd = 0;
};

} // namespace interleave
