#include "core/model/journal.h"
#include "core/values/json.h"
#include "http/apiclient.h"
#include "httptest.h"
#include "warningfreetest.h"

#include <QThread>

using namespace interleave;
using namespace interleave::test;

/// Clients over real HTTP all add 1 to the same number. With locking nothing is lost; without it some updates
/// are, and the journal says exactly how many.
class TestLostUpdates final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void version_losesNothing();
    void off_losesAsManyAsTheJournalSays();
};

namespace {

constexpr int Clients = 10;
constexpr int Increments = 2000;

/// Reads, adds 1, saves with the tag that it read, and starts again after a refusal.
class Adder final : public QObject
{
    Q_OBJECT

public:
    Adder(quint16 port, const QByteArray& name, bool proves, int increments)
        : m_name(name)
        , m_proves(proves)
        , m_left(increments)
    {
        m_client.setPort(port);
        connect(&m_client, &ApiClient::answered, this, &Adder::goOn);
        connect(&m_client, &ApiClient::failed, this, &Adder::stop);
    }

    void read() { m_client.send({"GET", "/records/item", {{"User-Agent", m_name}}, {}, {}}); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int refused() const { return m_refused; }

signals:
    void done();

private:
    void stop(const QString& problem)
    {
        m_problem = problem;
        emit done();
    }

    void goOn(const HttpResponse& response)
    {
        if (m_client.request().method == "GET") {
            save(response);
            return;
        }
        if (response.status != 200 && response.status != 412) {
            stop(QString::fromUtf8(response.text));
            return;
        }
        if (response.status == 412)
            ++m_refused;
        else
            --m_left;
        if (m_left == 0)
            emit done();
        else
            read();
    }

    void save(const HttpResponse& response)
    {
        const auto fields = fieldsFromJson(response.body);
        const Value* stock = fields ? fields->find(QStringLiteral("stock")) : nullptr;
        if (stock == nullptr) {
            stop(QString::fromUtf8(response.text));
            return;
        }
        QList<Header> headers{{"User-Agent", m_name}, {"Content-Type", "application/json"}};
        if (m_proves)
            headers.append({"If-Match", response.header("ETag").value_or(QByteArray())});
        const Fields next = fields->with({{QStringLiteral("stock"), std::get<qint64>(*stock) + 1}});
        m_client.send({"PUT", "/records/item", headers, next.toJson(), {}});
    }

    ApiClient m_client;
    QByteArray m_name;
    bool m_proves;
    int m_left;
    int m_refused = 0;
    QString m_problem;
};

struct Outcome final
{
    qint64 stock = 0;
    qint64 commits = 0;
    qint64 lost = 0;
    int refused = 0;
    QString problem;
};

/// The server runs in a separate thread; all clients run in this one, each with its own connection.
Outcome addUp(Locking locking)
{
    QThread thread;
    thread.start();
    std::unique_ptr<Served> served;
    QObject inThread;
    inThread.moveToThread(&thread);
    QMetaObject::invokeMethod(
        &inThread, [&] { served = std::make_unique<Served>(locking); }, Qt::BlockingQueuedConnection);

    Outcome outcome;
    QEventLoop loop;
    int running = Clients;
    std::vector<std::unique_ptr<Adder>> adders;
    for (int i = 0; i < Clients; ++i) {
        adders.push_back(std::make_unique<Adder>(
            served->server->port(),
            "client" + QByteArray::number(i),
            locking == Locking::Version,
            Increments / Clients));
        QObject::connect(adders.back().get(), &Adder::done, &loop, [&running, &loop] {
            if (--running == 0)
                loop.quit();
        });
        adders.back()->read();
    }
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    loop.exec();
    for (const auto& adder : adders) {
        outcome.refused += adder->refused();
        outcome.problem += adder->problem();
    }

    Journal journal({locking, Start * 1000, 0, {startRecord()}});
    QMetaObject::invokeMethod(
        &inThread,
        [&] {
            for (const Event& event : std::as_const(served->events))
                journal.append(event);
            served.reset();
            inThread.moveToThread(QCoreApplication::instance()->thread());
        },
        Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
    const Record* record = journal.latest().record(QStringLiteral("item"));
    outcome.stock = std::get<qint64>(*record->fields.find(QStringLiteral("stock")));
    outcome.commits = record->version - 1;
    outcome.lost = journal.latest().lostCount(QStringLiteral("item"));
    return outcome;
}

} // namespace

void TestLostUpdates::version_losesNothing()
{
    const Outcome outcome = addUp(Locking::Version);
    QCOMPARE(outcome.problem, QString());
    QCOMPARE(outcome.commits, Increments);
    QCOMPARE(outcome.stock, 10 + Increments);
    QCOMPARE(outcome.lost, 0);
    QVERIFY(outcome.refused > 0);
}

void TestLostUpdates::off_losesAsManyAsTheJournalSays()
{
    const Outcome outcome = addUp(Locking::Off);
    QCOMPARE(outcome.problem, QString());
    QCOMPARE(outcome.commits, Increments);
    QVERIFY(outcome.stock < 10 + Increments);
    QCOMPARE(outcome.lost, 10 + outcome.commits - outcome.stock);
    QCOMPARE(outcome.refused, 0);
}

QTEST_GUILESS_MAIN(TestLostUpdates)
#include "tst_lostupdates.moc"
