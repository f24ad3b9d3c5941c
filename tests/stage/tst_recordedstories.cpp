#include "core/scenario/recordedscenario.h"
#include "core/scenario/scenariowriting.h"
#include "core/values/entitytag.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

/// What the clients were told, without times and ports. Ann's reads are included only if they told her
/// something new.
QStringList toldIn(const Journal& journal)
{
    QStringList lines;
    QMap<QString, qint64> firsts;
    for (const Record& record : journal.header().records)
        firsts.insert(record.id, record.version - 1);
    for (qint64 seq = 1; seq <= journal.size(); ++seq) {
        const Event& event = journal.event(seq);
        const bool isAnnsRead = event.client == u"ann"_s && event.action == Action::Read;
        if (!event.isMessage() || isAnnsRead || event.verdict == Verdict::Waiting)
            continue;
        const qint64 version = event.version ? *event.version - firsts.value(event.record) : 0;
        lines.append(u"%1 %2 %3 %4 %5 v%6 %7"_s.arg(
            event.client,
            QString::number(static_cast<int>(event.action)),
            QString::number(static_cast<int>(event.verdict)),
            QString::number(event.status),
            event.record,
            QString::number(version),
            QString::fromUtf8(event.after.toJson())));
    }
    return lines;
}

qint64 lostIn(const Journal& journal)
{
    qint64 lost = 0;
    for (const Record& record : journal.latest().records())
        lost += journal.latest().lostCount(record.id);
    return lost;
}

Journal savedAndRead(const Journal& journal)
{
    QBuffer file;
    file.open(QIODevice::ReadWrite);
    journal.write(file);
    file.seek(0);
    auto read = readJournal(file, u"saved.jsonl"_s);
    return std::move(read.value().journal);
}

} // namespace

/// Random clicks on a real stage, saved, opened, continued; the recorded scenario must end in the same way.
class TestRecordedStories final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_stage.reset(); }
    void recordedScenario_endsAsTheJournal_data();
    void recordedScenario_endsAsTheJournal();
    void tagOfAnotherRun_provesNothingInTheScenario();
    void savesOfAnOpenedJournal_nameNoTags();
    void tags_areShortUntilAnOutsideClientHasOne();
    void freePlay_hasNewTagsEachTime();

private:
    void begin(Locking rule, qint64 tick);
    void settle();
    void clickSomething();
    void clickLease(const QString& client);
    void answerSomehow(const QString& client);
    void askFromOutside();
    QByteArray ask(const QByteArray& request);
    void goOnSomehow();
    void continueSomewhere();
    void verify(const Journal& journal);
    int pick(int count) { return static_cast<int>(m_random.bounded(count)); }

    std::unique_ptr<Stage> m_stage;
    QRandomGenerator m_random;
    /// By record: the last two tags that the outside client got.
    QMap<QByteArray, QByteArrayList> m_tags;
};

void TestRecordedStories::initTestCase()
{
    m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, Locking::Off});
    m_stage->start();
    QTRY_VERIFY(m_stage->port() != 0 && !m_stage->isMoving());
}

void TestRecordedStories::begin(Locking rule, qint64 tick)
{
    const auto scenario = scenarioFromJson(
        R"({"title": "Two", "records": {"lamp": {"stock": 10, "name": "Desk lamp"},
            "bulb": {"stock": 20, "name": "Bulb"}}, "tick": )" +
        QByteArray::number(tick) + R"(, "steps": [{"client": "A", "do": "read", "record": "lamp"},
            {"client": "B", "do": "read", "record": "lamp"}]})");
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    m_tags.clear();
    m_stage->load(*scenario, rule);
    settle();
}

/// Ends waits for leases, so that the story can continue.
void TestRecordedStories::settle()
{
    const auto isIdle = [this] {
        return !m_stage->isMoving() && std::ranges::none_of(m_stage->panels(), [this](const QString& panel) {
            return m_stage->isBusy(panel) && !m_stage->isWaiting(panel);
        });
    };
    // Looks every 10 ms, QTRY_VERIFY only every 50: this is called some thousand times.
    QVERIFY(QTest::qWaitFor(isIdle));
}

QByteArray TestRecordedStories::ask(const QByteArray& request)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_stage->port());
    socket.write(request);
    QByteArray answer;
    const qint64 before = m_stage->journal().size();
    const bool closed = QTest::qWaitFor([&] {
        answer += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState && m_stage->journal().size() > before;
    });
    return closed ? answer : QByteArray();
}

void TestRecordedStories::askFromOutside()
{
    const QByteArray record = pick(4) == 0 ? "bulb" : "lamp";
    const QByteArray head =
        " /records/" + record + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ann\r\nConnection: close\r\n";
    QByteArrayList& tags = m_tags[record];
    QByteArray answer;
    if (pick(3) == 0) {
        const QByteArray how =
            pick(3) == 0 && !tags.isEmpty() ? "If-None-Match: " + tags.last() + "\r\n" : "";
        answer = ask("GET" + head + how + "\r\n");
    } else {
        const QByteArray newest = tags.isEmpty() ? "\"1\"" : tags.last();
        const QByteArray older = tags.isEmpty() ? "\"0\"" : tags.first();
        const QByteArrayList conditions{
            "",
            "If-Match: " + newest + "\r\n",
            "If-Match: " + newest + "\r\n",
            "If-Match: " + older + "\r\n",
            "If-Match: \"1\"\r\n",
            "If-Match: W/" + newest + "\r\n",
            "If-Match: *\r\n",
            "If-Match: \"x,If-None-Match:\", " + newest + " , " + older + "\r\n"};
        const QByteArray body = R"({"stock": )" + QByteArray::number(pick(90)) + R"(, "name": "Ann’s"})";
        answer =
            ask("PUT" + head + "Content-Type: application/json\r\n" + conditions.at(pick(8)) +
                "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    QVERIFY(!answer.isEmpty());
    const qsizetype at = answer.indexOf("\r\nETag: ");
    if (at < 0)
        return;
    tags.append(answer.mid(at + 8, answer.indexOf("\r\n", at + 8) - at - 8));
    if (tags.size() > 2)
        tags.removeFirst();
}

void TestRecordedStories::answerSomehow(const QString& client)
{
    switch (pick(4)) {
    case 0:
        m_stage->reload(client);
        break;
    case 1:
        m_stage->overwrite(client);
        break;
    case 2:
        m_stage->perform(client, BlindRetryStep{});
        break;
    default:
        m_stage->merge(client, {{u"stock"_s, pick(2) == 0 ? Take::Mine : Take::Both}});
        break;
    }
}

void TestRecordedStories::clickLease(const QString& client)
{
    if (pick(2) == 0)
        m_stage->acquire(client);
    else
        m_stage->release(client);
}

void TestRecordedStories::clickSomething()
{
    const QString client = pick(2) == 0 ? u"A"_s : u"B"_s;
    if (m_stage->isWaiting(client)) {
        m_stage->giveUp(client);
        settle();
        return;
    }
    const Copy copy = m_stage->journal().latest().client(client).copyOf(m_stage->recordOf(client));
    if (copy.unanswered) {
        m_stage->findOut(client);
        settle();
        return;
    }
    if (copy.conflict && copy.draft && pick(4) != 0) {
        answerSomehow(client);
        settle();
        return;
    }
    switch (pick(9)) {
    case 0:
        m_stage->chooseRecord(client, pick(3) == 0 ? u"bulb"_s : u"lamp"_s);
        break;
    case 1:
    case 2:
        m_stage->read(client);
        break;
    case 3:
        m_stage->increment(client, u"stock"_s, -1);
        break;
    case 4:
        if (m_stage->locking() == Locking::Lease)
            clickLease(client);
        break;
    case 5:
        askFromOutside();
        break;
    default:
        if (!copy.held)
            break;
        m_stage->edit(client, u"stock"_s, Value(qint64{pick(90)}));
        if (pick(6) != 0) {
            SaveStep save;
            save.cut = pick(12) == 0;
            m_stage->perform(client, save);
        }
        break;
    }
    settle();
}

/// Never continues between two requests of one click, which no step can express.
void TestRecordedStories::continueSomewhere()
{
    const Journal& journal = m_stage->journal();
    const auto isWithin = [&journal](qint64 moment) {
        if (moment == journal.size())
            return false;
        const Event& next = journal.event(moment + 1);
        const bool isSecond = next.action == Action::Write &&
                              (next.purpose == Purpose::Overwrite || next.purpose == Purpose::Merge);
        return isSecond || (next.action == Action::Release && next.purpose == Purpose::WithRead);
    };
    qint64 moment = pick(static_cast<int>(journal.size()) + 1);
    while (isWithin(moment))
        ++moment;
    m_stage->continueFrom(moment);
}

void TestRecordedStories::goOnSomehow()
{
    const Journal& journal = m_stage->journal();
    switch (pick(4)) {
    case 0:
        break;
    case 1:
        continueSomewhere();
        break;
    case 2:
        m_stage->open(savedAndRead(journal));
        break;
    default:
        m_stage->open(savedAndRead(savedAndRead(journal)));
        settle();
        continueSomewhere();
        break;
    }
    settle();
}

void TestRecordedStories::verify(const Journal& journal)
{
    if (journal.latest().messages() == 0)
        return;
    const auto scenario = scenarioOf(journal, u"Told"_s);
    // No step can express this.
    const bool isBeyondSteps = !scenario && (scenario.error().contains(u"answer was lost"_s) ||
                                             scenario.error().contains(u"without the lease"_s));
    if (isBeyondSteps)
        return;
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    const auto read = scenarioFromJson(toJson(*scenario));
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(*read, *scenario);

    const ScenarioRun again = runScenario(*scenario, scenario->locking);
    QCOMPARE(again.problem, QString());
    const QString story = QString::fromUtf8(toJson(*scenario));
    const auto listed = [](const QStringList& lines) {
        return u"\n"_s + lines.join(u'\n') + u"\n"_s;
    };
    const QStringList told = toldIn(journal);
    const QStringList toldAgain = toldIn(again.journal());
    // Longer than what QtTest prints.
    if (told != toldAgain || !unmetExpectations(again).isEmpty())
        fputs(
            qPrintable(story + listed(told) + listed(toldAgain) + listed(unmetExpectations(again))), stderr);
    QCOMPARE(toldAgain, told);
    QCOMPARE(unmetExpectations(again), QStringList());
    QCOMPARE(lostIn(again.journal()), lostIn(journal));
}

void TestRecordedStories::recordedScenario_endsAsTheJournal_data()
{
    QTest::addColumn<Locking>("rule");
    for (const Locking rule : allLocking())
        QTest::newRow(qPrintable(toName(rule))) << rule;
}

void TestRecordedStories::recordedScenario_endsAsTheJournal()
{
    QFETCH(const Locking, rule);
    for (quint32 seed = 1; seed <= 15; ++seed) {
        m_random.seed(seed);
        begin(rule, pick(2));
        for (int leg = 0; leg < 3; ++leg) {
            for (int click = 0; click < 6; ++click)
                clickSomething();
            verify(m_stage->journal());
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(u"seed %1, leg %2"_s.arg(seed).arg(leg)));
            goOnSomehow();
        }
    }
}

/// The example that revealed the bug, and similar ones: without locking nothing is refused, and the loss
/// shows.
void TestRecordedStories::savesOfAnOpenedJournal_nameNoTags()
{
    begin(Locking::Version, 1);
    m_stage->playTo(2);
    settle();
    m_stage->open(savedAndRead(m_stage->journal()));
    settle();
    for (const auto& [client, stock] : {std::pair{u"A"_s, qint64{7}}, std::pair{u"B"_s, qint64{8}}}) {
        m_stage->edit(client, u"stock"_s, Value(stock));
        m_stage->save(client);
        settle();
    }
    QCOMPARE(m_stage->journal().latest().client(u"B"_s).refused, 1);
    const auto scenario = scenarioOf(m_stage->journal(), u"Told"_s);
    QVERIFY(scenario);
    for (const Step& step : scenario->steps) {
        if (const auto* save = std::get_if<SaveStep>(&step.action))
            QVERIFY(!save->ifMatch);
    }
    const ScenarioRun off = runScenario(*scenario, Locking::Off);
    QCOMPARE(off.journal().latest().client(u"B"_s).refused, 0);
    QCOMPARE(lostIn(off.journal()), 1);
}

void TestRecordedStories::tagOfAnotherRun_provesNothingInTheScenario()
{
    begin(Locking::Off, 1);
    const QByteArray answer =
        ask("GET /records/lamp HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ann\r\nConnection: close\r\n\r\n");
    QVERIFY(answer.contains("ETag: \""));
    const qsizetype at = answer.indexOf("ETag: ") + 6;
    const QByteArray tag = answer.mid(at, answer.indexOf("\r\n", at) - at);
    m_stage->continueFrom(m_stage->journal().size());
    settle();
    const QByteArray body(R"({"stock": 1, "name": "Ann’s"})");
    const QByteArray refused =
        ask("PUT /records/lamp HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ann\r\nConnection: "
            "close\r\nIf-Match: " +
            tag + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
            "\r\n\r\n" + body);
    QVERIFY2(refused.startsWith("HTTP/1.1 412"), refused.constData());
    verify(m_stage->journal());
}

/// From then on each replay has its own suffix; the tags named by the scenario get it too.
void TestRecordedStories::tags_areShortUntilAnOutsideClientHasOne()
{
    const auto scenario = scenarioFromJson(
        R"({"title": "Own tags", "locking": "version", "records": {"lamp": {"stock": 10}}, "steps": [
            {"client": "A", "do": "read"},
            {"client": "A", "do": "save", "set": {"stock": 7}, "ifMatch": "\"9\", \"1\""},
            {"client": "A", "do": "save", "set": {"stock": 6}, "ifMatch": "\"1\""}]})");
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    // A new stage, because the one of the random stories has had outside clients.
    m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, Locking::Off});
    m_stage->load(*scenario);
    m_stage->start();
    QTRY_VERIFY(m_stage->port() != 0);
    QByteArrayList tags;
    for (int time = 0; time < 4; ++time) {
        if (time == 2)
            QVERIFY(!ask("GET /records/lamp HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ann\r\n"
                         "Connection: close\r\n\r\n")
                         .isEmpty());
        m_stage->load(*scenario);
        m_stage->playTo(3);
        QTRY_VERIFY(!m_stage->isMoving() && m_stage->position() == 3);
        tags.append(m_stage->journal().event(1).tag);
        QList<int> statuses;
        for (qint64 seq = 1; seq <= m_stage->journal().size(); ++seq) {
            if (m_stage->journal().event(seq).isMessage())
                statuses.append(m_stage->journal().event(seq).status);
        }
        QCOMPARE(statuses, (QList<int>{200, 200, 412}));
    }
    QCOMPARE(tags.at(0), QByteArray("\"1\""));
    QCOMPARE(tags.at(1), QByteArray("\"1\""));
    QVERIFY2(tags.at(2).startsWith("\"1-"), tags.at(2).constData());
    QVERIFY2(tags.at(3).startsWith("\"1-") && tags.at(3) != tags.at(2), tags.at(3).constData());
}

void TestRecordedStories::freePlay_hasNewTagsEachTime()
{
    QByteArrayList tags;
    for (int time = 0; time < 2; ++time) {
        m_stage->startFreePlay();
        QTRY_VERIFY(!m_stage->isMoving());
        m_stage->read(u"A"_s);
        QTRY_COMPARE(m_stage->journal().size(), 1);
        settle();
        tags.append(m_stage->journal().event(1).tag);
        QVERIFY2(tags.last().startsWith("\"1-"), tags.last().constData());
    }
    QVERIFY(tags.at(0) != tags.at(1));
}

QTEST_GUILESS_MAIN(TestRecordedStories)
#include "tst_recordedstories.moc"
