#include "gui/widgets/iconbutton.h"

#include "gui/theme/enumproperty.h"
#include "gui/theme/style.h"
#include "gui/theme/textwidth.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace interleave {

IconButton::IconButton(QWidget* parent)
    : QPushButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconButton::setSign(Icon sign)
{
    m_sign = sign;
    update();
}

int IconButton::signSize() const
{
    return themeOf(this).px(m_sign == Icon::Dot ? 14 : 16);
}

QSize IconButton::sizeHint() const
{
    ensurePolished();
    const Theme& theme = themeOf(this);
    if (text().isEmpty())
        return {theme.px(44), theme.px(36)};
    return {advanceOf(font(), text()) + signSize() + theme.px(4 + 2 * 10), theme.px(36)};
}

void IconButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);

    const QColor ink =
        isEnabled() ? theme.color(statedOn<Role>(this, "ink").value_or(Role::Text)) : theme.faint();
    const int size = signSize();
    if (text().isEmpty()) {
        drawIcon(painter, QRectF((width() - size) / 2.0, (height() - size) / 2.0, size, size), m_sign, ink);
        return;
    }
    const QRect sign(theme.px(10), (height() - size) / 2, size, size);
    drawIcon(painter, sign, m_sign, ink);
    painter.setFont(font());
    painter.setPen(ink);
    painter.drawText(
        rect().adjusted(sign.right() + theme.px(4), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
}

} // namespace interleave
