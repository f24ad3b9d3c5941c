#include "engine/isolation/anomalies.h"

#include "engine/isolation/anomalyschedule.h"

namespace interleave {

namespace {

constexpr QStringView A = SessionA;
constexpr QStringView B = SessionB;
constexpr QStringView C = SessionC;

using Kind = StepMeaning::Kind;

/// What some of the steps read.
auto readIn(std::initializer_list<std::size_t> steps)
{
    return [steps = std::vector(steps)](const RunEnd& end) {
        Measure numbers;
        for (const std::size_t step : steps)
            numbers.append(end.value(step));
        return numbers;
    };
}

/// The only value of a query on the final tables.
auto storedAs(const QString& sql)
{
    return [sql](const RunEnd& end) {
        return Measure{end.stored(sql)};
    };
}

Anomaly dirtyWrite()
{
    const QString writers = QStringLiteral("SELECT COUNT(DISTINCT author) FROM item WHERE author <> ''");
    AnomalySchedule s;
    s.setNamed();
    s.begin(A);
    s.begin(B);
    s.write(A, QStringLiteral("11"));
    const auto first = s.write(B, QStringLiteral("12"));
    s.write(A, QStringLiteral("21"), Chair);
    const auto commit = s.commit(A);
    s.write(B, QStringLiteral("22"), Chair);
    s.commit(B);
    return s.made(
        "dirty-write",
        "",
        [first, commit, writers](const RunEnd& end) {
            return end.stored(writers) > 1 || end.isBefore(first, commit);
        },
        storedAs(writers));
}

Anomaly dirtyRead()
{
    AnomalySchedule s;
    s.begin(A);
    s.write(A, QStringLiteral("999"));
    s.begin(B);
    const auto read = s.read(B);
    s.rollBack(A);
    s.read(B);
    s.commit(B);
    return s.made(
        "dirty-read", "", [read](const RunEnd& end) { return end.value(read) == 999; }, readIn({read}));
}

Anomaly intermediateRead()
{
    AnomalySchedule s;
    s.begin(A);
    s.write(A, QStringLiteral("101"));
    s.begin(B);
    const auto read = s.read(B);
    s.write(A, QStringLiteral("11"));
    s.commit(A);
    s.read(B);
    s.commit(B);
    return s.made(
        "intermediate-read",
        "",
        [read](const RunEnd& end) { return end.value(read) == 101; },
        readIn({read}));
}

/// B reads something twice, and A changes it in between.
Anomaly readTwice(
    const char* name, const QString& query, Kind kind, const QString& change, const StepMeaning& meaning)
{
    AnomalySchedule s;
    s.begin(B);
    const auto first = s.add(B, query, {kind});
    s.begin(A);
    s.add(A, change, meaning);
    s.commit(A);
    const auto second = s.add(B, query, {kind});
    s.commit(B);
    return s.made(
        name,
        "",
        [first, second](const RunEnd& end) {
            return end.value(first) && end.value(second) && end.value(first) != end.value(second);
        },
        readIn({first, second}));
}

Anomaly nonRepeatableRead()
{
    return readTwice(
        "non-repeatable-read",
        stockOf(Lamp),
        Kind::Reads,
        QStringLiteral("UPDATE item SET stock = 7, author = 'A' WHERE id = 'lamp'"),
        {Kind::Writes, {}, QStringLiteral("7")});
}

Anomaly phantom()
{
    return readTwice(
        "phantom",
        QStringLiteral("SELECT COUNT(*) FROM item WHERE stock >= 10"),
        Kind::Counts,
        QStringLiteral("INSERT INTO item VALUES ('desk', 10, 1, 'A')"),
        {Kind::Inserts});
}

Anomaly readSkew()
{
    AnomalySchedule s;
    s.setNamed();
    s.begin(A);
    const auto lamp = s.read(A);
    s.begin(B);
    s.write(B, QStringLiteral("5"));
    s.write(B, QStringLiteral("15"), Chair);
    s.commit(B);
    const auto chair = s.read(A, Chair);
    s.commit(A);
    const auto sum = [lamp, chair](const RunEnd& end) {
        const auto one = end.value(lamp);
        const auto other = end.value(chair);
        return one && other ? std::optional(*one + *other) : std::nullopt;
    };
    return s.made(
        "read-skew",
        "",
        [sum](const RunEnd& end) { return sum(end).value_or(20) != 20; },
        [sum](const RunEnd& end) { return Measure{sum(end)}; });
}

Anomaly writeSkew()
{
    const QString onCall = QStringLiteral("SELECT COUNT(*) FROM doctor WHERE on_call = 1");
    AnomalySchedule s;
    const auto leave = [&s](QStringView session, const QString& doctor) {
        s.add(
            session,
            QStringLiteral("UPDATE doctor SET on_call = 0 WHERE name = '%1'").arg(doctor),
            {Kind::TakesOffCall, doctor},
            {},
            QStringLiteral("n >= 2"));
    };
    s.begin(A);
    s.begin(B);
    for (const QStringView session : {A, B})
        s.add(session, onCall, {Kind::Counts}, QStringLiteral("n"));
    leave(A, QStringLiteral("Alice"));
    leave(B, QStringLiteral("Bob"));
    s.commit(A);
    s.commit(B);
    return s.made(
        "write-skew", "", [onCall](const RunEnd& end) { return end.stored(onCall) == 0; }, storedAs(onCall));
}

Anomaly readOnlyAnomaly()
{
    AnomalySchedule s;
    const auto read = [&s](QStringView session, const QString& name) {
        return s.add(
            session,
            QStringLiteral("SELECT balance FROM account WHERE name = '%1'").arg(name),
            {Kind::Reads, name});
    };
    const auto write = [&s](QStringView session, const QString& name, const QString& balance) {
        s.add(
            session,
            QStringLiteral("UPDATE account SET balance = %1 WHERE name = '%2'").arg(balance, name),
            {Kind::Writes, name, balance});
    };
    const QString nameX = QStringLiteral("x");
    const QString nameY = QStringLiteral("y");
    s.begin(B);
    read(B, nameX);
    const auto before = read(B, nameY);
    s.begin(A);
    read(A, nameY);
    write(A, nameY, QStringLiteral("20"));
    const auto a = s.commit(A);
    s.begin(C);
    const auto x = read(C, nameX);
    const auto y = read(C, nameY);
    const auto c = s.commit(C);
    write(B, nameX, QStringLiteral("-11"));
    const auto b = s.commit(B);
    return s.made(
        "read-only-anomaly",
        "",
        [=](const RunEnd& end) {
            return end.isDone(a) && end.isDone(b) && end.isDone(c) && end.value(x) == 0 && end.value(y) == 20;
        },
        readIn({before, x, y}));
}

Anomaly deadlock()
{
    AnomalySchedule s;
    s.setNamed();
    s.begin(A);
    s.begin(B);
    s.write(A, QStringLiteral("11"));
    s.write(B, QStringLiteral("22"), Chair);
    s.write(A, QStringLiteral("21"), Chair);
    s.write(B, QStringLiteral("12"));
    s.commit(A);
    s.commit(B);
    return s.made("deadlock", "", [](const RunEnd& end) { return end.isAnyRefused(); }, {});
}

} // namespace

QList<Anomaly> anomaliesFor(const QString& engine)
{
    return QList<Anomaly>{dirtyWrite(), dirtyRead(), intermediateRead(), nonRepeatableRead(), phantom()} +
           lostUpdates(engine) + QList<Anomaly>{readSkew(), writeSkew(), readOnlyAnomaly(), deadlock()};
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

QStringList anomalyVariants()
{
    return {
        QStringLiteral("plain"),
        QStringLiteral("for-update"),
        QStringLiteral("atomic"),
        QStringLiteral("version-checked"),
        QStringLiteral("compare-then-write"),
        QStringLiteral("autocommit")};
}

} // namespace interleave
