#include "schedules/naive.h"
#include "schedules/scheduleorder.h"
#include "warningfreetest.h"

#include <QTest>

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestScheduleOrder final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void count_isTheMultinomial_data();
    void count_isTheMultinomial();
    void orders_areThePermutationsInAlphabeticalOrder_data();
    void orders_areThePermutationsInAlphabeticalOrder();
    void orders_areFoundForLargeSetups();
    void rank_isTheNumberOfTheOrder();
    void serialOrders_areThoseOneAfterTheOther_data();
    void serialOrders_areThoseOneAfterTheOther();
    void setup_isReadFromText();
    void badSetup_isExplained_data();
    void badSetup_isExplained();
};

void TestScheduleOrder::count_isTheMultinomial_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<ScheduleProgram>("program");
    QTest::addColumn<quint64>("count");
    QTest::newRow("2 read,save") << 2 << ScheduleProgram::ReadSave << quint64{6};
    QTest::newRow("3 read,save") << 3 << ScheduleProgram::ReadSave << quint64{90};
    QTest::newRow("4 read,save") << 4 << ScheduleProgram::ReadSave << quint64{2520};
    QTest::newRow("2 read,edit,save") << 2 << ScheduleProgram::ReadEditSave << quint64{20};
    QTest::newRow("3 read,edit,save") << 3 << ScheduleProgram::ReadEditSave << quint64{1680};
    QTest::newRow("4 read,edit,save") << 4 << ScheduleProgram::ReadEditSave << quint64{369'600};
}

void TestScheduleOrder::count_isTheMultinomial()
{
    QFETCH(const int, clients);
    QFETCH(const ScheduleProgram, program);
    QTEST(orderCount({clients, program, ScheduleRetry::None, ScheduleTick::Same}), "count");
}

void TestScheduleOrder::orders_areThePermutationsInAlphabeticalOrder_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<ScheduleProgram>("program");
    for (int clients = 2; clients <= 4; ++clients) {
        QTest::addRow("%d read,save", clients) << clients << ScheduleProgram::ReadSave;
        if (clients < 4)
            QTest::addRow("%d read,edit,save", clients) << clients << ScheduleProgram::ReadEditSave;
    }
}

void TestScheduleOrder::orders_areThePermutationsInAlphabeticalOrder()
{
    QFETCH(const int, clients);
    QFETCH(const ScheduleProgram, program);
    const ScheduleSetup setup{clients, program, ScheduleRetry::None, ScheduleTick::Same};
    ScheduleTurns order;
    for (int client = 0; client < clients; ++client)
        order.insert(order.end(), static_cast<size_t>(setup.length()), static_cast<quint8>(client));
    quint64 rank = 0;
    do {
        QCOMPARE(orderAt(setup, rank), order);
        ++rank;
    } while (std::ranges::next_permutation(order).found);
    QCOMPARE(rank, orderCount(setup));
}

void TestScheduleOrder::orders_areFoundForLargeSetups()
{
    const ScheduleSetup setup{4, ScheduleProgram::ReadEditSave, ScheduleRetry::None, ScheduleTick::Same};
    ScheduleTurns before;
    for (quint64 rank = 0; rank < orderCount(setup); rank += 997) {
        const ScheduleTurns order = orderAt(setup, rank);
        for (const quint8 client : ScheduleTurns{0, 1, 2, 3})
            QCOMPARE(static_cast<int>(std::ranges::count(order, client)), setup.length());
        QVERIFY(before < order);
        before = order;
    }
    QCOMPARE(orderAt(setup, orderCount(setup) - 1), (ScheduleTurns{3, 3, 3, 2, 2, 2, 1, 1, 1, 0, 0, 0}));
}

void TestScheduleOrder::rank_isTheNumberOfTheOrder()
{
    for (int clients = ScheduleSetup::FewestClients; clients <= ScheduleSetup::MostClients; ++clients) {
        const ScheduleSetup setup{
            clients, ScheduleProgram::ReadEditSave, ScheduleRetry::None, ScheduleTick::Same};
        const quint64 step = clients == ScheduleSetup::MostClients ? 997 : 1;
        for (quint64 rank = 0; rank < orderCount(setup); rank += step)
            QCOMPARE(rankOf(setup, orderAt(setup, rank)), rank);
    }
}

void TestScheduleOrder::serialOrders_areThoseOneAfterTheOther_data()
{
    count_isTheMultinomial_data();
}

void TestScheduleOrder::serialOrders_areThoseOneAfterTheOther()
{
    QFETCH(const int, clients);
    QFETCH(const ScheduleProgram, program);
    const ScheduleSetup setup{clients, program, ScheduleRetry::None, ScheduleTick::Same};
    std::vector<quint64> expected;
    for (quint64 rank = 0; rank < orderCount(setup); ++rank) {
        const ScheduleTurns order = orderAt(setup, rank);
        int changes = 0;
        for (size_t turn = 1; turn < order.size(); ++turn)
            changes += order[turn] != order[turn - 1] ? 1 : 0;
        if (changes == clients - 1)
            expected.push_back(rank);
    }
    QCOMPARE(serialRanks(setup), expected);
}

void TestScheduleOrder::setup_isReadFromText()
{
    const auto all = scheduleSetupFromText({u"4"_s, u"read,edit,save"_s, u"forever"_s, u"older"_s});
    QVERIFY(all);
    QCOMPARE(
        *all, (ScheduleSetup{4, ScheduleProgram::ReadEditSave, ScheduleRetry::Forever, ScheduleTick::Older}));
    const auto nothing = scheduleSetupFromText({});
    QVERIFY(nothing);
    QCOMPARE(
        *nothing, (ScheduleSetup{2, ScheduleProgram::ReadSave, ScheduleRetry::None, ScheduleTick::Same}));
}

void TestScheduleOrder::badSetup_isExplained_data()
{
    QTest::addColumn<QStringList>("typed");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("too many clients")
        << QStringList{u"5"_s, {}, {}, {}} << u"--clients is “5”; give a whole number from 2 to 4."_s;
    QTest::newRow("no number") << QStringList{u"two"_s, {}, {}, {}}
                               << u"--clients is “two”; give a whole number from 2 to 4."_s;
    QTest::newRow("another program")
        << QStringList{{}, u"save,read"_s, {}, {}}
        << u"--program is “save,read”; give one of read,save or read,edit,save."_s;
    QTest::newRow("nothing after the option")
        << QStringList{{}, {}, u""_s, {}} << u"--retry is “”; give one of none or once or forever."_s;
    QTest::newRow("another tick") << QStringList{{}, {}, {}, u"newer"_s}
                                  << u"--tick is “newer”; give one of same or older."_s;
    QTest::newRow("the first of two")
        << QStringList{u"1"_s, {}, {}, u"newer"_s} << u"--clients is “1”; give a whole number from 2 to 4."_s;
}

void TestScheduleOrder::badSetup_isExplained()
{
    QFETCH(const QStringList, typed);
    const auto setup = scheduleSetupFromText({typed.at(0), typed.at(1), typed.at(2), typed.at(3)});
    QVERIFY(!setup);
    QTEST(setup.error(), "sentence");
}

QTEST_GUILESS_MAIN(TestScheduleOrder)

#include "tst_scheduleorder.moc"
