#include "core/model/ledger.h"
#include "core/values/entitytag.h"
#include "core/words/explanation.h"
#include "stage/clock.h"
#include "stage/files/scenariolibrary.h"
#include "stage/stage.h"
#include "warningfreetest.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

const QString item = u"item"_s;

Value number(qint64 value)
{
    return value;
}

qint64 stockOf(const Stage& stage)
{
    return std::get<qint64>(*stage.journal().latest().record(item)->fields.find(u"stock"_s));
}

Scenario builtin(const QString& name)
{
    const auto found = findScenario(name);
    return found ? found->scenario : Scenario();
}

/// Sends an outside client's request as bytes and returns the answer.
QByteArray ask(quint16 port, const QByteArray& request)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    socket.write(request);
    QByteArray answer;
    const bool closed = QTest::qWaitFor([&] {
        answer += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState;
    });
    return closed ? answer : "(no end) " + answer;
}

QByteArray outsidePut(const QByteArray& body, const QByteArray& extra = {})
{
    return "PUT /records/item HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ann\r\nConnection: close\r\n"
           "Content-Type: application/json\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n" + extra + "\r\n" + body;
}

} // namespace

class TestStage final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void cleanup();
    void clock_stopsAtTheLastDate();
    void clicks_overwriteSilentlyWithLockingOff();
    void clicks_areRefusedWhenStaleWithLockingOn();
    void edit_isIgnoredWhenNothingChanges();
    void edit_isBasedOnTheScreen();
    void increment_addsToTheCurrentValue();
    void conflict_isReloaded();
    void conflict_isOverwrittenOnPurpose();
    void conflict_isRetriedBlindly();
    void conflict_isMerged();
    void missingConflict_isIgnored();
    void lostAnswer_isFoundOut();
    void script_acceptsAResponseToARefusal();
    void rule_takesEffectForTheNextSave();
    void script_playsToItsEnd();
    void script_givesTheSameBytesEachTime();
    void script_replaysUnderTheOtherRule();
    void script_acceptsAClickThatEqualsTheStep();
    void script_isLeftByAnyOtherClick();
    void script_acceptsTypedTextForAChange();
    void script_reportsAnImpossibleChange();
    void script_asksUnderItsFirstRule();
    void first_returnsToTheStart();
    void past_isCutAndContinued();
    void tagsOfTheCutPart_neverMatch();
    void journal_isOpenedAndContinued();
    void outsideWrite_makesCopiesStale();
    void outsideWriteBetweenReadAndSave_isLost();
    void otherRequests_areCountedWithoutALane();
    void portInUse_isReplaced_data();
    void portInUse_isReplaced();
    void namedPort_isNotReplaced();
    void database_keepsFreePlay();
    void database_isNotUsedByScenarios();
    void journal_isReadyBeforeTheServer();
    void destructor_runsNoEventLoop();

private:
    void prepare() override;

    void startFreePlay(Locking locking);
    void doRead(const QString& client);
    void doSave(const QString& client, qint64 stock, const SaveStep& how = {});
    void refuseB();
    /// The tag of a version in the current run.
    [[nodiscard]] QByteArray tag(qint64 version) const;

    std::unique_ptr<Stage> m_stage;
};

void TestStage::prepare()
{
    m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, Locking::Off});
}

void TestStage::cleanup()
{
    m_stage.reset();
}

void TestStage::startFreePlay(Locking locking)
{
    m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, locking});
    m_stage->start();
    QTRY_VERIFY(m_stage->port() != 0 && !m_stage->isMoving());
}

void TestStage::doRead(const QString& client)
{
    const qint64 before = m_stage->journal().size();
    m_stage->read(client);
    QTRY_VERIFY(m_stage->journal().size() > before && !m_stage->isBusy(client));
}

void TestStage::doSave(const QString& client, qint64 stock, const SaveStep& how)
{
    const qint64 before = m_stage->journal().latest().messages();
    m_stage->edit(client, u"stock"_s, number(stock));
    m_stage->perform(client, how);
    QTRY_VERIFY(m_stage->journal().latest().messages() > before && !m_stage->isBusy(client));
}

void TestStage::clock_stopsAtTheLastDate()
{
    ScriptedClock clock;
    const qint64 last = clockTime(LastTime);
    clock.advance(LastTime);
    QCOMPARE(clock.now(), last);
    clock.advance(std::numeric_limits<qint64>::max());
    QCOMPARE(clock.now(), last);
    clock.advance(std::numeric_limits<qint64>::min());
    QCOMPARE(clock.now(), FirstTime);
    clock.set(std::numeric_limits<qint64>::max());
    QCOMPARE(clock.now(), last);
}

void TestStage::clicks_overwriteSilentlyWithLockingOff()
{
    startFreePlay(Locking::Off);
    doRead(u"A"_s);
    doRead(u"B"_s);
    doSave(u"A"_s, 7);
    doSave(u"B"_s, 8);

    const Snapshot& now = m_stage->journal().latest();
    QCOMPARE(stockOf(*m_stage), 8);
    QCOMPARE(answerText(now.client(u"A"_s)).sentence, u"Saved as v2."_s);
    QCOMPARE(answerText(now.client(u"B"_s)).sentence, u"Saved as v3."_s);
    QCOMPARE(observerText(now, u"A"_s, item).sentence, u"A does not know: its v2 is gone, v3 stands"_s);
    const Ledger ledger = ledgerOf(now, item);
    QCOMPARE(ledger.lost, 1);
    QCOMPARE(ledger.refused, 0);
    QCOMPARE(ledger.shouldBe, Value(qint64{5}));
}

void TestStage::clicks_areRefusedWhenStaleWithLockingOn()
{
    startFreePlay(Locking::Version);
    doRead(u"A"_s);
    doRead(u"B"_s);
    doSave(u"A"_s, 7);
    doSave(u"B"_s, 8);

    const Snapshot& now = m_stage->journal().latest();
    QCOMPARE(stockOf(*m_stage), 7);
    QCOMPARE(now.record(item)->version, 2);
    QCOMPARE(answerText(now.client(u"B"_s)).status, u"412"_s);
    QCOMPARE(answerText(now.client(u"B"_s)).sentence, u"Not saved: record is at v2."_s);
    QCOMPARE(now.client(u"B"_s).copyOf(item).draft->fields, Fields({{u"stock"_s, number(8)}}));
    QCOMPARE(ledgerOf(now, item).lost, 0);
    QCOMPARE(ledgerOf(now, item).shouldBe, Value(qint64{5}));

    doRead(u"B"_s);
    doSave(u"B"_s, 5);
    QCOMPARE(stockOf(*m_stage), 5);
}

void TestStage::edit_isIgnoredWhenNothingChanges()
{
    startFreePlay(Locking::Version);
    doRead(u"A"_s);
    const qint64 before = m_stage->journal().size();
    m_stage->edit(u"A"_s, u"stock"_s, number(10));
    QCOMPARE(m_stage->journal().size(), before);
    m_stage->edit(u"A"_s, u"stock"_s, number(9));
    QCOMPARE(m_stage->journal().size(), before + 1);
    QCOMPARE(m_stage->journal().event(before + 1).action, Action::Edit);
}

void TestStage::edit_isBasedOnTheScreen()
{
    startFreePlay(Locking::Version);
    doRead(u"A"_s);
    m_stage->edit(u"A"_s, u"stock"_s, number(9));
    const Event& edit = m_stage->journal().event(m_stage->journal().size());
    QCOMPARE(edit.base, 1);
    doSave(u"A"_s, 9);
    const Event& write = m_stage->journal().event(m_stage->journal().size());
    QCOMPARE(write.base, 1);
    QCOMPARE(write.condition, "If-Match: " + tag(1));
}

void TestStage::increment_addsToTheCurrentValue()
{
    startFreePlay(Locking::Version);
    doRead(u"A"_s);
    doRead(u"B"_s);
    m_stage->edit(u"B"_s, u"name"_s, u"Lamp"_s);
    doSave(u"A"_s, 7);
    const qint64 before = m_stage->journal().latest().messages();
    m_stage->increment(u"B"_s, u"stock"_s, -2);
    QTRY_VERIFY(m_stage->journal().latest().messages() > before && !m_stage->isBusy(u"B"_s));
    QCOMPARE(stockOf(*m_stage), 5);
    const Copy copy = m_stage->journal().latest().client(u"B"_s).copyOf(item);
    QCOMPARE(copy.held->version, 3);
    QCOMPARE(copy.draft->base, 1);
    m_stage->load(builtin(u"atomic-increments"_s));
    m_stage->playTo(2);
    QTRY_COMPARE(m_stage->position(), 2);
    m_stage->increment(u"A"_s, u"stock"_s, -3);
    QTRY_COMPARE(m_stage->position(), 3);
    QVERIFY(!m_stage->hasLeftScript());
}

QByteArray TestStage::tag(qint64 version) const
{
    return tagForVersion(version, m_stage->journal().suffix()).toHeader();
}

void TestStage::refuseB()
{
    startFreePlay(Locking::Version);
    doRead(u"A"_s);
    doRead(u"B"_s);
    doSave(u"A"_s, 7);
    doSave(u"B"_s, 8);
    QCOMPARE(m_stage->journal().latest().client(u"B"_s).answer->status, 412);
}

void TestStage::conflict_isReloaded()
{
    refuseB();
    m_stage->reload(u"B"_s);
    QTRY_VERIFY(!m_stage->isBusy(u"B"_s));
    const Copy copy = m_stage->journal().latest().client(u"B"_s).copyOf(item);
    QCOMPARE(copy.held->version, 2);
    QVERIFY(!copy.draft && !copy.conflict);
    QCOMPARE(m_stage->journal().event(m_stage->journal().size()).purpose, Purpose::Reload);
}

void TestStage::conflict_isOverwrittenOnPurpose()
{
    refuseB();
    m_stage->overwrite(u"B"_s);
    QTRY_COMPARE(stockOf(*m_stage), 8);
    QTRY_VERIFY(!m_stage->isBusy(u"B"_s));
    const Event& write = m_stage->journal().event(m_stage->journal().size());
    QCOMPARE(write.purpose, Purpose::Overwrite);
    QCOMPARE(write.base, 2);
    QCOMPARE(write.condition, "If-Match: " + tag(2));
    QCOMPARE(m_stage->journal().latest().lostCount(item), 0);
}

void TestStage::conflict_isRetriedBlindly()
{
    refuseB();
    m_stage->perform(u"B"_s, BlindRetryStep{});
    QTRY_COMPARE(stockOf(*m_stage), 8);
    QTRY_VERIFY(!m_stage->isBusy(u"B"_s));
    const Event& write = m_stage->journal().event(m_stage->journal().size());
    QCOMPARE(write.purpose, Purpose::Retry);
    QCOMPARE(write.base, 1);
    QCOMPARE(write.condition, "If-Match: " + tag(2));
    QCOMPARE(m_stage->journal().latest().lostCount(item), 1);
}

void TestStage::conflict_isMerged()
{
    refuseB();
    m_stage->merge(u"B"_s, {{u"stock"_s, Take::Both}});
    QTRY_COMPARE(stockOf(*m_stage), 5);
    QTRY_VERIFY(!m_stage->isBusy(u"B"_s));
    const Event& write = m_stage->journal().event(m_stage->journal().size());
    QCOMPARE(write.purpose, Purpose::Merge);
    QCOMPARE(write.base, 2);
    QCOMPARE(m_stage->journal().latest().lostCount(item), 0);
}

void TestStage::missingConflict_isIgnored()
{
    startFreePlay(Locking::Off);
    doRead(u"A"_s);
    const qint64 size = m_stage->journal().size();
    m_stage->overwrite(u"A"_s);
    m_stage->perform(u"A"_s, BlindRetryStep{});
    m_stage->merge(u"A"_s, {});
    QVERIFY(!m_stage->isBusy(u"A"_s));
    QCOMPARE(m_stage->journal().size(), size);
}

void TestStage::lostAnswer_isFoundOut()
{
    startFreePlay(Locking::Version);
    doRead(u"A"_s);
    SaveStep cut;
    cut.cut = true;
    doSave(u"A"_s, 7, cut);
    Snapshot now = m_stage->journal().latest();
    QCOMPARE(stockOf(*m_stage), 7);
    QCOMPARE(now.client(u"A"_s).answer->action, Action::AnswerLost);
    QCOMPARE(now.client(u"A"_s).saved, 0);
    QVERIFY(now.client(u"A"_s).copyOf(item).unanswered.has_value());
    QCOMPARE(m_stage->journal().event(m_stage->journal().size() - 1).status, 200);
    m_stage->findOut(u"A"_s);
    QTRY_VERIFY(!m_stage->isBusy(u"A"_s) && m_stage->journal().latest().client(u"A"_s).saved == 1);
    now = m_stage->journal().latest();
    QCOMPARE(now.client(u"A"_s).answer->found, 2);
    QCOMPARE(now.freshness(u"A"_s, item), Freshness::Current);
    // The next answer arrives.
    doSave(u"A"_s, 6);
    QCOMPARE(m_stage->journal().latest().client(u"A"_s).answer->status, 200);
}

void TestStage::script_acceptsAResponseToARefusal()
{
    m_stage->load(builtin(u"merge-same-field"_s));
    m_stage->playTo(4);
    m_stage->start();
    QTRY_COMPARE(m_stage->position(), 4);
    m_stage->merge(u"B"_s, {{u"stock"_s, Take::Both}});
    QTRY_COMPARE(m_stage->position(), 5);
    QVERIFY(!m_stage->hasLeftScript());
    QCOMPARE(stockOf(*m_stage), 5);
    m_stage->load(builtin(u"version-check"_s));
    m_stage->playTo(4);
    QTRY_COMPARE(m_stage->position(), 4);
    m_stage->reload(u"B"_s);
    QTRY_COMPARE(m_stage->position(), 5);
}

void TestStage::rule_takesEffectForTheNextSave()
{
    startFreePlay(Locking::Off);
    doRead(u"A"_s);
    doRead(u"B"_s);
    doSave(u"A"_s, 7);
    m_stage->setLocking(Locking::Version);
    QTRY_COMPARE(m_stage->locking(), Locking::Version);
    QCOMPARE(m_stage->journal().event(m_stage->journal().size()).action, Action::Rule);
    doSave(u"B"_s, 8);
    QCOMPARE(m_stage->journal().latest().client(u"B"_s).answer->status, 412);
    QCOMPARE(stockOf(*m_stage), 7);
}

void TestStage::script_playsToItsEnd()
{
    const Scenario scenario = builtin(u"version-check"_s);
    m_stage->load(scenario);
    m_stage->start();
    const QList<int> statuses{200, 200, 200, 412, 200, 200};
    for (int i = 0; i < statuses.size(); ++i) {
        QTRY_VERIFY(m_stage->canStep());
        QSignalSpy stepped(m_stage.get(), &Stage::stepped);
        m_stage->step();
        QTRY_COMPARE(stepped.size(), 1);
        QCOMPARE(m_stage->position(), i + 1);
        QCOMPARE(m_stage->eventsAt(i + 1), m_stage->journal().size());
        QCOMPARE(m_stage->journal().event(m_stage->journal().size()).status, statuses.at(i));
    }
    QVERIFY(!m_stage->canStep());
    QCOMPARE(stockOf(*m_stage), 5);
}

void TestStage::script_givesTheSameBytesEachTime()
{
    const auto run = [] {
        Stage stage(StageOptions{quint16{0}, {}, Locking::Off});
        stage.load(builtin(u"version-check"_s));
        stage.playTo(6);
        stage.start();
        QByteArray lines;
        if (!QTest::qWaitFor([&] { return stage.position() == 6; }))
            return lines;
        for (qint64 seq = 1; seq <= stage.journal().size(); ++seq)
            lines += toJsonLine(stage.journal().event(seq)) + '\n';
        return lines;
    };
    const QByteArray first = run();
    QVERIFY(first.contains("Host: interleave.localhost"));
    QCOMPARE(run(), first);
}

void TestStage::script_replaysUnderTheOtherRule()
{
    m_stage->load(builtin(u"lost-update"_s));
    m_stage->playTo(4);
    m_stage->start();
    QTRY_COMPARE(m_stage->position(), 4);
    QCOMPARE(stockOf(*m_stage), 8);

    m_stage->setLocking(Locking::Version);
    QCOMPARE(m_stage->locking(), Locking::Version);
    QTRY_VERIFY(!m_stage->isMoving() && m_stage->position() == 4);
    QCOMPARE(stockOf(*m_stage), 7);
    QCOMPARE(m_stage->journal().latest().client(u"B"_s).answer->status, 412);
    QCOMPARE(m_stage->journal().latest().messages(), 4);
}

void TestStage::script_acceptsAClickThatEqualsTheStep()
{
    m_stage->load(builtin(u"lost-update"_s));
    m_stage->start();
    QTRY_VERIFY(m_stage->canStep());
    doRead(u"A"_s);
    QTRY_COMPARE(m_stage->position(), 1);
    doRead(u"B"_s);
    QTRY_COMPARE(m_stage->position(), 2);
    doSave(u"A"_s, 7);
    QTRY_COMPARE(m_stage->position(), 3);
    QVERIFY(!m_stage->hasLeftScript());
    // Clicks faster than the answers are queued, and still count as the script's steps.
    m_stage->first();
    QTRY_VERIFY(m_stage->canStep() && m_stage->position() == 0);
    m_stage->read(u"A"_s);
    m_stage->read(u"B"_s);
    m_stage->edit(u"A"_s, u"stock"_s, number(7));
    m_stage->save(u"A"_s);
    QTRY_COMPARE(m_stage->position(), 3);
    QVERIFY(!m_stage->hasLeftScript());
}

void TestStage::script_isLeftByAnyOtherClick()
{
    m_stage->load(builtin(u"lost-update"_s));
    m_stage->start();
    QTRY_VERIFY(m_stage->canStep());
    doRead(u"A"_s);
    doSave(u"A"_s, 3);
    QVERIFY(m_stage->hasLeftScript());
    QCOMPARE(m_stage->position(), 1);
    QVERIFY(!m_stage->canStep());
    QCOMPARE(stockOf(*m_stage), 3);
    doRead(u"B"_s);
    QCOMPARE(m_stage->journal().latest().messages(), 3);
}

/// Two sales as changes, and a rename with one of them.
static Scenario sales()
{
    const auto scenario = scenarioFromJson(R"({
        "title": "Sales", "records": { "item": { "stock": 10, "name": "Desk lamp" } },
        "steps": [
            { "client": "A", "do": "read" },
            { "client": "A", "do": "save", "change": { "stock": -3 },
              "ask": { "off": "Is A let in?" } },
            { "do": "locking", "to": "version" },
            { "client": "A", "do": "save", "set": { "name": "Lamp" }, "change": { "stock": -2 },
              "ask": { "off": "And now?", "version": "Still?" }, "say": { "off": "Off.", "version": "On." } }
        ]
    })");
    return scenario ? *scenario : Scenario();
}

void TestStage::script_acceptsTypedTextForAChange()
{
    m_stage->load(sales());
    m_stage->start();
    QTRY_VERIFY(m_stage->canStep());
    doRead(u"A"_s);
    QTRY_COMPARE(m_stage->position(), 1);
    // With the card's own button.
    doSave(u"A"_s, 7);
    QTRY_COMPARE(m_stage->position(), 2);
    QVERIFY(!m_stage->hasLeftScript());
    QCOMPARE(stockOf(*m_stage), 7);
    m_stage->step();
    QTRY_COMPARE(m_stage->position(), 3);
    // The user types a part, and the step types the rest.
    QTRY_VERIFY(m_stage->canStep());
    m_stage->edit(u"A"_s, u"stock"_s, number(5));
    QVERIFY(!m_stage->hasLeftScript());
    m_stage->step();
    QTRY_COMPARE(m_stage->position(), 4);
    QVERIFY(!m_stage->hasLeftScript());
    QCOMPARE(stockOf(*m_stage), 5);
    QCOMPARE(toText(*m_stage->journal().latest().record(item)->fields.find(u"name"_s)), u"Lamp"_s);

    // Another number leaves the script.
    m_stage->first();
    QTRY_VERIFY(m_stage->canStep() && m_stage->position() == 0);
    doRead(u"A"_s);
    QTRY_COMPARE(m_stage->position(), 1);
    m_stage->edit(u"A"_s, u"stock"_s, number(7));
    QVERIFY(!m_stage->hasLeftScript());
    m_stage->edit(u"A"_s, u"stock"_s, number(4));
    QVERIFY(m_stage->hasLeftScript());

    // A save without the change is a different save.
    m_stage->first();
    QTRY_VERIFY(m_stage->canStep() && m_stage->position() == 0);
    doRead(u"A"_s);
    QTRY_COMPARE(m_stage->position(), 1);
    m_stage->save(u"A"_s);
    QVERIFY(m_stage->hasLeftScript());
}

/// An outside client may have replaced a number by a text.
void TestStage::script_reportsAnImpossibleChange()
{
    m_stage->load(sales());
    m_stage->start();
    QTRY_VERIFY(m_stage->canStep());
    QVERIFY(ask(m_stage->port(), outsidePut("{\"stock\": \"many\", \"name\": \"Desk lamp\"}"))
                .startsWith("HTTP/1.1 200"));
    QTRY_COMPARE(m_stage->journal().latest().messages(), 1);
    m_stage->step();
    QTRY_COMPARE(m_stage->position(), 1);
    QCOMPARE(m_stage->problemOf(0), QString());
    m_stage->step();
    QTRY_COMPARE(m_stage->position(), 2);
    QCOMPARE(
        m_stage->problemOf(1),
        u"A saved nothing: “stock” on its screen is “many”, which is no number to work from. Nothing was "
        "sent."_s);
    QCOMPARE(m_stage->journal().latest().messages(), 2);
    QVERIFY(!m_stage->isBusy(u"A"_s));
    m_stage->first();
    QTRY_VERIFY(m_stage->canStep() && m_stage->position() == 0);
    QCOMPARE(m_stage->problemOf(1), QString());
}

void TestStage::script_asksUnderItsFirstRule()
{
    m_stage->load(sales());
    m_stage->start();
    QTRY_VERIFY(m_stage->canStep());
    QCOMPARE(m_stage->question(), QString());
    m_stage->playTo(1);
    QTRY_COMPARE(m_stage->position(), 1);
    QCOMPARE(m_stage->question(), u"Is A let in?"_s);
    m_stage->playTo(3);
    QTRY_COMPARE(m_stage->position(), 3);
    // The rule has changed since, but the scenario's texts stay the same.
    QCOMPARE(m_stage->locking(), Locking::Version);
    QCOMPARE(m_stage->startRule(), Locking::Off);
    QCOMPARE(m_stage->question(), u"And now?"_s);
    m_stage->step();
    QTRY_COMPARE(m_stage->position(), 4);
    QCOMPARE(m_stage->question(), QString());
    m_stage->load(sales(), Locking::Version);
    m_stage->playTo(1);
    QTRY_COMPARE(m_stage->position(), 1);
    QCOMPARE(m_stage->question(), QString());
}

void TestStage::first_returnsToTheStart()
{
    m_stage->load(builtin(u"lost-update"_s));
    m_stage->playTo(4);
    m_stage->start();
    QTRY_COMPARE(m_stage->position(), 4);
    m_stage->first();
    QTRY_VERIFY(m_stage->position() == 0 && !m_stage->isMoving());
    QVERIFY(m_stage->journal().isEmpty());
    QCOMPARE(stockOf(*m_stage), 10);
    QVERIFY(m_stage->canStep());
}

void TestStage::past_isCutAndContinued()
{
    startFreePlay(Locking::Version);
    doRead(u"A"_s);
    doRead(u"B"_s);
    doSave(u"A"_s, 7);
    doSave(u"B"_s, 8);
    const qint64 afterReads = 2;
    m_stage->continueFrom(afterReads);
    QTRY_VERIFY(!m_stage->isMoving() && m_stage->journal().size() == afterReads);
    QCOMPARE(stockOf(*m_stage), 10);
    QCOMPARE(m_stage->journal().latest().client(u"B"_s).copyOf(item).held->version, 1);
    doSave(u"B"_s, 8);
    QCOMPARE(stockOf(*m_stage), 8);
    QCOMPARE(m_stage->journal().latest().record(item)->version, 2);
    const QByteArray newest = m_stage->journal().event(m_stage->journal().size()).tag;
    QVERIFY2(newest.startsWith("\"2-"), newest.constData());
}

void TestStage::tagsOfTheCutPart_neverMatch()
{
    startFreePlay(Locking::Version);
    doRead(u"A"_s);
    doSave(u"A"_s, 7);
    const QByteArray gone = tag(2);
    m_stage->continueFrom(1);
    QTRY_VERIFY(!m_stage->isMoving() && m_stage->journal().size() == 1);
    doSave(u"A"_s, 6);
    // Version 2 exists again, but not the one that ann saw.
    const QByteArray answer = ask(
        m_stage->port(), outsidePut(R"({"stock": 4, "name": "Desk lamp"})", "If-Match: " + gone + "\r\n"));
    QVERIFY2(answer.startsWith("HTTP/1.1 412"), answer.constData());
    QCOMPARE(stockOf(*m_stage), 6);
    const QByteArray versions =
        ask(m_stage->port(),
            "GET /records/item/versions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QCOMPARE(versions.count("\"version\""), 2);
}

void TestStage::journal_isOpenedAndContinued()
{
    Stage other(StageOptions{quint16{0}, {}, Locking::Off});
    other.load(builtin(u"lost-update"_s));
    other.playTo(4);
    other.start();
    QTRY_COMPARE(other.position(), 4);

    startFreePlay(Locking::Version);
    m_stage->open(other.journal().copy(other.journal().size()));
    QTRY_VERIFY(!m_stage->isMoving() && m_stage->journal().size() == other.journal().size());
    QCOMPARE(m_stage->journal().latest(), other.journal().latest());
    QCOMPARE(m_stage->locking(), Locking::Off);
    QVERIFY(m_stage->scenario() == nullptr);
    doSave(u"A"_s, 6);
    QCOMPARE(stockOf(*m_stage), 6);
    QCOMPARE(m_stage->journal().latest().record(item)->version, 4);
}

void TestStage::outsideWrite_makesCopiesStale()
{
    startFreePlay(Locking::Version);
    doRead(u"A"_s);
    const QByteArray answer = ask(
        m_stage->port(), outsidePut(R"({"stock": 4, "name": "Desk lamp"})", "If-Match: " + tag(1) + "\r\n"));
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK"), answer.constData());
    QTRY_COMPARE(m_stage->journal().latest().record(item)->version, 2);
    const Event& event = m_stage->journal().event(m_stage->journal().size());
    QCOMPARE(event.client, u"ann"_s);
    QVERIFY(event.outside);
    QCOMPARE(observerText(m_stage->journal().latest(), u"A"_s, item).severity, Severity::Stale);
}

void TestStage::outsideWriteBetweenReadAndSave_isLost()
{
    startFreePlay(Locking::Off);
    doRead(u"A"_s);
    QVERIFY(ask(m_stage->port(),
                outsidePut(R"({"stock": 4, "name": "Desk lamp"})", "If-Match: " + tag(1) + "\r\n"))
                .startsWith("HTTP/1.1 200 OK"));
    QTRY_COMPARE(m_stage->journal().latest().record(item)->version, 2);
    doSave(u"A"_s, 7);
    const auto lost =
        lostUpdates(m_stage->journal().event(m_stage->journal().size()), m_stage->journal().trees());
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost.first().author, u"ann"_s);
    QCOMPARE(lost.first().by, u"A"_s);
}

void TestStage::otherRequests_areCountedWithoutALane()
{
    startFreePlay(Locking::Off);
    QVERIFY(ask(m_stage->port(), "GET /favicon.ico HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 404"));
    QTRY_COMPARE(m_stage->otherRequests(), 1);
    QVERIFY(m_stage->journal().isEmpty());
}

void TestStage::portInUse_isReplaced_data()
{
    QTest::addColumn<QHostAddress::SpecialAddress>("address");
    QTest::newRow("on 127.0.0.1") << QHostAddress::LocalHost;
    QTest::newRow("on ::1") << QHostAddress::LocalHostIPv6;
}

void TestStage::portInUse_isReplaced()
{
    QFETCH(const QHostAddress::SpecialAddress, address);
    if (!QTcpServer().listen(address))
        QSKIP("This machine has no such address.");
    QTcpServer holder;
    // Make sure that the usual port is in use, by this test or by another program.
    static_cast<void>(holder.listen(address, Stage::UsualPort));
    m_stage = std::make_unique<Stage>(StageOptions());
    m_stage->start();
    QTRY_VERIFY(m_stage->port() != 0);
    QVERIFY(m_stage->port() != Stage::UsualPort);
    QVERIFY2(m_stage->portNote().contains(u"8412 is in use"_s), qPrintable(m_stage->portNote()));
}

void TestStage::namedPort_isNotReplaced()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    m_stage = std::make_unique<Stage>(StageOptions{holder.serverPort(), {}, Locking::Off});
    QSignalSpy failed(m_stage.get(), &Stage::failed);
    m_stage->start();
    QTRY_COMPARE(failed.size(), 1);
    const QString problem = failed.first().first().toString();
    QVERIFY2(problem.contains(QString::number(holder.serverPort())), qPrintable(problem));
}

void TestStage::database_keepsFreePlay()
{
    const QTemporaryDir directory;
    const StageOptions options{quint16{0}, directory.filePath(u"kept.sqlite"_s), Locking::Version};
    m_stage = std::make_unique<Stage>(options);
    m_stage->start();
    QTRY_VERIFY(m_stage->port() != 0 && !m_stage->isMoving());
    doRead(u"A"_s);
    doSave(u"A"_s, 3);
    m_stage.reset();

    m_stage = std::make_unique<Stage>(options);
    m_stage->start();
    QTRY_VERIFY(m_stage->port() != 0 && !m_stage->isMoving());
    QCOMPARE(stockOf(*m_stage), 3);
    QCOMPARE(m_stage->journal().latest().record(item)->version, 2);
}

void TestStage::database_isNotUsedByScenarios()
{
    const QTemporaryDir directory;
    m_stage =
        std::make_unique<Stage>(StageOptions{quint16{0}, directory.filePath(u"kept.sqlite"_s), Locking::Off});
    m_stage->start();
    QTRY_VERIFY(m_stage->port() != 0 && !m_stage->isMoving());
    doRead(u"A"_s);
    doSave(u"A"_s, 3);
    m_stage->load(builtin(u"lost-update"_s));
    m_stage->playTo(4);
    QTRY_COMPARE(m_stage->position(), 4);
    QCOMPARE(stockOf(*m_stage), 8);
    m_stage->startFreePlay();
    QTRY_VERIFY(!m_stage->isMoving());
    QCOMPARE(stockOf(*m_stage), 3);
}

void TestStage::journal_isReadyBeforeTheServer()
{
    QCOMPARE(m_stage->port(), 0);
    QCOMPARE(stockOf(*m_stage), 10);
    m_stage->load(builtin(u"article-example"_s));
    QCOMPARE(m_stage->journal().latest().record(item)->fields, Fields({{u"value"_s, number(100)}}));
    QVERIFY(m_stage->journal().isEmpty());
    m_stage->read(u"A"_s);
    QVERIFY(!m_stage->isBusy(u"A"_s));
    m_stage->start();
    QTRY_VERIFY(m_stage->canStep());
    QVERIFY(m_stage->port() != 0);
}

void TestStage::destructor_runsNoEventLoop()
{
    startFreePlay(Locking::Off);
    m_stage->read(u"A"_s);
    bool ran = false;
    QMetaObject::invokeMethod(
        this, [&ran] { ran = true; }, Qt::QueuedConnection);
    m_stage.reset();
    QVERIFY2(!ran, "Whoever destroys a stage is not called back before that is done.");
    QTRY_VERIFY(ran);
}

QTEST_GUILESS_MAIN(TestStage)

#include "tst_stage.moc"
