#pragma once

#include "gui/diagram/diagramgeometry.h"

namespace interleave {

/// The server's part of a picture, for one record: its lifeline, its versions, and what was lost. Part of
/// DiagramComposer.
class ServerComposer final
{
public:
    /// For the lifeline of one record.
    ServerComposer(
        const DiagramLayout& layout,
        const DiagramFrame& frame,
        const DiagramGeometry& geometry,
        qsizetype record);

    void compose(DiagramPicture& picture);

private:
    /// Where to put the note about a loss: a gap between lifelines, and its side of the server.
    struct Place
    {
        qsizetype lane = -1;
        int side = 1;
        /// It lies between the sender's own request and answer.
        bool crossed = false;

        bool operator==(const Place&) const = default;
    };
    /// Losses of one commit that share a note.
    struct Group
    {
        Place place;
        std::vector<const DiagramLayout::Loss*> losses;
    };

    void addLifeline(DiagramPicture& picture);
    void addVersion(qint64 number, DiagramPicture& picture);
    void addBead(const Version& version, bool lost, DiagramPicture& picture);
    void addDate(const Version& version, DiagramPicture& picture);
    void addLosses(DiagramPicture& picture);
    void addNote(const Group& group, qint64 row, DiagramPicture& picture);
    [[nodiscard]] qint64 rowOf(qint64 seq) const;
    [[nodiscard]] qreal middleOfRow(qint64 row) const;

    [[nodiscard]] Place placeOf(const DiagramLayout::Loss& loss) const;
    [[nodiscard]] int dateSide(qint64 seq) const;
    [[nodiscard]] DiagramGap spaceOf(const Group& group) const;
    [[nodiscard]] bool isLost(qint64 version) const;
    /// That of its author.
    [[nodiscard]] Role roleOf(const Version& version) const;
    [[nodiscard]] bool isStillLost(const DiagramLayout::Loss& loss) const { return isLost(loss.newest); }
    [[nodiscard]] QStringList wordings(const Group& group, bool lost) const;
    [[nodiscard]] QStringList wordingsOfOne(qint64 version) const;
    [[nodiscard]] qreal middleOf(const Version& version) const;

    const DiagramLayout& m_layout;
    const DiagramFrame& m_frame;
    const DiagramGeometry& m_geometry;
    qsizetype m_record;
    /// The x of the record's lifeline.
    qreal m_x;
    const VersionTree* m_tree;
    /// The newest version at the shown moment.
    qint64 m_tip = 0;
};

} // namespace interleave
