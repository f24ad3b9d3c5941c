#pragma once

#include "engine/databases/serverengine.h"

#include <QElapsedTimer>

namespace interleave {

/// MariaDB: a server of our own in a temporary folder, reached only through a socket in it. The account that
/// manages it is that of this process's user; sessions log in with a password that only this process knows,
/// as an account without FILE or any other global right.
class MariadbEngine final : public ServerEngine
{
public:
    /// The error is one sentence with what to install or do.
    [[nodiscard]] static Result<std::unique_ptr<Engine>, QString> start(const ServerStart& start = {});
    /// On a server of the user's, in a database of our own that goes with the engine. One that a dead run
    /// left is dropped: nobody holds its lock (GET_LOCK()).
    [[nodiscard]] static Result<std::unique_ptr<Engine>, QString> connectTo(const QString& url);
    ~MariadbEngine() override;
    [[nodiscard]] static QStringList allLevels();

    [[nodiscard]] QString name() const override { return QStringLiteral("mariadb"); }
    [[nodiscard]] QStringList levels() const override { return m_levels; }
    [[nodiscard]] QString guestRole() override;
    void setDaysAhead(int days) override { m_daysAhead = days; }
    [[nodiscard]] QString reset(const QString& level, const QStringList& setup) override;
    [[nodiscard]] Result<std::unique_ptr<EngineSession>, QString>
    connect(const QString& session, const QString& level) override;
    [[nodiscard]] bool isConnectionLost(const EngineAnswer& answer) const override;
    [[nodiscard]] QList<qint64> blockersOf(const EngineSession& session) override;

protected:
    [[nodiscard]] QString noWaitSql() const override { return QStringLiteral("SET SESSION lock_wait_timeout = 0"); }
    [[nodiscard]] QString tableQuery() const override;
    [[nodiscard]] QString quotedName(const QString& name) const override;

private:
    MariadbEngine(std::unique_ptr<ServerFolder> folder, const ServerStart& start);
    explicit MariadbEngine(ConnectionSettings guest);

    [[nodiscard]] QString startServer(const ServerUser& user);
    [[nodiscard]] QString prepare();
    [[nodiscard]] QString prepareAsGuest();
    void learnServer();
    [[nodiscard]] ConnectionSettings settingsOf(const QString& user) const;

    QString m_password;
    QStringList m_levels;
    /// Since the lock waits were last asked for.
    QElapsedTimer m_sinceAsked;
    int m_daysAhead = 0;
};

} // namespace interleave
