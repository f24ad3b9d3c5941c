#include "stage/files/scenariolibrary.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QMimeDatabase>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// A desktop tells our files by their names or by what is in them, and leaves those of others alone.
class TestMimeTypes final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void file_hasItsType_data();
    void file_hasItsType();

private:
    QTemporaryDir m_data;
};

void TestMimeTypes::initTestCase()
{
    QVERIFY(QDir(m_data.path()).mkpath(u"mime/packages"_s));
    QVERIFY(QFile::copy(
        QStringLiteral(INTERLEAVE_MIME_TYPES), m_data.filePath(u"mime/packages/interleave.xml"_s)));
    const QString usual = u"/usr/share/mime/packages/freedesktop.org.xml"_s;
    const QString update = QStandardPaths::findExecutable(u"update-mime-database"_s);
    if (update.isEmpty() || !QFile::copy(usual, m_data.filePath(u"mime/packages/freedesktop.org.xml"_s)))
        QSKIP("The usual types (shared-mime-info) are not here.");
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(update, {m_data.filePath(u"mime"_s)});
    QVERIFY(process.waitForFinished(60'000));
    const QString told = QString::fromUtf8(process.readAll());
    QVERIFY2(process.exitCode() == 0 && !told.contains(u"interleave"_s), qPrintable(told));
    qputenv("XDG_DATA_DIRS", m_data.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_data.filePath(u"home"_s).toLocal8Bit());
}

void TestMimeTypes::file_hasItsType_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("copied");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("type");

    const QString journal = u"application/x-interleave-journal"_s;
    const QString scenario = u"application/x-interleave-scenario"_s;
    const QByteArray begun = R"({"interleave":"journal","version":4,"kind":"http")";
    QTest::newRow("a journal") << u"a.interleave.jsonl"_s << QString() << begun << journal;
    QTest::newRow("a journal of any name") << u"journal"_s << QString() << begun << journal;
    QTest::newRow("a scenario") << u"Two sales.interleave.json"_s << u":/scenarios/deadlock.json"_s
                                << QByteArray() << scenario;
    QTest::newRow("a lesson of transactions")
        << u"a.interleave.json"_s << u":/transactions/dirty-read.json"_s << QByteArray() << scenario;
    QTest::newRow("a lesson of transactions of any name")
        << u"dirty-read"_s << u":/transactions/dirty-read.json"_s << QByteArray() << scenario;
    QTest::newRow("the JSON of others") << u"package.json"_s << QString()
                                        << QByteArray("{\"name\": \"interleave\"}") << u"application/json"_s;
    QTest::newRow("a log of others") << u"log"_s << QString()
                                     << QByteArray("{\"interleaved\":\"journal\"}\n{}\n") << u"text/plain"_s;
}

void TestMimeTypes::file_hasItsType()
{
    QFETCH(const QString, name);
    QFETCH(const QString, copied);
    QFETCH(QByteArray, content);
    QFETCH(const QString, type);
    if (!copied.isEmpty()) {
        QFile file(copied);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(copied));
        content = file.readAll();
    }
    const QTemporaryDir folder;
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QCOMPARE(QMimeDatabase().mimeTypeForFile(file.fileName()).name(), type);
}

QTEST_GUILESS_MAIN(TestMimeTypes)

#include "tst_mimetypes.moc"
