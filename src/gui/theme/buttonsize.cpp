#include "gui/theme/buttonsize.h"

#include "gui/theme/enumproperty.h"
#include "gui/theme/textwidth.h"
#include "gui/theme/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPushButton>
#include <QStyleOptionButton>

#include <algorithm>

namespace interleave {

namespace {

/// The space beside the text of a button, both sides together.
constexpr int MostAir = 28;

} // namespace

QSize buttonSize(
    const QStyleOptionButton& option, const QSize& measured, const QWidget* widget, const Theme& theme)
{
    const QFont font = widget == nullptr ? theme.font(TextStyle::Strong) : widget->font();
    const bool link = statedOn<ButtonKind>(widget, "buttonKind") == ButtonKind::Link;
    const bool menu = option.features.testFlag(QStyleOptionButton::HasMenu);
    const bool hasMeasured = option.icon.isNull() && !menu && !option.text.isEmpty();
    const int text = hasMeasured ? measured.width() : labelWidthOf(font, option.text);
    const QVariant fitted = widget == nullptr ? QVariant() : widget->property("air");
    const int air = link ? theme.px(8) : fitted.isValid() ? fitted.toInt() : theme.px(MostAir);
    const int width = text + air + (menu ? theme.px(16) : 0);
    return {link ? width : std::max(width, theme.px(LeastButton)), theme.px(36)};
}

void fitButtons(const QList<QPushButton*>& buttons, int width)
{
    if (buttons.isEmpty())
        return;
    const Theme& theme = themeOf(buttons.first());
    int left = width;
    for (const QPushButton* button : buttons)
        left -= labelWidthOf(button->font(), button->text());
    left /= static_cast<int>(buttons.size());
    const int air = std::clamp(left, theme.px(LeastAir), theme.px(MostAir));
    for (QPushButton* button : buttons) {
        if (button->property("air") == air)
            continue;
        button->setProperty("air", air);
        // A button caches its size until something like its font changes.
        QEvent change(QEvent::FontChange);
        QCoreApplication::sendEvent(button, &change);
    }
}

} // namespace interleave
