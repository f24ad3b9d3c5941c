#include "gui/widgets/sidecolumn.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

SideColumn::SideColumn(QWidget* parent)
    : QWidget(parent)
{
}

void SideColumn::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.card());
    painter.fillRect(QRect(0, 0, 1, height()), theme.line());
}

} // namespace interleave
