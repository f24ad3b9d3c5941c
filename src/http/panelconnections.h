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

/// A request that a panel sends, and what no byte on the wire tells of it.
struct PanelRequest final
{
    QString panel;
    Purpose purpose = Purpose::Plain;
    /// By which the panel knows the server's account of it again; 0 for one that was not announced.
    qint64 ticket = 0;
    /// Its answer is to be lost: the server commits, and cuts the connection.
    bool isCut = false;
    /// The panel has closed the connection before the server came to read the request.
    bool isWithdrawn = false;
};

/// Which connections are this process's own panels, by the address and port they come from, and what is under
/// way on them: a mark that no byte on the wire carries, so that no stranger can forge it. What was said of a
/// request belongs to that request, however late the server comes to it. Thread-safe.
class PanelConnections final
{
public:
    // A panel's side.
    void add(const Endpoint& from, const QString& panel);
    /// The panel has closed its connection. What it sent and the server has not begun is withdrawn.
    void remove(const Endpoint& from);
    [[nodiscard]] qint64 newTicket();
    /// Before the first byte of \a request is sent \a from there.
    void announce(const Endpoint& from, const PanelRequest& request);
    /// The server has begun the request with \a ticket, and so its account of it will come.
    [[nodiscard]] bool hasBegun(const QString& panel, qint64 ticket) const;
    /// The answer to the save or increment that the panel sends next is to be lost.
    void cutNext(const QString& panel);
    /// True once after cutNext().
    [[nodiscard]] bool takeCut(const QString& panel);

    // The server's side.
    /// The clients that have a panel or could get one: no outside client may have the name of one
    /// (core/model/outsiders.h).
    void setNames(const QStringList& panels);
    [[nodiscard]] QStringList names() const;
    /// Empty for a stranger.
    [[nodiscard]] QString panelAt(const Endpoint& from) const;
    /// The next request \a from there, which the server is about to carry out; nothing for a stranger's.
    [[nodiscard]] std::optional<PanelRequest> begin(const Endpoint& from);
    /// The server's end of that connection is closed.
    void forget(const Endpoint& from);

private:
    struct Connection final
    {
        QString panel;
        std::deque<PanelRequest> announced;
        bool isLeft = false;
        bool isForgotten = false;
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
