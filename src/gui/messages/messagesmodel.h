#pragma once

#include "core/model/journal.h"
#include "core/words/explanation.h"

#include <QAbstractTableModel>

namespace interleave {

/// The journal as a table, a row for each event: the same story as the diagram, for those who read. Keeps
/// nothing but how far it has told it.
class MessagesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { StepColumn, ClientColumn, RequestColumn, AnswerColumn, OutcomeColumn, ColumnCount };
    enum DataRole {
        SeverityRole = Qt::UserRole, ///< a Tone
        SeqRole,                     ///< the event's number in the journal
        NotYetRole                   ///< true for an event that comes after the moment that is shown
    };

    explicit MessagesModel(QObject* parent = nullptr);

    /// Another journal; it must live until the next one is set. Null for none.
    void setJournal(const Journal* journal);
    /// The first \a n events have happened; later ones are "not yet". The newest goes along with what is
    /// appended.
    void setMoment(qint64 n);
    /// Tells of the events that were appended since.
    void tellAppended();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Event& event, int column) const;
    [[nodiscard]] QString outcomeOf(const Event& event) const;
    [[nodiscard]] Severity severity(const Event& event, int column) const;
    [[nodiscard]] bool namesRecords() const { return m_journal->latest().records().size() > 1; }

    const Journal* m_journal = nullptr;
    int m_rows = 0;
    qint64 m_moment = 0;
};

} // namespace interleave
