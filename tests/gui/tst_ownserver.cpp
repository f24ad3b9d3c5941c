#include "core/transactions/recordedstory.h"
#include "engine/databases/postgresqlengine.h"
#include "gui/isolation/isolationrunner.h"
#include "gui/orders/transactionordersource.h"
#include "gui/playback/transactioncomparison.h"
#include "gui/playback/transactiontransport.h"
#include "stage/files/scenariolibrary.h"
#include "warningfreetest.h"

#include <QtTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// A server of the user's own: statements by others run there only as a role that was named, whichever way
/// they come into the window.
class TestOwnServer final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void file_isRun_data();
    void file_isRun();
    void savedRun_goesOn_data() { file_isRun_data(); }
    void savedRun_goesOn();
    void file_isCompared_data() { file_isRun_data(); }
    void file_isCompared();
    void builtIn_needsNoRole();
    void matrixAndOrders_areRunThere();

private:
    static constexpr int StartMs = 60'000;

    void check(const QString& problem) const;

    std::unique_ptr<Engine> m_server;
    EnginePlaces m_places;
    TransactionLesson m_lesson;
};

void TestOwnServer::initTestCase()
{
    auto server = PostgresqlEngine::start();
    QVERIFY2(server, server ? "" : qPrintable(server.error()));
    m_server = std::move(server).value();
    m_places.postgresql = static_cast<const PostgresqlEngine&>(*m_server).conninfo().replace(
        u"user=interleave"_s, u"user=interleave_admin"_s);
    m_lesson = builtinTransactionLessons().first().lesson;
}

void TestOwnServer::file_isRun_data()
{
    QTest::addColumn<QString>("role");
    QTest::newRow("no role") << QString();
    QTest::newRow("another role") << u"somebody"_s;
    QTest::newRow("its role") << u"interleave_admin"_s;
}

/// The problem that the role of the row leaves.
void TestOwnServer::check(const QString& problem) const
{
    QFETCH(const QString, role);
    if (role == u"interleave_admin"_s)
        QCOMPARE(problem, QString());
    else
        QVERIFY2(
            problem.endsWith(u"If that is what you want, add: --confirm interleave_admin"_s),
            qPrintable(problem));
}

void TestOwnServer::file_isRun()
{
    QFETCH(const QString, role);
    TransactionTransport transport(m_places, role);
    transport.load(m_lesson, u"postgresql"_s, {}, 0, false);
    QTRY_VERIFY_WITH_TIMEOUT(transport.progress().isEmpty(), StartMs);
    check(transport.problem());
    QCOMPARE(transport.story() != nullptr, transport.problem().isEmpty());
}

/// A saved run is shown without a server, and its statements would run there when a session is told to go on.
void TestOwnServer::savedRun_goesOn()
{
    QFETCH(const QString, role);
    TransactionTransport other({}, {});
    other.load(m_lesson, u"postgresql"_s, {}, 0);
    QTRY_VERIFY_WITH_TIMEOUT(other.story() != nullptr, StartMs);
    TransactionTransport transport(m_places, role);
    transport.showStory(recordedStory(other.story()->journal), 2);
    QCOMPARE(transport.problem(), QString());
    transport.perform({u"A"_s, TransactionAction::Rollback});
    QTRY_VERIFY_WITH_TIMEOUT(
        !transport.problem().isEmpty() || transport.story()->journal.size() == 3, StartMs);
    check(transport.problem());
    QVERIFY(transport.problem().isEmpty() || transport.story()->journal.size() == 0);
}

void TestOwnServer::file_isCompared()
{
    QFETCH(const QString, role);
    TransactionComparison comparison(m_places, role);
    comparison.load(
        m_lesson,
        {EngineLevel{u"sqlite"_s, u"serializable"_s}, {u"postgresql"_s, u"read committed"_s}},
        3,
        false);
    QTRY_VERIFY_WITH_TIMEOUT(comparison.isSettled(), StartMs);
    QCOMPARE(comparison.problem(0), QString());
    check(comparison.problem(1));
}

void TestOwnServer::builtIn_needsNoRole()
{
    TransactionTransport transport(m_places, {});
    transport.load(m_lesson, u"postgresql"_s, {}, 2);
    QTRY_VERIFY_WITH_TIMEOUT(transport.progress().isEmpty(), StartMs);
    QCOMPARE(transport.problem(), QString());
    transport.perform({u"A"_s, TransactionAction::Rollback});
    QTRY_COMPARE_WITH_TIMEOUT(transport.story()->journal.size(), 3, StartMs);
    QCOMPARE(transport.problem(), QString());
}

/// And not on a private server, of which nobody would know.
void TestOwnServer::matrixAndOrders_areRunThere()
{
    const CellPlace cell{u"postgresql"_s, u"read committed"_s, u"dirty-read"_s};
    IsolationRunner runner(m_places);
    QSignalSpy ran(&runner, &IsolationRunner::ran);
    runner.run(cell);
    QTRY_COMPARE_WITH_TIMEOUT(ran.size(), 1, StartMs);
    TransactionOrderSource orders(m_places);
    orders.run(m_lesson, u"postgresql"_s, u"read committed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(orders.isComplete(), StartMs);

    const EnginePlaces nowhere{u"host=/nowhere user=nobody dbname=none"_s};
    IsolationRunner lost(nowhere);
    QSignalSpy failed(&lost, &IsolationRunner::engineFailed);
    lost.run(cell);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, StartMs);
    TransactionOrderSource none(nowhere);
    none.run(m_lesson, u"postgresql"_s, u"read committed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!none.isBusy(), StartMs);
    QVERIFY(!none.isComplete());
}

QTEST_MAIN(TestOwnServer)
#include "tst_ownserver.moc"
