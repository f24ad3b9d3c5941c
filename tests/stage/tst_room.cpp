#include "roomstage.h"

#include "core/export/curlscript.h"
#include "core/export/sequencetext.h"
#include "core/scenario/recordedscenario.h"
#include "core/scenario/scenariowriting.h"
#include "stage/exportsource.h"
#include "warningfreetest.h"

#include <QBuffer>

using namespace interleave;
using namespace interleave::test;

/// The room of a stage: who is there, and what a journal says of them.
class TestRoom final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void member_isInTheJournalBeforeItsFirstEvent();
    void exports_haveNoSecret();
    void recording_canBePlayed();
    void hiddenNames_areInNoExport();
    void hiddenNames_areNotInTheFormerJournal();
    void rename_isInTheJournal();
    void removed_isNoMemberAnyMore();
    void lane_isOnesOwnUntilRemoved();

    void room_opensWithTheServer();
    void address_isRefusedThatIsNotOurs();
    void port_isTheOneThatWasGiven();
    void room_movesAndStaysWhereItCannot();
    void address_isMissedWhileItIsGone();
    void closing_tellsThePages();
    void stage_endsWithTheRoomOpen();
    void stage_endsWithinACountdown();
    void member_comesBackAfterClosing();
};

namespace {

QByteArray fileOf(const Journal& journal)
{
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    journal.write(file);
    return file.data();
}

/// All that is written of a journal without drawing.
QByteArray exportsOf(const Stage& stage)
{
    const Journal& journal = stage.journal();
    const ExportSource source = exportSource(stage, journal.size());
    QByteArray all = fileOf(journal) + mermaidText(source).toUtf8() + plantUmlText(source).toUtf8();
    const auto script = curlScript(source);
    all += script ? *script : script.error().toUtf8();
    const auto recorded = scenarioOf(journal, QStringLiteral("The room"));
    return all + (recorded ? toJson(*recorded) : recorded.error().toUtf8());
}

} // namespace

void TestRoom::member_isInTheJournalBeforeItsFirstEvent()
{
    RoomStage at;
    QStringList labels;
    connect(&at.stage, &Stage::eventAppended, this, [&](qint64 seq) {
        const Event& event = at.stage.journal().event(seq);
        QVERIFY(event.outside);
        labels.append(at.label(event.client));
    });
    Phone phone(QUrl(at.room().url()));
    phone.send(phone.request(
        "POST /room/join", "{\"code\": \"" + at.room().code().toLatin1() + R"(", "name": "Lena"})"));
    phone.secret = phone.answer().text("secret").toLatin1();
    phone.send(phone.request("GET /records/item") + phone.request("GET /records/item"));
    QTRY_COMPARE(labels, QStringList({QStringLiteral("Lena"), QStringLiteral("Lena")}));
    QCOMPARE(at.room().members().size(), 1);
    QCOMPARE(at.room().nameOf(at.room().members().first().client), QStringLiteral("Lena"));
    // No page is connected yet.
    QCOMPARE(at.room().hereCount(), 0);
}

void TestRoom::exports_haveNoSecret()
{
    RoomStage at;
    const auto phone = at.join("Lena");
    const auto asking = at.beside(*phone);
    QCOMPARE(asking->ask("GET /records/item").status, 200);
    QCOMPARE(save(*asking, 9).status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 2);
    const QByteArray all = exportsOf(at.stage);
    QVERIFY(all.contains("Lena"));
    QVERIFY(all.contains("Bearer ***"));
    QVERIFY(!phone->secret.isEmpty() && !all.contains(phone->secret));
    QVERIFY(!all.contains(at.room().joinUrl().section(u'#', 1).toLatin1()));
    QBuffer file;
    file.setData(fileOf(at.stage.journal()));
    file.open(QIODevice::ReadOnly);
    const auto again = readJournal(file, QStringLiteral("it"));
    QVERIFY(again && again->problem.isEmpty());
    QCOMPARE(again->journal.header(), at.stage.journal().header());
}

/// The longest name, which a scenario's clients may not have.
void TestRoom::recording_canBePlayed()
{
    RoomStage at;
    const QByteArray name(24, 'n');
    const auto phone = at.join(name);
    const auto asking = at.beside(*phone);
    QCOMPARE(asking->ask("GET /records/item").status, 200);
    QCOMPARE(save(*asking, 9).status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 2);
    QCOMPARE(at.label(phone->client), QString::fromLatin1(name));
    const auto recorded = scenarioOf(at.stage.journal(), QStringLiteral("The room"));
    QVERIFY2(recorded, recorded ? "" : qPrintable(recorded.error()));
    const auto again = scenarioFromJson(toJson(*recorded));
    QVERIFY2(again, again ? "" : qPrintable(again.error()));
}

void TestRoom::hiddenNames_areInNoExport()
{
    RoomStage at;
    const QSignalSpy changes(&at.room(), &Room::membersChanged);
    const auto lena = at.join("Lena");
    QCOMPARE(at.beside(*lena)->ask("GET /records/item").status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 1);
    const qsizetype before = changes.size();
    at.room().setNamesHidden(true);
    QCOMPARE(changes.size(), before + 1);
    QCOMPARE(at.room().nameOf(lena->client), lena->client);
    // Who comes now is hidden, too.
    const auto till = at.join("Till");
    QCOMPARE(at.beside(*till)->ask("GET /records/item").status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 2);
    const QByteArray all = exportsOf(at.stage);
    QVERIFY(!all.contains("Lena") && !all.contains("Till"));
    QVERIFY(all.contains(lena->client.toUtf8()));
    QCOMPARE(at.label(till->client), QStringLiteral("-"));
    at.room().setNamesHidden(false);
    QCOMPARE(at.label(lena->client), QStringLiteral("Lena"));
    QCOMPARE(at.label(till->client), QStringLiteral("Till"));
}

void TestRoom::hiddenNames_areNotInTheFormerJournal()
{
    RoomStage at;
    const auto phone = at.join("Lena");
    QCOMPARE(at.beside(*phone)->ask("GET /records/item").status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 1);
    at.begin();
    QVERIFY(at.stage.previous());
    QVERIFY(fileOf(at.stage.previous()->journal).contains("Lena"));
    at.room().setNamesHidden(true);
    QVERIFY(!fileOf(at.stage.previous()->journal).contains("Lena"));
}

void TestRoom::rename_isInTheJournal()
{
    RoomStage at;
    const auto phone = at.join("Lena");
    QCOMPARE(at.label(phone->client), QStringLiteral("Lena"));
    at.room().rename(phone->client, QStringLiteral("Lena K."));
    QTRY_COMPARE(at.label(phone->client), QStringLiteral("Lena K."));
    QCOMPARE(textOf(phone->news("you"), "name"), QStringLiteral("Lena"));
    QCOMPARE(textOf(phone->news("you"), "name"), QStringLiteral("Lena K."));
    at.room().rename(phone->client, {});
    QTRY_COMPARE(at.label(phone->client), QStringLiteral("-"));
    QCOMPARE(at.room().nameOf(phone->client), phone->client);
}

void TestRoom::removed_isNoMemberAnyMore()
{
    RoomStage at;
    const auto phone = at.join("Rude");
    at.room().remove(phone->client);
    QVERIFY(!phone->news("removed").contains(QStringLiteral("missing")));
    QTRY_COMPARE(at.room().members().size(), 0);
    // What they called themselves goes with them; that somebody was there stays.
    QCOMPARE(at.label(phone->client), QStringLiteral("-"));
    at.begin();
    QCOMPARE(at.label(phone->client), QStringLiteral("not there"));
}

void TestRoom::lane_isOnesOwnUntilRemoved()
{
    RoomStage at;
    const auto one = at.join();
    const auto two = at.join();
    const QSignalSpy changes(&at.room(), &Room::membersChanged);
    at.room().setOwnLane(two->client, true);
    at.room().setOwnLane(one->client, true);
    at.room().setOwnLane(one->client, true);
    QCOMPARE(changes.size(), 2);
    QCOMPARE(at.room().ownLanes(), QStringList({two->client, one->client}));
    at.begin();
    QCOMPARE(at.room().ownLanes(), QStringList({two->client, one->client}));
    at.room().remove(two->client);
    QTRY_COMPARE(at.room().ownLanes(), QStringList{one->client});
    at.room().setOwnLane(one->client, false);
    QCOMPARE(at.room().ownLanes(), QStringList());
}

void TestRoom::room_opensWithTheServer()
{
    Stage stage(stageOptions());
    Room& room = stage.room();
    const QSignalSpy opened(&room, &Room::opened);
    room.open(RoomHost);
    QCOMPARE(room.state(), Room::State::Opening);
    QCOMPARE(room.url() + room.code() + room.joinUrl(), QString());
    stage.start();
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(room.isOpen());
    const QUrl url(room.url());
    QCOMPARE(url.host(), RoomHost.toString());
    QVERIFY(url.port() > 0);
    QCOMPARE(room.code().size(), 4);
    const QString start = QStringLiteral("%1/%2#").arg(room.url(), room.code());
    QVERIFY(room.joinUrl().startsWith(start));
    QCOMPARE(room.joinUrl().size(), start.size() + 22);
    room.close();
    QTRY_COMPARE(room.state(), Room::State::Closed);
    // Nobody has to scan again.
    const QString before = room.code();
    room.open(RoomHost);
    room.close();
    room.open(RoomHost);
    QTRY_COMPARE(opened.size(), 2);
    QVERIFY(room.joinUrl().contains(before));
}

void TestRoom::address_isRefusedThatIsNotOurs()
{
    Stage stage(stageOptions());
    const QSignalSpy failed(&stage.room(), &Room::failed);
    stage.room().open(QHostAddress(QStringLiteral("198.51.100.7")));
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().startsWith(
        QStringLiteral("No phone reaches this machine at 198.51.100.7. Choose one of its addresses: ")));
    QCOMPARE(stage.room().state(), Room::State::Closed);
}

void TestRoom::port_isTheOneThatWasGiven()
{
    RoomStage first;
    const auto port = static_cast<quint16>(QUrl(first.room().url()).port());
    Stage stage(stageOptions());
    stage.start();
    const QSignalSpy failed(&stage.room(), &Room::failed);
    stage.room().open(RoomHost, port);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(QString::number(port)));
    QCOMPARE(stage.room().state(), Room::State::Closed);
    // Without one, a free one.
    stage.room().open(RoomHost);
    QTRY_VERIFY(stage.room().isOpen());
    QVERIFY(QUrl(stage.room().url()).port() != port);
}

void TestRoom::room_movesAndStaysWhereItCannot()
{
    RoomStage at;
    const auto phone = at.join();
    const QString before = at.room().url();
    const QSignalSpy failed(&at.room(), &Room::failed);
    RoomStage other;
    at.room().open(RoomHost, static_cast<quint16>(QUrl(other.room().url()).port()));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(at.room().isOpen());
    at.room().open(QHostAddress(QStringLiteral("127.0.0.3")));
    QTRY_VERIFY(at.room().url().startsWith(QStringLiteral("http://127.0.0.3:")));
    QVERIFY(at.room().url() != before);
    QVERIFY(phone->isStreamOver());
    QTRY_COMPARE(at.room().hereCount(), 0);
    QCOMPARE(at.room().members().size(), 1);
}

void TestRoom::address_isMissedWhileItIsGone()
{
    auto there = std::make_shared<QList<RoomAddress>>(roomAddresses());
    auto looks = std::make_shared<int>(0);
    RoomOptions options;
    options.lookEvery = 5;
    options.addresses = [there, looks] {
        ++*looks;
        return *there;
    };
    RoomStage at(options);
    QTRY_VERIFY(*looks > 3);
    QVERIFY(!at.room().isAddressGone());
    const QSignalSpy changed(&at.room(), &Room::changed);
    there->clear();
    QTRY_VERIFY(at.room().isAddressGone());
    QCOMPARE(changed.size(), 1);
    QVERIFY(at.room().isOpen());
    *there = roomAddresses();
    QTRY_VERIFY(!at.room().isAddressGone());
    QCOMPARE(changed.size(), 2);
    // While it is closed nobody looks.
    at.room().close();
    QTRY_COMPARE(at.room().state(), Room::State::Closed);
    const int before = *looks;
    there->clear();
    QTimer passed;
    passed.setSingleShot(true);
    passed.start(50);
    QTRY_VERIFY(!passed.isActive());
    QCOMPARE(*looks, before);
}

void TestRoom::closing_tellsThePages()
{
    RoomStage at;
    const auto phone = at.join();
    at.room().close();
    QCOMPARE(at.room().url(), QString());
    QVERIFY(!phone->news("closed").contains(QStringLiteral("missing")));
    QVERIFY(phone->isStreamOver());
    QTRY_COMPARE(at.room().state(), Room::State::Closed);
    QVERIFY(!at.member(phone->client).isHere);
}

void TestRoom::stage_endsWithTheRoomOpen()
{
    std::unique_ptr<Phone> phone;
    {
        RoomStage at;
        phone = at.join();
    }
    QVERIFY(!phone->news("closed").contains(QStringLiteral("missing")));
    QVERIFY(phone->isClosed());
}

void TestRoom::stage_endsWithinACountdown()
{
    std::unique_ptr<Phone> phone;
    {
        RoomStage at;
        phone = at.join();
        at.room().countDown();
        QCOMPARE(textOf(phone->news("state"), "phase"), QStringLiteral("free"));
        QCOMPARE(textOf(phone->news("state"), "phase"), QStringLiteral("countdown"));
        QVERIFY(at.room().countdownLeft() > 0);
    }
    QVERIFY(!phone->news("closed").contains(QStringLiteral("missing")));
}

void TestRoom::member_comesBackAfterClosing()
{
    RoomStage at;
    const auto phone = at.join("Lena");
    at.room().close();
    QTRY_COMPARE(at.room().state(), Room::State::Closed);
    at.room().open(RoomHost);
    QTRY_VERIFY(at.room().isOpen());
    Phone again(QUrl(at.room().url()));
    again.secret = phone->secret;
    again.openNews();
    QTRY_VERIFY(at.member(phone->client).isHere);
    QCOMPARE(at.room().members().size(), 1);
    QCOMPARE(at.room().nameOf(phone->client), QStringLiteral("Lena"));
}

QTEST_GUILESS_MAIN(TestRoom)
#include "tst_room.moc"
