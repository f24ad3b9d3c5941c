#pragma once

#include "gui/theme/theme.h"

#include <QObject>

#include <optional>

class QApplication;

namespace interleave {

enum class ThemeChoice {
    System, ///< as the desktop is, also when it changes
    Light,
    Dark,
    HighContrast ///< dark or light, as the desktop is
};

/// As on the command line and in the settings: `system`, `light`, `dark`, `high-contrast`.
[[nodiscard]] QString toName(ThemeChoice choice);
[[nodiscard]] std::optional<ThemeChoice> themeChoiceFromName(const QString& name);

/// What the desktop prefers, as far as it says so.
struct DesktopLook final
{
    std::optional<bool> dark;
    bool highContrast = false;

    bool operator==(const DesktopLook&) const = default;
};

/// Which theme the application runs under: a choice of colours, and a zoom that is either fixed or follows
/// the size of the window in steps of 25 % (never below 100 %). While presenting, the zoom is larger, and
/// what is changed then is forgotten with it.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    /// Applies it at once. \a zoom is nothing to follow the window.
    Appearance(QApplication& application, ThemeChoice choice, std::optional<int> zoom);

    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    /// Nothing while it follows the window.
    [[nodiscard]] std::optional<int> fixedZoom() const { return m_zoom; }

    void choose(ThemeChoice choice);
    /// The desktop has said, or changed, what it prefers. What it does not say stays as it was.
    void followDesktop(const DesktopLook& look);
    void zoomIn();
    void zoomOut();
    /// To exactly 100 %.
    void resetZoom();
    /// Back to following the window.
    void fitZoom();
    /// The window's size in logical px.
    void follow(const QSize& window);
    void setPresenting(bool presenting);

signals:
    /// The user has chosen another theme or zoom, as opposed to the desktop or the window.
    void chosen();
    /// Another theme is in force.
    void changed();

private:
    void zoomBy(int direction);
    void setZoom(std::optional<int> percent);
    [[nodiscard]] int zoomInForce() const;
    [[nodiscard]] Theme colours() const;
    void apply();

    QApplication& m_application;
    /// By itself, at the start.
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

/// The zoom that suits a window: 100 % at 1440×900.
[[nodiscard]] int zoomFor(const QSize& window);
/// The zoom that suits a window which is looked at from the last row: larger than zoomFor().
[[nodiscard]] int zoomForPresenting(const QSize& window);

} // namespace interleave
