// The window stays open while outside clients send messages: how long its event loop was away at most, how
// much memory it takes, and how long closing it takes.
// Usage: soak_window [MESSAGES=200000] [CLIENTS=10] [-platform …]

#include "soak/soaking.h"

#include "bench/freeplaywindow.h"
#include "bench/residentmemory.h"
#include "gui/theme/fonts.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

using namespace interleave;
using namespace interleave::soak;

namespace {

/// A gap in the event loop that people take for a window that hangs, in milliseconds.
constexpr qint64 LongestGap = 1000;
/// Sent by one client before their answers are read.
constexpr int AtOnce = 20;

/// A client that reads at times, and saves without asking what others did: each save changes to its own line
/// of versions, and overwrites all others'.
bool send(quint16 port, int client, int count)
{
    const QByteArray agent = "client " + QByteArray::number(client);
    Connection connection(port);
    for (int at = 0; at < count; at += AtOnce) {
        const int next = std::min(at + AtOnce, count);
        QByteArray requests;
        for (int number = at; number < next; ++number)
            requests += number % 4 == 0
                            ? requestOf("GET", "/records/item", agent)
                            : requestOf(
                                  "PUT",
                                  "/records/item",
                                  agent,
                                  "{\"stock\": " + QByteArray::number(number) + ", \"name\": \"Desk lamp\"}");
        if (!connection.send(requests))
            return false;
        for (int number = at; number < next; ++number) {
            if (!connection.receive())
                return false;
        }
    }
    return true;
}

/// Measures how long the event loop does not come to a timer.
class Gaps final
{
public:
    explicit Gaps(QObject& context)
    {
        auto* timer = new QTimer(&context);
        timer->setTimerType(Qt::PreciseTimer);
        QObject::connect(timer, &QTimer::timeout, &context, [this] { m_gaps.push_back(m_since.restart()); });
        m_since.start();
        timer->start(5);
    }

    /// The gap that a \a part of all are not longer than, in milliseconds.
    [[nodiscard]] qint64 share(double part) const
    {
        std::vector<qint64> sorted = m_gaps;
        std::ranges::sort(sorted);
        return sorted.empty()
                   ? 0
                   : sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
    }

private:
    QElapsedTimer m_since;
    std::vector<qint64> m_gaps;
};

/// Lets the window take all that the clients send. False when a request was not answered.
bool flood(const Stage& stage, int messages, int clients)
{
    std::atomic<bool> isCut = false;
    std::vector<std::thread> senders;
    for (int client = 1; client <= clients; ++client) {
        senders.emplace_back([&isCut, client, port = stage.port(), count = messages / clients] {
            isCut = isCut || !send(port, client, count);
        });
    }
    QElapsedTimer timer;
    timer.start();
    constexpr int Parts = 8;
    const qint64 all = qint64{messages} / clients * clients;
    for (qint64 part = 1; part <= Parts; ++part) {
        const qint64 wanted = all * part / Parts;
        while (stage.journal().latest().messages() < wanted && !isCut)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        std::printf(
            "%7lld messages in the window after %.1f s, %.0f MB\n",
            static_cast<long long>(wanted),
            static_cast<double>(timer.elapsed()) / 1000,
            bench::residentMb());
        std::fflush(stdout);
    }
    for (std::thread& sender : senders)
        sender.join();
    return !isCut;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const int messages = arguments.value(1, QStringLiteral("200000")).toInt();
    const int clients = arguments.value(2, QStringLiteral("10")).toInt();

    loadBundledFonts();
    bench::FreePlayWindow opened(application);
    Stage& stage = opened.stage;
    const double before = bench::residentMb();
    const Gaps gaps(application);
    const bool isWhole = flood(stage, messages, clients);
    const double after = bench::residentMb();
    QElapsedTimer closing;
    closing.start();
    const bool isClosed = opened.window.close();
    const bool isFluent = gaps.share(1) <= LongestGap;
    std::printf(
        "%d messages of %d clients: the event loop was away for %lld ms at most, %lld ms for 99 of 100; "
        "%.0f -> %.0f MB; %s after %lld ms%s\n",
        messages,
        clients,
        static_cast<long long>(gaps.share(1)),
        static_cast<long long>(gaps.share(0.99)),
        before,
        after,
        isClosed ? "closed" : "NOT CLOSED",
        static_cast<long long>(closing.elapsed()),
        isWhole && isFluent && isClosed ? "" : ": FAILED");
    return isWhole && isFluent && isClosed ? 0 : 1;
}
