#pragma once

#include <QAbstractSocket>
#include <QHashFunctions>
#include <QHostAddress>

namespace interleave {

/// One end of a TCP connection: an address and a port together (RFC 9293 §3.1). A port alone is ambiguous:
/// the same one can be in use on each address of this machine, such as 127.0.0.1, 127.0.0.2 and ::1.
struct Endpoint final
{
    QHostAddress address;
    /// 0 for none.
    quint16 port = 0;

    [[nodiscard]] static Endpoint ofPeer(const QAbstractSocket& socket)
    {
        return {socket.peerAddress(), socket.peerPort()};
    }
    [[nodiscard]] static Endpoint ofOwn(const QAbstractSocket& socket)
    {
        return {socket.localAddress(), socket.localPort()};
    }

    friend bool operator==(const Endpoint& a, const Endpoint& b)
    {
        return a.port == b.port && a.address == b.address;
    }
    friend size_t qHash(const Endpoint& endpoint, size_t seed = 0)
    {
        return qHashMulti(seed, endpoint.address, endpoint.port);
    }
};

} // namespace interleave
