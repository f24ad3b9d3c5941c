#include "engine/databases/privateserver.h"

#include "core/values/text.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QVersionNumber>

#include <algorithm>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace interleave {

namespace {

constexpr QLatin1String FolderPrefix("interleave-server-");
constexpr QLatin1String LockName("lock");
constexpr int EndMs = 5000;
constexpr int GroupEndMs = 1000;

bool isTaken(int descriptor)
{
    return ::flock(descriptor, LOCK_EX | LOCK_NB) != 0;
}

/// An end by a signal removes what it can while the server still runs; what is left has no lock file.
bool isOldRest(const QString& folder, const ServerUser& user)
{
    constexpr int oldSeconds = 60;
    struct stat status = {};
    const QByteArray path = QFile::encodeName(folder);
    return ::lstat(path.constData(), &status) == 0 && S_ISDIR(status.st_mode) &&
           (status.st_uid == ::geteuid() || status.st_uid == user.uid) &&
           ::time(nullptr) - status.st_mtime > oldSeconds;
}

/// Folders whose lock nobody holds are of programs that were killed.
void removeDeadFolders(const ServerUser& user)
{
    const QDir all(QDir::tempPath());
    for (const QString& name :
         all.entryList({FolderPrefix + QLatin1Char('*')}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QByteArray lock = QFile::encodeName(all.filePath(name) + QLatin1Char('/') + LockName);
        const int descriptor = ::open(lock.constData(), O_RDWR | O_NOFOLLOW | O_CLOEXEC);
        if (descriptor < 0) {
            if (errno == ENOENT && isOldRest(all.filePath(name), user))
                QDir(all.filePath(name)).removeRecursively();
            continue;
        }
        struct stat status = {};
        const bool isOwn = ::fstat(descriptor, &status) == 0 && status.st_uid == ::geteuid();
        if (isOwn && !isTaken(descriptor))
            QDir(all.filePath(name)).removeRecursively();
        ::close(descriptor);
    }
}

/// What the child needs, prepared before the fork: afterwards it may not allocate.
struct ChildPlan
{
    std::vector<QByteArray> words;
    std::vector<char*> arguments;
    std::vector<QByteArray> settings;
    std::vector<char*> environment;
    QByteArray folder;
    QByteArray log;
    ServerUser user;
    int signalAtOurEnd = 0;
    pid_t parent = 0;
    /// With what it starts, a group of processes of its own.
    bool isGroup = false;
};

/// In the child, between fork and exec. A change of user clears the death signal, so that comes first.
[[noreturn]] void become(const ChildPlan& plan)
{
    const int input = ::open("/dev/null", O_RDONLY);
    const int output = ::open(plan.log.constData(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (input < 0 || output < 0 || ::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(output, 2) < 0)
        ::_exit(126);
    if (plan.isGroup && ::setpgid(0, 0) != 0)
        ::_exit(126);
    if (::geteuid() == 0 &&
        (::setgroups(1, &plan.user.gid) != 0 || ::setgid(plan.user.gid) != 0 || ::setuid(plan.user.uid) != 0))
        ::_exit(126);
    if (::chdir(plan.folder.constData()) != 0) {
        constexpr std::string_view words(
            "the server's user may not enter the folder; set TMPDIR to one that it may\n");
        (void)!::write(2, words.data(), words.size());
        ::_exit(126);
    }
    if (::prctl(PR_SET_PDEATHSIG, plan.signalAtOurEnd) != 0)
        ::_exit(126);
    // It may have ended before the signal was set.
    if (::getppid() != plan.parent)
        ::_exit(126);
    // Until then a signal to the server would run a handler of this program's.
    for (int number = 1; number < NSIG; ++number)
        ::signal(number, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execve(plan.words.front().constData(), plan.arguments.data(), plan.environment.data());
    ::_exit(127);
}

/// Starts processes from a thread that never ends: the kernel sends the death signal when the thread that
/// started a process ends, not only when the program does (prctl(2), PR_SET_PDEATHSIG).
class Keeper final
{
public:
    static Keeper& instance()
    {
        // Never destroyed, like its thread.
        static Keeper& made = *new Keeper;
        return made;
    }

    pid_t fork(ChildPlan& plan)
    {
        pid_t child = -1;
        bool isDone = false;
        std::unique_lock lock(m_mutex);
        // Another thread's may not have been begun.
        m_changed.wait(lock, [this] { return !m_task; });
        m_task = [&] {
            child = ::fork();
            if (child == 0)
                become(plan);
            isDone = true;
        };
        m_changed.notify_all();
        m_changed.wait(lock, [&isDone] { return isDone; });
        return child;
    }

private:
    Keeper()
    {
        std::thread([this] { run(); }).detach();
    }

    void run()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            m_changed.wait(lock, [this] { return static_cast<bool>(m_task); });
            std::exchange(m_task, {})();
            m_changed.notify_all();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::function<void()> m_task;
};

pid_t launch(const ServerProcess::Start& start, bool isGroup)
{
    ChildPlan plan;
    plan.isGroup = isGroup;
    plan.words.push_back(QFile::encodeName(start.program));
    for (const QString& argument : start.arguments)
        plan.words.push_back(QFile::encodeName(argument));
    for (QByteArray& word : plan.words)
        plan.arguments.push_back(word.data());
    plan.arguments.push_back(nullptr);
    plan.folder = QFile::encodeName(start.folder);
    // The server's user may not be able to write where this process keeps temporary files.
    for (char** setting = environ; *setting != nullptr; ++setting) {
        if (qstrncmp(*setting, "TMPDIR=", 7) != 0)
            plan.environment.push_back(*setting);
    }
    plan.settings.push_back("TMPDIR=" + plan.folder);
    plan.environment.push_back(plan.settings.back().data());
    plan.environment.push_back(nullptr);
    plan.log = plan.folder + "/log";
    plan.user = start.user;
    plan.signalAtOurEnd = start.signalAtOurEnd;
    plan.parent = ::getpid();
    return Keeper::instance().fork(plan);
}

/// Waits for the end of a child and takes its exit status; nothing while it runs.
std::optional<int> exitOf(qint64 pid, int ms)
{
    QElapsedTimer time;
    time.start();
    while (true) {
        int status = 0;
        const pid_t ended = ::waitpid(static_cast<pid_t>(pid), &status, WNOHANG);
        if (ended != 0)
            return ended < 0 ? -1 : status;
        if (time.elapsed() >= ms)
            return std::nullopt;
        ::usleep(2000);
    }
}

/// Kills a child with all that it has started, which would go on to write into the folder.
void killGroup(pid_t leader)
{
    ::kill(-leader, SIGKILL);
    ::kill(leader, SIGKILL);
    (void)exitOf(leader, EndMs);
    QElapsedTimer time;
    // Somebody else takes the exit status of the others, or nobody does.
    for (time.start(); ::kill(-leader, 0) == 0 && time.elapsed() < GroupEndMs;)
        ::usleep(2000);
}

} // namespace

std::optional<ServerUser> ServerUser::find(const QStringList& candidates)
{
    if (::geteuid() != 0)
        return ServerUser{::geteuid(), ::getegid()};
    for (const QString& name : candidates) {
        if (const passwd* entry = ::getpwnam(name.toLocal8Bit().constData()))
            return ServerUser{entry->pw_uid, entry->pw_gid};
    }
    return std::nullopt;
}

QString ServerUser::ownName()
{
    const passwd* entry = ::getpwuid(::geteuid());
    return entry == nullptr ? QString() : QString::fromLocal8Bit(entry->pw_name);
}

// --- the folder ---

ServerFolder::ServerFolder()
    : m_folder(QDir::tempPath() + QLatin1Char('/') + FolderPrefix + QLatin1String("XXXXXX"))
{
}

ServerFolder::~ServerFolder() = default;

Result<std::unique_ptr<ServerFolder>, QString> ServerFolder::make(const ServerUser& user)
{
    removeDeadFolders(user);
    std::unique_ptr<ServerFolder> folder(new ServerFolder);
    const auto refusal = [](const QString& why) {
        return Text::tr(
                   "No folder for a database server can be made in “%1”: %2. Set TMPDIR to a folder that can "
                   "be written, with a path of at most 60 bytes.")
            .arg(QDir::tempPath(), why);
    };
    if (!folder->m_folder.isValid())
        return refusal(folder->m_folder.errorString());
    // 107 bytes for a socket's whole path (unix(7)), of which its own name takes up to 17.
    constexpr qsizetype longest = 90;
    const QByteArray path = QFile::encodeName(folder->path());
    if (path.size() > longest)
        return refusal(Text::tr("its path is too long for a socket"));
    folder->m_leftover.emplace(path);
    folder->m_user = user;
    folder->m_hold.setFileName(folder->file(LockName));
    if (!folder->m_hold.open(QIODevice::WriteOnly) || isTaken(folder->m_hold.handle()))
        return refusal(folder->m_hold.errorString());
    if (::geteuid() == 0 && ::chown(path.constData(), user.uid, user.gid) != 0)
        return refusal(qt_error_string(errno));
    return folder;
}

bool ServerFolder::write(const QString& name, const QByteArray& content)
{
    QFile target(file(name));
    if (!target.open(QIODevice::WriteOnly | QIODevice::Truncate) || target.write(content) != content.size())
        return false;
    target.close();
    return ::geteuid() != 0 ||
           ::chown(QFile::encodeName(target.fileName()).constData(), m_user.uid, m_user.gid) == 0;
}

// --- the process ---

Result<std::unique_ptr<ServerProcess>, QString> ServerProcess::start(const Start& start)
{
    const pid_t child = launch(start, false);
    if (child < 0)
        return qt_error_string(errno);
    return std::unique_ptr<ServerProcess>(new ServerProcess(child));
}

QString ServerProcess::run(const Start& start, int ms, const std::stop_token& stop)
{
    constexpr int lookMs = 20;
    const pid_t child = launch(start, true);
    if (child < 0)
        return qt_error_string(errno);
    QElapsedTimer time;
    time.start();
    auto status = exitOf(child, lookMs);
    while (!status && !stop.stop_requested() && time.elapsed() < ms)
        status = exitOf(child, lookMs);
    if (!status) {
        killGroup(child);
        return stop.stop_requested() ? Text::tr("it was cancelled")
                                     : Text::tr("it was not done within %1 seconds").arg(ms / 1000);
    }
    if (*status == 0)
        return {};
    killGroup(child);
    const QString words = lastWords(start.folder);
    return words.isEmpty() ? Text::tr("it ended with %1").arg(WEXITSTATUS(*status)) : words;
}

ServerProcess::~ServerProcess()
{
    ::kill(static_cast<pid_t>(m_pid), m_endSignal);
    if (exitOf(m_pid, EndMs))
        return;
    ::kill(static_cast<pid_t>(m_pid), SIGKILL);
    (void)exitOf(m_pid, EndMs);
}

bool ServerProcess::isRunning() const
{
    // A child that has ended stays known until its status is taken, so look without taking it.
    siginfo_t info = {};
    const bool known = ::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0;
    return known && info.si_pid == 0;
}

QString ServerProcess::lastWords(const QString& folder)
{
    QFile log(folder + QLatin1String("/log"));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    const QStringList lines =
        QString::fromLocal8Bit(log.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    // What comes after an error is advice.
    const QStringList errors =
        lines.filter(QRegularExpression(QStringLiteral("error:|ERROR|FATAL|may not enter")));
    if (!errors.isEmpty())
        return errors.last().trimmed();
    return lines.isEmpty() ? QString() : lines.last().trimmed();
}

QString findServerProgram(const QString& name, const QStringList& folders)
{
    const auto isProgram = [](const QString& path) {
        return QFileInfo(path).isExecutable() && QFileInfo(path).isFile();
    };
    for (const QString& folder : folders) {
        QStringList candidates{folder};
        if (const qsizetype star = folder.indexOf(QLatin1Char('*')); star >= 0) {
            candidates.clear();
            QStringList numbers = QDir(folder.left(star)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
            std::ranges::sort(numbers, [](const QString& a, const QString& b) {
                return QVersionNumber::fromString(a) > QVersionNumber::fromString(b);
            });
            for (const QString& number : std::as_const(numbers))
                candidates.append(folder.left(star) + number + folder.mid(star + 1));
        }
        for (const QString& candidate : std::as_const(candidates)) {
            const QString path = candidate + QLatin1Char('/') + name;
            if (isProgram(path))
                return path;
        }
    }
    return QStandardPaths::findExecutable(name);
}

} // namespace interleave
