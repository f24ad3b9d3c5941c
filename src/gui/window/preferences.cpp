#include "gui/window/preferences.h"

#include "core/stacks/stack.h"
#include "core/values/leftover.h"
#include "stage/files/savedfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>

#include <optional>

namespace interleave {

namespace {

const char* const ThemeKey = "theme";
const char* const ZoomKey = "zoom";
const char* const SizeKey = "windowSize";
const char* const MaximizedKey = "windowMaximized";
const char* const StackKey = "stack";
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
    // Opening a pipe would wait for a writer.
    if (!QFileInfo(m_file).isFile())
        return {};
    const QSettings settings(m_file, QSettings::IniFormat);
    // Don't trust any value of a damaged file.
    return settings.status() == QSettings::NoError ? settings.value(QLatin1String(key)) : QVariant();
}

QByteArray Preferences::changed(const char* key, const QVariant& value) const
{
    std::optional<Leftover> leftover;
    const QTemporaryDir folder;
    leftover.emplace(QFile::encodeName(folder.path()));
    const QString draft = folder.filePath(QStringLiteral("settings.ini"));
    if (QFileInfo::exists(m_file) && !QFile::copy(m_file, draft))
        return {};
    QFile::setPermissions(draft, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const auto isDamaged = [&draft] {
        const QSettings settings(draft, QSettings::IniFormat);
        // QSettings reads the file only when asked for a value.
        static_cast<void>(settings.allKeys());
        return settings.status() == QSettings::FormatError;
    };
    if (isDamaged())
        QFile::remove(draft);
    QSettings settings(draft, QSettings::IniFormat);
    settings.setValue(QLatin1String(key), value);
    settings.sync();
    QFile file(draft);
    return settings.status() == QSettings::NoError && file.open(QIODevice::ReadOnly) ? file.readAll()
                                                                                     : QByteArray();
}

void Preferences::setValue(const char* key, const QVariant& value) const
{
    const QFileInfo info(m_file);
    const bool isNew = !info.exists();
    if (m_file.isEmpty() || (!isNew && !info.isFile()))
        return;
    // QSettings does not report a full disk, and would lose the old file, so write it here.
    const QByteArray content = changed(key, value);
    if (!content.endsWith('\n'))
        return;
    static_cast<void>(info.dir().mkpath(QStringLiteral(".")));
    if (saveFile(m_file, content).isEmpty() && isNew)
        QFile::setPermissions(m_file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
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

QString Preferences::stack() const
{
    const Stack* stack = findStack(value(StackKey).toString());
    return stack == nullptr ? QString() : stack->id;
}

void Preferences::setStack(const QString& id)
{
    setValue(StackKey, id);
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
