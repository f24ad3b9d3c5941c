#include "engine/databases/driverwarnings.h"
#include "warningfreetest.h"

#include <QSqlDatabase>
#include <QTest>

#include <thread>

using namespace interleave;
using namespace Qt::StringLiterals;

/// What a driver logs, and when it is passed on. That a test fails by a warning which it does not expect, and
/// by one which does not come, is what these rely on.
class TestDriverWarnings final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void openConnection_passesThemOnAtTheEnd();
    void lostConnection_passesNothingOn();
    void otherThreads_areNotKept();
    void afterTheLast_nothingIsKept();
    void cleanupTestCase();

private:
    QSqlDatabase m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s);

    void prepare() override
    {
        m_database.setDatabaseName(u":memory:"_s);
        QVERIFY(m_database.open());
    }
};

void TestDriverWarnings::openConnection_passesThemOnAtTheEnd()
{
    {
        const DriverWarnings warnings(m_database);
        qWarning("first");
        qWarning("second");
        QTest::ignoreMessage(QtWarningMsg, "first");
        QTest::ignoreMessage(QtWarningMsg, "second");
    }
}

void TestDriverWarnings::lostConnection_passesNothingOn()
{
    const DriverWarnings warnings(m_database);
    qWarning("kept while it is open");
    m_database.close();
    qWarning("and when it is not");
}

void TestDriverWarnings::otherThreads_areNotKept()
{
    QTest::ignoreMessage(QtWarningMsg, "of another thread");
    const DriverWarnings warnings(m_database);
    m_database.close();
    std::thread([] { qWarning("of another thread"); }).join();
}

void TestDriverWarnings::afterTheLast_nothingIsKept()
{
    m_database.close();
    {
        const DriverWarnings warnings(m_database);
    }
    QTest::ignoreMessage(QtWarningMsg, "later");
    qWarning("later");
}

void TestDriverWarnings::cleanupTestCase()
{
    m_database = {};
    QSqlDatabase::removeDatabase(QLatin1String(QSqlDatabase::defaultConnection));
}

QTEST_GUILESS_MAIN(TestDriverWarnings)
#include "tst_driverwarnings.moc"
