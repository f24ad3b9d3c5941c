#pragma once

#include <QMap>
#include <QScrollArea>
#include <QStringList>

#include <algorithm>

class QBoxLayout;
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
    /// Puts the fields side by side, on as few lines as leave the values whole, but at most MostLines, with
    /// as many of their names as do, too.
    void setCompact(bool compact);
    /// The texts that fields will show, by field: with lines for them from the start, nothing jumps.
    void setExpected(const QMap<QString, QStringList>& texts);
    /// 1 in a list.
    [[nodiscard]] int lines() const { return m_compact ? std::max(1, static_cast<int>(m_lines.size())) : 1; }
    static constexpr int MostLines = 4;
    [[nodiscard]] const QList<FieldRow*>& rows() const { return m_rows; }
    /// Including those of the other records.
    [[nodiscard]] QList<FieldRow*> allRows() const;

signals:
    void rowAdded(interleave::FieldRow* row);
    void linesChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    using Line = QList<FieldRow*>;
    /// How many of a line's fields have their names beside them.
    enum class Names { None, First, All };

    void arrange();
    void arrangeInALine(const Line& line, QBoxLayout& place);
    void arrangeInRows();
    void place(const QList<Line>& lines);
    [[nodiscard]] QList<Line> fittingLines() const;
    [[nodiscard]] int expectedWidth(FieldRow& row) const;
    [[nodiscard]] Names fittingNames(const Line& line, int space) const;

    QVBoxLayout* m_layout;
    QList<FieldRow*> m_rows;
    QString m_record;
    bool m_compact = false;
    QMap<QString, QStringList> m_expected;
    /// As the rows are placed; in a list, each is a line of its own.
    QList<Line> m_lines;
    /// The rows of the records that are not shown.
    QMap<QString, QList<FieldRow*>> m_others;
};

} // namespace interleave
