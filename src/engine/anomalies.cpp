#include "engine/anomalies.h"

namespace interleave {

namespace {

constexpr QStringView A(u"A");
constexpr QStringView B(u"B");
constexpr QStringView C(u"C");
constexpr QStringView Lamp(u"lamp");
constexpr QStringView Chair(u"chair");
constexpr QStringView N(u"n");

QString stockOf(QStringView item)
{
    return QStringLiteral("SELECT stock FROM item WHERE id = '%1'").arg(item);
}

/// Collects the steps of a schedule; each call returns the place of its step.
class Schedule final
{
public:
    std::size_t
    add(QStringView session, const QString& sql, QStringView keep = {}, const QString& condition = {})
    {
        return append({session.toString(), TransactionAction::Sql, sql, keep.toString(), condition});
    }
    std::size_t begin(QStringView session, const QString& sql = {})
    {
        return append({session.toString(), TransactionAction::Begin, sql});
    }
    std::size_t commit(QStringView session, const QString& condition = {})
    {
        return append({session.toString(), TransactionAction::Commit, {}, {}, condition});
    }
    std::size_t rollBack(QStringView session, const QString& condition = {})
    {
        return append({session.toString(), TransactionAction::Rollback, {}, {}, condition});
    }
    std::size_t read(QStringView session, QStringView item = Lamp, QStringView keep = N)
    {
        return add(session, stockOf(item), keep);
    }
    /// \a stock is an expression of SQL, or a placeholder.
    std::size_t write(QStringView session, const QString& stock, QStringView item = Lamp)
    {
        return add(
            session,
            QStringLiteral("UPDATE item SET stock = %1, author = '%2' WHERE id = '%3'")
                .arg(stock, session, item));
    }
    [[nodiscard]] const QList<TransactionStep>& steps() const { return m_steps; }

private:
    std::size_t append(TransactionStep step)
    {
        m_steps.append(std::move(step));
        return static_cast<std::size_t>(m_steps.size()) - 1;
    }

    QList<TransactionStep> m_steps;
};

QStringList tables()
{
    return {
        QStringLiteral(
            "CREATE TABLE item (id VARCHAR(20) PRIMARY KEY, stock INTEGER NOT NULL, version INTEGER NOT "
            "NULL, author VARCHAR(20) NOT NULL)"),
        QStringLiteral("INSERT INTO item VALUES ('lamp', 10, 1, ''), ('chair', 10, 1, '')"),
        QStringLiteral("CREATE TABLE doctor (name VARCHAR(20) PRIMARY KEY, on_call INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO doctor VALUES ('Alice', 1), ('Bob', 1)"),
        QStringLiteral("CREATE TABLE account (name VARCHAR(20) PRIMARY KEY, balance INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO account VALUES ('x', 0), ('y', 0)")};
}

Anomaly made(
    const char* name,
    const char* variant,
    const Schedule& schedule,
    std::function<bool(const RunEnd&)> happens)
{
    return {
        QString::fromLatin1(name),
        QString::fromLatin1(variant),
        {tables(), schedule.steps()},
        std::move(happens)};
}

Anomaly dirtyWrite()
{
    Schedule s;
    s.begin(A);
    s.begin(B);
    s.write(A, QStringLiteral("11"));
    const auto first = s.write(B, QStringLiteral("12"));
    s.write(A, QStringLiteral("21"), Chair);
    const auto commit = s.commit(A);
    s.write(B, QStringLiteral("22"), Chair);
    s.commit(B);
    return made("dirty-write", "", s, [first, commit](const RunEnd& end) {
        const bool isMixed =
            end.stored(QStringLiteral("SELECT COUNT(DISTINCT author) FROM item WHERE author <> ''")) > 1;
        return isMixed || end.isBefore(first, commit);
    });
}

Anomaly dirtyRead()
{
    Schedule s;
    s.begin(A);
    s.write(A, QStringLiteral("999"));
    s.begin(B);
    const auto read = s.read(B);
    s.rollBack(A);
    s.read(B);
    s.commit(B);
    return made("dirty-read", "", s, [read](const RunEnd& end) { return end.value(read) == 999; });
}

Anomaly intermediateRead()
{
    Schedule s;
    s.begin(A);
    s.write(A, QStringLiteral("101"));
    s.begin(B);
    const auto read = s.read(B);
    s.write(A, QStringLiteral("11"));
    s.commit(A);
    s.read(B);
    s.commit(B);
    return made("intermediate-read", "", s, [read](const RunEnd& end) { return end.value(read) == 101; });
}

/// B reads something twice, and A changes it in between.
Anomaly readTwice(const char* name, const QString& query, const QString& change)
{
    Schedule s;
    s.begin(B);
    const auto first = s.add(B, query);
    s.begin(A);
    s.add(A, change);
    s.commit(A);
    const auto second = s.add(B, query);
    s.commit(B);
    return made(name, "", s, [first, second](const RunEnd& end) {
        return end.value(first) && end.value(second) && end.value(first) != end.value(second);
    });
}

/// Both sold: that is 5.
std::function<bool(const RunEnd&)> isLost(std::size_t a, std::size_t b)
{
    return [a, b](const RunEnd& end) {
        return end.isDone(a) && end.isDone(b) && end.stored(stockOf(Lamp)) != 5;
    };
}

Anomaly lostUpdate()
{
    Schedule s;
    s.begin(A);
    s.begin(B);
    s.read(A);
    s.read(B);
    s.write(A, QStringLiteral("{n-3}"));
    const auto a = s.commit(A);
    s.write(B, QStringLiteral("{n-2}"));
    const auto b = s.commit(B);
    return made("lost-update", "plain", s, isLost(a, b));
}

Anomaly lostUpdateForUpdate(const Engine& engine)
{
    const bool isSqlite = engine.name() == QLatin1String("sqlite");
    // SQLite locks no rows; a transaction that will write says so when it begins.
    const QString begin = isSqlite ? QStringLiteral("BEGIN IMMEDIATE") : QString();
    const QString read = stockOf(Lamp) + (isSqlite ? QString() : QStringLiteral(" FOR UPDATE"));
    Schedule s;
    s.begin(A, begin);
    s.begin(B, begin);
    s.add(A, read, N);
    s.add(B, read, N);
    s.write(A, QStringLiteral("{n-3}"));
    const auto a = s.commit(A);
    s.write(B, QStringLiteral("{n-2}"));
    const auto b = s.commit(B);
    return made("lost-update", "for-update", s, isLost(a, b));
}

Anomaly lostUpdateAtomic()
{
    Schedule s;
    s.begin(A);
    s.begin(B);
    s.write(A, QStringLiteral("stock - 3"));
    s.write(B, QStringLiteral("stock - 2"));
    const auto a = s.commit(A);
    const auto b = s.commit(B);
    return made("lost-update", "atomic", s, isLost(a, b));
}

Anomaly lostUpdateVersionChecked()
{
    Schedule s;
    const QString version = QStringLiteral("SELECT version FROM item WHERE id = 'lamp'");
    const auto write = [&s](QStringView session, const char* stock) {
        s.add(
            session,
            QStringLiteral("UPDATE item SET stock = %1, version = {v+1}, author = '%2' WHERE id = 'lamp' AND "
                           "version = {v}")
                .arg(QLatin1String(stock), session));
        s.rollBack(session, QStringLiteral("rows = 0"));
        return s.commit(session, QStringLiteral("rows > 0"));
    };
    s.begin(A);
    s.begin(B);
    for (const QStringView session : {A, B}) {
        s.read(session);
        s.add(session, version, u"v");
    }
    const auto a = write(A, "{n-3}");
    const auto b = write(B, "{n-2}");
    return made("lost-update", "version-checked", s, isLost(a, b));
}

Anomaly lostUpdateCompareThenWrite()
{
    Schedule s;
    const QString version = QStringLiteral("SELECT version FROM item WHERE id = 'lamp'");
    s.begin(A);
    s.begin(B);
    for (const QStringView session : {A, B}) {
        s.read(session);
        s.add(session, version, u"v");
    }
    for (const QStringView session : {A, B})
        s.add(session, version, u"w");
    const auto write = [&s](QStringView session, const char* stock) {
        s.add(
            session,
            QStringLiteral("UPDATE item SET stock = %1, version = {v+1}, author = '%2' WHERE id = 'lamp'")
                .arg(QLatin1String(stock), session),
            {},
            QStringLiteral("v = w"));
        return s.commit(session);
    };
    const auto a = write(A, "{n-3}");
    const auto b = write(B, "{n-2}");
    return made("lost-update", "compare-then-write", s, isLost(a, b));
}

Anomaly lostUpdateAutocommit()
{
    Schedule s;
    s.read(A);
    s.read(B);
    const auto a = s.write(A, QStringLiteral("{n-3}"));
    const auto b = s.write(B, QStringLiteral("{n-2}"));
    return made("lost-update", "autocommit", s, isLost(a, b));
}

Anomaly readSkew()
{
    Schedule s;
    s.begin(A);
    const auto lamp = s.read(A);
    s.begin(B);
    s.write(B, QStringLiteral("5"));
    s.write(B, QStringLiteral("15"), Chair);
    s.commit(B);
    const auto chair = s.read(A, Chair);
    s.commit(A);
    return made("read-skew", "", s, [lamp, chair](const RunEnd& end) {
        return end.value(lamp) && end.value(chair) && *end.value(lamp) + *end.value(chair) != 20;
    });
}

Anomaly writeSkew()
{
    Schedule s;
    const auto leave = [&s](QStringView session, const char* doctor) {
        s.add(
            session,
            QStringLiteral("UPDATE doctor SET on_call = 0 WHERE name = '%1'").arg(QLatin1String(doctor)),
            {},
            QStringLiteral("n >= 2"));
    };
    s.begin(A);
    s.begin(B);
    for (const QStringView session : {A, B})
        s.add(session, QStringLiteral("SELECT COUNT(*) FROM doctor WHERE on_call = 1"), N);
    leave(A, "Alice");
    leave(B, "Bob");
    s.commit(A);
    s.commit(B);
    return made("write-skew", "", s, [](const RunEnd& end) {
        return end.stored(QStringLiteral("SELECT COUNT(*) FROM doctor WHERE on_call = 1")) == 0;
    });
}

Anomaly readOnlyAnomaly()
{
    Schedule s;
    const auto read = [&s](QStringView session, const char* name) {
        return s.add(
            session,
            QStringLiteral("SELECT balance FROM account WHERE name = '%1'").arg(QLatin1String(name)));
    };
    const auto write = [&s](QStringView session, const char* name, int balance) {
        s.add(
            session,
            QStringLiteral("UPDATE account SET balance = %1 WHERE name = '%2'")
                .arg(QString::number(balance), QLatin1String(name)));
    };
    s.begin(B);
    read(B, "x");
    read(B, "y");
    s.begin(A);
    read(A, "y");
    write(A, "y", 20);
    const auto a = s.commit(A);
    s.begin(C);
    const auto x = read(C, "x");
    const auto y = read(C, "y");
    const auto c = s.commit(C);
    write(B, "x", -11);
    const auto b = s.commit(B);
    return made("read-only-anomaly", "", s, [=](const RunEnd& end) {
        return end.isDone(a) && end.isDone(b) && end.isDone(c) && end.value(x) == 0 && end.value(y) == 20;
    });
}

Anomaly deadlock()
{
    Schedule s;
    s.begin(A);
    s.begin(B);
    s.write(A, QStringLiteral("11"));
    s.write(B, QStringLiteral("22"), Chair);
    s.write(A, QStringLiteral("21"), Chair);
    s.write(B, QStringLiteral("12"));
    s.commit(A);
    s.commit(B);
    return made("deadlock", "", s, [](const RunEnd& end) { return end.isAnyRefused(); });
}

} // namespace

QList<Anomaly> anomaliesFor(const Engine& engine)
{
    return {
        dirtyWrite(),
        dirtyRead(),
        intermediateRead(),
        readTwice(
            "non-repeatable-read",
            stockOf(Lamp),
            QStringLiteral("UPDATE item SET stock = 7, author = 'A' WHERE id = 'lamp'")),
        readTwice(
            "phantom",
            QStringLiteral("SELECT COUNT(*) FROM item WHERE stock >= 10"),
            QStringLiteral("INSERT INTO item VALUES ('desk', 10, 1, 'A')")),
        lostUpdate(),
        lostUpdateForUpdate(engine),
        lostUpdateAtomic(),
        lostUpdateVersionChecked(),
        lostUpdateCompareThenWrite(),
        lostUpdateAutocommit(),
        readSkew(),
        writeSkew(),
        readOnlyAnomaly(),
        deadlock()};
}

QStringList anomalyNames()
{
    return {
        QStringLiteral("dirty-write"),
        QStringLiteral("dirty-read"),
        QStringLiteral("intermediate-read"),
        QStringLiteral("non-repeatable-read"),
        QStringLiteral("phantom"),
        QStringLiteral("lost-update"),
        QStringLiteral("read-skew"),
        QStringLiteral("write-skew"),
        QStringLiteral("read-only-anomaly"),
        QStringLiteral("deadlock")};
}

} // namespace interleave
