#include "cli/commandline.h"
#include "core/journalbuilder.h"
#include "stage/files/journalfile.h"
#include "stage/files/savedfile.h"
#include "stage/files/scenariolibrary.h"
#include "store/recordstore.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <future>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestJournalFile final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void savedJournal_isReadBack();
    void truncatedFile_isReadAsFarAsPossible();
    void otherFile_isRefusedByName_data();
    void otherFile_isRefusedByName();
    void unwritablePath_isReported();
    void pipe_isReadToItsEnd();
    void eitherKind_isRecognised_data();
    void eitherKind_isRecognised();
    void ownDatabase_isNeitherReadNorWritten();
    void partRead_endsWith2_data();
    void partRead_endsWith2();

private:
    QTemporaryDir m_directory;
};

void TestJournalFile::savedJournal_isReadBack()
{
    const testing::JournalBuilder builder = testing::lesson(Locking::Off);
    const Journal& journal = builder.journal();
    const QString path = m_directory.filePath(u"lesson.jsonl"_s);
    QCOMPARE(saveJournal(journal, path), QString());
    const auto read = loadJournal(path);
    QVERIFY(read);
    QCOMPARE(read->problem, QString());
    QCOMPARE(read->journal.header(), journal.header());
    QCOMPARE(read->journal.latest(), journal.latest());
    QCOMPARE(read->journal.size(), journal.size());
    for (qint64 seq = 1; seq <= journal.size(); ++seq)
        QCOMPARE(read->journal.event(seq), journal.event(seq));
}

void TestJournalFile::truncatedFile_isReadAsFarAsPossible()
{
    const testing::JournalBuilder builder = testing::lesson(Locking::Off);
    const Journal& journal = builder.journal();
    const QString path = m_directory.filePath(u"short.jsonl"_s);
    QCOMPARE(saveJournal(journal, path), QString());
    QFile file(path);
    QVERIFY(file.resize(file.size() - 10));
    const auto read = loadJournal(path);
    QVERIFY(read);
    QCOMPARE(read->journal.size(), journal.size() - 1);
    QVERIFY2(read->problem.contains(u"short.jsonl"_s), qPrintable(read->problem));
}

void TestJournalFile::otherFile_isRefusedByName_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n");
    QTest::newRow("another JSON") << QByteArray("{\"title\": \"The lost update\"}\n");
    QTest::newRow("a format of the future")
        << QByteArray("{\"interleave\":\"journal\",\"version\":99,\"locking\":\"off\",\"startedAt\":0,"
                      "\"rewinds\":0,\"records\":[]}\n");
}

void TestJournalFile::otherFile_isRefusedByName()
{
    QFETCH(const QByteArray, content);
    QFile file(m_directory.filePath(u"foreign.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const auto read = loadJournal(file.fileName());
    QVERIFY(!read);
    QVERIFY2(read.error().contains(u"foreign.jsonl"_s), qPrintable(read.error()));
    const auto missing = loadJournal(m_directory.filePath(u"none.jsonl"_s));
    QVERIFY(!missing);
    QVERIFY2(missing.error().contains(u"cannot be read"_s), qPrintable(missing.error()));
    QVERIFY(!loadJournal(m_directory.path()));
}

void TestJournalFile::unwritablePath_isReported()
{
    const testing::JournalBuilder builder = testing::lesson(Locking::Off);
    const Journal& journal = builder.journal();
    const QString path = m_directory.filePath(u"none/at/all.jsonl"_s);
    const QString problem = saveJournal(journal, path);
    QVERIFY2(problem.contains(path), qPrintable(problem));
}

void TestJournalFile::pipe_isReadToItsEnd()
{
    const testing::JournalBuilder builder = testing::lesson(Locking::Off);
    const QString path = m_directory.filePath(u"whole.jsonl"_s);
    QCOMPARE(saveJournal(builder.journal(), path), QString());
    const QString pipe = m_directory.filePath(u"pipe.jsonl"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    // Write the second half after the first was read.
    const auto written = std::async(std::launch::async, [&content, &pipe] {
        const int end = ::open(QFile::encodeName(pipe).constData(), O_WRONLY | O_CLOEXEC);
        constexpr std::size_t half = 1500;
        bool done = ::write(end, content.constData(), half) == static_cast<ssize_t>(half);
        int left = 1;
        while (done && left > 0)
            done = ::ioctl(end, FIONREAD, &left) == 0;
        const std::size_t rest = static_cast<std::size_t>(content.size()) - half;
        done = done && ::write(end, content.constData() + half, rest) == static_cast<ssize_t>(rest);
        ::close(end);
        return done;
    });
    const auto read = loadJournal(pipe);
    QVERIFY(written.valid());
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->problem, QString());
    QCOMPARE(read->journal.size(), builder.journal().size());
}

void TestJournalFile::eitherKind_isRecognised_data()
{
    QTest::addColumn<bool>("isOfTransactions");
    QTest::addColumn<bool>("isPipe");
    QTest::newRow("a file of requests") << false << false;
    QTest::newRow("a file of transactions") << true << false;
    QTest::newRow("a pipe of requests") << false << true;
    QTest::newRow("a pipe of transactions") << true << true;
}

/// A pipe gives its first line in pieces, and only once.
void TestJournalFile::eitherKind_isRecognised()
{
    QFETCH(const bool, isOfTransactions);
    QFETCH(const bool, isPipe);
    const testing::JournalBuilder builder = testing::lesson(Locking::Off);
    TransactionHeader header;
    header.title = u"Dirty read"_s;
    header.engine = u"sqlite"_s;
    header.engineTitle = u"SQLite"_s;
    header.sessions = {{u"A"_s, {}, u"serializable"_s}};
    TransactionJournal transactions(header);
    transactions.append({.session = u"A"_s, .step = 1});
    QBuffer lines;
    lines.open(QIODevice::WriteOnly);
    if (isOfTransactions)
        transactions.write(lines);
    else
        builder.journal().write(lines);

    const QString path = m_directory.filePath(QString::fromLatin1(QTest::currentDataTag()));
    if (isPipe)
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const auto written = std::async(std::launch::async, [content = lines.data(), path] {
        const int end = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        constexpr std::size_t few = 20;
        bool done = ::write(end, content.constData(), few) == static_cast<ssize_t>(few);
        int left = 1;
        while (done && left > 0 && ::ioctl(end, FIONREAD, &left) == 0) {
        }
        const std::size_t rest = static_cast<std::size_t>(content.size()) - few;
        done = done && ::write(end, content.constData() + few, rest) == static_cast<ssize_t>(rest);
        ::close(end);
        return done;
    });
    if (!isPipe)
        written.wait();
    const auto read = loadAnyJournal(path);
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(std::holds_alternative<ReadTransactionJournal>(*read), isOfTransactions);
    std::visit([](const auto& one) { QCOMPARE(one.problem, QString()); }, *read);
    if (isOfTransactions)
        QCOMPARE(std::get<ReadTransactionJournal>(*read).journal, transactions);
    else
        QCOMPARE(std::get<ReadJournal>(*read).journal.size(), builder.journal().size());
}

/// Opening it again would release the process's locks.
void TestJournalFile::ownDatabase_isNeitherReadNorWritten()
{
    const QString path = m_directory.filePath(u"kept.db"_s);
    const QString link = m_directory.filePath(u"link.jsonl"_s);
    const auto store = RecordStore::open(path);
    QVERIFY(store);
    QVERIFY(QFile::link(path, link));
    const testing::JournalBuilder builder = testing::lesson(Locking::Off);
    for (const QString& name : {path, link, path + u"-wal"_s}) {
        const auto journal = loadJournal(name);
        const auto scenario = findScenario(name);
        QVERIFY(!journal);
        QVERIFY(!loadAnyJournal(name));
        QVERIFY(!scenario);
        for (const QString& problem :
             {journal.error(), scenario.error(), saveJournal(builder.journal(), name), saveFile(name, "x")})
            QVERIFY2(problem.contains(u"keeps its records"_s), qPrintable(problem));
    }
    QVERIFY(QFileInfo(link).isSymLink());
    QVERIFY(store.value()->records());
}

void TestJournalFile::partRead_endsWith2_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<ExitCode>("code");
    QTest::newRow("whole") << QByteArray("\n") << ExitCode::Done;
    QTest::newRow("without a line feed") << QByteArray() << ExitCode::Done;
    QTest::newRow("blank lines") << QByteArray("\n\r\n\n") << ExitCode::Done;
    QTest::newRow("cut off") << QByteArray("\n{\"seq\":") << ExitCode::BadInput;
    QTest::newRow("an event of the future")
        << QByteArray("\n{\"seq\":7,\"teleport\":true}\n") << ExitCode::BadInput;
}

void TestJournalFile::partRead_endsWith2()
{
    QFETCH(const QByteArray, end);
    QFETCH(const ExitCode, code);
    const testing::JournalBuilder builder = testing::lesson(Locking::Off);
    const QString path = m_directory.filePath(u"part.jsonl"_s);
    QCOMPARE(saveJournal(builder.journal(), path), QString());
    QFile file(path);
    QVERIFY(file.resize(file.size() - 1) && file.open(QIODevice::Append));
    file.write(end);
    file.close();
    const QString out = m_directory.filePath(u"out.mmd"_s);
    QFile::remove(out);
    const Command command = parseCommandLine({u"interleave"_s, u"export"_s, out, u"--open"_s, path});
    const auto* what = std::get_if<ExportCommand>(&command);
    QVERIFY(what != nullptr);
    QCOMPARE(what->what.journal->journal.size(), builder.journal().size());
    QCOMPARE(writeExport(*what), code);
    // The readable part is written all the same.
    QVERIFY(QFile::exists(out));
}

QTEST_GUILESS_MAIN(TestJournalFile)

#include "tst_journalfile.moc"
