#pragma once

#include "core/scenario/cast.h"
#include "core/transactions/transactionstory.h"
#include "gui/diagram/diagramlayout.h"
#include "gui/transactiondiagram/transactionnotes.h"
#include "gui/transactiondiagram/transactiontrace.h"

namespace interleave {

/// Where everything in the sequence diagram of a run of transactions goes: a pure function of its story. Each
/// session has a lane, the first one left of the database and the others right of it; each event has a row.
/// Vertical lengths are in px at 100 %.
class TransactionLayout final
{
public:
    /// Of a row with one arrow: a BEGIN, a statement that waits, and the answer that it gets at last.
    static constexpr int ArrowHeight = 32;
    /// Of a step that was left out.
    static constexpr int LineHeight = 24;

    /// What an event's row shows.
    enum class Row {
        Exchange, ///< a statement and its answer
        Request,  ///< without an answer, or with one that says nothing
        Answer,   ///< to a statement that has waited
        Line      ///< a text without an arrow
    };

    TransactionLayout() = default;

    /// The story must stay valid until the next call; null for none.
    void setStory(const TransactionStory* story);
    [[nodiscard]] const TransactionStory* story() const { return m_story; }
    [[nodiscard]] const TransactionTrace& trace() const { return m_trace; }

    /// How high the rows with two arrows are, from DiagramLayout::LeastMessageHeight; undoes padAfter().
    /// Costs time linear in the rows.
    void setMessageHeight(int height);
    [[nodiscard]] int messageHeight() const { return m_messageHeight; }
    /// The rows of that height.
    [[nodiscard]] qint64 messageRows() const { return m_messageRows; }
    /// Leaves \a height free below the row of \a seq, or above the first row for 0, and moves down what
    /// follows. Costs time linear in the rows that follow.
    void padAfter(qint64 seq, int height);

    [[nodiscard]] qint64 rowCount() const { return static_cast<qint64>(m_tops.size()) - 1; }
    [[nodiscard]] Row row(qint64 seq) const { return m_rows[static_cast<std::size_t>(seq - 1)].kind; }
    /// What stands on an event's arrows, in shorter and shorter wordings.
    [[nodiscard]] const QStringList& requestOf(qint64 seq) const { return text(seq).request; }
    [[nodiscard]] const QStringList& answerOf(qint64 seq) const { return text(seq).answer; }
    /// Null where there is none.
    [[nodiscard]] const TransactionNote* noteOf(qint64 seq) const;

    [[nodiscard]] qsizetype laneCount() const { return m_sessions.size(); }
    /// -1 for nobody's.
    [[nodiscard]] qsizetype laneOf(const QString& session) const { return m_sessions.indexOf(session); }
    [[nodiscard]] qsizetype laneOf(qint64 seq) const { return laneOf(m_story->journal.event(seq).session); }
    [[nodiscard]] const QString& sessionOf(qsizetype lane) const { return m_sessions.at(lane); }
    /// What stands over the lane, in shorter and shorter wordings.
    [[nodiscard]] QStringList headingsOf(qsizetype lane) const;
    /// The same over the database.
    [[nodiscard]] QStringList databaseHeadings() const;
    [[nodiscard]] Seat seatOf(qsizetype lane) const { return m_cast.seatOf(m_sessions.at(lane)); }

    /// In px at \a scale, with the legend.
    [[nodiscard]] qreal height(qreal scale, bool heads = false) const;
    /// The y of an event's row, from the top of the diagram; for rowCount() + 1 the end of the last.
    [[nodiscard]] qreal rowTop(qint64 seq, qreal scale, bool heads = false) const;
    [[nodiscard]] qreal rowHeight(qint64 seq, qreal scale) const { return heightOf(row(seq)) * scale; }
    /// The event whose row is at \a y; 0 above the first, rowCount() + 1 below the last.
    [[nodiscard]] qint64 seqAt(qreal y, qreal scale, bool heads = false) const;
    [[nodiscard]] DiagramHit hit(const QPointF& point, const DiagramFrame& frame) const;

    /// The lesson's steps, from 1, that anything happened in or before.
    [[nodiscard]] int stepCount() const;
    /// How many events had happened when the step after \a step was taken: those of that step, and of earlier
    /// ones that went on by it.
    [[nodiscard]] qint64 endOfStep(int step) const;

    [[nodiscard]] DiagramPicture picture(const DiagramFrame& frame) const;

private:
    struct RowText
    {
        Row kind = Row::Exchange;
        QStringList request;
        QStringList answer;
    };

    [[nodiscard]] const RowText& text(qint64 seq) const { return m_rows[static_cast<std::size_t>(seq - 1)]; }
    [[nodiscard]] int heightOf(Row row) const;
    void arrange();

    const TransactionStory* m_story = nullptr;
    TransactionTrace m_trace;
    QStringList m_sessions;
    Cast m_cast;
    std::vector<RowText> m_rows;
    QMap<qint64, TransactionNote> m_notes;
    /// The top of each row below the first, then the bottom of the last.
    std::vector<qint32> m_tops{0};
    int m_messageHeight = DiagramLayout::MessageHeight;
    qint64 m_messageRows = 0;
};

} // namespace interleave
