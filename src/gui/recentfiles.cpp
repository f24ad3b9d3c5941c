#include "gui/recentfiles.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <memory>

namespace interleave {

namespace {

const QLatin1String Key("recentFiles");

std::unique_ptr<QSettings> settings()
{
    return std::make_unique<QSettings>(
        QSettings::IniFormat,
        QSettings::UserScope,
        QStringLiteral("Interleave"),
        QStringLiteral("Interleave"));
}

} // namespace

RecentFiles::RecentFiles(QObject* parent)
    : QObject(parent)
{
}

QStringList RecentFiles::files() const
{
    QStringList files = settings()->value(Key).toStringList();
    files.removeIf([](const QString& file) { return !QFileInfo(file).isFile(); });
    return files;
}

void RecentFiles::add(const QString& file)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    QStringList files = this->files();
    files.removeAll(path);
    files.prepend(path);
    settings()->setValue(Key, files.mid(0, Most));
    emit changed();
}

QString RecentFiles::lastSession()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation));
    static_cast<void>(folder.mkpath(QStringLiteral(".")));
    return folder.filePath(QStringLiteral("last-session.jsonl"));
}

} // namespace interleave
