#pragma once

#include "gui/theme/theme.h"

#include <QObject>

#include <optional>

class QApplication;

namespace interleave {

enum class ThemeChoice {
    System, ///< as the desktop was when the program started
    Light,
    Dark
};

/// Which theme the application runs under: a choice of colours, and a zoom that is either fixed or follows
/// the size of the window in steps of 25 % (never below 100 %).
class Appearance final : public QObject
{
    Q_OBJECT

public:
    /// Applies it at once. \a zoom is nothing to follow the window.
    Appearance(QApplication& application, ThemeChoice choice, std::optional<int> zoom);

    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }

    void choose(ThemeChoice choice);
    void zoomIn();
    void zoomOut();
    /// Back to following the window.
    void resetZoom();
    /// The window's size in logical px.
    void follow(const QSize& window);

private:
    void zoomBy(int direction);
    void apply();

    QApplication& m_application;
    bool m_systemIsDark;
    ThemeChoice m_choice;
    std::optional<int> m_zoom;
    int m_followed = 100;
    Theme m_theme = Theme::light();
};

/// The zoom that suits a window: 100 % at 1440×900.
[[nodiscard]] int zoomFor(const QSize& window);

} // namespace interleave
