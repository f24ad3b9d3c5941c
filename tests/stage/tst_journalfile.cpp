#include "core/journalbuilder.h"
#include "stage/journalfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestJournalFile final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void saved_comesBackAsItWas();
    void truncated_keepsWhatCouldBeRead();
    void foreign_isRefusedByName_data();
    void foreign_isRefusedByName();
    void place_thatCannotBeWrittenIsNamed();

private:
    QTemporaryDir m_directory;
};

void TestJournalFile::saved_comesBackAsItWas()
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

void TestJournalFile::truncated_keepsWhatCouldBeRead()
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

void TestJournalFile::foreign_isRefusedByName_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n");
    QTest::newRow("another JSON") << QByteArray("{\"title\": \"The lost update\"}\n");
    QTest::newRow("a format of the future")
        << QByteArray("{\"interleave\":\"journal\",\"version\":99,\"locking\":\"off\",\"startedAt\":0,"
                      "\"rewinds\":0,\"records\":[]}\n");
}

void TestJournalFile::foreign_isRefusedByName()
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

void TestJournalFile::place_thatCannotBeWrittenIsNamed()
{
    const testing::JournalBuilder builder = testing::lesson(Locking::Off);
    const Journal& journal = builder.journal();
    const QString path = m_directory.filePath(u"none/at/all.jsonl"_s);
    const QString problem = saveJournal(journal, path);
    QVERIFY2(problem.contains(path), qPrintable(problem));
}

QTEST_GUILESS_MAIN(TestJournalFile)

#include "tst_journalfile.moc"
