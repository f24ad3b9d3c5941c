#pragma once

// Internal to RoomServer.

#include "http/room/ratelimit.h"
#include "http/room/roommember.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <vector>

namespace interleave {

class HttpConnection;

/// A member with what the room keeps to itself.
struct RoomPlace final
{
    RoomMember member;
    /// Owns the place; 128 random bits in base64url.
    QByteArray secret;
    RateLimit requests;
    /// The open stream of news; null while there is none.
    HttpConnection* stream = nullptr;
    /// Since when there is none; in milliseconds of the room's clock.
    qint64 awaySince = 0;
    /// Of the room's record: of what there is, or of what there was before the records started over.
    enum class Copy { None, Current, Former };
    Copy copy = Copy::None;
    /// The connections on which it waits for answers, such as for a lease.
    QSet<HttpConnection*> waiting = {};
};

/// Who is in the room, and who was removed. Uses neither sockets nor a clock.
class RoomMembers final
{
public:
    using Places = std::vector<std::unique_ptr<RoomPlace>>;

    /// A new member, away since \a now, with a name drawn at random that no client and nobody's own name has.
    RoomPlace& add(const QString& typedName, const RateLimit& requests, qint64 now);
    /// Null where there is none. Valid until it is removed.
    [[nodiscard]] RoomPlace* bySecret(const QByteArray& secret) const { return m_bySecret.value(secret); }
    [[nodiscard]] RoomPlace* byClient(const QString& client) const;
    [[nodiscard]] bool wasRemoved(const QByteArray& secret) const { return m_removed.contains(secret); }
    [[nodiscard]] const Places& all() const { return m_places; }
    /// True where the name is another one now.
    bool rename(RoomPlace& place, const QString& typedName);
    /// Who has been away longest, and at least since \a latest; null where nobody has.
    [[nodiscard]] RoomPlace* longestAway(qint64 latest) const;
    /// No member gets one of these names, in place of those of the last call.
    void keepFree(const QStringList& clients);
    /// Whether its client has such a name.
    [[nodiscard]] bool hasForeignName(const RoomPlace& place) const;
    /// Another client's name, as for a new member.
    void giveAnotherName(RoomPlace& place);
    enum class Told { Yes, No };
    /// Its client's name is not given again. \a told: whether its secret is remembered as that of somebody
    /// who was removed.
    void remove(const RoomPlace& place, Told told);

private:
    [[nodiscard]] QString newClient() const;
    [[nodiscard]] QString nameFor(const RoomPlace* place, const QString& typedName) const;

    Places m_places;
    QHash<QByteArray, RoomPlace*> m_bySecret;
    QSet<QByteArray> m_removed;
    /// Of all clients that ever were here.
    QSet<QString> m_clientKeys;
    QSet<QString> m_foreignKeys;
};

/// 128 random bits in base64url (RFC 4648 §5), without padding.
[[nodiscard]] QByteArray newSecret();

} // namespace interleave
