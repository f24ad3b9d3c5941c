#include "gui/widgets/card.h"

#include "gui/theme/stylepainter.h"

#include <QPainter>

namespace interleave {

Card::Card(QWidget* parent)
    : QWidget(parent)
{
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    StylePainter(painter, theme).roundedBox(rect(), theme.cardRadius(), theme.card(), theme.line());
}

} // namespace interleave
