#pragma once

#include "engine/databases/serverengine.h"

namespace interleave {

/// PostgreSQL: a server of our own in a temporary folder, reached only through a socket in it, by the user of
/// this process (https://www.postgresql.org/docs/15/auth-peer.html). Sessions log in as a role that may touch
/// neither files nor programs nor other roles.
class PostgresqlEngine final : public ServerEngine
{
public:
    /// The error is one sentence with what to install or do.
    [[nodiscard]] static Result<std::unique_ptr<Engine>, QString> start(const ServerStart& start = {});
    /// On a server of the user's, in a schema of our own that goes with the engine. One that a dead run left
    /// is dropped: nobody holds its advisory lock.
    [[nodiscard]] static Result<std::unique_ptr<Engine>, QString> connectTo(const QString& conninfo);
    ~PostgresqlEngine() override;
    [[nodiscard]] static QStringList allLevels();

    [[nodiscard]] QString name() const override { return QStringLiteral("postgresql"); }
    [[nodiscard]] QStringList levels() const override { return allLevels(); }
    [[nodiscard]] QString guestRole() override;
    [[nodiscard]] QString reset(const QString& level, const QStringList& setup) override;
    [[nodiscard]] Result<std::unique_ptr<EngineSession>, QString>
    connect(const QString& session, const QString& level) override;
    [[nodiscard]] bool isConnectionLost(const EngineAnswer& answer) const override;
    [[nodiscard]] QList<qint64> blockersOf(const EngineSession& session) override;

    /// How one of PostgreSQL's own programs reaches the lesson, with its rights. Only for a server of our own.
    [[nodiscard]] QString conninfo() const;

protected:
    [[nodiscard]] QString noWaitSql() const override { return QStringLiteral("SET lock_timeout = 20"); }
    [[nodiscard]] QString tableQuery() const override;

private:
    using ServerEngine::ServerEngine;

    [[nodiscard]] QString startServer(const ServerUser& user);
    [[nodiscard]] QString prepare();
    [[nodiscard]] QString prepareAsGuest();
    [[nodiscard]] ConnectionSettings settingsOf(const QString& role, const QString& database) const;

    /// Sessions since the last reset.
    int m_sessions = 0;
};

} // namespace interleave
