#pragma once

#include <QList>
#include <QSize>

class QPushButton;
class QStyleOptionButton;
class QWidget;

namespace interleave {

class Theme;

/// Of a button at 100 %, in px: what an unsteady hand can hit (WCAG 2.2, success criterion 2.5.8).
inline constexpr int LeastButton = 24;
/// The least space beside the text of a button at 100 %, both sides together, in px.
inline constexpr int LeastAir = 8;

/// Of a button with its text, in px; \a measured is how large Qt takes its contents for, and \a widget may be
/// null.
[[nodiscard]] QSize buttonSize(
    const QStyleOptionButton& option, const QSize& measured, const QWidget* widget, const Theme& theme);
/// Shares \a width px among buttons in a row, as space beside their texts, within limits.
void fitButtons(const QList<QPushButton*>& buttons, int width);

} // namespace interleave
