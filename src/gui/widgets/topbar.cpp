#include "gui/widgets/topbar.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

TopBar::TopBar(QWidget* parent)
    : QWidget(parent)
{
    // The bar must not set the window's minimum width; its content is shortened instead.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void TopBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.card());
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line());
}

} // namespace interleave
