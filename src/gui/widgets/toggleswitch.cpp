#include "gui/widgets/toggleswitch.h"

#include "gui/theme/stylepainter.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace interleave {

namespace {

constexpr int Width = 46;
constexpr int Height = 26;
/// Space for the focus ring around the track.
constexpr int Around = 4;

} // namespace

ToggleSwitch::ToggleSwitch(QWidget* parent)
    : QCheckBox(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize ToggleSwitch::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.px(Width + 2 * Around), theme.px(Height + 2 * Around)};
}

QRect ToggleSwitch::track() const
{
    const int around = themeOf(this).px(Around);
    return rect().adjusted(around, around, -around, -around);
}

bool ToggleSwitch::hitButton(const QPoint& position) const
{
    return rect().contains(position);
}

void ToggleSwitch::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QStyleOptionButton option;
    initStyleOption(&option);

    QPainter painter(this);
    StylePainter draw(painter, theme);
    const QRect area = track();
    QColor ground = theme.color(isChecked() ? Role::Current : Role::Lost);
    if (!isEnabled())
        ground = theme.faint();
    else if (isDown())
        ground = ground.darker(115);
    draw.roundedBox(area, area.height() / 2.0, ground, Qt::transparent);

    const qreal gap = theme.px(3.0);
    const qreal size = area.height() - 2 * gap;
    const qreal left = isChecked() ? area.right() + 1 - gap - size : area.left() + gap;
    draw.roundedBox(QRectF(left, area.top() + gap, size, size), size / 2, theme.onInk(), Qt::transparent);

    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        draw.roundedBox(rect(), height() / 2.0, Qt::transparent, theme.text(), theme.px(2.0));
}

} // namespace interleave
