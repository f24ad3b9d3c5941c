#pragma once

#include "core/result.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace interleave {

/// An open SQLite connection with Interleave's tables: the file, its lock, and nothing of what is done with
/// it. Belongs to the thread that opened it.
class Database final
{
public:
    /// A new file in a temporary directory that goes with the database.
    [[nodiscard]] static Result<std::unique_ptr<Database>, QString> openPrivate();
    /// See RecordStore::open().
    [[nodiscard]] static Result<std::unique_ptr<Database>, QString> open(const QString& file);
    ~Database();

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] QSqlDatabase connection() const;

    /// True for SQLITE_BUSY and SQLITE_LOCKED in all their extended forms. By code, because the texts are the
    /// same for causes that want different answers.
    [[nodiscard]] static bool isBusy(const QSqlError& error);

private:
    Database();
    [[nodiscard]] QString openFile(const QString& file);
    [[nodiscard]] QString prepareTables(const QString& file);

    QString m_connection;
    std::unique_ptr<QTemporaryDir> m_directory;
};

} // namespace interleave
