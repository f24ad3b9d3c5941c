#pragma once

#include "gui/theme/theme.h"

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionTab;
class QStyleOptionSlider;
class QWidget;

namespace interleave {

/// How the style draws each kind of control. Stateless; create it where it is used.
class StylePainter final
{
public:
    StylePainter(QPainter& painter, const Theme& theme)
        : m_painter(painter)
        , m_theme(theme)
    {
    }

    /// Fades out the top of \a area, under which content is scrolled.
    void fadeOut(const QRectF& area);

    void buttonBevel(const QStyleOptionButton& option, const QWidget* widget);
    void buttonLabel(const QStyleOptionButton& option, const QWidget* widget);
    void lineEdit(const QStyleOption& option, const QWidget* widget);
    void checkBox(const QStyleOption& option);
    void radioButton(const QStyleOption& option);
    void tabShape(const QStyleOptionTab& option);
    void tabLabel(const QStyleOptionTab& option);
    void menuItem(const QStyleOptionMenuItem& option);
    void headerSection(const QStyleOptionHeader& option);
    void headerLabel(const QStyleOptionHeader& option);
    void scrollBarSlider(const QStyleOptionSlider& option, const QRect& slider);
    /// Drawn around the widget with keyboard focus.
    void focusRing(const QRect& rect, qreal radius);
    void panel(const QRect& rect);

    /// A 1 px line around a rounded area, exactly inside \a rect.
    void
    roundedBox(const QRectF& rect, qreal radius, const QColor& fill, const QColor& line, qreal width = 1);

private:
    QPainter& m_painter;
    const Theme& m_theme;
};

/// A menu text of two lines is a title and a summary.
[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem& option, const Theme& theme);

} // namespace interleave
