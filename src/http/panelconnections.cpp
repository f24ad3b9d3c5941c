#include "http/panelconnections.h"

namespace interleave {

void PanelConnections::add(const Endpoint& from, const QString& panel)
{
    const std::lock_guard lock(m_mutex);
    m_connections.insert(from, {panel, {}, false});
}

/// What was announced and is not begun still counts as the panel's until the server has closed its end too.
void PanelConnections::remove(const Endpoint& from)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connections.find(from);
    if (found == m_connections.end())
        return;
    found->isLeft = true;
    if (found->announced.empty())
        m_connections.erase(found);
}

qint64 PanelConnections::newTicket()
{
    const std::lock_guard lock(m_mutex);
    return ++m_tickets;
}

void PanelConnections::announce(const Endpoint& from, const PanelRequest& request)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connections.find(from);
    if (found != m_connections.end())
        found->announced.push_back(request);
}

bool PanelConnections::hasBegun(const QString& panel, qint64 ticket) const
{
    const std::lock_guard lock(m_mutex);
    return m_begun.value(panel) == ticket;
}

void PanelConnections::cutNext(const QString& panel)
{
    const std::lock_guard lock(m_mutex);
    m_cuts.insert(panel);
}

bool PanelConnections::takeCut(const QString& panel)
{
    const std::lock_guard lock(m_mutex);
    return m_cuts.remove(panel);
}

void PanelConnections::setNames(const QStringList& panels)
{
    const std::lock_guard lock(m_mutex);
    m_names = panels;
}

QStringList PanelConnections::names() const
{
    const std::lock_guard lock(m_mutex);
    return m_names;
}

QString PanelConnections::panelAt(const Endpoint& from) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connections.constFind(from);
    return found == m_connections.constEnd() || found->isLeft ? QString() : found->panel;
}

std::optional<PanelRequest> PanelConnections::begin(const Endpoint& from)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connections.find(from);
    if (found == m_connections.end())
        return std::nullopt;
    PanelRequest request;
    request.panel = found->panel;
    if (!found->announced.empty()) {
        request = found->announced.front();
        found->announced.pop_front();
    }
    request.isWithdrawn = found->isLeft;
    if (!request.isWithdrawn && request.ticket != 0)
        m_begun.insert(request.panel, request.ticket);
    if (found->isLeft && found->announced.empty())
        m_connections.erase(found);
    return request;
}

/// Whoever comes from there next is another client, even if the panel has not noticed yet.
void PanelConnections::forget(const Endpoint& from)
{
    const std::lock_guard lock(m_mutex);
    m_connections.remove(from);
}

} // namespace interleave
