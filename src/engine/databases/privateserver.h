#pragma once

#include "core/values/leftover.h"
#include "core/values/result.h"

#include <QFile>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <stop_token>

#include <sys/types.h>

namespace interleave {

/// Who runs a server's processes. A server that refuses to run as root runs as its package's user.
struct ServerUser final
{
    uid_t uid = 0;
    gid_t gid = 0;

    /// This process's own user, or, if that is root, the first of \a candidates that exists; nothing when
    /// none does.
    [[nodiscard]] static std::optional<ServerUser> find(const QStringList& candidates);
    /// The name of the user of this process, as a server sees who connects through a socket.
    [[nodiscard]] static QString ownName();
};

/// A folder for one database server of our own, which only its user may enter, with a short path, because
/// that of a socket has at most 107 bytes. It goes with the object, and at the next start where the program
/// was killed.
class ServerFolder final
{
public:
    /// Removes what dead runs left. The error is one sentence.
    [[nodiscard]] static Result<std::unique_ptr<ServerFolder>, QString> make(const ServerUser& user);
    ~ServerFolder();

    ServerFolder(const ServerFolder&) = delete;
    ServerFolder& operator=(const ServerFolder&) = delete;

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    /// Writes a file that the server can read. False where that failed.
    [[nodiscard]] bool write(const QString& name, const QByteArray& content);

private:
    ServerFolder();

    QTemporaryDir m_folder;
    std::optional<Leftover> m_leftover;
    /// Locked as long as the process lives.
    QFile m_hold;
    ServerUser m_user;
};

/// A process that ends when this program does, however that ends.
class ServerProcess final
{
public:
    struct Start final
    {
        QString program;
        QStringList arguments;
        ServerUser user;
        QString folder;
        /// What the kernel sends it when this program is gone.
        int signalAtOurEnd = 0;
    };

    /// Starts it. Its output goes to the file `log` in the folder. The error is one clause.
    [[nodiscard]] static Result<std::unique_ptr<ServerProcess>, QString> start(const Start& start);
    /// Runs a program to its end, at most \a ms milliseconds, or until \a stop is asked for. The error is one
    /// clause with its last line of output.
    [[nodiscard]] static QString run(const Start& start, int ms, const std::stop_token& stop = {});
    /// Asks it to end, and kills it if it has not after a few seconds.
    ~ServerProcess();

    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    [[nodiscard]] qint64 pid() const { return m_pid; }
    [[nodiscard]] bool isRunning() const;
    /// The signal with which the server ends quickly and in order.
    void setEndSignal(int number) { m_endSignal = number; }

    /// The last error in that folder's log, for a message, or else its last line.
    [[nodiscard]] static QString lastWords(const QString& folder);

private:
    explicit ServerProcess(qint64 pid)
        : m_pid(pid)
    {
    }

    qint64 m_pid;
    int m_endSignal = 15;
};

/// The program \a name in the first of \a folders that has it, or in PATH; empty when it is nowhere. A folder
/// may end in `/*/bin` for the highest number in between.
[[nodiscard]] QString findServerProgram(const QString& name, const QStringList& folders);

} // namespace interleave
