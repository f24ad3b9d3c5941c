#include "store/recordstore.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

const QString item = QStringLiteral("item");
const Record lamp{item, {{QStringLiteral("stock"), qint64{10}}}, 1, 1000};

/// Another program that has the file open.
class Stranger final
{
public:
    Stranger(const QString& file, const QStringList& statements)
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        connection.setDatabaseName(file);
        m_ok = connection.open();
        for (const QString& statement : statements)
            m_ok = m_ok && QSqlQuery(connection).exec(statement);
    }
    ~Stranger() { QSqlDatabase::removeDatabase(m_name); }

    [[nodiscard]] bool isOk() const { return m_ok; }

private:
    QString m_name = QStringLiteral("stranger");
    bool m_ok = false;
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

} // namespace

class TestDatabase final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void file_keepsRecordsAcrossStarts();
    void file_thatIsEmptyIsTaken();
    void file_ofTheFirstFormatIsTakenAlong();
    void file_keepsLeasesAcrossStarts();
    void file_thatIsNotOursIsLeftUntouched_data();
    void file_thatIsNotOursIsLeftUntouched();
    void file_thatIsReadOnlyIsLeftUntouched();
    void file_thatIsHeldByAnotherIsLeftUntouched();
    void file_isHeldWhileItIsOpen();
    void folder_thatIsMissingIsNamed();

private:
    QTemporaryDir m_directory;
    QString m_file;
};

void TestDatabase::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_file =
        m_directory.filePath(QString::fromLatin1(QTest::currentTestFunction()) + QLatin1String(".sqlite"));
    QFile::remove(m_file);
}

void TestDatabase::file_keepsRecordsAcrossStarts()
{
    {
        auto store = RecordStore::open(m_file);
        QVERIFY2(store, store ? "" : qPrintable(store.error()));
        QCOMPARE(store.value()->reset({lamp}), QString());
        const auto result = store.value()->write(
            item, {{QStringLiteral("stock"), qint64{7}}}, Unconditional(), QStringLiteral("A"), 5);
        QCOMPARE(result.outcome, StoreOutcome::Saved);
    }
    auto store = RecordStore::open(m_file);
    QVERIFY(store);
    QCOMPARE(store.value()->records()->first().version, 2);
    QCOMPARE(store.value()->versions(item)->back().author, QStringLiteral("A"));
}

void TestDatabase::file_thatIsEmptyIsTaken()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    auto store = RecordStore::open(m_file);
    QVERIFY2(store, store ? "" : qPrintable(store.error()));
    QVERIFY(store.value()->records()->isEmpty());
}

void TestDatabase::file_ofTheFirstFormatIsTakenAlong()
{
    QVERIFY(
        Stranger(
            m_file,
            {u"CREATE TABLE records (id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, version INTEGER NOT NULL,"
             " modified_at INTEGER NOT NULL, author TEXT NOT NULL)"_s,
             u"CREATE TABLE versions (id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,"
             " author TEXT NOT NULL, modified_at INTEGER NOT NULL, PRIMARY KEY (id, version)) WITHOUT ROWID"_s,
             u"INSERT INTO records VALUES ('item', '{\"stock\": 7}', 2, 1000, 'A')"_s,
             u"PRAGMA application_id = 0x494C5645"_s,
             u"PRAGMA user_version = 1"_s})
            .isOk());
    for (const char* time : {"the first time", "the second time"}) {
        auto store = RecordStore::open(m_file);
        QVERIFY2(store, store ? time : qPrintable(store.error()));
        QCOMPARE(store.value()->records()->first().version, 2);
        QCOMPARE(store.value()->lease(item, 0).outcome, LeaseOutcome::Refused);
        QVERIFY(!store.value()->lease(item, 0).lease);
    }
}

void TestDatabase::file_keepsLeasesAcrossStarts()
{
    {
        auto store = RecordStore::open(m_file);
        QVERIFY(store);
        QCOMPARE(store.value()->reset({lamp}), QString());
        QCOMPARE(store.value()->acquire(item, u"A"_s, 1000, 31'000).outcome, LeaseOutcome::Done);
    }
    auto store = RecordStore::open(m_file);
    QVERIFY(store);
    QCOMPARE(store.value()->lease(item, 30'999).lease, std::optional(Lease{u"A"_s, 1, 31'000}));
    QCOMPARE(store.value()->acquire(item, u"B"_s, 31'000, 61'000).lease->token, 2);
}

void TestDatabase::file_thatIsNotOursIsLeftUntouched_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");

    QTest::newRow("a text file") << QStringList() << QByteArray(4096, 'x') << "is not a database";
    QTest::newRow("a short text file") << QStringList() << QByteArray("hello\n") << "is not a database";
    QTest::newRow("another program’s database")
        << QStringList{u"CREATE TABLE records (id TEXT)"_s} << QByteArray() << "another program’s database";
    QTest::newRow("a newer format")
        << QStringList{u"CREATE TABLE t (a)"_s, u"PRAGMA application_id = 0x494C5645"_s, u"PRAGMA user_version = 3"_s}
        << QByteArray() << "made by a newer interleave (format 3, this one reads 2)";
}

void TestDatabase::file_thatIsNotOursIsLeftUntouched()
{
    QFETCH(const QStringList, statements);
    QFETCH(const QByteArray, content);
    QFETCH(const QString, says);
    QFile::remove(m_file);
    if (statements.isEmpty()) {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    } else {
        QVERIFY(Stranger(m_file, statements).isOk());
    }
    const QByteArray before = contentOf(m_file);

    const auto store = RecordStore::open(m_file);
    QVERIFY(!store);
    QVERIFY2(store.error().contains(says), qPrintable(store.error()));
    QVERIFY2(store.error().contains(m_file), qPrintable(store.error()));
    QCOMPARE(contentOf(m_file), before);
    QVERIFY(!QFile::exists(m_file + QLatin1String("-wal")));
}

void TestDatabase::file_thatIsReadOnlyIsLeftUntouched()
{
    QVERIFY(RecordStore::open(m_file));
    QVERIFY(QFile::setPermissions(m_file, QFileDevice::ReadOwner | QFileDevice::ReadUser));
    const QByteArray before = contentOf(m_file);
    const auto store = RecordStore::open(m_file);
    QVERIFY(!store);
    QVERIFY2(store.error().contains(QStringLiteral("is read-only")), qPrintable(store.error()));
    QCOMPARE(contentOf(m_file), before);
}

void TestDatabase::file_thatIsHeldByAnotherIsLeftUntouched()
{
    QVERIFY(RecordStore::open(m_file));
    const Stranger stranger(
        m_file, {QStringLiteral("PRAGMA locking_mode = EXCLUSIVE"), QStringLiteral("BEGIN EXCLUSIVE")});
    QVERIFY(stranger.isOk());
    const auto store = RecordStore::open(m_file);
    QVERIFY(!store);
    QVERIFY2(store.error().contains(QStringLiteral("held by another process")), qPrintable(store.error()));
}

void TestDatabase::file_isHeldWhileItIsOpen()
{
    const auto store = RecordStore::open(m_file);
    QVERIFY(store);
    const Stranger stranger(m_file, {QStringLiteral("INSERT INTO records VALUES ('x', '{}', 1, 1)")});
    QVERIFY(!stranger.isOk());
    QVERIFY(store.value()->records()->isEmpty());
}

void TestDatabase::folder_thatIsMissingIsNamed()
{
    const auto store = RecordStore::open(m_directory.filePath(QStringLiteral("none/at/all.sqlite")));
    QVERIFY(!store);
    QVERIFY2(store.error().contains(QStringLiteral("folder does not exist")), qPrintable(store.error()));
    const auto folder = RecordStore::open(m_directory.path());
    QVERIFY(!folder);
    QVERIFY2(folder.error().contains(QStringLiteral("is no file")), qPrintable(folder.error()));
}

QTEST_GUILESS_MAIN(TestDatabase)

#include "tst_database.moc"
