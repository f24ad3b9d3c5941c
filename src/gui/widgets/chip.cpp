#include "gui/widgets/chip.h"

#include "gui/theme/icons.h"
#include "gui/theme/stylepainter.h"
#include "gui/theme/textwidth.h"

#include <QPainter>

namespace interleave {

namespace {

constexpr int Padding = 10;
constexpr int TightPadding = 4;

} // namespace

Chip::Chip(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setContent(const QString& text, Role role, bool lost)
{
    m_text = text;
    m_role = role;
    m_lost = lost;
    setAccessibleName(lost ? tr("%1, lost").arg(text) : text);
    updateGeometry();
    update();
}

void Chip::setFace(TextStyle face)
{
    m_face = face;
    updateGeometry();
}

void Chip::setTight(bool tight)
{
    if (m_tight == tight)
        return;
    m_tight = tight;
    updateGeometry();
    update();
}

int Chip::padding() const
{
    return themeOf(this).px(m_tight ? TightPadding : Padding);
}

int Chip::signWidth() const
{
    return m_lost ? themeOf(this).px(m_tight ? 12 : 14) : 0;
}

QSize Chip::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int height = theme.px(m_face == TextStyle::Chip ? 22 : 24);
    return {advanceOf(theme.font(m_face), m_text) + 2 * padding() + signWidth(), height};
}

void Chip::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    const TextColors ink = theme.ink(m_lost ? Role::Lost : m_role);
    QPainter painter(this);
    StylePainter(painter, theme).roundedBox(rect(), height() / 2.0, ink.fill, Qt::transparent);
    QRect area = rect().adjusted(padding(), 0, -padding(), 0);
    if (m_lost) {
        const int size = theme.px(10);
        drawIcon(painter, QRectF(area.left(), (height() - size) / 2.0, size, size), Icon::Cross, ink.ink);
        area.setLeft(area.left() + signWidth());
    }
    QFont font = theme.font(m_face);
    font.setStrikeOut(m_lost);
    painter.setFont(font);
    painter.setPen(ink.ink);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

} // namespace interleave
