#include "stage/room/roomaddresses.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QNetworkInterface>

#include <algorithm>

namespace interleave {

namespace {

bool leadsToPhones(const QNetworkInterface& interface)
{
    const auto flags = interface.flags();
    // A tunnel's other end is no phone in this room.
    return flags.testFlag(QNetworkInterface::IsUp) && flags.testFlag(QNetworkInterface::IsRunning) &&
           !flags.testFlag(QNetworkInterface::IsPointToPoint);
}

int placeOf(const RoomAddress& address)
{
    const bool isFour = address.address.protocol() == QAbstractSocket::IPv4Protocol;
    if (address.isLoopback)
        return isFour ? 3 : 4;
    if (address.address.isLinkLocal())
        return 2;
    return isFour ? 0 : 1;
}

} // namespace

QList<RoomAddress> roomAddresses()
{
    QList<RoomAddress> found;
    for (const QNetworkInterface& interface : QNetworkInterface::allInterfaces()) {
        if (!leadsToPhones(interface))
            continue;
        for (const QNetworkAddressEntry& entry : interface.addressEntries()) {
            const QHostAddress address = entry.ip();
            if (address.scopeId().isEmpty())
                found.append({address, interface.name(), address.isLoopback()});
        }
    }
    std::ranges::stable_sort(found, {}, placeOf);
    return found;
}

bool isAmong(const QList<RoomAddress>& addresses, const QHostAddress& address)
{
    return std::ranges::any_of(addresses, [&address](const RoomAddress& each) {
        return each.address == address || (each.isLoopback && address.isLoopback());
    });
}

QString problemAt(const QHostAddress& address, const QList<RoomAddress>& addresses)
{
    if (isAmong(addresses, address))
        return {};
    if (addresses.isEmpty()) {
        return Text::tr("This machine is in no network, so no phone reaches it. Join one, or open a hotspot "
                        "of your own.");
    }
    QStringList names;
    for (const RoomAddress& each : addresses)
        names.append(each.address.toString());
    return Text::tr("No phone reaches this machine at %1. Choose one of its addresses: %2.")
        .arg(address.toString(), listed(names, ListStyle::Or));
}

} // namespace interleave
