#pragma once

#include "http/connection/endpoint.h"
#include "http/connection/httpparser.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <compare>
#include <optional>

class QTcpSocket;

namespace interleave {

class RequestRoom;

/// One connection of the server (RFC 9112): takes requests in order, one at a time, and sends their answers.
/// Keeps to ServerLimits. An answer may come at once, from within requested(), or any time later; the next
/// request waits for it. Lives in the server's thread.
class HttpConnection final : public QObject
{
    Q_OBJECT

public:
    /// Takes over \a socket, which is connected. \a room must outlive the connection.
    HttpConnection(QTcpSocket* socket, const ServerLimits& limits, RequestRoom& room, QObject* parent);
    ~HttpConnection() override;

    /// The peer's end; still known after the connection was closed.
    [[nodiscard]] const Endpoint& peer() const { return m_peer; }

    /// How much would be lost if this connection were closed now; the connection with the smallest claim is
    /// closed first.
    struct Claim final
    {
        enum Rank {
            NothingYet, ///< no request of it was ever complete
            Idle,
            Asking,   ///< has been answered before, and some of the next request is here
            Answered, ///< its answers are on their way
        };
        Rank rank = NothingYet;
        /// Since when, in milliseconds of a steady clock.
        qint64 since = 0;

        auto operator<=>(const Claim&) const = default;
    };
    /// Empty while one of its requests is carried out.
    [[nodiscard]] std::optional<Claim> claim() const;
    /// Closes the connection to make room for another; answers that are written are still sent, as far as the
    /// system accepts them.
    void giveWay();
    /// Bytes of answers not yet sent, as last reported by unsentChanged().
    [[nodiscard]] qint64 unsent() const { return m_unsent; }
    /// When the peer last took some of them, or when they began to wait; a time as in Claim::since.
    [[nodiscard]] qint64 lastTaken() const { return m_lastTaken; }
    /// The peer has closed its end. Asks the system: the socket does not notice while bytes sent ahead are
    /// unread.
    [[nodiscard]] bool isPeerGone() const;

    /// The answer to the request that was emitted last; adds Content-Length and Connection, and leaves the
    /// body out for HEAD. Returns the exact bytes. They are sent when control returns to the event loop or
    /// the emission of requested() has returned, so report the exchange before that.
    QByteArray answer(const HttpResponse& response);

    /// Instead of answer(): the body comes in parts by stream(), and no other request is read before
    /// endStream(). In chunks (RFC 9112 §7.1); to a client of HTTP/1.0 up to the end of the connection. Such
    /// a connection is never closed to make room for another, so limit their number. The connection breaks
    /// when the peer's system confirms nothing for StreamSilenceMs, where the system knows that limit.
    void beginStream(const HttpResponse& head);
    /// More of the body; nothing while none is streamed. When the peer has then left more than \a mostUnsent
    /// bytes untaken, the connection is cut.
    void stream(const QByteArray& bytes, qint64 mostUnsent);
    void endStream();
    [[nodiscard]] bool isStreaming() const { return m_state == State::Streaming; }
    /// A request was emitted and is not answered yet.
    [[nodiscard]] bool owesAnswer() const { return m_state == State::Answering; }
    static constexpr int StreamSilenceMs = 30'000;

    /// Called by RequestRoom: the request that waited for memory may be read now.
    void onRoom();

    /// Closes the connection at once; a pending answer is lost.
    void cut();
    /// Answers the requests that have arrived, flushes, then closes.
    void stop();

signals:
    void requested(const interleave::HttpRequest& request);
    /// A request that cannot be read or is too large, as far as it was read. Expects an answer(), and then
    /// closes.
    void refused(const interleave::HttpRequest& request, const interleave::Refusal& refusal);
    void unsentChanged(qint64 by);
    /// Emitted once.
    void closed();

private:
    enum class State {
        Reading,
        Answering, ///< the request was emitted, its answer is awaited
        Streaming, ///< the answer is sent in parts, and has no end yet
        Closing,   ///< nothing more is read; what is written goes out
        Lingering, ///< what still comes in is dropped, so that the peer gets to read the last answer (RFC
                   ///< 9112 §9.6)
        Closed
    };
    /// Whether the request has its share of the memory for large requests (RequestRoom).
    enum class Room { NotAsked, Awaited, Given };
    /// What the peer has limited time for.
    enum class Wait { None, Idle, Request, Flush, Linger };

    void readRequests();
    void readOne();
    void readMore();
    [[nodiscard]] bool hasRoom();
    void takeRoom();
    void leaveRoom();
    void handOver(RequestParser::Progress progress);
    [[nodiscard]] bool isChoked();
    void write(const QByteArray& bytes);
    void close();
    void lingerOrClose();
    void onBytesWritten();
    void onDisconnected();
    void tellUnsent(qint64 unsent);
    void waitFor(Wait wait);
    [[nodiscard]] Wait presentWait();
    void onTimeout();
    void refuseLate();

    QTcpSocket* m_socket;
    ServerLimits m_limits;
    RequestRoom& m_room;
    RequestParser m_parser;
    Endpoint m_peer;
    State m_state = State::Reading;
    bool m_inLoop = false;
    bool m_stopping = false;
    bool m_toHead = false;
    bool m_refusing = false;
    bool m_unreadBody = false;
    /// Nothing can go on before the peer sends more, or before the request gets memory.
    bool m_needsBytes = false;
    bool m_owesContinue = false;
    bool m_hasAsked = false;
    bool m_isChunked = false;

    Room m_roomOfRequest = Room::NotAsked;
    Wait m_wait = Wait::None;
    QDeadlineTimer m_deadline;
    QDeadlineTimer m_timerDue;
    qint64 m_waitsSince = 0;
    qint64 m_unsent = 0;
    qint64 m_lastTaken = 0;
    QTimer m_timer;
};

} // namespace interleave
