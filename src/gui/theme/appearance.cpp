#include "gui/theme/appearance.h"

#include "gui/theme/style.h"

#include <QApplication>
#include <QStyleHints>

#include <algorithm>
#include <array>

namespace interleave {

namespace {

constexpr int ZoomStep = 25;

struct ChoiceName final
{
    ThemeChoice choice;
    const char* name;
};

constexpr std::array ChoiceNames{
    ChoiceName{ThemeChoice::System, "system"},
    ChoiceName{ThemeChoice::Light, "light"},
    ChoiceName{ThemeChoice::Dark, "dark"},
    ChoiceName{ThemeChoice::HighContrast, "high-contrast"}};

int fit(const QSize& window, const QSize& drawn)
{
    const double times = std::min(
        static_cast<double>(window.width()) / drawn.width(),
        static_cast<double>(window.height()) / drawn.height());
    const int stepped = static_cast<int>(times * 100.0) / ZoomStep * ZoomStep;
    return std::clamp(stepped, 100, Theme::LargestZoom);
}

/// Nothing before Qt 6.5, or where the platform does not tell.
std::optional<bool> platformIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    switch (QGuiApplication::styleHints()->colorScheme()) {
    case Qt::ColorScheme::Dark:
        return true;
    case Qt::ColorScheme::Light:
        return false;
    case Qt::ColorScheme::Unknown:
        break;
    }
#endif
    return std::nullopt;
}

} // namespace

QString toName(ThemeChoice choice)
{
    return QLatin1String(std::ranges::find(ChoiceNames, choice, &ChoiceName::choice)->name);
}

std::optional<ThemeChoice> themeChoiceFromName(const QString& name)
{
    for (const ChoiceName& known : ChoiceNames) {
        if (name == QLatin1String(known.name))
            return known.choice;
    }
    return std::nullopt;
}

int zoomFor(const QSize& window)
{
    // From there on more of a long lesson is of more use than larger type: its twelve rows are whole at 3840×2160.
    constexpr int largeEnough = 150;
    const int zoom = fit(window, QSize(1440, 900));
    return zoom <= largeEnough ? zoom : std::max(largeEnough, fit(window, QSize(1440, 1230)));
}

int zoomForPresenting(const QSize& window)
{
    // Larger type is of no use where the lesson is then only seen in part.
    constexpr int lessonHeight = 690;
    const int most = std::max(window.height() * 100 / lessonHeight / ZoomStep * ZoomStep, 100);
    const int larger = std::max(fit(window, QSize(1100, 640)), zoomFor(window) + ZoomStep);
    return std::clamp(larger, 100, std::min(most, Theme::LargestZoom));
}

Appearance::Appearance(QApplication& application, ThemeChoice choice, std::optional<int> zoom)
    : m_application(application)
    // Judge by the palette where the platform does not tell.
    , m_platformIsDark(
          platformIsDark().value_or(QGuiApplication::palette().color(QPalette::Window).lightness() < 128))
    , m_systemIsDark(m_platformIsDark)
    , m_choice(choice)
    , m_zoom(zoom)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        followDesktop({platformIsDark(), m_systemHasContrast});
    });
#endif
    apply();
}

void Appearance::choose(ThemeChoice choice)
{
    m_choice = choice;
    apply();
    emit chosen();
}

void Appearance::followDesktop(const DesktopLook& look)
{
    // A desktop without a preference may have preferred dark before, so don't keep the old value.
    m_systemIsDark = look.dark.value_or(m_platformIsDark);
    m_systemHasContrast = look.highContrast;
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
    setZoom(100);
}

void Appearance::fitZoom()
{
    setZoom(std::nullopt);
}

void Appearance::follow(const QSize& window)
{
    m_window = window;
    apply();
}

void Appearance::setPresenting(bool presenting)
{
    m_presenting = presenting;
    m_presentedZoom.reset();
    apply();
}

void Appearance::zoomBy(int direction)
{
    setZoom(std::clamp(m_theme.zoom() + direction * ZoomStep, Theme::SmallestZoom, Theme::LargestZoom));
}

void Appearance::setZoom(std::optional<int> percent)
{
    (m_presenting ? m_presentedZoom : m_zoom) = percent;
    apply();
    if (!m_presenting)
        emit chosen();
}

int Appearance::zoomInForce() const
{
    const int followed = m_window.isEmpty() ? 100 : zoomFor(m_window);
    if (!m_presenting)
        return m_zoom.value_or(followed);
    const int larger = m_window.isEmpty() ? 100 : zoomForPresenting(m_window);
    return m_presentedZoom.value_or(std::max(larger, m_zoom.value_or(0)));
}

Theme Appearance::colours() const
{
    switch (m_choice) {
    case ThemeChoice::System:
        if (!m_systemHasContrast)
            return m_systemIsDark ? Theme::dark() : Theme::light();
        return Theme::highContrast(m_systemIsDark);
    case ThemeChoice::Light:
        return Theme::light();
    case ThemeChoice::Dark:
        return Theme::dark();
    case ThemeChoice::HighContrast:
        return Theme::highContrast(m_systemIsDark);
    }
    Q_UNREACHABLE();
}

void Appearance::apply()
{
    const Theme theme = colours().withZoom(zoomInForce());
    const bool ours = qobject_cast<const Style*>(QApplication::style()) != nullptr;
    if (ours && m_applied && theme == m_theme)
        return;
    m_applied = true;
    m_theme = theme;
    applyTheme(m_application, m_theme);
    emit changed();
}

} // namespace interleave
