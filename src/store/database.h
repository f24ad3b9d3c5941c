#pragma once

#include "core/values/leftover.h"
#include "core/values/result.h"
#include "store/fileidentity.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <vector>

namespace interleave {

/// An open SQLite connection with Interleave's tables: the file and its lock; it does not read or write
/// records. Belongs to the thread that opened it.
class Database final
{
public:
    /// A new file in a temporary directory that is deleted with the database.
    [[nodiscard]] static Result<std::unique_ptr<Database>, QString> openPrivate();
    /// See RecordStore::open().
    [[nodiscard]] static Result<std::unique_ptr<Database>, QString> open(const QString& file);
    ~Database();

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] QSqlDatabase connection() const;

    /// Why a change that is written now would be lost at the next start: the file or its write-ahead log is
    /// no longer at its place. One sentence with what to do; empty when both are there.
    [[nodiscard]] QString problemWithPlace() const;

    /// True for SQLITE_BUSY and SQLITE_LOCKED in all their extended forms. Compares codes, because different
    /// causes have the same text.
    [[nodiscard]] static bool isBusy(const QSqlError& error);

private:
    struct Watched final
    {
        QString path;
        std::optional<FileIdentity> identity;
    };

    Database();
    [[nodiscard]] QString openFile(const QString& file);
    [[nodiscard]] QString prepareTables(const QString& file);
    /// Remembers which files were opened.
    [[nodiscard]] QString watch();

    QString m_connection;
    /// Removes the folder of a private database also when the process exits early.
    std::optional<Leftover> m_leftover;
    std::unique_ptr<QTemporaryDir> m_directory;
    QFile m_hold;
    Watched m_file;
    Watched m_log;
    std::vector<std::unique_ptr<OpenDatabaseMark>> m_marks;
};

} // namespace interleave
