#pragma once

#include "storyfixtures.h"

namespace interleave::fixtures {

// Runs as the engines told them.

/// A writes 999 and takes it back, and B reads it in between.
inline TransactionStory dirtyRead()
{
    StoryBuilder run(Sqlite, ReadUncommitted, lamps(10));
    run.begin(A).write(A, {u"UPDATE item SET stock = 999 WHERE id = 'lamp'"_s}, stock(999)).begin(B);
    run.read(B, ReadLamp, Stock, one(qint64{999}), pending(A, 2));
    run.rollback(A).read(B, ReadLamp, Stock, one(qint64{10}), current(0)).commit(B);
    return run.wrong(
        u"dirty read"_s,
        {order({B}, lamps(10), {{4, told(10)}, {6, told(10)}})},
        u"B read 999, which was not committed."_s,
        u"B: step 4 is told 10. Here: step 4 is told 999."_s);
}

/// At a level that does not show it.
inline TransactionStory noDirtyRead()
{
    StoryBuilder run(Postgresql, ReadCommitted, lamps(10));
    run.begin(A).write(A, {u"UPDATE item SET stock = 999 WHERE id = 'lamp'"_s}, stock(999)).begin(B);
    run.read(B, ReadLamp, Stock, one(qint64{10}), current(0));
    return run.rollback(A).commit(B).explained();
}

/// Until both have read, and A has committed 7.
inline void readBothAndSell(StoryBuilder& run)
{
    run.begin(A).begin(B);
    run.read(A, ReadLamp, Stock, one(qint64{10}), current(0))
        .read(B, ReadLamp, Stock, one(qint64{10}), current(0));
    run.write(A, writeLamp(7), stock(7)).commit(A, lamps(7));
}

inline TransactionStory lostUpdate(const QString& engine = Postgresql, const QString& level = ReadCommitted)
{
    StoryBuilder run(engine, level, lamps(10));
    readBothAndSell(run);
    run.write(B, writeLamp(8), stock(8)).commit(B, lamps(8));
    return run.wrong(
        u"lost update"_s,
        {order({A, B}, lamps(5)), order({B, A}, lamps(5))},
        QStringLiteral(
            "B came before A, because B read the 10 that A replaced; but A came before B, because B wrote "
            "over A’s 7."),
        u"A, then B: stock 5; B, then A: stock 5. Here: stock 8."_s);
}

/// The same, refused.
inline TransactionStory refusedUpdate()
{
    StoryBuilder run(Postgresql, RepeatableRead, lamps(10));
    readBothAndSell(run);
    run.refuse(B, writeLamp(8), u"40001"_s, u"could not serialize access due to concurrent update"_s);
    return run.rolledBack(B).leftOut(B).explained();
}

/// … and run again.
inline TransactionStory runAgain()
{
    StoryBuilder run(Sqlite, Serializable, lamps(10));
    readBothAndSell(run);
    run.refuse(B, writeLamp(8), u"517"_s, u"database is locked"_s).rolledBack(B);
    run.begin(B).read(B, ReadLamp, Stock, one(qint64{7}), current(6)).write(B, writeLamp(5), stock(5));
    return run.commit(B, lamps(5)).explained();
}

inline TransactionStory writeSkew()
{
    const QString count = u"SELECT COUNT(*) FROM doctor WHERE on_call = 1"_s;
    const QStringList columns{u"COUNT(*)"_s};
    StoryBuilder run(Postgresql, RepeatableRead, doctors(1, 1));
    run.begin(A).begin(B);
    run.read(A, count, columns, one(qint64{2})).read(B, count, columns, one(qint64{2}));
    run.write(A, {u"UPDATE doctor SET on_call = 0 WHERE name = 'Alice'"_s}, onCall(u"Alice"_s, 0));
    run.write(B, {u"UPDATE doctor SET on_call = 0 WHERE name = 'Bob'"_s}, onCall(u"Bob"_s, 0));
    run.commit(A, doctors(0, 1)).commit(B, doctors(0, 0));
    return run.wrong(
        u"write skew"_s,
        {order({A, B}, doctors(0, 1)), order({B, A}, doctors(1, 0))},
        u"A came before B; but B came before A."_s,
        QStringLiteral(
            "A, then B: Alice on_call 0, Bob on_call 1; B, then A: Alice on_call 1, Bob on_call 0. Here: "
            "Alice on_call 0, Bob on_call 0."));
}

/// A counts twice, and B adds a row in between.
inline TransactionStory phantom()
{
    const QString count = u"SELECT COUNT(*) FROM booking WHERE seat = '12A'"_s;
    const QStringList columns{u"count"_s};
    const QStringList cleo{u"b0"_s, u"12C"_s, u"Cleo"_s};
    const QStringList ann{u"b1"_s, u"12A"_s, u"Ann"_s};
    StoryBuilder run(Postgresql, ReadCommitted, bookings({cleo}));
    run.begin(A).read(A, count, columns, one(qint64{0}), current(0)).begin(B);
    run.write(
        B, {u"INSERT INTO booking VALUES ('b1', '12A', 'Ann')"_s}, booking(ann.at(0), ann.at(1), ann.at(2)));
    run.commit(B, bookings({cleo, ann})).read(A, count, columns, one(qint64{1}), current(5)).commit(A);
    return run.wrong(
        u"phantom"_s,
        {order({A, B}, bookings({cleo, ann}), {{2, told(0)}, {6, told(0)}}),
         order({B, A}, bookings({cleo, ann}), {{2, told(1)}, {6, told(1)}})},
        u"A came before B; but B came before A."_s);
}

inline TransactionStory deadlock()
{
    StoryBuilder run(Postgresql, ReadCommitted, lampsAndChairs(10, 10));
    run.begin(A).begin(B).write(A, {SellLamp}, stock(9)).write(B, {SellChair}, stock(9, u"chair"_s));
    run.waits(A, {SellChair}, {B}).waits(B, {SellLamp}, {A});
    run.refuseWaiting(6, B, {SellLamp}, u"40P01"_s, u"deadlock detected"_s).rolledBack(B);
    run.freed(5, A, {SellChair}, stock(9, u"chair"_s)).commit(A, lampsAndChairs(9, 9));
    return run.leftOut(B).explained();
}

/// Sessions that stay open send no ROLLBACK by themselves.
inline TransactionStory freeDeadlock()
{
    StoryBuilder run(Postgresql, ReadCommitted, lampsAndChairs(10, 10));
    run.begin(A).begin(B).write(A, {SellLamp}, stock(9)).write(B, {SellChair}, stock(9, u"chair"_s));
    run.waits(A, {SellChair}, {B}).waits(B, {SellLamp}, {A});
    run.refuseWaiting(6, B, {SellLamp}, u"40P01"_s, u"deadlock detected"_s).engineRollback(B);
    run.freed(5, A, {SellChair}, stock(9, u"chair"_s)).commit(A, lampsAndChairs(9, 9));
    return run.explained();
}

inline TransactionStory waitThenCommit()
{
    const QString sellThree = u"UPDATE item SET stock = stock - 3 WHERE id = 'lamp'"_s;
    const QString sellTwo = u"UPDATE item SET stock = stock - 2 WHERE id = 'lamp'"_s;
    StoryBuilder run(Postgresql, ReadCommitted, lamps(10));
    run.begin(A).begin(B).write(A, {sellThree}, stock(7)).waits(B, {sellTwo}, {A});
    run.commit(A, lamps(7)).freed(4, B, {sellTwo}, stock(5));
    return run.commit(B, lamps(5)).explained();
}

/// A’s second booking is refused, and A does not look at errors.
inline TransactionStory failedCommit()
{
    const QStringList cleo{u"b0"_s, u"12B"_s, u"Cleo"_s};
    StoryBuilder run(Postgresql, ReadCommitted, bookings({cleo}));
    run.begin(A).write(
        A, {u"INSERT INTO booking VALUES ('b1', '12A', 'Ann')"_s}, booking(u"b1"_s, u"12A"_s, u"Ann"_s));
    run.refuse(
        A,
        {u"INSERT INTO booking VALUES ('b0', '12B', 'Ann')"_s},
        u"23505"_s,
        u"duplicate key value violates unique constraint \"booking_pkey\""_s);
    run.refuse(
        A,
        {u"INSERT INTO booking VALUES ('b2', '12C', 'Ann')"_s},
        u"25P02"_s,
        u"current transaction is aborted"_s);
    return run.commitNothing(A).explained();
}

/// The same on an engine that keeps the rest.
inline TransactionStory keptTheRest()
{
    const QStringList cleo{u"b0"_s, u"12B"_s, u"Cleo"_s};
    const QStringList ann{u"b1"_s, u"12A"_s, u"Ann"_s};
    StoryBuilder run(Mariadb, RepeatableRead, bookings({cleo}));
    run.begin(A).write(
        A, {u"INSERT INTO booking VALUES ('b1', '12A', 'Ann')"_s}, booking(ann.at(0), ann.at(1), ann.at(2)));
    run.refuse(A, {u"INSERT INTO booking VALUES ('b0', '12B', 'Ann')"_s}, u"1062"_s, u"Duplicate entry"_s);
    return run.commit(A, bookings({cleo, ann})).explained();
}

/// B adds the seat that A has booked.
inline TransactionStory uniqueSeat()
{
    const QStringList ann{u"b1"_s, u"12A"_s, u"Ann"_s};
    const BoundSql ben{u"INSERT INTO booking VALUES ('b2', '12A', 'Ben')"_s};
    StoryBuilder run(Sqlite, ReadUncommitted, bookings({}));
    run.begin(A).begin(B);
    run.write(
        A, {u"INSERT INTO booking VALUES ('b1', '12A', 'Ann')"_s}, booking(ann.at(0), ann.at(1), ann.at(2)));
    run.waits(B, ben, {A}).commit(A, bookings({ann}));
    run.refuseWaiting(4, B, ben, u"2067"_s, u"UNIQUE constraint failed: booking.seat"_s);
    return run.rolledBack(B).explained();
}

/// A row with a stock and a version, which B’s UPDATE names.
inline TransactionStory versionInWhere()
{
    const auto row = [](qint64 stock, qint64 version) {
        return Tables{{u"item"_s, {{u"id"_s, u"stock"_s, u"version"_s}, {{u"lamp"_s, stock, version}}}}};
    };
    const QString read = u"SELECT stock, version FROM item WHERE id = 'lamp'"_s;
    const QStringList columns{u"stock"_s, u"version"_s};
    const QString write = u"UPDATE item SET stock = ?, version = ? WHERE id = 'lamp' AND version = ?"_s;
    const Rows old{{qint64{10}, qint64{1}}};
    StoryBuilder run(Postgresql, ReadCommitted, row(10, 1));
    run.begin(A).begin(B).read(A, read, columns, old, current(0)).read(B, read, columns, old, current(0));
    run.write(
        A,
        {write, {qint64{7}, qint64{2}, qint64{1}}},
        {{{u"item"_s, u"lamp"_s, u"stock"_s}, qint64{7}}, {{u"item"_s, u"lamp"_s, u"version"_s}, qint64{2}}});
    run.commit(A, row(7, 2)).write(B, {write, {qint64{8}, qint64{2}, qint64{1}}}, {}, 0);
    return run.leftOut(B, u"rows = 1"_s).rollback(B).explained();
}

/// C reads both accounts between A’s payment and B’s.
inline TransactionStory readOnlyAnomaly()
{
    const auto accounts = [](qint64 checking, qint64 savings) {
        return numbers(
            u"account"_s, u"name"_s, u"balance"_s, {{u"checking"_s, checking}, {u"savings"_s, savings}});
    };
    const auto balance = [](const QString& name, qint64 value) {
        return Changes{{{u"account"_s, name, u"balance"_s}, value}};
    };
    const QString checking = u"SELECT balance FROM account WHERE name = 'checking'"_s;
    const QString savings = u"SELECT balance FROM account WHERE name = 'savings'"_s;
    const QStringList columns{u"balance"_s};
    StoryBuilder run(Postgresql, RepeatableRead, accounts(0, 0));
    run.session(C).begin(B);
    run.read(B, checking, columns, one(qint64{0}), current(0))
        .read(B, savings, columns, one(qint64{0}), current(0));
    run.begin(A).read(A, savings, columns, one(qint64{0}), current(0));
    run.write(
        A,
        {u"UPDATE account SET balance = ? WHERE name = 'savings'"_s, {qint64{20}}},
        balance(u"savings"_s, 20));
    run.commit(A, accounts(0, 20)).begin(C);
    run.read(C, checking, columns, one(qint64{0}), current(7))
        .read(C, savings, columns, one(qint64{20}), current(7));
    run.commit(C).write(
        B,
        {u"UPDATE account SET balance = ? WHERE name = 'checking'"_s, {qint64{-11}}},
        balance(u"checking"_s, -11));
    run.commit(B, accounts(-11, 20));
    QList<SerialOutcome> serial;
    for (const QStringList& labels :
         {QStringList{A, B, C}, {A, C, B}, {B, A, C}, {B, C, A}, {C, A, B}, {C, B, A}})
        serial.append(order(labels, accounts(labels.indexOf(A) < labels.indexOf(B) ? -10 : -11, 20)));
    return run.wrong(
        u"read-only transaction anomaly"_s,
        serial,
        u"C came before B; B came before A; but A came before C."_s,
        u"long"_s);
}

/// A reads the shop before B carries five lamps to the store, and the store after it.
inline TransactionStory readSkew()
{
    StoryBuilder run(Postgresql, ReadCommitted, lampsAndChairs(10, 10));
    run.begin(A).read(A, ReadLamp, Stock, one(qint64{10}), current(0)).begin(B);
    run.write(B, {u"UPDATE item SET stock = stock - 5 WHERE id = 'lamp'"_s}, stock(5));
    run.write(B, {u"UPDATE item SET stock = stock + 5 WHERE id = 'chair'"_s}, stock(15, u"chair"_s));
    run.commit(B, lampsAndChairs(5, 15)).read(A, ReadChair, Stock, one(qint64{15}), current(6)).commit(A);
    return run.wrong(
        u"read skew"_s,
        {order({A, B}, lampsAndChairs(5, 15), {{2, told(10)}, {7, told(10)}}),
         order({B, A}, lampsAndChairs(5, 15), {{2, told(5)}, {7, told(15)}})},
        u"A came before B; but B came before A."_s);
}

/// B reads the same twice, from its snapshot.
inline TransactionStory snapshot()
{
    StoryBuilder run(Postgresql, RepeatableRead, lamps(10));
    run.begin(B).read(B, ReadLamp, Stock, one(qint64{10}), current(0)).begin(A);
    run.write(A, writeLamp(7), stock(7)).commit(A, lamps(7));
    return run.read(B, ReadLamp, Stock, one(qint64{10}), older(0)).commit(B).explained();
}

/// Each reads in one transaction and writes in the next; B without any.
inline TransactionStory readThenWrite()
{
    StoryBuilder run(Postgresql, Serializable, lamps(10));
    run.begin(A).read(A, ReadLamp, Stock, one(qint64{10}), current(0)).commit(A);
    run.read(B, ReadLamp, Stock, one(qint64{10}), current(0));
    run.begin(A).write(A, writeLamp(7), stock(7)).commit(A, lamps(7));
    return run.write(B, writeLamp(8), {}, 1, lamps(8)).explained();
}

/// B has read, and wants to write while A has.
inline TransactionStory busy()
{
    StoryBuilder run(Sqlite, Serializable, lamps(10));
    run.begin(A)
        .begin(B)
        .read(B, ReadLamp, Stock, one(qint64{10}), current(0))
        .write(A, writeLamp(7), stock(7));
    return run.refuse(B, writeLamp(8), u"5"_s, u"database is locked"_s).explained();
}

/// B waits for A, and is then refused.
inline TransactionStory waitRefused(const QString& engine, const QString& code)
{
    StoryBuilder run(engine, RepeatableRead, lamps(10));
    run.begin(A).write(A, writeLamp(7), stock(7)).begin(B).waits(B, writeLamp(8), {A});
    return run.refuseWaiting(4, B, writeLamp(8), code, u"text"_s).explained();
}

/// Each has counted, and each has changed what the other counted.
inline TransactionStory refusedAtCommit()
{
    const QString count = u"SELECT COUNT(*) FROM doctor WHERE on_call = 1"_s;
    StoryBuilder run(Postgresql, Serializable, doctors(1, 1));
    run.begin(A)
        .begin(B)
        .read(A, count, {u"count"_s}, one(qint64{2}))
        .read(B, count, {u"count"_s}, one(qint64{2}));
    run.write(A, {u"UPDATE doctor SET on_call = 0 WHERE name = 'Alice'"_s}, onCall(u"Alice"_s, 0));
    run.write(B, {u"UPDATE doctor SET on_call = 0 WHERE name = 'Bob'"_s}, onCall(u"Bob"_s, 0));
    run.commit(A, doctors(0, 1)).refuseCommit(B, u"40001"_s, u"could not serialize access"_s);
    return run.rolledBack(B).explained();
}

/// Free play before the experiment: no facts, no judgement, no lesson.
inline TransactionStory freePlay()
{
    TransactionStory story = lostUpdate();
    story.facts = {};
    story.judgement = {};
    story.lesson = {};
    TransactionHeader header = story.journal.header();
    header.story.clear();
    TransactionJournal journal(header);
    for (const TransactionEvent& event : story.journal.events())
        journal.append(event);
    story.journal = journal;
    return story;
}

} // namespace interleave::fixtures
