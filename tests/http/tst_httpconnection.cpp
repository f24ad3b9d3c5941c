#include "httptest.h"

#include "http/connection/descriptors.h"
#include "http/connection/httpconnection.h"
#include "http/connection/requestroom.h"
#include "warningfreetest.h"

#include <QTcpServer>

#include <boost/beast/version.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <vector>

using namespace interleave;
using namespace interleave::test;

/// The wire: framing, limits, and the end of connections.
class TestHttpConnection final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void framing_isStrict_data();
    void framing_isStrict();
    void requestSmuggling_isRefused_data();
    void requestSmuggling_isRefused();

    void requests_areAnsweredInOrder();
    void continue_isSentOnlyWhenTheBodyIsMissing();
    void largeBody_isRefusedWithoutBeingRead();
    void slowRequest_isRefused();
    void idleConnection_isClosed();
    void connectionBeyondTheLimit_closesTheSmallestClaim();
    void panelConnections_stay();
    void panelConnections_areAcceptedByAFullServer();
    void newConnections_mayAskFirst();
    void connections_leaveDescriptors();
    void peerThatNeverReads_isNotReadFrom();
    void peersThatNeverRead_shareALimit();
    void largeRequest_waitsForMemory_data();
    void largeRequest_waitsForMemory();
    void largeRequestWithoutMemory_isRefused();
    void largePanelRequest_needsNoShare();
    void lateAnswer_delaysTheNextRequest();
    void answerAfterTheEnd_isHarmless();
    void stop_answersPendingRequests();
    void stop_endsDespiteAPeerThatNeverReads();

private:
    void compareExchange(const QByteArray& request, const QByteArray& expected, bool closes);
};

namespace {

const QByteArray Get = "GET /records/item HTTP/1.1\r\nHost: localhost\r\n";
const QByteArray Put = "PUT /records/item HTTP/1.1\r\nHost: localhost\r\n";
const QByteArray NotHttp = "Check how the request is written.";

QByteArray malformed(const QByteArray& what)
{
    return closing(
        problem("400 Bad Request", "This is not HTTP as RFC 9112 has it (" + what + "). " + NotHttp));
}

QByteArray saved(const QByteArray& body)
{
    return json(
        "200 OK",
        "ETag: \"2\"\r\nLast-Modified: Fri, 02 Jan 2026 03:04:05 GMT\r\nCache-Control: no-cache\r\n",
        body);
}

void columns()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("closes");
}

} // namespace

void TestHttpConnection::compareExchange(const QByteArray& request, const QByteArray& expected, bool closes)
{
    Served served;
    Peer peer(*served.server);
    peer.send(request);
    QCOMPARE(peer.receive(expected.size()), expected);
    if (closes) {
        QVERIFY(peer.isClosed());
        QCOMPARE(peer.socket.readAll(), QByteArray());
        return;
    }
    // The connection still works, and nothing was sent in between.
    peer.send(Get + "If-None-Match: *\r\n\r\n");
    QVERIFY(peer.receive(24).startsWith("HTTP/1.1 304 Not Modified"));
}

void TestHttpConnection::framing_isStrict_data()
{
    columns();
    const auto row =
        [](const char* name, const QByteArray& request, const QByteArray& expected, bool closes = false) {
            QTest::newRow(name) << request << expected << closes;
        };
    const QByteArray ok = startAnswer();
    const QByteArray none = "HTTP/1.1 200 OK\r\n" + StartFields + "Content-Type: application/json\r\n" +
                            DateField + BrowserFields +
                            "Content-Length: " + QByteArray::number(StartBody.size()) + "\r\n\r\n";
    row("a connection goes on by itself", Get + "\r\n", ok);
    row("Connection: close ends it", Get + "Connection: close\r\n\r\n", closing(ok), true);
    row("Connection: close among others ends it", Get + "Connection: foo, Close\r\n\r\n", closing(ok), true);
    row("HTTP/1.0 ends it", "GET /records/item HTTP/1.0\r\n\r\n", closing(ok), true);
    row("HTTP/1.0 goes on if asked, and is told so",
        "GET /records/item HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        QByteArray(ok).insert(ok.indexOf("\r\n\r\n") + 2, "Connection: keep-alive\r\n"));
    row("HEAD has no body", "HEAD /records/item HTTP/1.1\r\n" + Host + "\r\n", none);
    row("HEAD and GET in one go",
        "HEAD /records/item HTTP/1.1\r\n" + Host + "\r\n" + Get + "\r\n",
        none + ok);
    row("three requests in one go", Get + "\r\n" + Get + "\r\n" + Get + "\r\n", ok + ok + ok);
    row("what follows the last request is not read",
        Get + "Connection: close\r\n\r\n" + Get + "\r\n",
        closing(ok),
        true);
    row("empty lines before a request are skipped", "\r\n\r\n" + Get + "\r\n", ok);
    row("empty lines between requests are skipped", Get + "\r\n\r\n" + Get + "\r\n", ok + ok);
    row("a body in chunks",
        Put + "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n4;x=y\r\n: 1}\r\n0\r\n\r\n",
        saved("{\"a\": 1}"));
    row("chunked in capitals",
        Put + "Transfer-Encoding: CHUNKED\r\n\r\n8\r\n{\"a\": 1}\r\n0\r\n\r\n",
        saved("{\"a\": 1}"));
    row("a trailer is no header field",
        Put + "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"a\": 1}\r\n0\r\nIf-Match: \"9\"\r\n\r\n",
        saved("{\"a\": 1}"));
    row("a GET may have a body", Get + "Content-Length: 5\r\n\r\nhello", ok);
    row("a field's name is in any case", "GET /records/item HTTP/1.1\r\nhOsT: localhost\r\n\r\n", ok);
    row("a field's value may be padded", "GET /records/item HTTP/1.1\r\nHost: \t localhost \t\r\n\r\n", ok);
    row("Expect with the body at once",
        Put + "Expect: 100-continue\r\nContent-Length: 8\r\n\r\n{\"a\": 1}",
        saved("{\"a\": 1}"));
    row("Expect from HTTP/1.0 is ignored",
        "PUT /records/item HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 8\r\n\r\n{\"a\": 1}",
        closing(saved("{\"a\": 1}")),
        true);
    row("another Expect",
        Put + "Expect: a-miracle\r\nContent-Length: 8\r\n\r\n{\"a\": 1}",
        closing(problem(
            "417 Expectation Failed", "This server knows no Expect but 100-continue. Leave the field out.")),
        true);
    const QByteArray version = closing(problem(
        "505 HTTP Version Not Supported", "This server speaks HTTP/1.1 and HTTP/1.0. Ask in one of them."));
    row("HTTP/2.0", "GET /records/item HTTP/2.0\r\n" + Host + "\r\n", version, true);
    row("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", version, true);
    row("no HTTP at all", "hello there\r\n\r\n", malformed("bad target"), true);
    row("a TLS greeting", QByteArray("\x16\x03\x01\x02\x00\x01", 6), malformed("bad method"), true);
    row("no target", "GET  HTTP/1.1\r\n" + Host + "\r\n", malformed("bad target"), true);
    row("two spaces before the version",
        "GET /records/item  HTTP/1.1\r\n" + Host + "\r\n",
        malformed("bad version"),
        true);
    row("no version", "GET /records/item\r\n" + Host + "\r\n", malformed("bad target"), true);
}

void TestHttpConnection::framing_isStrict()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, expected);
    QFETCH(bool, closes);
    compareExchange(request, expected, closes);
}

void TestHttpConnection::requestSmuggling_isRefused_data()
{
    columns();
    const auto row = [](const char* name, const QByteArray& request, const QByteArray& expected) {
        QTest::newRow(name) << request << expected << true;
    };
    const auto bad = [](const QByteArray& detail) {
        return closing(problem("400 Bad Request", detail));
    };
    const QByteArray chunks = "8\r\n{\"a\": 1}\r\n0\r\n\r\n";
    const QByteArray coding = "This server reads no Transfer-Encoding but chunked. Send the body plain.";
    row("no Host",
        "GET /records/item HTTP/1.1\r\n\r\n",
        bad("The request has no Host field. Send one, such as Host: localhost."));
    row("two Hosts", Get + Host + "\r\n", bad("The request has 2 Host fields. Send one."));
    const QByteArray folded = "A header field goes on in the next line. Write each field in one line.";
    row("a folded field", Get + "X-A: b\r\n c\r\n\r\n", bad(folded));
    row("a field folded with a tab", Get + "X-A: b\r\n\tc\r\n\r\n", bad(folded));
    row("a field folded to nothing", Get + "X-A:\r\n \r\n\r\n", bad(folded));
    row("a space before the colon", Get + "X-A : b\r\n\r\n", malformed("bad field"));
    row("a field without a name", Get + ": b\r\n\r\n", malformed("bad field"));
    row("a field without a colon", Get + "X-A\r\n\r\n", malformed("bad field"));
    row("a line that ends in LF alone", Get + "X-A: b\nX-B: c\r\n\r\n", malformed("bad value"));
    row("a CR inside a value", Get + "X-A: b\rc\r\n\r\n", malformed("bad line ending"));
    row("a NUL inside a value", Get + QByteArray("X-A: b\0c\r\n\r\n", 12), malformed("bad value"));
    row("Content-Length and chunked",
        Put + "Content-Length: 8\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
        malformed("bad Transfer-Encoding"));
    row("chunked and Content-Length",
        Put + "Transfer-Encoding: chunked\r\nContent-Length: 8\r\n\r\n" + chunks,
        malformed("bad Content-Length"));
    // The library's message, which differs in newer versions.
    const QByteArray several = BOOST_BEAST_VERSION > 300 ? "multiple Content-Length" : "bad Content-Length";
    row("two Content-Lengths that differ",
        Put + "Content-Length: 8\r\nContent-Length: 9\r\n\r\n{\"a\": 1}",
        malformed(several));
    row("a list of Content-Lengths that differ",
        Put + "Content-Length: 8, 9\r\n\r\n{\"a\": 1}",
        malformed(several));
    row("a negative Content-Length", Put + "Content-Length: -8\r\n\r\n", malformed("bad Content-Length"));
    row("a Content-Length with a plus", Put + "Content-Length: +8\r\n\r\n", malformed("bad Content-Length"));
    row("a Content-Length in hexadecimal",
        Put + "Content-Length: 0x8\r\n\r\n",
        malformed("bad Content-Length"));
    row("an empty Content-Length", Put + "Content-Length:\r\n\r\n", malformed("bad Content-Length"));
    row("a Content-Length beyond 64 bits",
        Put + "Content-Length: 99999999999999999999\r\n\r\n",
        malformed("bad Content-Length"));
    row("another coding", Put + "Transfer-Encoding: gzip\r\n\r\n", bad(coding));
    row("the identity coding", Put + "Transfer-Encoding: identity\r\n\r\n" + chunks, bad(coding));
    row("a coding that only looks like chunked",
        Put + "Transfer-Encoding: xchunked\r\n\r\n" + chunks,
        bad(coding));
    row("chunked is not the last coding",
        Put + "Transfer-Encoding: chunked, gzip\r\n\r\n" + chunks,
        bad(coding));
    row("chunked twice", Put + "Transfer-Encoding: chunked, chunked\r\n\r\n" + chunks, bad(coding));
    row("chunked twice in two fields",
        Put + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
        malformed("bad Transfer-Encoding"));
    row("a coding under chunked",
        Put + "Transfer-Encoding: gzip, chunked\r\n\r\n" + chunks,
        closing(problem("501 Not Implemented", coding)));
    row("a coding under chunked in two fields",
        Put + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
        closing(problem("501 Not Implemented", coding)));
    row("another coding with Content-Length",
        Put + "Transfer-Encoding: x\r\nContent-Length: 8\r\n\r\n{\"a\": 1}",
        bad(coding));
    row("chunked from HTTP/1.0",
        "PUT /records/item HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
        bad("HTTP/1.0 has no Transfer-Encoding. Send a Content-Length instead."));
    row("a chunk's size that is no number",
        Put + "Transfer-Encoding: chunked\r\n\r\nx\r\n{\"a\": 1}\r\n0\r\n\r\n",
        malformed("bad chunk"));
    // Bytes that follow do not end it; each of them would count against the body's limit.
    row("a chunk's extension that is quoted beyond its line",
        Put + "Transfer-Encoding: chunked\r\n\r\n8;x=\"\r\n{",
        malformed("bad chunk extension"));
    row("a last chunk's extension that is quoted beyond the trailer",
        Put + "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"a\": 1}\r\n0;x=\"\r\nA: b\r\n\r\n",
        malformed("bad chunk extension"));
    row("a negative chunk's size",
        Put + "Transfer-Encoding: chunked\r\n\r\n-8\r\n{\"a\": 1}\r\n0\r\n\r\n",
        malformed("bad chunk"));
    row("a chunk's size beyond 64 bits",
        Put + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
        malformed("bad chunk"));
    row("a chunk that is longer than it says",
        Put + "Transfer-Encoding: chunked\r\n\r\n7\r\n{\"a\": 1}\r\n0\r\n\r\n",
        malformed("bad chunk"));
    row("a chunk line that ends in LF alone",
        Put + "Transfer-Encoding: chunked\r\n\r\n8\n{\"a\": 1}\r\n0\r\n\r\n",
        malformed("bad chunk extension"));
}

void TestHttpConnection::requestSmuggling_isRefused()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, expected);
    QFETCH(bool, closes);
    compareExchange(request, expected, closes);
}

void TestHttpConnection::requests_areAnsweredInOrder()
{
    Served served;
    Peer peer(*served.server);
    const QByteArray body = "Content-Length: 8\r\n\r\n{\"a\": 1}";
    peer.send(Put + body + Get + "\r\n" + "GET /nothing HTTP/1.1\r\n" + Host + "\r\n" + Put + body);
    QTRY_COMPARE(served.events.size(), 3);
    QCOMPARE(served.events[0].version, 2);
    QVERIFY(served.events[1].action == Action::Read);
    QCOMPARE(served.events[1].version, 2);
    QCOMPARE(served.events[2].version, 3);
    QCOMPARE(served.events[2].request, 4);
}

void TestHttpConnection::continue_isSentOnlyWhenTheBodyIsMissing()
{
    Served served;
    Peer peer(*served.server);
    const QByteArray more = "HTTP/1.1 100 Continue\r\n\r\n";
    peer.send(Put + "Expect: 100-Continue\r\nContent-Length: 8\r\n\r\n");
    QCOMPARE(peer.receive(more.size()), more);
    peer.send("{\"a\"");
    peer.send(": 1}");
    const QByteArray expected = saved("{\"a\": 1}");
    QCOMPARE(peer.receive(expected.size()), expected);
}

void TestHttpConnection::largeBody_isRefusedWithoutBeingRead()
{
    ServerOptions options;
    options.limits.bodyBytes = 1000;
    options.limits.headerBytes = 2000;
    Served served(Locking::Off, options);
    const QByteArray tooLong =
        closing(problem("413 Content Too Large", "The body is longer than 1000 bytes. Send a smaller one."));

    // The answer arrives while the sender continues; its data is not kept.
    Peer peer(*served.server);
    peer.send(Put + "Content-Length: 10000000\r\n\r\n");
    QCOMPARE(peer.receive(tooLong.size()), tooLong);
    for (int i = 0; i < 10; ++i)
        peer.send(QByteArray(100'000, 'x'));
    QVERIFY(peer.isClosed());

    Peer exact(*served.server);
    const QByteArray body = "{\"a\": \"" + QByteArray(991, 'x') + "\"}";
    QCOMPARE(body.size(), 1000);
    exact.send(Put + "Content-Length: 1000\r\n\r\n" + body);
    QCOMPARE(exact.receive(saved(body).size()), saved(body));

    Peer chunked(*served.server);
    chunked.send(Put + "Transfer-Encoding: chunked\r\n\r\n200\r\n" + QByteArray(512, 'x') + "\r\n200\r\n");
    QCOMPARE(chunked.receive(tooLong.size()), tooLong);

    Peer crumbs(*served.server);
    QByteArray many;
    for (int i = 0; i < 900; ++i)
        many += "1\r\nx\r\n";
    crumbs.send(Put + "Transfer-Encoding: chunked\r\n\r\n" + many);
    QVERIFY(crumbs.receive(34).startsWith("HTTP/1.1 413 Content Too Large"));

    const QByteArray longHeader = closing(problem(
        "431 Request Header Fields Too Large", "The header is longer than 2000 bytes. Send less of it."));
    for (const QByteArray& start :
         {Get + "X-A: ", "GET /" + QByteArray(1990, 'a'), QByteArray(1990, 'G'), Get + "X-A: b\r\nX-B: "}) {
        Peer wordy(*served.server);
        wordy.send(start + QByteArray(2500, 'x'));
        QCOMPARE(wordy.receive(longHeader.size()), longHeader);
    }
    Peer trailing(*served.server);
    trailing.send(Put + "Transfer-Encoding: chunked\r\n\r\n0\r\nX-A: " + QByteArray(2500, 'x'));
    const QByteArray longTrailer = closing(problem(
        "431 Request Header Fields Too Large", "The trailer is longer than 2000 bytes. Send less of it."));
    QCOMPARE(trailing.receive(longTrailer.size()), longTrailer);
}

void TestHttpConnection::slowRequest_isRefused()
{
    ServerOptions options;
    options.limits.requestMs = 50;
    Served served(Locking::Off, options);
    const QByteArray late = closing(problem(
        "408 Request Timeout", "The request was not complete after 0.05 seconds. Send it again, faster."));
    for (const QByteArray& part : {QByteArray("G"), Get, Put + "Content-Length: 8\r\n\r\n{"}) {
        Peer peer(*served.server);
        peer.send(part);
        QCOMPARE(peer.receive(late.size()), late);
        QVERIFY(peer.isClosed());
    }
    QCOMPARE(served.others, QList<int>({408, 408, 408}));
    QVERIFY(served.events.isEmpty());
}

void TestHttpConnection::idleConnection_isClosed()
{
    ServerOptions options;
    options.limits.idleMs = 50;
    Served served(Locking::Off, options);
    Peer silent(*served.server);
    QVERIFY(silent.isClosed());
    Peer peer(*served.server);
    peer.send(Get + "\r\n");
    QVERIFY(peer.isClosed());
    QCOMPARE(peer.socket.readAll(), startAnswer());
}

void TestHttpConnection::connectionBeyondTheLimit_closesTheSmallestClaim()
{
    ServerOptions options;
    options.limits.connections = 3;
    Served served(Locking::Off, options);
    const auto isServed = [](Peer& peer) {
        peer.send(Get + "\r\n");
        return peer.receive(startAnswer().size()) == startAnswer();
    };
    Peer first(*served.server);
    QVERIFY(isServed(first));
    Peer silent(*served.server);
    Peer second(*served.server);
    QVERIFY(isServed(second));
    Peer third(*served.server);
    QVERIFY(isServed(third));
    QVERIFY(silent.isClosed());
    QVERIFY(isServed(first));
    QVERIFY(isServed(second));
    // Now one that has asked before is closed.
    Peer fourth(*served.server);
    QVERIFY(isServed(fourth));
    QVERIFY(isServed(fourth));
    const auto left = std::ranges::count_if(std::array{&first, &second, &third}, [](Peer* peer) {
        return peer->socket.state() == QAbstractSocket::ConnectedState;
    });
    QCOMPARE(left, 2);
}

void TestHttpConnection::panelConnections_stay()
{
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.limits.connections = 1;
    options.panels = panels;
    Served served(Locking::Off, options);
    auto panel = std::make_unique<Peer>(*served.server);
    panels->add(panel->end(), QStringLiteral("A"));
    panel->send(Get + "\r\n");
    QTRY_COMPARE(served.events.size(), 1);
    Peer stranger(*served.server);
    stranger.send(Get + "\r\n");
    panel->send(Get + "\r\n");
    QTRY_COMPARE(served.events.size(), 2);
    QVERIFY(!served.events[1].outside);
    // A connection that did not fit was not cut, and is accepted when there is space.
    QCOMPARE(stranger.socket.state(), QAbstractSocket::ConnectedState);
    panels->remove(panel->end());
    panel.reset();
    QCOMPARE(stranger.receive(startAnswer().size()), startAnswer());
}

void TestHttpConnection::panelConnections_areAcceptedByAFullServer()
{
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.limits.connections = 4;
    options.panels = panels;
    Served served(Locking::Lease, options);
    const auto acquire = [](const QByteArray& name) {
        return "POST /records/item/lease HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + name +
               "\r\nPrefer: wait=60\r\nContent-Length: 0\r\n\r\n";
    };
    std::vector<std::unique_ptr<Peer>> strangers;
    const auto strangerAsks = [&](const QByteArray& name) {
        strangers.push_back(std::make_unique<Peer>(*served.server));
        strangers.back()->send(acquire(name));
    };
    // One holds the lease, two wait for it, and now the limit of waiting connections is reached.
    strangerAsks("ann");
    QVERIFY(strangers[0]->receive(20).startsWith("HTTP/1.1 201 Created"));
    strangerAsks("bob");
    strangerAsks("cid");
    QTRY_COMPARE(served.events.size(), 3);
    QCOMPARE(served.events[2].verdict, Verdict::Waiting);
    strangerAsks("dan");
    const QByteArray refusal = strangers[3]->receive(32);
    QVERIFY2(refusal.startsWith("HTTP/1.1 503 Service Unavailable"), refusal.constData());
    QVERIFY(refusal.contains("\r\nRetry-After: 10\r\n"));
    QCOMPARE(served.events.size(), 3);
    // Panels are accepted all the same, and one of them may wait too.
    Peer panel(*served.server);
    panels->add(panel.end(), QStringLiteral("A"));
    panel.send(acquire("A"));
    QTRY_COMPARE(served.events.size(), 4);
    QCOMPARE(served.events[3].verdict, Verdict::Waiting);
    QVERIFY(!served.events[3].outside);
    Peer another(*served.server);
    panels->add(another.end(), QStringLiteral("B"));
    another.send(Get + "\r\n");
    QVERIFY(another.receive(15).startsWith("HTTP/1.1 200 OK"));
}

void TestHttpConnection::newConnections_mayAskFirst()
{
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.limits.connections = 8;
    options.panels = panels;
    Served served(Locking::Off, options);
    std::vector<std::unique_ptr<Peer>> strangers;
    const auto strangerAsks = [&] {
        strangers.push_back(std::make_unique<Peer>(*served.server));
        strangers.back()->send(Get + "\r\n");
        QCOMPARE(strangers.back()->receive(startAnswer().size()), startAnswer());
    };
    for (int i = 0; i < 7; ++i)
        strangerAsks();
    Peer panel(*served.server);
    strangerAsks();
    // The connection was accepted, and only now is announced as a panel's.
    panels->add(panel.end(), QStringLiteral("A"));
    panel.send(Get + "\r\n");
    QVERIFY(panel.receive(15).startsWith("HTTP/1.1 200 OK"));
}

void TestHttpConnection::connections_leaveDescriptors()
{
    QCOMPARE(connectionsWithin(4096, 1024), 1024 - KeptDescriptors);
    QCOMPARE(connectionsWithin(4096, 20'000), 4096);
    QCOMPARE(connectionsWithin(4096, std::numeric_limits<int>::max()), 4096);
    QCOMPARE(connectionsWithin(4096, 64), 32);
    QCOMPARE(connectionsWithin(4096, 0), 1);
    QVERIFY(descriptorLimit() > 0);
}

void TestHttpConnection::peerThatNeverReads_isNotReadFrom()
{
    ServerOptions options;
    options.limits.unsentBytes = 10'000;
    Served served(Locking::Off, options);
    Record large = startRecord();
    large.fields.set(QStringLiteral("name"), QString(100'000, QLatin1Char('x')));
    QCOMPARE(served.store->reset({large}), QString());
    Peer peer(*served.server);
    peer.socket.setReadBufferSize(1);
    constexpr int asked = 200;
    for (int i = 0; i < asked; ++i)
        peer.send(Get + "\r\n");
    QTRY_VERIFY(served.events.size() > 1);
    // The server stops after as much as the system's buffers hold, far less than 20 MB.
    qsizetype before = -1;
    QTRY_VERIFY(std::exchange(before, served.events.size()) == served.events.size());
    QVERIFY(served.events.size() < asked);
    // All answers arrive once the client reads.
    peer.socket.setReadBufferSize(0);
    const qint64 all = asked * served.events[0].responseText.size();
    qint64 received = 0;
    QTRY_VERIFY_WITH_TIMEOUT((received += peer.socket.readAll().size()) == all, 20'000);
}

void TestHttpConnection::peersThatNeverRead_shareALimit()
{
    ServerOptions options;
    options.limits.sharedUnsentBytes = 1'000'000;
    Served served(Locking::Off, options);
    Record large = startRecord();
    large.fields.set(QStringLiteral("name"), QString(900'000, QLatin1Char('x')));
    QCOMPARE(served.store->reset({large}), QString());
    constexpr int asked = 12;
    std::vector<std::unique_ptr<Peer>> peers;
    for (int i = 0; i < 3; ++i) {
        peers.push_back(std::make_unique<Peer>(*served.server));
        Peer& peer = *peers.back();
        peer.socket.setReadBufferSize(1);
        const qsizetype there = served.events.size();
        peer.send((Get + "\r\n").repeated(asked));
        QTRY_VERIFY(served.events.size() > there);
        qsizetype before = -1;
        QTRY_VERIFY(std::exchange(before, served.events.size()) == served.events.size());
        QVERIFY(served.events.size() < there + asked);
    }
    // The connection that has waited longest has lost the rest of its answers; the newest has all.
    const qint64 all = asked * served.events[0].responseText.size();
    const auto received = [all](Peer& peer) {
        qint64 size = 0;
        peer.socket.setReadBufferSize(0);
        while (size < all) {
            const QByteArray more = peer.receive(1);
            if (more.isEmpty())
                break;
            size += more.size();
        }
        return size;
    };
    QVERIFY(received(*peers.front()) < all);
    QVERIFY(peers.front()->isClosed());
    QCOMPARE(received(*peers.back()), all);
}

void TestHttpConnection::largeRequest_waitsForMemory_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    const QByteArray json = "{\"b\": \"" + QByteArray(60'000, 'x') + "\"}";
    const QByteArray length = "Content-Length: " + QByteArray::number(json.size()) + "\r\n";
    QTest::newRow("with its length") << length << json;
    QTest::newRow("in chunks") << QByteArray("Transfer-Encoding: chunked\r\n")
                               << QByteArray::number(json.size(), 16) + "\r\n" + json + "\r\n0\r\n\r\n";
    QTest::newRow("that expects a 100") << length + "Expect: 100-continue\r\n" << json;
}

void TestHttpConnection::largeRequest_waitsForMemory()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, body);
    ServerOptions options;
    options.limits.sharedBytes = 70'000;
    Served served(Locking::Off, options);
    const bool expects = fields.contains("Expect");
    const QByteArray interim = "HTTP/1.1 100 Continue\r\n\r\n";
    Peer first(*served.server);
    first.send(Put + "Expect: 100-continue\r\nContent-Length: 50000\r\n\r\n");
    QCOMPARE(first.receive(interim.size()), interim);
    first.send("{\"a\": \"" + QByteArray(49'991, 'x') + '"');
    Peer second(*served.server);
    second.send(Put + fields + "\r\n" + (expects ? QByteArray() : body));
    for (int i = 1; i <= 3; ++i) {
        Peer small(*served.server);
        small.send(Put + "Content-Length: 8\r\n\r\n{\"s\": 1}");
        QVERIFY(small.receive(15).startsWith("HTTP/1.1 200 OK"));
        QCOMPARE(served.events.size(), i);
    }
    QCOMPARE(second.socket.bytesAvailable(), 0);
    first.send("}");
    QVERIFY(first.receive(15).startsWith("HTTP/1.1 200 OK"));
    QVERIFY(served.events[3].requestText.contains("\"a\""));
    if (expects) {
        QCOMPARE(second.receive(interim.size()), interim);
        second.send(body);
    }
    QVERIFY(second.receive(15).startsWith("HTTP/1.1 200 OK"));
    QVERIFY(served.events[4].requestText.contains("\"b\""));
}

void TestHttpConnection::largeRequestWithoutMemory_isRefused()
{
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress(QHostAddress::LocalHost)));
    QTcpSocket others;
    others.connectToHost(listener.serverAddress(), listener.serverPort());
    QVERIFY(listener.waitForNewConnection(5000));
    ServerLimits limits;
    RequestRoom room(limits.sharedBytes);
    HttpConnection other(listener.nextPendingConnection(), limits, room, nullptr);
    QVERIFY(room.enter(other, limits.sharedBytes));
    QTcpSocket peer;
    peer.connectToHost(listener.serverAddress(), listener.serverPort());
    QVERIFY(listener.waitForNewConnection(5000));
    limits.requestMs = 50;
    HttpConnection connection(listener.nextPendingConnection(), limits, room, nullptr);
    QList<Refusal> refusals;
    connect(&connection, &HttpConnection::refused, this, [&](const HttpRequest&, const Refusal& refusal) {
        refusals.append(refusal);
        connection.answer({refusal.status, {}, {}, {}});
    });
    peer.write(Put + "Content-Length: 900000\r\n\r\n" + QByteArray(900'000, 'x'));
    QTRY_COMPARE(refusals.size(), 1);
    QCOMPARE(refusals[0].status, 503);
    QCOMPARE(refusals[0].retryAfter, 10);
    QCOMPARE(
        refusals[0].detail,
        QStringLiteral("The server is busy with other large requests, and had no room for this one within "
                       "0.05 seconds. Send it again later, or with less than 16384 bytes."));
    // It reads the rest, so that the sender can read the answer, and is no longer in the queue.
    QTRY_COMPARE(peer.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(peer.readAll().startsWith("HTTP/1.1 503 Service Unavailable"));
    room.leave(other);
    QVERIFY(room.enter(other, limits.sharedBytes));
}

void TestHttpConnection::largePanelRequest_needsNoShare()
{
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.limits.sharedBytes = 50'000;
    options.panels = panels;
    Served served(Locking::Off, options);
    Peer stranger(*served.server);
    stranger.send(Put + "Expect: 100-continue\r\nContent-Length: 50000\r\n\r\n");
    QVERIFY(stranger.receive(25).startsWith("HTTP/1.1 100 Continue"));
    Peer panel(*served.server);
    panels->add(panel.end(), QStringLiteral("A"));
    const QByteArray body = "{\"a\": \"" + QByteArray(49'991, 'x') + "\"}";
    panel.send(Put + "Content-Length: 50000\r\n\r\n" + body);
    QVERIFY(panel.receive(15).startsWith("HTTP/1.1 200 OK"));
}

void TestHttpConnection::lateAnswer_delaysTheNextRequest()
{
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress(QHostAddress::LocalHost)));
    QTcpSocket peer;
    peer.connectToHost(listener.serverAddress(), listener.serverPort());
    QVERIFY(listener.waitForNewConnection(5000));
    ServerLimits limits;
    limits.requestMs = 20;
    RequestRoom room(limits.sharedBytes);
    HttpConnection connection(listener.nextPendingConnection(), limits, room, nullptr);
    QList<QByteArray> asked;
    connect(&connection, &HttpConnection::requested, this, [&asked](const HttpRequest& r) {
        asked.append(r.target);
    });
    QTRY_COMPARE(peer.state(), QAbstractSocket::ConnectedState);
    peer.write("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_COMPARE(asked, QList<QByteArray>({"/a"}));

    // The sender's timeout does not run while the server works.
    QTimer::singleShot(3 * limits.requestMs, this, [&connection] { connection.answer({204, {}, {}, {}}); });
    QTRY_COMPARE(asked, QList<QByteArray>({"/a", "/b"}));
    connection.stop();
    connection.answer({204, {}, {}, {}});
    QTRY_COMPARE(peer.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(peer.readAll(), QByteArray("HTTP/1.1 204 No Content\r\n\r\n").repeated(2));
}

void TestHttpConnection::answerAfterTheEnd_isHarmless()
{
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress(QHostAddress::LocalHost)));
    QTcpSocket peer;
    peer.connectToHost(listener.serverAddress(), listener.serverPort());
    QVERIFY(listener.waitForNewConnection(5000));
    RequestRoom room(0);
    HttpConnection connection(listener.nextPendingConnection(), {}, room, nullptr);
    QSignalSpy requested(&connection, &HttpConnection::requested);
    QSignalSpy closed(&connection, &HttpConnection::closed);
    QTRY_COMPARE(peer.state(), QAbstractSocket::ConnectedState);
    peer.write("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_COMPARE(requested.size(), 1);
    peer.abort();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(connection.answer({204, {}, {}, {}}), QByteArray("HTTP/1.1 204 No Content\r\n\r\n"));
    connection.stop();
    QCOMPARE(closed.size(), 1);
}

void TestHttpConnection::stop_answersPendingRequests()
{
    Served served;
    QSignalSpy stopped(served.server.get(), &ApiServer::stopped);
    Peer idle(*served.server);
    Peer partial(*served.server);
    partial.send(Get);
    Peer asking(*served.server);
    asking.send(Get + "\r\n" + Get + "\r\n");
    QTRY_COMPARE(served.events.size(), 2);
    // Sent, but not read by the server yet.
    asking.send(Get + "\r\n");
    served.server->stop();
    QCOMPARE(served.server->port(), 0);
    QVERIFY(asking.isClosed());
    QCOMPARE(asking.socket.readAll(), startAnswer().repeated(3));
    QVERIFY(idle.isClosed());
    QVERIFY(partial.isClosed());
    QTRY_COMPARE(stopped.size(), 1);
}

void TestHttpConnection::stop_endsDespiteAPeerThatNeverReads()
{
    ServerOptions options;
    options.limits.requestMs = 50;
    Served served(Locking::Off, options);
    Record large = startRecord();
    large.fields.set(QStringLiteral("name"), QString(900'000, QLatin1Char('x')));
    QCOMPARE(served.store->reset({large}), QString());
    Peer peer(*served.server);
    peer.socket.setReadBufferSize(1);
    for (int i = 0; i < 20; ++i)
        peer.send(Get + "\r\n");
    QTRY_VERIFY(!served.events.isEmpty());
    QSignalSpy stopped(served.server.get(), &ApiServer::stopped);
    served.server->stop();
    QTRY_COMPARE(stopped.size(), 1);
}

QTEST_GUILESS_MAIN(TestHttpConnection)
#include "tst_httpconnection.moc"
