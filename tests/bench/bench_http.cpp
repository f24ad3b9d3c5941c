#include "http/apiserver.h"
#include "store/recordstore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>

#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/// Requests per second over HTTP: GET and conditional PUT, with 1, 10 and 64 permanent connections, with the
/// store and with a constant in its place. The server runs in a separate thread and keeps no texts, like
/// `serve`. Each connection has its own record, so that every PUT succeeds. Usage: bench_http [seconds for
/// each].

using namespace interleave;

namespace {

constexpr int MostConnections = 64;

Fields fieldsOf(qint64 stock)
{
    return {{QStringLiteral("stock"), stock}, {QStringLiteral("name"), QStringLiteral("Desk lamp")}};
}

/// A store without cost.
class Constant final : public RecordSource
{
public:
    Constant()
    {
        m_result.outcome = StoreOutcome::Saved;
        m_result.record = Record{QStringLiteral("item"), fieldsOf(10), 2, 0};
        m_result.before = fieldsOf(10);
    }

    StoreResult read(const QString&) override { return m_result; }
    StoreResult increment(const QString&, const Fields&, const Precondition&, const QString&, qint64) override
    {
        return m_result;
    }
    StoreResult write(const QString&, const Fields&, const Precondition&, const QString&, qint64) override
    {
        return m_result;
    }
    Result<std::vector<StoredVersion>, StoreResult>
    versions(const QString&, QList<Statement>*, const HistoryPage&, bool*) override
    {
        return std::vector<StoredVersion>();
    }

private:
    StoreResult m_result;
};

QList<Record> records()
{
    QList<Record> result;
    for (int i = 0; i < MostConnections; ++i)
        result.append({QStringLiteral("item%1").arg(i), fieldsOf(10), 1, 0});
    return result;
}

/// A server in a separate thread.
class Serving final
{
public:
    explicit Serving(bool withStore)
    {
        m_thread.start();
        m_inThread.moveToThread(&m_thread);
        run([this, withStore] {
            ServerOptions options;
            options.keepTexts = false;
            if (withStore) {
                m_store = std::move(RecordStore::openPrivate()).value();
                if (!m_store->reset(records()).isEmpty())
                    qFatal("The store cannot be reset.");
                m_server = std::make_unique<ApiServer>(*m_store, options);
            } else {
                m_server = std::make_unique<ApiServer>(m_constant, options);
            }
            m_server->setLocking(Locking::Version);
            QString problem;
            if (!m_server->listen(QHostAddress(QHostAddress::LocalHost), 0, &problem))
                qFatal("%s", qPrintable(problem));
        });
    }
    ~Serving()
    {
        run([this] {
            m_server.reset();
            m_store.reset();
            m_inThread.moveToThread(QCoreApplication::instance()->thread());
        });
        m_thread.quit();
        m_thread.wait();
    }
    Serving(const Serving&) = delete;
    Serving& operator=(const Serving&) = delete;

    [[nodiscard]] quint16 port() const { return m_server->port(); }
    /// The processor time of the server's thread, in seconds.
    [[nodiscard]] double busySeconds()
    {
        timespec time{};
        run([&time] { ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time); });
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    }

private:
    template<typename Function>
    void run(Function function)
    {
        QMetaObject::invokeMethod(&m_inThread, function, Qt::BlockingQueuedConnection);
    }

    QThread m_thread;
    QObject m_inThread;
    Constant m_constant;
    std::unique_ptr<RecordStore> m_store;
    std::unique_ptr<ApiServer> m_server;
};

/// A connection that always has one request under way.
class Connection final
{
public:
    Connection(quint16 port, int number, bool writes)
        : m_number(QByteArray::number(number))
        , m_writes(writes)
        , m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
            ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0)
            qFatal("No connection.");
    }
    ~Connection() { ::close(m_socket); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] int socket() const { return m_socket; }

    void ask()
    {
        QByteArray text;
        if (m_writes) {
            const QByteArray body =
                "{\"stock\": " + QByteArray::number(m_version) + ", \"name\": \"Desk lamp\"}";
            text = "PUT /records/item" + m_number +
                   " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nIf-Match: \"" +
                   QByteArray::number(m_version) +
                   "\"\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
            ++m_version;
        } else {
            text =
                "GET /records/item" + m_number + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n\r\n";
        }
        if (::send(m_socket, text.constData(), static_cast<std::size_t>(text.size()), MSG_NOSIGNAL) !=
            text.size())
            qFatal("The connection is full.");
    }
    /// An answer is far smaller than a packet on the loopback interface, so it arrives in one piece.
    void hear()
    {
        char buffer[4096];
        const auto size = ::recv(m_socket, buffer, sizeof buffer, 0);
        if (size < 12 || !QByteArray::fromRawData(buffer, size).startsWith("HTTP/1.1 200"))
            qFatal("Not the answer that was expected: %.*s", static_cast<int>(size), buffer);
    }

private:
    QByteArray m_number;
    bool m_writes;
    int m_socket;
    qint64 m_version = 1;
};

struct Pace final
{
    double perSecond = 0;
    /// Of the server's thread, per request.
    double busyMicroseconds = 0;
};

Pace paceOf(bool withStore, bool writes, int count, double seconds)
{
    Serving serving(withStore);
    std::vector<std::unique_ptr<Connection>> connections;
    std::vector<pollfd> polled;
    for (int i = 0; i < count; ++i) {
        connections.push_back(std::make_unique<Connection>(serving.port(), i, writes));
        polled.push_back({connections.back()->socket(), POLLIN, 0});
        connections.back()->ask();
    }
    qint64 answers = 0;
    const double busy = serving.busySeconds();
    QElapsedTimer timer;
    timer.start();
    while (static_cast<double>(timer.nsecsElapsed()) < seconds * 1e9) {
        ::poll(polled.data(), polled.size(), 1000);
        for (std::size_t i = 0; i < polled.size(); ++i) {
            if ((polled[i].revents & POLLIN) == 0)
                continue;
            connections[i]->hear();
            connections[i]->ask();
            ++answers;
        }
    }
    const auto asked = static_cast<double>(answers);
    return {
        asked * 1e9 / static_cast<double>(timer.nsecsElapsed()),
        (serving.busySeconds() - busy) * 1e6 / asked};
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const double seconds = arguments.size() > 1 ? arguments[1].toDouble() : 1.0;
    std::printf(
        "%-16s %11s %12s %12s %7s %22s %7s\n",
        "request",
        "connections",
        "with store/s",
        "without/s",
        "ratio",
        "server's CPU us, each",
        "ratio");
    for (const bool writes : {true, false}) {
        for (const int count : {1, 10, MostConnections}) {
            const Pace with = paceOf(true, writes, count, seconds);
            const Pace without = paceOf(false, writes, count, seconds);
            std::printf(
                "%-16s %11d %12.0f %12.0f %7.2f %10.1f %11.1f %7.2f\n",
                writes ? "conditional PUT" : "GET",
                count,
                with.perSecond,
                without.perSecond,
                with.perSecond / without.perSecond,
                with.busyMicroseconds,
                without.busyMicroseconds,
                without.busyMicroseconds / with.busyMicroseconds);
            std::fflush(stdout);
        }
    }
    return 0;
}
