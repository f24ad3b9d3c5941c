#pragma once

// Internal to ApiServer.

#include <QHash>

#include <deque>
#include <functional>
#include <utility>

namespace interleave {

class HttpConnection;

/// The memory that all large requests of a server share while they are read. A request gets memory for all of
/// itself before its body is read, so that no two wait for each other; one that gets none waits in line and
/// is not read meanwhile. Lives in the server's thread.
class RequestRoom final
{
public:
    /// \a needsNone: whether a connection is read without a share; may be null.
    explicit RequestRoom(
        qint64 bytes, std::function<bool(const HttpConnection& connection)> needsNone = nullptr);

    /// False when \a connection has to wait; HttpConnection::onRoom() tells it later. A request for more than
    /// the total counts as the total.
    [[nodiscard]] bool enter(HttpConnection& connection, qint64 bytes);
    /// The connection no longer reads or waits.
    void leave(HttpConnection& connection);

private:
    qint64 m_bytes;
    qint64 m_free;
    std::function<bool(const HttpConnection&)> m_needsNone;
    QHash<HttpConnection*, qint64> m_shares;
    std::deque<std::pair<HttpConnection*, qint64>> m_line;
};

} // namespace interleave
