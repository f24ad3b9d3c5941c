// A full room: how long a join takes, how long the server needs for the saves that all send at the end of the
// countdown, and how much memory the room takes. The phones are plain sockets in a thread of the same process.
// The window is not in it; see bench_roomwindow.
// Usage: bench_room [MEMBERS=300] [ROUNDS=5]

#include "residentmemory.h"
#include "roomphones.h"

#include "http/apiserver.h"
#include "http/room/roomserver.h"
#include "store/recordstore.h"

#include <QCoreApplication>
#include <QTimer>

#include <ctime>
#include <thread>

using namespace interleave;
using namespace interleave::bench;

namespace {

// The aims.
constexpr double JoinMs = 50;
constexpr double SavesMs = 500;
constexpr double MemoryMb = 100;

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
    const double before = residentMb();
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
        const Countdown countdown = saveAtOnce(
            phones, locking != Locking::Off, [&] { server.countDown(round, locking); });
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
    print("memory that all of it took", residentMb() - before, "MB", MemoryMb);
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
    allowManyFiles();
    Server server;
    std::thread phones([&] {
        run(server, members, rounds);
        QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    phones.join();
    return 0;
}
