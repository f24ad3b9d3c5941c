// A full room: how long a join takes, how long the server needs for the saves that all send at the end of the
// countdown, and how much memory the room takes. The phones are plain sockets in a thread of the same process.
// The window is not in it: how soon its tiles are painted, and how long its loop is busy meanwhile.
// Usage: bench_room [MEMBERS=300] [ROUNDS=5]

#include "residentmemory.h"

#include "http/apiserver.h"
#include "http/room/roomserver.h"
#include "store/recordstore.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace interleave;

namespace {

using Clock = std::chrono::steady_clock;

// The aims.
constexpr double JoinMs = 50;
constexpr double SavesMs = 500;
constexpr double MemoryMb = 100;

double msBetween(Clock::time_point from, Clock::time_point to)
{
    return std::chrono::duration<double, std::milli>(to - from).count();
}

double share(std::vector<double> sorted, double part)
{
    std::ranges::sort(sorted);
    return sorted.empty() ? 0
                          : sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
}

void print(const char* what, double figure, const char* unit, double aim)
{
    std::printf("  %-58s %8.1f %s, aim %.0f: %.2f of it\n", what, figure, unit, aim, figure / aim);
}

/// A phone: a stream of news, and a connection for requests.
class Phone final
{
public:
    explicit Phone(quint16 port)
        : m_port(port)
        , m_requests(connected())
    {
    }

    [[nodiscard]] int requests() const { return m_requests; }
    [[nodiscard]] int news() const { return m_news; }
    void close() const
    {
        ::close(m_requests);
        ::close(m_news);
    }
    [[nodiscard]] QByteArray
    request(const QByteArray& line, const QByteArray& fields = {}, const QByteArray& body = {}) const
    {
        return line + " HTTP/1.1\r\nHost: 127.0.0.2:" + QByteArray::number(m_port) +
               "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0\r\n" +
               (m_secret.isEmpty() ? QByteArray() : "Authorization: Bearer " + m_secret + "\r\n") + fields +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    static void send(int socket, const QByteArray& bytes)
    {
        if (::send(socket, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL) !=
            bytes.size())
            qFatal("A phone cannot send.");
    }
    static QByteArray receive(int socket)
    {
        std::array<char, 16384> some{};
        const ssize_t got = ::recv(socket, some.data(), some.size(), 0);
        if (got <= 0)
            qFatal("A connection has ended.");
        return {some.data(), got};
    }
    /// An answer that comes in one piece.
    [[nodiscard]] QByteArray ask(const QByteArray& text) const
    {
        send(m_requests, text);
        return receive(m_requests);
    }
    void join(const QByteArray& token)
    {
        const QByteArray answer = ask(request("POST /room/join", {}, "{\"token\": \"" + token + "\"}"));
        m_secret = answer.mid(answer.indexOf("\"secret\": \"") + 11, 22);
    }
    void openNews()
    {
        m_news = connected();
        send(m_news, request("GET /room/news"));
        while (!receive(m_news).contains("event: you")) {
        }
    }

private:
    [[nodiscard]] int connected() const
    {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(m_port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1);
        if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            qFatal("A phone cannot connect.");
        return socket;
    }

    quint16 m_port;
    int m_requests;
    int m_news = -1;
    QByteArray m_secret;
};

struct Countdown final
{
    /// From the first phone that was told that it may save to the last.
    double toldWithin = 0;
    /// From the last save that was sent to the last answer.
    double answeredAfter = 0;
    int saved = 0;
    int refused = 0;
};

/// Each phone saves in the moment in which it is told that it may.
Countdown saveAtOnce(const std::vector<Phone>& phones, Locking locking, const std::function<void()>& begin)
{
    std::vector<QByteArray> saves;
    std::vector<pollfd> sockets;
    for (const Phone& phone : phones) {
        const QByteArray read = phone.ask(phone.request("GET /records/item"));
        const qsizetype tag = read.indexOf("ETag: ") + 6;
        const QByteArray tagText = read.mid(tag, read.indexOf("\r\n", tag) - tag);
        const QByteArray match = locking == Locking::Off ? QByteArray() : "If-Match: " + tagText + "\r\n";
        saves.push_back(phone.request(
            "PUT /records/item", match + "Content-Type: application/json\r\n", R"({"stock": 99})"));
    }
    for (const Phone& phone : phones)
        sockets.push_back({phone.news(), POLLIN, 0});
    for (const Phone& phone : phones)
        sockets.push_back({phone.requests(), POLLIN, 0});
    begin();
    Countdown result;
    Clock::time_point firstTold;
    Clock::time_point lastSent;
    std::size_t sent = 0;
    std::size_t answered = 0;
    while (answered < phones.size()) {
        ::poll(sockets.data(), sockets.size(), 10'000);
        for (std::size_t i = 0; i < sockets.size(); ++i) {
            if ((sockets[i].revents & POLLIN) == 0)
                continue;
            const QByteArray text = Phone::receive(sockets[i].fd);
            if (i >= phones.size()) {
                ++answered;
                result.saved += text.startsWith("HTTP/1.1 200") ? 1 : 0;
                result.refused += text.startsWith("HTTP/1.1 412") ? 1 : 0;
            } else if (text.contains("\"phase\": \"save\"")) {
                if (sent == 0)
                    firstTold = Clock::now();
                Phone::send(phones[i].requests(), saves[i]);
                ++sent;
                lastSent = Clock::now();
            }
        }
    }
    result.toldWithin = msBetween(firstTold, lastSent);
    result.answeredAfter = msBetween(lastSent, Clock::now());
    return result;
}

/// The server with its room, in the main thread.
class Server final
{
public:
    Server()
    {
        if (!m_store || !m_store.value()->reset({record()}).isEmpty())
            qFatal("The store cannot be opened.");
        ServerOptions options;
        m_server = std::make_unique<ApiServer>(*m_store.value(), options);
        QObject::connect(m_server.get(), &ApiServer::happened, m_server.get(), [this](const Event& event) {
            m_events.append(event);
        });
        RoomLimits limits;
        limits.countdown = 300;
        m_room = std::make_unique<RoomServer>(*m_server, limits);
        QString problem;
        if (!m_server->listen(QHostAddress(QHostAddress::LocalHost), 0, &problem) ||
            !m_room->open(QHostAddress(QStringLiteral("127.0.0.2")), 0, &problem))
            qFatal("%s", qPrintable(problem));
        // A gap is the time in which the loop does nothing else.
        m_beat.setInterval(1);
        m_beat.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_beat, &QTimer::timeout, m_server.get(), [this] {
            const Clock::time_point now = Clock::now();
            m_gaps.push_back(msBetween(m_last, now));
            m_last = now;
        });
    }

    [[nodiscard]] RoomServer& room() { return *m_room; }
    [[nodiscard]] const std::vector<double>& gaps() const { return m_gaps; }
    /// Of the last countdown and its saves. Says more than the other figures on a machine with other work.
    [[nodiscard]] double processorMs() const { return m_processorMs; }
    /// Everybody begins anew; call it from any thread.
    void startOver(int round, Locking locking)
    {
        call([this, round, locking] {
            m_server->setLocking(locking);
            (void)m_store.value()->reset({record()});
            m_server->startOver(*m_store.value());
            m_events.clear();
            tell(round, RoomPhase::Read, locking);
        });
    }
    void countDown(int round, Locking locking)
    {
        call([this, round, locking] {
            m_gaps.clear();
            m_last = Clock::now();
            m_processorStart = processorTime();
            m_beat.start();
            tell(round, RoomPhase::Countdown, locking);
        });
    }
    void stopBeat()
    {
        call([this] {
            m_beat.stop();
            m_processorMs = processorTime() - m_processorStart;
        });
    }

private:
    /// Of this thread, in milliseconds.
    static double processorTime()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    static Record record()
    {
        return {QStringLiteral("item"), {{QStringLiteral("stock"), qint64(100)}}, 1, 1767323045};
    }
    void tell(int round, RoomPhase phase, Locking locking)
    {
        RoomScene scene;
        scene.phase = phase;
        scene.round = round;
        scene.record = QStringLiteral("item");
        scene.title = QStringLiteral("Desk lamp · stock");
        scene.field = QStringLiteral("stock");
        scene.locking = locking;
        m_room->setScene(scene);
    }
    void call(const std::function<void()>& what)
    {
        QMetaObject::invokeMethod(m_server.get(), what, Qt::BlockingQueuedConnection);
    }

    Result<std::unique_ptr<RecordStore>, QString> m_store = RecordStore::openPrivate();
    std::unique_ptr<ApiServer> m_server;
    std::unique_ptr<RoomServer> m_room;
    QList<Event> m_events;
    QTimer m_beat;
    Clock::time_point m_last;
    std::vector<double> m_gaps;
    double m_processorStart = 0;
    double m_processorMs = 0;
};

void run(Server& server, int members, int rounds)
{
    const double before = bench::residentMb();
    const QByteArray token = server.room().token().toLatin1();
    const quint16 port = server.room().port();
    std::vector<Phone> phones;
    std::vector<double> joins;
    for (int i = 0; i < members; ++i) {
        const Clock::time_point start = Clock::now();
        phones.emplace_back(port);
        phones.back().join(token);
        joins.push_back(msBetween(start, Clock::now()));
        phones.back().openNews();
    }
    std::printf("%d members, %d countdowns\n", members, 2 * rounds);
    print("a join with its connection, the slowest", share(joins, 1), "ms", JoinMs);
    print("the same at the median", share(joins, 0.5), "ms", JoinMs);
    for (int round = 1; round <= 2 * rounds; ++round) {
        const Locking locking = round % 2 == 1 ? Locking::Off : Locking::Version;
        server.startOver(round, locking);
        const Countdown countdown = saveAtOnce(phones, locking, [&] { server.countDown(round, locking); });
        server.stopBeat();
        std::printf(
            "  %-7s %3d saved, %3d refused; told within %.1f ms\n",
            locking == Locking::Off ? "off:" : "on:",
            countdown.saved,
            countdown.refused,
            countdown.toldWithin);
        print("    from the last save to the last answer", countdown.answeredAfter, "ms", SavesMs);
        std::printf(
            "    the server's thread: 99 of 100 gaps of its loop %.1f ms at most; processor time %.1f ms\n",
            share(server.gaps(), 0.99),
            server.processorMs());
    }
    // In it are the phones' own buffers; the window is not.
    print("memory that all of it took", bench::residentMb() - before, "MB", MemoryMb);
    for (const Phone& phone : phones)
        phone.close();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int members = arguments.value(1, QStringLiteral("300")).toInt();
    const int rounds = arguments.value(2, QStringLiteral("5")).toInt();
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = std::min<rlim_t>(files.rlim_max, 8192);
        setrlimit(RLIMIT_NOFILE, &files);
    }
    Server server;
    std::thread phones([&] {
        run(server, members, rounds);
        QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    phones.join();
    return 0;
}
