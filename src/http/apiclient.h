#pragma once

#include "http/message.h"

#include <QObject>

#include <memory>

namespace interleave {

/// One client's connection to the server: a keep-alive QTcpSocket, one request at a time, answers read by
/// Boost.Beast. It never sends a request a second time by itself, not even when the connection is cut after the
/// server has committed: whether to try again is the lesson, not the transport's business. Lives in one thread.
class ApiClient final : public QObject
{
    Q_OBJECT

public:
    explicit ApiClient(QObject* parent = nullptr);
    ~ApiClient() override;

    /// The server on the loopback interface; closes the connection to another one.
    void setPort(quint16 port);

    /// Not while busy(). Adds Host and Content-Length. Connects, or uses the connection that is open.
    void send(const HttpRequest& request);
    [[nodiscard]] bool isBusy() const;

    /// The local port of the connection, by which the server tells this process's panels from strangers;
    /// known once connectionReady() was emitted, before the first byte is sent.
signals:
    /// A new connection is open from \a localPort; nothing has been sent on it yet.
    void connected(quint16 localPort);
    void disconnected(quint16 localPort);
    void answered(const interleave::HttpResponse& response);
    /// No answer came, or none that can be read. \a sent tells whether the request may have reached the server.
    /// \a problem is one sentence.
    void failed(const QString& problem, bool sent);

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace interleave
