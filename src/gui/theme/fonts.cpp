#include "gui/theme/fonts.h"

#include <QDir>
#include <QFontDatabase>

namespace interleave {

void loadBundledFonts()
{
    const QDir folder(QStringLiteral(":/fonts"));
    const QStringList files =
        folder.entryList({QStringLiteral("*.otf"), QStringLiteral("*.ttf")}, QDir::Files, QDir::Name);
    for (const QString& file : files)
        QFontDatabase::addApplicationFont(folder.filePath(file));
}

QFont bundledFont(bool mono, int size, QFont::Weight weight)
{
    QFont font(mono ? QStringLiteral("JetBrains Mono") : QStringLiteral("Inter"));
    font.setStyleHint(
        mono ? QFont::Monospace : QFont::SansSerif,
        static_cast<QFont::StyleStrategy>(QFont::PreferAntialias | QFont::NoSubpixelAntialias));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setPixelSize(size);
    font.setWeight(weight);
    font.setKerning(true);
    return font;
}

} // namespace interleave
