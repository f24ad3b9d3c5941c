#pragma once

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

    /// Makes the rows for these fields, keeping those that are there.
    void setFields(const QStringList& fields);
    [[nodiscard]] const QList<FieldRow*>& rows() const { return m_rows; }

signals:
    void rowAdded(interleave::FieldRow* row);

private:
    QVBoxLayout* m_layout;
    QList<FieldRow*> m_rows;
};

} // namespace interleave
