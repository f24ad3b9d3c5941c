#include "gui/screenshot/headlessplatform.h"

#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

namespace interleave {

namespace {

QtMessageHandler usualHandler = nullptr;

/// Suppresses warnings that a platform without windows repeats for every window, and those about a missing
/// session.
void tellButForThePlatform(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const bool known = message.startsWith(QLatin1String("This plugin does not support")) ||
                       message.startsWith(QLatin1String("QStandardPaths: XDG_RUNTIME_DIR"));
    if (!known)
        usualHandler(type, context, message);
}

} // namespace

HeadlessPlatform::HeadlessPlatform(int scale, Fonts fonts)
{
    usualHandler = qInstallMessageHandler(&tellButForThePlatform);
    for (const char* name :
         {"QT_SCREEN_SCALE_FACTORS",
          "QT_AUTO_SCREEN_SCALE_FACTOR",
          "QT_ENABLE_HIGHDPI_SCALING",
          "QT_SCALE_FACTOR_ROUNDING_POLICY",
          "QT_USE_PHYSICAL_DPI",
          "QT_STYLE_OVERRIDE",
          "QT_QPA_PLATFORMTHEME",
          "QT_QPA_FONTDIR",
          "QT_IM_MODULE",
          "FREETYPE_PROPERTIES"})
        qunsetenv(name);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_FONT_DPI", "96");
    qputenv("QT_SCALE_FACTOR", QByteArray::number(scale));
    if (fonts == Fonts::Bundled && m_fonts.open()) {
        qunsetenv("FONTCONFIG_PATH");
        m_leftover.emplace(QFile::encodeName(m_fonts.fileName()));
        m_fonts.write("<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig/>\n");
        m_fonts.flush();
        const QByteArray file = QFile::encodeName(QFileInfo(m_fonts).canonicalFilePath());
        qputenv("FONTCONFIG_FILE", file);
        // Below it there is nothing, so that fontconfig does not read what templates say of themselves.
        qputenv("FONTCONFIG_SYSROOT", file);
    }
    QApplication::setDesktopSettingsAware(false);
    QLocale::setDefault(QLocale::c());
}

} // namespace interleave
