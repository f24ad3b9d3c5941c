#include "gui/widgets/card.h"

#include "gui/theme/stylepainter.h"

#include <QPainter>

namespace interleave {

namespace {

constexpr int PulseTime = 200;
constexpr qreal PulseWidth = 3;

} // namespace

Card::Card(QWidget* parent)
    : QWidget(parent)
    , m_pulse(new QVariantAnimation(this))
{
    m_pulse->setObjectName(QStringLiteral("pulse"));
    m_pulse->setStartValue(1.0);
    m_pulse->setEndValue(0.0);
    m_pulse->setDuration(PulseTime);
    connect(m_pulse, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(m_pulse, &QVariantAnimation::finished, this, qOverload<>(&QWidget::update));
}

void Card::pulse(Role role)
{
    m_pulseRole = role;
    m_pulse->stop();
    m_pulse->start();
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    StylePainter draw(painter, theme);
    draw.roundedBox(rect(), theme.cardRadius(), theme.card(), theme.line());
    if (!isPulsing())
        return;
    QColor line = theme.color(m_pulseRole);
    line.setAlphaF(m_pulse->currentValue().toFloat());
    draw.roundedBox(rect(), theme.cardRadius(), Qt::transparent, line, theme.px(PulseWidth));
}

} // namespace interleave
