#include "http/room/codeguard.h"

namespace interleave {

namespace {

constexpr qint64 Minute = 60'000;
/// Nobody honest comes from so many; beyond it, no codes are compared until a minute has passed.
constexpr qsizetype MostAddresses = 4096;

} // namespace

CodeGuard::CodeGuard(int most)
    : m_most(most)
{
}

qint64 CodeGuard::waitAt(const QHostAddress& address, qint64 now)
{
    const auto known = m_byAddress.constFind(keyOf(address));
    if (known != m_byAddress.constEnd())
        return known->waitAt(now);
    if (m_byAddress.size() >= MostAddresses)
        m_byAddress.removeIf([now](QHash<QByteArray, RateLimit>::iterator it) { return it->forget(now); });
    return m_byAddress.size() < MostAddresses ? 0 : Minute;
}

void CodeGuard::countWrong(const QHostAddress& address, qint64 now)
{
    const QByteArray key = keyOf(address);
    auto known = m_byAddress.find(key);
    if (known == m_byAddress.end())
        known = m_byAddress.insert(key, RateLimit(m_most, Minute));
    known->count(now);
}

QByteArray CodeGuard::keyOf(const QHostAddress& address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return QByteArray::number(v4);
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    return QByteArray(reinterpret_cast<const char*>(&v6), 8);
}

} // namespace interleave
