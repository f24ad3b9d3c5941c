#pragma once

#include "gui/transactiondiagram/transactiongeometry.h"

namespace interleave {

/// Composes the picture of one frame from the layout. Used once per frame; part of TransactionLayout.
class TransactionComposer final
{
public:
    TransactionComposer(const TransactionLayout& layout, const DiagramFrame& frame);

    [[nodiscard]] DiagramPicture compose();

private:
    using Trace = TransactionTrace;

    void addHeads();
    void addRow(qint64 seq);
    void addArrows(const TransactionEvent& event);
    void addRequest(const TransactionEvent& event);
    void addAnswer(const TransactionEvent& event);
    void addTexts(const TransactionEvent& event);
    void addLine(const TransactionEvent& event);
    void addNotYet(const TransactionEvent& event);
    void addNote(const TransactionEvent& event);
    void addPlayhead();
    void addLegend();

    [[nodiscard]] Role roleOfAnswer(const TransactionEvent& event) const;
    [[nodiscard]] bool isFuture(qint64 seq) const { return seq > m_frame.moment; }
    PictureText&
    addText(TextKind kind, qint64 seq, const QRectF& space, const QStringList& wordings, Role role);
    [[nodiscard]] QRectF area(const DiagramGap& gap, qreal middle, qreal height) const;

    const TransactionLayout& m_layout;
    const DiagramFrame& m_frame;
    TransactionGeometry m_geometry;
    DiagramPicture m_picture;
};

} // namespace interleave
