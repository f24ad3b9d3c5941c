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
    void addFolded(qint64 seq);
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

/// What the row of a message says.
struct RowWords final
{
    /// The event that is told.
    qint64 seq = 0;
    /// In shorter and shorter wordings.
    QStringList request;
    QStringList answer;
    Severity severity = Severity::Neutral;
};
/// In a shared lane with the client's name. For the first of a run (RoomLane) that is all of them until the
/// shown moment, or one that is selected.
[[nodiscard]] RowWords rowWords(const DiagramLayout& layout, const DiagramFrame& frame, qint64 seq);

/// The first event of the run whose row is above the visible part, while there is space below for its words;
/// 0 where there is none.
[[nodiscard]] qint64 runAbove(const DiagramGeometry& geometry, const DiagramLayout& layout);
/// The y that its words are around.
[[nodiscard]] qreal middleOfRunAbove(const DiagramGeometry& geometry, const DiagramLayout& layout);

} // namespace interleave
