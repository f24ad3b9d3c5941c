#include "gui/room/qrview.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace interleave {

namespace {

// In px at 100 %.
constexpr int Least = 124;
constexpr int Most = 288;

} // namespace

QrView::QrView(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    setAccessibleName(tr("QR code with the address of the room"));
}

void QrView::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_code = text.isEmpty() ? QrCode() : QrCode(text);
    update();
}

/// No more, so that it is the first to give way: a page that scrolls asks for the height of its hints.
QSize QrView::sizeHint() const
{
    return minimumSizeHint();
}

QSize QrView::minimumSizeHint() const
{
    const int least = themeOf(this).px(Least);
    return {least, least};
}

int QrView::moduleLength() const
{
    if (m_code.size() == 0)
        return 0;
    const int modules = m_code.size() + 2 * QrCode::QuietZone;
    return qFloor(std::min(width(), height()) * devicePixelRatioF() / modules);
}

/// It is no higher than wide.
void QrView::resizeEvent(QResizeEvent*)
{
    const Theme& theme = themeOf(this);
    setMaximumHeight(std::clamp(width(), theme.px(Least), theme.px(Most)));
}

void QrView::paintEvent(QPaintEvent*)
{
    const int pixels = moduleLength();
    if (pixels == 0)
        return;
    const int modules = m_code.size() + 2 * QrCode::QuietZone;
    QImage image(modules * pixels, modules * pixels, QImage::Format_RGB32);
    image.fill(Theme::paper());
    QPainter drawn(&image);
    for (int y = 0; y < m_code.size(); ++y) {
        for (int x = 0; x < m_code.size(); ++x) {
            if (m_code.isDark(x, y)) {
                drawn.fillRect(
                    (x + QrCode::QuietZone) * pixels,
                    (y + QrCode::QuietZone) * pixels,
                    pixels,
                    pixels,
                    Theme::blank());
            }
        }
    }
    drawn.end();
    const qreal ratio = devicePixelRatioF();
    image.setDevicePixelRatio(ratio);
    const qreal side = image.width() / ratio;
    const auto whole = [ratio](qreal place) {
        return std::floor(place * ratio) / ratio;
    };
    QPainter painter(this);
    painter.drawImage(QPointF(whole((width() - side) / 2), whole((height() - side) / 2)), image);
}

} // namespace interleave
