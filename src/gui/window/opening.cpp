#include "gui/window/opening.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>
#include <QWindow>

#include <algorithm>

namespace interleave {

namespace {

/// The usual size of a window frame on most desktops, in logical px.
constexpr QMargins UsualFrame(4, 36, 4, 6);
constexpr int LookEveryMs = 100;
constexpr int MostLooks = 15;

bool hasDesktop()
{
    const QString platform = QGuiApplication::platformName();
    return platform != QLatin1String("offscreen") && platform != QLatin1String("minimal");
}

} // namespace

QSize openingSize(const QSize& wanted, const QRect& space, const QMargins& frame)
{
    return wanted.boundedTo(space.marginsRemoved(frame).size().expandedTo(QSize(1, 1)));
}

QRect openingPlace(const QRect& place, const QRect& space, const QMargins& frame)
{
    const QRect inner = space.marginsRemoved(frame);
    const QSize size = openingSize(place.size(), space, frame);
    // If it is larger than the available area, keep its top left corner visible.
    const auto at = [](int wanted, int from, int to) {
        return std::max(from, std::min(wanted, to));
    };
    return {
        QPoint(
            at(place.x(), inner.left(), inner.left() + inner.width() - size.width()),
            at(place.y(), inner.top(), inner.top() + inner.height() - size.height())),
        size};
}

Opening::Opening(QWidget& window)
    : m_window(window)
{
    m_timer.setInterval(LookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &Opening::settle);
}

void Opening::open(const QSize& wanted, bool maximized)
{
    const QScreen* screen = m_window.screen();
    const QMargins frame = hasDesktop() ? UsualFrame : QMargins();
    m_window.resize(screen == nullptr ? wanted : openingSize(wanted, screen->availableGeometry(), frame));
    if (maximized) {
        m_window.showMaximized();
        return;
    }
    m_window.show();
    m_timer.start();
}

QString Opening::openExactly(const QSize& size)
{
    m_exact = true;
    m_window.resize(size);
    m_window.show();
    m_timer.start();
    const QScreen* screen = m_window.screen();
    const QSize space = screen == nullptr ? size : screen->availableSize();
    if (size.boundedTo(space) == size || !hasDesktop())
        return {};
    const auto text = [](const QSize& pixels) {
        return tr("%1×%2", "a width and a height")
            .arg(QString::number(pixels.width()), QString::number(pixels.height()));
    };
    return tr("The window is %1 large, as --size says, and the screen has room for %2: a part of it is "
              "outside. "
              "Leave --size out to have all of it on the screen.")
        .arg(text(size), text(space));
}

void Opening::settle()
{
    const QWindow* handle = m_window.windowHandle();
    const bool filling = m_window.isMaximized() || m_window.isFullScreen() || m_window.isMinimized();
    if (handle == nullptr || filling || ++m_looks >= MostLooks)
        m_timer.stop();
    if (handle == nullptr || filling)
        return;
    const QRect space = handle->screen()->availableGeometry();
    QRect place = openingPlace(m_window.geometry(), space, handle->frameMargins());
    if (m_exact)
        place.setSize(m_window.size());
    if (place != m_window.geometry())
        m_window.setGeometry(place);
}

} // namespace interleave
