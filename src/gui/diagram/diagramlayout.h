#pragma once

#include "core/model/journal.h"
#include "core/scenario/cast.h"
#include "core/scenario/roomlane.h"
#include "gui/diagram/diagrampicture.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <vector>

namespace interleave {

/// What is at a point of the diagram.
struct DiagramHit final
{
    enum class Part { Nothing, Row, Bead };

    Part part = Part::Nothing;
    /// The event of the row, or the commit of the bead; 0 for the initial version's bead.
    qint64 seq = 0;

    bool operator==(const DiagramHit&) const = default;
};

/// Whether a client has a record's lease, as the server sees it.
enum class LeaseHold { None, Waits, Holds };

/// Where everything in the sequence diagram goes: a pure function of the journal. It is kept so that
/// appending an event is O(1), and composing any part of the diagram takes a time that does not depend on the
/// journal's size. What grows with the journal is stored; what depends on the shown moment is computed for
/// each frame. Vertical lengths are in px at 100 %.
class DiagramLayout final
{
public:
    static constexpr qsizetype MostLanes = 6;
    /// At most so many records have lifelines; the others' messages are shown all the same.
    static constexpr qsizetype MostRecords = 4;
    static constexpr int MessageHeight = 64;
    /// The lowest row of a message in which its texts do not touch.
    static constexpr int LeastMessageHeight = 44;
    static constexpr int EditHeight = 16;
    /// Of an event that is told by the row of the first of its run; lower where many came before it.
    static constexpr int FoldedHeight = 4;
    static constexpr int LeastFoldedHeight = 2;
    static constexpr qint64 ManyFolded = 40;
    /// From the middle of a step's number to that of the next; of lower rows only some are numbered.
    static constexpr int LeastNumberPitch = 14;
    static constexpr int LineHeight = 32;
    static constexpr int HeadHeight = 40;
    /// From the top of the diagram to the first row; the initial version is in it.
    static constexpr int TopHeight = 36;
    /// How far the lifelines go on below the last row.
    static constexpr int TailHeight = MessageHeight / 3;
    static constexpr int LegendHeight = 48;
    /// Below the row of a request for a lease that would have closed a cycle of two clients.
    static constexpr int CycleHeight = 96;

    /// A lane's state from an event until its next span.
    struct Span
    {
        qint64 seq;
        /// The version held.
        qint64 held;
        Freshness state;
    };
    /// A lane's part in a lease from an event until its next span.
    struct LeaseSpan
    {
        qint64 seq;
        LeaseHold state;
    };
    /// The versions of one lane's client that one commit overwrote; each is an ancestor of the next.
    struct Loss
    {
        qint64 seq;
        qint64 newest;
        qint64 oldest;
        qint32 count;
        qint16 lane;
        qint16 record;
    };
    /// The first event of each kind that the legend explains; 0 before there is one.
    struct Firsts
    {
        qint64 current = 0;
        qint64 stale = 0;
        qint64 message = 0;
        qint64 edit = 0;
        qint64 refused = 0;
        qint64 loss = 0;
        qint64 lostOnTheWay = 0;
        qint64 holds = 0;
        qint64 waits = 0;
    };

    DiagramLayout() = default;

    /// The journal must stay valid until the next call. \a panels have lanes from the start; others get one
    /// with their first event. The room's clients share a lane, without those of \a own. The records that
    /// the journal starts from have lifelines, up to MostRecords.
    void setJournal(const Journal* journal, const QStringList& panels, const QStringList& own = {});
    /// The room's clients that have a lane of their own.
    [[nodiscard]] const QStringList& own() const { return m_own; }
    /// Lays out the events that were added to the journal; all of them where something else is said of its
    /// clients now.
    void catchUp();

    /// Compared side by side, no cycle of a deadlock is drawn. Call it before setJournal().
    void hideCycles() { m_showsCycles = false; }

    /// How high the row of a message is, from LeastMessageHeight; undoes padAfter(). Costs time linear in the
    /// rows.
    void setMessageHeight(int height);
    [[nodiscard]] int messageHeight() const { return m_messageHeight; }
    /// The rows as high as a message.
    [[nodiscard]] qint64 messageRows() const { return m_messageRows; }

    /// Leaves \a height free below the row of \a seq, or above the first row for 0, and moves down what
    /// follows. In px at 100 %; costs time linear in the rows that follow.
    void padAfter(qint64 seq, int height);

    [[nodiscard]] const Journal* journal() const { return m_journal; }
    /// The records that have lifelines, from left to right.
    [[nodiscard]] const QStringList& records() const { return m_records; }
    /// At least one, even if it has no name yet.
    [[nodiscard]] qsizetype recordCount() const { return std::max<qsizetype>(1, m_records.size()); }
    /// -1 for a record without a lifeline.
    [[nodiscard]] qsizetype recordIndex(const QString& id) const { return m_records.indexOf(id); }
    /// Whether there are several records, so that a message must name its own.
    [[nodiscard]] bool namesRecords() const;
    [[nodiscard]] qint64 rowCount() const { return static_cast<qint64>(m_tops.size()) - 1; }
    /// Clients in the order of their lanes; with more than MostLanes one lane is shared by the rest.
    [[nodiscard]] qsizetype laneCount() const { return static_cast<qsizetype>(m_lanes.size()); }
    [[nodiscard]] QString laneTitle(qsizetype lane) const;
    /// What stands over the lane, in shorter and shorter wordings.
    [[nodiscard]] QStringList headingsOf(qsizetype lane, qint64 moment) const;
    [[nodiscard]] qsizetype laneOf(const QString& client) const;
    /// The clients with a lane of their own are its members.
    [[nodiscard]] const Cast& cast() const { return m_cast; }
    [[nodiscard]] Seat seatOf(qsizetype lane) const;
    /// More than one only for a shared lane; sorted.
    [[nodiscard]] QStringList clientsOf(qsizetype lane) const;

    /// A shared lane shows messages, but no copies.
    [[nodiscard]] bool isShared(qsizetype lane) const { return lane == m_others || lane == m_roomsLane; }
    [[nodiscard]] bool isRooms(qsizetype lane) const { return lane == m_roomsLane; }
    /// Which messages of the room's lane are told as one.
    [[nodiscard]] const RoomLane& room() const { return m_room; }

    // These grow with the journal, in its order; look-ups are binary searches.
    [[nodiscard]] const std::vector<Span>& spans(qsizetype lane, qsizetype record = 0) const;
    [[nodiscard]] const std::vector<LeaseSpan>& leases(qsizetype lane, qsizetype record = 0) const;
    [[nodiscard]] const std::vector<Loss>& losses() const { return m_losses; }
    [[nodiscard]] const Firsts& firsts() const { return m_firsts; }
    /// Null while the record has never existed.
    [[nodiscard]] const VersionTree* tree(qsizetype record = 0) const;
    /// The newest version after the first \a n events; 0 when there is none.
    [[nodiscard]] qint64 versionAt(qint64 n, qsizetype record = 0) const;

    /// In px at \a scale, with the legend.
    [[nodiscard]] qreal height(qreal scale, bool heads = false) const;
    /// The y of an event's row, from the top of the diagram.
    [[nodiscard]] qreal rowTop(qint64 seq, qreal scale, bool heads = false) const;
    [[nodiscard]] qreal rowHeight(qint64 seq, qreal scale) const;
    /// The same, with the space for the cycle of a deadlock.
    [[nodiscard]] qreal bandHeight(qint64 seq, qreal scale) const
    {
        return rowHeight(seq, scale) + (showsCycle(m_journal->event(seq)) ? CycleHeight * scale : 0);
    }
    /// Whether the cycle of the event's deadlock is drawn, in CycleHeight below its row.
    [[nodiscard]] bool showsCycle(const Event& event) const
    {
        return m_showsCycles && event.cycle.size() == 2;
    }
    /// The event whose row is at \a y; 0 above the first, rowCount() + 1 below the last.
    [[nodiscard]] qint64 seqAt(qreal y, qreal scale, bool heads = false) const;
    [[nodiscard]] DiagramHit hit(const QPointF& point, const DiagramFrame& frame) const;

    [[nodiscard]] DiagramPicture picture(const DiagramFrame& frame) const;

    /// Spreads the lifelines over \a width as the window's cards would be.
    [[nodiscard]] static LifelineMiddles spread(qreal width, qsizetype lanes);

private:
    /// A client's copies and leases of one record.
    struct Track
    {
        std::vector<Span> spans;
        std::vector<LeaseSpan> leases;
        qint64 held = 0;
    };
    struct Lane
    {
        /// Of a shared one the first of its clients.
        QString client;
        /// By record.
        std::vector<Track> tracks;
    };

    void append(const Event& event);
    void appendMessage(const Event& event, Lane& lane);
    void appendCommit(const Event& event, qsizetype record);
    void appendLosses(const Event& event, qsizetype record);
    void appendLease(const Event& event, Lane& lane);
    void setState(Lane& lane, qsizetype record, qint64 seq, Freshness state);
    void setLease(Lane& lane, qsizetype record, qint64 seq, LeaseHold state);
    [[nodiscard]] const Track& track(qsizetype lane, qsizetype record) const;
    [[nodiscard]] qint64& version(qsizetype record) { return m_versions[static_cast<std::size_t>(record)]; }
    void note(qint64& first, qint64 seq);
    qsizetype laneFor(const QString& client);
    qsizetype addLane(const QString& client);
    [[nodiscard]] int heightOf(const Event& event) const;
    void appendRow(const Event& event);

    const Journal* m_journal = nullptr;
    QStringList m_panels;
    QStringList m_own;
    /// What was said of the journal's clients when it was laid out.
    QList<ClientLook> m_looks;
    Cast m_cast;
    RoomLane m_room;
    /// The lanes that are shared by the room's clients and by those that are beyond MostLanes; -1 for none.
    qsizetype m_roomsLane = -1;
    qsizetype m_others = -1;
    QStringList m_records;
    /// The top of each row below the first, then the bottom of the last.
    std::vector<qint32> m_tops{0};
    int m_messageHeight = MessageHeight;
    bool m_showsCycles = true;
    qint64 m_messageRows = 0;
    std::vector<Lane> m_lanes;
    QHash<QString, qsizetype> m_laneOf;
    std::vector<Loss> m_losses;
    /// The newest version by record; 0 while there is none.
    std::vector<qint64> m_versions{0};
    Firsts m_firsts;
};

} // namespace interleave
