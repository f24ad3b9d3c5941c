#include "roomstage.h"

#include "warningfreetest.h"

using namespace interleave;
using namespace interleave::test;

/// How the presenter leads the room, and what becomes of it when the stage shows something else.
class TestRoomScript final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void begin_startsTheRecordOver();
    void begin_hasMoreInStockForMany();
    void beginAgain_isUnderTheOtherRule();
    void journal_ofTheRoomIsKept();
    void undo_bringsEverybodyBack();
    void lesson_bringsEverybodyAlong();
    void freePlay_endsTheScript();
    void continuing_bringsEverybodyAlong();
    void changeOfLocking_isTold();
    void countdown_unlocks();
    void countdown_needsAnOpenRoom();
    void whatIsLeft_isAskedAndTold();
    void whatIsLeft_isAnotherNumber();
    void question_isAnyOne();
    void vote_countsForItsQuestion();
};

namespace {

const QString Item = QStringLiteral("item");

QString stockOf(RoomStage& at)
{
    return toText(*at.record().fields.find(QStringLiteral("stock")));
}

bool vote(Phone& phone, int question, int choice)
{
    return phone
               .ask(
                   "POST /room/vote",
                   "{\"question\": " + QByteArray::number(question) +
                       ", \"choice\": " + QByteArray::number(choice) + "}",
                   "Content-Type: application/json\r\n")
               .status == 204;
}

/// The news of a round, with what was said before dropped.
QJsonObject stateOfRound(Phone& phone, int round)
{
    QJsonObject state;
    do {
        state = phone.news("state");
    } while (!state.contains(QStringLiteral("missing")) &&
             state.value(QStringLiteral("round")).toInt() < round);
    return state;
}

} // namespace

void TestRoomScript::begin_startsTheRecordOver()
{
    RoomStage at;
    QCOMPARE(at.room().scene().phase, RoomPhase::Free);
    QCOMPARE(at.room().scene().title, QStringLiteral("Desk lamp · stock"));
    const auto phone = at.join("Lena");
    QCOMPARE(stockOf(at), QStringLiteral("10"));
    const QSignalSpy changed(&at.room(), &Room::changed);
    connect(&at.stage, &Stage::journalReplaced, this, [&] {
        QCOMPARE(at.label(phone->client), QStringLiteral("Lena"));
        QVERIFY(at.stage.journal().isEmpty());
    });
    at.begin();
    QVERIFY(!changed.isEmpty());
    QCOMPARE(stockOf(at), QStringLiteral("100"));
    const RoomScene& scene = at.room().scene();
    QCOMPARE(scene.phase, RoomPhase::Read);
    QCOMPARE(scene.record, Item);
    QCOMPARE(scene.field, QStringLiteral("stock"));
    const QJsonObject state = stateOfRound(*phone, scene.round);
    QCOMPARE(textOf(state, "phase"), QStringLiteral("read"));
    QCOMPARE(textOf(state, "record"), Item);
}

void TestRoomScript::begin_hasMoreInStockForMany()
{
    RoomStage at;
    constexpr int many = 90;
    std::vector<std::unique_ptr<Phone>> phones;
    phones.reserve(many);
    for (int i = 0; i < many; ++i)
        phones.push_back(at.join());
    QTRY_COMPARE(at.room().hereCount(), many);
    at.begin();
    QCOMPARE(stockOf(at), QStringLiteral("100"));
    phones.push_back(at.join());
    QTRY_COMPARE(at.room().hereCount(), 91);
    at.begin();
    QCOMPARE(stockOf(at), QStringLiteral("1000"));
}

void TestRoomScript::beginAgain_isUnderTheOtherRule()
{
    RoomStage at;
    const auto phone = at.join();
    at.begin(Locking::Version);
    QCOMPARE(at.stage.journal().header().locking, Locking::Version);
    QCOMPARE(at.stage.locking(), Locking::Version);
    const int round = at.room().scene().round;
    QCOMPARE(textOf(stateOfRound(*phone, round), "locking"), QStringLiteral("version"));
    // begin() keeps the rule.
    at.room().begin();
    QTRY_COMPARE(at.room().scene().round, round + 1);
    QCOMPARE(at.stage.journal().header().locking, Locking::Version);
}

/// All of it came from outside, so playing something again does not bring it back.
void TestRoomScript::journal_ofTheRoomIsKept()
{
    RoomStage at;
    Phone phone(QUrl(at.room().url()));
    at.begin();
    // Nothing has happened in it.
    QVERIFY(!at.stage.isIrreplaceable());
    at.begin();
    QVERIFY(!at.stage.previous());
    phone.join("{\"code\": \"" + at.room().code().toLatin1() + "\"}");
    QCOMPARE(phone.ask("GET /records/item").status, 200);
    QCOMPARE(save(phone, 99).status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 2);
    QVERIFY(at.stage.isIrreplaceable());
    at.begin(Locking::Version);
    QVERIFY(at.stage.previous());
    QCOMPARE(at.stage.previous()->journal.size(), 2);
    QCOMPARE(at.stage.previous()->messagesOfOthers(), 2);
}

void TestRoomScript::undo_bringsEverybodyBack()
{
    RoomStage at;
    const auto first = at.join("Lena");
    at.begin();
    const auto asking = at.beside(*first);
    Phone& phone = *asking;
    QCOMPARE(save(phone, 99).status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 1);
    at.begin(Locking::Version);
    const auto second = at.join("Till");
    const int round = at.room().scene().round;
    at.stage.undo();
    QTRY_COMPARE(at.room().scene().round, round + 1);
    QCOMPARE(at.stage.journal().size(), 1);
    QCOMPARE(stockOf(at), QStringLiteral("99"));
    QCOMPARE(at.label(first->client), QStringLiteral("Lena"));
    QCOMPARE(at.label(second->client), QStringLiteral("Till"));
    QCOMPARE(at.room().scene().phase, RoomPhase::Free);
    QCOMPARE(at.room().scene().locking, Locking::Off);
    // From its start it is the room's record again.
    at.stage.first();
    QTRY_COMPARE(at.room().scene().round, round + 2);
    QCOMPARE(stockOf(at), QStringLiteral("100"));
    QCOMPARE(at.room().scene().phase, RoomPhase::Read);
}

void TestRoomScript::lesson_bringsEverybodyAlong()
{
    RoomStage at;
    const auto phone = at.join("Lena");
    at.begin();
    at.room().ask(QStringLiteral("Well?"), {QStringLiteral("yes"), QStringLiteral("no")});
    const int round = at.room().scene().round;
    at.stage.load(findScenario(QStringLiteral("merge-different-fields"))->scenario);
    QTRY_COMPARE(at.room().scene().round, round + 1);
    const RoomScene& scene = at.room().scene();
    QCOMPARE(scene.phase, RoomPhase::Free);
    QVERIFY(!scene.question);
    QCOMPARE(scene.record, at.stage.recordId());
    QCOMPARE(scene.locking, at.stage.locking());
    QCOMPARE(at.label(phone->client), QStringLiteral("Lena"));
    const QJsonObject state = stateOfRound(*phone, round + 1);
    QCOMPARE(textOf(state, "phase"), QStringLiteral("free"));
    QVERIFY(state.value(QStringLiteral("question")).isNull());
    at.stage.step();
    QTRY_COMPARE(at.stage.position(), 1);
    QCOMPARE(at.room().scene().round, round + 1);
}

void TestRoomScript::freePlay_endsTheScript()
{
    RoomStage at;
    at.begin();
    const int round = at.room().scene().round;
    at.stage.startFreePlay();
    QTRY_COMPARE(at.room().scene().round, round + 1);
    QCOMPARE(at.room().scene().phase, RoomPhase::Free);
    QCOMPARE(stockOf(at), QStringLiteral("10"));
}

void TestRoomScript::continuing_bringsEverybodyAlong()
{
    RoomStage at;
    const auto lena = at.join("Lena");
    at.begin();
    const auto asking = at.beside(*lena);
    Phone& phone = *asking;
    QCOMPARE(save(phone, 99).status, 200);
    QCOMPARE(save(phone, 98).status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 2);
    const int round = at.room().scene().round;
    at.stage.continueFrom(1);
    QTRY_COMPARE(at.room().scene().round, round + 1);
    QCOMPARE(stockOf(at), QStringLiteral("99"));
    QCOMPARE(at.label(lena->client), QStringLiteral("Lena"));
    // A file, whose clients keep the names that they had.
    Journal old({Locking::Off, 0, 0, standardRecords()});
    old.setClients({{QStringLiteral("Red fox"), QStringLiteral("Ann"), std::nullopt, true}});
    at.stage.open(std::move(old));
    QTRY_COMPARE(at.room().scene().round, round + 2);
    QCOMPARE(at.label(lena->client), QStringLiteral("Lena"));
    QCOMPARE(at.label(QStringLiteral("Red fox")), QStringLiteral("Ann"));
    QCOMPARE(at.room().scene().phase, RoomPhase::Free);
}

void TestRoomScript::changeOfLocking_isTold()
{
    RoomStage at;
    const auto phone = at.join();
    at.begin();
    const int round = at.room().scene().round;
    QCOMPARE(textOf(stateOfRound(*phone, round), "locking"), QStringLiteral("off"));
    at.stage.setLocking(Locking::Version);
    QCOMPARE(textOf(phone->news("state"), "locking"), QStringLiteral("version"));
    QCOMPARE(at.room().scene().round, round);
    QCOMPARE(at.room().scene().phase, RoomPhase::Read);
}

void TestRoomScript::countdown_unlocks()
{
    RoomOptions options;
    options.limits.countdown = 150;
    RoomStage at(options);
    const auto phone = at.join();
    at.begin();
    QCOMPARE(at.room().countdownLeft(), 0);
    at.room().countDown();
    QCOMPARE(at.room().scene().phase, RoomPhase::Countdown);
    QVERIFY(at.room().countdownLeft() > 0 && at.room().countdownLeft() <= 150);
    QTRY_COMPARE(at.room().scene().phase, RoomPhase::Save);
    QCOMPARE(at.room().countdownLeft(), 0);
    QCOMPARE(textOf(stateOfRound(*phone, at.room().scene().round), "phase"), QStringLiteral("read"));
    QCOMPARE(textOf(phone->news("state"), "phase"), QStringLiteral("countdown"));
    QCOMPARE(textOf(phone->news("state"), "phase"), QStringLiteral("save"));
    // The presenter may begin again meanwhile.
    at.room().countDown();
    at.begin();
    QTRY_COMPARE(at.room().scene().phase, RoomPhase::Read);
    QCOMPARE(textOf(stateOfRound(*phone, at.room().scene().round), "phase"), QStringLiteral("read"));
}

void TestRoomScript::countdown_needsAnOpenRoom()
{
    Stage stage(stageOptions());
    stage.room().countDown();
    QCOMPARE(stage.room().scene().phase, RoomPhase::Free);
}

void TestRoomScript::whatIsLeft_isAskedAndTold()
{
    RoomStage at;
    at.begin();
    const auto one = at.join();
    const auto two = at.join();
    const auto askingOne = at.beside(*one);
    const auto askingTwo = at.beside(*two);
    Phone& first = *askingOne;
    Phone& second = *askingTwo;
    for (Phone* phone : {&first, &second})
        QCOMPARE(phone->ask("GET /records/item").status, 200);
    for (Phone* phone : {&first, &second})
        QCOMPARE(save(*phone, 99).status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 4);
    at.room().tellWhatIsLeft();
    QVERIFY(!at.room().scene().question);
    at.room().askWhatIsLeft();
    QVERIFY(at.room().isWhatIsLeftAsked());
    const RoomScene& scene = at.room().scene();
    QCOMPARE(scene.phase, RoomPhase::Left);
    QCOMPARE(scene.question->text, QStringLiteral("What is the stock now?"));
    QCOMPARE(
        scene.question->choices,
        QStringList({QStringLiteral("98"), QStringLiteral("99"), QStringLiteral("another number")}));
    const int id = scene.question->id;
    at.room().askWhatIsLeft();
    QCOMPARE(scene.question->id, id);
    QVERIFY(vote(first, id, 0));
    QVERIFY(vote(second, id, 1));
    QTRY_COMPARE(at.room().votes(), QList<int>({1, 1, 0}));
    QVERIFY(vote(second, id, 0));
    QTRY_COMPARE(at.room().votes(), QList<int>({2, 0, 0}));
    at.room().tellWhatIsLeft();
    QCOMPARE(scene.question->right, std::optional(1));
    QVERIFY(!at.room().isWhatIsLeftAsked());
    QTRY_VERIFY(!vote(second, id, 2));
    // The tally stays.
    QCOMPARE(at.room().votes(), QList<int>({2, 0, 0}));
    at.begin();
    QVERIFY(!scene.question);
    QCOMPARE(at.room().votes(), QList<int>());
}

void TestRoomScript::whatIsLeft_isAnotherNumber()
{
    RoomStage at;
    at.begin();
    const auto one = at.join();
    const auto asking = at.beside(*one);
    Phone& phone = *asking;
    // What should be left is one less, which is no choice of its own then.
    QCOMPARE(phone.ask("GET /records/item").status, 200);
    QCOMPARE(save(phone, 99).status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 2);
    at.room().askWhatIsLeft();
    const RoomScene& scene = at.room().scene();
    QCOMPARE(scene.question->choices, QStringList({QStringLiteral("99"), QStringLiteral("another number")}));
    QCOMPARE(save(phone, 42).status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 3);
    at.room().tellWhatIsLeft();
    QCOMPARE(scene.question->right, std::optional(1));
}

void TestRoomScript::question_isAnyOne()
{
    RoomStage at;
    const auto phone = at.join();
    const QStringList choices{QStringLiteral("200 OK"), QStringLiteral("412"), QStringLiteral("423")};
    at.room().ask(QStringLiteral("What is B told?"), choices);
    QCOMPARE(at.room().scene().phase, RoomPhase::Free);
    QVERIFY(!at.room().isWhatIsLeftAsked());
    QCOMPARE(textOf(phone->news("state"), "phase"), QStringLiteral("free"));
    QJsonObject asked = phone->news("state").value(QStringLiteral("question")).toObject();
    QCOMPARE(textOf(asked, "text"), QStringLiteral("What is B told?"));
    at.room().reveal(-1);
    asked = phone->news("state").value(QStringLiteral("question")).toObject();
    QCOMPARE(asked.value(QStringLiteral("right")).toInt(), -1);
    at.room().dropQuestion();
    QVERIFY(phone->news("state").value(QStringLiteral("question")).isNull());
    at.room().reveal(0);
    QVERIFY(!at.room().scene().question);
}

void TestRoomScript::vote_countsForItsQuestion()
{
    RoomStage at;
    const auto phone = at.join();
    const auto asking = at.beside(*phone);
    Phone& voter = *asking;
    const QStringList choices{QStringLiteral("yes"), QStringLiteral("no")};
    at.room().ask(QStringLiteral("One?"), choices);
    const int first = at.room().scene().question->id;
    QTRY_VERIFY(vote(voter, first, 1));
    QTRY_COMPARE(at.room().votes(), QList<int>({0, 1}));
    at.room().ask(QStringLiteral("Two?"), choices);
    QCOMPARE(at.room().scene().question->id, first + 1);
    QCOMPARE(at.room().votes(), QList<int>({0, 0}));
    QTRY_VERIFY(!vote(voter, first, 1));
    QVERIFY(vote(voter, first + 1, 0));
    QTRY_COMPARE(at.room().votes(), QList<int>({1, 0}));
}

QTEST_GUILESS_MAIN(TestRoomScript)
#include "tst_roomscript.moc"
