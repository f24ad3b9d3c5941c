#include "gui/theme/theme.h"

#include "core/scenario/cast.h"
#include "gui/theme/fonts.h"
#include "gui/theme/style.h"

#include <QWidget>

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

/// In the order of Role.
constexpr int Roles = static_cast<int>(Role::Pending) + 1;

struct TextMeasure final
{
    int size;
    QFont::Weight weight;
    bool mono;
    int lineHeight;
};

TextMeasure measureOf(TextStyle style)
{
    switch (style) {
    case TextStyle::Label:
        return {13, QFont::DemiBold, false, 18};
    case TextStyle::Hint:
        return {13, QFont::Medium, false, 18};
    case TextStyle::Code:
        return {14, QFont::Medium, true, 20};
    case TextStyle::CodeBold:
        return {14, QFont::Bold, true, 20};
    case TextStyle::Chip:
        return {13, QFont::Medium, true, 18};
    case TextStyle::Body:
        return {15, QFont::Normal, false, 22};
    case TextStyle::Strong:
        return {15, QFont::DemiBold, false, 22};
    case TextStyle::CardTitle:
        return {17, QFont::DemiBold, false, 24};
    case TextStyle::Title:
        return {20, QFont::Bold, false, 28};
    case TextStyle::Number:
        return {17, QFont::Bold, false, 24};
    case TextStyle::Figure:
        return {44, QFont::Bold, false, 52};
    }
    Q_UNREACHABLE();
}

double luminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

Theme Theme::light()
{
    Theme theme;
    theme.m_window = QColor(0xF4F5F7);
    theme.m_card = QColor(0xFFFFFF);
    theme.m_line = QColor(0xD9DDE3);
    theme.m_field = QColor(0xF7F8FA);
    theme.m_band = QColor(0xE7E9ED);
    theme.m_faint = QColor(0x9AA3AF);
    theme.m_onInk = QColor(0xFFFFFF);
    theme.m_textColors = {
        {QColor(0x1B2430), QColor(0xE9ECF0)}, // Text
        {QColor(0x5B6675), QColor(0xEDEFF2)}, // Quiet
        {QColor(0x0F5FCC), QColor(0xE4EEFC)}, // ClientA
        {QColor(0x8A5216), QColor(0xFAF0E4)}, // ClientB
        {QColor(0xC30F96), QColor(0xFCE8F5)}, // ClientC
        {QColor(0x005F82), QColor(0xDFF1F8)}, // ClientD
        {QColor(0x690078), QColor(0xF6E7F9)}, // ClientE
        {QColor(0x282D9B), QColor(0xE9EAFB)}, // ClientF
        {QColor(0x1B2430), QColor(0xE9ECF0)}, // OtherClient
        {QColor(0x4A525C), QColor(0xE9ECF0)}, // Server
        {QColor(0x0B7562), QColor(0xDFF3EC)}, // Current
        {QColor(0x6B35AE), QColor(0xF0E8FA)}, // Stale
        {QColor(0xC9110B), QColor(0xFDE9E7)}, // Lost
        {QColor(0x3F3400), QColor(0xF7F0C6)}, // Leased
        {QColor(0x2F3E4C), QColor(0xE4EAEE)}, // Pending
    };
    return theme;
}

Theme Theme::dark()
{
    Theme theme;
    theme.m_dark = true;
    theme.m_window = QColor(0x14171A);
    theme.m_card = QColor(0x1B1F24);
    theme.m_line = QColor(0x313A47);
    theme.m_field = QColor(0x14171A);
    theme.m_band = QColor(0x242A31);
    theme.m_faint = QColor(0x6B7684);
    theme.m_onInk = QColor(0x14171A);
    theme.m_textColors = {
        {QColor(0xE8ECF1), QColor(0x2B333D)}, // Text
        {QColor(0x9AA6B5), QColor(0x252B33)}, // Quiet
        {QColor(0x6FB0F6), QColor(0x17304D)}, // ClientA
        {QColor(0xEE9A33), QColor(0x432C10)}, // ClientB
        {QColor(0xFF46A0), QColor(0x3D0F28)}, // ClientC
        {QColor(0x1EE1F5), QColor(0x0A3A42)}, // ClientD
        {QColor(0xB482B9), QColor(0x2E1E31)}, // ClientE
        {QColor(0x7382FF), QColor(0x171B3D)}, // ClientF
        {QColor(0xE8ECF1), QColor(0x2B333D)}, // OtherClient
        {QColor(0xC3CBD6), QColor(0x2B333D)}, // Server
        {QColor(0x93F0CB), QColor(0x143B30)}, // Current
        {QColor(0xBE97FA), QColor(0x33214F)}, // Stale
        {QColor(0xFF7A68), QColor(0x4D1F19)}, // Lost
        {QColor(0xF5E05A), QColor(0x3F3912)}, // Leased
        {QColor(0x9DB6C6), QColor(0x25313A)}, // Pending
    };
    return theme;
}

Theme Theme::highContrast(bool dark)
{
    Theme theme;
    theme.m_dark = dark;
    theme.m_window = QColor(dark ? 0x000000u : 0xFFFFFFu);
    theme.m_card = QColor(dark ? 0x0B0D10u : 0xFFFFFFu);
    theme.m_line = QColor(dark ? 0xC3CBD6u : 0x4A525Cu);
    theme.m_field = theme.m_window;
    theme.m_band = QColor(dark ? 0x2A323Bu : 0xDDE2E8u);
    theme.m_faint = QColor(dark ? 0x8C97A4u : 0x5A6470u);
    theme.m_onInk = theme.m_window;
    const QList<TextColors> onDark{
        {QColor(0xFFFFFFu), QColor(0x1C2229u)}, // Text
        {QColor(0xD5DCE5u), QColor(0x1C2229u)}, // Quiet
        {QColor(0x8FC4FFu), QColor(0x0B2038u)}, // ClientA
        {QColor(0xFFB459u), QColor(0x331F05u)}, // ClientB
        {QColor(0xFA7DD7u), QColor(0x30091Fu)}, // ClientC
        {QColor(0x05B4C3u), QColor(0x01181Bu)}, // ClientD
        {QColor(0xD291A0u), QColor(0x220D13u)}, // ClientE
        {QColor(0x8C9BFFu), QColor(0x0E1230u)}, // ClientF
        {QColor(0xFFFFFFu), QColor(0x1C2229u)}, // OtherClient
        {QColor(0xDDE3EAu), QColor(0x1C2229u)}, // Server
        {QColor(0x9CF7D3u), QColor(0x0B2A21u)}, // Current
        {QColor(0xD6BBFFu), QColor(0x241440u)}, // Stale
        {QColor(0xFFA79Au), QColor(0x3A120Du)}, // Lost
        {QColor(0xFFEC70u), QColor(0x2C270Au)}, // Leased
        {QColor(0xBFD6E4u), QColor(0x17222Bu)}, // Pending
    };
    const QList<TextColors> onLight{
        {QColor(0x000000u), QColor(0xE9ECF0u)}, // Text
        {QColor(0x2B3440u), QColor(0xEDEFF2u)}, // Quiet
        {QColor(0x003C91u), QColor(0xE4EEFCu)}, // ClientA
        {QColor(0x5E3300u), QColor(0xFAF0E4u)}, // ClientB
        {QColor(0x9B1464u), QColor(0xFFF4FAu)}, // ClientC
        {QColor(0x005C75u), QColor(0xF2FAFCu)}, // ClientD
        {QColor(0x4B0A5Au), QColor(0xF6E7F9u)}, // ClientE
        {QColor(0x05057Du), QColor(0xE9EAFBu)}, // ClientF
        {QColor(0x000000u), QColor(0xE9ECF0u)}, // OtherClient
        {QColor(0x333A42u), QColor(0xE9ECF0u)}, // Server
        {QColor(0x004D3Fu), QColor(0xDFF3ECu)}, // Current
        {QColor(0x4B1A86u), QColor(0xF0E8FAu)}, // Stale
        {QColor(0x8F0500u), QColor(0xFDE9E7u)}, // Lost
        {QColor(0x332A00u), QColor(0xF7F0C6u)}, // Leased
        {QColor(0x22303Cu), QColor(0xE4EAEEu)}, // Pending
    };
    theme.m_textColors = dark ? onDark : onLight;
    return theme;
}

Theme Theme::withZoom(int percent) const
{
    Theme theme = *this;
    theme.m_zoom = std::clamp(percent, SmallestZoom, LargestZoom);
    return theme;
}

TextColors Theme::ink(Role role) const
{
    Q_ASSERT(m_textColors.size() == Roles);
    return m_textColors.at(static_cast<int>(role));
}

QFont Theme::font(TextStyle style) const
{
    const TextMeasure measure = measureOf(style);
    return bundledFont(measure.mono, px(measure.size), measure.weight);
}

int Theme::lineHeight(TextStyle style) const
{
    return px(measureOf(style).lineHeight);
}

int Theme::px(int length) const
{
    return qRound(px(static_cast<qreal>(length)));
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor& color, const QColor& disabled) {
        palette.setColor(role, color);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    set(QPalette::Window, m_window, m_window);
    set(QPalette::WindowText, text(), m_faint);
    set(QPalette::Base, m_field, m_window);
    set(QPalette::AlternateBase, m_card, m_card);
    set(QPalette::Text, text(), quiet());
    set(QPalette::Button, m_card, m_card);
    set(QPalette::ButtonText, text(), m_faint);
    set(QPalette::BrightText, m_onInk, m_onInk);
    set(QPalette::Light, m_card, m_card);
    set(QPalette::Midlight, m_band, m_band);
    set(QPalette::Mid, m_line, m_line);
    set(QPalette::Dark, m_line, m_line);
    set(QPalette::Shadow, m_line, m_line);
    set(QPalette::Highlight, fill(Role::ClientA), m_band);
    set(QPalette::HighlightedText, text(), quiet());
    set(QPalette::Link, text(), m_faint);
    set(QPalette::LinkVisited, text(), m_faint);
    set(QPalette::ToolTipBase, m_card, m_card);
    set(QPalette::ToolTipText, text(), text());
    set(QPalette::PlaceholderText, quiet(), m_faint);
    return palette;
}

const Theme& themeOf(const QWidget* widget)
{
    static const Theme fallback = Theme::light();
    const auto* style = qobject_cast<const Style*>(widget->style());
    return style == nullptr ? fallback : style->theme();
}

Role roleOf(Severity severity)
{
    switch (severity) {
    case Severity::Neutral:
        return Role::Quiet;
    case Severity::Good:
        return Role::Current;
    case Severity::Stale:
        return Role::Stale;
    case Severity::Lost:
        return Role::Lost;
    case Severity::Pending:
        return Role::Pending;
    }
    Q_UNREACHABLE();
}

Icon signOf(Severity severity)
{
    switch (severity) {
    case Severity::Lost:
        return Icon::Cross;
    case Severity::Stale:
        return Icon::Retry;
    case Severity::Pending:
        return Icon::Hourglass;
    case Severity::Good:
        return Icon::Check;
    case Severity::Neutral:
        return Icon::Dot;
    }
    Q_UNREACHABLE();
}

Role roleOf(Seat seat)
{
    switch (seat) {
    case Seat::A:
        return Role::ClientA;
    case Seat::B:
        return Role::ClientB;
    case Seat::C:
        return Role::ClientC;
    case Seat::D:
        return Role::ClientD;
    case Seat::E:
        return Role::ClientE;
    case Seat::F:
        return Role::ClientF;
    case Seat::Other:
        return Role::OtherClient;
    }
    Q_UNREACHABLE();
}

double contrast(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace interleave
