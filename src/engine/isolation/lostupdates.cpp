#include "engine/isolation/anomalyschedule.h"

namespace interleave {

namespace {

constexpr QStringView A = SessionA;
constexpr QStringView B = SessionB;

using Kind = StepMeaning::Kind;

/// Both sold: that is 5.
Anomaly made(const char* variant, const AnomalySchedule& schedule, std::size_t a, std::size_t b)
{
    return schedule.made(
        "lost-update",
        variant,
        [a, b](const RunEnd& end) {
            return end.isDone(a) && end.isDone(b) && end.stored(stockOf(Lamp)) != 5;
        },
        [](const RunEnd& end) { return Measure{end.stored(stockOf(Lamp))}; });
}

Anomaly plain()
{
    AnomalySchedule s;
    s.begin(A);
    s.begin(B);
    s.read(A);
    s.read(B);
    s.write(A, QStringLiteral("{n-3}"));
    const auto a = s.commit(A);
    s.write(B, QStringLiteral("{n-2}"));
    const auto b = s.commit(B);
    return made("plain", s, a, b);
}

Anomaly forUpdate(const QString& engine)
{
    const bool isSqlite = engine == QLatin1String("sqlite");
    // SQLite locks no rows; a transaction that will write says so when it begins.
    const QString begin = isSqlite ? QStringLiteral("BEGIN IMMEDIATE") : QString();
    const QString read = stockOf(Lamp) + (isSqlite ? QString() : QStringLiteral(" FOR UPDATE"));
    AnomalySchedule s;
    s.begin(A, begin);
    s.begin(B, begin);
    for (const QStringView session : {A, B})
        s.add(session, read, {Kind::Reads}, QStringLiteral("n"));
    s.write(A, QStringLiteral("{n-3}"));
    const auto a = s.commit(A);
    s.write(B, QStringLiteral("{n-2}"));
    const auto b = s.commit(B);
    return made("for-update", s, a, b);
}

Anomaly atomic()
{
    AnomalySchedule s;
    const auto subtract = [&s](QStringView session, const QString& amount) {
        s.add(
            session,
            QStringLiteral("UPDATE item SET stock = stock - %1, author = '%2' WHERE id = 'lamp'")
                .arg(amount, session),
            {Kind::Subtracts, {}, amount});
    };
    s.begin(A);
    s.begin(B);
    subtract(A, QStringLiteral("3"));
    subtract(B, QStringLiteral("2"));
    const auto a = s.commit(A);
    const auto b = s.commit(B);
    return made("atomic", s, a, b);
}

void readVersion(AnomalySchedule& s, QStringView session, const QString& keep)
{
    s.add(
        session,
        QStringLiteral("SELECT version FROM item WHERE id = 'lamp'"),
        {Kind::Reads, QStringLiteral("version")},
        keep);
}

void readBoth(AnomalySchedule& s)
{
    for (const QStringView session : {A, B}) {
        s.read(session);
        readVersion(s, session, QStringLiteral("v"));
    }
}

Anomaly versionChecked()
{
    AnomalySchedule s;
    const auto write = [&s](QStringView session, const char* stock) {
        s.add(
            session,
            QStringLiteral("UPDATE item SET stock = %1, version = {v+1}, author = '%2' WHERE id = 'lamp' AND "
                           "version = {v}")
                .arg(QLatin1String(stock), session),
            {Kind::Writes});
        s.rollBack(session, QStringLiteral("rows = 0"));
        return s.commit(session, QStringLiteral("rows > 0"));
    };
    s.begin(A);
    s.begin(B);
    readBoth(s);
    const auto a = write(A, "{n-3}");
    const auto b = write(B, "{n-2}");
    return made("version-checked", s, a, b);
}

Anomaly compareThenWrite()
{
    AnomalySchedule s;
    s.begin(A);
    s.begin(B);
    readBoth(s);
    for (const QStringView session : {A, B})
        readVersion(s, session, QStringLiteral("w"));
    const auto write = [&s](QStringView session, const char* stock) {
        s.add(
            session,
            QStringLiteral("UPDATE item SET stock = %1, version = {v+1}, author = '%2' WHERE id = 'lamp'")
                .arg(QLatin1String(stock), session),
            {Kind::Writes},
            {},
            QStringLiteral("v = w"));
        return s.commit(session);
    };
    const auto a = write(A, "{n-3}");
    const auto b = write(B, "{n-2}");
    return made("compare-then-write", s, a, b);
}

Anomaly autocommit()
{
    AnomalySchedule s;
    s.read(A);
    s.read(B);
    const auto a = s.write(A, QStringLiteral("{n-3}"));
    const auto b = s.write(B, QStringLiteral("{n-2}"));
    return made("autocommit", s, a, b);
}

} // namespace

QList<Anomaly> lostUpdates(const QString& engine)
{
    return {plain(), forUpdate(engine), atomic(), versionChecked(), compareThenWrite(), autocommit()};
}

} // namespace interleave
