#include "gui/messages/messagesview.h"

#include "gui/messages/messagesbar.h"
#include "gui/messages/messagesdelegate.h"
#include "gui/messages/messagesfilter.h"
#include "gui/messages/messagesmodel.h"
#include "gui/theme/theme.h"
#include "gui/widgets/focusring.h"

#include <QEvent>
#include <QHeaderView>
#include <QHideEvent>
#include <QPainter>
#include <QScrollBar>
#include <QShowEvent>

namespace interleave {

namespace {

/// Of the heading and three rows, in px at 100 %.
constexpr int LeastHeight = 128;

} // namespace

MessagesView::MessagesView(QWidget* parent)
    : QTableView(parent)
{
    setItemDelegate(new MessagesDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    // Let the window's background show through.
    viewport()->setAutoFillBackground(false);
    new FocusRing(*this);
    takeSpace(false);
}

void MessagesView::setModel(QAbstractItemModel* model)
{
    m_bar = new MessagesBar(*this, *model);
    QTableView::setModel(&m_bar->filter());
    measure();
}

void MessagesView::find()
{
    if (m_bar != nullptr)
        m_bar->find();
}

QList<QWidget*> MessagesView::focusOrder()
{
    QList<QWidget*> order;
    if (m_bar != nullptr)
        order = m_bar->focusOrder();
    order << this;
    return order;
}

void MessagesView::setEmptyText(const QString& text)
{
    if (std::exchange(m_emptyText, text) == text)
        return;
    setAccessibleDescription(text);
    viewport()->update();
}

void MessagesView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (m_emptyText.isEmpty())
        return;
    const Theme& theme = themeOf(this);
    QPainter painter(viewport());
    painter.setFont(theme.font(TextStyle::Body));
    painter.setPen(theme.color(Role::Quiet));
    painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void MessagesView::choose(qint64 seq)
{
    m_isTold = true;
    m_chosen = seq;
    QModelIndex index;
    if (seq > 0 && m_bar != nullptr) {
        const MessagesFilter& filter = m_bar->filter();
        index = filter.mapFromSource(
            filter.sourceModel()->index(static_cast<int>(seq) - 1, std::max(0, currentIndex().column())));
    }
    if (!index.isValid() || currentIndex().row() != index.row())
        setCurrentIndex(index);
    m_isTold = false;
}

void MessagesView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_isTold && current.isValid() && current.data(MessagesModel::SeqRole).toLongLong() != m_chosen)
        emit selected(current.data(MessagesModel::SeqRole).toLongLong());
}

void MessagesView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        measure();
}

void MessagesView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    measure();
}

void MessagesView::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    if (!event->spontaneous())
        takeSpace(true);
}

void MessagesView::hideEvent(QHideEvent* event)
{
    QTableView::hideEvent(event);
    if (!event->spontaneous())
        takeSpace(false);
}

/// Room for some rows, but only while it is shown: the diagram in the same place needs less.
void MessagesView::takeSpace(bool isShown)
{
    QWidget* place = parentWidget();
    if (place == nullptr)
        return;
    QSizePolicy policy = place->sizePolicy();
    policy.setVerticalPolicy(isShown ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    place->setSizePolicy(policy);
    setMinimumHeight(isShown ? themeOf(this).px(LeastHeight) : 0);
}

void MessagesView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    QTableView::rowsInserted(parent, start, end);
    // What is found is read from its beginning.
    if (atEnd && (m_bar == nullptr || !m_bar->filter().isAsking()))
        scrollToBottom();
}

void MessagesView::measure()
{
    const Theme& theme = themeOf(this);
    verticalHeader()->setDefaultSectionSize(theme.px(32));
    if (isVisible())
        setMinimumHeight(theme.px(LeastHeight));
    if (model() == nullptr || model()->columnCount() != MessagesModel::ColumnCount)
        return;
    const int step = theme.px(56);
    const int client = theme.px(112);
    const int outcome = theme.px(216);
    const int rest = qMax(theme.px(200), viewport()->width() - step - client - outcome);
    horizontalHeader()->resizeSection(MessagesModel::StepColumn, step);
    horizontalHeader()->resizeSection(MessagesModel::ClientColumn, client);
    horizontalHeader()->resizeSection(MessagesModel::RequestColumn, rest / 2);
    horizontalHeader()->resizeSection(MessagesModel::AnswerColumn, rest - rest / 2);
    horizontalHeader()->resizeSection(MessagesModel::OutcomeColumn, outcome);
}

} // namespace interleave
