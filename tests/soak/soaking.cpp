#include "soak/soaking.h"

#include <QFile>

#include <array>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace interleave::soak {

namespace {

/// Starts \a program with its standard output in \a output. Returns its process; 0 when there is none.
pid_t started(const QString& program, const QStringList& arguments, int output)
{
    std::vector<QByteArray> texts{QFile::encodeName(program)};
    for (const QString& argument : arguments)
        texts.push_back(QFile::encodeName(argument));
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (QByteArray& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t process = 0;
    const int failed =
        ::posix_spawn(&process, texts.front().constData(), &actions, nullptr, pointers.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    return failed == 0 ? process : 0;
}

QByteArray firstLineFrom(int descriptor)
{
    QByteArray line;
    char next = 0;
    while (::read(descriptor, &next, 1) == 1 && next != '\n')
        line += next;
    return line;
}

} // namespace

QByteArray Answer::field(const QByteArray& name) const
{
    const QByteArray start = "\r\n" + name.toLower() + ':';
    const qsizetype at = head.toLower().indexOf(start);
    if (at < 0)
        return {};
    const qsizetype from = at + start.size();
    return head.mid(from, head.indexOf("\r\n", from) - from).trimmed();
}

QByteArray requestOf(
    const QByteArray& method,
    const QByteArray& target,
    const QByteArray& agent,
    const QByteArray& body,
    const QByteArray& more)
{
    const QByteArray about = body.isEmpty() ? QByteArray() : "Content-Type: application/json\r\n";
    return method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + agent + "\r\n" + more +
           about + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

Connection::Connection(quint16 port)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

Connection::~Connection()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool Connection::send(const QByteArray& requests)
{
    for (qsizetype at = 0; at < requests.size();) {
        const auto left = static_cast<std::size_t>(requests.size() - at);
        const ssize_t gone = ::send(m_socket, requests.constData() + at, left, MSG_NOSIGNAL);
        if (gone <= 0)
            return false;
        at += gone;
    }
    return true;
}

bool Connection::readMore()
{
    std::array<char, 65536> some{};
    const ssize_t got = ::recv(m_socket, some.data(), some.size(), 0);
    if (got > 0)
        m_read.append(some.data(), got);
    return got > 0;
}

std::optional<Answer> Connection::receive()
{
    qsizetype head = m_read.indexOf("\r\n\r\n");
    while (head < 0 && readMore())
        head = m_read.indexOf("\r\n\r\n");
    if (head < 0)
        return std::nullopt;
    Answer answer;
    answer.head = m_read.left(head + 2);
    answer.status = answer.head.mid(9, 3).toInt();
    const qsizetype length = answer.field("Content-Length").toLongLong();
    while (m_read.size() < head + 4 + length) {
        if (!readMore())
            return std::nullopt;
    }
    answer.body = m_read.mid(head + 4, length);
    m_read.remove(0, head + 4 + length);
    return answer;
}

std::optional<Answer> Connection::ask(const QByteArray& request)
{
    return send(request) ? receive() : std::nullopt;
}

Served::Served(const QString& program, const QStringList& options)
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return;
    const QStringList serving{QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")};
    m_process = started(program, serving + options, ends[1]);
    ::close(ends[1]);
    const qint64 port = numberAfter(firstLineFrom(ends[0]), "http://localhost:");
    m_port = port > 0 ? static_cast<quint16>(port) : quint16{0};
    ::close(ends[0]);
}

Served::~Served()
{
    end(SIGTERM);
}

void Served::kill()
{
    end(SIGKILL);
}

void Served::end(int signal)
{
    if (m_process == 0)
        return;
    ::kill(m_process, signal);
    ::waitpid(m_process, nullptr, 0);
    m_process = 0;
}

qint64 numberAfter(const QByteArray& text, const QByteArray& start)
{
    const qsizetype at = text.indexOf(start);
    if (at < 0)
        return -1;
    qsizetype last = at + start.size();
    while (last < text.size() && text.at(last) >= '0' && text.at(last) <= '9')
        ++last;
    const QByteArray digits = text.mid(at + start.size(), last - at - start.size());
    return digits.isEmpty() ? -1 : digits.toLongLong();
}

} // namespace interleave::soak
