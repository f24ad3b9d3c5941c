#include "gui/orders/ordersview.h"

#include "gui/orders/orderlanes.h"
#include "gui/orders/ordersdelegate.h"
#include "gui/orders/ordersheader.h"
#include "gui/orders/ordertable.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace interleave {

OrdersView::OrdersView(QWidget* parent)
    : QTableView(parent)
{
    setHorizontalHeader(new OrdersHeader(this));
    setItemDelegate(new OrdersDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    viewport()->setAutoFillBackground(false);
    connect(this, &QTableView::doubleClicked, this, &OrdersView::playAsked);
}

void OrdersView::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &OrdersView::measure);
    measure();
}

void OrdersView::setCompact(bool compact, bool low)
{
    m_low = low;
    qobject_cast<OrdersHeader*>(horizontalHeader())->setCompact(compact, low);
    updateGeometries();
    measure();
}

void OrdersView::setSpace(int height)
{
    m_space = height;
    measureRows();
}

/// The space above and below the lanes of a row, at 100 %.
int OrdersView::padding() const
{
    const auto* orders = qobject_cast<const OrderTable*>(model());
    const Theme& theme = themeOf(this);
    const auto groups = static_cast<qint64>(orders->spans().size());
    for (int padding = OrderLanes::MostPadding; padding >= OrderLanes::LeastPadding; --padding) {
        const qint64 row = OrderLanes::height(theme, orders->shape().lanes, padding);
        if (heightAroundRows() + orders->rowCount() * row + groups * OrdersDelegate::groupHeight(theme) <=
            m_space)
            return padding;
    }
    return m_low ? OrderLanes::LeastPadding : OrderLanes::UsualPadding;
}

int OrdersView::heightAroundRows() const
{
    return horizontalHeader()->sizeHint().height() +
           (m_overflows ? horizontalScrollBar()->sizeHint().height() : 0);
}

int OrdersView::fullHeight() const
{
    const qint64 height = qint64{heightAroundRows()} + verticalHeader()->length();
    return static_cast<int>(std::min<qint64>(height, QWIDGETSIZE_MAX / 2));
}

int OrdersView::wholeHeight(int most) const
{
    const int around = heightAroundRows();
    const int rows = model() == nullptr ? 0 : model()->rowCount();
    int height = around;
    for (int row = 0; row < rows && height + rowHeight(row) <= most; ++row)
        height += rowHeight(row);
    return height == around ? most : height;
}

int OrdersView::rowsBelow() const
{
    const int rows = model() == nullptr ? 0 : model()->rowCount();
    const int bottom = viewport()->height();
    const int last = rowAt(bottom - 1);
    if (last < 0)
        return 0;
    const bool isWhole = rowViewportPosition(last) + rowHeight(last) <= bottom;
    return rows - last - (isWhole ? 1 : 0);
}

void OrdersView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        measure();
}

void OrdersView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    measure();
}

void OrdersView::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        if (!event->isAutoRepeat())
            emit playAsked(currentIndex());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void OrdersView::reveal(const QModelIndex& index)
{
    scrollToTop();
    if (visualRect(index).bottom() > viewport()->rect().bottom())
        scrollTo(index, PositionAtTop);
    horizontalScrollBar()->setValue(0);
    if (visualRect(index).right() > viewport()->rect().right())
        scrollTo(index);
}

void OrdersView::measureRows()
{
    const auto* orders = qobject_cast<const OrderTable*>(model());
    if (orders == nullptr)
        return;
    const Theme& theme = themeOf(this);
    const int height = OrderLanes::height(theme, orders->shape().lanes, padding());
    // Goes through all rows, so not when only the width has changed.
    if (verticalHeader()->defaultSectionSize() != height)
        verticalHeader()->setDefaultSectionSize(height);
    // A row keeps its height where the model is reset to as many rows.
    for (const int row : std::as_const(m_heads)) {
        if (row < orders->rowCount())
            verticalHeader()->resizeSection(row, height);
    }
    m_heads.clear();
    for (const OrderSpan& span : orders->spans()) {
        verticalHeader()->resizeSection(span.firstRow, height + OrdersDelegate::groupHeight(theme));
        m_heads.append(span.firstRow);
    }
    // The wheel goes on by whole rows.
    verticalScrollBar()->setSingleStep(height);
}

void OrdersView::measure()
{
    const auto* orders = qobject_cast<const OrderTable*>(model());
    if (orders == nullptr)
        return;
    const Theme& theme = themeOf(this);
    const OrderShape shape = orders->shape();
    const int columns = orders->columnCount();
    measureRows();
    int most = 0;
    int least = 0;
    for (int column = OrderTable::OrderColumn + 1; column < columns; ++column) {
        most += theme.px(orders->widthsOf(column).most);
        least += theme.px(orders->widthsOf(column).least);
    }
    // Don't use the viewport's width: its scroll bar appears and disappears during layout.
    m_overflows = false;
    const int space = width() - (fullHeight() > height() ? verticalScrollBar()->sizeHint().width() : 0);
    const int words = OrderLanes::width(theme, shape, true);
    const int letters = OrderLanes::width(theme, shape, false);
    // Full words for the steps are more important than full verdicts.
    const int order = space - least >= words ? words : std::clamp(space - most, letters, words);
    const int others = std::max(space - order, least);
    m_overflows = order + others > space;
    horizontalHeader()->resizeSection(OrderTable::OrderColumn, order);
    int left = others;
    for (int column = OrderTable::OrderColumn + 1; column < columns; ++column) {
        // Between the bounds, share the space by how much more each column wants; beyond them, in proportion.
        const int asked = theme.px(orders->widthsOf(column).most);
        const int needed = theme.px(orders->widthsOf(column).least);
        int width = others >= most ? asked * others / most
                                   : needed + (asked - needed) * (others - least) / std::max(1, most - least);
        if (column == columns - 1)
            width = left;
        left -= width;
        horizontalHeader()->resizeSection(column, width);
    }
    emit measured();
}

} // namespace interleave
