#include "gui/merge/mergepane.h"

#include "core/values/excerpt.h"
#include "gui/labels/elidedlabel.h"
#include "gui/merge/mergerow.h"
#include "gui/theme/buttonsize.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace interleave {

namespace {

constexpr int RowGap = 6;

} // namespace

MergePane::MergePane(QWidget* parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(this))
    , m_area(new QScrollArea(this))
    , m_save(new QPushButton(tr("Save merged"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_title->setObjectName(QStringLiteral("mergeTitle"));
    setTextStyle(m_title, TextStyle::Strong);
    setTextRole(m_title, Role::Stale);
    m_save->setObjectName(QStringLiteral("saveMergedButton"));
    m_cancel->setObjectName(QStringLiteral("cancelMergeButton"));
    setButtonKind(m_save, ButtonKind::Primary);

    auto* content = new QWidget;
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(RowGap);
    m_list->addStretch();
    m_area->setWidget(content);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    // Let the card's background show through.
    m_area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);

    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(RowGap);
    rows->addWidget(m_title);
    rows->addWidget(m_area, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_save);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    rows->addLayout(buttons);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);

    connect(m_save, &QPushButton::clicked, this, &MergePane::saveChosen);
    connect(m_cancel, &QPushButton::clicked, this, &MergePane::cancelled);
}

void MergePane::setClient(const CastMember& member)
{
    m_member = member;
    setAccessibleName(tr("%1: merge").arg(member.title()));
    setTextRole(m_save, roleOf(member.seat));
    m_save->setAccessibleName(tr("%1: Save merged").arg(member.title()));
    m_cancel->setAccessibleName(tr("%1: Cancel the merge").arg(member.title()));
}

void MergePane::setMerge(const Merge& merge, qint64 version, const QString& changedBy)
{
    if (m_merge == merge && m_version == version)
        return;
    m_merge = merge;
    m_version = version;
    const QString whose = changedBy.isEmpty() ? tr("v%1").arg(version)
                                              : tr("%1’s v%2").arg(changedBy, QString::number(version));
    m_title->setWords(tr("412 · merge with %1").arg(whose), tr("Merge with v%1").arg(version));
    for (MergeRow* row : std::as_const(m_rows)) {
        m_list->removeWidget(row);
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    // Conflicting fields come first.
    for (const bool conflicting : {true, false}) {
        for (MergeField field : merge.fields) {
            const auto typed = m_givenUp.constFind(field.name);
            if (field.kind != MergeField::Kind::Conflicting && typed != m_givenUp.cend() &&
                field.theirs != *typed) {
                field.kind = MergeField::Kind::Conflicting;
                field.mine = *typed;
                // The value was typed on an older base, so there is no amount to add.
                field.base.reset();
            }
            if ((field.kind == MergeField::Kind::Conflicting) == conflicting)
                addRow(field);
        }
    }
    renderSave();
}

void MergePane::addRow(const MergeField& field)
{
    const auto chosen = m_chosen.constFind(field.name);
    auto* row = new MergeRow(
        field, chosen == m_chosen.cend() ? std::nullopt : std::optional(*chosen), m_area->widget());
    for (TakeButton* choice : row->choices())
        setTextRole(choice, roleOf(m_member.seat));
    connect(row, &MergeRow::taken, this, &MergePane::renderSave);
    m_list->insertWidget(static_cast<int>(m_rows.size()), row);
    row->show();
    m_rows.append(row);
}

void MergePane::renderSave()
{
    const auto open = std::ranges::find_if(
        m_rows, [](const MergeRow* row) { return row->isConflicting() && !row->take(); });
    m_save->setEnabled(open == m_rows.end());
    const QString missing = open == m_rows.end()
                                ? QString()
                                : tr("Choose a value of “%1” first").arg(excerpt((*open)->field().name));
    setPlainTip(*m_save, missing);
    m_save->setAccessibleDescription(missing);
}

QMap<QString, Take> MergePane::choices() const
{
    QMap<QString, Take> choices;
    for (const MergeRow* row : m_rows) {
        if (const auto take = row->take())
            choices.insert(row->field().name, *take);
    }
    return choices;
}

Fields MergePane::takenBack() const
{
    Fields fields;
    for (const MergeRow* row : m_rows) {
        const auto typed = m_givenUp.constFind(row->field().name);
        if (typed != m_givenUp.cend() && row->take() == Take::Mine && row->field().mine == *typed)
            fields.set(row->field().name, *typed);
    }
    return fields;
}

void MergePane::remember()
{
    m_chosen = choices();
    for (const MergeRow* row : std::as_const(m_rows)) {
        if (row->take() == Take::Theirs && row->field().mine)
            m_givenUp.insert(row->field().name, *row->field().mine);
    }
}

void MergePane::forget()
{
    m_merge.reset();
    m_chosen.clear();
    m_givenUp.clear();
}

void MergePane::setInert(bool inert)
{
    m_inert = inert;
}

int MergePane::fullHeight() const
{
    return sizeHint().height() - m_area->sizeHint().height() + m_area->widget()->sizeHint().height();
}

QList<QWidget*> MergePane::focusOrder() const
{
    QList<QWidget*> order;
    for (const MergeRow* row : m_rows) {
        for (TakeButton* choice : row->choices())
            order.append(choice);
    }
    return order << m_save << m_cancel;
}

void MergePane::takeFocus()
{
    for (const MergeRow* row : std::as_const(m_rows)) {
        for (TakeButton* choice : row->choices()) {
            if (choice->isChecked() || !row->take()) {
                choice->setFocus(Qt::TabFocusReason);
                return;
            }
        }
    }
    m_save->setFocus(Qt::TabFocusReason);
}

void MergePane::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // Ignore the repeats of a held key.
    if (enter && event->isAutoRepeat())
        return;
    if (event->key() == Qt::Key_Escape && !m_inert)
        emit cancelled();
    else if (enter && m_save->isEnabled())
        emit saveChosen();
    else
        QWidget::keyPressEvent(event);
}

void MergePane::resizeEvent(QResizeEvent*)
{
    fitButtons({m_save, m_cancel}, width() - themeOf(this).px(8));
}

} // namespace interleave
