#include "store/queries.h"

#include "core/model/footprint.h"

#include <QVariant>

#include <utility>

namespace interleave {

namespace {

QVariant toVariant(const Value& value)
{
    struct Maker
    {
        QVariant operator()(std::monostate) const { return {}; }
        QVariant operator()(bool flag) const { return flag; }
        QVariant operator()(qint64 number) const { return number; }
        QVariant operator()(double number) const { return number; }
        // Qt binds a null string as NULL, but a text value is never NULL.
        QVariant operator()(const QString& text) const { return text.isNull() ? QStringLiteral("") : text; }
    };
    return std::visit(Maker(), value);
}

/// An estimate: a prepared statement keeps its program, which grows with each placeholder, and the values
/// bound last, in Qt and again in SQLite.
qint64 footprintOf(const QString& sql, const QList<Value>& bound)
{
    constexpr qint64 program = 4096;
    constexpr qint64 place = 400; // measured
    qint64 sum = program + 4 * sql.size() + place * bound.size();
    for (const Value& value : bound)
        sum += 2 * footprint(value);
    return sum;
}

} // namespace

RecordStore::Queries::Queries(const QSqlDatabase& connection)
    : m_connection(connection)
{
}

QSqlQuery* RecordStore::Queries::run(const QString& sql, const QList<Value>& bound, const QString& deciding)
{
    QSqlQuery* prepared = m_prepared.find(sql);
    if (prepared == nullptr) {
        QSqlQuery query(m_connection);
        query.setForwardOnly(true);
        m_ok = query.prepare(sql);
        m_error = query.lastError();
        if (!m_ok) {
            m_ran.append({sql, bound, -1, deciding});
            return nullptr;
        }
        prepared = &m_prepared.put(sql, std::move(query), 0);
    }
    QSqlQuery& query = *prepared;
    m_prepared.resize(sql, footprintOf(sql, bound));
    for (int i = 0; i < bound.size(); ++i)
        query.bindValue(i, toVariant(bound.at(i)));
    m_ok = query.exec();
    m_error = query.lastError();
    m_ran.append({sql, bound, m_ok ? query.isSelect() ? 0 : query.numRowsAffected() : -1, deciding});
    return m_ok ? &query : nullptr;
}

bool RecordStore::Queries::next(QSqlQuery& query)
{
    if (query.next()) {
        ++m_ran.last().rows;
        return true;
    }
    // next() returns false at the end and on an error; only the error code tells them apart.
    m_error = query.lastError();
    m_ok = !m_error.isValid();
    if (!m_ok)
        m_ran.last().rows = -1;
    return false;
}

bool RecordStore::Queries::begin()
{
    return m_inside = runPlain("BEGIN IMMEDIATE");
}

bool RecordStore::Queries::commit()
{
    const bool done = runPlain("COMMIT");
    m_inside = m_inside && !done;
    return done;
}

void RecordStore::Queries::rollBack()
{
    if (std::exchange(m_inside, false))
        static_cast<void>(runPlain("ROLLBACK"));
}

bool RecordStore::Queries::runPlain(const char* sql)
{
    QSqlQuery* query = run(QString::fromLatin1(sql), {});
    if (query == nullptr)
        return false;
    query->finish();
    m_ran.last().rows = 0;
    return true;
}

} // namespace interleave
