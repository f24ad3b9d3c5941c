#include "gui/record/valuedisplay.h"

#include "gui/theme/plaintext.h"
#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

namespace {

constexpr int Gap = 10;
/// The width that the summary always keeps.
constexpr int SummaryWidth = 72;
constexpr int FadeTime = 120;

} // namespace

ValueDisplay::ValueDisplay(QWidget* parent)
    : QWidget(parent)
    , m_fade(new QVariantAnimation(this))
{
    m_fade->setStartValue(0.0);
    m_fade->setEndValue(1.0);
    m_fade->setDuration(FadeTime);
    connect(m_fade, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(m_fade, &QVariantAnimation::finished, this, qOverload<>(&QWidget::update));
}

void ValueDisplay::setValue(const QString& value, const QString& summary)
{
    if (value == m_value && summary == m_summary)
        return;
    m_fade->stop();
    if (m_animated && isVisible() && value != m_value) {
        m_oldValue = m_value;
        m_oldSummary = m_summary;
        m_fade->start();
    }
    m_value = value;
    m_summary = summary;
    setAccessibleName(QStringLiteral("%1, %2").arg(value, summary));
    update();
}

QFont ValueDisplay::fittingFont(const QString& value, int width) const
{
    QFont font = themeOf(this).font(TextStyle::Figure);
    const int smallest = font.pixelSize() / 2;
    // elidedText() cuts a text that is wider by a part of a px.
    while (font.pixelSize() > smallest && !fitsWhole(value, font, width - 1))
        font.setPixelSize(font.pixelSize() - 1);
    return font;
}

void ValueDisplay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_fade->state() == QAbstractAnimation::Running) {
        const qreal done = m_fade->currentValue().toReal();
        painter.setOpacity(1 - done);
        paintValue(painter, m_oldValue, m_oldSummary);
        painter.setOpacity(done);
    }
    paintValue(painter, m_value, m_summary);
}

void ValueDisplay::paintValue(QPainter& painter, const QString& value, const QString& summary)
{
    const Theme& theme = themeOf(this);
    const QFontMetrics large(theme.font(TextStyle::Figure));
    const int baseLine = height() / 2 + large.capHeight() / 2;
    const int space = width() - theme.px(Gap + SummaryWidth);

    painter.setFont(fittingFont(value, space));
    painter.setPen(theme.text());
    const QString figures = painter.fontMetrics().elidedText(value, Qt::ElideRight, space);
    painter.drawText(0, baseLine, figures);

    const int left = painter.fontMetrics().horizontalAdvance(figures) + theme.px(Gap);
    painter.setFont(theme.font(TextStyle::Body));
    painter.setPen(theme.quiet());
    painter.drawText(
        left, baseLine, painter.fontMetrics().elidedText(summary, Qt::ElideRight, width() - left));
}

} // namespace interleave
