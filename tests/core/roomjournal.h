#pragma once

#include "core/journalbuilder.h"

namespace interleave::testing {

/// "Teal heron", "Amber otter" …: the name that a room gives its member number \a i.
inline QString roomClient(int i)
{
    static const QStringList colours{
        QStringLiteral("Teal"),
        QStringLiteral("Amber"),
        QStringLiteral("Violet"),
        QStringLiteral("Coral"),
        QStringLiteral("Silver"),
        QStringLiteral("Olive"),
        QStringLiteral("Indigo"),
        QStringLiteral("Crimson"),
        QStringLiteral("Golden"),
        QStringLiteral("Turquoise")};
    static const QStringList animals{
        QStringLiteral("heron"),    QStringLiteral("otter"),  QStringLiteral("lynx"),   QStringLiteral("gecko"),
        QStringLiteral("badger"),   QStringLiteral("wren"),   QStringLiteral("moose"),  QStringLiteral("panda"),
        QStringLiteral("squirrel"), QStringLiteral("toucan"), QStringLiteral("marten"), QStringLiteral("newt"),
        QStringLiteral("walrus"),   QStringLiteral("ibis"),   QStringLiteral("hare"),   QStringLiteral("crane"),
        QStringLiteral("puffin"),   QStringLiteral("seal"),   QStringLiteral("finch"),  QStringLiteral("tapir"),
        QStringLiteral("bison"),    QStringLiteral("koala"),  QStringLiteral("mole"),   QStringLiteral("quail"),
        QStringLiteral("raven"),    QStringLiteral("stork"),  QStringLiteral("trout"),  QStringLiteral("viper"),
        QStringLiteral("yak"),      QStringLiteral("zebra"),  QStringLiteral("dormouse")};
    return colours.at(i % colours.size()) + QLatin1Char(' ') + animals.at(i % animals.size());
}

/// What some of them call themselves; the others say nothing.
inline QList<ClientLook> roomLooks(int clients)
{
    static const QStringList names{
        QStringLiteral("Pia"), QStringLiteral("Amir"), QStringLiteral("Lena"), QStringLiteral("Chen")};
    QList<ClientLook> looks;
    for (int i = 0; i < clients; ++i)
        looks.append({roomClient(i), names.value(i), std::nullopt, true});
    return looks;
}

/// The room's record, and who is there.
inline JournalBuilder emptyRoom(int clients, Locking locking = Locking::Off)
{
    const Record lamp{
        QStringLiteral("item"),
        {{QStringLiteral("stock"), qint64{clients > 90 ? 1000 : 100}},
         {QStringLiteral("name"), QStringLiteral("Desk lamp")}},
        1,
        1'767'603'600};
    return JournalBuilder(locking, {lamp}, roomLooks(clients));
}

/// Everybody in the room reads, and each sells one of what it read. Under a rule that compares versions those
/// that were refused read again and save again, one after the other.
inline JournalBuilder everybodySells(int clients, Locking locking = Locking::Off)
{
    JournalBuilder builder = emptyRoom(clients, locking);
    builder.tick(40);
    const auto stockOf = [](const Fields& fields) {
        return std::get<qint64>(*fields.find(QStringLiteral("stock")));
    };
    const auto sell = [&builder, &stockOf](const QString& client) {
        const auto held = builder.now().client(client).copyOf(QStringLiteral("item")).held;
        const bool compares = builder.now().locking() == Locking::Version;
        const QByteArray condition =
            compares ? "If-Match: " + tagForVersion(held->version).toHeader() : QByteArray();
        builder.put(
            client, held->fields.with({{QStringLiteral("stock"), stockOf(held->fields) - 1}}), condition);
    };
    for (int i = 0; i < clients; ++i)
        builder.read(roomClient(i), true);
    // They press in another order than they read.
    for (int i = 0; i < clients; ++i)
        sell(roomClient(clients - 1 - i));
    for (int i = 0; i < clients - 1 && locking == Locking::Version; ++i) {
        builder.read(roomClient(i), true);
        sell(roomClient(i));
    }
    return builder;
}

} // namespace interleave::testing
