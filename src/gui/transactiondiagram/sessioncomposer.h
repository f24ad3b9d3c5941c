#pragma once

#include "gui/transactiondiagram/transactiongeometry.h"

namespace interleave {

/// The sessions' part of a picture: their lifelines, their open transactions, and what they believe wrongly.
/// Part of TransactionComposer.
class SessionComposer final
{
public:
    SessionComposer(
        const TransactionLayout& layout, const DiagramFrame& frame, const TransactionGeometry& geometry);

    void compose(DiagramPicture& picture);

private:
    using Trace = TransactionTrace;

    void addLifeline(qsizetype lane);
    void addFrame(const Trace::Frame& frame);
    void addBelief(const Trace::Belief& belief);
    void addBelieved(const Trace::Belief& belief);
    [[nodiscard]] bool isInFrame(const Trace::Belief& belief) const;
    [[nodiscard]] bool isFuture(qint64 seq) const { return seq > m_frame.moment; }

    const TransactionLayout& m_layout;
    const DiagramFrame& m_frame;
    const TransactionGeometry& m_geometry;
    DiagramPicture* m_picture = nullptr;
};

} // namespace interleave
