#include "http/connection/requestroom.h"

#include "http/connection/httpconnection.h"

#include <algorithm>

namespace interleave {

RequestRoom::RequestRoom(qint64 bytes, std::function<bool(const HttpConnection&)> needsNone)
    : m_bytes(bytes)
    , m_free(bytes)
    , m_needsNone(std::move(needsNone))
{
}

bool RequestRoom::enter(HttpConnection& connection, qint64 bytes)
{
    if (m_needsNone && m_needsNone(connection))
        return true;
    const qint64 share = std::min(bytes, m_bytes);
    // Don't let a smaller request overtake: a large one would wait forever.
    if (!m_line.empty() || share > m_free) {
        m_line.emplace_back(&connection, share);
        return false;
    }
    m_free -= share;
    m_shares.insert(&connection, share);
    return true;
}

void RequestRoom::leave(HttpConnection& connection)
{
    std::erase_if(m_line, [&connection](const auto& waiting) { return waiting.first == &connection; });
    m_free += m_shares.take(&connection);
    while (!m_line.empty() && m_line.front().second <= m_free) {
        const auto [next, share] = m_line.front();
        m_line.pop_front();
        m_free -= share;
        m_shares.insert(next, share);
        next->onRoom();
    }
}

} // namespace interleave
