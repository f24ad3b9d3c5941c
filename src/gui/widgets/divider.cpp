#include "gui/widgets/divider.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

Divider::Divider(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Divider::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), themeOf(this).line());
}

} // namespace interleave
