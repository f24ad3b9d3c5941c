#include "gui/theme/textwidth.h"

#include <QCache>
#include <QFont>
#include <QFontMetrics>

namespace interleave {

namespace {

/// Of the texts that are remembered, which is more than a window shows.
constexpr qsizetype MostCharacters = 50'000;

enum class Measured { Advance, Label };

struct Asked final
{
    /// Not the font itself, which would keep its engine longer than the application.
    QString font;
    // Of these the key tells nothing.
    QFont::HintingPreference hinting = QFont::PreferDefaultHinting;
    bool kerning = true;
    QString text;
    Measured what = Measured::Advance;

    bool operator==(const Asked&) const = default;
};

size_t qHash(const Asked& asked, size_t seed = 0)
{
    return qHashMulti(
        seed,
        asked.font,
        static_cast<int>(asked.hinting),
        asked.kerning,
        asked.text,
        static_cast<int>(asked.what));
}

int widthOf(const QFont& font, const QString& text, Measured what)
{
    thread_local QCache<Asked, int> widths(MostCharacters);
    const Asked asked{font.key(), font.hintingPreference(), font.kerning(), text, what};
    if (const int* width = widths.object(asked))
        return *width;
    const QFontMetrics metrics(font);
    const int width = what == Measured::Advance ? metrics.horizontalAdvance(text)
                                                : metrics.size(Qt::TextShowMnemonic, text).width();
    widths.insert(asked, new int(width), text.size() + 1);
    return width;
}

} // namespace

int advanceOf(const QFont& font, const QString& text)
{
    return widthOf(font, text, Measured::Advance);
}

int labelWidthOf(const QFont& font, const QString& text)
{
    return widthOf(font, text, Measured::Label);
}

} // namespace interleave
