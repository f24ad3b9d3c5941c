#include "gui/theme/fonts.h"

#include <QDir>
#include <QFile>
#include <QFontDatabase>
#include <QtEndian>

namespace interleave {

namespace {

/// A big-endian number in a font's tables; 0 past its end.
template<typename Number>
qsizetype numberAt(const QByteArray& font, qsizetype at)
{
    return at < 0 || at + qsizetype(sizeof(Number)) > font.size()
               ? 0
               : static_cast<qsizetype>(qFromBigEndian<Number>(font.constData() + at));
}

/// Renames the feature of contextual alternates, which draws `<=` as one sign, so that no shaper applies it;
/// before Qt 6.7 a feature cannot be turned off. OpenType 1.9, "OTF" table directory and "GSUB" FeatureList.
QByteArray withoutLigatures(QByteArray font)
{
    constexpr qsizetype directory = 12;
    constexpr qsizetype entry = 16;
    constexpr qsizetype feature = 6;
    const qsizetype tables = numberAt<quint16>(font, 4);
    for (qsizetype i = 0; i < tables; ++i) {
        const qsizetype at = directory + i * entry;
        if (font.mid(at, 4) != "GSUB")
            continue;
        const qsizetype table = numberAt<quint32>(font, at + 8);
        const qsizetype list = table + numberAt<quint16>(font, table + 6);
        const qsizetype count = numberAt<quint16>(font, list);
        for (qsizetype k = 0; k < count; ++k) {
            const qsizetype tag = list + 2 + k * feature;
            if (font.mid(tag, 4) == "calt")
                font.replace(tag, 4, "none");
        }
    }
    return font;
}

} // namespace

void loadBundledFonts()
{
    const QDir folder(QStringLiteral(":/fonts"));
    const QStringList files =
        folder.entryList({QStringLiteral("*.otf"), QStringLiteral("*.ttf")}, QDir::Files, QDir::Name);
    for (const QString& file : files) {
        QFile face(folder.filePath(file));
        if (!face.open(QIODevice::ReadOnly))
            continue;
        const QByteArray font = face.readAll();
        QFontDatabase::addApplicationFontFromData(
            file.startsWith(QLatin1String("JetBrainsMono")) ? withoutLigatures(font) : font);
    }
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
