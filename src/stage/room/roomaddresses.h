#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>

class QNetworkInterface;

namespace interleave {

/// An address of this machine at which phones may reach it.
struct RoomAddress final
{
    QHostAddress address;
    /// The network interface, such as "wlan0".
    QString interfaceName;
    /// Only this machine reaches it.
    bool isLoopback = false;

    bool operator==(const RoomAddress&) const = default;
};
/// Those of the interfaces that are up and lead to a network: IPv4 first, those without a router's help
/// (link-local) after the others, loopback last. IPv6 link-local addresses are left out, because no browser
/// opens one with its zone.
[[nodiscard]] QList<RoomAddress> roomAddresses();

/// Whether \a address is among \a addresses; all of loopback is, where one of it is (RFC 1122 §3.2.1.3).
[[nodiscard]] bool isAmong(const QList<RoomAddress>& addresses, const QHostAddress& address);
/// Why there can be no room at \a address: one sentence, empty where it is among \a addresses.
[[nodiscard]] QString problemAt(const QHostAddress& address, const QList<RoomAddress>& addresses);

} // namespace interleave
