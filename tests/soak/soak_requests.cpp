// A million requests to `interleave serve`: how much memory it has after each tenth of them. It must not grow
// after the first tenth, apart from what its caches may still take.
// Usage: soak_requests PROGRAM [REQUESTS=1000000]

#include "soak/soaking.h"

#include "bench/residentmemory.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace interleave;
using namespace interleave::soak;

namespace {

/// Sent before their answers are read.
constexpr int AtOnce = 50;
/// On one connection.
constexpr int Longest = 2'000;
/// The growth from the first tenth to the end that is taken for flat, in MB: what SQLite's page cache (2 MB)
/// and the allocator may still take. A growth of 10 bytes a request would be 9 MB.
constexpr double MostGrowth = 6;

/// Reads, saves, refused saves, increments and requests for nothing, from a thousand clients.
QByteArray request(int number)
{
    const QByteArray agent = "client " + QByteArray::number(number % 1000);
    const QByteArray body = "{\"stock\": " + QByteArray::number(number) + ", \"name\": \"Desk lamp\"}";
    switch (number % 8) {
    case 0:
    case 1:
    case 2:
        return requestOf("GET", "/records/item", agent);
    case 3:
        return requestOf("PUT", "/records/item", agent, body, "If-Match: \"1\"\r\n");
    case 4:
        return requestOf("PATCH", "/records/item", agent, "{\"increment\": {\"stock\": 1}}");
    case 5:
        return requestOf("GET", "/records/nothing-" + QByteArray::number(number), agent);
    default:
        return requestOf("PUT", "/records/item", agent, body);
    }
}

/// Returns whether all of them were answered.
bool send(quint16 port, int first, int count)
{
    for (int start = first; start < first + count; start += Longest) {
        const int end = std::min(start + Longest, first + count);
        Connection connection(port);
        for (int at = start; at < end; at += AtOnce) {
            const int next = std::min(at + AtOnce, end);
            QByteArray requests;
            for (int number = at; number < next; ++number)
                requests += request(number);
            if (!connection.send(requests))
                return false;
            for (int number = at; number < next; ++number) {
                if (!connection.receive())
                    return false;
            }
        }
    }
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("Usage: soak_requests PROGRAM [REQUESTS=1000000]\n", stderr);
        return 2;
    }
    const int count = argc > 2 ? QByteArray(argv[2]).toInt() : 1'000'000;
    const Served served(
        QString::fromLocal8Bit(argv[1]), {QStringLiteral("--locking"), QStringLiteral("off")});
    const QString process = QString::number(served.process());
    std::printf("%9d requests: %6.1f MB\n", 0, bench::residentMb(process));
    constexpr int Parts = 10;
    double warm = 0;
    double last = 0;
    for (int part = 0; part < Parts; ++part) {
        const auto start = std::chrono::steady_clock::now();
        const int sent = count / Parts;
        if (!send(served.port(), part * sent, sent)) {
            std::puts("FAILED: a request was not answered");
            return 1;
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        last = bench::residentMb(process);
        warm = part == 0 ? last : warm;
        std::printf("%9d requests: %6.1f MB, %.0f a second\n", (part + 1) * sent, last, sent / took.count());
        std::fflush(stdout);
    }
    const bool isFlat = last - warm <= MostGrowth;
    std::printf(
        "grown by %.1f MB after the first tenth (at most %.0f): %s\n",
        last - warm,
        MostGrowth,
        isFlat ? "flat" : "FAILED");
    return isFlat ? 0 : 1;
}
