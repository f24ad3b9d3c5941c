#include "gui/room/arrivalstrip.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

namespace {

// In px at 100 %.
constexpr int Height = 24;
constexpr int TicksWidth = 220;
constexpr int TickHeight = 14;
constexpr int Gap = 12;

} // namespace

ArrivalStrip::ArrivalStrip(QWidget* parent)
    : QWidget(parent)
{
}

void ArrivalStrip::setArrivals(const RoomArrivals& arrivals)
{
    if (m_arrivals == arrivals)
        return;
    m_arrivals = arrivals;
    setAccessibleName(arrivals.text());
    setToolTip(arrivals.text());
    update();
}

QSize ArrivalStrip::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int height = std::max(theme.px(Height), QFontMetrics(theme.font(TextStyle::Hint)).height());
    return {theme.px(TicksWidth), height};
}

void ArrivalStrip::paintEvent(QPaintEvent*)
{
    const QString text = m_arrivals.text();
    if (text.isEmpty())
        return;
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setFont(theme.font(TextStyle::Hint));
    const QFontMetrics metrics = painter.fontMetrics();
    // The sentence goes before the ticks, which show nothing else.
    const int space = width() - metrics.horizontalAdvance(text) - 2 * theme.px(Gap);
    const int ticks = std::min(theme.px(TicksWidth), space);
    int left = theme.px(2);
    if (ticks > theme.px(TicksWidth) / 3) {
        const QRectF line(left, 0, ticks, height());
        painter.fillRect(QRectF(line.left(), height() / 2.0, line.width(), 1), theme.line());
        const qreal span = qMax<qreal>(1, qreal(m_arrivals.times.constLast()));
        const qreal tall = theme.px(qreal(TickHeight));
        for (const qint64 time : std::as_const(m_arrivals.times)) {
            const qreal x = line.left() + qreal(time) / span * (line.width() - theme.px(2));
            painter.fillRect(QRectF(x, (height() - tall) / 2, theme.px(2.0), tall), theme.text());
        }
        left += ticks + theme.px(Gap);
    }
    painter.setPen(theme.quiet());
    const QRect rest(left, 0, width() - left, height());
    painter.drawText(
        rest, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(text, Qt::ElideRight, rest.width()));
}

} // namespace interleave
