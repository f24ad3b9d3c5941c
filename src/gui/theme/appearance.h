#pragma once

#include "gui/theme/theme.h"

#include <QObject>

#include <optional>

class QApplication;

namespace interleave {

enum class ThemeChoice {
    System, ///< follows the desktop, also when it changes
    Light,
    Dark,
    HighContrast ///< dark or light like the desktop
};

/// The names used on the command line and in the settings: `system`, `light`, `dark`, `high-contrast`.
[[nodiscard]] QString toName(ThemeChoice choice);
[[nodiscard]] std::optional<ThemeChoice> themeChoiceFromName(const QString& name);

/// The desktop's preferences, as far as it has any.
struct DesktopLook final
{
    std::optional<bool> dark;
    bool highContrast = false;

    bool operator==(const DesktopLook&) const = default;
};

/// The application's theme: a choice of colours, and a zoom that is either fixed or follows the window's size
/// in steps of 25 % (never below 100 %). While presenting, the zoom is larger, and zoom changes made then are
/// dropped afterwards.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    /// Applies the theme at once. Without \a zoom, the zoom follows the window.
    Appearance(QApplication& application, ThemeChoice choice, std::optional<int> zoom);

    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    /// Empty while the zoom follows the window.
    [[nodiscard]] std::optional<int> fixedZoom() const { return m_zoom; }

    void choose(ThemeChoice choice);
    /// Call this when the desktop has told or changed its preferences. \a look replaces all earlier ones;
    /// where it has no preference, the platform's own setting counts.
    void followDesktop(const DesktopLook& look);
    void zoomIn();
    void zoomOut();
    /// Sets exactly 100 %.
    void resetZoom();
    /// Lets the zoom follow the window again.
    void fitZoom();
    /// The window's size in logical px.
    void follow(const QSize& window);
    void setPresenting(bool presenting);

signals:
    /// The user has chosen another theme or zoom; not emitted for changes by the desktop or the window.
    void chosen();
    /// Another theme is active.
    void changed();

private:
    void zoomBy(int direction);
    void setZoom(std::optional<int> percent);
    [[nodiscard]] int zoomInForce() const;
    [[nodiscard]] Theme colours() const;
    void apply();

    QApplication& m_application;
    /// The platform's own setting at the start.
    const bool m_platformIsDark;
    bool m_systemIsDark;
    bool m_systemHasContrast = false;
    ThemeChoice m_choice;
    std::optional<int> m_zoom;
    bool m_presenting = false;
    std::optional<int> m_presentedZoom;
    QSize m_window;
    bool m_applied = false;
    Theme m_theme = Theme::light();
};

/// The zoom that suits a window: 100 % at 1440×900, growing with it, and slower where the window is so large that
/// a long lesson can be seen whole.
[[nodiscard]] int zoomFor(const QSize& window);
/// The zoom for a window that an audience sees from afar: larger than zoomFor(), where four messages are
/// still seen whole.
[[nodiscard]] int zoomForPresenting(const QSize& window);

} // namespace interleave
