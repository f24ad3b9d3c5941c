#pragma once

#include "gui/diagram/diagramgeometry.h"

#include <unordered_map>

namespace interleave {

/// The clients' lifelines of a picture: their copies, and since when each is stale. Part of DiagramComposer.
class LaneComposer final
{
public:
    LaneComposer(const DiagramLayout& layout, const DiagramFrame& frame, const DiagramGeometry& geometry);

    /// \a picture already has the server's part, which the texts avoid.
    void compose(DiagramPicture& picture);

private:
    void addLane(qsizetype lane, qsizetype record);
    void addSpan(qsizetype lane, qsizetype record, const DiagramLayout::Span& span, qreal top, qreal bottom);
    void addStaleSince(qsizetype lane, qsizetype record, const DiagramLayout::Span& span);
    [[nodiscard]] qreal turn(const DiagramLayout::Span& span) const;
    [[nodiscard]] bool hasNote(qint64 seq, const DiagramGap& gap) const;
    [[nodiscard]] bool isFuture(qint64 seq) const { return seq > m_frame.moment; }

    const DiagramLayout& m_layout;
    const DiagramFrame& m_frame;
    const DiagramGeometry& m_geometry;
    /// The space of the notes about losses and refusals, by row.
    std::unordered_multimap<qint64, DiagramGap> m_notes;
    /// The same of the times of versions.
    std::unordered_multimap<qint64, DiagramGap> m_dates;
    DiagramPicture* m_picture = nullptr;
};

} // namespace interleave
