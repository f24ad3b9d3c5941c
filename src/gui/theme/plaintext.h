#pragma once

#include <QStringList>

class QFontMetrics;
class QWidget;

namespace interleave {

// Text that others wrote, shown as it is. Buttons and menus take an ampersand for the mark of a key, tool
// tips and labels take what looks like HTML for HTML: every such text goes through one of these on its way
// there. Labels show plain text unless they say otherwise; the Style sees to that.

/// For a button, an item of a menu or its title: each ampersand is one that is seen, on one line.
[[nodiscard]] QString literal(QString text);
/// For a tool tip, also of an item in a view: nothing in it is markup, and no more of it than can be read.
[[nodiscard]] QString plainTip(const QString& text);
void setPlainTip(QWidget& widget, const QString& text);
/// The first of \a wordings, the fullest first, that is shown whole in \a room px; else the last, cut short
/// with "…".
[[nodiscard]] QString firstWhole(const QStringList& wordings, const QFontMetrics& metrics, int room);

} // namespace interleave
