#include "gui/room/bigtext.h"

#include <QPainter>

namespace interleave {

BigText::BigText(TextStyle style, int size, QWidget* parent)
    : QWidget(parent)
    , m_style(style)
    , m_size(size)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void BigText::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void BigText::setSize(int size)
{
    if (m_size == size)
        return;
    m_size = size;
    updateGeometry();
    update();
}

void BigText::setRole(Role role)
{
    m_role = role;
    update();
}

QFont BigText::font(int size) const
{
    QFont font = themeOf(this).font(m_style);
    font.setPixelSize(size);
    return font;
}

QSize BigText::sizeHint() const
{
    const int size = themeOf(this).px(m_size);
    return {QFontMetrics(font(size)).horizontalAdvance(m_text) + 1, size * 9 / 8};
}

QSize BigText::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), themeOf(this).px(40)), sizeHint().height()};
}

void BigText::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const int wanted = sizeHint().width();
    int size = theme.px(m_size);
    if (wanted > width())
        size = std::max(theme.px(13), size * width() / wanted);
    painter.setFont(font(size));
    painter.setPen(theme.color(m_role));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

} // namespace interleave
