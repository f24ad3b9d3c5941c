#include "gui/diagram/diagramview.h"
#include "gui/diagram/typesetter.h"
#include "gui/playback/storyrows.h"
#include "gui/record/fieldedit.h"
#include "gui/record/fieldlist.h"
#include "gui/record/fieldrow.h"
#include "gui/shownwindow.h"
#include "warningfreetest.h"

#include <QLabel>
#include <QScrollBar>

using namespace interleave;

/// What the first look at a lesson that is over shows, without scrolling and without a pointer.
class TestWholeStory final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void lesson_isSeenWhole_data();
    void lesson_isSeenWhole();
    void longLesson_isSeenOnALargeScreen();
    void cards_stayAligned_data();
    void cards_stayAligned();
    void lesson_isSeenWholeByAnAudience_data();
    void lesson_isSeenWholeByAnAudience();
    void fields_comeToRest_data();
    void fields_comeToRest();
    void plan_countsLeasesByRecord();
    void turningPoint_isShownWithWhatLedToIt();
    void rowChosenByHand_doesNotScroll();
    void numbers_areWhole_data();
    void numbers_areWhole();
    void values_areWhole_data();
    void values_areWhole();
    void longText_takesTheRemarksPlace();
    void longTypedText_isWholeAcrossTheLifeline();
    void strips_saySoInWords();

private:
    void prepare() override { m_shown = std::make_unique<uitest::ShownWindow>(); }
    void resize(const QSize& size)
    {
        m_shown->window.resize(size);
        m_shown->settle();
    }
    [[nodiscard]] QScrollBar* bar() { return m_shown->diagram()->verticalScrollBar(); }

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestWholeStory::lesson_isSeenWhole_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QSize>("size");
    const QSize laptop(1440, 900);
    const QSize projector(1280, 720);
    QTest::newRow("four messages") << QByteArray("lost-update") << laptop;
    QTest::newRow("six messages") << QByteArray("version-check") << laptop;
    QTest::newRow("a clock and seven messages") << QByteArray("fencing-token") << laptop;
    QTest::newRow("four messages, projected") << QByteArray("lost-update") << projector;
    QTest::newRow("six messages, projected") << QByteArray("version-check") << projector;
}

void TestWholeStory::lesson_isSeenWhole()
{
    QFETCH(const QByteArray, scenario);
    QFETCH(const QSize, size);
    resize(size);
    m_shown->load(scenario.constData());
    m_shown->settle();
    const int card = m_shown->card(uitest::A())->height();
    m_shown->loadAndPlay(scenario.constData());
    QCOMPARE(bar()->maximum(), 0);
    // The cards had their height from the first.
    QCOMPARE(m_shown->card(uitest::A())->height(), card);
}

/// Twelve rows of three clients, at the zoom that follows the window.
void TestWholeStory::longLesson_isSeenOnALargeScreen()
{
    m_shown->appearance.fitZoom();
    resize({3840, 2160});
    m_shown->loadAndPlay("retry-after-412");
    QVERIFY(m_shown->appearance.theme().zoom() > 150);
    // What is left to scroll is less than half of the lowest row.
    QVERIFY2(bar()->maximum() < 22, qPrintable(QString::number(bar()->maximum())));
}

void TestWholeStory::cards_stayAligned_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QSize>("size");
    for (const char* scenario : {"deadlock", "lost-update", "collateral-damage", "retry-after-412"}) {
        for (const QSize& size : {QSize(1280, 720), QSize(1440, 900)})
            QTest::addRow("%s, %d", scenario, size.width()) << QByteArray(scenario) << size;
    }
}

/// From step to step the buttons of both clients are at one height, in cards that are as high as they have to
/// be.
void TestWholeStory::cards_stayAligned()
{
    QFETCH(const QByteArray, scenario);
    QFETCH(const QSize, size);
    resize(size);
    m_shown->load(scenario.constData());
    const auto place = [this](const QString& client) {
        const ClientCard* card = m_shown->card(client);
        const auto* button = card->findChild<QWidget*>(QStringLiteral("readButton"));
        return QPoint(button->mapTo(card, QPoint()).y(), card->height());
    };
    const int steps = static_cast<int>(m_shown->stage.scenario()->steps.size());
    for (const int step : {1, 2, steps}) {
        m_shown->stage.playTo(step);
        QTRY_COMPARE(m_shown->stage.position(), step);
        m_shown->settle();
        QCOMPARE(place(uitest::A()), place(uitest::B()));
    }
}

/// There the headline is larger, and a caption stands below.
void TestWholeStory::lesson_isSeenWholeByAnAudience_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QSize>("size");
    QTest::newRow("a laptop") << QByteArray("lost-update") << QSize(1440, 900);
    QTest::newRow("a projector") << QByteArray("lost-update") << QSize(1280, 720);
}

void TestWholeStory::lesson_isSeenWholeByAnAudience()
{
    QFETCH(const QByteArray, scenario);
    QFETCH(const QSize, size);
    resize(size);
    m_shown->appearance.fitZoom();
    m_shown->load(scenario.constData());
    m_shown->press(Qt::Key_F11);
    m_shown->loadAndPlay(scenario.constData());
    QTRY_COMPARE(bar()->maximum(), 0);
    // A field's name is as wide as it needs, also where the larger type came before the lines.
    for (const FieldRow* row : m_shown->card(uitest::A())->findChildren<FieldRow*>()) {
        const auto* name = row->findChild<QLabel*>();
        const int needed = name->fontMetrics().horizontalAdvance(name->text());
        QTRY_VERIFY2(name->isHidden() || name->maximumWidth() > needed * 2, qPrintable(row->field()));
        QVERIFY2(row->nameWidth(true) <= needed + 4, qPrintable(row->field()));
    }
}

void TestWholeStory::fields_comeToRest_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("a list") << QSize(1440, 1000);
    QTest::newRow("a line") << QSize(1280, 720);
}

namespace {

/// Counts what asks for a new layout.
class Requests final : public QObject
{
public:
    int count = 0;

    bool eventFilter(QObject*, QEvent* event) override
    {
        count += event->type() == QEvent::LayoutRequest ? 1 : 0;
        return false;
    }
};

} // namespace

/// Arranging the fields must not ask for arranging them.
void TestWholeStory::fields_comeToRest()
{
    QFETCH(const QSize, size);
    resize(size);
    m_shown->loadAndPlay("lost-update");
    auto* list = m_shown->card(uitest::A())->findChild<FieldList*>();
    QVERIFY(list != nullptr);
    constexpr int rounds = 60;
    Requests requests;
    list->widget()->installEventFilter(&requests);
    for (int round = 0; round < rounds; ++round)
        QCoreApplication::processEvents();
    QVERIFY2(requests.count < rounds / 4, qPrintable(QString::number(requests.count)));
}

/// A client holds a lease of each record that it reads.
void TestWholeStory::plan_countsLeasesByRecord()
{
    QList<Step> steps(4);
    for (Step& step : steps)
        step.client = QStringLiteral("A");
    steps[0].record = steps[2].record = QStringLiteral("north");
    steps[1].record = steps[3].record = QStringLiteral("south");
    steps[0].action = steps[1].action = ReadStep{};
    steps[2].action = steps[3].action = SaveStep{};
    qint64 messages = 0;
    for (const StoryRows& rows : storyRows(steps, Locking::Lease))
        messages += rows.messages;
    QCOMPARE(messages, qint64{8});
    messages = 0;
    for (const StoryRows& rows : storyRows(steps, Locking::Version))
        messages += rows.messages;
    QCOMPARE(messages, qint64{4});
}

void TestWholeStory::turningPoint_isShownWithWhatLedToIt()
{
    resize({1280, 720});
    m_shown->loadAndPlay("deadlock");
    QVERIFY(bar()->maximum() > 0);
    QVERIFY(m_shown->diagram()->itemRect(1).top() >= 0);
    resize({1280, 640});
    QVERIFY(m_shown->diagram()->itemRect(1).top() >= 0);
}

void TestWholeStory::rowChosenByHand_doesNotScroll()
{
    resize({1280, 720});
    m_shown->loadAndPlay("deadlock");
    DiagramView& view = *m_shown->diagram();
    bar()->setValue(bar()->maximum());
    const int before = bar()->value();
    const QRectF row = view.itemRect(view.layout().rowCount() - 6);
    QVERIFY(row.top() > 0);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, row.center().toPoint());
    QCOMPARE(bar()->value(), before);
}

void TestWholeStory::numbers_areWhole_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::newRow("one field") << QByteArray("article-example");
    QTest::newRow("a text beside it") << QByteArray("collateral-damage");
    QTest::newRow("two records") << QByteArray("deadlock");
}

void TestWholeStory::numbers_areWhole()
{
    QFETCH(const QByteArray, scenario);
    resize({1280, 720});
    m_shown->loadAndPlay(scenario.constData());
    int numbers = 0;
    for (const FieldEdit* edit : m_shown->window.findChildren<FieldEdit*>()) {
        bool isNumber = false;
        edit->text().toInt(&isNumber);
        if (!edit->isVisible() || !isNumber)
            continue;
        const QMargins margins = edit->textMargins();
        const int space = edit->width() - margins.left() - margins.right() - 2 * themeOf(edit).px(10);
        QVERIFY2(
            edit->fontMetrics().horizontalAdvance(edit->text()) <= space, qPrintable(edit->objectName()));
        ++numbers;
    }
    QVERIFY(numbers >= 2);
}

void TestWholeStory::values_areWhole_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QSize>("size");
    const QSize least(1280, 720);
    QTest::newRow("a text beside a number") << QByteArray("collateral-damage") << least;
    QTest::newRow("two records") << QByteArray("deadlock") << least;
    QTest::newRow("five fields") << QByteArray() << least;
    QTest::newRow("five fields, a laptop") << QByteArray() << QSize(1440, 900);
    QTest::newRow("five fields, much space") << QByteArray() << QSize(1920, 1080);
}

/// From the first step on: the cards do not change their height with the values.
void TestWholeStory::values_areWhole()
{
    QFETCH(const QByteArray, scenario);
    QFETCH(const QSize, size);
    resize(size);
    if (scenario.isEmpty()) {
        const auto five = scenarioFromJson(R"({ "title": "Five fields", "records": { "lamp": {
            "name": "Desk lamp, brass", "place": "Shelf 12, row 3", "note": "to be counted", "stock": 10,
            "price": 149.5 } }, "steps": [ { "client": "A", "do": "read" }, { "client": "B", "do": "read" },
            { "client": "A", "do": "save", "set": { "place": "Shelf 14, row 1" } },
            { "client": "B", "do": "save", "set": { "note": "counted by Bea" } } ] })");
        QVERIFY(five);
        m_shown->stage.load(*five);
        QTRY_VERIFY(m_shown->stage.canStep());
    } else {
        m_shown->load(scenario.constData());
    }
    const auto* a = m_shown->card(uitest::A());
    const auto* server = m_shown->find<QWidget>("serverCard");
    // The page has its layout before the first step.
    for (int round = 0; round < 20; ++round)
        QCoreApplication::processEvents();
    QCOMPARE(server->height(), a->height());
    const int height = a->height();
    m_shown->stage.playTo(static_cast<int>(m_shown->stage.scenario()->steps.size()));
    QTRY_COMPARE(m_shown->stage.position(), static_cast<int>(m_shown->stage.scenario()->steps.size()));
    m_shown->settle();
    int values = 0;
    for (const QString& client : {uitest::A(), uitest::B()}) {
        for (FieldRow* row : m_shown->card(client)->findChild<FieldList*>()->rows()) {
            const FieldEdit& edit = row->edit();
            QVERIFY2(!edit.visibleRegion().isEmpty(), qPrintable(row->field()));
            QTRY_VERIFY2(edit.width() >= edit.widthOf(edit.text()), qPrintable(row->field()));
            ++values;
        }
    }
    QVERIFY(values >= 4);
    QCOMPARE(a->height(), height);
    QCOMPARE(m_shown->card(uitest::B())->height(), height);
    QCOMPARE(server->height(), height);
}

void TestWholeStory::longText_takesTheRemarksPlace()
{
    FieldEdit edit;
    edit.resize(160, 40);
    edit.setHint(QStringLiteral("saved"));
    edit.showText(QStringLiteral("Lamp"));
    edit.show();
    const int beside = edit.textMargins().right();
    QVERIFY(beside > 0);
    edit.showText(QStringLiteral("Desk lamp, black"));
    QVERIFY(edit.textMargins().right() < beside);
    edit.showText(QStringLiteral("Lamp"));
    QCOMPARE(edit.textMargins().right(), beside);
}

void TestWholeStory::longTypedText_isWholeAcrossTheLifeline()
{
    resize({1280, 720});
    m_shown->loadAndPlay("collateral-damage");
    DiagramView& view = *m_shown->diagram();
    DiagramPicture picture = view.layout().picture(view.frame());
    typeset(picture, Theme::light());
    QStringList typed;
    for (const PictureText& text : picture.texts) {
        if (text.kind == TextKind::Edit)
            typed.append(text.text);
    }
    QCOMPARE(
        typed,
        (QStringList{QStringLiteral("typed name \"Desk lamp, black\""), QStringLiteral("typed stock 8")}));
}

void TestWholeStory::strips_saySoInWords()
{
    resize({1280, 720});
    m_shown->loadAndPlay("lost-update");
    const auto* words = m_shown->find<QLabel>("aboutStrips");
    QVERIFY(words->isVisible());
    QVERIFY(words->text().contains(QStringLiteral("Only we see")));
    // There the lease's line is in its place.
    m_shown->loadAndPlay("forgotten-lock");
    QVERIFY(!words->isVisible());
}

QTEST_MAIN(TestWholeStory)
#include "tst_wholestory.moc"
