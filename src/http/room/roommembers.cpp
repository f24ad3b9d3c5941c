#include "http/room/roommembers.h"

#include "http/room/roomnames.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace interleave {

QString RoomMembers::newClient() const
{
    const auto isTaken = [this](const QString& name) {
        const QString key = nameKey(name);
        return m_clientKeys.contains(key) || m_foreignKeys.contains(key) ||
               std::ranges::any_of(
                   m_places, [&key](const auto& other) { return nameKey(other->member.name) == key; });
    };
    return drawnName(isTaken, [](int below) { return QRandomGenerator::system()->bounded(below); });
}

void RoomMembers::keepFree(const QStringList& clients)
{
    m_foreignKeys.clear();
    for (const QString& client : clients)
        m_foreignKeys.insert(nameKey(client));
}

bool RoomMembers::hasForeignName(const RoomPlace& place) const
{
    return m_foreignKeys.contains(nameKey(place.member.client));
}

void RoomMembers::giveAnotherName(RoomPlace& place)
{
    place.member.client = newClient();
    m_clientKeys.insert(nameKey(place.member.client));
}

RoomPlace& RoomMembers::add(const QString& typedName, const RateLimit& requests, qint64 now)
{
    RoomMember member;
    member.client = newClient();
    m_clientKeys.insert(nameKey(member.client));
    m_places.push_back(std::make_unique<RoomPlace>(RoomPlace{member, newSecret(), requests}));
    RoomPlace& place = *m_places.back();
    m_bySecret.insert(place.secret, &place);
    place.awaySince = now;
    place.member.name = nameFor(&place, typedName);
    return place;
}

RoomPlace* RoomMembers::byClient(const QString& client) const
{
    const auto found = std::ranges::find_if(
        m_places, [&client](const auto& place) { return place->member.client == client; });
    return found == m_places.end() ? nullptr : found->get();
}

bool RoomMembers::rename(RoomPlace& place, const QString& typedName)
{
    QString name = nameFor(&place, typedName);
    if (name == place.member.name)
        return false;
    place.member.name = std::move(name);
    return true;
}

RoomPlace* RoomMembers::longestAway(qint64 latest) const
{
    RoomPlace* longest = nullptr;
    for (const auto& place : m_places) {
        const bool isAway = place->stream == nullptr && place->awaySince <= latest;
        if (isAway && (longest == nullptr || place->awaySince < longest->awaySince))
            longest = place.get();
    }
    return longest;
}

void RoomMembers::remove(const RoomPlace& place, Told told)
{
    if (told == Told::Yes)
        m_removed.insert(place.secret);
    m_bySecret.remove(place.secret);
    std::erase_if(m_places, [&place](const auto& other) { return other.get() == &place; });
}

/// Nobody's own name is another's client, or another's own.
QString RoomMembers::nameFor(const RoomPlace* place, const QString& typedName) const
{
    const QString name = cleanName(typedName);
    if (name.isEmpty())
        return {};
    const QString ownKey = nameKey(place->member.client);
    return uniqueName(name, [&](const QString& wanted) {
        const QString key = nameKey(wanted);
        return (key != ownKey && m_clientKeys.contains(key)) ||
               std::ranges::any_of(m_places, [&](const auto& other) {
                   return other.get() != place && nameKey(other->member.name) == key;
               });
    });
}

QByteArray newSecret()
{
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), static_cast<qsizetype>(bits.size()));
    return QByteArray(reinterpret_cast<const char*>(bits.data()), sizeof bits)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace interleave
