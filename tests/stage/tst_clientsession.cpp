#include "core/values/entitytag.h"
#include "http/apiserver.h"
#include "stage/clientsession.h"
#include "store/recordstore.h"
#include "warningfreetest.h"

#include <QHostAddress>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace interleave;

/// A panel's client on real sockets, where the test decides when the server's reports arrive: a report on one
/// request is never taken for another's.
class TestClientSession final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void cleanup();

    void report_belongsToItsRequest();
    void lateReport_settlesNothingAndWasNotHeard();
    void lateGivingUp_settlesNothing();
    void expiry_belongsToNoRequest();
    void lostAnswer_recordsWhatWasSent();
    void lostAnswerToAnIncrement_recordsTheAmount();
    void portOfASessionThatIsGone_isAnyones();

private:
    void prepare() override;

    struct Account final
    {
        Event event;
        qint64 ticket = 0;
    };
    /// Delivers a report as the stage does.
    void deliver(qsizetype index);
    void deliverAll();
    [[nodiscard]] const Event& last() const { return m_journal->event(m_journal->size()); }
    [[nodiscard]] QString told() const;

    std::unique_ptr<RecordStore> m_store;
    std::unique_ptr<ApiServer> m_server;
    std::shared_ptr<PanelConnections> m_panels;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<ClientSession> m_session;
    QList<Account> m_accounts;
    qsizetype m_delivered = 0;
};

namespace {

const QString A = QStringLiteral("A");
const QString Item = QStringLiteral("item");

} // namespace

void TestClientSession::prepare()
{
    const QList<Record> records{{Item, {{QStringLiteral("stock"), qint64(10)}}, 1, 1767323045}};
    m_store = RecordStore::openPrivate().value();
    QCOMPARE(m_store->reset(records), QString());
    m_panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.now = [] {
        return qint64(1767323045) * 1000;
    };
    options.panels = m_panels;
    m_accounts.clear();
    m_delivered = 0;
    m_server = std::make_unique<ApiServer>(*m_store, options);
    connect(m_server.get(), &ApiServer::happened, this, [this](const Event& event, qint64 ticket) {
        m_accounts.append({event, ticket});
    });
    QString problem;
    QVERIFY2(m_server->listen(QHostAddress(QHostAddress::LocalHost), 0, &problem), qPrintable(problem));
    m_journal = std::make_unique<Journal>(JournalHeader{Locking::Off, 0, 0, records});
    m_session = std::make_unique<ClientSession>(
        A,
        *m_journal,
        [this](Event event) {
            event.locking = m_journal->latest().locking();
            m_journal->append(std::move(event));
        },
        m_panels,
        m_server->port());
}

void TestClientSession::cleanup()
{
    m_session.reset();
    m_server.reset();
}

void TestClientSession::deliver(qsizetype index)
{
    const Account account = m_accounts.at(index);
    m_journal->append(account.event);
    m_session->eventSeen(account.event, account.ticket);
}

void TestClientSession::deliverAll()
{
    while (m_delivered < m_accounts.size())
        deliver(m_delivered++);
}

/// The journal without edits: action, purpose, verdict.
QString TestClientSession::told() const
{
    QStringList lines;
    for (qint64 seq = 1; seq <= m_journal->size(); ++seq) {
        const QByteArray line = toJsonLine(m_journal->event(seq));
        const auto member = [&line](const char* name) {
            const QByteArray before = QByteArray("\"") + name + "\":\"";
            const qsizetype at = line.indexOf(before);
            if (at < 0)
                return QString();
            const qsizetype from = at + before.size();
            return QString::fromUtf8(line.mid(from, line.indexOf('"', from) - from));
        };
        if (m_journal->event(seq).action != Action::Edit)
            lines.append(
                QStringList({member("action"), member("purpose"), member("verdict")}).join(QLatin1Char(' ')));
    }
    return lines.join(QLatin1String("; "));
}

void TestClientSession::report_belongsToItsRequest()
{
    m_session->perform(Item, ReadStep{});
    m_session->perform(Item, ReloadStep{});
    m_session->perform(Item, FindOutStep{});
    m_session->perform(Item, EditStep{{{QStringLiteral("stock"), qint64(7)}}});
    m_session->perform(Item, SaveStep{});
    QTRY_VERIFY((deliverAll(), !m_session->isBusy()));
    QCOMPARE(told(), QStringLiteral("read  done; read reload done; read find-out done; write  saved"));
    for (qsizetype i = 1; i < m_accounts.size(); ++i)
        QVERIFY(m_accounts.at(i).ticket > m_accounts.at(i - 1).ticket);
}

void TestClientSession::lateReport_settlesNothingAndWasNotHeard()
{
    m_session->setAccountTime(1);
    m_session->perform(Item, ReadStep{});
    QTRY_VERIFY((deliverAll(), !m_session->isBusy()));
    // The server commits and cuts the connection, and its report is late.
    SaveStep cut;
    cut.cut = true;
    m_session->perform(Item, EditStep{{{QStringLiteral("stock"), qint64(7)}}});
    m_session->perform(Item, cut);
    QTRY_COMPARE(m_accounts.size(), 2);
    QTRY_VERIFY(!m_session->isBusy());
    QCOMPARE(told(), QStringLiteral("read  done; write  unknown"));

    m_session->perform(Item, ReloadStep{});
    QTRY_COMPARE(m_accounts.size(), 3);
    deliver(1);
    QCOMPARE(told(), QStringLiteral("read  done; write  unknown; write  saved; unheard  unknown"));
    QVERIFY(m_session->isBusy());
    // The panel's copy is still version 1, because it was not told of another.
    QCOMPARE(m_journal->latest().client(A).copyOf(Item).held->version, 1);
    QCOMPARE(m_journal->latest().client(A).saved, 0);
    deliver(2);
    QTRY_VERIFY(!m_session->isBusy());
    QVERIFY(last().purpose == Purpose::Reload);
    QVERIFY(last().verdict == Verdict::Done);
    QCOMPARE(m_journal->latest().client(A).copyOf(Item).held->version, 2);
}

void TestClientSession::lateGivingUp_settlesNothing()
{
    m_session->setAccountTime(1);
    m_server->setLocking(Locking::Lease);
    deliverAll();
    QVERIFY(m_store->acquire(Item, QStringLiteral("B"), 1767323045000, 1767323045000 + 60'000).lease);
    m_server->resumeLeases();
    m_session->perform(Item, AcquireStep{UsualTtl, 30});
    QTRY_VERIFY((deliverAll(), m_session->isBlocked()));
    m_session->stopWaiting();
    QTRY_COMPARE(m_accounts.size(), 3);
    QTRY_VERIFY(!m_session->isBusy());
    // The report on the abandoned wait arrives during another request.
    m_session->perform(Item, FindOutStep{});
    QTRY_COMPARE(m_accounts.size(), 4);
    deliver(2);
    QVERIFY(last().verdict == Verdict::GaveUp);
    QVERIFY(last().purpose == Purpose::Plain);
    QVERIFY(m_session->isBusy());
    deliver(3);
    QTRY_VERIFY(!m_session->isBusy());
    QVERIFY(last().purpose == Purpose::FindOut);
}

void TestClientSession::expiry_belongsToNoRequest()
{
    m_session->perform(Item, ReloadStep{});
    Event expired;
    expired.client = A;
    expired.action = Action::Release;
    expired.verdict = Verdict::Expired;
    expired.record = Item;
    expired.lease = Lease{A, 1, 0};
    m_journal->append(expired);
    m_session->eventSeen(expired, 0);
    QVERIFY(m_session->isBusy());
    QVERIFY(last().purpose == Purpose::Plain);
    QTRY_VERIFY((deliverAll(), !m_session->isBusy()));
    QVERIFY(last().purpose == Purpose::Reload);
}

void TestClientSession::lostAnswer_recordsWhatWasSent()
{
    m_session->setAccountTime(1);
    m_session->perform(Item, ReadStep{});
    QTRY_VERIFY((deliverAll(), !m_session->isBusy()));
    SaveStep cut;
    cut.cut = true;
    m_session->perform(Item, EditStep{{{QStringLiteral("stock"), qint64(7)}}});
    m_session->perform(Item, cut);
    QTRY_VERIFY(!m_session->isBusy());
    QVERIFY(last().action == Action::Write && last().verdict == Verdict::Unknown);
    QCOMPARE(last().after.toJson(), QByteArray("{\"stock\": 7}"));
    QCOMPARE(last().base, std::optional<qint64>(1));
}

void TestClientSession::lostAnswerToAnIncrement_recordsTheAmount()
{
    m_session->setAccountTime(1);
    m_panels->cutNext(A);
    // The next save or increment is cut, not the read before it.
    m_session->perform(Item, ReadStep{});
    m_session->perform(Item, IncrementStep{{{QStringLiteral("stock"), qint64(-3)}}});
    QTRY_COMPARE(m_accounts.size(), 1);
    deliver(0);
    QTRY_VERIFY(!m_session->isBusy());
    QVERIFY(last().action == Action::Increment && last().verdict == Verdict::Unknown);
    QCOMPARE(last().amounts.toJson(), QByteArray("{\"stock\": -3}"));
    QVERIFY(!m_panels->takeCut(A));
}

/// Whoever gets the port next is not taken for the panel.
void TestClientSession::portOfASessionThatIsGone_isAnyones()
{
    m_session->perform(Item, ReadStep{});
    QTRY_VERIFY((deliverAll(), !m_session->isBusy()));
    const auto* socket = m_session->findChild<QTcpSocket*>();
    QVERIFY(socket != nullptr);
    const Endpoint own = Endpoint::ofOwn(*socket);
    QCOMPARE(m_panels->panelAt(own), A);
    m_session.reset();
    QVERIFY(!m_panels->begin(own));
}

QTEST_GUILESS_MAIN(TestClientSession)
#include "tst_clientsession.moc"
