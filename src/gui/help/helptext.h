#pragma once

class QString;
class QTextDocument;

namespace interleave {

class Theme;

/// Formats \a markdown with the theme's fonts and colours: headings, text with its own line height, code on a
/// background, tables with a line only under the header.
void setHelpText(QTextDocument& document, const QString& markdown, const Theme& theme);

} // namespace interleave
