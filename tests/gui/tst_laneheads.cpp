#include "core/export/exporting.h"
#include "core/roomjournal.h"
#include "gui/diagram/diagramview.h"
#include "gui/diagram/typesetter.h"
#include "gui/inspector/versionsmodel.h"
#include "gui/messages/messagesmodel.h"
#include "gui/panels/lanehead.h"
#include "gui/panels/laneheads.h"
#include "gui/panels/lanewidths.h"
#include "gui/panels/observerstrip.h"
#include "gui/shownwindow.h"
#include "gui/widgets/chip.h"
#include "stage/exportsource.h"
#include "stage/room.h"
#include "warningfreetest.h"

#include <QAccessible>
#include <QLabel>
#include <QTableView>

using namespace interleave;

namespace {

Scenario scenarioOf(const QStringList& clients)
{
    Scenario scenario;
    scenario.title = clients.join(QLatin1Char(' '));
    scenario.records = standardRecords();
    const auto add = [&scenario](const QString& client, StepAction action) {
        Step step;
        step.client = client;
        step.record = uitest::id();
        step.action = std::move(action);
        scenario.steps.append(step);
    };
    for (const QString& client : clients)
        add(client, ReadStep{});
    for (const QString& client : clients) {
        SaveStep save;
        save.set = {{QStringLiteral("stock"), qint64{9}}};
        add(client, save);
    }
    return scenario;
}

Scenario roomScenario(int count)
{
    QStringList clients;
    for (int i = 0; i < count; ++i)
        clients.append(interleave::testing::roomClient(i));
    Scenario scenario = scenarioOf(clients);
    scenario.clientLooks = interleave::testing::roomLooks(count);
    return scenario;
}

} // namespace

/// More than two clients: A and B keep their cards, the others get heads beside them.
class TestLaneHeads final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }
    void cleanup() { m_shown.reset(); }

    void shareLaneWidths_givesCardsTheirMinimum_data();
    void shareLaneWidths_givesCardsTheirMinimum();
    void twoClients_needNoHeads();
    void heads_areAboveTheirLifelines_data();
    void heads_areAboveTheirLifelines();
    void arrowsOfNarrowLanes_keepTheirTexts_data() { heads_areAboveTheirLifelines_data(); }
    void arrowsOfNarrowLanes_keepTheirTexts();
    void clients_haveTheirColoursEverywhere();
    void labels_areShownAndSpoken();
    void head_showsWhatItsClientKnows();
    void roomsHead_countsWhatItsClientsWereTold();
    void chosenClientOfTheRoom_getsAHeadAndALaneInExports();
    void heads_haveAccessibleTexts();
    void outsideClient_getsAHeadWithoutMovingOthers();
    void heads_followTheZoom();
    void namesWithoutHeads_areInTheDiagram();

private:
    void prepare() override;

    void play(const QString& letters, const QSize& size)
    {
        play(letters.split(QString(), Qt::SkipEmptyParts), size);
    }
    void play(const QStringList& clients, const QSize& size) { play(scenarioOf(clients), size); }
    void play(const Scenario& scenario, const QSize& size);
    [[nodiscard]] LaneHead* head(const char* client)
    {
        return m_shown->window.findChild<LaneHead*>(
            QStringLiteral("client%1Head").arg(QLatin1String(client)));
    }
    /// In px of the window.
    [[nodiscard]] QRect place(const QWidget* widget)
    {
        return {widget->mapTo(&m_shown->window, QPoint()), widget->size()};
    }

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestLaneHeads::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestLaneHeads::play(const Scenario& scenario, const QSize& size)
{
    m_shown->window.resize(size);
    m_shown->stage.load(scenario, Locking::Off);
    QTRY_VERIFY(m_shown->stage.canStep());
    const auto steps = static_cast<int>(m_shown->stage.scenario()->steps.size());
    m_shown->stage.playTo(steps);
    QTRY_COMPARE(m_shown->stage.position(), steps);
    m_shown->settle();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

void TestLaneHeads::shareLaneWidths_givesCardsTheirMinimum_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("heads");
    QTest::addColumn<LaneWidths>("widths");
    QTest::newRow("no heads") << 1040 << 0 << LaneWidths{0, 8, 32};
    QTest::newRow("wide, one head") << 1400 << 1 << LaneWidths{120, 8, 32};
    QTest::newRow("1440 with the inspector, three") << 1080 << 3 << LaneWidths{76, 8, 16};
    QTest::newRow("1280 with the inspector, three") << 960 << 3 << LaneWidths{52, 8, 12};
    QTest::newRow("1280 with the inspector, five") << 960 << 5 << LaneWidths{44, 4, 12};
    QTest::newRow("too little for any") << 900 << 5 << LaneWidths{};
}

void TestLaneHeads::shareLaneWidths_givesCardsTheirMinimum()
{
    QFETCH(int, width);
    QFETCH(int, heads);
    const LaneWidths widths = shareLaneWidths(width, heads);
    QTEST(widths, "widths");
    if (widths.head == 0)
        return;
    const int cards = width - heads * widths.head - (heads - 1) * widths.headGap - 3 * widths.cardGap;
    QVERIFY(cards >= 2 * LaneWidths::ClientCardMinimum + LaneWidths::ServerCardMinimum);
}

void TestLaneHeads::twoClients_needNoHeads()
{
    m_shown->playLesson();
    QVERIFY(m_shown->find<LaneHeads>("laneHeads")->isHidden());
    QVERIFY(m_shown->find<LaneHeads>("laneHeads")->heads().isEmpty());
    QCOMPARE(m_shown->diagram()->frame().middles.clients.size(), qsizetype{2});
}

void TestLaneHeads::heads_areAboveTheirLifelines_data()
{
    QTest::addColumn<QString>("letters");
    QTest::addColumn<QSize>("size");
    for (const char* letters : {"ABC", "ABCDE", "ABCDEFGH"}) {
        for (const QSize& size : {QSize(1280, 768), QSize(1440, 900), QSize(1920, 1080)})
            QTest::addRow("%d clients, %d wide", int(qstrlen(letters)), size.width())
                << QString::fromLatin1(letters) << size;
    }
}

void TestLaneHeads::heads_areAboveTheirLifelines()
{
    QFETCH(QString, letters);
    QFETCH(QSize, size);
    play(letters, size);
    // Nothing needs more space than the window has, and the inspector is visible.
    QCOMPARE(m_shown->window.size(), size);
    QVERIFY(m_shown->window.minimumSizeHint().width() <= size.width());
    QVERIFY(m_shown->isInspectorShown());

    const QList<LaneHead*> heads = m_shown->find<LaneHeads>("laneHeads")->heads();
    QCOMPARE(heads.size(), std::min<qsizetype>(letters.size(), DiagramLayout::MostLanes + 1) - 2);
    const QRect card = place(m_shown->card(uitest::B()));
    const QList<qreal> middles = m_shown->diagram()->frame().middles.clients;
    int right = card.right();
    for (qsizetype i = 0; i < heads.size(); ++i) {
        const QRect there = place(heads.at(i));
        QCOMPARE(there.top(), card.top());
        QCOMPARE(there.bottom(), card.bottom());
        QVERIFY(there.left() > right);
        right = there.right();
        const int viewport = place(m_shown->diagram()->viewport()).left();
        QVERIFY(std::abs(middles.at(i + 2) + viewport - there.center().x()) <= 1);
    }
    QVERIFY(right < place(m_shown->find<QWidget>("sidePanel")).left());

    qsizetype chips = 0;
    for (const Chip* chip : m_shown->find<QWidget>("versionChips")->findChildren<const Chip*>()) {
        if (!chip->isVisible())
            continue;
        QVERIFY(chip->geometry().right() < chip->parentWidget()->width());
        chips += chip->text().startsWith(QLatin1Char('+')) ? 0 : 1;
    }
    QVERIFY(chips >= 2);
}

void TestLaneHeads::arrowsOfNarrowLanes_keepTheirTexts()
{
    QFETCH(QString, letters);
    QFETCH(QSize, size);
    play(letters, size);
    const DiagramView& view = *m_shown->diagram();
    DiagramFrame frame = view.frame();
    frame.top = 0;
    frame.height = view.layout().height(frame.scale);
    DiagramPicture picture = view.layout().picture(frame);
    typeset(picture, themeOf(&view));
    int words = 0;
    for (const PictureText& text : picture.texts) {
        if (text.kind != TextKind::Request && text.kind != TextKind::Answer &&
            text.kind != TextKind::LostNote)
            continue;
        ++words;
        QVERIFY2(
            !text.text.isEmpty() && !text.text.contains(QChar(0x2026)), qPrintable(text.wordings.first()));
        for (const PictureText& other : picture.texts) {
            if (&other == &text || other.seq != text.seq || other.box.isEmpty())
                continue;
            // Texts without a box may be closer to each other, by the space around their letters.
            const qreal air = other.boxed && text.boxed ? 0 : 6;
            QVERIFY2(
                !text.box.adjusted(0, air, 0, -air).intersects(other.box.adjusted(0, air, 0, -air)),
                qPrintable(text.text + QStringLiteral(" / ") + other.text));
        }
    }
    QVERIFY(words >= 4 * letters.size());
}

void TestLaneHeads::clients_haveTheirColoursEverywhere()
{
    const QStringList clients{
        QStringLiteral("Maximilian"),
        QStringLiteral("Till"),
        QStringLiteral("Mobile app"),
        QStringLiteral("Web")};
    const QList roles{Role::ClientA, Role::ClientB, Role::ClientC, Role::ClientD};
    play(clients, {1440, 900});
    const Theme& theme = themeOf(&m_shown->window);
    // At the edge of the circle, where no letter is.
    const auto inkAt = [&](QWidget* widget, const QPoint& middle) {
        return widget->grab().toImage().pixelColor(middle - QPoint(0, 11));
    };
    const DiagramLayout& layout = m_shown->diagram()->layout();
    const auto& arrows = layout.picture(m_shown->diagram()->frame()).arrows;
    for (qsizetype i = 0; i < clients.size(); ++i) {
        const QColor color = theme.color(roles.at(i));
        if (i < 2) {
            auto* badge = m_shown->card(clients.at(i))->findChild<QWidget*>(QStringLiteral("badge"));
            QCOMPARE(inkAt(badge, badge->rect().center()), color);
        } else {
            LaneHead* narrow = head(qPrintable(clients.at(i)));
            QCOMPARE(inkAt(narrow, QPoint(narrow->width() / 2, 32)), color);
        }
        const auto arrow = std::ranges::find_if(arrows, [&](const PictureArrow& candidate) {
            return candidate.kind == ArrowKind::Request &&
                   layout.journal()->event(candidate.seq).client == clients.at(i);
        });
        QVERIFY(arrow != arrows.end());
        QCOMPARE(arrow->role, roles.at(i));
    }
    QCOMPARE(layout.cast().member(clients.at(0)).badge, QStringLiteral("Ma"));
    QCOMPARE(layout.cast().member(clients.at(2)).badge, QStringLiteral("Mo"));
    // Rows are the versions, the newest first, and the messages.
    const QAbstractItemModel* versions = m_shown->find<QTableView>("versionsTable")->model();
    for (int row = 0; row < 4; ++row)
        QCOMPARE(
            versions->index(row, VersionsModel::AuthorColumn).data(VersionsModel::InkRole).value<Role>(),
            roles.at(3 - row));
    m_shown->press(Qt::Key_T, Qt::ControlModifier);
    const QAbstractItemModel* messages = m_shown->find<QTableView>("messagesView")->model();
    for (int row = 0; row < 4; ++row)
        QCOMPARE(messages->index(row, 0).data(MessagesModel::SeatRole).toInt(), row);
}

void TestLaneHeads::labels_areShownAndSpoken()
{
    play(QStringLiteral("ABC"), {1440, 900});
    const auto nameOf = [](QWidget* widget) {
        return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
    };
    QCOMPARE(nameOf(head("C")), QStringLiteral("Client C"));
    Scenario scenario = *m_shown->stage.scenario();
    scenario.clientLooks = {
        {QStringLiteral("A"), QStringLiteral("Till"), Seat::F},
        {QStringLiteral("C"), QStringLiteral("Web shop")}};
    m_shown->stage.load(scenario, Locking::Off);
    QTRY_VERIFY(m_shown->stage.canStep());
    m_shown->stage.playTo(6);
    QTRY_COMPARE(m_shown->stage.position(), 6);
    m_shown->settle();

    QWidget* card = m_shown->card(uitest::A());
    QCOMPARE(
        card->findChild<QLabel*>(QStringLiteral("titleLabel"))->text(), QStringLiteral("Client A · Till"));
    QCOMPARE(nameOf(card), QStringLiteral("Client A · Till"));
    QCOMPARE(nameOf(m_shown->buttonOf(uitest::A(), "readButton")), QStringLiteral("Client A · Till: Read"));
    QCOMPARE(nameOf(m_shown->card(uitest::B())), QStringLiteral("Client B"));
    QCOMPARE(nameOf(head("C")), QStringLiteral("Client C · Web shop"));
    const DiagramLayout& layout = m_shown->diagram()->layout();
    QCOMPARE(layout.headingsOf(0, 0).first(), QStringLiteral("A · Till"));
    QCOMPARE(layout.seatOf(0), Seat::F);
    QCOMPARE(layout.seatOf(2), Seat::C);
    // A saved journal and what goes on from it keep them.
    m_shown->stage.continueFrom(2);
    QTRY_VERIFY(!m_shown->stage.isMoving());
    QCOMPARE(m_shown->journal().header().clients, scenario.clientLooks);

    // In the lower card the label stands in the badge.
    m_shown->window.resize(1700, 720);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QTRY_VERIFY(card->findChild<QLabel*>(QStringLiteral("titleLabel"))->isHidden());
    const auto* badge = card->findChild<QWidget*>(QStringLiteral("badge"));
    QTRY_VERIFY(badge->width() > 2 * badge->height());
    const auto* other = m_shown->card(uitest::B())->findChild<QWidget*>(QStringLiteral("badge"));
    QCOMPARE(other->width(), other->height());
}

void TestLaneHeads::head_showsWhatItsClientKnows()
{
    play(QStringLiteral("ABCD"), {1440, 900});
    QCOMPARE(head("C")->text().copy, QStringLiteral("has v4"));
    QCOMPARE(head("C")->text().value, QStringLiteral("9"));
    QCOMPARE(head("C")->text().status, QStringLiteral("200"));
    QCOMPARE(head("C")->text().origin, QStringLiteral("step 7"));
    // Only the strip below shows what it does not know.
    const auto* strip = m_shown->find<ObserverStrip>("clientCStrip");
    QVERIFY(strip->text().startsWith(QStringLiteral("C does not know: its v")));
    m_shown->timelineCursor().show(3);
    QCOMPARE(head("D")->text().copy, QStringLiteral("no copy"));
    QCOMPARE(head("D")->text().status, QString());
    m_shown->timelineCursor().showNewest();
    m_shown->stage.setLocking(Locking::Version);
    QTRY_COMPARE(m_shown->stage.position(), 8);
    QTRY_COMPARE(head("D")->text().status, QStringLiteral("412"));
    QCOMPARE(head("D")->text().severity, Severity::Stale);
}

void TestLaneHeads::roomsHead_countsWhatItsClientsWereTold()
{
    const Scenario scenario = roomScenario(9);
    play(scenario, {1440, 900});

    LaneHead* room = head("Room");
    QVERIFY(room != nullptr);
    const LaneHeadText& text = room->text();
    QCOMPARE(text.title, QStringLiteral("Room"));
    QCOMPARE(text.copy, QStringLiteral("7 clients"));
    QCOMPARE(text.field, QStringLiteral("saved"));
    QCOMPARE(text.value, QStringLiteral("7"));
    QCOMPARE(text.status, QStringLiteral("lost 6"));
    QCOMPARE(text.severity, Severity::Lost);
    QCOMPARE(text.spoken, QStringLiteral("7 clients · read 7 · saved 7 · lost 6"));
    QCOMPARE(room->accessibleName(), QStringLiteral("Room"));

    m_shown->stage.load(scenario, Locking::Version);
    QTRY_VERIFY(m_shown->stage.canStep());
    QTRY_COMPARE(head("Room")->text().status, QString());
    QCOMPARE(head("Room")->text().value, QString());
    m_shown->stage.playTo(9);
    QTRY_COMPARE(head("Room")->text().value, QStringLiteral("7"));
    QCOMPARE(head("Room")->text().field, QStringLiteral("read"));
    m_shown->stage.playTo(18);
    QTRY_COMPARE(head("Room")->text().status, QStringLiteral("refused 7"));
    QCOMPARE(head("Room")->text().severity, Severity::Stale);
}

void TestLaneHeads::chosenClientOfTheRoom_getsAHeadAndALaneInExports()
{
    const Scenario scenario = roomScenario(9);
    play(scenario, {1440, 900});
    const auto lanesOfExport = [this] {
        const Stage& stage = m_shown->stage;
        const auto text = exportText(ExportFormat::Mermaid, exportSource(stage, stage.journal().size()));
        return text ? text->count("participant ") : 0;
    };
    const auto shared = lanesOfExport();
    QVERIFY(shared > 0);

    const QString chosen = scenario.clients().at(5);
    m_shown->stage.room().setOwnLane(chosen, true);
    QTRY_VERIFY(head(chosen.toUtf8().constData()) != nullptr);
    QCOMPARE(head("Room")->text().copy, QStringLiteral("6 clients"));
    QCOMPARE(lanesOfExport(), shared + 1);
    m_shown->stage.room().setOwnLane(chosen, false);
    QTRY_COMPARE(head("Room")->text().copy, QStringLiteral("7 clients"));
    QCOMPARE(lanesOfExport(), shared);
}

void TestLaneHeads::heads_haveAccessibleTexts()
{
    play(QStringLiteral("ABCDEFGH"), {1440, 900});
    const auto said = [](QWidget* widget) {
        const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
        return face->text(QAccessible::Name) + QStringLiteral(": ") + face->text(QAccessible::Description);
    };
    QCOMPARE(said(head("C")), QStringLiteral("Client C: has version 4, stock 9; 200 OK: Saved as v4."));
    QCOMPARE(said(head("others")), QStringLiteral("Other clients: G, H; last answer 200, to step 16"));
}

void TestLaneHeads::outsideClient_getsAHeadWithoutMovingOthers()
{
    m_shown->playLesson();
    const QSize window = m_shown->window.size();
    const QRect before = place(m_shown->card(uitest::A()));
    const int story = place(m_shown->diagram()).top();
    m_shown->put("{\"stock\": 3, \"name\": \"Desk lamp\"}");
    QTRY_VERIFY(head("curl/8.0") != nullptr);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(m_shown->window.size(), window);
    QCOMPARE(place(m_shown->card(uitest::A())).topLeft(), before.topLeft());
    QCOMPARE(place(m_shown->card(uitest::A())).height(), before.height());
    QCOMPARE(place(m_shown->diagram()).top(), story);
    QCOMPARE(head("curl/8.0")->text().status, QStringLiteral("200"));
    // A second request moves nothing.
    const QRect there = place(head("curl/8.0"));
    m_shown->put("{\"stock\": 2, \"name\": \"Desk lamp\"}");
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(place(head("curl/8.0")), there);
}

void TestLaneHeads::heads_followTheZoom()
{
    play(QStringLiteral("ABC"), {1440, 900});
    m_shown->appearance.zoomOut();
    QTRY_COMPARE(place(head("C")).top(), place(m_shown->card(uitest::B())).top());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(place(head("C")).height(), place(m_shown->card(uitest::B())).height());
    const int viewport = place(m_shown->diagram()->viewport()).left();
    const qreal middle = m_shown->diagram()->frame().middles.clients.at(2) + viewport;
    QVERIFY(std::abs(middle - place(head("C")).center().x()) <= 1);
}

void TestLaneHeads::namesWithoutHeads_areInTheDiagram()
{
    play(QStringLiteral("ABCDEFGH"), {1440, 900});
    QVERIFY(!m_shown->find<LaneHeads>("laneHeads")->isHidden());
    m_shown->window.resize(900, 720);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QVERIFY(m_shown->find<LaneHeads>("laneHeads")->isHidden());
    QCOMPARE(m_shown->diagram()->frame().middles.clients.size(), qsizetype{2});
}

QTEST_MAIN(TestLaneHeads)

#include "tst_laneheads.moc"
