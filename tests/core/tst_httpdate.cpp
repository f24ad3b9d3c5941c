#include "core/values/httpdate.h"
#include "warningfreetest.h"

#include <QTest>

#include <limits>

using namespace interleave;

namespace {

/// Sun, 06 Nov 1994 08:49:37 GMT
constexpr qint64 November = 784111777;
/// Mon, 05 Jan 2026 09:00:00 GMT
constexpr qint64 Now = 1767603600;

} // namespace

class TestHttpDate final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void date_isWrittenInThePreferredForm()
    {
        QCOMPARE(httpDate(November), QByteArray("Sun, 06 Nov 1994 08:49:37 GMT"));
        QCOMPARE(httpDate(0), QByteArray("Thu, 01 Jan 1970 00:00:00 GMT"));
        QCOMPARE(httpDate(-1), QByteArray("Wed, 31 Dec 1969 23:59:59 GMT"));
    }

    void date_isReadBack()
    {
        for (const qint64 seconds : {qint64{0}, November, Now, Now + 1, qint64{951782399}})
            QCOMPARE(secondsOfHttpDate(httpDate(seconds), Now), std::optional(seconds));
    }

    void date_isReadInAllForms_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("the preferred form") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << November;
        QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << November;
        QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << November;
        QTest::newRow("asctime with a day of two digits")
            << QByteArray("Sun Nov 13 08:49:37 1994") << November + 7 * 86400;
        QTest::newRow("the day of another date: the date counts")
            << QByteArray("Mon, 06 Nov 1994 08:49:37 GMT") << November;
        QTest::newRow("a leap day") << QByteArray("Tue, 29 Feb 2000 00:00:00 GMT") << qint64{951782400};
        QTest::newRow("a leap second") << QByteArray("Sat, 31 Dec 2016 23:59:60 GMT") << qint64{1483228800};
        QTest::newRow("two digits within 50 years are to come")
            << QByteArray("Wednesday, 05-Jan-76 09:00:00 GMT") << Now + qint64{18262} * 86400;
        QTest::newRow("two digits beyond 50 years are past")
            << QByteArray("Wednesday, 05-Jan-77 09:00:00 GMT") << qint64{221302800};
    }
    void date_isReadInAllForms()
    {
        QFETCH(QByteArray, text);
        QTEST(secondsOfHttpDate(text, Now).value_or(-1), "seconds");
    }

    void invalidDate_isRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a word") << QByteArray("yesterday");
        QTest::newRow("a number") << QByteArray("784111777");
        QTest::newRow("ISO 8601") << QByteArray("1994-11-06T08:49:37Z");
        QTest::newRow("another zone") << QByteArray("Sun, 06 Nov 1994 08:49:37 CET");
        QTest::newRow("a zone in numbers") << QByteArray("Sun, 06 Nov 1994 08:49:37 +0000");
        QTest::newRow("no zone") << QByteArray("Sun, 06 Nov 1994 08:49:37");
        QTest::newRow("small letters") << QByteArray("sun, 06 nov 1994 08:49:37 gmt");
        QTest::newRow("no such day") << QByteArray("Sun, 31 Feb 1994 08:49:37 GMT");
        QTest::newRow("no such hour") << QByteArray("Sun, 06 Nov 1994 24:00:00 GMT");
        QTest::newRow("no such minute") << QByteArray("Sun, 06 Nov 1994 08:60:00 GMT");
        QTest::newRow("a day of one digit") << QByteArray("Sun, 6 Nov 1994 08:49:37 GMT");
        QTest::newRow("a list of dates")
            << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT");
        QTest::newRow("a line end") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT\n");
        QTest::newRow("digits of another script")
            << QByteArray("Sun, \xd9\xa0\xd9\xa6 Nov 1994 08:49:37 GMT");
    }
    void invalidDate_isRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!secondsOfHttpDate(text, Now));
    }

    void clockTime_staysWithinTheDates()
    {
        constexpr qint64 least = std::numeric_limits<qint64>::min();
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        QCOMPARE(httpDate(LastTime / 1000), QByteArray("Fri, 31 Dec 9999 23:59:59 GMT"));
        QCOMPARE(httpDate(LastTime / 1000 + 1), QByteArray("Fri, 31 Dec 9999 23:59:59 GMT"));
        QCOMPARE(httpDate(most), QByteArray("Fri, 31 Dec 9999 23:59:59 GMT"));
        QCOMPARE(httpDate(least), QByteArray("Mon, 01 Jan 0001 00:00:00 GMT"));
        QCOMPARE(httpDate(clockTime(most) / 1000), QByteArray("Fri, 31 Dec 9999 22:59:59 GMT"));
        QCOMPARE(clockTime(least), FirstTime);
        QCOMPARE(clockTime(Now * 1000), Now * 1000);
    }
    void timeOfDay_hasSeconds()
    {
        QCOMPARE(timeOfDay(Now * 1000), QStringLiteral("09:00:00"));
        QCOMPARE(timeOfDay(Now * 1000 + 61'999), QStringLiteral("09:01:01"));
        QCOMPARE(timeOfDay(-1), QStringLiteral("23:59:59"));
    }
};

QTEST_GUILESS_MAIN(TestHttpDate)
#include "tst_httpdate.moc"
