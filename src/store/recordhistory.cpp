// The parts of RecordStore that read or replace much at once: histories, all records.

#include "core/model/footprint.h"
#include "store/database.h"
#include "store/queries.h"
#include "store/recordstore.h"
#include "store/storedbody.h"

#include <algorithm>
#include <limits>

namespace interleave {

Result<std::vector<StoredVersion>, StoreResult>
RecordStore::versions(const QString& id, QList<Statement>* ran, const HistoryPage& page, bool* hasOlder)
{
    const bool isNewest = page.before == std::numeric_limits<qint64>::max();
    // Newest first, so that rows that do not fit are never read.
    QSqlQuery* query = m_queries->run(
        QStringLiteral("SELECT version, author, modified_at, body, written FROM versions WHERE id = ? "
                       "%1ORDER BY version DESC")
            .arg(isNewest ? QString() : QStringLiteral("AND version < ? ")),
        isNewest ? QList<Value>{id} : QList<Value>{id, page.before});
    if (query == nullptr)
        return failure();
    std::vector<StoredVersion> result;
    qint64 bytes = 0;
    bool isDamaged = false;
    bool isFull = false;
    while (!isDamaged && !isFull && m_queries->next(*query)) {
        const auto fields = fieldsOf(*query, 3, 4);
        isDamaged = !fields;
        if (!fields)
            continue;
        bytes += qint64{sizeof(StoredVersion)} + footprint(*fields);
        isFull = bytes > page.mostBytes && !result.empty();
        if (!isFull)
            result.push_back(
                {query->value(0).toLongLong(),
                 query->value(1).toString(),
                 query->value(2).toLongLong(),
                 *fields});
    }
    query->finish();
    if (isDamaged || m_queries->failed())
        return failure();
    std::ranges::reverse(result);
    if (hasOlder != nullptr)
        *hasOlder = isFull;
    const QList<Statement> statements = m_queries->take();
    if (ran != nullptr)
        *ran += statements;
    return result;
}

Result<QList<Record>, QString> RecordStore::records()
{
    QSqlQuery* query = m_queries->run(
        QStringLiteral("SELECT id, body, version, modified_at, written FROM records ORDER BY rowid"), {});
    if (query == nullptr)
        return failure().problem;
    QList<Record> result;
    bool isDamaged = false;
    while (!isDamaged && m_queries->next(*query)) {
        const auto fields = fieldsOf(*query, 1, 4);
        isDamaged = !fields;
        if (fields)
            result.append(Record{
                query->value(0).toString(),
                *fields,
                query->value(2).toLongLong(),
                query->value(3).toLongLong()});
    }
    query->finish();
    if (isDamaged || m_queries->failed())
        return failure().problem;
    static_cast<void>(m_queries->take());
    return result;
}

QString
RecordStore::reset(const QList<Record>& records, const StoredHistory& history, const StoredLeases& leases)
{
    m_present.clear();
    if (const auto problem = problemWithPlace())
        return problem->problem;
    bool done = m_queries->begin() && m_queries->runPlain("DELETE FROM versions") &&
                m_queries->runPlain("DELETE FROM records");
    for (const Record& record : records) {
        const auto past = history.find(record.id);
        done = done && put(record,
                           past == history.end() ? std::vector<StoredVersion>() : past->second,
                           leases.value(record.id));
    }
    QString problem;
    if (!done || !m_queries->commit()) {
        problem = failure().problem;
        m_queries->rollBack();
        m_present.clear();
    }
    static_cast<void>(m_queries->take());
    return problem;
}

bool RecordStore::put(
    const Record& record, const std::vector<StoredVersion>& history, const LeaseState& lease)
{
    const QString author = history.empty() ? QString() : history.back().author;
    bool done = m_queries->run(
                    QStringLiteral("INSERT INTO records (id, body, version, modified_at, author, written)"
                                   " VALUES (?, ?, ?, ?, ?, ?)"),
                    {record.id,
                     bodyOf(record.fields),
                     record.version,
                     record.modifiedAt,
                     author,
                     writtenOf(record.fields)}) != nullptr;
    if (lease.lastToken > 0) {
        const Lease held = lease.held.value_or(Lease());
        done = done &&
               m_queries->run(
                   QStringLiteral(
                       "UPDATE records SET lease_owner = ?, lease_token = ?, lease_until = ? WHERE id = ?"),
                   {held.owner, lease.lastToken, held.until, record.id}) != nullptr;
    }
    remember({record, author});
    for (const StoredVersion& version : history) {
        if (version.version == record.version)
            continue; // already written with the record
        done = done &&
               m_queries->run(
                   QStringLiteral("INSERT INTO versions (id, version, body, author, modified_at, written)"
                                  " VALUES (?, ?, ?, ?, ?, ?)"),
                   {record.id,
                    version.version,
                    bodyOf(version.fields),
                    version.author,
                    version.modifiedAt,
                    writtenOf(version.fields)}) != nullptr;
    }
    return done;
}

} // namespace interleave
