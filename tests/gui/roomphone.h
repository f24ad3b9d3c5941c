#pragma once

#include "stage/room.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <memory>
#include <vector>

namespace interleave::uitest {

/// Where the room is opened in tests.
inline QHostAddress roomHost()
{
    return QHostAddress(QStringLiteral("127.0.0.2"));
}

/// A phone on the wire, by resources/room/README.md.
class Phone final
{
public:
    explicit Phone(const Room& room, const QByteArray& name = "Lena")
        : m_authority(QUrl(room.url()).authority().toLatin1())
    {
        m_socket.connectToHost(roomHost(), static_cast<quint16>(QUrl(room.url()).port()));
        const QByteArray body = "{\"code\": \"" + room.code().toLatin1() + "\", \"name\": \"" + name + "\"}";
        const QJsonObject joined = ask("POST /room/join", body);
        m_secret = joined.value(QLatin1String("secret")).toString().toLatin1();
        client = joined.value(QLatin1String("client")).toString();
    }

    /// The status.
    int read()
    {
        (void)ask("GET /records/item");
        return m_status;
    }
    /// \a fields are whole lines of the head.
    int save(int stock, const QByteArray& fields = {})
    {
        (void)ask(
            "PUT /records/item",
            "{\"stock\": " + QByteArray::number(stock) + ", \"name\": \"Desk lamp\"}",
            fields);
        return m_status;
    }
    /// On the version that was read last.
    int saveOnWhatWasRead(int stock) { return save(stock, "If-Match: " + m_tag + "\r\n"); }
    int vote(int question, int choice)
    {
        (void)ask(
            "POST /room/vote",
            "{\"question\": " + QByteArray::number(question) + ", \"choice\": " + QByteArray::number(choice) + '}');
        return m_status;
    }
    [[nodiscard]] const QByteArray& secret() const { return m_secret; }

    QString client;

private:
    QJsonObject ask(const QByteArray& line, const QByteArray& body = {}, const QByteArray& fields = {})
    {
        QByteArray request = line + " HTTP/1.1\r\nHost: " + m_authority + "\r\n" + fields;
        if (!m_secret.isEmpty())
            request += "Authorization: Bearer " + m_secret + "\r\n";
        if (!body.isEmpty())
            request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        m_socket.write(request + "\r\n" + body);
        QByteArray answer;
        qsizetype end = -1;
        qsizetype size = 0;
        const auto isWhole = [&] {
            answer += m_socket.readAll();
            end = answer.indexOf("\r\n\r\n");
            const QByteArray length = fieldOf(answer, "content-length");
            size = length.toLongLong();
            return end >= 0 && answer.size() >= end + 4 + size;
        };
        if (!QTest::qWaitFor(isWhole))
            return {};
        m_status = answer.mid(9, 3).toInt();
        if (const QByteArray tag = fieldOf(answer, "etag"); line.startsWith("GET") && !tag.isEmpty())
            m_tag = tag;
        return QJsonDocument::fromJson(answer.mid(end + 4)).object();
    }
    static QByteArray fieldOf(const QByteArray& answer, const QByteArray& name)
    {
        const qsizetype at = answer.toLower().indexOf(name + ':');
        return at < 0 ? QByteArray()
                      : answer.mid(at + name.size() + 1, answer.indexOf('\r', at) - at - name.size() - 1).trimmed();
    }

    QTcpSocket m_socket;
    QByteArray m_authority;
    QByteArray m_secret;
    QByteArray m_tag;
    int m_status = 0;
};

using Phones = std::vector<std::unique_ptr<Phone>>;

} // namespace interleave::uitest
