#include "stage/files/watchedfile.h"

#include "core/values/bounds.h"
#include "core/values/text.h"
#include "stage/files/inputfile.h"
#include "store/fileidentity.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QLocale>
namespace interleave {

namespace {

Result<FileContent, QString> lessonIn(const QString& path)
{
    auto found = findLesson(path);
    if (!found)
        return found.error();
    return std::visit([](auto& named) { return FileContent(std::move(named)); }, found.value());
}

/// What could be read only in part has a mistake.
Result<FileContent, QString> journalIn(const QString& path)
{
    auto found = loadAnyJournal(path);
    if (!found)
        return found.error();
    return std::visit(
        []<typename Read>(Read& read) {
            return read.problem.isEmpty()
                       ? Result<FileContent, QString>(std::make_shared<const Read>(std::move(read)))
                       : Result<FileContent, QString>(read.problem);
        },
        found.value());
}

/// Empty where it cannot be read.
QByteArray hashOf(const QString& path)
{
    // Closing it would release the database's locks.
    if (isOpenDatabase(path))
        return {};
    InputFile file(path, bounds::JournalFile);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.isOpen() || !hash.addData(&file) || !file.problem().isEmpty())
        return {};
    return hash.result();
}

/// The folder, or what is left above it.
QString nearestFolder(const QString& path)
{
    QString folder = QFileInfo(path).path();
    while (!QFileInfo(folder).isDir() && QFileInfo(folder).path() != folder)
        folder = QFileInfo(folder).path();
    return folder;
}

} // namespace

WatchedFile::WatchedFile(const QString& path, Kind kind, std::optional<FileStamp> read, QObject* parent)
    : QObject(parent)
    , m_path(QFileInfo(path).absoluteFilePath())
    , m_kind(kind)
    , m_known{read ? read : FileStamp::of(m_path), {}, {}}
{
    m_thread.setMaxThreadCount(1);
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &WatchedFile::look);
    connect(&m_regularly, &QTimer::timeout, this, &WatchedFile::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &WatchedFile::lookSoon);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &WatchedFile::lookSoon);
    setPace({});
    watchPlaces();
    look();
}

WatchedFile::~WatchedFile()
{
    m_thread.waitForDone();
}

void WatchedFile::setPace(const Pace& pace)
{
    m_pace = pace;
    m_settle.setInterval(pace.settle);
    m_regularly.start(pace.look);
}

void WatchedFile::accept()
{
    ++m_era;
    m_known = {FileStamp::of(m_path), {}, {}};
    lookSoon();
}

/// Not put off by further signs: a file that is written all the time is looked at all the same.
void WatchedFile::lookSoon()
{
    if (!m_settle.isActive())
        m_settle.start();
}

void WatchedFile::look()
{
    if (m_isLooking) {
        m_isLookDue = true;
        return;
    }
    m_isLooking = true;
    m_thread.start([this, era = m_era, path = m_path, kind = m_kind, known = m_known] {
        QMetaObject::invokeMethod(
            this,
            [this, era, found = sight(path, kind, known)] {
                m_isLooking = false;
                if (era == m_era)
                    take(found);
                else
                    lookSoon();
            },
            Qt::QueuedConnection);
    });
}

WatchedFile::Sight WatchedFile::sight(const QString& path, Kind kind, const Known& known)
{
    const auto stamp = FileStamp::of(path);
    if (!stamp && !QFileInfo::exists(path))
        return {Sight::Kind::Gone};
    if (stamp && stamp == known.wrong)
        return {Sight::Kind::StillWrong, stamp};
    if (stamp && stamp == known.stamp && !known.hash.isEmpty())
        return {Sight::Kind::Same, stamp, known.hash};
    if (stamp && stamp->size > bounds::JournalFile)
        return {
            Sight::Kind::Wrong,
            stamp,
            {},
            Text::tr("“%1” is larger than %2 now, and nothing was read from it.")
                .arg(path, QLocale::c().formattedDataSize(bounds::JournalFile, 0))};
    if (!stamp && !QFileInfo(path).isDir())
        return {
            Sight::Kind::Wrong,
            {},
            {},
            Text::tr(
                "“%1” is no file any more but a device, a pipe or a socket, and nothing was read from it.")
                .arg(path)};
    const bool isHashed = stamp && (kind == Kind::Journal || stamp->size <= LargestLessonFile);
    const QByteArray hash = isHashed ? hashOf(path) : QByteArray();
    // What was written while it was hashed may not have been.
    if (FileStamp::of(path) != stamp)
        return {Sight::Kind::Restless};
    const bool isAsRead = stamp == known.stamp && known.hash.isEmpty();
    if (!hash.isEmpty() && (hash == known.hash || isAsRead))
        return {Sight::Kind::Same, stamp, hash};
    const auto content = kind == Kind::Lesson ? lessonIn(path) : journalIn(path);
    if (FileStamp::of(path) != stamp)
        return {Sight::Kind::Restless};
    if (!content)
        return {Sight::Kind::Wrong, stamp, {}, content.error()};
    return {Sight::Kind::Changed, stamp, hash, {}, *content};
}

void WatchedFile::take(const Sight& sight)
{
    watchPlaces();
    if (std::exchange(m_isLookDue, false) || sight.kind == Sight::Kind::Restless)
        lookSoon();
    switch (sight.kind) {
    case Sight::Kind::Restless:
    case Sight::Kind::StillWrong:
        return;
    case Sight::Kind::Gone:
    case Sight::Kind::Wrong:
        takeWrong(sight);
        return;
    case Sight::Kind::Same:
    case Sight::Kind::Changed:
        break;
    }
    m_known = {sight.stamp, sight.hash, {}};
    m_wrongFor.invalidate();
    const bool wasTold = std::exchange(m_told, std::nullopt).has_value();
    if (sight.kind == Sight::Kind::Changed)
        emit changed(*sight.content);
    else if (wasTold)
        emit mended();
}

void WatchedFile::takeWrong(const Sight& sight)
{
    if (!m_wrongFor.isValid())
        m_wrongFor.start();
    if (m_wrongFor.elapsed() < m_pace.grace) {
        QTimer::singleShot(m_pace.grace - static_cast<int>(m_wrongFor.elapsed()), this, &WatchedFile::look);
        return;
    }
    m_known.wrong = sight.stamp;
    if (std::exchange(m_told, sight.problem) == sight.problem)
        return;
    if (sight.kind == Sight::Kind::Gone)
        emit vanished();
    else
        emit failed(sight.problem);
}

/// A file that is replaced is another file, and what is watched is a file, not its name.
void WatchedFile::watchPlaces()
{
    const auto stamp = FileStamp::of(m_path);
    const auto inode = stamp ? std::optional(stamp->inode) : std::nullopt;
    if (m_inode != inode && m_watcher.files().contains(m_path))
        m_watcher.removePath(m_path);
    m_inode = inode;
    if (stamp && !m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path);
    // Of a link, also the folder of the file that it leads to.
    QStringList folders{nearestFolder(m_path)};
    const QString target = QFileInfo(m_path).canonicalFilePath();
    if (!target.isEmpty() && !folders.contains(QFileInfo(target).path()))
        folders.append(QFileInfo(target).path());
    for (const QString& folder : m_watcher.directories()) {
        if (!folders.contains(folder))
            m_watcher.removePath(folder);
    }
    for (const QString& folder : folders) {
        if (!m_watcher.directories().contains(folder))
            m_watcher.addPath(folder);
    }
}

} // namespace interleave
