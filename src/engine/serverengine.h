#pragma once

#include "engine/engine.h"
#include "engine/privateserver.h"

namespace interleave {

/// An engine with a server process of our own, in a temporary folder.
class ServerEngine : public Engine
{
public:
    /// The connection goes before the process, and that before its folder.
    ~ServerEngine() override;

    [[nodiscard]] QString version() const override { return m_version; }
    [[nodiscard]] QString beginSql(const QString&) const override { return QStringLiteral("BEGIN"); }

protected:
    explicit ServerEngine(std::unique_ptr<ServerFolder> folder);

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
    std::unique_ptr<ServerFolder> m_folder;
    std::unique_ptr<ServerProcess> m_process;
    QString m_version;
};

} // namespace interleave
