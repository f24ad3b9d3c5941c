#pragma once

#include <QStringList>

class QFontMetrics;
class QWidget;

namespace interleave {

// For showing texts by other people literally. Buttons and menus take an ampersand for a mnemonic, and tool
// tips and labels take some texts for HTML, so pass such texts through one of these. Labels need nothing: the
// Style makes them plain text by default.

/// For a button, a menu item or a menu title: ampersands are shown, and the text is one line.
[[nodiscard]] QString literal(QString text);
/// For a tool tip, also of an item in a view: nothing is taken for markup, and very long texts are cut.
[[nodiscard]] QString plainTip(const QString& text);
void setPlainTip(QWidget& widget, const QString& text);
/// The first of \a wordings, ordered from the longest, that fits into \a room px; else the last one, cut with
/// "…".
[[nodiscard]] QString firstWhole(const QStringList& wordings, const QFontMetrics& metrics, int room);

} // namespace interleave
