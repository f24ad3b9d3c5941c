#pragma once

#include <QStringList>

class QFont;
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
/// Whether \a text fits into \a width px, of which a size hint reserves as many as QFontMetrics says. Those
/// are rounded, so what fits may be half a px too wide: draw it as it is, because elidedText() would cut it.
[[nodiscard]] bool fitsWhole(const QString& text, const QFont& font, int width);
/// The first of \a wordings, ordered from the longest, that fits into \a width px; else the last one, cut
/// with "…". End the list with an empty wording to get that instead of a cut one.
[[nodiscard]] QString firstWhole(const QStringList& wordings, const QFont& font, int width);

} // namespace interleave
