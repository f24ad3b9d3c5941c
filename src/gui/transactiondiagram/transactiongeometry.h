#pragma once

#include "gui/diagram/diagramgeometry.h"
#include "gui/transactiondiagram/transactionlayout.h"

namespace interleave {

/// The positions of everything in a frame of a run of transactions. Made for one frame. "Away" is a distance
/// from the database's lifeline, in px of the picture, always positive.
class TransactionGeometry final : public LaneGeometry
{
public:
    // Lengths at 100 %.
    /// Half of an open transaction's width.
    static constexpr qreal FrameHalf = 13;
    /// From a session's lifeline to its arrows.
    static constexpr qreal ArrowClearance = 16;
    /// To the line of what is not committed.
    static constexpr qreal StrandAway = 44;
    /// To the line of a snapshot, and to that of a wait.
    static constexpr qreal SnapshotAway = 12;
    static constexpr qreal WaitAway = 19;
    /// The ✕ of a refusal is on the edge of the lifeline.
    static constexpr qreal BadgeAway = 8;
    static constexpr qreal HourglassRadius = 11;

    TransactionGeometry(const TransactionLayout& layout, const DiagramFrame& frame);

    // --- down ---
    /// The rows that touch the frame, and one more on both sides; empty when first > last.
    [[nodiscard]] qint64 first() const { return m_first; }
    [[nodiscard]] qint64 last() const { return m_last; }
    [[nodiscard]] qreal top(qint64 seq) const;
    [[nodiscard]] qreal middle(qint64 seq) const;
    [[nodiscard]] qreal request(qint64 seq) const;
    [[nodiscard]] qreal answer(qint64 seq) const;
    /// The middle of what stands on the request.
    [[nodiscard]] qreal label(qint64 seq) const;
    /// The y at which the lifelines begin, and that of what is committed at the start.
    [[nodiscard]] qreal origin() const;
    [[nodiscard]] qreal start() const { return origin() + px(BeadRadius + 3); }
    /// The y at which what an event commits is committed; start() for 0.
    [[nodiscard]] qreal commit(qint64 seq) const { return seq == 0 ? start() : middle(seq); }
    /// The end of the lifelines at the shown moment, and at the end of the run.
    [[nodiscard]] qreal end() const { return m_end; }
    [[nodiscard]] qreal wholeEnd() const { return m_wholeEnd; }

    // --- across ---
    [[nodiscard]] qreal at(int side, qreal away) const { return server() + side * away; }
    [[nodiscard]] qreal strandAway(const TransactionTrace::Strand& strand) const;
    [[nodiscard]] qreal waitAway(const TransactionTrace::Wait& wait) const;
    /// The nearest and the farthest part of a ring, and the width of what holds \a text.
    [[nodiscard]] qreal ringInner(const TransactionTrace::Strand& strand) const;
    [[nodiscard]] qreal
    ringOuter(const TransactionTrace::Strand& strand, const TransactionTrace::Write& write) const;
    [[nodiscard]] qreal beadHalf(const TransactionTrace::Commit& commit) const;
    /// As much of it as has space on one side of the database.
    [[nodiscard]] QString textOf(const TransactionTrace::Label& label) const;
    /// What has none there.
    [[nodiscard]] QString besideOf(const TransactionTrace::Label& label) const;
    /// Where the request of an event ends, and where its answer begins.
    [[nodiscard]] qreal requestAway(qint64 seq) const;
    [[nodiscard]] qreal answerAway(qint64 seq) const;
    /// The side of the database on which both are: not always the session's own, where it reads what a
    /// session on the other side has not committed.
    [[nodiscard]] int endSide(qint64 seq) const;
    /// How far what hangs beside the database reaches in an event's row, from the shown moment.
    [[nodiscard]] qreal hanging(int side, qint64 seq, bool withRings = true) const;
    /// The space for a text beside an event's arrows: the gap that they cross with the most of it, \a inset
    /// from the sessions and \a hangingInset from what hangs beside the database. \a isAboveRings: as high in
    /// the row as label().
    [[nodiscard]] DiagramGap
    textGap(qint64 seq, qreal inset, qreal hangingInset, bool isAboveRings = false) const;
    /// The space beside the database on a side, in an event's row.
    [[nodiscard]] DiagramGap noteGap(int side, qint64 seq) const;

private:
    [[nodiscard]] qreal spaciousness() const;
    [[nodiscard]] qreal capsule(const QString& text) const;
    [[nodiscard]] bool fits(const TransactionTrace::Label& label) const;
    [[nodiscard]] const TransactionTrace::Strand* strandOf(qsizetype lane, qint64 seq) const;
    [[nodiscard]] const TransactionTrace::Commit* commitOf(qint64 seq) const;
    [[nodiscard]] const TransactionTrace::Wait* waitOf(qint64 seq) const;
    [[nodiscard]] ReadSource sourceOf(qint64 seq) const;
    [[nodiscard]] qreal innermostGap() const;

    const TransactionLayout& m_layout;
    const DiagramFrame& m_frame;
    qint64 m_first = 1;
    qint64 m_last = 0;
    qreal m_end = 0;
    qreal m_wholeEnd = 0;
    qreal m_mostCapsule = 0;
};

} // namespace interleave
