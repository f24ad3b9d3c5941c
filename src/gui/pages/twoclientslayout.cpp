#include "gui/pages/twoclientspage.h"

#include "ui_twoclientspage.h"

#include "gui/pages/compactlayout.h"
#include "gui/pages/inspectorcolumn.h"
#include "gui/panels/clientcard.h"
#include "gui/panels/lanehead.h"
#include "gui/panels/laneheads.h"
#include "gui/panels/servercard.h"
#include "gui/theme/style.h"

#include <QEvent>

namespace interleave {

namespace {

// At 100 %.
/// Below this the cards would leave too little of the height to the diagram.
constexpr int LeastHeight = 760;
constexpr int WidestLanes = 1424;

} // namespace

void TwoClientsPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrangeColumns();
}

void TwoClientsPage::arrangeColumns()
{
    setCompact(hasLittleSpace(*this, LeastHeight) || hasLittleHeight());
    m_column->arrange();
    m_ui->sidePanel->setNarrow(m_heads->count() > 1);
    m_ui->sidePanel->updateGeometry();
    arrangeHeads();
}

void TwoClientsPage::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    for (ClientCard* card : m_clients)
        card->setCompact(compact, *this);
    m_server->setCompact(compact);
    // The line does not fit into the compact card, but between the strips.
    if (compact)
        m_ui->laneGrid->addWidget(&m_server->leaseLine(), StripRow, ServerColumn);
    setRowsCompact(*m_ui, compact);
    emit cardsChanged();
}

void TwoClientsPage::arrangeHeads()
{
    const Theme& theme = themeOf(this);
    const int beside = m_ui->sidePanel->isHidden() ? 0 : m_ui->sidePanel->sizeHint().width();
    const int story = (width() - beside) * 100 / theme.zoom() - 2 * SideMargin;
    LaneWidths widths = shareLaneWidths(story, m_heads->count());
    // In the compact layout the diagram has the names of lanes without a card.
    if (m_compact)
        widths = LaneWidths{0, 0, 16};
    m_heads->setWidths(widths);
    setUnscaled(m_ui->laneGrid, {}, widths.cardGap);
    const int most = WidestLanes + m_heads->count() * (widths.head + widths.headGap);
    m_ui->lanes->setProperty("unscaledMaximum", QSize(most, QWIDGETSIZE_MAX));
    m_ui->lanes->setMaximumWidth(theme.px(most));
    alignLanes();
}

void TwoClientsPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() != QEvent::StyleChange || m_heads == nullptr)
        return;
    arrangeColumns();
    emit cardsChanged();
}

void TwoClientsPage::fitCards()
{
    for (ClientCard* card : m_clients)
        card->fit();
    m_server->fit();
}

/// The lifelines are below the middles of the cards.
void TwoClientsPage::alignLanes()
{
    if (m_diagram == nullptr)
        return;
    const auto middle = [this](const QWidget* card) {
        return m_diagram->viewport()->mapFromGlobal(card->mapToGlobal(QPoint(card->width() / 2, 0))).x();
    };
    LifelineMiddles middles{qreal(middle(m_server)), {}};
    for (const ClientCard* card : m_clients)
        middles.clients.append(middle(card));
    for (const LaneHead* head : m_heads->heads())
        middles.clients.append(middle(head));
    const QWidget* first = m_clients.front();
    middles.edge = m_diagram->viewport()->mapFromGlobal(first->mapToGlobal(QPoint())).x();
    m_diagram->setLaneMiddles(middles);
}

bool TwoClientsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Move || event->type() == QEvent::Resize || event->type() == QEvent::Show)
        alignLanes();
    return Page::eventFilter(watched, event);
}

} // namespace interleave
