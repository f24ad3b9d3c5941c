#include "gui/window/reducedmotion.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace interleave {

namespace {

QVariant settingIn(const QDir& folder, const char* file, const char* key)
{
    const QString path = folder.filePath(QLatin1String(file));
    return QFile::exists(path) ? QSettings(path, QSettings::IniFormat).value(QLatin1String(key)) : QVariant();
}

/// With reduced motion KDE sets the duration factor of its animations to "0".
bool isReducedForKde(const QDir& folder)
{
    const QVariant factor = settingIn(folder, "kdeglobals", "KDE/AnimationDurationFactor");
    bool isNumber = false;
    const double times = factor.toDouble(&isNumber);
    return isNumber && times <= 0;
}

bool isReducedForGtk(const QDir& folder)
{
    for (const char* file : {"gtk-4.0/settings.ini", "gtk-3.0/settings.ini"}) {
        const QString enabled =
            settingIn(folder, file, "Settings/gtk-enable-animations").toString().trimmed();
        if (enabled == QLatin1String("0") ||
            enabled.compare(QLatin1String("false"), Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace

bool isMotionReduced()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
    return isReducedForKde(folder) || isReducedForGtk(folder);
}

} // namespace interleave
