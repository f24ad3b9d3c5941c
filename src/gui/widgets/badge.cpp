#include "gui/widgets/badge.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

Badge::Badge(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setMember(const CastMember& member)
{
    m_member = member;
    update();
}

QSize Badge::sizeHint() const
{
    const int size = themeOf(this).px(28);
    return {size, size};
}

void Badge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBadge(painter, rect(), m_member, themeOf(this));
}

void paintBadge(QPainter& painter, const QRectF& circle, const CastMember& member, const Theme& theme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(roleOf(member.seat)));
    painter.drawEllipse(circle);
    painter.setFont(theme.font(member.badge.size() > 1 ? TextStyle::Label : TextStyle::Strong));
    painter.setPen(theme.onInk());
    painter.drawText(circle, Qt::AlignCenter, member.badge);
}

} // namespace interleave
