#pragma once

// Internal to RecordStore.

#include "core/values/boundedcache.h"
#include "core/values/bounds.h"
#include "store/recordstore.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace interleave {

/// Runs statements and records each as it ran. Recent ones stay prepared, within a limit: a client may cause
/// any number of different ones. Belongs to the thread of its connection.
class RecordStore::Queries final
{
public:
    explicit Queries(const QSqlDatabase& connection);

    /// Null when it failed. The caller reads the rows of a query and then calls finish() on it, before it
    /// runs another.
    [[nodiscard]] QSqlQuery* run(const QString& sql, const QList<Value>& bound, const QString& deciding = {});
    /// Steps to the next row and counts it. False at the end and when it fails; failed() tells them apart.
    [[nodiscard]] bool next(QSqlQuery& query);
    [[nodiscard]] bool begin();
    [[nodiscard]] bool commit();
    /// Does nothing outside a transaction.
    void rollBack();
    [[nodiscard]] bool runPlain(const char* sql);
    /// How many rows the last statement changed or returned.
    [[nodiscard]] qint64 rows() const { return m_ran.isEmpty() ? -1 : m_ran.last().rows; }
    /// The last statement could not be run to its end.
    [[nodiscard]] bool failed() const { return !m_ok; }
    [[nodiscard]] const QSqlError& error() const { return m_error; }
    /// The statements run since the last call.
    [[nodiscard]] QList<Statement> take() { return std::exchange(m_ran, {}); }

    [[nodiscard]] qint64 preparedBytes() const { return m_prepared.bytes(); }

private:
    QSqlDatabase m_connection;
    BoundedCache<QString, QSqlQuery> m_prepared{bounds::PreparedStatements};
    QList<Statement> m_ran;
    QSqlError m_error;
    bool m_ok = true;
    bool m_inside = false;
};

} // namespace interleave
