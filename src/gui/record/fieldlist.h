#pragma once

#include <QMap>
#include <QScrollArea>

class QVBoxLayout;

namespace interleave {

class FieldRow;

/// The fields of a client's card, in the record's order. Two fit, more scroll. Rows come and go with the
/// fields; a row in which something is typed stays.
class FieldList final : public QScrollArea
{
    Q_OBJECT

public:
    explicit FieldList(QWidget* parent = nullptr);

    /// From now on these are the fields of another record: its rows come back as they were left, with what
    /// was typed in them.
    void setRecord(const QString& record);
    [[nodiscard]] const QString& record() const { return m_record; }
    /// Makes the rows for these fields, keeping those that are there.
    void setFields(const QStringList& fields);
    /// All beside each other on one line.
    void setCompact(bool compact);
    /// On one line there may be no room for the names of any field but the first.
    void setLabelled(bool labelled);
    [[nodiscard]] const QList<FieldRow*>& rows() const { return m_rows; }
    /// Those of the other records too.
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
