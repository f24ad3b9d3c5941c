#pragma once

#include "core/model/event.h"
#include "core/model/record.h"
#include "http/apiserver.h"
#include "http/room/roomserver.h"
#include "store/recordstore.h"

#include <QObject>

#include <memory>
#include <optional>

namespace interleave {

/// How an open room is reached.
struct RoomDoor final
{
    QHostAddress address;
    quint16 port = 0;
    QString code = {};
    QString token = {};

    /// "http://192.168.1.20:8413".
    [[nodiscard]] QString url() const;
    /// With the code, and the token in the fragment, which no browser sends.
    [[nodiscard]] QString joinUrl() const;

    bool operator==(const RoomDoor&) const = default;
};

/// The store, the server and the room's listener, in the server's thread. Call every member in that thread;
/// signals carry values and keep their order, so what was emitted before a reset belongs to the time before
/// it.
class ServerThread final : public QObject
{
    Q_OBJECT

public:
    explicit ServerThread(ServerOptions options, RoomLimits limits = {});
    ~ServerThread() override;

    /// A past state to continue from.
    struct Past final
    {
        QList<Record> records;
        StoredHistory history;
        StoredLeases leases;
        Locking locking = Locking::Off;
        /// The suffix of tags and tokens from now on; nothing for a new one.
        std::optional<QByteArray> suffix;
        LeaseRules rules;
        /// The names of the panels from then on (PanelConnections::setNames()).
        QStringList panels = {};
        /// Other clients that the room's members must not be taken for.
        QStringList others = {};
    };

    /// Ends in opened() or failed(). An empty \a databaseFile gives a private database, which starts with \a
    /// records; so does a new file. Without a \a port: \a usualPort, or a free one if that is taken.
    void open(
        const QString& databaseFile,
        std::optional<quint16> port,
        quint16 usualPort,
        const QList<Record>& records);
    /// The one that the database had when it was opened.
    [[nodiscard]] const Record& firstRecord() const { return m_firstRecord; }
    /// Starts again from \a records in a private database; ends in restarted(). Tags and tokens have no
    /// suffix until an outside client was given one, and a new suffix from then on.
    void restart(
        const QList<Record>& records,
        Locking locking,
        const LeaseRules& leases,
        const QStringList& panels = {});
    /// Continues from \a past in a private database; ends in restarted().
    void restore(const Past& past);
    /// Starts again with the contents of the permanent database, or with \a records if there is none; ends in
    /// restarted(). Tags and tokens end in \a suffix, or in a new one.
    void restartKept(
        const QList<Record>& records,
        Locking locking,
        const QStringList& panels = {},
        std::optional<QByteArray> suffix = std::nullopt);
    void setLocking(Locking locking);
    /// Call it after moving the server's clock; ends in clockSettled().
    void moveClock();
    /// Opens the room, or moves it; ends in roomOpened(), or in roomFailed() and then the room is as it was.
    /// Port 0: the usual one, or a free one where that is taken.
    void openRoom(const QHostAddress& address, quint16 port, qint64 ticket);
    /// Ends in roomClosed(), unless it is opened again meanwhile.
    void closeRoom(qint64 ticket);
    // Ignored while there is no server.
    void setScene(const RoomScene& scene);
    void renameMember(const QString& client, const QString& name);
    void removeMember(const QString& client);
    /// Closes the room, answers the pending requests, then emits stopped().
    void stop();

signals:
    void opened(quint16 port, const QString& portNote);
    void failed(const QString& problem);
    void restarted(
        const QList<interleave::Record>& records, interleave::Locking locking, const QByteArray& suffix);
    void happened(const interleave::Event& event, qint64 ticket);
    void otherAnswered(int status);
    /// All effects of the new time have been reported.
    void clockSettled();
    void roomOpened(const interleave::RoomDoor& door, qint64 ticket);
    void roomFailed(const QString& problem, qint64 ticket);
    void roomClosed(qint64 ticket);
    void memberChanged(const interleave::RoomMember& member);
    void memberMoved(const QString& former, const interleave::RoomMember& member);
    void memberRemoved(const QString& client);
    void unlocked();
    void stopped();

private:
    [[nodiscard]] bool openStore(const QString& databaseFile, const QList<Record>& records);
    void makeRoom();
    [[nodiscard]] bool listen(std::optional<quint16> port, quint16 usualPort, QString* note);
    /// With the current date.
    [[nodiscard]] QList<Record> stamped(QList<Record> records) const;
    void begin(RecordStore& store, const Past& past);

    ServerOptions m_options;
    Record m_firstRecord;
    /// The database that was named; null if none was.
    std::unique_ptr<RecordStore> m_kept;
    /// For scenarios, and for free play without a permanent database.
    std::unique_ptr<RecordStore> m_private;
    std::unique_ptr<ApiServer> m_server;
    RoomLimits m_limits;
    /// After the server, whose requests it passes on. Kept while it is closed, for those who come back.
    std::unique_ptr<RoomServer> m_room;
    qint64 m_roomTicket = 0;
    bool m_isStopping = false;
    /// An outside client may have a tag or a token.
    bool m_hasAnsweredOutsiders = false;
};

} // namespace interleave
