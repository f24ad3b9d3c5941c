#include "gui/preferences.h"

#include <QSettings>

namespace interleave {

namespace {

const char* const ThemeKey = "theme";
const char* const ZoomKey = "zoom";
const char* const SizeKey = "windowSize";
const char* const MaximizedKey = "windowMaximized";
const char* const RecentKey = "recentFiles";

constexpr QSize SmallestWindow(320, 320);
constexpr QSize LargestWindow(16384, 16384);

} // namespace

Preferences::Preferences(QString file)
    : m_file(std::move(file))
{
}

QString Preferences::usualFile()
{
    return QSettings(
               QSettings::IniFormat,
               QSettings::UserScope,
               QStringLiteral("Interleave"),
               QStringLiteral("Interleave"))
        .fileName();
}

QVariant Preferences::value(const char* key) const
{
    if (m_file.isEmpty())
        return {};
    const QSettings settings(m_file, QSettings::IniFormat);
    // Of a file that is damaged nothing is believed.
    return settings.status() == QSettings::NoError ? settings.value(QLatin1String(key)) : QVariant();
}

void Preferences::setValue(const char* key, const QVariant& value) const
{
    if (m_file.isEmpty())
        return;
    const bool damaged = QSettings(m_file, QSettings::IniFormat).status() == QSettings::FormatError;
    if (damaged)
        QFile::remove(m_file);
    QSettings settings(m_file, QSettings::IniFormat);
    settings.setValue(QLatin1String(key), value);
}

ThemeChoice Preferences::theme() const
{
    return themeChoiceFromName(value(ThemeKey).toString()).value_or(ThemeChoice::System);
}

void Preferences::setTheme(ThemeChoice choice)
{
    setValue(ThemeKey, toName(choice));
}

std::optional<int> Preferences::zoom() const
{
    bool isNumber = false;
    const int percent = value(ZoomKey).toInt(&isNumber);
    if (!isNumber || percent < Theme::SmallestZoom || percent > Theme::LargestZoom)
        return std::nullopt;
    return percent;
}

void Preferences::setZoom(std::optional<int> percent)
{
    setValue(ZoomKey, percent ? QVariant(*percent) : QVariant(QStringLiteral("fit")));
}

QSize Preferences::windowSize() const
{
    const QSize size = value(SizeKey).toSize();
    const bool fits = size.expandedTo(SmallestWindow) == size && size.boundedTo(LargestWindow) == size;
    return fits ? size : QSize();
}

bool Preferences::isMaximized() const
{
    return value(MaximizedKey).toBool();
}

void Preferences::setWindow(const QSize& size, bool maximized)
{
    if (!size.isEmpty())
        setValue(SizeKey, size);
    setValue(MaximizedKey, maximized);
}

QStringList Preferences::recentFiles() const
{
    return value(RecentKey).toStringList();
}

void Preferences::setRecentFiles(const QStringList& files)
{
    setValue(RecentKey, files);
}

} // namespace interleave
