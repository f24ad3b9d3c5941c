#include "gui/widgets/observerstrip.h"

#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

namespace {

constexpr int Height = 28;
constexpr int Padding = 10;
constexpr int Eye = 16;
constexpr int Gap = 8;

} // namespace

ObserverStrip::ObserverStrip(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ObserverStrip::setObservation(const ObserverText& observation)
{
    m_observation = observation;
    setAccessibleName(tr("Only we see: %1").arg(observation.sentence));
    setToolTip(observation.sentence);
    updateGeometry();
    update();
}

QSize ObserverStrip::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const QFontMetrics metrics(theme.font(TextStyle::Label));
    return {metrics.horizontalAdvance(text()) + theme.px(2 * Padding + Eye + Gap), theme.px(Height)};
}

QSize ObserverStrip::minimumSizeHint() const
{
    return {themeOf(this).px(120), themeOf(this).px(Height)};
}

/// Fewer words rather than cut ones.
QString ObserverStrip::fittingText(int room) const
{
    const QFontMetrics metrics(themeOf(this).font(TextStyle::Label));
    if (m_observation.fewer.isEmpty() || metrics.horizontalAdvance(text()) <= room)
        return metrics.elidedText(text(), Qt::ElideRight, room);
    return metrics.elidedText(m_observation.fewer, Qt::ElideRight, room);
}

void ObserverStrip::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(theme.line(), 1);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(6), theme.px(6));

    const int size = theme.px(Eye);
    const QRectF eye(theme.px(Padding), (height() - size) / 2.0, size, size);
    drawIcon(painter, eye, Icon::Eye, theme.text());

    painter.setPen(theme.color(roleOf(m_observation.tone)));
    painter.setFont(theme.font(TextStyle::Label));
    const QRect area = rect().adjusted(theme.px(Padding + Eye + Gap), 0, -theme.px(Padding), 0);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, fittingText(area.width()));
}

} // namespace interleave
