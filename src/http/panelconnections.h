#pragma once

#include "core/model/event.h"
#include "http/connection/endpoint.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <deque>
#include <mutex>
#include <optional>

namespace interleave {

/// A panel's request, with what its bytes do not say.
struct PanelRequest final
{
    QString panel;
    Purpose purpose = Purpose::Plain;
    /// Identifies the server's report on it; 0 when it was not announced.
    qint64 ticket = 0;
    /// The answer is to be lost: the server commits, then cuts the connection.
    bool isCut = false;
    /// The panel closed the connection before the server read the request.
    bool isWithdrawn = false;
};

/// Which connections belong to this process's panels, by the address and port they come from, and which
/// requests are under way on them. None of this is in the bytes on the wire, so no other program can forge
/// it. What a panel announced stays with that request, however late the server reads it. Thread-safe.
class PanelConnections final
{
public:
    // A panel's side.
    void add(const Endpoint& from, const QString& panel);
    /// The panel has closed its connection, or is gone. A request that the server has not begun is withdrawn.
    /// Without this call, the next program that gets the port would be taken for the panel.
    void remove(const Endpoint& from);
    [[nodiscard]] qint64 newTicket();
    /// Call this before the first byte of \a request is sent from \a from.
    void announce(const Endpoint& from, const PanelRequest& request);
    /// The server has begun the request with \a ticket, so its report will come.
    [[nodiscard]] bool hasBegun(const QString& panel, qint64 ticket) const;
    /// The answer to the panel's next save or increment is to be lost.
    void cutNext(const QString& panel);
    /// True once after cutNext().
    [[nodiscard]] bool takeCut(const QString& panel);

    // The server's side.
    /// The clients that have a panel or could get one: no outside client is given such a name
    /// (core/model/outsiders.h).
    void setNames(const QStringList& panels);
    [[nodiscard]] QStringList names() const;
    /// Empty when no panel has that endpoint.
    [[nodiscard]] QString panelAt(const Endpoint& from) const;
    /// The next request from \a from, which the server is about to carry out; empty for outside clients.
    [[nodiscard]] std::optional<PanelRequest> begin(const Endpoint& from);
    /// The server has closed its end of that connection.
    void forget(const Endpoint& from);

private:
    struct Connection final
    {
        QString panel;
        std::deque<PanelRequest> announced;
        bool isLeft = false;
    };

    mutable std::mutex m_mutex;
    QHash<Endpoint, Connection> m_connections;
    /// By panel: the ticket of the request that the server began last.
    QHash<QString, qint64> m_begun;
    QSet<QString> m_cuts;
    QStringList m_names;
    qint64 m_tickets = 0;
};

} // namespace interleave
