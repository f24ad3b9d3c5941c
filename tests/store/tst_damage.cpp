#include "core/values/bounds.h"
#include "store/fileidentity.h"
#include "store/recordstore.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

const QString stock = u"stock"_s;
const QString suffixes[] = {QString(), u"-wal"_s, u"-journal"_s};

Fields lamps(qint64 count)
{
    return {{stock, count}, {u"name"_s, u"Desk lamp"_s}};
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

bool put(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

/// The contents of a database: a line for each record and each version.
QStringList told(RecordStore& store)
{
    const auto records = store.records();
    if (!records)
        return {records.error()};
    QStringList lines;
    for (const Record& record : *records) {
        lines.append(u"%1 v%2 %3"_s.arg(
            record.id, QString::number(record.version), QString::fromUtf8(record.fields.toJson())));
        const auto versions = store.versions(record.id);
        if (!versions)
            return {versions.error().problem};
        for (const StoredVersion& version : *versions)
            lines.append(u"  %1 by %2: %3"_s.arg(
                QString::number(version.version),
                version.author,
                QString::fromUtf8(version.fields.toJson())));
    }
    return lines;
}

/// Changes the file while nobody has it open.
bool change(const QString& file, const QStringList& statements)
{
    const QString name = u"other"_s;
    bool ok = true;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(file);
        ok = connection.open();
        for (const QString& statement : statements)
            ok = ok && QSqlQuery(connection).exec(statement);
    }
    QSqlDatabase::removeDatabase(name);
    return ok;
}

} // namespace

/// Damaged databases, and databases whose file was moved or replaced.
class TestDamage final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void mutatedFiles_loseNothing();
    void mutatedLogs_loseNothing();
    void damage_isRefused_data();
    void damage_isRefused();
    void laterDamage_isNotTakenForTheEnd();
    void logWithoutDatabase_isLeftUntouched();
    void logOfALargeDatabase_isNotCopied();
    void triggers_areRenewed();
    void missingFile_refusesWrites_data();
    void missingFile_refusesWrites();
    void restoredFile_acceptsWrites();
    void file_isOpenedOnce();
    void openFile_isKnownUnderEveryName();
    void name_isNeverAUri_data();
    void name_isNeverAUri();
    void invalidName_isRefused_data();
    void invalidName_isRefused();

private:
    void prepare() override;

    void makeFilled();
    /// Leaves the files of a killed process: the database and its log.
    void makeKilled(const QString& file);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void TestDamage::prepare()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"f.db"_s);
}

void TestDamage::makeFilled()
{
    auto store = RecordStore::open(m_file);
    QVERIFY2(store, store ? "" : qPrintable(store.error()));
    QList<Record> records;
    for (int i = 0; i < 11; ++i)
        records.append(Record{u"item-%1"_s.arg(i), lamps(10 + i), 1, 1000});
    QCOMPARE(store.value()->reset(records), QString());
    for (int i = 0; i < 20; ++i) {
        const auto saved = store.value()->write(
            u"item-%1"_s.arg(i % 7), lamps(100 + i), Unconditional(), u"Ann"_s, 2000 + i);
        QCOMPARE(saved.outcome, StoreOutcome::Saved);
    }
    QCOMPARE(store.value()->acquire(u"item-3"_s, u"Ann"_s, 1000, 9000).outcome, LeaseOutcome::Done);
}

void TestDamage::makeKilled(const QString& file)
{
    makeFilled();
    auto store = RecordStore::open(m_file);
    QVERIFY(store);
    for (int i = 0; i < 8; ++i) {
        const auto saved =
            store.value()->write(u"item-1"_s, lamps(200 + i), Unconditional(), u"Bob"_s, 3000 + i);
        QCOMPARE(saved.outcome, StoreOutcome::Saved);
    }
    // Copies have no locks of this process that the test could lose.
    QVERIFY(QFile::copy(m_file, file));
    QVERIFY(QFile::copy(m_file + u"-wal"_s, file + u"-wal"_s));
}

void TestDamage::mutatedFiles_loseNothing()
{
    makeFilled();
    const QByteArray whole = contentOf(m_file);
    QStringList before;
    {
        auto store = RecordStore::open(m_file);
        before = told(*store.value());
        QCOMPARE(before.size(), 11 + 31);
    }
    QRandomGenerator random(20261128);
    int refused = 0;
    for (int i = 0; i < 600; ++i) {
        QByteArray mutated = whole;
        // Changes one byte, often in the header or in a page's header, or cuts off the end.
        const auto at =
            i % 3 == 0   ? random.bounded(100)
            : i % 3 == 1 ? random.bounded(static_cast<int>(whole.size() / 1024)) * 1024 + random.bounded(40)
                         : random.bounded(static_cast<int>(whole.size()));
        if (i % 20 == 19)
            mutated.truncate(1 + random.bounded(static_cast<int>(whole.size()) - 1));
        else
            mutated[at] = static_cast<char>(mutated[at] ^ (1 << random.bounded(8)));
        const QString file = m_folder->filePath(u"mutated-%1.db"_s.arg(i));
        QVERIFY(put(file, mutated));
        auto store = RecordStore::open(file);
        if (!store) {
            ++refused;
            QVERIFY2(contentOf(file) == mutated, qPrintable(u"byte %1 was refused and changed"_s.arg(at)));
            QVERIFY2(store.error().contains(u"left untouched"_s), qPrintable(store.error()));
            QVERIFY(!QFile::exists(file + u"-wal"_s));
            continue;
        }
        // A changed byte inside a value is found only by comparing with the other copy of the value.
        const QStringList after = told(*store.value());
        QVERIFY2(
            after.size() == before.size(),
            qPrintable(u"byte %1: %2"_s.arg(QString::number(at), after.join(u'\n'))));
    }
    QVERIFY2(refused > 200, qPrintable(QString::number(refused)));
}

void TestDamage::mutatedLogs_loseNothing()
{
    const QString killed = m_folder->filePath(u"killed.db"_s);
    makeKilled(killed);
    const QByteArray whole = contentOf(killed);
    const QByteArray log = contentOf(killed + u"-wal"_s);
    QStringList before;
    {
        auto store = RecordStore::open(killed);
        QVERIFY2(store, store ? "" : qPrintable(store.error()));
        before = told(*store.value());
        QCOMPARE(before.size(), 11 + 31 + 8);
    }
    constexpr int frame = 1024 + 24;
    const int frames = static_cast<int>((log.size() - 32) / frame);
    QVERIFY(frames > 8);
    QRandomGenerator random(1128);
    for (int i = 0; i < 60; ++i) {
        QByteArray mutated = log;
        const int at = i < 10 ? random.bounded(32) : random.bounded(32 + (frames - 1) * frame);
        mutated[at] = static_cast<char>(mutated[at] ^ (1 << random.bounded(8)));
        const QString file = m_folder->filePath(u"log-%1.db"_s.arg(i));
        QVERIFY(put(file, whole));
        QVERIFY(put(file + u"-wal"_s, mutated));
        auto store = RecordStore::open(file);
        if (!store) {
            QVERIFY2(store.error().contains(u"left untouched"_s), qPrintable(store.error()));
            QCOMPARE(contentOf(file), whole);
            QCOMPARE(contentOf(file + u"-wal"_s), mutated);
            continue;
        }
        QCOMPARE(told(*store.value()), before);
    }
    // A frame torn by the crash belongs to a commit that was never answered.
    QByteArray torn = log;
    torn.chop(frame / 2);
    QVERIFY(put(killed, whole));
    QVERIFY(put(killed + u"-wal"_s, torn));
    auto store = RecordStore::open(killed);
    QVERIFY2(store, store ? "" : qPrintable(store.error()));
}

void TestDamage::damage_isRefused_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("a body that is no JSON") << u"UPDATE records SET body = '{' WHERE id = 'item-1'"_s;
    QTest::newRow("a body that is a list") << u"UPDATE records SET body = '[1]' WHERE id = 'item-1'"_s;
    QTest::newRow("a body of bytes") << u"UPDATE records SET body = x'00ff' WHERE id = 'item-1'"_s;
    QTest::newRow("a version’s body") << u"UPDATE versions SET body = '' WHERE id = 'item-1'"_s;
    QTest::newRow("a version that is no number") << u"UPDATE versions SET version = 'x' WHERE version = 1"_s;
    QTest::newRow("a version of 0") << u"UPDATE records SET version = 0 WHERE id = 'item-9'"_s;
    QTest::newRow("a version before its record’s") << u"UPDATE records SET version = 1 WHERE id = 'item-1'"_s;
    QTest::newRow("versions without their record") << u"DELETE FROM records WHERE id = 'item-1'"_s;
    QTest::newRow("a record that differs from its version") << u"UPDATE versions SET author = 'x'"_s;
    QTest::newRow("a lease that is none") << u"UPDATE records SET lease_token = 'x'"_s;
    QTest::newRow("the last version there is")
        << u"UPDATE records SET version = 9223372036854775807 WHERE id = 'item-9'"_s;
    QTest::newRow("the last exact version") << u"UPDATE records SET version = 9007199254740991"_s;
    QTest::newRow("the last token there is") << u"UPDATE records SET lease_token = 9223372036854775807"_s;
    QTest::newRow("the last exact token") << u"UPDATE records SET lease_token = 9007199254740991"_s;
    QTest::newRow("a date after the year 9999") << u"UPDATE records SET modified_at = 253402300800"_s;
    QTest::newRow("a date before the year 1") << u"UPDATE records SET modified_at = -62135596801"_s;
    QTest::newRow("a version’s date after the year 9999")
        << u"UPDATE versions SET modified_at = 253402300800 WHERE version = 1"_s;
    QTest::newRow("a lease until after the year 9999")
        << u"UPDATE records SET lease_until = 253402300800000"_s;
    QTest::newRow("a body as it was put that is another")
        << u"UPDATE records SET written = '{\"a\":1}' WHERE id = 'item-1'"_s;
    QTest::newRow("a version’s body as it was put")
        << u"UPDATE versions SET written = '{' WHERE version = 1"_s;
    QTest::newRow("a body as it was put of bytes")
        << u"UPDATE versions SET written = x'00' WHERE version = 1"_s;
    QTest::newRow("no bodies as they were put") << u"ALTER TABLE versions DROP COLUMN written"_s;
    QTest::newRow("no versions") << u"DROP TABLE versions"_s;
    QTest::newRow("no leases") << u"ALTER TABLE records DROP COLUMN lease_owner"_s;
    QTest::newRow("no records") << u"DROP TABLE records"_s;
    QTest::newRow("our mark without a format") << u"PRAGMA user_version = 0"_s;
}

void TestDamage::damage_isRefused()
{
    QFETCH(const QString, statement);
    makeFilled();
    QVERIFY(change(m_file, {u"DROP TRIGGER updated"_s, u"PRAGMA journal_mode = DELETE"_s, statement}));
    const QByteArray before = contentOf(m_file);
    const auto store = RecordStore::open(m_file);
    QVERIFY(!store);
    QVERIFY2(store.error().contains(u"is damaged"_s), qPrintable(store.error()));
    QVERIFY2(store.error().contains(m_file), qPrintable(store.error()));
    QVERIFY2(store.error().contains(u"left untouched"_s), qPrintable(store.error()));
    QCOMPARE(contentOf(m_file), before);
}

/// A page becomes bad in an open database: the read fails, instead of returning fewer rows.
void TestDamage::laterDamage_isNotTakenForTheEnd()
{
    {
        auto store = RecordStore::open(m_file);
        QVERIFY(store);
        QList<Record> records;
        for (int i = 0; i < 400; ++i)
            records.append(Record{u"item-%1"_s.arg(i), {{u"text"_s, QString(400, u'x')}}, 1, 1000});
        QCOMPARE(store.value()->reset(records), QString());
    }
    auto store = RecordStore::open(m_file);
    QVERIFY(store);
    QCOMPARE(store.value()->read(u"item-1"_s).outcome, StoreOutcome::Saved);
    // Closing releases the lock, which does not matter here.
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(30 * 1024));
    QCOMPARE(file.write(QByteArray(file.size() - 31 * 1024, '\x7f')), file.size() - 31 * 1024);
    file.close();

    const auto records = store.value()->records();
    QVERIFY(!records);
    QVERIFY2(records.error().contains(u"is damaged"_s), qPrintable(records.error()));
    int failed = 0;
    for (int i = 0; i < 400; ++i) {
        const StoreOutcome outcome = store.value()->read(u"item-%1"_s.arg(i)).outcome;
        QVERIFY(outcome == StoreOutcome::Saved || outcome == StoreOutcome::Failed);
        const auto versions = store.value()->versions(u"item-%1"_s.arg(i));
        QVERIFY(!versions || versions->size() == 1);
        const LeaseOutcome lease = store.value()->lease(u"item-%1"_s.arg(i), 0).outcome;
        QVERIFY(lease == LeaseOutcome::Refused || lease == LeaseOutcome::Failed);
        failed += outcome == StoreOutcome::Failed ? 1 : 0;
    }
    QVERIFY(failed > 0);
    QVERIFY(!store.value()->leases());
    QVERIFY(!store.value()->dropLeases().isEmpty());
}

void TestDamage::logWithoutDatabase_isLeftUntouched()
{
    const QString killed = m_folder->filePath(u"killed.db"_s);
    makeKilled(killed);
    const QByteArray log = contentOf(killed + u"-wal"_s);
    for (const bool isEmpty : {true, false}) {
        QVERIFY(!isEmpty || put(killed, {}));
        QVERIFY(isEmpty || QFile::remove(killed));
        const auto store = RecordStore::open(killed);
        QVERIFY(!store);
        QVERIFY2(store.error().contains(u"left untouched"_s), qPrintable(store.error()));
        QCOMPARE(contentOf(killed + u"-wal"_s), log);
    }
}

void TestDamage::logOfALargeDatabase_isNotCopied()
{
    const QString killed = m_folder->filePath(u"killed.db"_s);
    makeKilled(killed);
    const QByteArray log = contentOf(killed + u"-wal"_s);
    const QByteArray before = contentOf(killed);
    QFile file(killed);
    constexpr qint64 large = 10'240 * bounds::Megabyte;
    QVERIFY(file.resize(large));
    const auto store = RecordStore::open(killed);
    QVERIFY(!store);
    QCOMPARE(
        store.error(),
        u"A crash left changes of “%1” in “%1-wal”, and together they are too large to be looked at (10 GiB; "
        "at most 512 MiB); both were left untouched. Let sqlite3 take the changes in with “PRAGMA "
        "integrity_check;”, and give the file again."_s.arg(killed));
    QCOMPARE(contentOf(killed + u"-wal"_s), log);
    QCOMPARE(file.size(), large);
    QVERIFY(file.resize(before.size()));
    QCOMPARE(contentOf(killed), before);
    QVERIFY(RecordStore::open(killed));
}

void TestDamage::triggers_areRenewed()
{
    makeFilled();
    QVERIFY(change(
        m_file,
        {u"DROP TRIGGER updated"_s,
         u"CREATE TRIGGER odd AFTER UPDATE ON records BEGIN DELETE FROM versions; END"_s}));
    auto store = RecordStore::open(m_file);
    QVERIFY2(store, store ? "" : qPrintable(store.error()));
    const auto saved = store.value()->write(u"item-9"_s, lamps(1), Unconditional(), u"Ann"_s, 5000);
    QCOMPARE(saved.outcome, StoreOutcome::Saved);
    QCOMPARE(store.value()->versions(u"item-9"_s)->size(), std::size_t{2});
}

void TestDamage::missingFile_refusesWrites_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QString>("how");
    QTest::newRow("the file was deleted") << QString() << u"delete"_s;
    QTest::newRow("the file was moved") << QString() << u"move"_s;
    QTest::newRow("the file was replaced") << QString() << u"replace"_s;
    QTest::newRow("the log was deleted") << u"-wal"_s << u"delete"_s;
    QTest::newRow("the log was replaced") << u"-wal"_s << u"replace"_s;
    QTest::newRow("the folder was moved") << QString() << u"folder"_s;
}

void TestDamage::missingFile_refusesWrites()
{
    QFETCH(const QString, suffix);
    QFETCH(const QString, how);
    QVERIFY(QDir(m_folder->path()).mkdir(u"inside"_s));
    const QString file = m_folder->filePath(u"inside/f.db"_s);
    auto opened = RecordStore::open(file);
    QVERIFY(opened);
    RecordStore& store = *opened.value();
    QCOMPARE(store.reset({Record{u"item"_s, lamps(10), 1, 1000}}), QString());
    QCOMPARE(store.acquire(u"item"_s, u"Ann"_s, 1000, 9000).outcome, LeaseOutcome::Done);
    if (how == u"delete"_s) {
        QVERIFY(QFile::remove(file + suffix));
    } else if (how == u"folder"_s) {
        QVERIFY(QDir(m_folder->path()).rename(u"inside"_s, u"elsewhere"_s));
    } else {
        QVERIFY(QFile::rename(file + suffix, m_folder->filePath(u"moved"_s)));
        // A copy of the renamed file has the same bytes, but it is another file all the same.
        QVERIFY(how == u"move"_s || put(file + suffix, "SQLite format 3"));
    }

    const auto saved = store.write(u"item"_s, lamps(7), Unconditional(), u"Ann"_s, 2000);
    QCOMPARE(saved.outcome, StoreOutcome::Unkept);
    const QString word = how == u"replace"_s ? u"was replaced"_s : u"was moved or deleted"_s;
    QVERIFY2(saved.problem.contains(word), qPrintable(saved.problem));
    QVERIFY2(saved.problem.contains(file + suffix), qPrintable(saved.problem));
    QCOMPARE(store.write(u"new"_s, lamps(7), MustBeAbsent(), u"Ann"_s, 2000).outcome, StoreOutcome::Unkept);
    QCOMPARE(
        store.increment(u"item"_s, {{stock, qint64{1}}}, Unconditional(), u"Ann"_s, 2000).outcome,
        StoreOutcome::Unkept);
    QCOMPARE(store.acquire(u"item"_s, u"Bob"_s, 10'000, 19'000).outcome, LeaseOutcome::Unkept);
    QCOMPARE(store.renew(u"item"_s, u"Ann"_s, 1, 2000, 19'000).outcome, LeaseOutcome::Unkept);
    QCOMPARE(store.release(u"item"_s, u"Ann"_s, 1, 2000).outcome, LeaseOutcome::Unkept);
    QVERIFY(!store.dropLeases().isEmpty());
    QVERIFY(!store.reset({}).isEmpty());
    // Nothing was written, and the contents can still be read.
    const auto read = store.read(u"item"_s);
    QCOMPARE(read.outcome, StoreOutcome::Saved);
    QCOMPARE(read.record->version, 1);
}

void TestDamage::restoredFile_acceptsWrites()
{
    auto opened = RecordStore::open(m_file);
    QVERIFY(opened);
    RecordStore& store = *opened.value();
    QCOMPARE(store.reset({Record{u"item"_s, lamps(10), 1, 1000}}), QString());
    QVERIFY(QFile::rename(m_file, m_file + u".moved"_s));
    QCOMPARE(store.write(u"item"_s, lamps(7), Unconditional(), u"Ann"_s, 2000).outcome, StoreOutcome::Unkept);
    QVERIFY(QFile::rename(m_file + u".moved"_s, m_file));
    const auto saved = store.write(u"item"_s, lamps(7), Unconditional(), u"Ann"_s, 2000);
    QCOMPARE(saved.outcome, StoreOutcome::Saved);
    QCOMPARE(saved.record->version, 2);
}

void TestDamage::file_isOpenedOnce()
{
    const auto first = RecordStore::open(m_file);
    QVERIFY(first);
    const auto second = RecordStore::open(m_file);
    QVERIFY(!second);
    QVERIFY2(second.error().contains(u"is open in this program already"_s), qPrintable(second.error()));
}

void TestDamage::openFile_isKnownUnderEveryName()
{
    const QString link = m_folder->filePath(u"link.db"_s);
    const QString hard = m_folder->filePath(u"hard.db"_s);
    {
        const auto store = RecordStore::open(m_file);
        QVERIFY(store);
        QVERIFY(QFile::link(m_file, link));
        QCOMPARE(::link(qPrintable(m_file), qPrintable(hard)), 0);
        for (const QString& name :
             {m_file,
              link,
              hard,
              m_folder->filePath(u"../"_s + QFileInfo(m_folder->path()).fileName() + u"/f.db"_s),
              m_file + u"-wal"_s})
            QVERIFY2(isOpenDatabase(name), qPrintable(name));
        QVERIFY(!isOpenDatabase(m_folder->filePath(u"other"_s)));
    }
    QVERIFY(!isOpenDatabase(m_file));
    // Through a link it is the same database, with its log beside the file itself.
    const auto store = RecordStore::open(link);
    QVERIFY2(store, store ? "" : qPrintable(store.error()));
    QVERIFY(QFile::exists(m_file + u"-wal"_s));
    QVERIFY(!QFile::exists(link + u"-wal"_s));
}

void TestDamage::name_isNeverAUri_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"plain.db",
          "with space.db",
          "ask?mode=ro",
          "100%41.db",
          "a#b.db",
          "Größe.db",
          "file:other.db",
          "-x"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void TestDamage::name_isNeverAUri()
{
    QFETCH(const QString, name);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    {
        const auto store = RecordStore::open(u"./"_s + name);
        QVERIFY2(store, store ? "" : qPrintable(store.error()));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), (QStringList{name, name + u"-wal"_s}));
        QCOMPARE(store.value()->reset({Record{u"item"_s, lamps(10), 1, 1000}}), QString());
    }
    const auto again = RecordStore::open(m_folder->filePath(name));
    QVERIFY2(again, again ? "" : qPrintable(again.error()));
    QCOMPARE(again.value()->records()->size(), 1);
    QVERIFY(QDir::setCurrent(before));
}

void TestDamage::invalidName_isRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QString() << u"is empty"_s;
    QTest::newRow("blank") << u"  "_s << u"is empty"_s;
    QTest::newRow("in memory") << u":memory:"_s << u"gone at the end"_s;
    QTest::newRow("a URI") << u"file:other.db"_s << u"is a URI"_s;
    QTest::newRow("a URI with a query") << u"file:x?mode=ro"_s << u"is a URI"_s;
    QTest::newRow("a URI in capitals") << u"FILE:x"_s << u"is a URI"_s;
    QTest::newRow("a URI of another kind") << u"https://example.org/x.db"_s << u"is a URI"_s;
}

void TestDamage::invalidName_isRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QString, says);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    const auto store = RecordStore::open(name);
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(!store);
    QVERIFY2(store.error().contains(says), qPrintable(store.error()));
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestDamage)

#include "tst_damage.moc"
