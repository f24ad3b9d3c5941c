#include "gui/outcome/headlinebar.h"

#include "gui/diagram/diagramview.h"
#include "gui/journalfixtures.h"
#include "gui/outcome/outcomepill.h"
#include "gui/outcome/outcomestrip.h"
#include "gui/shownwindow.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

const Headline Lost{
    u"10 desk lamps. A sells 3, B sells 2: 5 should be left."_s,
    {u"stock is 8, not 5: A’s change is lost, and nobody was told"_s,
     u"A’s change is lost, and nobody was told"_s,
     u"A’s change is lost"_s},
    Severity::Lost};

} // namespace

class TestHeadlineBar final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }

    void outcome_isAsLongAsFits();
    void story_isWholeBeforeTheOutcomeIsLong();
    void nothingTried_saysOnlyTheStory();
    void window_saysWhatCameOfTheLesson();
    void lessonOver_restsWhereItWasDecided();
    void lookOfTheScenario_isWhereItRests();
    void rule_saysThatItLetSomethingThrough();
    void firstLesson_fitsOnAProjector_data();
    void firstLesson_fitsOnAProjector();
};

void TestHeadlineBar::outcome_isAsLongAsFits()
{
    HeadlineBar bar;
    bar.setHeadline(Lost);
    bar.show();
    const auto* pill = bar.findChild<OutcomePill*>(u"headlineOutcome"_s);
    QVERIFY(pill != nullptr);
    qsizetype longest = -1;
    for (int width = 500; width <= 1200; width += 20) {
        bar.resize(width, bar.minimumSizeHint().height());
        const qsizetype length = pill->text().size();
        QVERIFY(Lost.outcome.contains(pill->text()));
        QVERIFY2(length >= longest, qPrintable(QString::number(width)));
        QVERIFY(bar.rect().contains(pill->geometry()));
        longest = length;
    }
    QCOMPARE(pill->text(), Lost.outcome.at(0));
    QCOMPARE(bar.accessibleName(), Lost.story);
    QCOMPARE(bar.accessibleDescription(), Lost.outcome.at(0));
}

void TestHeadlineBar::story_isWholeBeforeTheOutcomeIsLong()
{
    HeadlineBar bar;
    bar.setHeadline(Lost);
    bar.show();
    bar.resize(640, bar.minimumSizeHint().height());
    QVERIFY(bar.toolTip().isEmpty());
    bar.resize(320, bar.minimumSizeHint().height());
    QCOMPARE(bar.toolTip(), Lost.story);
    const int height = bar.minimumSizeHint().height();
    bar.setHeadline({Lost.story, {}, Severity::Neutral});
    QCOMPARE(bar.minimumSizeHint().height(), height);
}

void TestHeadlineBar::nothingTried_saysOnlyTheStory()
{
    uitest::ShownWindow shown;
    shown.load("lost-update");
    const auto* bar = shown.find<HeadlineBar>("headlineBar");
    QCOMPARE(bar->accessibleName(), u"10 desk lamps. A sells 3, B sells 2: 5 should be left."_s);
    QVERIFY(!shown.find<OutcomePill>("headlineOutcome")->isVisible());
}

void TestHeadlineBar::window_saysWhatCameOfTheLesson()
{
    uitest::ShownWindow shown;
    shown.loadAndPlay("lost-update");
    const auto* bar = shown.find<HeadlineBar>("headlineBar");
    const auto* pill = shown.find<OutcomePill>("headlineOutcome");
    QCOMPARE(pill->text(), Lost.outcome.at(0));
    // The past says what came of it until then.
    shown.press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(pill->text(), u"stock is 7, as it should be: nothing is lost"_s);
    shown.page().setTitle(u"Two shops"_s);
    QCOMPARE(bar->accessibleName(), u"Two shops"_s);
    shown.page().setTitle({});
    QVERIFY(!bar->isVisible());
}

void TestHeadlineBar::lessonOver_restsWhereItWasDecided()
{
    uitest::ShownWindow shown;
    shown.loadAndPlay("version-check");
    const Journal& journal = shown.journal();
    const auto verdict = [&] {
        return journal.event(shown.timelineCursor().message()).verdict;
    };
    // The cards are at the end, and the refusal is looked at.
    QCOMPARE(shown.timelineCursor().seq(), journal.size());
    QCOMPARE(verdict(), Verdict::Stale);
    QCOMPARE(shown.diagram()->currentItem(), shown.timelineCursor().message());
    QCOMPARE(uitest::text(*shown.find<QWidget>("explainPage"), "titleLabel"), u"B’s save was refused"_s);
    // A step back and forward comes back to it, and who chooses the last row sees that.
    shown.press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(verdict(), Verdict::Done);
    shown.press(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(verdict(), Verdict::Stale);
    shown.clickRow(journal.size());
    QCOMPARE(verdict(), Verdict::Saved);
    QVERIFY(!shown.timelineCursor().isPast());
}

void TestHeadlineBar::lookOfTheScenario_isWhereItRests()
{
    uitest::ShownWindow shown;
    shown.load("lost-update");
    Scenario scenario = *shown.stage.scenario();
    scenario.look = {{Locking::Off, 3}};
    shown.stage.load(scenario);
    shown.stage.playTo(4);
    QTRY_COMPARE(shown.stage.position(), 4);
    shown.settle();
    QCOMPARE(shown.timelineCursor().message(), shown.stage.eventsAt(3));
    // Not under a rule that is not named.
    shown.stage.setLocking(Locking::Version);
    QTRY_COMPARE(shown.journal().latest().locking(), Locking::Version);
    QTRY_COMPARE(shown.stage.position(), 4);
    shown.settle();
    QCOMPARE(shown.journal().event(shown.timelineCursor().message()).verdict, Verdict::Stale);
}

/// By dates two saves of one second look the same; the rule says so where it is chosen, as long as that save
/// is looked at.
void TestHeadlineBar::rule_saysThatItLetSomethingThrough()
{
    uitest::ShownWindow shown;
    shown.loadAndPlay("same-second");
    const QString through = u"On · this one slipped through"_s;
    QCOMPARE(uitest::text(shown.window, "lockingStatus"), through);
    shown.press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(uitest::text(shown.window, "lockingStatus"), toStatus(Locking::Timestamp));
    shown.press(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(uitest::text(shown.window, "lockingStatus"), through);
    shown.loadAndPlay("lost-update");
    QCOMPARE(uitest::text(shown.window, "lockingStatus"), toStatus(Locking::Off));
}

void TestHeadlineBar::firstLesson_fitsOnAProjector_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QSize>("size");
    for (const QString& scenario : {u"lost-update"_s, u"blind-retry"_s}) {
        for (const QSize& size : {QSize(1280, 720), QSize(1440, 900), QSize(1920, 1080)})
            QTest::newRow(qPrintable(u"%1, %2 wide"_s.arg(scenario, QString::number(size.width()))))
                << scenario << size;
    }
    QTest::newRow("six messages on a projector") << u"version-check"_s << QSize(1280, 720);
}

/// All of its messages are seen at once, with the legend, and its rows do not move while it is played.
void TestHeadlineBar::firstLesson_fitsOnAProjector()
{
    QFETCH(QString, scenario);
    QFETCH(QSize, size);
    uitest::ShownWindow shown;
    shown.window.resize(size);
    shown.load(qPrintable(scenario));
    shown.click(shown.button("stepButton"));
    QTRY_COMPARE(shown.stage.position(), 1);
    shown.settle();
    const QRectF first = shown.diagram()->itemRect(1);
    shown.stage.playTo(static_cast<int>(shown.stage.scenario()->steps.size()));
    QTRY_VERIFY(!shown.stage.canStep());
    shown.settle();
    const DiagramView* diagram = shown.diagram();
    QCOMPARE(diagram->itemRect(1), first);
    QVERIFY(diagram->layout().height(1) <= diagram->viewport()->height());
    QVERIFY(diagram->layout().messageHeight() >= DiagramLayout::LeastMessageHeight);
}

QTEST_MAIN(TestHeadlineBar)
#include "tst_headlinebar.moc"
