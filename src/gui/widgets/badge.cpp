#include "gui/widgets/badge.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

Badge::Badge(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setClient(const QString& client)
{
    m_client = client;
    update();
}

QSize Badge::sizeHint() const
{
    const int size = themeOf(this).px(28);
    return {size, size};
}

void Badge::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(roleOfClient(m_client)));
    painter.drawEllipse(rect());
    painter.setFont(theme.font(TextStyle::Strong));
    painter.setPen(theme.onInk());
    painter.drawText(rect(), Qt::AlignCenter, m_client.left(1).toUpper());
}

} // namespace interleave
