#include "store/recordstore.h"

#include "core/model/footprint.h"
#include "core/model/increment.h"
#include "core/values/text.h"
#include "store/condition.h"
#include "store/database.h"
#include "store/queries.h"
#include "store/storedbody.h"

#include <QRegularExpression>

#include <algorithm>

namespace interleave {

namespace {

/// One sentence that says what to do about this cause (https://www.sqlite.org/rescode.html).
QString problemOf(const QSqlError& error)
{
    constexpr int ioError = 10;
    constexpr int corrupt = 11;
    constexpr int full = 13;
    constexpr int notADatabase = 26;
    const QString text = error.isValid() ? error.databaseText() : Text::tr("a record’s body is no object");
    switch (error.isValid() ? error.nativeErrorCode().toInt() & 0xff : corrupt) {
    case full:
        return Text::tr("The disk of the database is full, so nothing was written. Free some space, then try "
                        "again.");
    case corrupt:
    case notADatabase:
        return Text::tr(
                   "The database is damaged: %1. Nothing was written; end the server and put back a copy "
                   "from before.")
            .arg(text);
    case ioError:
        return Text::tr(
                   "The database’s disk does not answer as it should: %1. Nothing was written; look at the "
                   "disk, restart the server, then try again.")
            .arg(text);
    default:
        return Text::tr("The database could not do it: %1. Nothing was written; restart the server, then try "
                        "again.")
            .arg(text);
    }
}

} // namespace

namespace {

/// The JSON path of a field, `$.stock`; the name is quoted unless it has only letters, digits and
/// underscores.
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
    // SQLite's functions take 127 arguments (SQLITE_MAX_FUNCTION_ARG).
    constexpr qsizetype mostAtOnce = 32;
    Sum sum{QStringLiteral("body"), {}};
    for (qsizetype first = 0; first < amounts.size(); first += mostAtOnce) {
        sum.sql = QStringLiteral("json_set(") + sum.sql;
        for (qsizetype i = first; i < std::min(first + mostAtOnce, amounts.size()); ++i) {
            const Field& amount = amounts.at(i);
            sum.sql += QStringLiteral(", ?, json_extract(body, ?) + ?");
            const QString path = pathOf(amount.name);
            sum.bound += QList<Value>{path, path, amount.value};
        }
        sum.sql += u')';
    }
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
    // Delete the queries before the connection: none may be left when it is removed.
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

Result<std::optional<RecordStore::Present>, StoreResult> RecordStore::find(const QString& id)
{
    m_present.erase(id);
    QSqlQuery* query = m_queries->run(
        QStringLiteral("SELECT body, version, modified_at, author, written FROM records WHERE id = ?"), {id});
    if (query == nullptr)
        return failure();
    std::optional<Present> present;
    bool isDamaged = false;
    if (m_queries->next(*query)) {
        const auto fields = fieldsOf(*query, 0, 4);
        isDamaged = !fields;
        if (fields)
            present = Present{
                {id, *fields, query->value(1).toLongLong(), query->value(2).toLongLong()},
                query->value(3).toString()};
    }
    query->finish();
    if (isDamaged || m_queries->failed())
        return failure();
    if (present)
        remember(*present);
    return present;
}

qint64 RecordStore::heldBytes() const
{
    return m_present.bytes() + m_queries->preparedBytes();
}

void RecordStore::remember(Present present)
{
    const QString id = present.record.id;
    const qint64 bytes = footprint(present.record);
    m_present.put(id, std::move(present), bytes);
}

StoreResult RecordStore::found(StoreOutcome outcome, const QString& id)
{
    const auto present = find(id);
    if (!present)
        return present.error();
    StoreResult result;
    result.outcome = *present ? outcome : StoreOutcome::Missing;
    if (*present) {
        result.record = (*present)->record;
        result.author = (*present)->author;
        result.before = (*present)->record.fields;
    }
    result.statements = m_queries->take();
    return result;
}

StoreResult RecordStore::failure()
{
    StoreResult result;
    // If the query itself succeeded, the record could not be parsed.
    const QSqlError error = m_queries->failed() ? m_queries->error() : QSqlError();
    if (Database::isBusy(error)) {
        result.outcome = StoreOutcome::Busy;
        result.problem = Text::tr("The database is held by another process. Try again in a moment.");
    } else {
        result.outcome = StoreOutcome::Failed;
        result.problem = problemOf(error);
    }
    result.statements = m_queries->take();
    return result;
}

std::optional<StoreResult> RecordStore::problemWithPlace()
{
    const QString problem = m_database->problemWithPlace();
    if (problem.isEmpty())
        return std::nullopt;
    StoreResult result;
    result.outcome = StoreOutcome::Unkept;
    result.problem = problem;
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
    if (auto problem = problemWithPlace())
        return std::move(*problem);
    // Nobody else can write while this store holds the database, so the last known state is current.
    std::optional<Present> before;
    if (const Present* known = m_present.find(id)) {
        before = *known;
    } else {
        auto read = find(id);
        if (!read)
            return read.error();
        before = std::move(read).value();
    }
    const bool written = std::holds_alternative<MustBeAbsent>(precondition)
                             ? insert(id, fields, author, now)
                             : update(
                                   id,
                                   fields,
                                   before && !before->record.fields.written().isEmpty(),
                                   conditionOf(precondition),
                                   author,
                                   now);
    if (!written)
        return failedWrite(id, fields, author, before ? before->record.version + 1 : 1);
    if (m_queries->rows() == 0)
        return found(StoreOutcome::Stale, id);

    // Check after the commit: writing to a deleted file succeeds without an error.
    if (auto problem = problemWithPlace()) {
        m_present.erase(id);
        return std::move(*problem);
    }
    StoreResult result;
    result.outcome = before ? StoreOutcome::Saved : StoreOutcome::Created;
    result.record = Record{id, fields, before ? before->record.version + 1 : 1, now};
    result.author = author;
    if (before)
        result.before = before->record.fields;
    result.statements = m_queries->take();
    remember({*result.record, author});
    return result;
}

StoreResult RecordStore::increment(
    const QString& id,
    const Fields& amounts,
    const Precondition& precondition,
    const QString& author,
    qint64 now)
{
    if (auto problem = problemWithPlace())
        return std::move(*problem);
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
    // The sum is canonical JSON, so drop the body as the client sent it.
    const QString written =
        present.record->fields.written().isEmpty() ? QString() : QStringLiteral("written = NULL, ");
    QSqlQuery* query = m_queries->run(
        QStringLiteral("UPDATE records SET body = %1, %2version = version + 1, modified_at = ?, author = ? ")
                .arg(sum.sql, written) +
            where,
        sum.bound + QList<Value>{now, author, id} + condition.bound,
        condition.sql);
    if (query == nullptr)
        return failure();
    query->finish();
    if (auto problem = problemWithPlace())
        return std::move(*problem);
    StoreResult result = found(m_queries->rows() == 0 ? StoreOutcome::Stale : StoreOutcome::Saved, id);
    result.statements = present.statements + result.statements;
    result.before = present.record->fields;
    return result;
}

bool RecordStore::insert(const QString& id, const Fields& fields, const QString& author, qint64 now)
{
    const bool isOwn = fields.written().isEmpty();
    QList<Value> bound{id, bodyOf(fields), now, author};
    if (!isOwn)
        bound.append(writtenOf(fields));
    QSqlQuery* query = m_queries->run(
        isOwn ? QStringLiteral("INSERT INTO records (id, body, version, modified_at, author)"
                               " VALUES (?, ?, 1, ?, ?) ON CONFLICT (id) DO NOTHING")
              : QStringLiteral("INSERT INTO records (id, body, version, modified_at, author, written)"
                               " VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT (id) DO NOTHING"),
        bound,
        QStringLiteral("ON CONFLICT (id) DO NOTHING"));
    if (query != nullptr)
        query->finish();
    return query != nullptr;
}

bool RecordStore::update(
    const QString& id,
    const Fields& fields,
    bool wasWritten,
    const Condition& condition,
    const QString& author,
    qint64 now)
{
    // Most bodies are canonical JSON and replace canonical JSON; then the statement can leave the other
    // column out.
    const bool isOwn = fields.written().isEmpty() && !wasWritten;
    QList<Value> bound{bodyOf(fields)};
    if (!isOwn)
        bound.append(writtenOf(fields));
    const QString sql =
        isOwn ? QStringLiteral(
                    "UPDATE records SET body = ?, version = version + 1, modified_at = ?, author = ? "
                    "WHERE id = ?")
              : QStringLiteral("UPDATE records SET body = ?, written = ?, version = version + 1, "
                               "modified_at = ?, author = ? WHERE id = ?");
    QSqlQuery* query = m_queries->run(
        condition.sql.isEmpty() ? sql : sql + u' ' + condition.sql,
        bound + QList<Value>{now, author, id} + condition.bound,
        condition.sql);
    if (query != nullptr)
        query->finish();
    return query != nullptr;
}

StoreResult
RecordStore::failedWrite(const QString& id, const Fields& fields, const QString& author, qint64 version)
{
    // A commit that reported an error may still have taken effect, so read again.
    StoreResult failed = failure();
    const auto again = find(id);
    failed.statements += again ? m_queries->take() : again.error().statements;
    const std::optional<Present> present = again ? *again : std::nullopt;
    if (present && present->record.version == version && present->author == author &&
        present->record.fields.isPutLike(fields)) {
        failed.outcome = StoreOutcome::Saved;
        failed.problem.clear();
    }
    if (present)
        failed.record = present->record;
    return failed;
}

} // namespace interleave
