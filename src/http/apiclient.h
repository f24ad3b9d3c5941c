#pragma once

#include "http/connection/endpoint.h"
#include "http/connection/message.h"

#include <QObject>

#include <memory>

namespace interleave {

/// One client's connection to the server: a keep-alive QTcpSocket, one request at a time, answers read by
/// Boost.Beast. It never repeats a request by itself, not even when the connection is cut after the server
/// has committed: whether to try again is what the user is here to decide (RFC 9110 §9.2.2). Lives in one
/// thread.
class ApiClient final : public QObject
{
    Q_OBJECT

public:
    /// How long an answer may take, from send() on.
    static constexpr int UsualTimeoutMs = 10'000;

    explicit ApiClient(QObject* parent = nullptr);
    ~ApiClient() override;

    /// The server's port on the loopback interface; closes the connection to another port. Not while busy.
    void setPort(quint16 port);
    void setTimeout(int ms);
    /// Closes the connection and drops the request that is under way; ends in failed().
    void cut();

    /// Not while busy. Adds Host, the same whatever the port, so that the same script always gives the same
    /// bytes, and Content-Length where there is a body. Uses the open connection, or opens one, also when the
    /// server has closed the last one while it was idle.
    void send(const HttpRequest& request);
    [[nodiscard]] bool isBusy() const;
    /// The request that was last sent, with its exact bytes.
    [[nodiscard]] const HttpRequest& request() const;

signals:
    /// A connection is open from its \a own end, by which the server tells this process's panels from outside
    /// clients. Nothing has been sent on it yet.
    void connected(const interleave::Endpoint& own);
    void disconnected(const interleave::Endpoint& own);
    /// The request's first byte is sent from \a own when control returns to the event loop.
    void sending(const interleave::Endpoint& own);
    /// With the exact bytes of the answer. The client is no longer busy: a slot may send the next request.
    void answered(const interleave::HttpResponse& response);
    /// No readable answer came. \a sent tells whether the request may have reached the server. \a problem is
    /// one sentence. As after answered(), a slot may send the next request.
    void failed(const QString& problem, bool sent);

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace interleave
