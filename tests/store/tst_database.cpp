#include "core/values/json.h"
#include "store/recordstore.h"
#include "warningfreetest.h"

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

Fields stockOf(qint64 number)
{
    return {{QStringLiteral("stock"), number}};
}

/// Another process that has the file open.
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

class TestDatabase final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void file_keepsRecordsAcrossStarts();
    void file_keepsBodiesAsSentAcrossStarts();
    void emptyFile_isAccepted();
    void fileOfFormat1_isUpdated();
    void fileOfFormat2_opensAsBefore();
    void fileOfFormat3_opensAsBefore();
    void storedFileOfFormat1_opensAsBefore();
    void file_keepsLeasesAcrossStarts();
    void otherFile_isLeftUntouched_data();
    void otherFile_isLeftUntouched();
    void readOnlyFile_isLeftUntouched();
    void lockedFile_isLeftUntouched();
    void file_isHeldWhileItIsOpen();
    void missingFolder_isNamed();

private:
    void prepare() override;

    QTemporaryDir m_directory;
    QString m_file;
};

void TestDatabase::prepare()
{
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

void TestDatabase::file_keepsBodiesAsSentAcrossStarts()
{
    const QByteArray written = "{ \"stock\":7.50 }\n";
    {
        auto store = RecordStore::open(m_file);
        QVERIFY(store);
        QCOMPARE(store.value()->reset({lamp}), QString());
        const auto result = store.value()->write(item, *fieldsAsPut(written), Unconditional(), u"A"_s, 5);
        QCOMPARE(result.outcome, StoreOutcome::Saved);
    }
    auto store = RecordStore::open(m_file);
    QVERIFY2(store, store ? "" : qPrintable(store.error()));
    QCOMPARE(store.value()->records()->first().fields.asPut(), written);
    QCOMPARE(store.value()->read(item).record->fields.asPut(), written);
    QCOMPARE(store.value()->versions(item)->back().fields.asPut(), written);
    QCOMPARE(store.value()->versions(item)->front().fields.written(), QByteArray());
}

void TestDatabase::emptyFile_isAccepted()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    auto store = RecordStore::open(m_file);
    QVERIFY2(store, store ? "" : qPrintable(store.error()));
    QVERIFY(store.value()->records()->isEmpty());
}

void TestDatabase::fileOfFormat1_isUpdated()
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

/// Written by `serve --database` with format 2, before bodies were kept as they were put; never written
/// again.
void TestDatabase::fileOfFormat2_opensAsBefore()
{
    QVERIFY(QFile::copy(QStringLiteral(INTERLEAVE_OLD "/kept.sqlite"), m_file));
    QVERIFY(QFile::setPermissions(m_file, QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    // The second time, it opens what the first time made of it.
    for (const char* time : {"the first time", "the second time"}) {
        auto store = RecordStore::open(m_file);
        QVERIFY2(store, store ? time : qPrintable(store.error()));
        const QList<Record> records = *store.value()->records();
        QCOMPARE(records.size(), 3);
        QCOMPARE(
            records.at(0),
            (Record{
                item,
                {{u"stock"_s, qint64{5}},
                 {u"name"_s, u"Desk lamp"_s},
                 {u"note"_s, Value()},
                 {u"sold"_s, true},
                 {u"price"_s, 1.1}},
                4,
                1795843592}));
        QCOMPARE(
            records.at(1),
            (Record{u"shelf"_s, {{u"stock"_s, qint64{2}}, {u"name"_s, u"“Grün” %1"_s}}, 2, 1795843592}));
        QCOMPARE(records.at(2), (Record{u"süd %1"_s, {{u"a"_s, qint64{1}}}, 1, 1795843592}));
        const std::vector<StoredVersion> versions = *store.value()->versions(item);
        QStringList authors;
        for (const StoredVersion& version : versions)
            authors.append(u"%1 %2"_s.arg(version.version).arg(version.author));
        QCOMPARE(authors, QStringList({u"1 "_s, u"2 ann"_s, u"3 Till"_s, u"4 bob"_s}));
        QCOMPARE(versions.at(1).fields, Fields({{u"stock"_s, qint64{7}}, {u"name"_s, u"Desk lamp"_s}}));
        QCOMPARE(
            store.value()->lease(item, 1795847193037).lease,
            std::optional(Lease{u"ann"_s, 1, 1795847193038}));
        QVERIFY(!store.value()->lease(u"shelf"_s, 1795847193037).lease);
    }
    auto store = RecordStore::open(m_file);
    QVERIFY(store);
    QCOMPARE(store.value()->write(item, stockOf(9), Unconditional(), u"A"_s, 5).record->version, 5);
    const QByteArray written = "{\"stock\":1e1}";
    const auto put = store.value()->write(item, *fieldsAsPut(written), Unconditional(), u"A"_s, 5);
    QCOMPARE(put.record->version, 6);
    QCOMPARE(store.value()->read(item).record->fields.asPut(), written);
    QCOMPARE(store.value()->acquire(u"shelf"_s, u"B"_s, 1795847193038, 1795847194038).lease->token, 2);
}

/// Written by `serve --database` with format 3; never written again.
void TestDatabase::fileOfFormat3_opensAsBefore()
{
    QVERIFY(QFile::copy(QStringLiteral(INTERLEAVE_OLD "/written.sqlite"), m_file));
    QVERIFY(QFile::setPermissions(m_file, QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    for (const char* time : {"the first time", "the second time"}) {
        auto store = RecordStore::open(m_file);
        QVERIFY2(store, store ? time : qPrintable(store.error()));
        const QList<Record> records = *store.value()->records();
        QCOMPARE(records.size(), 2);
        QCOMPARE(
            records.at(0).fields.asPut(),
            QByteArray(" {\"stock\":7 ,\n \"price\":1.50, \"n\":12e1, \"t\":\"\\u0041\"}\n"));
        QCOMPARE(records.at(1).fields.asPut(), QByteArray("{\"a\":1}"));
        const std::vector<StoredVersion> versions = *store.value()->versions(item);
        QCOMPARE(versions.size(), std::size_t{2});
        QCOMPARE(versions[0].fields.asPut(), QByteArray("{\"stock\": 10, \"name\": \"Desk lamp\"}"));
        QCOMPARE(versions[1].fields.asPut(), records.at(0).fields.asPut());
    }
}

/// Written with format 1, which had no leases.
void TestDatabase::storedFileOfFormat1_opensAsBefore()
{
    QVERIFY(QFile::copy(QStringLiteral(INTERLEAVE_OLD "/format-1.sqlite"), m_file));
    QVERIFY(QFile::setPermissions(m_file, QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    for (const char* time : {"the first time", "the second time"}) {
        auto store = RecordStore::open(m_file);
        QVERIFY2(store, store ? time : qPrintable(store.error()));
        QCOMPARE(
            *store.value()->records(),
            (QList<Record>{
                {item, {{u"stock"_s, qint64{7}}, {u"name"_s, u"Desk lamp"_s}}, 2, 1767603605},
                {u"chair"_s, stockOf(4), 1, 1767603601}}));
        QCOMPARE(store.value()->versions(item)->size(), std::size_t{2});
        QCOMPARE(store.value()->versions(item)->back().author, u"A"_s);
        QVERIFY(!store.value()->lease(item, 0).lease);
    }
    auto store = RecordStore::open(m_file);
    QVERIFY(store);
    QCOMPARE(store.value()->acquire(item, u"B"_s, 1000, 2000).lease->token, 1);
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

void TestDatabase::otherFile_isLeftUntouched_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");

    QTest::newRow("a text file") << QStringList() << QByteArray(4096, 'x') << "is not a database";
    QTest::newRow("a short text file") << QStringList() << QByteArray("hello\n") << "is not a database";
    QTest::newRow("another program’s database")
        << QStringList{u"CREATE TABLE records (id TEXT)"_s} << QByteArray() << "another program’s database";
    QTest::newRow("a newer format")
        << QStringList{u"CREATE TABLE t (a)"_s, u"PRAGMA application_id = 0x494C5645"_s, u"PRAGMA user_version = 4"_s}
        << QByteArray() << "made by a newer interleave (format 4, this one reads 3)";
    QTest::newRow("a format of the far future")
        << QStringList{u"CREATE TABLE t (a)"_s, u"PRAGMA application_id = 0x494C5645"_s, u"PRAGMA user_version = 2000000000"_s}
        << QByteArray() << "made by a newer interleave (format 2000000000, this one reads";
}

void TestDatabase::otherFile_isLeftUntouched()
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

void TestDatabase::readOnlyFile_isLeftUntouched()
{
    QVERIFY(RecordStore::open(m_file));
    QVERIFY(QFile::setPermissions(m_file, QFileDevice::ReadOwner | QFileDevice::ReadUser));
    const QByteArray before = contentOf(m_file);
    const auto store = RecordStore::open(m_file);
    QVERIFY(!store);
    QVERIFY2(store.error().contains(QStringLiteral("is read-only")), qPrintable(store.error()));
    QCOMPARE(contentOf(m_file), before);
}

void TestDatabase::lockedFile_isLeftUntouched()
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

void TestDatabase::missingFolder_isNamed()
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
