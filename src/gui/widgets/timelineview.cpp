#include "gui/widgets/timelineview.h"

#include "gui/theme/plaintext.h"
#include "gui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOptionFocusRect>
#include <QToolTip>

#include <algorithm>

namespace interleave {

namespace {

// In px at 100 %.
/// From an item to the edge when it is brought into sight.
constexpr int Margin = 36;
/// What one turn of the wheel scrolls is a multiple of it.
constexpr int LineHeight = 32;

} // namespace

TimelineView::TimelineView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Window);
}

// --- scrolling ---

qreal TimelineView::scale() const
{
    return themeOf(this).zoom() / 100.0;
}

int TimelineView::scrolled() const
{
    return verticalScrollBar()->value();
}

QRectF TimelineView::itemRect(qint64 item) const
{
    return {0, itemTop(item) - scrolled(), static_cast<qreal>(viewport()->width()), itemHeight(item)};
}

bool TimelineView::isAtEnd() const
{
    return scrolled() >= verticalScrollBar()->maximum() - 1;
}

void TimelineView::scrollToEnd()
{
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void TimelineView::showItem(qint64 item)
{
    if (item < 1) {
        verticalScrollBar()->setValue(0);
        return;
    }
    if (item == itemCount()) {
        scrollToEnd();
        return;
    }
    const qreal margin = scale() * Margin;
    const qreal top = itemTop(item) - margin;
    const qreal bottom = itemTop(item) + itemHeight(item) + margin;
    if (top - headHeight() < scrolled())
        verticalScrollBar()->setValue(qRound(top - headHeight()));
    else if (bottom > scrolled() + viewport()->height())
        verticalScrollBar()->setValue(qRound(bottom) - viewport()->height());
}

void TimelineView::updateRange()
{
    fitContent();
    QScrollBar* bar = verticalScrollBar();
    bar->setRange(0, std::max(0, static_cast<int>(contentHeight()) - viewport()->height()));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(qRound(scale() * LineHeight));
}

void TimelineView::adapt(Change why)
{
    const bool wasAtEnd = isAtEnd();
    updateRange();
    keepInSight(why, wasAtEnd);
}

void TimelineView::keepInSight(Change, bool)
{
    showItem(currentItem());
}

void TimelineView::resizeEvent(QResizeEvent*)
{
    adapt(Change::Size);
}

void TimelineView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void TimelineView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() != QEvent::StyleChange)
        return;
    adapt(Change::Zoom);
    viewport()->update();
}

// --- painting ---

void TimelineView::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.window());
    paintContent(painter, theme);
    if (hasFocus() && m_showsFocus)
        paintFocus(painter);
}

/// Around the current item, or around the view when that is out of sight: the focus is always visible.
void TimelineView::paintFocus(QPainter& painter)
{
    QStyleOptionFocusRect option;
    option.initFrom(viewport());
    const QRectF item = currentItem() > 0 ? itemRect(currentItem()) : QRectF();
    if (item.intersects(viewport()->rect()))
        option.rect = item.toAlignedRect();
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

// --- choosing ---

bool TimelineView::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    // The tool tip has the full wording of texts that were cut.
    const auto* help = static_cast<QHelpEvent*>(event);
    const qint64 item = itemAt(help->pos());
    QToolTip::showText(help->globalPos(), item > 0 ? plainTip(describe(item)) : QString(), viewport());
    return true;
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    m_showsFocus = false;
    if (event->button() != Qt::LeftButton)
        return;
    if (const qint64 item = itemAt(event->position()); item > 0)
        choose(item);
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept();
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    const qint64 current = currentItem();
    qint64 target = 0;
    switch (event->key()) {
    case Qt::Key_Up:
        target = stopFrom(current > 0 ? current - 1 : happened(), -1);
        break;
    case Qt::Key_Down:
        target = stopFrom((current > 0 ? current : happened()) + 1, +1);
        break;
    case Qt::Key_Home:
        target = stopFrom(1, +1);
        break;
    case Qt::Key_End:
        target = stopFrom(itemCount(), -1);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    m_showsFocus = true;
    if (target > 0)
        choose(target);
    // Also when nothing changed: who presses a key wants to see where the focus is.
    if (currentItem() > 0)
        showItem(currentItem());
    viewport()->update();
}

qint64 TimelineView::stopFrom(qint64 item, int direction) const
{
    const qint64 count = itemCount();
    while (item >= 1 && item <= count && !isStop(item))
        item += direction;
    return item >= 1 && item <= count ? item : 0;
}

void TimelineView::focusInEvent(QFocusEvent* event)
{
    const Qt::FocusReason reason = event->reason();
    m_showsFocus =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent*)
{
    viewport()->update();
}

// --- accessibility ---

QString TimelineView::describeAll() const
{
    return tr("Nothing has happened yet.");
}

void TimelineView::updateDescription()
{
    setAccessibleDescription(currentItem() > 0 ? describe(currentItem()) : describeAll());
}

} // namespace interleave
