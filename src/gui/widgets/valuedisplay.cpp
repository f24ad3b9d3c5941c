#include "gui/widgets/valuedisplay.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

namespace {

constexpr int Gap = 10;
/// What the summary always keeps of the width.
constexpr int SummaryRoom = 72;

} // namespace

ValueDisplay::ValueDisplay(QWidget* parent)
    : QWidget(parent)
{
}

void ValueDisplay::setValue(const QString& value, const QString& summary)
{
    m_value = value;
    m_summary = summary;
    setAccessibleName(QStringLiteral("%1, %2").arg(value, summary));
    update();
}

QFont ValueDisplay::fittingFont(int room) const
{
    QFont font = themeOf(this).font(TextStyle::Figure);
    const int smallest = font.pixelSize() / 2;
    while (font.pixelSize() > smallest && QFontMetrics(font).horizontalAdvance(m_value) > room)
        font.setPixelSize(font.pixelSize() - 1);
    return font;
}

void ValueDisplay::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    const QFontMetrics large(theme.font(TextStyle::Figure));
    const int baseLine = height() / 2 + large.capHeight() / 2;
    const int room = width() - theme.px(Gap + SummaryRoom);

    QPainter painter(this);
    painter.setFont(fittingFont(room));
    painter.setPen(theme.text());
    const QString value = painter.fontMetrics().elidedText(m_value, Qt::ElideRight, room);
    painter.drawText(0, baseLine, value);

    const int left = painter.fontMetrics().horizontalAdvance(value) + theme.px(Gap);
    painter.setFont(theme.font(TextStyle::Body));
    painter.setPen(theme.quiet());
    painter.drawText(
        left, baseLine, painter.fontMetrics().elidedText(m_summary, Qt::ElideRight, width() - left));
}

} // namespace interleave
