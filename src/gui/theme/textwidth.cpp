#include "gui/theme/textwidth.h"

#include <QCache>
#include <QFont>
#include <QFontMetrics>
#include <QRect>

namespace interleave {

namespace {

/// Of the texts that are remembered, which is more than a window shows.
constexpr qsizetype MostCharacters = 50'000;

enum class Measured { Advance, Button, Lines };

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

QSize measured(const QFont& font, const QString& text, Measured what)
{
    const QFontMetrics metrics(font);
    switch (what) {
    case Measured::Advance:
        return {metrics.horizontalAdvance(text), 0};
    case Measured::Button:
        return metrics.size(Qt::TextShowMnemonic, text);
    case Measured::Lines:
        break;
    }
    // As wide as a label takes it; no line is broken.
    constexpr QRect all(0, 0, 2000, 2000);
    return metrics.boundingRect(all, Qt::AlignLeft, text).size();
}

QSize sizeOf(const QFont& font, const QString& text, Measured what)
{
    thread_local QCache<Asked, QSize> sizes(MostCharacters);
    const Asked asked{font.key(), font.hintingPreference(), font.kerning(), text, what};
    if (const QSize* size = sizes.object(asked))
        return *size;
    const QSize size = measured(font, text, what);
    sizes.insert(asked, new QSize(size), text.size() + 1);
    return size;
}

} // namespace

int advanceOf(const QFont& font, const QString& text)
{
    return sizeOf(font, text, Measured::Advance).width();
}

int labelWidthOf(const QFont& font, const QString& text)
{
    return sizeOf(font, text, Measured::Button).width();
}

QSize linesSizeOf(const QFont& font, const QString& text)
{
    return sizeOf(font, text, Measured::Lines);
}

} // namespace interleave
