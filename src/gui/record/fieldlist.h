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
    /// Puts all fields side by side on one line, with as many of their names as leave the values whole.
    void setCompact(bool compact);
    [[nodiscard]] const QList<FieldRow*>& rows() const { return m_rows; }
    /// Including those of the other records.
    [[nodiscard]] QList<FieldRow*> allRows() const;

signals:
    void rowAdded(interleave::FieldRow* row);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// How many of a line's fields have their names beside them.
    enum class Names { None, First, All };

    void arrange();
    void arrangeInALine();
    void arrangeInRows();
    [[nodiscard]] Names fittingNames(int space) const;

    QVBoxLayout* m_layout;
    QList<FieldRow*> m_rows;
    QString m_record;
    bool m_compact = false;
    /// The rows of the records that are not shown.
    QMap<QString, QList<FieldRow*>> m_others;
};

} // namespace interleave
