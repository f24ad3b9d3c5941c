#pragma once

#include "core/values/leftover.h"
#include "engine/databases/engine.h"

#include <QTemporaryDir>

#include <atomic>
#include <memory>
#include <optional>

struct sqlite3;

namespace interleave {

/// SQLite, which is built in. Its levels are two ways to open a database: connections that share a cache in
/// memory and may read what is not committed (https://www.sqlite.org/sharedcache.html), and a file with a
/// write-ahead log, where a transaction reads from one snapshot and one may write at a time
/// (https://www.sqlite.org/isolation.html).
class SqliteEngine final : public Engine
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Engine>, QString> start();
    [[nodiscard]] static QStringList allLevels();

    [[nodiscard]] QString name() const override { return QStringLiteral("sqlite"); }
    [[nodiscard]] QString version() const override { return m_version; }
    [[nodiscard]] QStringList levels() const override { return allLevels(); }
    [[nodiscard]] QString reset(const QString& level, const QStringList& setup) override;
    [[nodiscard]] Result<std::unique_ptr<EngineSession>, QString>
    connect(const QString& session, const QString& level) override;
    [[nodiscard]] bool mayVary() const override { return *m_mayVary; }
    [[nodiscard]] QString beginSql(const QString& level) const override;
    [[nodiscard]] bool isTriedAgain(const EngineAnswer& answer) const override;

protected:
    [[nodiscard]] QString tableQuery() const override;

private:
    SqliteEngine() = default;

    [[nodiscard]] ConnectionSettings settingsOf(const QString& level) const;
    [[nodiscard]] QString openCancellable(ConnectionSettings settings);
    /// SQLite's own handle of a connection, once that is open.
    using Handle = std::shared_ptr<std::atomic<sqlite3*>>;
    [[nodiscard]] static Handle addHandle(ConnectionSettings& settings);
    [[nodiscard]] static std::function<void()> cancellerOf(const Handle& handle);

    QTemporaryDir m_folder;
    /// Removes the folder also when the process exits early.
    std::optional<Leftover> m_leftover;
    QString m_version;
    int m_databases = 0;
    /// Set in the connections' threads, which may outlive a lesson.
    std::shared_ptr<std::atomic_bool> m_mayVary = std::make_shared<std::atomic_bool>(false);
};

} // namespace interleave
