#include "gui/widgets/sidepanel.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

SidePanel::SidePanel(QWidget* parent)
    : QWidget(parent)
{
}

QSize SidePanel::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int page = parentWidget() == nullptr ? 0 : parentWidget()->width();
    const int given = m_narrow ? theme.px(40) : 0;
    return {std::clamp(page / 4, theme.px(320), theme.px(360)) - given, 0};
}

void SidePanel::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    updateGeometry();
}

void SidePanel::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.card());
    painter.fillRect(QRect(0, 0, 1, height()), theme.line());
}

} // namespace interleave
