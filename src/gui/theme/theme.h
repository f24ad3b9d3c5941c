#pragma once

#include "core/words/severity.h"
#include "gui/theme/icons.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

class QWidget;

namespace interleave {
Q_NAMESPACE

enum class Seat;

/// What a colour means. Each has one meaning, which a second sign always shows too.
enum class Role {
    Text,
    Quiet,
    ClientA, ///< the client in that seat of the cast, as the five below; its badge and its lane say so too
    ClientB,
    ClientC,
    ClientD,
    ClientE,
    ClientF,
    OtherClient, ///< outside clients, and panels after the sixth
    Server,
    Current, ///< current, saved
    Stale,   ///< stale, refused
    Lost,    ///< lost, overwritten; locking off
    Leased,
    Pending
};
Q_ENUM_NS(Role)

/// Size and weight of a text, by its use. Sizes are in logical px at 100 %.
enum class TextStyle {
    Label,     ///< 13/600: chips, labels, the observer's strip
    Hint,      ///< 13/500: notes beside something
    Code,      ///< 14/500 mono
    CodeBold,  ///< 14/700 mono: the deciding part
    Chip,      ///< 13/500 mono: versions and pills
    Body,      ///< 15/400, line height 22
    Strong,    ///< 15/600: buttons, status, chosen tabs
    CardTitle, ///< 17/600
    Title,     ///< 20/700
    Number,    ///< 17/700: the outcome strip
    Figure     ///< 44/700
};
Q_ENUM_NS(TextStyle)

/// How a push button looks.
enum class ButtonKind {
    Outline, ///< on the card's colour with a thin line
    Primary, ///< filled with the ink of its role; Text when none is set
    Flat,    ///< no background until hovered or checked: pages, segments
    Segment, ///< Flat in ordinary text, for the buttons of a SegmentBar
    Choice,  ///< Segment that is filled with ink when chosen, and stays so, dimmed, when disabled
    Link     ///< underlined text
};
Q_ENUM_NS(ButtonKind)

/// A colour for text and lines, and a fill to put them on. The contrast of ink is at least 4.5:1 on the fill,
/// the window and the card; 7:1 in the high-contrast theme.
struct TextColors final
{
    QColor ink;
    QColor fill;

    bool operator==(const TextColors&) const = default;
};

/// Every colour, font and length of the window. A value; the running style holds the active one, and widgets
/// ask themeOf(this) each time they paint or lay out.
class Theme final
{
public:
    static constexpr int SmallestZoom = 75;
    static constexpr int LargestZoom = 250;

    [[nodiscard]] static Theme light();
    [[nodiscard]] static Theme dark();
    /// Black on white or white on black; every ink has a contrast of at least 7:1 instead of 4.5:1, and lines
    /// are as strong as text.
    [[nodiscard]] static Theme highContrast(bool dark);
    /// In percent, kept within the bounds.
    [[nodiscard]] Theme withZoom(int percent) const;
    [[nodiscard]] int zoom() const { return m_zoom; }
    [[nodiscard]] bool isDark() const { return m_dark; }

    [[nodiscard]] const QColor& window() const { return m_window; }
    [[nodiscard]] const QColor& card() const { return m_card; }
    [[nodiscard]] const QColor& line() const { return m_line; }
    /// The background of fields and of quoted code.
    [[nodiscard]] const QColor& field() const { return m_field; }
    /// The background of a selected row or page.
    [[nodiscard]] const QColor& band() const { return m_band; }
    /// For what is disabled, and for decoration without meaning.
    [[nodiscard]] const QColor& faint() const { return m_faint; }

    [[nodiscard]] TextColors ink(Role role) const;
    [[nodiscard]] QColor color(Role role) const { return ink(role).ink; }
    [[nodiscard]] QColor fill(Role role) const { return ink(role).fill; }
    [[nodiscard]] QColor text() const { return color(Role::Text); }
    [[nodiscard]] QColor quiet() const { return color(Role::Quiet); }
    /// Text and icons on a background of a role's ink: badges, Save, the toggle.
    [[nodiscard]] const QColor& onInk() const { return m_onInk; }
    /// The black of a blanked screen and of a QR code, in every theme.
    [[nodiscard]] static QColor blank() { return Qt::black; }
    /// The white around and in a QR code, in every theme.
    [[nodiscard]] static QColor paper() { return Qt::white; }

    [[nodiscard]] QFont font(TextStyle style) const;
    /// The distance between base lines, in px at this zoom.
    [[nodiscard]] int lineHeight(TextStyle style) const;

    /// Logical px at 100 % to px at this zoom. The grid is 4 px.
    [[nodiscard]] int px(int length) const;
    [[nodiscard]] qreal px(qreal length) const { return length * m_zoom / 100.0; }
    [[nodiscard]] int cardRadius() const { return px(12); }
    [[nodiscard]] int controlRadius() const { return px(8); }

    [[nodiscard]] QPalette palette() const;

    bool operator==(const Theme&) const = default;

private:
    Theme() = default;

    bool m_dark = false;
    int m_zoom = 100;
    QColor m_window;
    QColor m_card;
    QColor m_line;
    QColor m_field;
    QColor m_band;
    QColor m_faint;
    QColor m_onInk;
    QList<TextColors> m_textColors;
};

/// The theme of the style of \a widget; the light one at 100 % under another style.
[[nodiscard]] const Theme& themeOf(const QWidget* widget);

[[nodiscard]] Role roleOf(Severity severity);
/// The second sign of that role.
[[nodiscard]] Icon signOf(Severity severity);
[[nodiscard]] Role roleOf(Seat seat);
/// WCAG 2.1 contrast ratio, from 1 to 21.
[[nodiscard]] double contrast(const QColor& one, const QColor& other);

} // namespace interleave
