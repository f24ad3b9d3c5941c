#include "gui/labels/signlabel.h"

#include <QPainter>

namespace interleave {

SignLabel::SignLabel(Icon sign, Role role, QWidget* parent)
    : QWidget(parent)
    , m_sign(sign)
    , m_role(role)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize SignLabel::sizeHint() const
{
    const int size = themeOf(this).px(12);
    return {size, size};
}

void SignLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawIcon(painter, rect(), m_sign, themeOf(this).color(m_role));
}

} // namespace interleave
