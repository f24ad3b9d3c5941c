#pragma once

#include "core/values/bounds.h"
#include "http/room/roommember.h"
#include "http/room/roomscene.h"

#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>

namespace interleave {

class ApiServer;

struct RoomLimits final
{
    /// When so many are in it, a newcomer gets the place of whoever has been away longest, and at least ten
    /// minutes; else the room is full.
    int members = 300;
    /// Wrong codes a minute from one address; beyond them codes from there are not even compared.
    int wrongCodes = 5;
    /// A second, of one member.
    int requests = 30;
    /// Bytes of news that a page has not read; beyond them its stream is ended.
    qint64 unreadNews = 256 * bounds::Kilobyte;
    /// Milliseconds between two comments in a silent stream, so that both ends find out when it is dead.
    int heartbeat = 10'000;
    int countdown = 3'000;
};

/// The room's listener: serves the page, lets people join, tells them the news, and passes what they do with
/// the room's record to the server of records as requests of clients. Lives in the server's thread; call
/// every member there. The paths and bodies are those of resources/room/README.md.
class RoomServer final : public QObject
{
    Q_OBJECT

public:
    /// \a records must outlive it. \a now in milliseconds since the epoch, for limits; a steady clock where
    /// none is given.
    explicit RoomServer(
        ApiServer& records,
        RoomLimits limits = {},
        std::function<qint64()> now = {},
        QObject* parent = nullptr);
    ~RoomServer() override;

    /// Listens on that address alone; port 0 takes a free one. Members of an earlier opening may come back.
    /// While it is open at another address it moves: the pages there are told closed, and closed() is not
    /// emitted. The error is one sentence; what was open is then still open.
    [[nodiscard]] bool open(const QHostAddress& address, quint16 port, QString* problem);
    /// Tells every page, then ends the connections; emits closed() when they are gone, at the latest after
    /// two seconds, unless it was opened again meanwhile.
    void close();
    /// 0 while it is not open.
    [[nodiscard]] quint16 port() const;
    /// Four letters and digits without look-alikes; the same as long as this object lives.
    [[nodiscard]] QString code() const;
    /// What the QR code carries beside the code: 128 random bits in base64url (RFC 4648 §5).
    [[nodiscard]] QString token() const;

    /// The records have started over: a save by somebody who has not read them since is refused (409), so
    /// that one which was under way does not change them.  \a others are
    /// clients that are no members; a member with the name of one gets another name (memberMoved()).
    void startOver(const QStringList& others);
    /// Tells all pages. With RoomPhase::Countdown the countdown begins, and at its end the phase becomes
    /// RoomPhase::Save (unlocked()). A question with a new id clears the votes.
    void setScene(const RoomScene& scene);
    /// An empty \a name takes it away.
    void rename(const QString& client, const QString& name);
    /// Its secret is worth nothing from now on, and its page is told.
    void remove(const QString& client);

signals:
    /// A member is new, has come back, was renamed, has left, or has voted.
    void memberChanged(const interleave::RoomMember& member);
    /// Its client was called \a former until now.
    void memberMoved(const QString& former, const interleave::RoomMember& member);
    /// By remove(), or its place went to a newcomer.
    void memberRemoved(const QString& client);
    /// The countdown is over.
    void unlocked();
    void closed();

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace interleave
