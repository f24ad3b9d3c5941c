#include "schedules/schedulelesson.h"
#include "schedules/scheduleorder.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

using enum ScheduleRetry;
constexpr auto Short = ScheduleProgram::ReadSave;
constexpr auto Long = ScheduleProgram::ReadEditSave;
constexpr auto Same = ScheduleTick::Same;
constexpr auto Older = ScheduleTick::Older;

ScheduleDigest digestOf(const ScheduleSetup& setup)
{
    const std::atomic<bool> cancelled = false;
    return sweep(setup, cancelled).value();
}

} // namespace

Q_DECLARE_METATYPE(interleave::ScheduleSetup)

class TestScheduleLesson final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lesson_saysWhatATestDoesNotSee_data();
    void lesson_saysWhatATestDoesNotSee();
    void counts_areThoseOfTheDigest();
    void serialOrders_loseUnderNoRule();
    void uncounted_isSaid();
    void shorterWordings_areLeftWithTheirMeaning();
    void everyRule_hasAMeaning();
};

void TestScheduleLesson::lesson_saysWhatATestDoesNotSee_data()
{
    QTest::addColumn<ScheduleSetup>("setup");
    QTest::addColumn<ScheduleRule>("rule");
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("verdict");
    const QString two = u"Your test probably ran order 1 or 6."_s;
    const QString three = u"Your test probably ran one of the 6 orders without overlap."_s;
    QTest::newRow("locking off loses all others") << ScheduleSetup{2, Short, None, Same} << ScheduleRule::Off
                                                  << two << u"Locking off: all 4 others lose data"_s;
    QTest::newRow("version refuses") << ScheduleSetup{2, Short, None, Same} << ScheduleRule::Version << two
                                     << u"Version: no order loses data; in 4 a client is refused"_s;
    QTest::newRow("version, and again") << ScheduleSetup{2, Short, Once, Same} << ScheduleRule::Version << two
                                        << u"Version: no order loses data; in 4 a client tries again"_s;
    QTest::newRow("timestamp within one second")
        << ScheduleSetup{2, Short, None, Same} << ScheduleRule::Timestamp << two
        << u"Timestamp: all 4 others lose data"_s;
    QTest::newRow("timestamp and an older record")
        << ScheduleSetup{2, Short, None, Older} << ScheduleRule::Timestamp << two
        << u"Timestamp: no order loses data; in 4 a client is refused"_s;
    QTest::newRow("lease waits") << ScheduleSetup{2, Short, None, Same} << ScheduleRule::Lease << two
                                 << u"Lease: no order loses data; in 4 a client waits"_s;
    QTest::newRow("atomic add") << ScheduleSetup{2, Short, None, Same} << ScheduleRule::Atomic << two
                                << u"Atomic add: no order loses data, and nobody waits"_s;
    QTest::newRow("a longer program")
        << ScheduleSetup{2, Long, None, Same} << ScheduleRule::Off
        << u"Your test probably ran order 1 or 20."_s << u"Locking off: all 18 others lose data"_s;
    QTest::newRow("three clients") << ScheduleSetup{3, Short, None, Same} << ScheduleRule::Off << three
                                   << u"Locking off: all 84 others lose data"_s;
    QTest::newRow("some of the others") << ScheduleSetup{3, Short, None, Older} << ScheduleRule::Timestamp
                                        << three << u"Timestamp: 12 of the 84 others lose data"_s;
    QTest::newRow("thousands of orders") << ScheduleSetup{4, Long, None, Same} << ScheduleRule::Off
                                         << u"Your test probably ran one of the 24 orders without overlap."_s
                                         << u"Locking off: all 369,576 others lose data"_s;
}

void TestScheduleLesson::lesson_saysWhatATestDoesNotSee()
{
    QFETCH(const ScheduleSetup, setup);
    QFETCH(const ScheduleRule, rule);
    const ScheduleDigest digest = digestOf(setup);
    const ScheduleLesson lesson = lessonOf(setup, rule, &digest);
    QTEST(lesson.story, "story");
    QTEST(lesson.verdicts.value(0), "verdict");
    QCOMPARE(
        lesson.severity, digest.sums[static_cast<size_t>(rule)].losing > 0 ? Severity::Lost : Severity::Good);
}

void TestScheduleLesson::counts_areThoseOfTheDigest()
{
    // With further attempts an order loses only in some of its executions.
    for (const ScheduleRetry retry : {Once, Forever}) {
        const ScheduleSetup setup{3, Short, retry, Older};
        const ScheduleDigest digest = digestOf(setup);
        const quint64 losing = digest.sums[static_cast<size_t>(ScheduleRule::Timestamp)].losing;
        QVERIFY(losing > 0 && losing < 84);
        QCOMPARE(
            lessonOf(setup, ScheduleRule::Timestamp, &digest).verdicts.value(0),
            u"Timestamp: %1 of the 84 others can lose data"_s.arg(losing));
        // Nobody is refused with locking off, so there each order is one execution.
        QCOMPARE(
            lessonOf(setup, ScheduleRule::Off, &digest).verdicts.value(0),
            u"Locking off: all 84 others lose data"_s);
    }
}

void TestScheduleLesson::serialOrders_loseUnderNoRule()
{
    // So "the others" are all that lose.
    for (const int clients : {2, 3, 4}) {
        for (const ScheduleRetry retry : {None, Once, Forever}) {
            for (const ScheduleTick tick : {Same, Older}) {
                const ScheduleSetup setup{clients, Short, retry, tick};
                const ScheduleDigest digest = digestOf(setup);
                for (const quint64 rank : serialRanks(setup))
                    QVERIFY(!digest.losesAnywhere(rank));
            }
        }
    }
}

void TestScheduleLesson::uncounted_isSaid()
{
    const ScheduleLesson lesson = lessonOf({4, Long, Forever, Same}, ScheduleRule::Off, nullptr);
    QCOMPARE(lesson.story, u"Your test probably ran one of the 24 orders without overlap."_s);
    QCOMPARE(lesson.verdicts, QStringList{u"not counted yet"_s});
    QCOMPARE(lesson.severity, Severity::Pending);
}

void TestScheduleLesson::shorterWordings_areLeftWithTheirMeaning()
{
    const ScheduleSetup setup;
    const ScheduleDigest digest = digestOf(setup);
    QCOMPARE(lessonOf(setup, ScheduleRule::Off, &digest).verdicts.last(), u"all 4 others lose data"_s);
    QCOMPARE(lessonOf(setup, ScheduleRule::Lease, &digest).verdicts.last(), u"no order loses data"_s);
}

void TestScheduleLesson::everyRule_hasAMeaning()
{
    for (const ScheduleRule rule : AllScheduleRules) {
        const QStringList meaning = meaningOf(rule);
        QVERIFY2(meaning.size() == 2 && !meaning.contains(QString()), qPrintable(toTitle(rule)));
        QVERIFY(meaning.last().size() <= meaning.first().size());
    }
    QCOMPARE(meaningOf(ScheduleRule::Off).first(), u"last save wins"_s);
    QCOMPARE(meaningOf(ScheduleRule::Atomic).first(), u"the server adds"_s);
}

QTEST_GUILESS_MAIN(TestScheduleLesson)

#include "tst_schedulelesson.moc"
