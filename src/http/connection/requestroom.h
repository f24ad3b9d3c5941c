#pragma once

// Internal to ApiServer.

#include <QHash>

#include <deque>
#include <functional>
#include <utility>

namespace interleave {

class HttpConnection;

/// The bytes that all large requests of a server share while they are read. A request has room for the whole
/// of itself before its body is read, so that no two wait for the rest of each other's; who finds none waits
/// in line and is not read meanwhile. Lives in the server's thread.
class RequestRoom final
{
public:
    /// \a needsNone: whether a connection is read without a share; may be null.
    explicit RequestRoom(
        qint64 bytes, std::function<bool(const HttpConnection& connection)> needsNone = nullptr);

    /// False where \a connection has to wait; then HttpConnection::onRoom() tells it. More than there is at
    /// all counts as all of it.
    [[nodiscard]] bool enter(HttpConnection& connection, qint64 bytes);
    /// Neither reads nor waits any more.
    void leave(HttpConnection& connection);

private:
    qint64 m_bytes;
    qint64 m_free;
    std::function<bool(const HttpConnection&)> m_needsNone;
    QHash<HttpConnection*, qint64> m_shares;
    std::deque<std::pair<HttpConnection*, qint64>> m_line;
};

} // namespace interleave
