#pragma once

#include "gui/theme/theme.h"

#include <QProxyStyle>

class QApplication;
class QLayout;
class QPushButton;

namespace interleave {

/// Fusion, drawn in the colours, fonts and lengths of one theme. Forms are drawn for 100 %: their margins,
/// spacings and fixed sizes are scaled with the theme's zoom when a widget is polished. Forms say what a
/// widget is by dynamic properties, which can also be set in code before the widget is shown:
///   textStyle   a TextStyle, such as "CardTitle"
///   ink         a Role, such as "Quiet" or "ClientA"
///   buttonKind  a ButtonKind, such as "Primary"
///   scrolls     true for a menu that would take too many columns on a small screen
///   listed      true for a button under others in a column: its text begins at the left
class Style final : public QProxyStyle
{
    Q_OBJECT

public:
    explicit Style(Theme theme);

    [[nodiscard]] const Theme& theme() const { return m_theme; }

    void polish(QWidget* widget) override;
    void polish(QPalette& palette) override;
    using QProxyStyle::polish;
    [[nodiscard]] QPalette standardPalette() const override;

    void drawPrimitive(
        PrimitiveElement element,
        const QStyleOption* option,
        QPainter* painter,
        const QWidget* widget) const override;
    void
    drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget)
        const override;
    void drawComplexControl(
        ComplexControl control,
        const QStyleOptionComplex* option,
        QPainter* painter,
        const QWidget* widget) const override;
    [[nodiscard]] QSize
    sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget)
        const override;
    [[nodiscard]] QRect
    subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    [[nodiscard]] QRect subControlRect(
        ComplexControl control,
        const QStyleOptionComplex* option,
        SubControl part,
        const QWidget* widget) const override;
    [[nodiscard]] int
    pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    [[nodiscard]] int
    styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data)
        const override;

private:
    Theme m_theme;
};

/// Sets style, palette and font for all windows, including open ones.
void applyTheme(QApplication& application, const Theme& theme);

/// The same as the dynamic properties, for widgets created in code; at any time.
void setTextStyle(QWidget* widget, TextStyle style);
void setTextRole(QWidget* widget, Role role);
void setButtonKind(QWidget* widget, ButtonKind kind);
/// Sets margins and spacing (of a grid, between its columns) at 100 %, replacing those of the form; at any
/// time.
void setUnscaled(QLayout* layout, const QMargins& margins, int spacing);
/// Sets a fixed height, or the limits of a width, at 100 %, replacing those of the form; at any time.
void setUnscaledHeight(QWidget* widget, int height);
void setUnscaledWidth(QWidget* widget, int least, int most);

} // namespace interleave
