#include "gui/theme/style.h"

#include "gui/theme/buttonsize.h"
#include "gui/theme/enumproperty.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/presses.h"
#include "gui/theme/stylepainter.h"
#include "gui/theme/textwidth.h"

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>

#include <algorithm>

namespace interleave {

namespace {

/// The text style of a widget without the property; nothing for widgets that keep the application's font.
std::optional<TextStyle> usualTextStyle(const QWidget* widget)
{
    if (qobject_cast<const QPushButton*>(widget) != nullptr) {
        const auto kind = statedOn<ButtonKind>(widget, "buttonKind");
        return kind == ButtonKind::Segment || kind == ButtonKind::Choice ? TextStyle::Body
                                                                         : TextStyle::Strong;
    }
    if (qobject_cast<const QLineEdit*>(widget) != nullptr)
        return TextStyle::Code;
    if (qobject_cast<const QHeaderView*>(widget) != nullptr)
        return TextStyle::Label;
    return std::nullopt;
}

/// The values from the form, kept on the object before it is scaled the first time.
class Drawn final
{
public:
    explicit Drawn(QObject* object)
        : m_object(object)
    {
    }

    template<typename T>
    [[nodiscard]] T remember(const char* name, const T& now) const
    {
        const QVariant drawn = m_object->property(name);
        if (drawn.isValid())
            return drawn.value<T>();
        m_object->setProperty(name, QVariant::fromValue(now));
        return now;
    }

    [[nodiscard]] bool isKnown(const char* name) const { return m_object->property(name).isValid(); }

private:
    QObject* m_object;
};

void scaleLayout(QLayout* layout, const Theme& theme)
{
    const Drawn drawn(layout);
    if (theme.zoom() == 100 && !drawn.isKnown("unscaledMargins"))
        return;
    const QMargins margins = drawn.remember("unscaledMargins", layout->contentsMargins());
    layout->setContentsMargins(
        theme.px(margins.left()),
        theme.px(margins.top()),
        theme.px(margins.right()),
        theme.px(margins.bottom()));
    if (auto* grid = qobject_cast<QGridLayout*>(layout)) {
        grid->setHorizontalSpacing(theme.px(drawn.remember("drawnColumns", grid->horizontalSpacing())));
        grid->setVerticalSpacing(theme.px(drawn.remember("drawnRows", grid->verticalSpacing())));
    } else {
        layout->setSpacing(theme.px(drawn.remember("unscaledSpacing", layout->spacing())));
    }
    for (int i = 0; i < layout->count(); ++i) {
        if (QLayout* inner = layout->itemAt(i)->layout())
            scaleLayout(inner, theme);
    }
}

void scaleSizes(QWidget* widget, const Theme& theme)
{
    const Drawn drawn(widget);
    if (widget->isWindow() || (theme.zoom() == 100 && !drawn.isKnown("unscaledMinimum")))
        return;
    const auto scaled = [&theme](int length) {
        return length >= QWIDGETSIZE_MAX ? length : theme.px(length);
    };
    const QSize least = drawn.remember("unscaledMinimum", widget->minimumSize());
    const QSize most = drawn.remember("unscaledMaximum", widget->maximumSize());
    widget->setMinimumSize(scaled(least.width()), scaled(least.height()));
    widget->setMaximumSize(scaled(most.width()), scaled(most.height()));
}

/// For properties that were set after the widget was first shown.
void polishAgain(QWidget* widget)
{
    if (!widget->testAttribute(Qt::WA_WState_Polished))
        return;
    widget->style()->polish(widget);
    widget->update();
}

} // namespace

Style::Style(Theme theme)
    : QProxyStyle(QStringLiteral("Fusion"))
    , m_theme(std::move(theme))
{
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    Presses::ofApplication().watch(widget);
    const auto stated = statedOn<TextStyle>(widget, "textStyle");
    if (const auto text = stated ? stated : usualTextStyle(widget))
        widget->setFont(m_theme.font(*text));
    if (const auto role = statedOn<Role>(widget, "ink"); role && !widget->inherits("QLineEdit")) {
        QPalette palette = widget->palette();
        palette.setColor(QPalette::WindowText, m_theme.color(*role));
        widget->setPalette(palette);
    }
    if (qobject_cast<QPushButton*>(widget) != nullptr || qobject_cast<QTabBar*>(widget) != nullptr ||
        qobject_cast<QScrollBar*>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
    // Tool tips may contain our own markup.
    if (auto* label = qobject_cast<QLabel*>(widget);
        label != nullptr && label->textFormat() == Qt::AutoText && !widget->inherits("QTipLabel"))
        label->setTextFormat(Qt::PlainText);
    scaleSizes(widget, m_theme);
    if (QLayout* layout = widget->layout())
        scaleLayout(layout, m_theme);
}

void Style::polish(QPalette& palette)
{
    palette = m_theme.palette();
}

QPalette Style::standardPalette() const
{
    return m_theme.palette();
}

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    StylePainter draw(*painter, m_theme);
    switch (element) {
    case PE_PanelLineEdit:
        draw.lineEdit(*option, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        draw.checkBox(*option);
        return;
    case PE_IndicatorRadioButton:
        draw.radioButton(*option);
        return;
    case PE_FrameFocusRect:
        draw.focusRing(option->rect, m_theme.px(4));
        return;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        draw.panel(option->rect);
        return;
    case PE_FrameMenu:
    case PE_FrameLineEdit:
    case PE_FrameTabWidget:
    case PE_PanelScrollAreaCorner:
    case PE_FrameDefaultButton:
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), m_theme.line());
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    StylePainter draw(*painter, m_theme);
    switch (element) {
    case CE_PushButtonBevel:
        draw.buttonBevel(*qstyleoption_cast<const QStyleOptionButton*>(option), widget);
        return;
    case CE_PushButtonLabel:
        draw.buttonLabel(*qstyleoption_cast<const QStyleOptionButton*>(option), widget);
        return;
    case CE_TabBarTabShape:
        draw.tabShape(*qstyleoption_cast<const QStyleOptionTab*>(option));
        return;
    case CE_TabBarTabLabel:
        draw.tabLabel(*qstyleoption_cast<const QStyleOptionTab*>(option));
        return;
    case CE_MenuItem:
        draw.menuItem(*qstyleoption_cast<const QStyleOptionMenuItem*>(option));
        return;
    case CE_MenuEmptyArea:
    case CE_ComboBoxLabel:
        return;
    case CE_HeaderSection:
        draw.headerSection(*qstyleoption_cast<const QStyleOptionHeader*>(option));
        return;
    case CE_HeaderLabel:
        draw.headerLabel(*qstyleoption_cast<const QStyleOptionHeader*>(option));
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_theme.window());
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        const QRect slider = subControlRect(control, option, SC_ScrollBarSlider, widget);
        StylePainter(*painter, m_theme)
            .scrollBarSlider(*qstyleoption_cast<const QStyleOptionSlider*>(option), slider);
        return;
    }
    if (control == CC_ComboBox) {
        // Draw it like a button with a menu.
        const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        QStyleOptionButton button;
        static_cast<QStyleOption&>(button) = *box;
        button.features = QStyleOptionButton::HasMenu;
        button.text = literal(box->currentText);
        StylePainter draw(*painter, m_theme);
        draw.buttonBevel(button, widget);
        draw.buttonLabel(button, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    switch (type) {
    case CT_PushButton:
        return buttonSize(*qstyleoption_cast<const QStyleOptionButton*>(option), size, widget, m_theme);
    case CT_LineEdit:
        return {size.width() + m_theme.px(24), m_theme.px(40)};
    case CT_TabBarTab: {
        const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
        return {advanceOf(m_theme.font(TextStyle::Strong), tab->text) + 2 * m_theme.px(12), m_theme.px(52)};
    }
    case CT_ComboBox:
        return {size.width() + m_theme.px(32), m_theme.px(36)};
    case CT_MenuItem:
        return menuItemSize(*qstyleoption_cast<const QStyleOptionMenuItem*>(option), m_theme);
    case CT_HeaderSection:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width(), m_theme.px(32)};
    default:
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    switch (element) {
    case SE_LineEditContents:
        return option->rect.adjusted(m_theme.px(10), 1, -m_theme.px(10), -1);
    case SE_PushButtonContents:
    case SE_PushButtonFocusRect:
    case SE_TabBarTabText:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect Style::subControlRect(
    ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const
{
    const auto* bar =
        control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider*>(option) : nullptr;
    if (bar == nullptr)
        return QProxyStyle::subControlRect(control, option, part, widget);

    // There are no arrows, so the groove is the whole bar.
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? bar->rect.height() : bar->rect.width();
    const int range = bar->maximum - bar->minimum;
    int slider = length;
    if (range > 0) {
        const qint64 all = static_cast<qint64>(range) + bar->pageStep;
        slider = std::clamp(
            static_cast<int>(static_cast<qint64>(length) * bar->pageStep / std::max<qint64>(all, 1)),
            std::min(m_theme.px(28), length),
            length);
    }
    const int start = sliderPositionFromValue(
        bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
    const auto piece = [upright, bar](int from, int size) {
        return upright ? QRect(0, from, bar->rect.width(), size) : QRect(from, 0, size, bar->rect.height());
    };
    switch (part) {
    case SC_ScrollBarGroove:
        return bar->rect;
    case SC_ScrollBarSlider:
        return piece(start, slider);
    case SC_ScrollBarSubPage:
        return piece(0, start);
    case SC_ScrollBarAddPage:
        return piece(start + slider, length - start - slider);
    default:
        return {};
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return m_theme.px(12);
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return m_theme.px(6);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return m_theme.px(18);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return m_theme.px(16);
    case PM_ToolTipLabelFrameWidth:
        return m_theme.px(8);
    case PM_HeaderMargin:
        return m_theme.px(8);
    case PM_FocusFrameHMargin:
        return m_theme.px(6);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollBar_Transient:
    case SH_UnderlineShortcut:
        return 0;
    case SH_TabBar_Alignment:
        return static_cast<int>(Qt::AlignLeft);
    case SH_Menu_Scrollable:
        return widget != nullptr && widget->property("scrolls").toBool() ? 1 : 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

void applyTheme(QApplication& application, const Theme& theme)
{
    application.setStyle(new Style(theme));
    QApplication::setPalette(theme.palette());
    QApplication::setFont(theme.font(TextStyle::Body));
}

void setTextStyle(QWidget* widget, TextStyle style)
{
    if (statedOn<TextStyle>(widget, "textStyle") == style)
        return;
    stateOn(widget, "textStyle", style);
    polishAgain(widget);
}

void setTextRole(QWidget* widget, Role role)
{
    if (statedOn<Role>(widget, "ink") == role)
        return;
    stateOn(widget, "ink", role);
    polishAgain(widget);
}

void setButtonKind(QWidget* widget, ButtonKind kind)
{
    if (statedOn<ButtonKind>(widget, "buttonKind") == kind)
        return;
    stateOn(widget, "buttonKind", kind);
    polishAgain(widget);
}

void setUnscaledHeight(QWidget* widget, int height)
{
    const Drawn drawn(widget);
    QSize least = drawn.remember("unscaledMinimum", widget->minimumSize());
    QSize most = drawn.remember("unscaledMaximum", widget->maximumSize());
    least.setHeight(height);
    most.setHeight(height);
    widget->setProperty("unscaledMinimum", least);
    widget->setProperty("unscaledMaximum", most);
    scaleSizes(widget, themeOf(widget));
}

void setUnscaledWidth(QWidget* widget, int leastWidth, int mostWidth)
{
    const Drawn drawn(widget);
    QSize least = drawn.remember("unscaledMinimum", widget->minimumSize());
    QSize most = drawn.remember("unscaledMaximum", widget->maximumSize());
    least.setWidth(leastWidth);
    most.setWidth(mostWidth);
    widget->setProperty("unscaledMinimum", least);
    widget->setProperty("unscaledMaximum", most);
    scaleSizes(widget, themeOf(widget));
}

void setUnscaled(QLayout* layout, const QMargins& margins, int spacing)
{
    const char* name = qobject_cast<QGridLayout*>(layout) != nullptr ? "drawnColumns" : "unscaledSpacing";
    const QVariant drawn = QVariant::fromValue(margins);
    if (layout->property("unscaledMargins") == drawn && layout->property(name) == spacing)
        return;
    layout->setProperty("unscaledMargins", drawn);
    layout->setProperty(name, spacing);
    scaleLayout(layout, themeOf(layout->parentWidget()));
}

} // namespace interleave
