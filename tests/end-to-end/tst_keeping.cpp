#include "program.h"
#include "store/recordstore.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

/// Sends one request on a new connection and returns the whole answer.
QByteArray
ask(const QUrl& url, const QByteArray& method, const QByteArray& more = {}, const QByteArray& body = {})
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.port()));
    socket.write(
        method + ' ' + url.path(QUrl::FullyEncoded).toUtf8() + " HTTP/1.1\r\nHost: localhost\r\n" + more +
        "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " +
        QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray answer;
    while (socket.waitForReadyRead() || socket.state() == QAbstractSocket::ConnectedState)
        answer += socket.readAll();
    return answer + socket.readAll();
}

} // namespace

/// `serve --database` and changes to its file.
class TestKeeping final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void damagedFile_isRefusedAndUnchanged();
    void readingItsFile_keepsTheLock();
    void deletedFile_refusesSaves();
    void otherRecords_areNamed();
    void uri_isRefused();

private:
    void prepare() override;

    void fill(const QString& record);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void TestKeeping::prepare()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"f.db"_s);
}

void TestKeeping::fill(const QString& record)
{
    auto store = RecordStore::open(m_file);
    QVERIFY(store);
    QCOMPARE(store.value()->reset({Record{record, {{u"stock"_s, qint64{10}}}, 1, 1000}}), QString());
}

void TestKeeping::damagedFile_isRefusedAndUnchanged()
{
    fill(u"item"_s);
    QByteArray content = contentOf(m_file);
    // The type byte of the first page of the table of records.
    content[1024] = 'x';
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const Ended ended = run({u"serve"_s, u"--port"_s, u"0"_s, u"--database"_s, m_file});
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.contains(u"is damaged"_s), qPrintable(ended.err));
    QVERIFY2(ended.err.contains(u"left untouched"_s), qPrintable(ended.err));
    QCOMPARE(contentOf(m_file), content);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"f.db"_s});
}

/// When any code of this process opens and closes the file, SQLite's locks are lost; the database must still
/// be held.
void TestKeeping::readingItsFile_keepsTheLock()
{
    fill(u"item"_s);
    const auto store = RecordStore::open(m_file);
    QVERIFY(store);
    QVERIFY(!contentOf(m_file).isEmpty());
    const Ended ended = run({u"serve"_s, u"--port"_s, u"0"_s, u"--database"_s, m_file});
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.contains(u"held by another process"_s), qPrintable(ended.err));
}

void TestKeeping::deletedFile_refusesSaves()
{
    const Server server({u"--database"_s, m_file});
    QVERIFY(server.isUp());
    const QUrl url(server.url());
    QVERIFY(ask(url, "PUT", {}, "{\"stock\": 7}").startsWith("HTTP/1.1 200 "));
    QVERIFY(QFile::remove(m_file));
    const QByteArray refused = ask(url, "PUT", {}, "{\"stock\": 5}");
    QVERIFY2(refused.startsWith("HTTP/1.1 503 "), refused.constData());
    QVERIFY2(refused.contains("was moved or deleted"), refused.constData());
    QVERIFY2(!refused.contains("Retry-After"), refused.constData());
    const QByteArray added = ask(url, "PATCH", {}, "{\"increment\": {\"stock\": 1}}");
    QVERIFY2(added.startsWith("HTTP/1.1 503 "), added.constData());
    const QByteArray read = ask(url, "GET");
    QVERIFY2(read.startsWith("HTTP/1.1 200 ") && read.contains("{\"stock\": 7}"), read.constData());
}

void TestKeeping::otherRecords_areNamed()
{
    fill(u"desk lamp"_s);
    const Server server({u"--database"_s, m_file});
    QVERIFY(server.url().endsWith(u"/records/desk%20lamp"_s));
    QVERIFY(ask(QUrl(server.url()), "GET").startsWith("HTTP/1.1 200 "));
}

void TestKeeping::uri_isRefused()
{
    for (const QString& name : {u":memory:"_s, u"file:other.db"_s, u"file:x?mode=ro"_s}) {
        const Ended ended = run({u"serve"_s, u"--port"_s, u"0"_s, u"--database"_s, name});
        QCOMPARE(ended.code, 3);
        QVERIFY2(ended.err.contains(name), qPrintable(ended.err));
    }
}

QTEST_GUILESS_MAIN(TestKeeping)

#include "tst_keeping.moc"
