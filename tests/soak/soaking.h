#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

#include <sys/types.h>

namespace interleave::soak {

struct Answer final
{
    int status = 0;
    QByteArray head;
    QByteArray body;

    /// The header field's value; empty when it is not there.
    [[nodiscard]] QByteArray field(const QByteArray& name) const;
};

/// A request with a body of JSON, or with none. \a more are header lines, each with its line end.
[[nodiscard]] QByteArray requestOf(
    const QByteArray& method,
    const QByteArray& target,
    const QByteArray& agent,
    const QByteArray& body = {},
    const QByteArray& more = {});

/// A blocking connection to a server on this machine. For one thread.
class Connection final
{
public:
    explicit Connection(quint16 port);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection(Connection&&) = delete;
    Connection& operator=(Connection&&) = delete;

    /// False when not everything could be sent.
    [[nodiscard]] bool send(const QByteArray& requests);
    /// The next answer; nothing when the connection ends before it is whole.
    [[nodiscard]] std::optional<Answer> receive();
    [[nodiscard]] std::optional<Answer> ask(const QByteArray& request);

private:
    /// False at the end of the connection.
    [[nodiscard]] bool readMore();

    int m_socket = -1;
    QByteArray m_read;
};

/// `interleave serve` on a free port, as a process of its own. Its log goes nowhere.
class Served final
{
public:
    /// Waits until it listens.
    Served(const QString& program, const QStringList& options);
    /// Ends it as Ctrl+C does.
    ~Served();
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;
    Served(Served&&) = delete;
    Served& operator=(Served&&) = delete;

    /// 0 when it did not start.
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] pid_t process() const { return m_process; }
    /// Ends it at once, without a chance to do anything first. Any thread, once.
    void kill();

private:
    void end(int signal);

    pid_t m_process = 0;
    quint16 m_port = 0;
};

/// The number that \a text has after \a start; -1 when there is none.
[[nodiscard]] qint64 numberAfter(const QByteArray& text, const QByteArray& start);

} // namespace interleave::soak
