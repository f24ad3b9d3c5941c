#pragma once

#include <QByteArray>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/// Phones that are plain sockets, for benchmarks of the room.
namespace interleave::bench {

using Clock = std::chrono::steady_clock;

inline double msBetween(Clock::time_point from, Clock::time_point to)
{
    return std::chrono::duration<double, std::milli>(to - from).count();
}

inline double share(std::vector<double> sorted, double part)
{
    std::ranges::sort(sorted);
    return sorted.empty() ? 0
                          : sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
}

inline void print(const char* what, double figure, const char* unit, double aim)
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
    Clock::time_point answered;
    int saved = 0;
    int refused = 0;
};

/// Each phone saves in the moment in which it is told that it may.
inline Countdown saveAtOnce(const std::vector<Phone>& phones, bool locks, const std::function<void()>& begin)
{
    std::vector<QByteArray> saves;
    saves.reserve(phones.size());
    std::vector<pollfd> sockets;
    for (const Phone& phone : phones) {
        const QByteArray read = phone.ask(phone.request("GET /records/item"));
        const qsizetype tag = read.indexOf("ETag: ") + 6;
        const QByteArray tagText = read.mid(tag, read.indexOf("\r\n", tag) - tag);
        const QByteArray match = locks ? "If-Match: " + tagText + "\r\n" : QByteArray();
        saves.push_back(phone.request(
            "PUT /records/item", match + "Content-Type: application/json\r\n", R"({"stock": 99})"));
    }
    sockets.reserve(2 * phones.size());
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
    result.answered = Clock::now();
    result.answeredAfter = msBetween(lastSent, result.answered);
    return result;
}

/// Each phone has two sockets here and two in the server.
inline void allowManyFiles()
{
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return;
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 8192);
    setrlimit(RLIMIT_NOFILE, &files);
}

} // namespace interleave::bench
