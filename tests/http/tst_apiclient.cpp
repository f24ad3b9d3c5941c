#include "http/apiclient.h"
#include "warningfreetest.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace interleave;

/// The client against a misbehaving server: it must never repeat a request by itself, and must tell whether
/// the request may have arrived.
class TestApiClient final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void request_doesNotDependOnThePort();
    void answer_isRead_data();
    void answer_isRead();
    void connection_isUsedAgain();
    void connectionClosedWhileIdle_isReplaced();
    void connectionWithUnexpectedBytes_isReplaced();
    void cutAfterTheRequest_isReportedAndNotRepeated();
    void unreadableAnswer_isReported();
    void slowServer_timesOut();
    void missingServer_isReportedAsNotSent();
    void answerWithoutLength_endsWithTheConnection();
    void slot_maySendTheNextRequest();
    void port_mayChange();
};

namespace {

const QByteArray Ok = "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 2\r\n\r\n{}";

HttpRequest get(const QByteArray& target = "/records/item")
{
    return {"GET", target, {{"User-Agent", "A"}}, {}, {}};
}

/// A server that keeps every byte it receives and sends what the test tells it.
class Host final
{
public:
    Host()
    {
        if (!m_listener.listen(QHostAddress(QHostAddress::LocalHost)))
            qFatal("No port.");
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this] {
            QTcpSocket* socket = m_listener.nextPendingConnection();
            sockets.append(socket);
            QObject::connect(
                socket, &QTcpSocket::readyRead, socket, [this, socket] { received += socket->readAll(); });
        });
    }

    [[nodiscard]] quint16 port() const { return m_listener.serverPort(); }
    [[nodiscard]] qsizetype requests() const { return received.count("\r\n\r\n"); }
    void say(const QByteArray& bytes) const
    {
        sockets.last()->write(bytes);
        sockets.last()->flush();
    }
    void hangUp() const { sockets.last()->disconnectFromHost(); }
    void stopListening() { m_listener.close(); }

    QList<QTcpSocket*> sockets;
    QByteArray received;

private:
    QTcpServer m_listener;
};

/// A client and its signals.
class Asking final
{
public:
    explicit Asking(quint16 port)
        : connected(&client, &ApiClient::connected)
        , disconnected(&client, &ApiClient::disconnected)
        , answered(&client, &ApiClient::answered)
        , failed(&client, &ApiClient::failed)
    {
        client.setPort(port);
    }
    [[nodiscard]] HttpResponse response() const { return answered.last().first().value<HttpResponse>(); }

    ApiClient client;
    QSignalSpy connected;
    QSignalSpy disconnected;
    QSignalSpy answered;
    QSignalSpy failed;
};

} // namespace

void TestApiClient::request_doesNotDependOnThePort()
{
    Host host;
    Asking asking(host.port());
    asking.client.send({"PUT", "/records/item", {{"If-Match", "\"1\""}}, "{\"stock\": 7}", {}});
    QVERIFY(asking.client.isBusy());
    const QByteArray expected =
        "PUT /records/item HTTP/1.1\r\nHost: interleave.localhost\r\nIf-Match: \"1\"\r\n"
        "Content-Length: 12\r\n\r\n{\"stock\": 7}";
    QTRY_COMPARE(host.received, expected);
    QCOMPARE(asking.client.request().text, expected);
    QCOMPARE(asking.connected.size(), 1);
    QVERIFY(asking.connected[0][0].value<Endpoint>() == Endpoint::ofPeer(*host.sockets[0]));
    host.say(Ok);
    QTRY_COMPARE(asking.answered.size(), 1);
    QVERIFY(!asking.client.isBusy());
    QCOMPARE(asking.response().status, 200);
    QCOMPARE(asking.response().text, Ok);
    QCOMPARE(asking.response().header("etag"), QByteArray("\"1\""));
}

void TestApiClient::answer_isRead_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("in chunks")
        << QByteArray("GET")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")
        << 200 << QByteArray("{}");
    QTest::newRow("to HEAD, with a length and no body")
        << QByteArray("HEAD") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n") << 200
        << QByteArray();
    QTest::newRow("not modified") << QByteArray("GET") << QByteArray("HTTP/1.1 304 Not Modified\r\n\r\n")
                                  << 304 << QByteArray();
    QTest::newRow("a refusal") << QByteArray("GET")
                               << QByteArray("HTTP/1.1 412 No\r\nContent-Length: 1\r\n\r\n!") << 412
                               << QByteArray("!");
}

void TestApiClient::answer_isRead()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Host host;
    Asking asking(host.port());
    asking.client.send({method, "/", {}, {}, {}});
    QTRY_COMPARE(host.requests(), 1);
    host.say(text);
    QTRY_COMPARE(asking.answered.size(), 1);
    QCOMPARE(asking.response().status, status);
    QCOMPARE(asking.response().body, body);
    QCOMPARE(asking.response().text, text);
}

void TestApiClient::connection_isUsedAgain()
{
    Host host;
    Asking asking(host.port());
    for (int i = 1; i <= 3; ++i) {
        asking.client.send(get());
        QTRY_COMPARE(host.requests(), i);
        host.say(Ok);
        QTRY_COMPARE(asking.answered.size(), i);
    }
    QCOMPARE(host.sockets.size(), 1);
    QCOMPARE(asking.connected.size(), 1);
    QCOMPARE(asking.disconnected.size(), 0);
}

void TestApiClient::connectionClosedWhileIdle_isReplaced()
{
    Host host;
    Asking asking(host.port());
    asking.client.send(get("/1"));
    QTRY_COMPARE(host.requests(), 1);
    host.say(Ok);
    QTRY_COMPARE(asking.answered.size(), 1);
    host.hangUp();
    // Even if the client had no time to notice.
    QVERIFY(
        host.sockets[0]->state() == QAbstractSocket::UnconnectedState ||
        host.sockets[0]->waitForDisconnected());
    asking.client.send(get("/2"));
    QTRY_COMPARE(host.requests(), 2);
    QCOMPARE(host.sockets.size(), 2);
    host.say(Ok);
    QTRY_COMPARE(asking.answered.size(), 2);
    QCOMPARE(asking.failed.size(), 0);
    QCOMPARE(asking.connected.size(), 2);
    QCOMPARE(asking.disconnected.size(), 1);
    QCOMPARE(asking.disconnected[0][0], asking.connected[0][0]);
}

void TestApiClient::connectionWithUnexpectedBytes_isReplaced()
{
    Host host;
    Asking asking(host.port());
    asking.client.send(get());
    QTRY_COMPARE(host.requests(), 1);
    host.say(Ok + "HTTP/1.1 408 Request Timeout\r\n\r\n");
    QTRY_COMPARE(asking.answered.size(), 1);
    QCOMPARE(asking.response().text, Ok);
    asking.client.send(get());
    QTRY_COMPARE(host.requests(), 2);
    QCOMPARE(host.sockets.size(), 2);
    host.say(Ok);
    QTRY_COMPARE(asking.answered.size(), 2);
    host.say("HTTP/1.1 408 Request Timeout\r\n\r\n");
    asking.client.send(get());
    QTRY_COMPARE(host.requests(), 3);
    QCOMPARE(host.sockets.size(), 3);
}

void TestApiClient::cutAfterTheRequest_isReportedAndNotRepeated()
{
    for (const QByteArray& part :
         {QByteArray(), QByteArray("HTTP/1.1 200 OK\r\nContent-Le"), Ok.chopped(1)}) {
        Host host;
        Asking asking(host.port());
        asking.client.send({"PUT", "/records/item", {}, "{}", {}});
        QTRY_COMPARE(host.requests(), 1);
        host.say(part);
        host.hangUp();
        QTRY_COMPARE(asking.failed.size(), 1);
        QCOMPARE(asking.failed[0][1].toBool(), true);
        QCOMPARE(
            asking.failed[0][0].toString(),
            QStringLiteral(
                "The connection was cut before the answer came, so what became of the request is unknown."));
        QVERIFY(!asking.client.isBusy());

        // Nothing is sent until the next request.
        asking.client.send(get("/next"));
        QTRY_COMPARE(host.requests(), 2);
        QCOMPARE(host.received.count("PUT"), 1);
        QCOMPARE(host.sockets.size(), 2);
        QCOMPARE(asking.answered.size(), 0);
    }
}

void TestApiClient::unreadableAnswer_isReported()
{
    Host host;
    Asking asking(host.port());
    asking.client.send(get());
    QTRY_COMPARE(host.requests(), 1);
    host.say("220 mail.example.org ESMTP\r\n\r\n");
    QTRY_COMPARE(asking.failed.size(), 1);
    QCOMPARE(asking.failed[0][1].toBool(), true);
    QVERIFY(asking.failed[0][0].toString().startsWith(QStringLiteral("The server's answer is not HTTP")));
    QCOMPARE(asking.disconnected.size(), 1);
}

void TestApiClient::slowServer_timesOut()
{
    Host host;
    Asking asking(host.port());
    asking.client.setTimeout(50);
    asking.client.send(get());
    QTRY_COMPARE(asking.failed.size(), 1);
    QCOMPARE(asking.failed[0][1].toBool(), true);
    QCOMPARE(
        asking.failed[0][0].toString(),
        QStringLiteral("No answer came within 0.05 seconds, so what became of the request is unknown."));
    QCOMPARE(asking.disconnected.size(), 1);
}

void TestApiClient::missingServer_isReportedAsNotSent()
{
    Host host;
    const quint16 port = host.port();
    host.stopListening();
    Asking asking(port);
    asking.client.send(get());
    QTRY_COMPARE(asking.failed.size(), 1);
    QCOMPARE(asking.failed[0][1].toBool(), false);
    QVERIFY(
        asking.failed[0][0].toString().startsWith(QStringLiteral("No server answers on port %1").arg(port)));
    QCOMPARE(asking.connected.size(), 0);
}

void TestApiClient::answerWithoutLength_endsWithTheConnection()
{
    Host host;
    Asking asking(host.port());
    asking.client.send(get());
    QTRY_COMPARE(host.requests(), 1);
    host.say("HTTP/1.1 200 OK\r\n\r\nup to ");
    host.say("the end");
    host.hangUp();
    QTRY_COMPARE(asking.answered.size(), 1);
    QCOMPARE(asking.response().body, QByteArray("up to the end"));
    asking.client.send(get());
    QTRY_COMPARE(host.requests(), 2);
    host.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    QTRY_COMPARE(asking.answered.size(), 2);
    QCOMPARE(asking.disconnected.size(), 2);
}

void TestApiClient::slot_maySendTheNextRequest()
{
    Host host;
    Asking asking(host.port());
    connect(&asking.client, &ApiClient::answered, this, [&asking] {
        if (asking.answered.size() < 3)
            asking.client.send(get());
    });
    asking.client.send(get());
    for (int i = 1; i <= 3; ++i) {
        QTRY_COMPARE(host.requests(), i);
        host.say(Ok);
    }
    QTRY_COMPARE(asking.answered.size(), 3);
    QCOMPARE(host.requests(), 3);
    QCOMPARE(host.sockets.size(), 1);
}

void TestApiClient::port_mayChange()
{
    Host first;
    Host second;
    Asking asking(first.port());
    asking.client.send(get());
    QTRY_COMPARE(first.requests(), 1);
    first.say(Ok);
    QTRY_COMPARE(asking.answered.size(), 1);
    asking.client.setPort(second.port());
    QCOMPARE(asking.disconnected.size(), 1);
    asking.client.send(get());
    QTRY_COMPARE(second.requests(), 1);
    QCOMPARE(first.requests(), 1);
}

QTEST_GUILESS_MAIN(TestApiClient)
#include "tst_apiclient.moc"
