#include "engine/databases/serverguest.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// How a server of the user's own is named.
class TestServerGuest final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void postgresql_isRead();
    void mariadb_isRead();
    void wrongNames_areRefused_data();
    void wrongNames_areRefused();
    void onlyOurNames_areDropped();
};

void TestServerGuest::postgresql_isRead()
{
    const auto pairs = postgresqlSettings(u"host=db port=5433 user=me dbname='my test'"_s);
    QVERIFY(pairs);
    QCOMPARE(pairs->driver, u"QPSQL"_s);
    QCOMPARE(pairs->options, u"host=db port=5433 user=me dbname='my test'"_s);
    const auto uri = postgresqlSettings(u"postgresql://me@db:5433/test"_s);
    QVERIFY(uri);
    QCOMPARE(uri->host, u"db"_s);
    QCOMPARE(uri->port, 5433);
    QCOMPARE(uri->user, u"me"_s);
    QCOMPARE(uri->database, u"test"_s);
}

void TestServerGuest::mariadb_isRead()
{
    qputenv("MYSQL_PWD", "from the environment");
    const auto settings = mariadbSettings(u"mariadb://me@db:3307/"_s);
    const auto local = mariadbSettings(u"mariadb://me@localhost/?socket=/tmp/a%20b"_s);
    qunsetenv("MYSQL_PWD");
    QVERIFY(settings);
    QCOMPARE(settings->driver, u"QMYSQL"_s);
    QCOMPARE(settings->host, u"db"_s);
    QCOMPARE(settings->port, 3307);
    QCOMPARE(settings->user, u"me"_s);
    QCOMPARE(settings->password, u"from the environment"_s);
    QVERIFY(local);
    QVERIFY2(local->options.endsWith(u";UNIX_SOCKET=/tmp/a b"_s), qPrintable(local->options));
}

void TestServerGuest::wrongNames_areRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("problem");
    const QString secret = u"A password on the command line can be read by every user"_s;
    QTest::newRow("no pairs") << u"db"_s << u"--postgresql takes"_s;
    QTest::newRow("nothing") << u" "_s << u"--postgresql takes"_s;
    QTest::newRow("another protocol") << u"http://db/"_s << u"--postgresql takes"_s;
    QTest::newRow("a password") << u"host=db password=secret"_s << secret;
    QTest::newRow("a password with blanks") << u"host=db password = 'top secret'"_s << secret;
    QTest::newRow("a password in a URI") << u"postgresql://me:secret@db/test"_s << secret;
    QTest::newRow("a password in a query") << u"postgresql://me@db/test?password=secret"_s << secret;
    QTest::newRow("MariaDB, no URL") << u"mariadb db"_s << u"--mariadb takes"_s;
    QTest::newRow("MariaDB, a database") << u"mariadb://me@db/test"_s << u"--mariadb takes"_s;
    QTest::newRow("MariaDB, a password") << u"mariadb://me:secret@db/"_s << secret;
}

void TestServerGuest::wrongNames_areRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QString, problem);
    const auto settings = name.startsWith(u"mariadb"_s) ? mariadbSettings(name) : postgresqlSettings(name);
    QVERIFY(!settings);
    QVERIFY2(settings.error().startsWith(problem), qPrintable(settings.error()));
    QVERIFY(!settings.error().contains(u"secret"_s));
}

void TestServerGuest::onlyOurNames_areDropped()
{
    QVERIFY(isGuestName(newGuestName()));
    QVERIFY(newGuestName() != newGuestName());
    for (const char* name :
         {"interleave_",
          "interleave_0123456789abcde",
          "interleave_0123456789abcdeff",
          "interleave_0123456789ABCDEF",
          "my_interleave_0123456789abcdef",
          "interleave_0123456789abcdef; DROP"})
        QVERIFY2(!isGuestName(QString::fromLatin1(name)), name);
}

QTEST_GUILESS_MAIN(TestServerGuest)
#include "tst_serverguest.moc"
