#include "http/connection/httpparser.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;

/// The network may split messages anywhere: the result must not depend on where.
class TestHttpParser final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void request_doesNotDependOnItsPieces_data();
    void request_doesNotDependOnItsPieces();
    void requests_areTakenOneAfterTheOther();
    void response_doesNotDependOnItsPieces_data();
    void response_doesNotDependOnItsPieces();
    void responseWithoutLength_endsWithTheConnection();
};

namespace {

/// The parser's results for a stream, as text.
QByteArray requestsIn(const QList<QByteArray>& pieces)
{
    ServerLimits limits;
    limits.headerBytes = 400;
    limits.bodyBytes = 60;
    RequestParser parser(limits);
    QByteArray result;
    for (const QByteArray& piece : pieces) {
        parser.append(piece);
        for (bool more = true; more;) {
            switch (parser.advance()) {
            case RequestParser::Progress::NeedMore:
                more = false;
                break;
            case RequestParser::Progress::AwaitsContinue:
                break;
            case RequestParser::Progress::Complete: {
                const HttpRequest request = parser.take();
                result += request.method + ' ' + request.target + '|' + request.body + '|' + request.text;
                for (const Header& header : request.headers)
                    result += '|' + header.first + '=' + header.second;
                result += parser.keepsAlive() ? "|open\n" : "|last\n";
                break;
            }
            case RequestParser::Progress::Refused:
                return result + QByteArray::number(parser.refusal().status);
            }
        }
    }
    return result;
}

QList<QByteArray> cutEverywhere(const QByteArray& text)
{
    QList<QByteArray> pieces;
    for (const char c : text)
        pieces.append(QByteArray(1, c));
    return pieces;
}

QByteArray responseIn(const QList<QByteArray>& pieces)
{
    ResponseParser parser(false);
    for (const QByteArray& piece : pieces) {
        parser.append(piece);
        const ResponseParser::Progress progress = parser.advance();
        if (progress == ResponseParser::Progress::Unreadable)
            return "unreadable";
        if (progress == ResponseParser::Progress::Complete) {
            const HttpResponse response = parser.take();
            return QByteArray::number(response.status) + '|' + response.body + '|' + response.text;
        }
    }
    return "incomplete";
}

} // namespace

void TestHttpParser::request_doesNotDependOnItsPieces_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a read") << QByteArray("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("two at once") << QByteArray("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.0\r\n\r\n");
    QTest::newRow("empty lines before it") << QByteArray("\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("a body") << QByteArray("PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    QTest::newRow("chunks") << QByteArray("PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                                          "chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n");
    QTest::newRow("no chunk but the last")
        << QByteArray("PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    QTest::newRow("a trailer that looks like a header field")
        << QByteArray("PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                      "chunked\r\n\r\n1\r\na\r\n0\r\nIf-Match: \"1\"\r\n\r\n");
    QTest::newRow("malformed chunk size") << QByteArray(
        "PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n");
    QTest::newRow("chunk longer than it says") << QByteArray(
        "PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n");
    QTest::newRow("body over the limit")
        << QByteArray("PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 61\r\n\r\n");
    QTest::newRow("chunks over the limit")
        << QByteArray("PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3d\r\n");
    const QByteArray put = "PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("a trailer as long as the limit") << put + "0\r\nA: " + QByteArray(390, 'a') + "\r\n\r\n";
    QTest::newRow("a trailer over the limit") << put + "0\r\nA: " + QByteArray(391, 'a') + "\r\n\r\n";
    QTest::newRow("a trailer over the limit after a chunk")
        << put + "1\r\na\r\n0\r\nA: " + QByteArray(400, 'a') + "\r\n\r\n";
    QTest::newRow("a chunk's line over the limit")
        << put + "1;a=" + QByteArray(400, 'a') + "\r\na\r\n0\r\n\r\n";
    QTest::newRow("small chunks over the limit")
        << put + QByteArray("1;a=" + QByteArray(20, 'a') + "\r\na\r\n").repeated(20) + "0\r\n\r\n";
    QTest::newRow("a malformed chunk over the limit")
        << put + QByteArray("1;a=" + QByteArray(20, 'a') + "\r\na\r\n").repeated(20) + "z\r\n\r\n";
    QTest::newRow("header over the limit")
        << "GET /a HTTP/1.1\r\nHost: x\r\nA: " + QByteArray(400, 'a') + "\r\n\r\n";
    QTest::newRow("folded field") << QByteArray("GET /a HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n");
    QTest::newRow("another version") << QByteArray("GET /a HTTP/2.0\r\nHost: x\r\n\r\n");
    QTest::newRow("another version with more behind") << QByteArray("GET /a HTTP/0.91 b\r\nHost: x\r\n\r\n");
    // What follows a refused line is not its header.
    const QByteArray rest(400, 'a');
    QTest::newRow("another version with a lot behind") << "PUT /a HTTP/2.0\r\nHost: x\r\n\r\n" + rest;
    QTest::newRow("a malformed field with a lot behind") << "PUT /a HTTP/1.1\r\nHost\r\n\r\n" + rest;
    QTest::newRow("no HTTP with a lot behind") << "hello there\r\n\r\n" + rest;
    QTest::newRow("no HTTP") << QByteArray("\x16\x03\x01 hello\r\n\r\n");
}

void TestHttpParser::request_doesNotDependOnItsPieces()
{
    QFETCH(QByteArray, text);
    const QByteArray whole = requestsIn({text});
    QVERIFY(!whole.isEmpty());
    QCOMPARE(requestsIn(cutEverywhere(text)), whole);
    for (qsizetype at = 1; at < text.size(); ++at)
        QCOMPARE(requestsIn({text.left(at), text.mid(at)}), whole);
}

void TestHttpParser::requests_areTakenOneAfterTheOther()
{
    const QByteArray first =
        "PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\nT: u\r\n\r\n";
    const QByteArray second = "GET /c HTTP/1.0\r\n\r\n";
    QCOMPARE(
        requestsIn({"\r\n" + first + second}),
        "PUT /a|b|" + first + "|Host=x|Transfer-Encoding=chunked|open\nGET /c||" + second + "|last\n");
}

void TestHttpParser::response_doesNotDependOnItsPieces_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& expected) {
        QTest::newRow(name) << text << expected;
    };
    row("a body",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        "200|hi|HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    row("nothing", "HTTP/1.1 204 No Content\r\n\r\n", "204||HTTP/1.1 204 No Content\r\n\r\n");
    row("an interim answer before it",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 304 Not Modified\r\n\r\n",
        "304||HTTP/1.1 304 Not Modified\r\n\r\n");
    row("chunks",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nh\r\n1\r\ni\r\n0\r\n\r\n",
        "200|hi|HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nh\r\n1\r\ni\r\n0\r\n\r\n");
    row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "unreadable");
}

void TestHttpParser::response_doesNotDependOnItsPieces()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(responseIn({text}), expected);
    QCOMPARE(responseIn(cutEverywhere(text)), expected);
    for (qsizetype at = 1; at < text.size(); ++at)
        QCOMPARE(responseIn({text.left(at), text.mid(at)}), expected);
}

void TestHttpParser::responseWithoutLength_endsWithTheConnection()
{
    ResponseParser parser(false);
    QVERIFY(parser.finish() == ResponseParser::Progress::NeedMore);
    parser.append("HTTP/1.1 200 OK\r\n\r\nall of ");
    QVERIFY(parser.advance() == ResponseParser::Progress::NeedMore);
    parser.append("it");
    QVERIFY(parser.advance() == ResponseParser::Progress::NeedMore);
    QVERIFY(parser.finish() == ResponseParser::Progress::Complete);
    QCOMPARE(parser.take().body, QByteArray("all of it"));
    QVERIFY(!parser.keepsAlive());
}

QTEST_GUILESS_MAIN(TestHttpParser)
#include "tst_httpparser.moc"
