#include "gui/theme/appearance.h"

#include "gui/theme/style.h"

#include <QApplication>

#include <algorithm>

namespace interleave {

namespace {

constexpr int ZoomStep = 25;

} // namespace

int zoomFor(const QSize& window)
{
    const double fit = std::min(window.width() / 1440.0, window.height() / 900.0);
    const int stepped = static_cast<int>(fit * 100.0) / ZoomStep * ZoomStep;
    return std::clamp(stepped, 100, Theme::LargestZoom);
}

Appearance::Appearance(QApplication& application, ThemeChoice choice, std::optional<int> zoom)
    : m_application(application)
    // From Qt 6.5 the platform says it; before, its palette does.
    , m_systemIsDark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
    , m_choice(choice)
    , m_zoom(zoom)
{
    apply();
}

void Appearance::choose(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Appearance::zoomIn()
{
    zoomBy(+1);
}

void Appearance::zoomOut()
{
    zoomBy(-1);
}

void Appearance::resetZoom()
{
    m_zoom.reset();
    apply();
}

void Appearance::follow(const QSize& window)
{
    m_followed = zoomFor(window);
    if (!m_zoom && m_theme.zoom() != m_followed)
        apply();
}

void Appearance::zoomBy(int direction)
{
    m_zoom = std::clamp(m_theme.zoom() + direction * ZoomStep, Theme::SmallestZoom, Theme::LargestZoom);
    apply();
}

void Appearance::apply()
{
    const bool dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_systemIsDark);
    const Theme theme = (dark ? Theme::dark() : Theme::light()).withZoom(m_zoom.value_or(m_followed));
    const bool applied = qobject_cast<const Style*>(QApplication::style()) != nullptr;
    if (applied && theme == m_theme)
        return;
    m_theme = theme;
    applyTheme(m_application, m_theme);
}

} // namespace interleave
