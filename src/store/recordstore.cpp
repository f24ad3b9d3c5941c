#include "store/recordstore.h"

#include "core/increment.h"
#include "core/json.h"
#include "store/database.h"
#include "store/queries.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::RecordStore)
};

QString bodyOf(const Fields& fields)
{
    return QString::fromUtf8(fields.toJson());
}

Result<Fields, JsonError> fieldsOf(const QSqlQuery& query, int column)
{
    return fieldsFromJson(query.value(column).toString().toUtf8());
}

} // namespace

/// The condition that a precondition adds to `WHERE id = ?`, and what is bound to it.
struct RecordStore::Condition final
{
    QString sql;
    QList<Value> bound;
};

namespace {

/// `$.stock`; a name that is more than letters, digits and underscores in quotation marks.
QString pathOf(const QString& field)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_]*\\z"));
    return plain.match(field).hasMatch() ? QStringLiteral("$.") + field
                                         : QStringLiteral("$.\"%1\"").arg(field);
}

struct Sum
{
    QString sql;
    QList<Value> bound;
};

/// The body with the amounts added, as an expression: `json_set(body, '$.stock', json_extract(…) + ?)`.
Sum sumOf(const Fields& amounts)
{
    Sum sum;
    for (const Field& amount : amounts) {
        sum.sql += QStringLiteral(", ?, json_extract(body, ?) + ?");
        const QString path = pathOf(amount.name);
        sum.bound += QList<Value>{path, path, amount.value};
    }
    sum.sql = QStringLiteral("json_set(body%1)").arg(sum.sql);
    return sum;
}

} // namespace

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

RecordStore::Condition RecordStore::conditionOf(const Precondition& precondition)
{
    if (const auto* since = std::get_if<UnmodifiedSince>(&precondition))
        return {QStringLiteral("AND modified_at <= ?"), {since->seconds}};
    if (const auto* lease = std::get_if<HoldsLease>(&precondition)) {
        return {
            QStringLiteral("AND lease_owner = ? AND lease_until > ? AND lease_token = ?"),
            {lease->owner, lease->now, lease->token}};
    }
    if (const auto* lease = std::get_if<NotLeasedAway>(&precondition)) {
        return {
            QStringLiteral("AND (lease_until <= ? OR (lease_owner = ? AND lease_token = ?))"),
            {lease->now, lease->owner, lease->token}};
    }
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

std::optional<RecordStore::Present> RecordStore::find(const QString& id)
{
    QSqlQuery* query = m_queries->run(
        QStringLiteral("SELECT body, version, modified_at, author FROM records WHERE id = ?"), {id});
    if (query == nullptr)
        return std::nullopt;
    std::optional<Present> present;
    if (m_queries->next(*query)) {
        const auto fields = fieldsOf(*query, 0);
        if (fields)
            present = Present{
                {id, *fields, query->value(1).toLongLong(), query->value(2).toLongLong()},
                query->value(3).toString()};
    }
    query->finish();
    if (present)
        m_present.insert_or_assign(id, *present);
    else
        m_present.erase(id);
    return present;
}

StoreResult RecordStore::found(StoreOutcome outcome, const QString& id)
{
    const auto present = find(id);
    if (!present && m_queries->rows() != 0)
        return failure();
    StoreResult result;
    result.outcome = present ? outcome : StoreOutcome::Missing;
    if (present) {
        result.record = present->record;
        result.author = present->author;
        result.before = present->record.fields;
    }
    result.statements = m_queries->take();
    return result;
}

StoreResult RecordStore::failure()
{
    StoreResult result;
    const QSqlError error = m_queries->error();
    if (Database::isBusy(error)) {
        result.outcome = StoreOutcome::Busy;
        result.problem = Text::tr("The database is held by another process. Try again in a moment.");
    } else {
        result.outcome = StoreOutcome::Failed;
        result.problem =
            Text::tr("The database could not do it: %1. Nothing was written; free some space or restart "
                     "the server, then try again.")
                .arg(error.isValid() ? error.databaseText() : Text::tr("the record’s body is damaged"));
    }
    result.statements = m_queries->take();
    return result;
}

StoreResult RecordStore::read(const QString& id)
{
    return found(StoreOutcome::Saved, id);
}

StoreResult RecordStore::write(
    const QString& id,
    const Fields& fields,
    const Precondition& precondition,
    const QString& author,
    qint64 now)
{
    // Nobody else can write while this store holds the database, so what it last saw is what is there.
    const auto known = m_present.find(id);
    const auto before = known != m_present.end() ? std::optional(known->second) : find(id);
    if (!before && known == m_present.end() && m_queries->rows() != 0)
        return failure();
    const bool written = std::holds_alternative<MustBeAbsent>(precondition)
                             ? insert(id, fields, author, now)
                             : update(id, fields, conditionOf(precondition), author, now);
    if (!written)
        return failedWrite(id, fields, author, before ? before->record.version + 1 : 1);
    if (m_queries->rows() == 0)
        return found(StoreOutcome::Stale, id);

    StoreResult result;
    result.outcome = before ? StoreOutcome::Saved : StoreOutcome::Created;
    result.record = Record{id, fields, before ? before->record.version + 1 : 1, now};
    result.author = author;
    if (before)
        result.before = before->record.fields;
    result.statements = m_queries->take();
    m_present.insert_or_assign(id, Present{*result.record, author});
    return result;
}

StoreResult RecordStore::increment(
    const QString& id,
    const Fields& amounts,
    const Precondition& precondition,
    const QString& author,
    qint64 now)
{
    StoreResult present = found(StoreOutcome::Unfit, id);
    if (!present.record)
        return present;
    present.problem = problemWithIncrement(present.record->fields, amounts);
    if (!present.problem.isEmpty())
        return present;
    const Sum sum = sumOf(amounts);
    const Condition condition = conditionOf(precondition);
    const QString where =
        QStringLiteral("WHERE id = ?") + (condition.sql.isEmpty() ? QString() : u' ' + condition.sql);
    QSqlQuery* query = m_queries->run(
        QStringLiteral("UPDATE records SET body = %1, version = version + 1, modified_at = ?, author = ? ")
                .arg(sum.sql) +
            where,
        sum.bound + QList<Value>{now, author, id} + condition.bound,
        condition.sql);
    if (query == nullptr)
        return failure();
    query->finish();
    StoreResult result = found(m_queries->rows() == 0 ? StoreOutcome::Stale : StoreOutcome::Saved, id);
    result.statements = present.statements + result.statements;
    result.before = present.record->fields;
    return result;
}

bool RecordStore::insert(const QString& id, const Fields& fields, const QString& author, qint64 now)
{
    QSqlQuery* query = m_queries->run(
        QStringLiteral("INSERT INTO records (id, body, version, modified_at, author) VALUES (?, ?, 1, ?, ?)"
                       " ON CONFLICT (id) DO NOTHING"),
        {id, bodyOf(fields), now, author},
        QStringLiteral("ON CONFLICT (id) DO NOTHING"));
    if (query != nullptr)
        query->finish();
    return query != nullptr;
}

bool RecordStore::update(
    const QString& id, const Fields& fields, const Condition& condition, const QString& author, qint64 now)
{
    const QString where =
        QStringLiteral("WHERE id = ?") + (condition.sql.isEmpty() ? QString() : u' ' + condition.sql);
    QSqlQuery* query = m_queries->run(
        QStringLiteral("UPDATE records SET body = ?, version = version + 1, modified_at = ?, author = ? ") +
            where,
        QList<Value>{bodyOf(fields), now, author, id} + condition.bound,
        condition.sql);
    if (query != nullptr)
        query->finish();
    return query != nullptr;
}

StoreResult
RecordStore::failedWrite(const QString& id, const Fields& fields, const QString& author, qint64 version)
{
    // Whether a commit that was reported as failed took effect is unknown until it is read again.
    StoreResult failed = failure();
    const auto present = find(id);
    failed.statements += m_queries->take();
    if (present && present->record.version == version && present->author == author &&
        present->record.fields == fields) {
        failed.outcome = StoreOutcome::Saved;
        failed.problem.clear();
    }
    if (present)
        failed.record = present->record;
    return failed;
}

std::vector<StoredVersion> RecordStore::versions(const QString& id, QList<Statement>* ran)
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
    const QList<Statement> statements = m_queries->take();
    if (ran != nullptr)
        *ran += statements;
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

bool RecordStore::reset(
    const QList<Record>& records, const StoredHistory& history, const StoredLeases& leases)
{
    m_present.clear();
    bool done = m_queries->begin() && m_queries->runPlain("DELETE FROM versions") &&
                m_queries->runPlain("DELETE FROM records");
    for (const Record& record : records) {
        const auto past = history.find(record.id);
        done = done && put(record,
                           past == history.end() ? std::vector<StoredVersion>() : past->second,
                           leases.value(record.id));
    }
    if (!done || !m_queries->commit()) {
        m_queries->rollBack();
        m_present.clear();
        done = false;
    }
    static_cast<void>(m_queries->take());
    return done;
}

bool RecordStore::put(
    const Record& record, const std::vector<StoredVersion>& history, const LeaseState& lease)
{
    const QString author = history.empty() ? QString() : history.back().author;
    bool done =
        m_queries->run(
            QStringLiteral(
                "INSERT INTO records (id, body, version, modified_at, author) VALUES (?, ?, ?, ?, ?)"),
            {record.id, bodyOf(record.fields), record.version, record.modifiedAt, author}) != nullptr;
    if (lease.lastToken > 0) {
        const Lease held = lease.held.value_or(Lease());
        done = done &&
               m_queries->run(
                   QStringLiteral(
                       "UPDATE records SET lease_owner = ?, lease_token = ?, lease_until = ? WHERE id = ?"),
                   {held.owner, lease.lastToken, held.until, record.id}) != nullptr;
    }
    m_present.insert_or_assign(record.id, Present{record, author});
    for (const StoredVersion& version : history) {
        if (version.version == record.version)
            continue; // written with the record
        done =
            done &&
            m_queries->run(
                QStringLiteral(
                    "INSERT INTO versions (id, version, body, author, modified_at) VALUES (?, ?, ?, ?, ?)"),
                {record.id, version.version, bodyOf(version.fields), version.author, version.modifiedAt}) !=
                nullptr;
    }
    return done;
}

} // namespace interleave
