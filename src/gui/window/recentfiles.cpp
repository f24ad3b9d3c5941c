#include "gui/window/recentfiles.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace interleave {

RecentFiles::RecentFiles(QObject* parent)
    : QObject(parent)
    , m_preferences(Preferences::usualFile())
{
}

QStringList RecentFiles::files() const
{
    QStringList files = m_preferences.recentFiles();
    files.removeIf([](const QString& file) { return !QFileInfo(file).isFile(); });
    return files;
}

void RecentFiles::add(const QString& file)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    QStringList files = this->files();
    files.removeAll(path);
    files.prepend(path);
    m_preferences.setRecentFiles(files.mid(0, Most));
    emit changed();
}

QString RecentFiles::lastSession()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation));
    static_cast<void>(folder.mkpath(QStringLiteral(".")));
    return folder.filePath(QStringLiteral("last-session.jsonl"));
}

} // namespace interleave
