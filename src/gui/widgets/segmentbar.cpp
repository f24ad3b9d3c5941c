#include "gui/widgets/segmentbar.h"

#include "gui/theme/stylepainter.h"

#include <QLayout>
#include <QPainter>

namespace interleave {

SegmentBar::SegmentBar(QWidget* parent)
    : QWidget(parent)
{
}

void SegmentBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    StylePainter(painter, theme).roundedBox(rect(), theme.controlRadius(), theme.card(), theme.line());
    if (layout() == nullptr)
        return;
    for (int i = 1; i < layout()->count(); ++i) {
        const QWidget* segment = layout()->itemAt(i)->widget();
        if (segment != nullptr && segment->isVisible())
            painter.fillRect(QRect(segment->x() - 1, 0, 1, height()), theme.line());
    }
}

} // namespace interleave
