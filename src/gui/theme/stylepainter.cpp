#include "gui/theme/stylepainter.h"

#include "gui/theme/enumproperty.h"
#include "gui/theme/icons.h"
#include "gui/theme/textwidth.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace interleave {

namespace {

struct ButtonLook final
{
    QColor fill = Qt::transparent;
    QColor line = Qt::transparent;
    QColor text;
};

bool has(const QStyleOption& option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

ButtonLook primaryLook(const QStyleOption& option, const Theme& theme, Role role)
{
    if (!has(option, QStyle::State_Enabled))
        return {theme.band(), theme.band(), theme.faint()};
    const QColor ink = theme.color(role);
    QColor fill = ink;
    if (has(option, QStyle::State_Sunken))
        fill = theme.isDark() ? ink.darker(118) : ink.darker(125);
    else if (has(option, QStyle::State_MouseOver))
        fill = theme.isDark() ? ink.lighter(108) : ink.darker(112);
    return {fill, fill, theme.onInk()};
}

ButtonLook outlineLook(const QStyleOption& option, const Theme& theme, Role role)
{
    if (!has(option, QStyle::State_Enabled))
        return {theme.card(), theme.line(), theme.faint()};
    ButtonLook look{theme.card(), theme.line(), theme.color(role)};
    if (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On))
        look.fill = theme.band();
    else if (has(option, QStyle::State_MouseOver))
        look.fill = theme.field();
    return look;
}

ButtonLook flatLook(const QStyleOption& option, const Theme& theme)
{
    ButtonLook look;
    look.text = theme.faint();
    if (!has(option, QStyle::State_Enabled))
        return look;
    const bool chosen = has(option, QStyle::State_On);
    look.text = chosen ? theme.text() : theme.quiet();
    if (chosen || has(option, QStyle::State_Sunken) || has(option, QStyle::State_MouseOver))
        look.fill = theme.band();
    return look;
}

ButtonLook choiceLook(const QStyleOption& option, const Theme& theme)
{
    if (!has(option, QStyle::State_On))
        return flatLook(option, theme);
    ButtonLook look;
    look.fill = has(option, QStyle::State_Enabled) ? theme.text() : theme.faint();
    look.text = theme.card();
    return look;
}

ButtonLook lookOf(const QStyleOption& option, const QWidget* widget, const Theme& theme)
{
    const Role role = statedOn<Role>(widget, "ink").value_or(Role::Text);
    switch (statedOn<ButtonKind>(widget, "buttonKind").value_or(ButtonKind::Outline)) {
    case ButtonKind::Outline:
        return outlineLook(option, theme, role);
    case ButtonKind::Primary:
        return primaryLook(option, theme, role);
    case ButtonKind::Flat:
    case ButtonKind::Segment:
        return flatLook(option, theme);
    case ButtonKind::Choice:
        return choiceLook(option, theme);
    case ButtonKind::Link: {
        ButtonLook look;
        look.text = has(option, QStyle::State_Enabled) ? theme.color(role) : theme.faint();
        return look;
    }
    }
    Q_UNREACHABLE();
}

bool showsFocus(const QStyleOption& option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

/// The summary under the title of a two-line menu item.
QString summaryOf(const QString& text)
{
    return text.section(QLatin1Char('\n'), 1);
}

QString titleOf(const QString& text)
{
    return text.section(QLatin1Char('\t'), 0, 0).section(QLatin1Char('\n'), 0, 0);
}

QString shortcutOf(const QString& text)
{
    return text.section(QLatin1Char('\t'), 1);
}

constexpr int MenuPadding = 12;
constexpr int MenuCheckWidth = 24;

} // namespace

void StylePainter::roundedBox(
    const QRectF& rect, qreal radius, const QColor& fill, const QColor& line, qreal width)
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(line.alpha() == 0 ? QPen(Qt::NoPen) : QPen(line, width));
    m_painter.setBrush(fill);
    const qreal inset = line.alpha() == 0 ? 0 : width / 2;
    m_painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    m_painter.restore();
}

void StylePainter::focusRing(const QRect& rect, qreal radius)
{
    const qreal gap = m_theme.px(2.0);
    roundedBox(rect, radius, Qt::transparent, m_theme.text(), gap);
    roundedBox(QRectF(rect).adjusted(gap, gap, -gap, -gap), radius - gap, Qt::transparent, m_theme.card(), 1);
}

void StylePainter::panel(const QRect& rect)
{
    m_painter.fillRect(rect, m_theme.card());
    m_painter.setPen(m_theme.line());
    m_painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

void StylePainter::fadeOut(const QRectF& area)
{
    QColor clear = m_theme.window();
    clear.setAlpha(0);
    QLinearGradient fade(area.topLeft(), area.bottomLeft());
    fade.setColorAt(0, m_theme.window());
    fade.setColorAt(1, clear);
    m_painter.fillRect(area, fade);
}

void StylePainter::buttonBevel(const QStyleOptionButton& option, const QWidget* widget)
{
    const ButtonLook look = lookOf(option, widget, m_theme);
    const int radius = m_theme.controlRadius();
    if (look.fill.alpha() != 0 || look.line.alpha() != 0)
        roundedBox(option.rect, radius, look.fill, look.line);
    if (showsFocus(option))
        focusRing(option.rect, radius);
}

void StylePainter::buttonLabel(const QStyleOptionButton& option, const QWidget* widget)
{
    const ButtonLook look = lookOf(option, widget, m_theme);
    const bool link = statedOn<ButtonKind>(widget, "buttonKind") == ButtonKind::Link;
    QRect area = option.rect;
    if (option.features.testFlag(QStyleOptionButton::HasMenu)) {
        const int size = m_theme.px(14);
        const QRect sign(area.right() - m_theme.px(10) - size, area.top(), size, area.height());
        drawIcon(m_painter, sign, Icon::ChevronDown, look.text);
        area.setRight(sign.left() + m_theme.px(6));
    }
    m_painter.save();
    QFont font = m_painter.font();
    font.setUnderline(link);
    m_painter.setFont(font);
    m_painter.setPen(look.text);
    const bool listed = widget != nullptr && widget->property("listed").toBool();
    if (listed)
        area.adjust(m_theme.px(12), 0, -m_theme.px(12), 0);
    // Cut a text that is too long at its end.
    const bool hasMenu = option.features.testFlag(QStyleOptionButton::HasMenu);
    const int space = area.width() - (hasMenu ? m_theme.px(14) : 0);
    const QString text =
        labelWidthOf(font, option.text) <= space
            ? option.text
            : m_painter.fontMetrics().elidedText(option.text, Qt::ElideRight, space, Qt::TextHideMnemonic);
    const Qt::Alignment side = listed ? Qt::AlignLeft : Qt::AlignHCenter;
    m_painter.drawText(area, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextHideMnemonic, text);
    m_painter.restore();
}

void StylePainter::lineEdit(const QStyleOption& option, const QWidget* widget)
{
    const bool focus = has(option, QStyle::State_HasFocus);
    const bool off = !has(option, QStyle::State_Enabled);
    const Role role = statedOn<Role>(widget, "ink").value_or(Role::Text);
    const QColor line = focus ? m_theme.color(role) : m_theme.line();
    const QColor fill =
        off ? m_theme.window() : (focus && !m_theme.isDark() ? m_theme.card() : m_theme.field());
    roundedBox(option.rect, m_theme.controlRadius(), fill, line, focus ? m_theme.px(2.0) : 1);
}

void StylePainter::checkBox(const QStyleOption& option)
{
    const bool on = has(option, QStyle::State_On);
    const QColor ink = has(option, QStyle::State_Enabled) ? m_theme.text() : m_theme.faint();
    roundedBox(option.rect, m_theme.px(4), on ? ink : m_theme.field(), on ? ink : m_theme.quiet());
    if (on)
        drawIcon(m_painter, QRectF(option.rect).adjusted(1, 1, -1, -1), Icon::Check, m_theme.onInk());
}

void StylePainter::radioButton(const QStyleOption& option)
{
    const bool on = has(option, QStyle::State_On);
    const QColor ink = has(option, QStyle::State_Enabled) ? m_theme.text() : m_theme.faint();
    const QRectF ring = QRectF(option.rect).adjusted(1, 1, -1, -1);
    roundedBox(ring, ring.height() / 2, m_theme.field(), on ? ink : m_theme.quiet(), on ? 2 : 1);
    if (!on)
        return;
    const qreal inset = ring.width() * 0.28;
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(ink);
    m_painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset));
}

void StylePainter::tabShape(const QStyleOptionTab& option)
{
    const bool chosen = has(option, QStyle::State_Selected);
    if (chosen || has(option, QStyle::State_MouseOver)) {
        const int height = m_theme.px(3);
        const QRect bar(option.rect.left(), option.rect.bottom() + 1 - height, option.rect.width(), height);
        m_painter.fillRect(bar, chosen ? m_theme.text() : m_theme.line());
    }
    if (showsFocus(option)) {
        const int inset = m_theme.px(4);
        focusRing(option.rect.adjusted(inset, inset, -inset, -inset), m_theme.controlRadius());
    }
}

void StylePainter::tabLabel(const QStyleOptionTab& option)
{
    const bool chosen = has(option, QStyle::State_Selected);
    QColor ink = chosen ? m_theme.text() : m_theme.quiet();
    if (!has(option, QStyle::State_Enabled))
        ink = m_theme.faint();
    m_painter.save();
    m_painter.setFont(m_theme.font(chosen ? TextStyle::Strong : TextStyle::Body));
    m_painter.setPen(ink);
    m_painter.drawText(option.rect, Qt::AlignCenter | Qt::TextHideMnemonic, option.text);
    m_painter.restore();
}

void StylePainter::menuItem(const QStyleOptionMenuItem& option)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        const int y = option.rect.center().y();
        m_painter.fillRect(QRect(option.rect.left(), y, option.rect.width(), 1), m_theme.line());
        return;
    }
    const bool enabled = has(option, QStyle::State_Enabled);
    if (enabled && has(option, QStyle::State_Selected))
        roundedBox(option.rect, m_theme.px(6), m_theme.band(), Qt::transparent);

    m_painter.save();
    const QColor ink = enabled ? m_theme.text() : m_theme.faint();
    const int padding = m_theme.px(MenuPadding);
    QRect area = option.rect.adjusted(padding, 0, -padding, 0);
    if (option.menuHasCheckableItems) {
        const int space = m_theme.px(MenuCheckWidth);
        if (option.checked) {
            const int size = m_theme.px(16);
            drawIcon(
                m_painter, QRect(area.left(), area.center().y() - size / 2, size, size), Icon::Check, ink);
        }
        area.setLeft(area.left() + space);
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const int size = m_theme.px(10);
        m_painter.save();
        m_painter.translate(QRectF(area.right() - size, area.top(), size, area.height()).center());
        m_painter.rotate(-90);
        drawIcon(m_painter, QRectF(-size / 2.0, -size / 2.0, size, size), Icon::ChevronDown, m_theme.quiet());
        m_painter.restore();
    }
    const QString summary = summaryOf(option.text);
    m_painter.setFont(m_theme.font(summary.isEmpty() ? TextStyle::Body : TextStyle::Strong));
    m_painter.setPen(ink);
    if (summary.isEmpty()) {
        m_painter.drawText(
            area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, titleOf(option.text));
        m_painter.setPen(m_theme.quiet());
        m_painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight, shortcutOf(option.text));
    } else {
        const int middle = area.center().y();
        m_painter.drawText(
            area.adjusted(0, m_theme.px(8), 0, 0),
            Qt::AlignTop | Qt::AlignLeft | Qt::TextHideMnemonic,
            titleOf(option.text));
        m_painter.setFont(m_theme.font(TextStyle::Hint));
        m_painter.setPen(enabled ? m_theme.quiet() : m_theme.faint());
        m_painter.drawText(
            QRect(QPoint(area.left(), middle + m_theme.px(3)), area.bottomRight()),
            Qt::AlignLeft | Qt::TextHideMnemonic,
            summary);
    }
    m_painter.restore();
}

void StylePainter::headerSection(const QStyleOptionHeader& option)
{
    m_painter.fillRect(option.rect, m_theme.window());
    m_painter.fillRect(
        QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), m_theme.line());
}

void StylePainter::headerLabel(const QStyleOptionHeader& option)
{
    m_painter.setFont(m_theme.font(TextStyle::Label));
    m_painter.setPen(m_theme.quiet());
    m_painter.drawText(option.rect, static_cast<int>(option.textAlignment), option.text);
}

void StylePainter::scrollBarSlider(const QStyleOptionSlider& option, const QRect& slider)
{
    if (option.maximum <= option.minimum)
        return;
    const bool near = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    const qreal inset = m_theme.px(3.0);
    const QRectF handle = QRectF(slider).adjusted(inset, inset, -inset, -inset);
    const qreal radius = std::min(handle.width(), handle.height()) / 2;
    roundedBox(handle, radius, near ? m_theme.quiet() : m_theme.faint(), Qt::transparent);
}

QSize menuItemSize(const QStyleOptionMenuItem& option, const Theme& theme)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {theme.px(10), theme.px(9)};
    const QString summary = summaryOf(option.text);
    const QFontMetrics title(theme.font(summary.isEmpty() ? TextStyle::Body : TextStyle::Strong));
    const QFontMetrics hint(theme.font(TextStyle::Hint));
    int width = title.horizontalAdvance(titleOf(option.text));
    if (const QString shortcut = shortcutOf(option.text); !shortcut.isEmpty())
        width += theme.px(32) + title.horizontalAdvance(shortcut);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        width += theme.px(28);
    width = std::max(width, hint.horizontalAdvance(summary)) + 2 * theme.px(MenuPadding);
    if (option.menuHasCheckableItems)
        width += theme.px(MenuCheckWidth);
    return {width, theme.px(summary.isEmpty() ? 36 : 56)};
}

} // namespace interleave
