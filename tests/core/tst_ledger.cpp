#include "core/journalbuilder.h"
#include "core/ledger.h"
#include "core/quiet.h"

using namespace interleave;
using namespace interleave::testing;

namespace {

const QString a = QStringLiteral("A");
const QString b = QStringLiteral("B");
const QString item = QStringLiteral("item");

} // namespace

class TestLedger final : public QObject
{
    Q_OBJECT

private slots:
    void init() { interleave::testing::failOnAnyWarning(); }

    void lessonOff_countsTheLoss()
    {
        Ledger expected;
        expected.rows = {{a, false, 1, 1, 0, 0, 1}, {b, false, 1, 1, 0, 0, 0}};
        expected.tried = 2;
        expected.saved = 2;
        expected.lost = 1;
        expected.headline = QStringLiteral("stock");
        expected.value = Value(qint64{8});
        expected.kept = 5;
        QCOMPARE(ledgerOf(lesson(Locking::Off).now(), item), expected);
    }

    void lessonOn_countsTheRefusal()
    {
        Ledger expected;
        expected.rows = {{a, false, 1, 1, 0, 0, 0}, {b, false, 1, 0, 1, 0, 0}};
        expected.tried = 2;
        expected.saved = 1;
        expected.refused = 1;
        expected.headline = QStringLiteral("stock");
        expected.value = Value(qint64{7});
        expected.kept = 5;
        QCOMPARE(ledgerOf(lesson(Locking::Version).now(), item), expected);
    }

    void start_isAllZero()
    {
        const Ledger ledger = ledgerOf(JournalBuilder().now(), item);
        QVERIFY(ledger.rows.isEmpty());
        QCOMPARE(ledger.tried + ledger.saved + ledger.refused + ledger.unknown + ledger.lost, 0);
        QCOMPARE(ledger.value, std::optional(Value(qint64{10})));
        QCOMPARE(ledger.kept, std::optional(10.0));
    }

    void outsideClient_hasARowOnceItTriesToSave()
    {
        JournalBuilder builder;
        builder.read(QStringLiteral("curl"), true);
        QVERIFY(ledgerOf(builder.now(), item).rows.isEmpty());
        builder.put(QStringLiteral("curl"), stock(9));
        const Ledger ledger = ledgerOf(builder.now(), item);
        QCOMPARE(ledger.rows, QList<LedgerRow>({{QStringLiteral("curl"), true, 1, 1, 0, 0, 0}}));
    }

    void unknownSaves_areToldApart()
    {
        JournalBuilder builder;
        builder.read(a);
        Event event;
        event.client = a;
        event.action = Action::Write;
        event.verdict = Verdict::Unknown;
        builder.custom(event);
        const Ledger ledger = ledgerOf(builder.now(), item);
        QCOMPARE(ledger.tried, 1);
        QCOMPARE(ledger.unknown, 1);
        QCOMPARE(ledger.saved + ledger.refused, 0);
    }

    void unheardSave_isNotToldSaved()
    {
        JournalBuilder builder;
        builder.read(a).save(a, stock(7)).unheard(a);
        Ledger ledger = ledgerOf(builder.now(), item);
        QCOMPARE(ledger.rows, QList<LedgerRow>({{a, false, 1, 0, 0, 1, 0}}));
        QCOMPARE(ledger.saved, 0);
        QCOMPARE(ledger.unknown, 1);
        QCOMPARE(ledger.lost, 0);
        // Overwritten before it was found out, it is lost all the same.
        builder.put(QStringLiteral("curl"), stock(1));
        ledger = ledgerOf(builder.now(), item);
        QCOMPARE(ledger.rows.first(), (LedgerRow{a, false, 1, 0, 0, 1, 1}));
        QCOMPARE(ledger.lost, 1);
        ledger = ledgerOf(builder.findOut(a).now(), item);
        QCOMPARE(ledger.rows.first(), (LedgerRow{a, false, 1, 1, 0, 0, 1}));
    }

    void recordThatNeverWas_hasNoFigures()
    {
        const Ledger ledger = ledgerOf(lesson(Locking::Off).now(), QStringLiteral("nothing"));
        QVERIFY(!ledger.value && !ledger.kept && ledger.headline.isEmpty());
    }

    void severalRecords_areCountedTogether()
    {
        const QString north = QStringLiteral("north");
        const QString south = QStringLiteral("south");
        JournalBuilder builder(
            Locking::Off, {Record{north, stock(10), 1, 0}, Record{south, stock(20), 1, 0}});
        builder.on(north).read(a).read(b).save(a, stock(7)).save(b, stock(8));
        builder.on(south).read(a).save(a, stock(23));
        const Ledger ledger = ledgerOf(builder.now(), south);
        QCOMPARE(ledger.tried, 3);
        QCOMPARE(ledger.lost, 1);
        QCOMPARE(ledger.record, south);
        QCOMPARE(ledger.value, std::optional(Value(qint64{23})));
        QCOMPARE(ledger.kept, std::optional(23.0));
        QCOMPARE(ledgerOf(builder.now(), north).kept, std::optional(5.0));
        QVERIFY(ledgerOf(lesson(Locking::Off).now(), item).record.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
