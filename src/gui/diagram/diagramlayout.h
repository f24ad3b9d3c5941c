#pragma once

#include "core/journal.h"
#include "gui/diagram/diagrampicture.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace interleave {

/// What lies under a point of the diagram.
struct DiagramHit final
{
    enum class Part { Nothing, Row, Bead };

    Part part = Part::Nothing;
    /// The event of the row, or the commit of the bead; 0 for the start's bead.
    qint64 seq = 0;

    bool operator==(const DiagramHit&) const = default;
};

/// Where everything in the sequence diagram of one record goes: a pure function of the journal, kept so that
/// appending an event is O(1) and any stretch of the diagram can be asked for in a time that does not depend
/// on the journal's size. What grows with the journal is kept once; what depends on the moment shown is asked
/// for that moment. Vertical lengths are in px at 100 %.
class DiagramLayout final
{
public:
    static constexpr qsizetype MostLanes = 6;
    static constexpr int MessageHeight = 64;
    static constexpr int EditHeight = 16;
    static constexpr int LineHeight = 32;
    static constexpr int HeadHeight = 40;
    /// From the top of the diagram to the first row, with the bead of the version that was there.
    static constexpr int TopHeight = 36;
    /// The lifelines go on for a third of a row.
    static constexpr int TailHeight = MessageHeight / 3;
    static constexpr int LegendHeight = 48;
    /// A bracket that would be longer only points upwards.
    static constexpr int LongestBracket = 12;

    /// A lane's state from an event on, until the next of its spans.
    struct Span
    {
        qint64 seq;
        /// The version held.
        qint64 held;
        Freshness state;
    };
    /// What one commit took off the line of one lane's versions, which are each other's ancestors.
    struct Loss
    {
        qint64 seq;
        qint64 newest;
        qint64 oldest;
        qint32 count;
        qint16 lane;
        /// Brackets that overlap stand in columns.
        qint16 column;
    };
    /// The first event of each kind that the legend explains; 0 while there is none.
    struct Firsts
    {
        qint64 current = 0;
        qint64 stale = 0;
        qint64 message = 0;
        qint64 edit = 0;
        qint64 refused = 0;
        qint64 loss = 0;
    };

    DiagramLayout() = default;

    /// The journal must live until the next call. \a panels have lanes from the start; others get one with
    /// their first event. An empty \a record means the journal's first.
    void setJournal(const Journal* journal, const QStringList& panels, const QString& record = {});
    /// Lays out the events that the journal got since.
    void catchUp();

    [[nodiscard]] const Journal* journal() const { return m_journal; }
    [[nodiscard]] const QString& record() const { return m_record; }
    [[nodiscard]] qint64 rowCount() const { return static_cast<qint64>(m_tops.size()) - 1; }
    /// Clients in the order of their lanes; with more than MostLanes the last lane is everybody else's.
    [[nodiscard]] qsizetype laneCount() const { return static_cast<qsizetype>(m_lanes.size()); }
    [[nodiscard]] QString laneTitle(qsizetype lane) const;
    [[nodiscard]] qsizetype laneOf(const QString& client) const;
    /// More than one only in the shared lane; sorted.
    [[nodiscard]] QStringList clientsOf(qsizetype lane) const;

    /// Everybody else's lane: it shows messages, but no copies.
    [[nodiscard]] static bool isShared(qsizetype lane) { return lane >= MostLanes; }

    // What grew with the journal, in its order; look-ups are binary searches.
    [[nodiscard]] const std::vector<Span>& spans(qsizetype lane) const;
    [[nodiscard]] const std::vector<Loss>& losses() const { return m_losses; }
    [[nodiscard]] const Firsts& firsts() const { return m_firsts; }
    /// Null while the record has never been.
    [[nodiscard]] const VersionTree* tree() const;
    /// The newest version after the first \a n events; 0 when there was none.
    [[nodiscard]] qint64 versionAt(qint64 n) const;

    /// In px at \a scale, with the legend.
    [[nodiscard]] qreal height(qreal scale, bool heads = false) const;
    /// The row of an event, from the top of the diagram.
    [[nodiscard]] qreal rowTop(qint64 seq, qreal scale, bool heads = false) const;
    [[nodiscard]] qreal rowHeight(qint64 seq, qreal scale) const;
    /// The event whose row is at \a y; 0 above the first, rowCount() + 1 below the last.
    [[nodiscard]] qint64 seqAt(qreal y, qreal scale, bool heads = false) const;
    [[nodiscard]] DiagramHit hit(const QPointF& point, const DiagramFrame& frame) const;

    [[nodiscard]] DiagramPicture picture(const DiagramFrame& frame) const;

    /// Lifelines spread over \a width as the window's cards would stand.
    [[nodiscard]] static LifelineMiddles spread(qreal width, qsizetype lanes);

private:
    struct Lane
    {
        QString client;
        std::vector<Span> spans;
        qint64 held = 0;
        qint64 heldBefore = 0;
    };

    void append(const Event& event);
    void appendMessage(const Event& event, Lane& lane);
    void appendCommit(const Event& event);
    void appendLosses(const Event& event);
    void appendUnheard(const Event& event, Lane& lane);
    void setState(Lane& lane, qint64 seq, Freshness state);
    void note(qint64& first, qint64 seq);
    qsizetype laneFor(const QString& client);
    [[nodiscard]] static int heightOf(const Event& event);

    const Journal* m_journal = nullptr;
    QString m_record;
    /// The top of each row below the first, and the bottom of the last.
    std::vector<qint32> m_tops{0};
    std::vector<Lane> m_lanes;
    QHash<QString, qsizetype> m_laneOf;
    std::vector<Loss> m_losses;
    qint64 m_version = 0;
    Firsts m_firsts;
};

} // namespace interleave
