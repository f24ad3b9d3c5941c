#include "gui/merge/mergesheet.h"

#include "gui/merge/mergepane.h"
#include "gui/theme/theme.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace interleave {

namespace {

// At 100 %.
constexpr int Side = 12;
constexpr int Gap = 4;
constexpr int LeastWidth = 280;

} // namespace

MergeSheet::MergeSheet(QWidget& card, QWidget& ground)
    : Card(&ground)
    , m_card(card)
{
    setObjectName(QStringLiteral("mergeSheet"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(Side, Side, Side, Side);
    hide();
    card.installEventFilter(this);
    ground.installEventFilter(this);
}

void MergeSheet::hold(MergePane& pane)
{
    m_pane = &pane;
    layout()->addWidget(&pane);
}

void MergeSheet::place()
{
    if (m_pane == nullptr || m_pane->parent() != this)
        return;
    const Theme& theme = themeOf(this);
    const QWidget& ground = *parentWidget();
    const QPoint corner = m_card.mapTo(&ground, QPoint(0, m_card.height() + theme.px(Gap)));
    const int width = std::max(m_card.width(), theme.px(LeastWidth));
    const int left = std::min(corner.x(), ground.width() - width - theme.px(Side));
    const int most = ground.height() - corner.y() - theme.px(Gap);
    const int height = std::min(most, m_pane->fullHeight() + theme.px(2 * Side));
    setGeometry(left, corner.y(), width, height);
    raise();
}

bool MergeSheet::eventFilter(QObject* watched, QEvent* event)
{
    const bool moved = event->type() == QEvent::Move || event->type() == QEvent::Resize;
    if (moved && isVisible())
        place();
    return Card::eventFilter(watched, event);
}

} // namespace interleave
