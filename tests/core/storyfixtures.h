#pragma once

#include "storybuilder.h"

namespace interleave::fixtures {

using namespace Qt::StringLiterals;

// What the runs in stories.h are made of.

inline const QString A = u"A"_s;
inline const QString B = u"B"_s;
inline const QString C = u"C"_s;
inline const QString Sqlite = u"sqlite"_s;
inline const QString Postgresql = u"postgresql"_s;
inline const QString Mariadb = u"mariadb"_s;
inline const QString ReadUncommitted = u"read uncommitted"_s;
inline const QString ReadCommitted = u"read committed"_s;
inline const QString RepeatableRead = u"repeatable read"_s;
inline const QString Serializable = u"serializable"_s;
inline const QString ReadLamp = u"SELECT stock FROM item WHERE id = 'lamp'"_s;
inline const QString ReadChair = u"SELECT stock FROM item WHERE id = 'chair'"_s;
inline const QString WriteLamp = u"UPDATE item SET stock = ? WHERE id = 'lamp'"_s;
inline const QString SellLamp = u"UPDATE item SET stock = stock - 1 WHERE id = 'lamp'"_s;
inline const QString SellChair = u"UPDATE item SET stock = stock - 1 WHERE id = 'chair'"_s;
inline const QStringList Stock{u"stock"_s};

/// A table of a key and a number.
inline Tables numbers(
    const QString& table,
    const QString& key,
    const QString& column,
    const QList<std::pair<QString, qint64>>& rows)
{
    TableContent content{{key, column}, {}};
    for (const auto& [name, number] : rows)
        content.rows.append({name, number});
    return {{table, content}};
}
inline Tables lamps(qint64 stock)
{
    return numbers(u"item"_s, u"id"_s, u"stock"_s, {{u"lamp"_s, stock}});
}
inline Tables lampsAndChairs(qint64 lamps, qint64 chairs)
{
    return numbers(u"item"_s, u"id"_s, u"stock"_s, {{u"lamp"_s, lamps}, {u"chair"_s, chairs}});
}
inline Tables doctors(qint64 alice, qint64 bob)
{
    return numbers(u"doctor"_s, u"name"_s, u"on_call"_s, {{u"Alice"_s, alice}, {u"Bob"_s, bob}});
}
/// Rows of an id, a seat and a guest.
inline Tables bookings(const QList<QStringList>& rows)
{
    TableContent content{{u"id"_s, u"seat"_s, u"guest"_s}, {}};
    for (const QStringList& row : rows)
        content.rows.append({row.at(0), row.at(1), row.at(2)});
    return {{u"booking"_s, content}};
}
inline Rows one(const Value& value)
{
    return {{value}};
}
inline Changes stock(qint64 value, const QString& row = u"lamp"_s)
{
    return {{{u"item"_s, row, u"stock"_s}, value}};
}
inline Changes onCall(const QString& doctor, qint64 value)
{
    return {{{u"doctor"_s, doctor, u"on_call"_s}, value}};
}
inline Changes booking(const QString& id, const QString& seat, const QString& guest)
{
    const QString table = u"booking"_s;
    return {{{table, id, u"id"_s}, id}, {{table, id, u"seat"_s}, seat}, {{table, id, u"guest"_s}, guest}};
}
inline BoundSql writeLamp(qint64 stock)
{
    return {WriteLamp, {stock}};
}
inline SerialOutcome
order(const QStringList& labels, const Tables& tables, const QMap<int, RunOutcome::Told>& told = {})
{
    return {labels, {told, tables}};
}
inline RunOutcome::Told told(qint64 value)
{
    return {one(value), 1};
}
inline ReadSource current(qint64 commit)
{
    return {ReadSource::Kind::Current, commit};
}
inline ReadSource older(qint64 commit)
{
    return {ReadSource::Kind::Older, commit};
}
inline ReadSource pending(const QString& writer, qint64 write)
{
    return {ReadSource::Kind::Pending, 0, writer, write};
}

} // namespace interleave::fixtures
