#include "stage/files/scenariolibrary.h"
#include "stage/stage.h"
#include "warningfreetest.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;

/// A replaced session can be restored: journal, store, script and clock.
class TestUndo final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void cleanup() { m_stage.reset(); }

    void session_isSignalledBeforeItIsReplaced();
    void undo_restoresTheStore();
    void undo_keepsBodiesAsSent();
    void undoOfFreePlay_staysInItsDatabase();
    void undo_endsWaitsAndThenTheScript();
    void undo_isPossibleOnce();
    void reset_usesTheScenariosRule();
    void first_keepsTheCurrentRule();

private:
    void play(const QString& lesson, Locking rule, int steps);
    void ask(const QByteArray& method, const QByteArray& body = {});
    void idle() { QTRY_VERIFY(!m_stage->isMoving() && !m_stage->isBusy(QStringLiteral("A"))); }
    void act(void (Stage::*what)())
    {
        (m_stage.get()->*what)();
        idle();
    }
    [[nodiscard]] const Snapshot& now() const { return m_stage->journal().latest(); }

    std::unique_ptr<Stage> m_stage;
};

namespace {

const QString A = QStringLiteral("A");
const QString B = QStringLiteral("B");
const QString Item = QStringLiteral("item");
const QString Stock = QStringLiteral("stock");

} // namespace

void TestUndo::play(const QString& lesson, Locking rule, int steps)
{
    m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, Locking::Off});
    m_stage->load(findScenario(lesson)->scenario, rule);
    m_stage->playTo(steps);
    m_stage->start();
    QTRY_COMPARE(m_stage->position(), steps);
    QTRY_VERIFY(!m_stage->isMoving());
}

void TestUndo::ask(const QByteArray& method, const QByteArray& body)
{
    const qint64 before = m_stage->journal().size();
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_stage->port());
    socket.write(
        method + " /records/item HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ann\r\nConnection: close\r\n" +
        "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(m_stage->journal().size(), before + 1);
}

void TestUndo::session_isSignalledBeforeItIsReplaced()
{
    play(QStringLiteral("lost-update"), Locking::Off, 2);
    ask("GET");
    const qint64 size = m_stage->journal().size();
    QStringList order;
    connect(m_stage.get(), &Stage::sessionLeft, this, [this, &order, size] {
        order.append(QStringLiteral("left"));
        QCOMPARE(m_stage->previous()->journal.size(), size);
        QCOMPARE(m_stage->previous()->messagesOfOthers(), 1);
    });
    connect(
        m_stage.get(), &Stage::journalReplaced, this, [&order] { order.append(QStringLiteral("replaced")); });
    act(&Stage::reset);
    QTRY_COMPARE(order, QStringList({QStringLiteral("left"), QStringLiteral("replaced")}));
    // The scenario's own steps need not be kept.
    m_stage->step();
    QTRY_COMPARE(m_stage->position(), 1);
    QVERIFY(!m_stage->isIrreplaceable());
    act(&Stage::reset);
    QTRY_COMPARE(order.size(), 3);
    QCOMPARE(order.last(), QStringLiteral("replaced"));
}

void TestUndo::undo_restoresTheStore()
{
    play(QStringLiteral("version-check"), Locking::Version, 2);
    ask("GET");
    const Snapshot before = now();
    m_stage->load(findScenario(QStringLiteral("lost-update"))->scenario);
    QTRY_VERIFY(m_stage->journal().isEmpty() && m_stage->canStep());
    m_stage->undo();
    QTRY_COMPARE(m_stage->journal().size(), before.seq());
    idle();
    QCOMPARE(now(), before);
    QCOMPARE(m_stage->position(), 2);
    QCOMPARE(m_stage->locking(), Locking::Version);
    QVERIFY(m_stage->canStep());
    // It ends as before: the second save is refused.
    const int last = static_cast<int>(m_stage->scenario()->steps.size());
    m_stage->playTo(last);
    QTRY_COMPARE(m_stage->position(), last);
    QCOMPARE(now().client(B).refused, 1);
}

void TestUndo::undo_keepsBodiesAsSent()
{
    const QByteArray written = "{\"stock\":7.0 ,\"name\":\"L\\u0061mp\"}\n";
    play(QStringLiteral("lost-update"), Locking::Off, 2);
    ask("PUT", written);
    ask("PUT", "{}");
    QCOMPARE(m_stage->journal().trees().at(Item).last(), 3);
    act(&Stage::reset);
    QTRY_VERIFY(m_stage->journal().isEmpty());
    act(&Stage::undo);
    QTRY_COMPARE(m_stage->journal().trees().at(Item).last(), 3);
    ask("GET");
    QVERIFY(m_stage->journal().event(m_stage->journal().size()).responseText.endsWith("\r\n\r\n{}"));
    m_stage->continueFrom(m_stage->journal().size() - 2);
    QTRY_COMPARE(m_stage->journal().trees().at(Item).last(), 2);
    idle();
    ask("GET");
    QVERIFY(m_stage->journal().event(m_stage->journal().size()).responseText.endsWith("\r\n\r\n" + written));
}

void TestUndo::undoOfFreePlay_staysInItsDatabase()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("kept.db"));
    const auto begin = [this, &file] {
        m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, file, Locking::Off});
        m_stage->start();
        QTRY_VERIFY(m_stage->port() != 0 && !m_stage->isMoving());
    };
    const auto save = [this](qint64 stock) {
        m_stage->edit(A, Stock, stock);
        m_stage->save(A);
        idle();
        QCOMPARE(std::get<qint64>(*now().record(Item)->fields.find(Stock)), stock);
    };
    begin();
    m_stage->read(A);
    idle();
    save(7);
    const qint64 size = m_stage->journal().size();
    act(&Stage::reset);
    QTRY_VERIFY(m_stage->journal().isEmpty());
    act(&Stage::undo);
    QTRY_COMPARE(m_stage->journal().size(), size);
    idle();
    save(6);
    m_stage.reset();
    begin();
    QCOMPARE(std::get<qint64>(*m_stage->journal().header().records.first().fields.find(Stock)), 6);
}

void TestUndo::undo_endsWaitsAndThenTheScript()
{
    play(QStringLiteral("pessimistic"), Locking::Lease, 2);
    QVERIFY(m_stage->isWaiting(B));
    ask("GET");
    act(&Stage::reset);
    QTRY_VERIFY(m_stage->journal().isEmpty());
    act(&Stage::undo);
    QTRY_VERIFY(!m_stage->journal().isEmpty() && !m_stage->isMoving());
    QVERIFY(m_stage->hasLeftScript());
    QVERIFY(!m_stage->isWaiting(B));
    QVERIFY(now().holdsLease(A, Item));
    QVERIFY(now().lease(Item).waiting.isEmpty());
}

void TestUndo::undo_isPossibleOnce()
{
    play(QStringLiteral("lost-update"), Locking::Off, 1);
    QVERIFY(m_stage->previous() == nullptr);
    ask("GET");
    const QSignalSpy replaced(m_stage.get(), &Stage::journalReplaced);
    m_stage->undo();
    idle();
    QCOMPARE(replaced.size(), 0);
    act(&Stage::reset);
    QTRY_COMPARE(replaced.size(), 1);
    m_stage->undo();
    m_stage->undo();
    QTRY_COMPARE(replaced.size(), 2);
    idle();
    QVERIFY(m_stage->previous() == nullptr);
    QCOMPARE(m_stage->position(), 1);
}

void TestUndo::reset_usesTheScenariosRule()
{
    play(QStringLiteral("version-check"), Locking::Off, 1);
    act(&Stage::reset);
    QTRY_VERIFY(m_stage->journal().isEmpty());
    QCOMPARE(m_stage->journal().header().locking, Locking::Version);
}

void TestUndo::first_keepsTheCurrentRule()
{
    play(QStringLiteral("version-check"), Locking::Off, 1);
    act(&Stage::first);
    QTRY_VERIFY(m_stage->journal().isEmpty());
    QCOMPARE(m_stage->journal().header().locking, Locking::Off);
}

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
