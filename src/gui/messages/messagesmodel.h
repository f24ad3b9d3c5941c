#pragma once

#include "core/model/journal.h"
#include "core/scenario/cast.h"
#include "core/words/explanation.h"

#include <QAbstractTableModel>

namespace interleave {

/// The journal as a table with a row for each event: the same content as the diagram, as text. Stores only
/// how many events it has shown.
class MessagesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { StepColumn, ClientColumn, RequestColumn, AnswerColumn, OutcomeColumn, ColumnCount };
    enum DataRole {
        SeverityRole = Qt::UserRole, ///< a Severity
        SeqRole,                     ///< the event's number in the journal
        SeatRole,                    ///< the client's Seat
        NotYetRole,                  ///< true for an event after the shown moment
        // These do not depend on the moment.
        RecordRole,  ///< the record's id
        RefusedRole, ///< true for what was refused
        LostRole,    ///< true for what lost an update
        SearchRole   ///< all texts of the row, also of what became of it
    };

    explicit MessagesModel(QObject* parent = nullptr);

    /// Sets another journal; it must stay valid until the next one is set. Null for none.
    void setJournal(const Journal* journal);
    void setCast(const Cast& cast) { m_cast = cast; }
    /// Sets how many events have happened; later ones are "not yet". If it is the newest moment, it follows
    /// appended events.
    void setMoment(qint64 n);
    /// Shows the events that were added to the journal.
    void tellAppended();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Event& event, int column) const;
    [[nodiscard]] QString becameOf(const Event& event) const;
    [[nodiscard]] QString outcomeOf(const Event& event) const;
    [[nodiscard]] Severity severity(const Event& event, int column) const;
    [[nodiscard]] bool namesRecords() const { return m_journal->latest().records().size() > 1; }

    const Journal* m_journal = nullptr;
    Cast m_cast;
    int m_rows = 0;
    qint64 m_moment = 0;
};

} // namespace interleave
