#pragma once

#include <QMap>
#include <QScrollArea>

class QVBoxLayout;

namespace interleave {

class FieldRow;

/// The fields of a client's card, in the record's order. Two fit; more scroll. Rows appear and disappear with
/// the fields; a row with typed text stays.
class FieldList final : public QScrollArea
{
    Q_OBJECT

public:
    explicit FieldList(QWidget* parent = nullptr);

    /// Switches to the fields of another record: its rows come back as they were left, with their typed text.
    void setRecord(const QString& record);
    [[nodiscard]] const QString& record() const { return m_record; }
    /// Creates the rows for these fields, keeping existing ones.
    void setFields(const QStringList& fields);
    /// Puts all fields side by side on one line.
    void setCompact(bool compact);
    /// In a compact list there may not be enough width for any names but the first.
    void setLabelled(bool labelled);
    [[nodiscard]] const QList<FieldRow*>& rows() const { return m_rows; }
    /// Including those of the other records.
    [[nodiscard]] QList<FieldRow*> allRows() const;

signals:
    void rowAdded(interleave::FieldRow* row);

private:
    void arrange();

    QVBoxLayout* m_layout;
    QList<FieldRow*> m_rows;
    QString m_record;
    bool m_compact = false;
    bool m_labelled = true;
    /// The rows of the records that are not shown.
    QMap<QString, QList<FieldRow*>> m_others;
};

} // namespace interleave
