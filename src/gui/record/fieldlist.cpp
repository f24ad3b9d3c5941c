#include "gui/record/fieldlist.h"

#include "gui/record/fieldedit.h"
#include "gui/record/fieldrow.h"
#include "gui/theme/style.h"
#include "gui/theme/theme.h"

#include <QEvent>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace interleave {

namespace {

// At 100 %.
/// Between a name and its value on one line.
constexpr int NameGap = 4;
constexpr int Spacing = 8;

} // namespace

FieldList::FieldList(QWidget* parent)
    : QScrollArea(parent)
{
    auto* content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Spacing);
    setWidget(content);
    content->installEventFilter(this);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    // Let the card's background show through.
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
}

void FieldList::setRecord(const QString& record)
{
    if (record == m_record)
        return;
    // Only visible rows have the field's name as object name.
    const auto nameRow = [](FieldRow* row, const QString& before) {
        row->edit().setObjectName(before + row->field() + QStringLiteral("Field"));
    };
    for (FieldRow* row : std::as_const(m_rows)) {
        row->hide();
        nameRow(row, m_record + QLatin1Char(' '));
    }
    m_others.insert(m_record, m_rows);
    m_rows = m_others.take(record);
    m_record = record;
    for (FieldRow* row : std::as_const(m_rows)) {
        nameRow(row, {});
        row->show();
    }
    arrange();
}

void FieldList::setCompact(bool compact)
{
    m_compact = compact;
    // First, because a scroll bar that goes or comes arranges the rows.
    m_lines.clear();
    setVerticalScrollBarPolicy(compact ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    arrange();
}

void FieldList::setExpected(const QMap<QString, QStringList>& texts)
{
    if (m_expected == texts)
        return;
    m_expected = texts;
    arrange();
}

void FieldList::arrange()
{
    if (m_rows.isEmpty()) {
        place({});
        return;
    }
    if (!m_compact) {
        arrangeInRows();
        return;
    }
    place(fittingLines());
    for (int i = 0; i < m_lines.size(); ++i)
        arrangeInALine(m_lines.at(i), *static_cast<QBoxLayout*>(m_layout->itemAt(i)->layout()));
}

/// What the widest of the values needs that the field shows now and will show.
int FieldList::expectedWidth(FieldRow& row) const
{
    int width = row.valueWidth();
    for (const QString& text : m_expected.value(row.field()))
        width = std::max(width, row.edit().widthOf(text));
    return width;
}

/// The last line takes what is left over.
QList<FieldList::Line> FieldList::fittingLines() const
{
    QList<Line> lines{Line()};
    int left = viewport()->width();
    for (FieldRow* row : m_rows) {
        const int width = expectedWidth(*row);
        if (width > left && !lines.last().isEmpty() && lines.size() < MostLines) {
            lines.append(Line());
            left = viewport()->width();
        }
        lines.last().append(row);
        left -= width + m_layout->spacing();
    }
    return lines;
}

void FieldList::place(const QList<Line>& lines)
{
    if (m_lines == lines)
        return;
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        while (item->layout() != nullptr && item->layout()->count() > 0)
            delete item->layout()->takeAt(0);
        delete item;
    }
    for (const Line& line : lines) {
        QBoxLayout* place = m_layout;
        if (m_compact) {
            place = new QHBoxLayout;
            m_layout->addLayout(place);
            setUnscaled(place, {}, Spacing);
        }
        for (FieldRow* row : line)
            place->addWidget(row);
    }
    if (!m_compact)
        m_layout->addStretch();
    const auto before = std::exchange(m_lines, lines).size();
    if (before != lines.size())
        emit linesChanged();
}

FieldList::Names FieldList::fittingNames(const Line& line, int space) const
{
    int names = 0;
    for (const FieldRow* row : line) {
        space -= row->valueWidth();
        names += row->nameWidth(true) + themeOf(this).px(NameGap);
    }
    return names <= space                                                       ? Names::All
           : line.front()->nameWidth(true) + themeOf(this).px(NameGap) <= space ? Names::First
                                                                                : Names::None;
}

/// Each row gets the part of the width that its value needs; where that is too much, texts give way, not
/// numbers.
void FieldList::arrangeInALine(const Line& line, QBoxLayout& place)
{
    const int space = viewport()->width() - place.spacing() * static_cast<int>(line.size() - 1);
    const Names names = fittingNames(line, space);
    QList<int> needs;
    int texts = 0;
    int others = 0;
    for (FieldRow* row : line) {
        const bool named = names == Names::All || (names == Names::First && row == line.front());
        row->setCompact(true, named);
        needs.append(row->valueWidth() + (named ? row->nameWidth(true) + themeOf(this).px(NameGap) : 0));
        (row->holdsText() ? texts : others) += needs.last();
    }
    const int left = std::max(space - others, 0);
    for (int i = 0; i < line.size(); ++i) {
        const bool givesWay = line.at(i)->holdsText() && texts > left;
        const int stretch = std::max(1, givesWay ? needs.at(i) * left / texts : needs.at(i));
        // Even the same factor would ask for a layout, and so for this function, without end.
        if (place.stretch(i) != stretch)
            place.setStretch(i, stretch);
    }
}

/// The names have one column, as wide as the longest needs, but never more than two fifths.
void FieldList::arrangeInRows()
{
    QList<Line> lines;
    for (FieldRow* row : std::as_const(m_rows))
        lines.append(Line{row});
    place(lines);
    int names = 0;
    for (const FieldRow* row : std::as_const(m_rows))
        names = std::max(names, row->nameWidth(false));
    names = std::min(names, viewport()->width() * 2 / 5);
    for (FieldRow* row : std::as_const(m_rows)) {
        row->setCompact(false, true);
        row->setNameWidth(names);
    }
}

void FieldList::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() != QEvent::StyleChange)
        return;
    arrange();
    // The values get their fonts later.
    QTimer::singleShot(0, this, &FieldList::arrange);
}

/// A value or a name may need more width than before.
bool FieldList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == widget() && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
        arrange();
    return QScrollArea::eventFilter(watched, event);
}

QList<FieldRow*> FieldList::allRows() const
{
    QList<FieldRow*> rows = m_rows;
    for (const QList<FieldRow*>& others : m_others)
        rows.append(others);
    return rows;
}

void FieldList::setFields(const QStringList& fields)
{
    const auto rowOf = [this](const QString& field) -> FieldRow* {
        const auto it = std::ranges::find(m_rows, field, &FieldRow::field);
        return it == m_rows.end() ? nullptr : *it;
    };
    QList<FieldRow*> rows;
    for (const QString& field : fields) {
        FieldRow* row = rowOf(field);
        if (row == nullptr) {
            row = new FieldRow(field, widget());
            emit rowAdded(row);
        }
        rows.append(row);
    }
    for (FieldRow* row : std::as_const(m_rows)) {
        if (rows.contains(row))
            continue;
        if (row->hasTypedText())
            rows.append(row);
        else
            row->deleteLater();
    }
    if (rows == m_rows)
        return;
    for (FieldRow* row : std::as_const(m_rows)) {
        if (!rows.contains(row))
            row->hide();
    }
    for (FieldRow* row : std::as_const(rows))
        row->show();
    m_rows = rows;
    arrange();
}

} // namespace interleave
