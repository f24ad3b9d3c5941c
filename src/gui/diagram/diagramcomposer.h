#pragma once

#include "core/words/explanation.h"
#include "gui/diagram/diagramgeometry.h"
#include "gui/diagram/lanecomposer.h"

namespace interleave {

/// Composes the picture of one frame from the layout. Used once per frame; part of DiagramLayout.
class DiagramComposer final
{
public:
    DiagramComposer(const DiagramLayout& layout, const DiagramFrame& frame);

    [[nodiscard]] DiagramPicture compose();

private:
    void addHeads();
    void addRow(qint64 seq);
    void addMessage(const Event& event);
    void addArrows(const Event& event, qsizetype lane);
    [[nodiscard]] qreal badgeOf(const Event& event, int side) const;
    void addMessageTexts(const RowWords& words, qreal middle);
    void addComparison(const Event& event, qsizetype lane);
    void addNotYet(const Event& event, qsizetype lane);
    void addEdit(const Event& event);
    void addAnswerLost(const Event& event);
    void addAcross(const Event& event);
    void addRecords();
    void addPlayhead();
    void addLegend();

    [[nodiscard]] MessageText textOf(const Event& event) const;
    [[nodiscard]] bool isFuture(qint64 seq) const { return seq > m_frame.moment; }
    PictureText&
    addText(TextKind kind, qint64 seq, const QRectF& space, const QStringList& wordings, Role role);
    [[nodiscard]] QRectF area(const DiagramGap& gap, qreal middle, qreal height, qreal down = 0) const;

    const DiagramLayout& m_layout;
    const DiagramFrame& m_frame;
    DiagramGeometry m_geometry;
    DiagramPicture m_picture;
};

} // namespace interleave
