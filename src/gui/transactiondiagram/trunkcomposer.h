#pragma once

#include "gui/transactiondiagram/transactiongeometry.h"

namespace interleave {

/// The database's part of a picture: what is committed, what is written beside it, who waits for it, and what
/// snapshots see of it. Part of TransactionComposer.
class TrunkComposer final
{
public:
    TrunkComposer(
        const TransactionLayout& layout, const DiagramFrame& frame, const TransactionGeometry& geometry);

    void compose(DiagramPicture& picture);

private:
    using Trace = TransactionTrace;

    void addLifeline(qreal top, qreal bottom);
    void addCommit(const Trace::Commit& commit, qreal bottom);
    void addOthers(const Trace::Commit& commit);
    void addStrand(const Trace::Strand& strand);
    void addWait(const Trace::Wait& wait);
    void addSnapshot(const Trace::Snapshot& snapshot);
    void addSeen(const Trace::Snapshot& snapshot);
    /// A line down, cut where the visible part ends.
    void addPath(PathKind kind, qint64 seq, const QPointF& from, qreal bottom, Role role);

    [[nodiscard]] Role roleOfLane(qsizetype lane) const;
    [[nodiscard]] qreal ringMiddle(qint64 seq) const;
    [[nodiscard]] bool isLost(qint64 commit) const;
    [[nodiscard]] const Trace::Snapshot* seenOn(int side, qint64 commit) const;
    [[nodiscard]] bool hasOthers(qint64 commit) const;
    [[nodiscard]] bool isFuture(qint64 seq) const { return seq > m_frame.moment; }
    [[nodiscard]] bool isSeen(qreal y) const { return y > m_geometry.cutTop() && y < m_geometry.cutBottom(); }

    const TransactionLayout& m_layout;
    const DiagramFrame& m_frame;
    const TransactionGeometry& m_geometry;
    DiagramPicture* m_picture = nullptr;
};

} // namespace interleave
