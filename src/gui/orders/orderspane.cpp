#include "gui/orders/orderspane.h"

#include "gui/orders/ordersview.h"
#include "gui/theme/style.h"
#include "gui/widgets/card.h"
#include "schedules/schedulesetup.h"

#include <QEvent>
#include <QLabel>
#include <QScrollBar>

#include <algorithm>

namespace interleave {

namespace {

constexpr int AboveHeader = 10;
/// Inside the rounded corners.
constexpr int BelowRows = 6;
constexpr int RestHeight = 32;
constexpr int LowRestHeight = 24;
constexpr int RestLeft = 14;

} // namespace

OrdersPane::OrdersPane(QWidget* parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_view(new OrdersView(m_card))
    , m_rest(new QLabel(m_card))
{
    m_view->setObjectName(QStringLiteral("ordersView"));
    m_view->setAccessibleName(tr("Orders"));
    m_rest->setObjectName(QStringLiteral("restLabel"));
    setTextStyle(m_rest, TextStyle::Hint);
    setTextRole(m_rest, Role::Quiet);
    connect(m_view, &OrdersView::measured, this, &OrdersPane::arrange);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &OrdersPane::renderRest);
}

void OrdersPane::setLow(bool low)
{
    if (m_low == low)
        return;
    m_low = low;
    arrange();
}

QSize OrdersPane::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {m_view->sizeHint().width(), m_view->fullHeight() + theme.px(AboveHeader + BelowRows)};
}

void OrdersPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void OrdersPane::resizeEvent(QResizeEvent*)
{
    arrange();
}

void OrdersPane::arrange()
{
    const Theme& theme = themeOf(this);
    const int above = m_low ? 1 : theme.px(AboveHeader);
    const int below = theme.px(BelowRows);
    m_view->setSpace(height() - above - below);
    const int full = m_view->fullHeight();
    const bool isWhole = above + full + below <= height();
    const int rest = theme.px(m_low ? LowRestHeight : RestHeight);
    const int table = isWhole ? full : std::min(m_view->wholeHeight(height() - above - rest), full);
    m_rest->setVisible(!isWhole);
    m_card->setGeometry(0, 0, width(), above + table + (isWhole ? below : rest));
    // Within the card's line.
    m_view->setGeometry(1, above, width() - 2, table);
    m_rest->setGeometry(theme.px(RestLeft), above + table, width() - 2 * theme.px(RestLeft), rest);
    renderRest();
}

void OrdersPane::renderRest()
{
    const int rows = m_view->rowsBelow();
    m_rest->setText(
        rows > 0 ? tr("%1 more orders below", nullptr, rows).arg(grouped(static_cast<quint64>(rows)))
                 : tr("the last order shown"));
}

} // namespace interleave
