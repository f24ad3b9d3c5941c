#include "httptest.h"
#include "warningfreetest.h"

#include <QDir>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using namespace interleave;
using namespace interleave::test;

namespace {

/// Serves one page and receives the result of its script.
class PageServer final
{
public:
    explicit PageServer(const QHostAddress& address, const QByteArray& page)
        : m_page(page)
    {
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this] { accept(); });
        if (!m_listener.listen(address))
            qFatal("%s", qPrintable(m_listener.errorString()));
    }

    [[nodiscard]] quint16 port() const { return m_listener.serverPort(); }
    [[nodiscard]] const QJsonObject& result() const { return m_result; }

private:
    void accept()
    {
        QTcpSocket* socket = m_listener.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            // "GET /told?%7B…%7D HTTP/1.1"
            const QByteArray target = socket->readLine().split(' ').value(1);
            socket->readAll();
            if (target.startsWith("/told?")) {
                const QByteArray told = QByteArray::fromPercentEncoding(target.mid(6));
                m_result = QJsonDocument::fromJson(told).object();
            }
            const QByteArray body = target == "/" ? m_page : QByteArray();
            socket->write(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
                "Content-Length: " +
                QByteArray::number(body.size()) + "\r\n\r\n" + body);
            socket->disconnectFromHost();
        });
    }

    QTcpServer m_listener;
    QByteArray m_page;
    QJsonObject m_result;
};

/// A page whose script runs \a steps with `url`, and reports the contents of `out`.
QByteArray page(const ApiServer& server, const QByteArray& steps)
{
    return "<!doctype html><title>A page</title><script>(async () => { const url = 'http://localhost:" +
           QByteArray::number(server.port()) + "/records/item'; const out = {}; try { " + steps +
           " } catch (e) { out.problem = String(e); }"
           " await fetch('/told?' + encodeURIComponent(JSON.stringify(out))); })()</script>";
}

/// A browser that shows a page as long as the object lives.
class Browser final
{
public:
    static QString program()
    {
        const QString chromium = QStandardPaths::findExecutable(QStringLiteral("chromium"));
        return chromium.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("chromium-browser"))
                                  : chromium;
    }

    explicit Browser(const QString& url)
    {
        m_process.start(
            program(),
            {QStringLiteral("--headless"),
             QStringLiteral("--no-sandbox"),
             QStringLiteral("--disable-gpu"),
             QStringLiteral("--disable-quic"),
             QStringLiteral("--disable-dev-shm-usage"),
             QStringLiteral("--no-first-run"),
             QStringLiteral("--disable-sync"),
             QStringLiteral("--remote-debugging-port=0"),
             QStringLiteral("--user-data-dir=") + m_profile.path(),
             url});
    }
    ~Browser()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
        m_process.waitForFinished();
        // Its helper processes write a little longer than it runs itself.
        m_profile.setAutoRemove(false);
        QTRY_VERIFY2(QDir(m_profile.path()).removeRecursively(), "The browser's profile is still there.");
    }
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;
    Browser(Browser&&) = delete;
    Browser& operator=(Browser&&) = delete;

private:
    QTemporaryDir m_profile;
    QProcess m_process;
};

} // namespace

/// Pages in a real browser ask the server: the way that a refusal suggests works, and no other does.
class TestBrowser final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void pageOfThisMachine_readsAndSaves();
    void pageFromElsewhere_isRefused();

private:
    static constexpr int PageMs = 60'000;
};

void TestBrowser::initTestCase()
{
    if (Browser::program().isEmpty())
        QSKIP("There is no Chromium here; install it and run this again.");
}

void TestBrowser::pageOfThisMachine_readsAndSaves()
{
    const Served served(Locking::Version);
    PageServer pages(
        QHostAddress(QHostAddress::LocalHost),
        page(
            *served.server,
            "const read = await fetch(url); out.read = read.status; const tag = read.headers.get('ETag');"
            "out.hasDate = read.headers.has('Last-Modified'); const fields = await read.json(); fields.stock "
            "-= 3;"
            "const put = h => fetch(url, {method: 'PUT', body: JSON.stringify(fields),"
            "  headers: {'Content-Type': 'application/json', ...h}});"
            "out.saved = (await put({'If-Match': tag})).status;"
            "const late = await put({'If-Match': tag}); out.late = late.status;"
            "out.current = (await late.json()).currentVersion;"
            "out.undated = (await put({'If-Unmodified-Since': 'Fri, 02 Jan 2026 02:59:05 GMT'})).status;"
            "out.counted = (await fetch(url, {method: 'PATCH', body: '{\"increment\": {\"stock\": -1}}',"
            "  headers: {'Content-Type': 'application/json'}})).status;"
            "out.lease = (await fetch(url + '/lease', {method: 'POST', headers: {'Prefer': "
            "'wait=1'}})).status;"
            "out.back = (await fetch(url + '/lease', {method: 'DELETE', headers: {'Lock-Token': "
            "'<x:1>'}})).status;"));
    const Browser browser(QStringLiteral("http://localhost:%1/").arg(pages.port()));
    QTRY_VERIFY_WITH_TIMEOUT(!pages.result().isEmpty(), PageMs);
    const QJsonObject expected{
        {QStringLiteral("read"), 200},
        {QStringLiteral("hasDate"), true},
        {QStringLiteral("saved"), 200},
        {QStringLiteral("late"), 412},
        {QStringLiteral("current"), 2},
        {QStringLiteral("undated"), 428},
        {QStringLiteral("counted"), 200},
        {QStringLiteral("lease"), 409},
        {QStringLiteral("back"), 409}};
    QCOMPARE(QJsonDocument(pages.result()).toJson(), QJsonDocument(expected).toJson());
}

void TestBrowser::pageFromElsewhere_isRefused()
{
    const Served served;
    const QHostAddress elsewhere(QStringLiteral("127.0.0.2"));
    if (!QTcpServer().listen(elsewhere))
        QSKIP("This machine has one loopback address only.");
    PageServer pages(
        elsewhere,
        page(
            *served.server,
            "const how = async init => { try { return (await fetch(url, init)).type; } catch { return "
            "'refused'; } };"
            "out.read = await how({}); out.blind = await how({mode: 'no-cors'});"
            "out.save = await how({method: 'PUT', body: '{}', headers: {'Content-Type': "
            "'application/json'}});"
            "out.picture = await new Promise(told => { const image = new Image();"
            "  image.onload = () => told('shown'); image.onerror = () => told('refused'); image.src = url; "
            "});"));
    const Browser browser(QStringLiteral("http://127.0.0.2:%1/").arg(pages.port()));
    QTRY_VERIFY_WITH_TIMEOUT(!pages.result().isEmpty(), PageMs);
    for (const char* what : {"read", "blind", "save", "picture"})
        QCOMPARE(pages.result().value(QLatin1String(what)).toString(), QStringLiteral("refused"));
    QVERIFY(served.events.isEmpty());
    QVERIFY(!served.others.isEmpty());
    for (const int status : served.others)
        QCOMPARE(status, 403);
}

QTEST_GUILESS_MAIN(TestBrowser)
#include "tst_browser.moc"
