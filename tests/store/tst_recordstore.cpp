#include "store/recordstore.h"

#include "core/model/footprint.h"
#include "core/values/bounds.h"
#include "core/values/json.h"
#include "warningfreetest.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <iterator>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

const QString item = QStringLiteral("item");

Fields lamps(qint64 stock)
{
    return {{QStringLiteral("stock"), stock}, {QStringLiteral("name"), QStringLiteral("Desk lamp")}};
}

Precondition matching(std::vector<qint64> versions)
{
    return VersionIn{std::move(versions)};
}

} // namespace

Q_DECLARE_METATYPE(interleave::Precondition)
Q_DECLARE_METATYPE(interleave::StoreOutcome)

class TestRecordStore final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void write_decidesByItsPrecondition_data();
    void write_decidesByItsPrecondition();
    void refusedWrite_changesNothing();
    void write_reportsTheDecidingStatement();
    void unconditionalWrite_hasNoClause();
    void write_returnsTheAuthor();
    void increment_addsInOneStatement();
    void increment_refusesImpossibleSums();
    void increment_acceptsAnyName();
    void writeToAMissingRecord_isMissing();
    void write_createsOnlyMissingRecords();
    void history_hasEveryVersionAndItsAuthor();
    void fields_areReadBack_data();
    void fields_areReadBack();
    void fields_areReadBackAsSent_data();
    void fields_areReadBackAsSent();
    void reset_startsFromTheGivenVersions();
    void preparedStatements_areLimited();
    void cachedRecords_areLimited();
    void history_comesInPages();

private:
    void prepare() override;

    std::unique_ptr<RecordStore> m_store;
};

void TestRecordStore::prepare()
{
    auto opened = RecordStore::openPrivate();
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error()));
    m_store = std::move(opened).value();
    QCOMPARE(m_store->reset({Record{item, lamps(10), 1, 1000}}), QString());
}

void TestRecordStore::write_decidesByItsPrecondition_data()
{
    QTest::addColumn<Precondition>("precondition");
    QTest::addColumn<StoreOutcome>("outcome");
    QTest::addColumn<qint64>("version");

    QTest::newRow("nothing is demanded: the last save wins")
        << Precondition() << StoreOutcome::Saved << qint64{2};
    QTest::newRow("the present version") << matching({1}) << StoreOutcome::Saved << qint64{2};
    QTest::newRow("a version that has gone") << matching({0}) << StoreOutcome::Stale << qint64{1};
    QTest::newRow("a version that is still to come") << matching({2}) << StoreOutcome::Stale << qint64{1};
    QTest::newRow("a list with the present version")
        << matching({7, 1, 9}) << StoreOutcome::Saved << qint64{2};
    QTest::newRow("a list without it") << matching({7, 9}) << StoreOutcome::Stale << qint64{1};
    QTest::newRow("only tags that never match") << matching({}) << StoreOutcome::Stale << qint64{1};
    QTest::newRow("whatever there is") << Precondition(MustExist()) << StoreOutcome::Saved << qint64{2};
    QTest::newRow("nothing changed since the second of the present version")
        << Precondition(UnmodifiedSince{1000}) << StoreOutcome::Saved << qint64{2};
    QTest::newRow("nothing changed since later")
        << Precondition(UnmodifiedSince{1001}) << StoreOutcome::Saved << qint64{2};
    QTest::newRow("nothing changed since earlier")
        << Precondition(UnmodifiedSince{999}) << StoreOutcome::Stale << qint64{1};
    QTest::newRow("nothing must be there")
        << Precondition(MustBeAbsent()) << StoreOutcome::Stale << qint64{1};
}

void TestRecordStore::write_decidesByItsPrecondition()
{
    QFETCH(const Precondition, precondition);
    QFETCH(const StoreOutcome, outcome);
    QFETCH(const qint64, version);

    const StoreResult result = m_store->write(item, lamps(7), precondition, QStringLiteral("A"), 2000);
    QCOMPARE(result.outcome, outcome);
    QVERIFY(result.record);
    QCOMPARE(result.record->version, version);
    QCOMPARE(result.before, lamps(10));
    const bool saved = outcome == StoreOutcome::Saved;
    const StoreResult after = m_store->read(item);
    QCOMPARE(after.record->fields, lamps(saved ? 7 : 10));
    QCOMPARE(after.record->version, version);
    QCOMPARE(after.record->modifiedAt, saved ? 2000 : 1000);
}

void TestRecordStore::refusedWrite_changesNothing()
{
    QCOMPARE(
        m_store->write(item, lamps(7), matching({1}), QStringLiteral("A"), 2000).outcome,
        StoreOutcome::Saved);
    const auto before = m_store->versions(item)->size();
    QCOMPARE(
        m_store->write(item, lamps(8), matching({1}), QStringLiteral("B"), 2000).outcome,
        StoreOutcome::Stale);
    QCOMPARE(m_store->versions(item)->size(), before);
    QCOMPARE(m_store->read(item).record->fields, lamps(7));
}

void TestRecordStore::write_reportsTheDecidingStatement()
{
    const auto update = [](const StoreResult& result) {
        for (const Statement& statement : result.statements) {
            if (statement.sql.startsWith(QLatin1String("UPDATE")))
                return statement;
        }
        return Statement();
    };
    const Statement won = update(m_store->write(item, lamps(7), matching({1}), QStringLiteral("A"), 2000));
    QCOMPARE(won.rows, 1);
    QCOMPARE(won.deciding, QStringLiteral("AND version = ?"));
    QVERIFY(won.sql.endsWith(won.deciding));
    QCOMPARE(
        withValues(won),
        QStringLiteral(
            "UPDATE records SET body = '{\"stock\": 7, \"name\": \"Desk lamp\"}', version = version + 1, "
            "modified_at = 2000, author = 'A' WHERE id = 'item' AND version = 1"));
    const Statement dated =
        update(m_store->write(item, lamps(8), UnmodifiedSince{1999}, QStringLiteral("B"), 2000));
    QCOMPARE(dated.rows, 0);
    QCOMPARE(dated.deciding, QStringLiteral("AND modified_at <= ?"));
    QVERIFY(withValues(dated).endsWith(QStringLiteral("WHERE id = 'item' AND modified_at <= 1999")));
    const Statement lost = update(m_store->write(item, lamps(8), matching({1}), QStringLiteral("B"), 2000));
    QCOMPARE(lost.rows, 0);
    QCOMPARE(lost.sql, won.sql);
}

void TestRecordStore::unconditionalWrite_hasNoClause()
{
    const StoreResult result = m_store->write(item, lamps(7), Unconditional(), QStringLiteral("A"), 2000);
    QStringList ran;
    for (const Statement& statement : result.statements)
        ran.append(statement.sql.section(u' ', 0, 0));
    QCOMPARE(ran, QStringList(u"UPDATE"_s));
    QVERIFY(result.statements.at(0).sql.endsWith(QLatin1String("WHERE id = ?")));
    QVERIFY(result.statements.at(0).deciding.isEmpty());
}

void TestRecordStore::write_returnsTheAuthor()
{
    QCOMPARE(
        m_store->write(item, lamps(7), matching({1}), QStringLiteral("A"), 2000).author, QStringLiteral("A"));
    const StoreResult refused = m_store->write(item, lamps(8), matching({1}), QStringLiteral("B"), 2000);
    QCOMPARE(refused.outcome, StoreOutcome::Stale);
    QCOMPARE(refused.author, QStringLiteral("A"));
    QCOMPARE(refused.record->version, 2);
}

void TestRecordStore::increment_addsInOneStatement()
{
    const StoreResult result =
        m_store->increment(item, {{u"stock"_s, qint64{-3}}}, Unconditional(), QStringLiteral("A"), 2000);
    QCOMPARE(result.outcome, StoreOutcome::Saved);
    QCOMPARE(result.record->fields, lamps(7));
    QCOMPARE(result.record->version, 2);
    QCOMPARE(result.record->modifiedAt, 2000);
    QCOMPARE(result.before, lamps(10));
    QStringList ran;
    for (const Statement& statement : result.statements)
        ran.append(withValues(statement));
    QVERIFY2(
        ran.contains(u"UPDATE records SET body = json_set(body, '$.stock', json_extract(body, '$.stock') + "
                     "-3), version = version + 1, modified_at = 2000, author = 'A' WHERE id = 'item'"_s),
        qPrintable(ran.join(u'\n')));
    QCOMPARE(m_store->versions(item)->back().author, QStringLiteral("A"));
    QCOMPARE(m_store->versions(item)->back().fields, lamps(7));
    // The next save knows what it replaces.
    QCOMPARE(
        m_store->write(item, lamps(1), matching({2}), QStringLiteral("B"), 2000).outcome,
        StoreOutcome::Saved);
}

void TestRecordStore::increment_refusesImpossibleSums()
{
    const auto add = [this](const QString& field, qint64 by, const Precondition& precondition = {}) {
        return m_store->increment(item, {{field, by}}, precondition, QStringLiteral("A"), 2000);
    };
    QCOMPARE(add(u"name"_s, 1).outcome, StoreOutcome::Unfit);
    QCOMPARE(add(u"price"_s, 1).outcome, StoreOutcome::Unfit);
    QCOMPARE(add(u"stock"_s, LargestInteger).outcome, StoreOutcome::Unfit);
    QVERIFY(!add(u"stock"_s, LargestInteger).problem.isEmpty());
    QCOMPARE(add(u"stock"_s, 1, matching({2})).outcome, StoreOutcome::Stale);
    QCOMPARE(
        m_store->increment(u"none"_s, {{u"stock"_s, qint64{1}}}, {}, QStringLiteral("A"), 1).outcome,
        StoreOutcome::Missing);
    QCOMPARE(m_store->read(item).record->version, 1);
    QCOMPARE(m_store->versions(item)->size(), std::size_t{1});
}

void TestRecordStore::increment_acceptsAnyName()
{
    const QStringList names{u"a b"_s, u"größe"_s, u"a.b"_s, u"[0]"_s, u"$"_s, u"it's"_s, u"灯"_s, u"?"_s};
    Fields fields;
    Fields amounts;
    Fields sums;
    for (qint64 i = 0; i < names.size(); ++i) {
        fields.set(names.at(i), i);
        amounts.set(names.at(i), qint64{10});
        sums.set(names.at(i), i + 10);
    }
    QCOMPARE(m_store->write(item, fields, {}, QStringLiteral("A"), 1).outcome, StoreOutcome::Saved);
    const StoreResult result = m_store->increment(item, amounts, {}, QStringLiteral("A"), 2);
    QCOMPARE(result.outcome, StoreOutcome::Saved);
    QCOMPARE(result.record->fields, sums);
}

void TestRecordStore::preparedStatements_areLimited()
{
    for (qint64 count = 1; count <= 400; ++count) {
        std::vector<qint64> versions(static_cast<std::size_t>(5 * count), 7);
        QCOMPARE(
            m_store->write(item, lamps(7), matching(std::move(versions)), QStringLiteral("A"), 1).outcome,
            StoreOutcome::Stale);
        QVERIFY(m_store->heldBytes() < bounds::Megabyte);
    }
    // The current version is found among many tags.
    QCOMPARE(
        m_store->write(item, lamps(8), matching({9, 8, 7, 6, 5, 4, 3, 2, 1}), QStringLiteral("A"), 1).outcome,
        StoreOutcome::Saved);
    const Fields wide = [] {
        Fields fields;
        for (int i = 0; i < Fields::MostFields; ++i)
            fields.set(QStringLiteral("f%1").arg(i), qint64{1});
        return fields;
    }();
    QCOMPARE(m_store->write(item, wide, {}, QStringLiteral("A"), 1).outcome, StoreOutcome::Saved);
    Fields amounts;
    for (const Field& field : wide) {
        amounts.set(field.name, qint64{1});
        for (std::size_t count = 0; count <= 9; ++count) {
            const Precondition among = count == 0 ? Precondition() : matching(std::vector<qint64>(count, 0));
            QVERIFY(
                m_store->increment(item, amounts, among, QStringLiteral("A"), 1).outcome !=
                StoreOutcome::Failed);
            QVERIFY(m_store->heldBytes() <= bounds::PreparedStatements + bounds::Megabyte);
        }
    }
}

void TestRecordStore::cachedRecords_areLimited()
{
    const Fields large{{QStringLiteral("text"), QString(1'000'000, u'x')}};
    for (int i = 0; i < 20; ++i) {
        const QString id = QString::number(i);
        QCOMPARE(
            m_store->write(id, large, MustBeAbsent(), QStringLiteral("A"), 1).outcome, StoreOutcome::Created);
    }
    // The last statement still has its values bound.
    QVERIFY(
        m_store->heldBytes() < bounds::PresentRecords + bounds::PreparedStatements + 4 * bounds::Megabyte);
    // Records that were dropped from the cache are read again.
    const StoreResult result =
        m_store->write(QStringLiteral("0"), lamps(7), Unconditional(), QStringLiteral("B"), 2);
    QCOMPARE(result.outcome, StoreOutcome::Saved);
    QCOMPARE(result.before, large);
    QCOMPARE(result.record->version, 2);
}

void TestRecordStore::history_comesInPages()
{
    for (int i = 0; i < 9; ++i)
        QCOMPARE(m_store->write(item, lamps(i), {}, QStringLiteral("A"), 1).outcome, StoreOutcome::Saved);
    const qint64 one = qint64{sizeof(StoredVersion)} + footprint(lamps(1));
    HistoryPage page;
    page.mostBytes = 4 * one;
    bool hasOlder = false;
    QList<qint64> seen;
    do {
        const auto part = m_store->versions(item, nullptr, page, &hasOlder);
        QVERIFY(part && !part->empty());
        QVERIFY(part->size() <= 4);
        std::transform(part->rbegin(), part->rend(), std::back_inserter(seen), [](const auto& each) {
            return each.version;
        });
        page.before = part->front().version;
    } while (hasOlder);
    QCOMPARE(seen, QList<qint64>({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}));
    // A version that exceeds the limit is returned alone.
    page = {3, 1};
    const auto single = m_store->versions(item, nullptr, page, &hasOlder);
    QCOMPARE(single->size(), std::size_t{1});
    QCOMPARE(single->front().version, 2);
    QVERIFY(hasOlder);
}

void TestRecordStore::writeToAMissingRecord_isMissing()
{
    const QString none = QStringLiteral("none");
    QCOMPARE(
        m_store->write(none, lamps(7), Unconditional(), QStringLiteral("A"), 1).outcome,
        StoreOutcome::Missing);
    QCOMPARE(
        m_store->write(none, lamps(7), MustExist(), QStringLiteral("A"), 1).outcome, StoreOutcome::Missing);
    QCOMPARE(
        m_store->write(none, lamps(7), matching({1}), QStringLiteral("A"), 1).outcome, StoreOutcome::Missing);
    QCOMPARE(m_store->read(none).outcome, StoreOutcome::Missing);
    QCOMPARE(m_store->records()->size(), 1);
}

void TestRecordStore::write_createsOnlyMissingRecords()
{
    const QString other = QStringLiteral("other");
    const StoreResult created = m_store->write(other, lamps(1), MustBeAbsent(), QStringLiteral("A"), 5);
    QCOMPARE(created.outcome, StoreOutcome::Created);
    QCOMPARE(created.record->version, 1);
    QCOMPARE(
        m_store->write(other, lamps(2), MustBeAbsent(), QStringLiteral("B"), 6).outcome, StoreOutcome::Stale);
    QCOMPARE(m_store->read(other).record->fields, lamps(1));
    QCOMPARE(m_store->records()->last().id, other);
}

void TestRecordStore::history_hasEveryVersionAndItsAuthor()
{
    QCOMPARE(
        m_store->write(item, lamps(7), Unconditional(), QStringLiteral("A"), 2000).outcome,
        StoreOutcome::Saved);
    QCOMPARE(
        m_store->write(item, lamps(8), Unconditional(), QStringLiteral("B"), 3000).outcome,
        StoreOutcome::Saved);
    const std::vector<StoredVersion> versions = *m_store->versions(item);
    QCOMPARE(versions.size(), std::size_t{3});
    QCOMPARE(versions[0].author, QString());
    QCOMPARE(versions[1].author, QStringLiteral("A"));
    QCOMPARE(versions[1].fields, lamps(7));
    QCOMPARE(versions[2].version, 3);
    QCOMPARE(versions[2].modifiedAt, 3000);
    QVERIFY(m_store->versions(QStringLiteral("none"))->empty());
}

void TestRecordStore::fields_areReadBack_data()
{
    QTest::addColumn<QString>("json");
    QTest::newRow("the order of the names") << R"({"z": 1, "a": 2, "m": 3})";
    QTest::newRow("a whole number and one with a point") << R"({"i": 1, "d": 1.0})";
    QTest::newRow("the largest exact integer") << R"({"n": 9007199254740991})";
    QTest::newRow("quotation marks, quotes and other scripts") << R"({"t": "a \"b\" 'c' \\ ü 灯 💡"})";
    QTest::newRow("null, true and false") << R"({"n": null, "t": true, "f": false})";
    QTest::newRow("empty") << "{}";
}

void TestRecordStore::fields_areReadBack()
{
    QFETCH(const QString, json);
    const auto fields = fieldsFromJson(json.toUtf8());
    QVERIFY(fields);
    QCOMPARE(
        m_store->write(item, *fields, Unconditional(), QStringLiteral("A"), 1).outcome, StoreOutcome::Saved);
    QCOMPARE(m_store->read(item).record->fields.toJson(), json.toUtf8());
}

void TestRecordStore::fields_areReadBackAsSent_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    const QByteArray own = "{\"stock\": 7}";
    const QByteArray others = "{\"s\\u0074ock\":7e0}\n";
    QTest::newRow("our own writing") << own << own;
    QTest::newRow("another's") << others << others;
    QTest::newRow("another's after our own") << own << others;
    QTest::newRow("our own after another's") << others << own;
}

/// When read, in the history, among all records, from the database itself and from a copy of it.
void TestRecordStore::fields_areReadBackAsSent()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, second);
    const QString other = QStringLiteral("other");
    const auto put = [this](const QString& id, const QByteArray& text, const Precondition& precondition) {
        const auto result = m_store->write(id, *fieldsAsPut(text), precondition, u"A"_s, 5);
        return result.record ? result.record->fields.asPut() : QByteArray();
    };
    QCOMPARE(put(item, first, Unconditional()), first);
    QCOMPARE(put(item, second, matching({2})), second);
    QCOMPARE(put(other, second, MustBeAbsent()), second);
    const auto compare = [&](RecordStore& store) {
        for (const QString& id : {item, other})
            QCOMPARE(store.read(id).record->fields.asPut(), second);
        const QList<Record> records = *store.records();
        for (const Record& record : records)
            QCOMPARE(record.fields.asPut(), second);
        const auto versions = *store.versions(item);
        QCOMPARE(versions.size(), std::size_t{3});
        QCOMPARE(versions[1].fields.asPut(), first);
        QCOMPARE(versions[2].fields.asPut(), second);
    };
    compare(*m_store);
    const auto copy = RecordStore::openPrivate();
    QVERIFY(copy);
    QCOMPARE(copy.value()->reset(*m_store->records(), {{item, *m_store->versions(item)}}), QString());
    compare(*copy.value());
    // An increment writes canonical JSON, and the version before it keeps its text.
    const Fields one{{u"stock"_s, qint64{1}}};
    const bool isWhole = second == "{\"stock\": 7}";
    const StoreResult more = m_store->increment(item, one, Unconditional(), u"B"_s, 6);
    QCOMPARE(more.outcome, isWhole ? StoreOutcome::Saved : StoreOutcome::Unfit);
    QCOMPARE(m_store->read(item).record->fields.asPut(), isWhole ? QByteArray("{\"stock\": 8}") : second);
    QCOMPARE((*m_store->versions(item))[2].fields.asPut(), second);
}

void TestRecordStore::reset_startsFromTheGivenVersions()
{
    const QList<Record> records{
        {QStringLiteral("b"), lamps(1), 4, 100}, {QStringLiteral("a"), lamps(2), 1, 200}};
    QCOMPARE(m_store->reset(records), QString());
    QCOMPARE(*m_store->records(), records);
    QCOMPARE(
        m_store->write(QStringLiteral("b"), lamps(3), matching({4}), QStringLiteral("A"), 300)
            .record->version,
        5);
}

QTEST_GUILESS_MAIN(TestRecordStore)

#include "tst_recordstore.moc"
