#include "gui/record/fieldlist.h"

#include "gui/record/fieldedit.h"
#include "gui/record/fieldrow.h"
#include "gui/theme/theme.h"

#include <QEvent>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace interleave {

namespace {

/// At 100 %: between a name and its value on one line.
constexpr int NameGap = 4;

} // namespace

FieldList::FieldList(QWidget* parent)
    : QScrollArea(parent)
{
    auto* content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    m_layout->addStretch();
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
        m_layout->removeWidget(row);
        row->hide();
        nameRow(row, m_record + QLatin1Char(' '));
    }
    m_others.insert(m_record, m_rows);
    m_rows = m_others.take(record);
    m_record = record;
    for (int i = 0; i < m_rows.size(); ++i) {
        nameRow(m_rows.at(i), {});
        m_layout->insertWidget(i, m_rows.at(i));
        m_rows.at(i)->show();
    }
    arrange();
}

void FieldList::setCompact(bool compact)
{
    m_compact = compact;
    m_layout->setDirection(compact ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    setVerticalScrollBarPolicy(compact ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    arrange();
}

FieldList::Names FieldList::fittingNames(int space) const
{
    int names = 0;
    for (const FieldRow* row : m_rows) {
        space -= row->valueWidth();
        names += row->nameWidth(true) + themeOf(this).px(NameGap);
    }
    return names <= space                                                         ? Names::All
           : m_rows.front()->nameWidth(true) + themeOf(this).px(NameGap) <= space ? Names::First
                                                                                  : Names::None;
}

void FieldList::arrange()
{
    if (m_rows.isEmpty())
        return;
    if (m_compact)
        arrangeInALine();
    else
        arrangeInRows();
}

/// Each row gets the part of the width that its value needs; where that is too much, texts give way, not
/// numbers.
void FieldList::arrangeInALine()
{
    const int space = viewport()->width() - m_layout->spacing() * static_cast<int>(m_rows.size() - 1);
    const Names names = fittingNames(space);
    QList<int> needs;
    int texts = 0;
    int others = 0;
    for (int i = 0; i < m_rows.size(); ++i) {
        FieldRow* row = m_rows.at(i);
        const bool named = names == Names::All || (names == Names::First && i == 0);
        row->setCompact(true, named);
        needs.append(row->valueWidth() + (named ? row->nameWidth(true) + themeOf(this).px(NameGap) : 0));
        (row->holdsText() ? texts : others) += needs.last();
    }
    const int left = std::max(space - others, 0);
    for (int i = 0; i < m_rows.size(); ++i) {
        const bool givesWay = m_rows.at(i)->holdsText() && texts > left;
        m_layout->setStretchFactor(
            m_rows.at(i), std::max(1, givesWay ? needs.at(i) * left / texts : needs.at(i)));
    }
}

/// The names have one column, as wide as the longest needs, but never more than two fifths.
void FieldList::arrangeInRows()
{
    int names = 0;
    for (const FieldRow* row : std::as_const(m_rows))
        names = std::max(names, row->nameWidth(false));
    names = std::min(names, viewport()->width() * 2 / 5);
    for (FieldRow* row : std::as_const(m_rows)) {
        m_layout->setStretchFactor(row, 0);
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
        m_layout->removeWidget(row);
        if (!rows.contains(row))
            row->hide();
    }
    for (int i = 0; i < rows.size(); ++i) {
        m_layout->insertWidget(i, rows.at(i));
        rows.at(i)->show();
    }
    m_rows = rows;
    arrange();
}

} // namespace interleave
