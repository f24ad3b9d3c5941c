#include "gui/labels/wraplabel.h"

#include <QPainter>

namespace interleave {

WrapLabel::WrapLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

QSize WrapLabel::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

bool WrapLabel::fits() const
{
    return fontMetrics().boundingRect(contentsRect(), Qt::TextWordWrap, text()).height() <=
           contentsRect().height();
}

void WrapLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextWordWrap, text());
}

} // namespace interleave
