#pragma once

class QString;
class QTextDocument;

namespace interleave {

class Theme;

/// Sets \a markdown in the theme's fonts and colours: headings, text on lines of its own height, code on a
/// ground, tables without lines but for one under the head.
void setHelpText(QTextDocument& document, const QString& markdown, const Theme& theme);

} // namespace interleave
