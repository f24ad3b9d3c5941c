// The effect of a flood of requests on the window: how long a key press has to wait, how long the window
// needs to show everything, and how much memory it takes then.
// Usage: bench_flood put|lanes|creates|bodies [REQUESTS=50000] [A-SECOND=0: as many as possible] [-platform
// …]

#include "freeplaywindow.h"
#include "residentmemory.h"

#include "gui/pages/twoclientspage.h"
#include "gui/theme/fonts.h"

#include <QElapsedTimer>
#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace interleave;

namespace {

using Clock = std::chrono::steady_clock;

QByteArray request(const QByteArray& kind, int number)
{
    const QByteArray index = QByteArray::number(number);
    const QByteArray agent = kind == "lanes" ? "c" + index : QByteArray("load");
    // Close to the largest body allowed.
    const QByteArray name = kind == "bodies" ? QByteArray(900'000, 'x') : QByteArray("Desk lamp");
    const QByteArray body = "{\"stock\": " + index + ", \"name\": \"" + name + "\"}";
    const bool creates = kind == "creates";
    return "PUT /records/" + (creates ? "r" + index : QByteArray("item")) +
           " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + agent + (creates ? "\r\nIf-None-Match: *" : "") +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

/// Sends requests and reads the answers, in a separate thread. Returns how long it took, in seconds.
double flood(quint16 port, const QByteArray& kind, int count, double perSecond)
{
    // An answer may be as long as its request, and must be read before the next is sent.
    const int atOnce = kind == "bodies" ? 1 : 50;
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return 0;
    const Clock::time_point start = Clock::now();
    std::array<char, 65536> some{};
    for (int sent = 0; sent < count; sent += atOnce) {
        if (perSecond > 0)
            std::this_thread::sleep_until(start + std::chrono::duration<double>(sent / perSecond));
        QByteArray text;
        for (int i = sent; i < std::min(sent + atOnce, count); ++i)
            text += request(kind, i);
        for (qsizetype at = 0; at < text.size();) {
            const auto left = static_cast<std::size_t>(text.size() - at);
            const ssize_t gone = ::send(socket, text.constData() + at, left, MSG_NOSIGNAL);
            if (gone <= 0)
                return 0;
            at += gone;
        }
        const int wanted = std::min(atOnce, count - sent);
        QByteArray answers;
        while (answers.count("HTTP/1.1 ") < wanted) {
            const ssize_t got = ::recv(socket, some.data(), some.size(), 0);
            if (got <= 0)
                return 0;
            answers.append(some.data(), got);
        }
    }
    ::close(socket);
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Simulates key presses: the window's thread gets data on a descriptor every 10 ms.
class Keys final
{
public:
    explicit Keys(QObject& context)
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
            return;
        auto* notifier = new QSocketNotifier(m_ends[0], QSocketNotifier::Read, &context);
        QObject::connect(notifier, &QSocketNotifier::activated, &context, [this] {
            // Reads all that were pressed meanwhile, as from a display.
            std::array<Clock::rep, 1024> pressed{};
            const ssize_t got = ::read(m_ends[0], pressed.data(), sizeof pressed);
            const Clock::duration now = Clock::now().time_since_epoch();
            for (std::size_t i = 0; got > 0 && i < static_cast<std::size_t>(got) / sizeof(Clock::rep); ++i)
                m_waits.push_back(
                    std::chrono::duration<double, std::milli>(now - Clock::duration(pressed[i])).count());
        });
        m_thread = std::thread([this] {
            while (!m_isOver) {
                const Clock::rep now = Clock::now().time_since_epoch().count();
                static_cast<void>(!::write(m_ends[1], &now, sizeof now));
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            }
        });
    }
    ~Keys()
    {
        m_isOver = true;
        m_thread.join();
    }
    Keys(const Keys&) = delete;
    Keys& operator=(const Keys&) = delete;
    Keys(Keys&&) = delete;
    Keys& operator=(Keys&&) = delete;

    [[nodiscard]] std::vector<double> waits() const
    {
        std::vector<double> sorted = m_waits;
        std::ranges::sort(sorted);
        return sorted;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
    std::atomic<bool> m_isOver = false;
    std::thread m_thread;
    std::vector<double> m_waits;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QByteArray kind = arguments.value(1, QStringLiteral("put")).toLatin1();
    const int count = arguments.value(2, QStringLiteral("50000")).toInt();
    const double rate = arguments.value(3, QStringLiteral("0")).toDouble();

    loadBundledFonts();
    bench::FreePlayWindow opened(application);
    Stage& stage = opened.stage;
    const double before = bench::residentMb();
    Keys keys(application);
    QElapsedTimer timer;
    timer.start();
    double took = 0;
    std::atomic<bool> isCut = false;
    std::thread client([&, port = stage.port()] {
        took = flood(port, kind, count, rate);
        isCut = took == 0;
    });
    while (stage.journal().size() < count && !isCut && timer.elapsed() < 300'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const double shown = static_cast<double>(timer.elapsed()) / 1000;
    client.join();
    const std::vector<double> waits = keys.waits();
    const auto share = [&waits](double part) {
        return waits.empty() ? 0
                             : waits[static_cast<std::size_t>(part * static_cast<double>(waits.size() - 1))];
    };
    std::printf(
        "%s: %d requests in %.1f s (%.0f/s), in the window after %.1f s; a key waited %.0f ms at the median, "
        "%.0f ms for 99 of 100, %.0f ms at most; %.0f -> %.0f MB\n",
        kind.constData(),
        count,
        took,
        count / std::max(took, 0.001),
        shown,
        share(0.5),
        share(0.99),
        share(1),
        before,
        bench::residentMb());
    return 0;
}
