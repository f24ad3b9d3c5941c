#include "store/recordstore.h"

#include "core/json.h"
#include "store/database.h"

#include <QCoreApplication>
#include <QSqlQuery>
#include <QVariant>

#include <map>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::RecordStore)
};

QVariant toVariant(const Value& value)
{
    struct Maker
    {
        QVariant operator()(std::monostate) const { return {}; }
        QVariant operator()(bool flag) const { return flag; }
        QVariant operator()(qint64 number) const { return number; }
        QVariant operator()(double number) const { return number; }
        // Qt binds a null string as NULL, and a value here is a text, if an empty one.
        QVariant operator()(const QString& text) const { return text.isNull() ? QStringLiteral("") : text; }
    };
    return std::visit(Maker(), value);
}

QString bodyOf(const Fields& fields)
{
    return QString::fromUtf8(fields.toJson());
}

Result<Fields, JsonError> fieldsOf(const QSqlQuery& query, int column)
{
    return fieldsFromJson(query.value(column).toString().toUtf8());
}

/// The condition that a precondition adds to `WHERE id = ?`, and what is bound to it.
struct Condition
{
    QString sql;
    QList<Value> bound;
};

Condition conditionOf(const Precondition& precondition)
{
    const auto* versions = std::get_if<VersionIn>(&precondition);
    if (versions == nullptr)
        return {};
    Condition condition;
    QStringList places;
    for (const qint64 version : versions->versions) {
        places.append(QStringLiteral("?"));
        condition.bound.append(version);
    }
    condition.sql = places.size() == 1
                        ? QStringLiteral("AND version = ?")
                        : QStringLiteral("AND version IN (%1)").arg(places.join(QLatin1String(", ")));
    return condition;
}

} // namespace

/// Runs statements and writes down each as it ran.
class RecordStore::Queries final
{
public:
    explicit Queries(const QSqlDatabase& connection)
        : m_connection(connection)
    {
    }

    /// The caller reads the rows of a query and then calls finish() on it.
    QSqlQuery* run(const QString& sql, const QList<Value>& bound, const QString& deciding = {})
    {
        auto found = m_prepared.find(sql);
        if (found == m_prepared.end()) {
            QSqlQuery query(m_connection);
            query.setForwardOnly(true);
            m_ok = query.prepare(sql);
            m_error = query.lastError();
            if (!m_ok) {
                m_ran.append({sql, bound, -1, deciding});
                return nullptr;
            }
            found = m_prepared.emplace(sql, std::move(query)).first;
        }
        QSqlQuery& query = found->second;
        for (int i = 0; i < bound.size(); ++i)
            query.bindValue(i, toVariant(bound.at(i)));
        m_ok = query.exec();
        m_error = query.lastError();
        m_ran.append({sql, bound, m_ok ? query.isSelect() ? 0 : query.numRowsAffected() : -1, deciding});
        return m_ok ? &query : nullptr;
    }
    /// Steps to the next row and counts it.
    bool next(QSqlQuery& query)
    {
        const bool there = query.next();
        if (there)
            ++m_ran.last().rows;
        return there;
    }
    bool begin() { return m_inside = runPlain("BEGIN IMMEDIATE"); }
    bool commit()
    {
        const bool done = runPlain("COMMIT");
        m_inside = m_inside && !done;
        return done;
    }
    void rollBack()
    {
        if (std::exchange(m_inside, false))
            static_cast<void>(runPlain("ROLLBACK"));
    }
    bool runPlain(const char* sql)
    {
        QSqlQuery* query = run(QString::fromLatin1(sql), {});
        if (query == nullptr)
            return false;
        query->finish();
        m_ran.last().rows = 0;
        return true;
    }
    [[nodiscard]] qint64 rows() const { return m_ran.isEmpty() ? -1 : m_ran.last().rows; }
    [[nodiscard]] const QSqlError& error() const { return m_error; }
    [[nodiscard]] QList<Statement> take() { return std::exchange(m_ran, {}); }

private:
    QSqlDatabase m_connection;
    std::map<QString, QSqlQuery> m_prepared;
    QList<Statement> m_ran;
    QSqlError m_error;
    bool m_ok = true;
    bool m_inside = false;
};

RecordStore::RecordStore(std::unique_ptr<Database> database)
    : m_database(std::move(database))
    , m_queries(std::make_unique<Queries>(m_database->connection()))
{
}

RecordStore::~RecordStore()
{
    // Before the connection, which must have no query left when it is removed.
    m_queries.reset();
}

Result<std::unique_ptr<RecordStore>, QString> RecordStore::openPrivate()
{
    auto database = Database::openPrivate();
    if (!database)
        return database.error();
    return std::unique_ptr<RecordStore>(new RecordStore(std::move(database).value()));
}

Result<std::unique_ptr<RecordStore>, QString> RecordStore::open(const QString& file)
{
    auto database = Database::open(file);
    if (!database)
        return database.error();
    return std::unique_ptr<RecordStore>(new RecordStore(std::move(database).value()));
}

std::optional<Record> RecordStore::find(const QString& id)
{
    QSqlQuery* query =
        m_queries->run(QStringLiteral("SELECT body, version, modified_at FROM records WHERE id = ?"), {id});
    if (query == nullptr)
        return std::nullopt;
    std::optional<Record> record;
    if (m_queries->next(*query)) {
        const auto fields = fieldsOf(*query, 0);
        if (fields)
            record = Record{id, *fields, query->value(1).toLongLong(), query->value(2).toLongLong()};
    }
    query->finish();
    return record;
}

StoreResult RecordStore::read(const QString& id)
{
    StoreResult result;
    result.record = find(id);
    if (result.record)
        result.outcome = StoreOutcome::Saved;
    else if (m_queries->rows() == 0)
        result.outcome = StoreOutcome::Missing;
    else
        return refusal(StoreOutcome::Failed, id, std::move(result));
    result.statements = m_queries->take();
    return result;
}

StoreResult RecordStore::refusal(StoreOutcome outcome, const QString& id, StoreResult result)
{
    if (outcome == StoreOutcome::Failed) {
        const QSqlError error = m_queries->error();
        outcome = Database::isBusy(error) ? StoreOutcome::Busy : StoreOutcome::Failed;
        if (outcome == StoreOutcome::Busy) {
            result.problem = Text::tr("The database is held by another process. Try again in a moment.");
        } else {
            result.problem =
                Text::tr("The database could not do it: %1. Nothing was written; free some space or restart "
                         "the server, then try again.")
                    .arg(error.isValid() ? error.databaseText() : Text::tr("the record’s body is damaged"));
        }
    }
    if (outcome == StoreOutcome::Stale) {
        QSqlQuery* query = m_queries->run(
            QStringLiteral("SELECT author FROM versions WHERE id = ? AND version = ?"),
            {id, result.record ? result.record->version : 0});
        if (query != nullptr) {
            if (m_queries->next(*query))
                result.author = query->value(0).toString();
            query->finish();
        }
    }
    m_queries->rollBack();
    result.outcome = outcome;
    result.statements = m_queries->take();
    return result;
}

StoreResult RecordStore::write(
    const QString& id,
    const Fields& fields,
    const Precondition& precondition,
    const QString& author,
    qint64 now)
{
    if (!m_queries->begin())
        return refusal(StoreOutcome::Failed, id, {});
    return writeInside(id, fields, precondition, author, now);
}

StoreResult RecordStore::writeInside(
    const QString& id,
    const Fields& fields,
    const Precondition& precondition,
    const QString& author,
    qint64 now)
{
    StoreResult result;
    result.record = find(id);
    if (!result.record && m_queries->rows() != 0)
        return refusal(StoreOutcome::Failed, id, std::move(result));
    if (result.record)
        result.before = result.record->fields;

    QSqlQuery* query = nullptr;
    if (std::holds_alternative<MustBeAbsent>(precondition)) {
        query = m_queries->run(
            QStringLiteral("INSERT INTO records (id, body, version, modified_at) VALUES (?, ?, 1, ?)"
                           " ON CONFLICT (id) DO NOTHING"),
            {id, bodyOf(fields), now},
            QStringLiteral("ON CONFLICT (id) DO NOTHING"));
    } else {
        const Condition condition = conditionOf(precondition);
        const QString where =
            QStringLiteral("WHERE id = ?") + (condition.sql.isEmpty() ? QString() : u' ' + condition.sql);
        query = m_queries->run(
            QStringLiteral("UPDATE records SET body = ?, version = version + 1, modified_at = ? ") + where,
            QList<Value>{bodyOf(fields), now, id} + condition.bound,
            condition.sql);
    }
    if (query == nullptr)
        return refusal(StoreOutcome::Failed, id, std::move(result));
    query->finish();
    if (m_queries->rows() == 0)
        return refusal(result.record ? StoreOutcome::Stale : StoreOutcome::Missing, id, std::move(result));

    result.outcome = result.record ? StoreOutcome::Saved : StoreOutcome::Created;
    result.record = Record{id, fields, result.record ? result.record->version + 1 : 1, now};
    result.author = author;
    if (!insertVersion(id, {result.record->version, author, now, fields}))
        return refusal(StoreOutcome::Failed, id, {});
    return commit(std::move(result), id);
}

StoreResult RecordStore::commit(StoreResult result, const QString& id)
{
    if (m_queries->commit()) {
        result.statements = m_queries->take();
        return result;
    }
    // Whether it took effect is unknown until it is read again.
    const QSqlError error = m_queries->error();
    m_queries->rollBack();
    const auto present = find(id);
    if (present && result.record && *present == *result.record) {
        const std::vector<StoredVersion> history = versions(id);
        if (!history.empty() && history.back().author == result.author) {
            result.statements = m_queries->take();
            return result;
        }
    }
    StoreResult failed;
    failed.record = present;
    failed.problem = Text::tr("The database could not commit: %1. Nothing was written; try again.")
                         .arg(error.databaseText());
    failed.outcome = Database::isBusy(error) ? StoreOutcome::Busy : StoreOutcome::Failed;
    failed.statements = m_queries->take();
    return failed;
}

std::vector<StoredVersion> RecordStore::versions(const QString& id)
{
    std::vector<StoredVersion> result;
    QSqlQuery* query = m_queries->run(
        QStringLiteral(
            "SELECT version, author, modified_at, body FROM versions WHERE id = ? ORDER BY version"),
        {id});
    if (query == nullptr)
        return result;
    while (m_queries->next(*query)) {
        const auto fields = fieldsOf(*query, 3);
        result.push_back(
            {query->value(0).toLongLong(),
             query->value(1).toString(),
             query->value(2).toLongLong(),
             fields ? *fields : Fields()});
    }
    query->finish();
    static_cast<void>(m_queries->take());
    return result;
}

QList<Record> RecordStore::records()
{
    QList<Record> result;
    QSqlQuery* query = m_queries->run(
        QStringLiteral("SELECT id, body, version, modified_at FROM records ORDER BY rowid"), {});
    if (query == nullptr)
        return result;
    while (m_queries->next(*query)) {
        const auto fields = fieldsOf(*query, 1);
        result.append(Record{
            query->value(0).toString(),
            fields ? *fields : Fields(),
            query->value(2).toLongLong(),
            query->value(3).toLongLong()});
    }
    query->finish();
    static_cast<void>(m_queries->take());
    return result;
}

bool RecordStore::reset(const QList<Record>& records, const StoredHistory& history)
{
    bool done = m_queries->begin() && m_queries->runPlain("DELETE FROM versions") &&
                m_queries->runPlain("DELETE FROM records");
    for (const Record& record : records) {
        done = done &&
               m_queries->run(
                   QStringLiteral("INSERT INTO records (id, body, version, modified_at) VALUES (?, ?, ?, ?)"),
                   {record.id, bodyOf(record.fields), record.version, record.modifiedAt}) != nullptr;
        const auto past = history.find(record.id);
        const std::vector<StoredVersion> versions =
            past != history.end()
                ? past->second
                : std::vector<StoredVersion>{{record.version, {}, record.modifiedAt, record.fields}};
        for (const StoredVersion& version : versions)
            done = done && insertVersion(record.id, version);
    }
    if (!done || !m_queries->commit()) {
        m_queries->rollBack();
        done = false;
    }
    static_cast<void>(m_queries->take());
    return done;
}

bool RecordStore::insertVersion(const QString& id, const StoredVersion& version)
{
    QSqlQuery* query = m_queries->run(
        QStringLiteral(
            "INSERT INTO versions (id, version, body, author, modified_at) VALUES (?, ?, ?, ?, ?)"),
        {id, version.version, bodyOf(version.fields), version.author, version.modifiedAt});
    if (query == nullptr)
        return false;
    query->finish();
    return true;
}

} // namespace interleave
