#include "gui/panels/observerstrip.h"

#include "gui/diagram/diagramcanvas.h"
#include "gui/theme/icons.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/textwidth.h"
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
    setPlainTip(*this, observation.sentence);
    updateGeometry();
    update();
}

QSize ObserverStrip::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int words = advanceOf(theme.font(TextStyle::Label), text());
    return {words + theme.px(2 * Padding + Eye + Gap), theme.px(Height)};
}

QSize ObserverStrip::minimumSizeHint() const
{
    return {themeOf(this).px(36), themeOf(this).px(Height)};
}

/// Uses a shorter text instead of cutting it; empty when even that does not fit.
QString ObserverStrip::fittingText(int width) const
{
    return firstWhole(
        {text(), m_observation.shortText, QString()}, themeOf(this).font(TextStyle::Label), width);
}

void ObserverStrip::paintEvent(QPaintEvent*)
{
    if (m_observation.sentence.isEmpty())
        return;
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(theme.line(), 1);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(6), theme.px(6));

    const QString sentence = fittingText(width() - theme.px(2 * Padding + Eye + Gap));
    if (sentence.isEmpty()) {
        paintBriefly(painter);
        return;
    }
    const int size = theme.px(Eye);
    const QRectF eye(theme.px(Padding), (height() - size) / 2.0, size, size);
    drawIcon(painter, eye, Icon::Eye, theme.text());

    painter.setPen(theme.color(roleOf(m_observation.severity)));
    painter.setFont(theme.font(TextStyle::Label));
    const QRect area = rect().adjusted(theme.px(Padding + Eye + Gap), 0, -theme.px(Padding), 0);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, sentence);
}

void ObserverStrip::paintBriefly(QPainter& painter)
{
    const Theme& theme = themeOf(this);
    const Severity severity = m_observation.severity;
    const QString word = severity == Severity::Good    ? tr("newest")
                         : severity == Severity::Stale ? tr("stale", "a copy")
                                                       : tr("no copy");
    painter.setFont(theme.font(TextStyle::Label));
    const qreal words = painter.fontMetrics().horizontalAdvance(word);
    const qreal bar = severity == Severity::Neutral ? 0 : theme.px(9.0);
    const qreal gap = bar > 0 ? theme.px(5.0) : 0;
    const bool fits = bar + gap + words <= width() - theme.px(6.0);
    const bool wordless = !fits && bar > 0;
    qreal x = (width() - (wordless ? bar : fits ? bar + gap + words : words)) / 2;

    const TextColors ink = theme.ink(roleOf(severity));
    if (bar > 0) {
        const QRectF piece(x, theme.px(6.0), bar, height() - 2 * theme.px(6.0));
        painter.setPen(QPen(ink.ink, theme.px(1.5)));
        painter.setBrush(severity == Severity::Good ? ink.ink : ink.fill);
        painter.drawRoundedRect(piece, theme.px(2.0), theme.px(2.0));
        if (severity == Severity::Stale) {
            for (const QLineF& line : hatchLines(piece, 0, theme.px(6.0)))
                painter.drawLine(line);
        }
        x += bar + gap;
    }
    if (wordless)
        return;
    painter.setPen(ink.ink);
    const QRectF area(fits ? x : theme.px(3.0), 0, fits ? words + 1 : width() - theme.px(6.0), height());
    painter.drawText(
        area,
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        fits ? word : painter.fontMetrics().elidedText(word, Qt::ElideRight, qRound(area.width())));
}

} // namespace interleave
