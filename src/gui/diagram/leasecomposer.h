#pragma once

#include "gui/diagram/diagramgeometry.h"

namespace interleave {

/// The leases in the clients' lanes: a slim bar while a client holds one, dashed from the request to the
/// answer while it waits; and below the row of a deadlock its two clients. Part of DiagramComposer.
class LeaseComposer final
{
public:
    LeaseComposer(const DiagramLayout& layout, const DiagramFrame& frame, const DiagramGeometry& geometry);

    void compose(DiagramPicture& picture);

private:
    void addLane(qsizetype lane, qsizetype record);
    void
    addSpan(qsizetype lane, qsizetype record, const DiagramLayout::LeaseSpan& span, qreal top, qreal bottom);
    void addText(qsizetype lane, const DiagramLayout::LeaseSpan& span, qreal top);
    [[nodiscard]] qreal turn(const DiagramLayout::LeaseSpan& span) const;

    const DiagramLayout& m_layout;
    const DiagramFrame& m_frame;
    const DiagramGeometry& m_geometry;
    DiagramPicture* m_picture = nullptr;
};

} // namespace interleave
