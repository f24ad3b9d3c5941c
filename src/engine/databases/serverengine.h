#pragma once

#include "engine/databases/engine.h"
#include "engine/databases/privateserver.h"

namespace interleave {

/// Who hears of the start of a server, which takes seconds, and may end it.
struct ServerStart final
{
    /// Asked for from any thread; then the start fails.
    std::stop_token stop = {};
    /// Called in the thread that starts it, with a sentence about what is done now; empty for nobody.
    std::function<void(const QString&)> told = {};
};

/// An engine with a server: a process of our own, in a temporary folder, or one of the user's.
class ServerEngine : public Engine
{
public:
    /// The connection goes before the process, and that before its folder.
    ~ServerEngine() override;

    [[nodiscard]] QString version() const override { return m_version; }
    [[nodiscard]] bool isGuest() const override { return m_folder == nullptr; }
    /// PostgreSQL's connections live a little longer than the process that made them.
    [[nodiscard]] bool isThere() override { return (!m_process || m_process->isRunning()) && Engine::isThere(); }
    [[nodiscard]] QString beginSql(const QString&) const override { return QStringLiteral("BEGIN"); }

protected:
    ServerEngine(std::unique_ptr<ServerFolder> folder, ServerStart start);
    /// On a server of the user's, which \a guest reaches.
    explicit ServerEngine(ConnectionSettings guest);

    [[nodiscard]] const ConnectionSettings& guest() const { return m_guest; }
    /// The schema or database of the lessons.
    [[nodiscard]] const QString& place() const { return m_place; }
    /// Only for a server of our own.
    [[nodiscard]] ServerFolder& folder() const { return *m_folder; }
    /// Runs a program of the package to its end. The error is one clause.
    [[nodiscard]] QString
    runProgram(const QString& program, const QStringList& arguments, const ServerUser& user);
    /// Starts the server. The error is one clause.
    [[nodiscard]] QString
    startProcess(const QString& program, const QStringList& arguments, const ServerUser& user, int endSignal);
    /// Opens the connection of ask() when the server takes it. The error is one clause.
    [[nodiscard]] QString awaitServer(const ConnectionSettings& settings);
    /// Asks for the version; what counts is the text before \a end.
    void readVersion(const QString& sql, char end);

private:
    void tell(const QString& sentence) const;

    std::unique_ptr<ServerFolder> m_folder;
    std::unique_ptr<ServerProcess> m_process;
    ServerStart m_start;
    ConnectionSettings m_guest;
    QString m_place;
    QString m_version;
};

} // namespace interleave
