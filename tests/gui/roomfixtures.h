#pragma once

#include "gui/journalfixtures.h"

namespace interleave::uitest {

/// The names of \a count clients, in the room's manner.
inline QStringList roomClients(int count)
{
    const QStringList animals{
        QStringLiteral("heron"),
        QStringLiteral("otter"),
        QStringLiteral("finch"),
        QStringLiteral("lynx"),
        QStringLiteral("whale")};
    QStringList clients;
    for (int i = 0; i < count; ++i)
        clients.append(QStringLiteral("Teal %1 %2").arg(animals.at(i % animals.size())).arg(i + 1));
    return clients;
}

/// The journal of a room of \a count clients, who have not done anything.
inline Journal roomJournal(int count, Locking locking = Locking::Off)
{
    const QStringList names{
        QStringLiteral("Amir"), QStringLiteral("Bea"), QStringLiteral("Chen"), QStringLiteral("Dana")};
    JournalHeader header{locking, 0, 0, {Record{id(), lamp(100), 1, 0}}};
    int number = 0;
    for (const QString& client : roomClients(count)) {
        ClientLook look{client};
        look.label = number < names.size() ? names.at(number) : QString();
        look.isInRoom = true;
        header.clients.append(look);
        ++number;
    }
    return Journal(header);
}


/// A save of \a value on the version that the client holds, with the result that the server would give.
inline void sell(Journal& journal, const QString& client, qint64 value, qint64 time = 0)
{
    const Snapshot& now = journal.latest();
    const Record* record = now.record(id());
    Event event;
    event.client = client;
    event.outside = true;
    event.record = id();
    event.time = time;
    event.action = Action::Write;
    event.locking = now.locking();
    const auto held = now.client(client).copyOf(id()).held;
    event.base = held ? std::optional(held->version) : std::nullopt;
    event.before = record->fields;
    event.after = lamp(value);
    const bool isRefused = now.locking() == Locking::Version && event.base != record->version;
    event.verdict = isRefused ? Verdict::Stale : Verdict::Saved;
    event.status = isRefused ? 412 : 200;
    event.version = isRefused ? record->version : record->version + 1;
    journal.append(event);
}

/// All read, and all sell one of a hundred at the same moment.
inline Journal soldRoom(int count, Locking locking = Locking::Off)
{
    Journal journal = roomJournal(count, locking);
    const QStringList clients = roomClients(count);
    for (const QString& client : clients)
        read(journal, client);
    qint64 time = 0;
    for (const QString& client : clients)
        sell(journal, client, 99, time += 60);
    return journal;
}

} // namespace interleave::uitest
