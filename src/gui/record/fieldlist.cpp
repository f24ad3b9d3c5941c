#include "gui/record/fieldlist.h"

#include "gui/record/fieldedit.h"
#include "gui/record/fieldrow.h"

#include <QVBoxLayout>

#include <algorithm>

namespace interleave {

FieldList::FieldList(QWidget* parent)
    : QScrollArea(parent)
{
    auto* content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    m_layout->addStretch();
    setWidget(content);
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
    m_labelled = true;
    m_layout->setDirection(compact ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    setVerticalScrollBarPolicy(compact ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    arrange();
}

void FieldList::setLabelled(bool labelled)
{
    if (m_labelled == labelled)
        return;
    m_labelled = labelled;
    arrange();
}

void FieldList::arrange()
{
    for (int i = 0; i < m_rows.size(); ++i) {
        // The first field is the important one, and a number, which needs little width.
        const int share = i == 0 ? 2 : 3;
        m_layout->setStretchFactor(m_rows.at(i), m_compact ? share : 0);
        m_rows.at(i)->setCompact(m_compact, !m_compact || m_labelled || i == 0);
    }
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
