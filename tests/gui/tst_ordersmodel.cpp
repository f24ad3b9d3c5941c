#include "gui/orders/ordersmodel.h"
#include "schedules/scheduleoutcome.h"
#include "warningfreetest.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

const ScheduleSetup Two{2, ScheduleProgram::ReadSave, ScheduleRetry::None, ScheduleTick::Same};
const ScheduleSetup Three{3, ScheduleProgram::ReadSave, ScheduleRetry::None, ScheduleTick::Older};
const ScheduleSetup Most{4, ScheduleProgram::ReadEditSave, ScheduleRetry::None, ScheduleTick::Older};

/// A model with the counted orders of \a setup.
struct Filled
{
    OrderCounter counter;
    OrdersModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    explicit Filled(const ScheduleSetup& setup)
    {
        model.setSetup(setup);
        QObject::connect(&counter, &OrderCounter::counted, &model, &OrdersModel::setCounted);
        counter.count(setup);
        [this] {
            QTRY_VERIFY(model.counted() != nullptr);
        }();
    }

    [[nodiscard]] QStringList shown(int column) const
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts.append(model.index(row, column).data().toString());
        return texts;
    }
    [[nodiscard]] QList<quint64> ranks() const
    {
        QList<quint64> ranks;
        for (int row = 0; row < model.rowCount(); ++row)
            ranks.append(model.rankAt(row));
        return ranks;
    }
    /// "0 One after the other: 2", the first row, the title and the number of rows.
    [[nodiscard]] QStringList groups() const
    {
        QStringList groups;
        for (const OrdersGroup& group : model.groups())
            groups.append(u"%1 %2: %3"_s.arg(group.firstRow).arg(titleOf(group)).arg(group.rows));
        return groups;
    }
    [[nodiscard]] QVariant head(ScheduleRule rule, int role) const
    {
        return model.headerData(OrdersModel::columnOf(rule), Qt::Horizontal, role);
    }
};

} // namespace

Q_DECLARE_METATYPE(interleave::ScheduleSetup)

class TestOrdersModel final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void rows_showTheOrdersAndTheirVerdicts();
    void headers_showTheSums();
    void headers_areEmptyBeforeCounting();
    void filter_hidesOrders();
    void sort_putsTheWorstFirst();
    void groups_areThoseOfTheSorting();
    void groups_areReadWithTheirFirstOrder();
    void everyRow_isFoundByItsRank_data();
    void everyRow_isFoundByItsRank();
    void rowOf_findsVisibleOrders();
    void copies_haveALineForEachVisibleRow();
    void all369600_areRowsWithoutBeingMade();
    void retry_showsWhatTheWorstExecutionLoses();
    void counter_dropsACancelledCount();
};

void TestOrdersModel::rows_showTheOrdersAndTheirVerdicts()
{
    const Filled filled(Two);
    QCOMPARE(filled.model.rowCount(), 6);
    QCOMPARE(filled.model.columnCount(), 6);
    QCOMPARE(
        filled.shown(OrdersModel::OrderColumn),
        (QStringList{
            u"A reads, A saves, B reads, B saves."_s,
            u"B reads, B saves, A reads, A saves."_s,
            u"A reads, B reads, A saves, B saves."_s,
            u"A reads, B reads, B saves, A saves."_s,
            u"B reads, A reads, A saves, B saves."_s,
            u"B reads, A reads, B saves, A saves."_s}));
    const QString none = u"none lost"_s;
    const QString lost = u"1 lost"_s;
    const QString a = u"A refused"_s;
    const QString b = u"B refused"_s;
    QCOMPARE(
        filled.shown(OrdersModel::columnOf(ScheduleRule::Off)),
        (QStringList{none, none, lost, lost, lost, lost}));
    QCOMPARE(
        filled.shown(OrdersModel::columnOf(ScheduleRule::Version)), (QStringList{none, none, b, a, b, a}));
    QCOMPARE(
        filled.shown(OrdersModel::columnOf(ScheduleRule::Timestamp)),
        (QStringList{none, none, lost, lost, lost, lost}));
    QCOMPARE(filled.shown(OrdersModel::columnOf(ScheduleRule::Lease)).at(2), u"B’s read waits · none lost"_s);
    QCOMPARE(filled.shown(OrdersModel::columnOf(ScheduleRule::Lease)).at(5), u"A’s read waits · none lost"_s);
    QCOMPARE(filled.shown(OrdersModel::columnOf(ScheduleRule::Atomic)), QStringList(6, none));
    const QModelIndex order = filled.model.index(2, OrdersModel::OrderColumn);
    QCOMPARE(order.data(OrdersModel::NumberRole).toString(), u"2"_s);
    QCOMPARE(order.data(OrdersModel::TurnsRole).toByteArray(), QByteArray("\0\1\0\1", 4));
    QCOMPARE(order.data(OrdersModel::RankRole).toULongLong(), 1U);
}

void TestOrdersModel::headers_showTheSums()
{
    const Filled filled(Two);
    QCOMPARE(filled.head(ScheduleRule::Off, Qt::DisplayRole).toString(), u"Locking off"_s);
    QCOMPARE(
        filled.head(ScheduleRule::Off, OrdersModel::HeadlinesRole).toStringList().first(),
        u"loses in 4 of 6"_s);
    QCOMPARE(filled.head(ScheduleRule::Off, OrdersModel::HeadlineInkRole).toInt(), static_cast<int>(Role::Lost));
    QCOMPARE(
        filled.head(ScheduleRule::Version, OrdersModel::HeadlinesRole).toStringList().first(),
        u"loses in 0 of 6"_s);
    QCOMPARE(filled.head(ScheduleRule::Version, OrdersModel::NoteRole).toString(), u"4 refused"_s);
    QCOMPARE(
        filled.head(ScheduleRule::Version, OrdersModel::HeadlineInkRole).toInt(),
        static_cast<int>(Role::Current));
    QCOMPARE(filled.head(ScheduleRule::Timestamp, OrdersModel::NoteRole).toString(), u"all in one second"_s);
    QCOMPARE(filled.head(ScheduleRule::Lease, OrdersModel::NoteRole).toString(), u"4 wait"_s);
}

void TestOrdersModel::headers_areEmptyBeforeCounting()
{
    OrdersModel model;
    model.setSetup(Most);
    const int off = OrdersModel::columnOf(ScheduleRule::Off);
    QCOMPARE(model.headerData(off, Qt::Horizontal, OrdersModel::NoteRole).toString(), u"not counted yet"_s);
    QVERIFY(model.headerData(off, Qt::Horizontal, OrdersModel::HeadlinesRole).toStringList().isEmpty());
}

void TestOrdersModel::filter_hidesOrders()
{
    Filled filled(Three);
    QCOMPARE(filled.model.rowCount(), 90);
    const OrdersFilter byTime{OrdersFilter::Kind::Losing, ScheduleRule::Timestamp};
    const auto expected = static_cast<int>(
        filled.model.counted()->counts[static_cast<size_t>(ScheduleRule::Timestamp)].withLost);
    QVERIFY(expected > 0 && expected < 84);
    QCOMPARE(filled.model.countOf(byTime), static_cast<quint64>(expected));
    filled.model.setFilter(byTime);
    QCOMPARE(filled.model.rowCount(), expected);
    for (const QString& text : filled.shown(OrdersModel::columnOf(ScheduleRule::Timestamp)))
        QVERIFY2(text.endsWith(u"lost"_s) && !text.startsWith(u"none"_s), qPrintable(text));
    filled.model.setFilter({OrdersFilter::Kind::Losing, std::nullopt});
    QCOMPARE(filled.model.rowCount(), 84);
    filled.model.setFilter({OrdersFilter::Kind::Differing, std::nullopt});
    QCOMPARE(filled.model.rowCount(), 84);
    QVERIFY(!filled.ranks().contains(0));
    filled.model.setFilter({});
    QCOMPARE(filled.model.rowCount(), 90);
}

void TestOrdersModel::sort_putsTheWorstFirst()
{
    Filled filled(Three);
    filled.model.sort(OrdersModel::columnOf(ScheduleRule::Off), Qt::DescendingOrder);
    const QStringList worst = filled.shown(OrdersModel::columnOf(ScheduleRule::Off));
    QCOMPARE(worst.first(), u"2 lost"_s);
    QCOMPARE(worst.last(), u"none lost"_s);
    QVERIFY(std::ranges::is_sorted(worst.mid(0, 84), std::greater<>()));
    filled.model.sort(OrdersModel::OrderColumn, Qt::DescendingOrder);
    // Each group for itself.
    QCOMPARE(filled.model.rankAt(0), quint64{89});
    QCOMPARE(filled.model.rankAt(6), quint64{88});
    filled.model.sort(OrdersModel::OrderColumn, Qt::AscendingOrder);
    QCOMPARE(filled.model.rankAt(0), quint64{0});
}

void TestOrdersModel::groups_areThoseOfTheSorting()
{
    Filled filled(Three);
    QCOMPARE(filled.groups(), (QStringList{u"0 One after the other: 6"_s, u"6 Overlapping: 84"_s}));
    filled.model.sort(OrdersModel::columnOf(ScheduleRule::Timestamp), Qt::DescendingOrder);
    QCOMPARE(
        filled.groups(),
        (QStringList{u"0 Data is lost: 12"_s, u"12 Somebody is refused: 72"_s, u"84 Nothing is lost: 6"_s}));
    filled.model.sort(OrdersModel::columnOf(ScheduleRule::Lease), Qt::DescendingOrder);
    QCOMPARE(filled.groups(), (QStringList{u"0 Somebody waits: 84"_s, u"84 Nothing is lost: 6"_s}));
    // What a filter leaves empty has no head.
    filled.model.sort(OrdersModel::OrderColumn, Qt::AscendingOrder);
    filled.model.setFilter({OrdersFilter::Kind::Losing, std::nullopt});
    QCOMPARE(filled.groups(), QStringList{u"0 Overlapping: 84"_s});
}

void TestOrdersModel::groups_areReadWithTheirFirstOrder()
{
    const Filled filled(Two);
    const auto read = [&filled](int row) {
        return filled.model.index(row, OrdersModel::OrderColumn).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(read(0), u"One after the other. Order 1: A reads, A saves, B reads, B saves."_s);
    QCOMPARE(read(1), u"Order 6: B reads, B saves, A reads, A saves."_s);
    QCOMPARE(read(2), u"Overlapping. Order 2: A reads, B reads, A saves, B saves."_s);
    QCOMPARE(
        filled.head(ScheduleRule::Off, Qt::AccessibleTextRole).toString(),
        u"Locking off, last save wins: loses in 4 of 6, 0 refused"_s);
}

void TestOrdersModel::everyRow_isFoundByItsRank_data()
{
    QTest::addColumn<ScheduleSetup>("setup");
    QTest::newRow("two clients") << Two;
    QTest::newRow("three clients") << Three;
    QTest::newRow("four clients") << ScheduleSetup{
        4, ScheduleProgram::ReadSave, ScheduleRetry::None, ScheduleTick::Same};
}

void TestOrdersModel::everyRow_isFoundByItsRank()
{
    QFETCH(const ScheduleSetup, setup);
    // Before they are counted, where ranks are not stored.
    OrdersModel model;
    model.setSetup(setup);
    std::set<quint64> ranks;
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(model.rowOf(model.rankAt(row)), row);
        ranks.insert(model.rankAt(row));
    }
    QCOMPARE(ranks.size(), static_cast<size_t>(model.rowCount()));
    QCOMPARE(model.rowOf(orderCount(setup)), -1);
}

void TestOrdersModel::rowOf_findsVisibleOrders()
{
    Filled filled(Three);
    QCOMPARE(filled.model.rowOf(filled.model.rankAt(17)), 17);
    filled.model.setFilter({OrdersFilter::Kind::Losing, std::nullopt});
    filled.model.sort(OrdersModel::columnOf(ScheduleRule::Version), Qt::DescendingOrder);
    QCOMPARE(filled.model.rowOf(0), -1);
    for (int row = 0; row < filled.model.rowCount(); ++row)
        QCOMPARE(filled.model.rowOf(filled.model.rankAt(row)), row);
}

void TestOrdersModel::copies_haveALineForEachVisibleRow()
{
    Filled filled(Two);
    filled.model.setFilter({OrdersFilter::Kind::Losing, std::nullopt});
    const QStringList csv = filled.model.asCsv().split(u'\n');
    QCOMPARE(csv.size(), 6);
    QCOMPARE(csv.at(0), u"order,turns,off,version,timestamp,lease,atomic"_s);
    QCOMPARE(
        csv.at(1),
        u"2,ABAB,\"1 lost\",\"B refused\",\"1 lost\",\"B’s read waits · none lost\",\"none lost\""_s);
    const QStringList markdown = filled.model.asMarkdown().split(u'\n');
    QCOMPARE(markdown.size(), 7);
    QCOMPARE(markdown.at(0), u"| Order | Locking off | Version | Timestamp | Lease | Atomic add |"_s);
    QCOMPARE(markdown.at(1).count(u"---"_s), 6);
    QVERIFY2(
        markdown.at(2).startsWith(u"| A reads, B reads, A saves, B saves. | 1 lost | B refused |"_s),
        qPrintable(markdown.at(2)));
}

void TestOrdersModel::all369600_areRowsWithoutBeingMade()
{
    OrderCounter counter;
    OrdersModel model;
    model.setSetup(Most);
    QCOMPARE(model.rowCount(), 369'600);
    QCOMPARE(
        model.index(369'599, OrdersModel::columnOf(ScheduleRule::Lease)).data().toString(),
        u"A’s read waits · none lost"_s);
    QVERIFY(model.index(200'000, OrdersModel::OrderColumn).data().toString().count(u"saves"_s) == 4);

    const QSignalSpy progress(&counter, &OrderCounter::progressed);
    connect(&counter, &OrderCounter::counted, &model, &OrdersModel::setCounted);
    counter.count(Most);
    QVERIFY(counter.isCounting());
    QTRY_VERIFY_WITH_TIMEOUT(model.counted() != nullptr, 120'000);
    QVERIFY(!counter.isCounting());
    QVERIFY(progress.size() > 10);
    for (const ScheduleRule rule : AllScheduleRules) {
        const auto at = static_cast<size_t>(rule);
        const ScheduleCounts& counts = model.counted()->counts[at];
        const ScheduleDigest::Sums& sums = model.counted()->digest.sums[at];
        QCOMPARE(sums.losing, counts.withLost);
        QCOMPARE(sums.refused, counts.withRejection);
        QCOMPARE(sums.waiting, counts.withWait);
    }
    model.setFilter({OrdersFilter::Kind::Losing, std::nullopt});
    QCOMPARE(model.rowCount(), 369'576);
}

void TestOrdersModel::retry_showsWhatTheWorstExecutionLoses()
{
    ScheduleSetup setup = Three;
    setup.retry = ScheduleRetry::Once;
    const Filled filled(setup);
    const int column = OrdersModel::columnOf(ScheduleRule::Timestamp);
    quint64 losing = 0;
    for (int row = 0; row < filled.model.rowCount(); ++row) {
        const ScheduleOutcome outcome = outcomeOf(
            filled.model.machine(ScheduleRule::Timestamp), orderAt(setup, filled.model.rankAt(row)));
        losing += outcome.mostLost > 0 ? 1 : 0;
        QCOMPARE(
            filled.model.index(row, column).data(OrdersModel::VerdictRole).toInt(),
            static_cast<int>(outcome.verdict()));
    }
    QCOMPARE(
        filled.head(ScheduleRule::Timestamp, OrdersModel::HeadlinesRole).toStringList().first(),
        u"loses in %1 of 90"_s.arg(losing));
}

void TestOrdersModel::counter_dropsACancelledCount()
{
    OrderCounter counter;
    const QSignalSpy counted(&counter, &OrderCounter::counted);
    counter.count(Most);
    counter.cancel();
    QVERIFY(!counter.isCounting());
    counter.count(Most);
    counter.count(Three);
    QTRY_COMPARE(counted.size(), 1);
    QCOMPARE(counted.first().first().value<std::shared_ptr<const CountedOrders>>()->digest.setup, Three);
}

QTEST_MAIN(TestOrdersModel)

#include "tst_ordersmodel.moc"
