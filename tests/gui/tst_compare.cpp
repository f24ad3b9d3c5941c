#include "gui/compare/compareview.h"
#include "gui/diagram/typesetter.h"
#include "gui/outcome/outcomepill.h"
#include "gui/outcome/outcomestrip.h"
#include "gui/panels/comparehead.h"
#include "gui/playback/comparison.h"
#include "gui/shownwindow.h"
#include "gui/window/navigation.h"
#include "stage/pagenames.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QScrollBar>

using namespace interleave;

/// The page that plays a scenario twice: it shows what a separate run under each rule shows.
class TestCompare final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void sides_equalSeparateRuns_data();
    void sides_equalSeparateRuns();
    void steps_beginAtTheSameHeight_data() { sides_equalSeparateRuns_data(); }
    void steps_beginAtTheSameHeight();
    void transport_movesBothByMouse();
    void transport_movesBothByKeys();
    void play_stopsAtQuestions();
    void view_choosesAStepByMouseAndKeys();
    void rule_isChosenFromTheMenu();
    void scenario_isFollowed();
    void scenario_isThatOfTheShownState();
    void otherPage_keepsItsState();
    void page_beginsAtTheOthersPosition();
    void freePlay_isCompared();
    void emptyFreePlay_saysSo();
    void figures_leadToTheirSteps();
    void rows_useTheHeight_data() { halves_cutNoTexts_data(); }
    void rows_useTheHeight();
    void rows_keepTheirHeightWhilePlayed();
    void messages_sayWhatDecides_data() { halves_cutNoTexts_data(); }
    void messages_sayWhatDecides();
    void noteThatDoesNotFit_isLeftOut();
    void halves_cutNoTexts_data();
    void halves_cutNoTexts();

private:
    void prepare() override;

    void open();
    void choose(const char* side, const char* rule);
    [[nodiscard]] Comparison& both() { return m_shown->comparison(); }
    [[nodiscard]] CompareView* view() { return m_shown->find<CompareView>("compareView"); }
    [[nodiscard]] QString pill(const char* head)
    {
        return m_shown->find<CompareHead>(head)->findChild<OutcomePill*>()->text();
    }
    [[nodiscard]] QString figures(const char* strip);
    [[nodiscard]] QString position() { return uitest::text(m_shown->window, "positionLabel"); }
    /// The texts of a kind in a side's picture.
    [[nodiscard]] QStringList shownTexts(std::size_t side, TextKind kind);
    void compareMoment(const std::array<const ScenarioRun*, 2>& runs, int step);

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

namespace {

/// All texts of a diagram in order.
QStringList textsOf(const DiagramLayout& layout)
{
    DiagramFrame frame;
    frame.moment = layout.rowCount();
    frame.width = 720;
    frame.middles = DiagramLayout::spread(frame.width, layout.laneCount());
    frame.height = layout.height(1);
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, Theme::light());
    QStringList texts;
    for (const PictureText& text : picture.texts)
        texts.append(QStringLiteral("%1 %2").arg(text.seq).arg(text.text));
    return texts;
}

QString figuresOf(const Snapshot& then, const QString& record)
{
    const Ledger ledger = ledgerOf(then, record);
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(ledger.tried)
        .arg(ledger.saved)
        .arg(ledger.refused)
        .arg(ledger.lost)
        .arg(toText(*ledger.value));
}

} // namespace

void TestCompare::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestCompare::open()
{
    m_shown->press(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(both().isSettled());
}

void TestCompare::choose(const char* side, const char* rule)
{
    m_shown->find<CompareHead>(side)->findChild<QAction*>(QLatin1String(rule))->trigger();
    QTRY_VERIFY(both().isSettled());
}

QString TestCompare::figures(const char* strip)
{
    QStringList values;
    for (const char* name : {"triedFigure", "savedFigure", "refusedFigure", "lostFigure", "valueFigure"})
        values.append(uitest::text(*m_shown->find<OutcomeStrip>(strip), name));
    return values.join(QLatin1Char(' '));
}

void TestCompare::sides_equalSeparateRuns_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("the lesson") << "lost-update";
    QTest::newRow("a merge that has nothing to do without a check") << "merge-same-field";
    QTest::newRow("a lost answer") << "lost-answer";
    QTest::newRow("a blind retry") << "blind-retry";
    QTest::newRow("five clients") << "five-clients";
}

void TestCompare::compareMoment(const std::array<const ScenarioRun*, 2>& runs, int step)
{
    const char* const heads[] = {"leftHead", "rightHead"};
    const char* const strips[] = {"leftOutcome", "rightOutcome"};
    for (std::size_t side = 0; side < 2; ++side) {
        const qint64 seq = runs[side]->stage->eventsAt(step);
        const Snapshot alone = runs[side]->journal().at(seq);
        QCOMPARE(both().moment(side), seq);
        QVERIFY(both().journal(side)->at(seq) == alone);
        QCOMPARE(figures(strips[side]), figuresOf(alone, QStringLiteral("item")));
        const QStringList outcomes = headlineOf({}, alone, ledgerOf(alone, QStringLiteral("item"))).outcome;
        QVERIFY2(
            outcomes.isEmpty() ? pill(heads[side]) == QStringLiteral("Nothing saved yet")
                               : outcomes.contains(pill(heads[side])),
            qPrintable(pill(heads[side])));
    }
}

void TestCompare::sides_equalSeparateRuns()
{
    QFETCH(const QString, name);
    const auto named = findScenario(name);
    QVERIFY(named);
    const ScenarioRun left = runScenario(named->scenario, Locking::Off);
    const ScenarioRun right = runScenario(named->scenario, Locking::Version);

    m_shown->load(qPrintable(name));
    open();
    const int steps = static_cast<int>(named->scenario.steps.size());
    QCOMPARE(both().position(), steps);
    for (int step = steps; step >= 0; --step) {
        compareMoment({&left, &right}, step);
        if (step > 0)
            m_shown->press(Qt::Key_Left, Qt::AltModifier);
    }
    // The same by playing the steps one by one.
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    QTRY_VERIFY(both().isSettled() && both().reached() == 0);
    for (int step = 1; step <= steps; ++step) {
        m_shown->press(Qt::Key_Right, Qt::AltModifier);
        QTRY_VERIFY(both().isSettled() && both().reached() == step);
        compareMoment({&left, &right}, step);
    }
    // All texts of the diagrams equal those of separate runs.
    for (std::size_t side = 0; side < 2; ++side) {
        const ScenarioRun& run = side == 0 ? left : right;
        DiagramLayout alone;
        alone.setJournal(&run.journal(), run.stage->panels());
        QCOMPARE(textsOf(view()->layout().side(side)), textsOf(alone));
    }
    QVERIFY(!view()->picture(0).texts.empty() && !view()->picture(1).texts.empty());
}

void TestCompare::steps_beginAtTheSameHeight()
{
    QFETCH(const QString, name);
    m_shown->load(qPrintable(name));
    open();
    const ComparisonLayout& layout = view()->layout();
    QCOMPARE(layout.stepCount(), both().reached());
    for (int step = 0; step < layout.stepCount(); ++step) {
        qreal bottom = 0;
        for (std::size_t side = 0; side < 2; ++side) {
            const qint64 first = step == 0 ? 1 : both().ends(side)[static_cast<std::size_t>(step) - 1] + 1;
            const qint64 last = both().ends(side)[static_cast<std::size_t>(step)];
            QCOMPARE(layout.isEmpty(side, step), first > last);
            if (first > last)
                continue;
            QCOMPARE(layout.side(side).rowTop(first, 1, true), layout.stepTop(step, 1));
            bottom = std::max(
                bottom,
                layout.side(side).rowTop(last, 1, true) + layout.side(side).rowHeight(last, 1) +
                    layout.detailHeight(side, last));
        }
        // As high as the taller side, and never empty.
        if (bottom > 0)
            QCOMPARE(layout.stepTop(step + 1, 1), bottom);
        QVERIFY(layout.stepTop(step + 1, 1) > layout.stepTop(step, 1));
        QCOMPARE(layout.stepAt(layout.stepTop(step, 1) + 1, 1), step);
    }
    QCOMPARE(layout.side(0).height(1, true), layout.side(1).height(1, true));
    QCOMPARE(layout.stepAt(layout.stepTop(0, 1) - 1, 1), -1);
    QCOMPARE(layout.stepAt(layout.stepTop(layout.stepCount(), 1) + 1, 1), -1);
}

void TestCompare::transport_movesBothByMouse()
{
    m_shown->load("lost-update");
    m_shown->click(m_shown->button("pageButton-compare"));
    QTRY_VERIFY(both().isSettled());
    QCOMPARE(position(), QStringLiteral("4 of 4"));
    QVERIFY(!m_shown->button("stepButton")->isEnabled());
    QCOMPARE(pill("leftHead"), QStringLiteral("stock is 8, not 5: A’s change is lost, and nobody was told"));
    QCOMPARE(pill("rightHead"), QStringLiteral("B was told, nothing is lost: stock 5 after B tries again"));
    QCOMPARE(figures("leftOutcome"), QStringLiteral("2 2 0 1 8"));
    QCOMPARE(figures("rightOutcome"), QStringLiteral("2 1 1 0 7"));

    m_shown->click(m_shown->button("backButton"));
    QCOMPARE(position(), QStringLiteral("3 of 4"));
    QVERIFY(both().isPast());
    QCOMPARE(figures("leftOutcome"), QStringLiteral("1 1 0 0 7"));
    QCOMPARE(figures("rightOutcome"), QStringLiteral("1 1 0 0 7"));
    m_shown->click(m_shown->button("stepButton"));
    QVERIFY(!both().isPast());

    m_shown->click(m_shown->button("firstButton"));
    QTRY_VERIFY(both().isSettled() && both().reached() == 0);
    QCOMPARE(position(), QStringLiteral("0 of 4"));
    QVERIFY(!m_shown->button("backButton")->isEnabled());
    m_shown->click(m_shown->button("stepButton"));
    QTRY_VERIFY(both().isSettled() && both().reached() == 1);
    QCOMPARE(position(), QStringLiteral("1 of 4"));
}

void TestCompare::transport_movesBothByKeys()
{
    m_shown->load("lost-update");
    open();
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(position(), QStringLiteral("2 of 4"));
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(position(), QStringLiteral("3 of 4"));
    m_shown->press(Qt::Key_End, Qt::AltModifier);
    QCOMPARE(position(), QStringLiteral("4 of 4"));
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    QTRY_COMPARE(position(), QStringLiteral("0 of 4"));
}

void TestCompare::play_stopsAtQuestions()
{
    m_shown->load("lost-update");
    open();
    both().first();
    QTRY_VERIFY(both().isSettled() && both().reached() == 0);
    both().setPauseBetween(1);
    both().togglePlay();
    QVERIFY(both().isPlaying());
    QCOMPARE(m_shown->button("playButton")->text(), QStringLiteral("Pause"));
    // It stops before B's save, which has a question.
    QTRY_VERIFY(!both().isPlaying());
    QCOMPARE(both().reached(), 3);
    QCOMPARE(
        uitest::text(m_shown->window, "compareNotice"),
        QStringLiteral("B sold two. What happens to A’s three?"));
    m_shown->press(Qt::Key_F5);
    QTRY_VERIFY(both().isSettled() && both().reached() == 4);
    QVERIFY(!both().isPlaying());
}

void TestCompare::view_choosesAStepByMouseAndKeys()
{
    m_shown->load("lost-update");
    open();
    const QRectF second = view()->itemRect(2);
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, QPoint(10, qRound(second.center().y())));
    QCOMPARE(both().position(), 2);
    // Clicks work on the right half, too.
    const QRectF third = view()->itemRect(3);
    QTest::mouseClick(
        view()->viewport(), Qt::LeftButton, {}, QPoint(view()->width() * 3 / 4, qRound(third.center().y())));
    QCOMPARE(both().position(), 3);
    QTest::keyClick(view(), Qt::Key_Up);
    QCOMPARE(both().position(), 2);
    QTest::keyClick(view(), Qt::Key_Down);
    QTest::keyClick(view(), Qt::Key_Down);
    QCOMPARE(both().position(), 4);
    QVERIFY(view()->accessibleDescription().contains(QStringLiteral("lost: A’s version 2")));
    QVERIFY(view()->accessibleDescription().contains(QStringLiteral("412")));
    QTest::keyClick(view(), Qt::Key_Home);
    QCOMPARE(both().position(), 1);
    QTest::keyClick(view(), Qt::Key_End);
    QCOMPARE(both().position(), 4);
}

void TestCompare::rule_isChosenFromTheMenu()
{
    m_shown->load("lost-update");
    open();
    choose("leftHead", "rule-timestamp");
    QCOMPARE(both().rule(0), Locking::Timestamp);
    QCOMPARE(both().journal(0)->header().locking, Locking::Timestamp);
    QCOMPARE(pill("leftHead"), QStringLiteral("B was told, nothing is lost: stock 5 after B tries again"));
    QCOMPARE(
        m_shown->find<CompareHead>("leftHead")->findChild<QPushButton*>(QStringLiteral("ruleButton"))->text(),
        QStringLiteral("Locking: Timestamp"));
    choose("rightHead", "rule-off");
    QCOMPARE(pill("rightHead"), QStringLiteral("stock is 8, not 5: A’s change is lost, and nobody was told"));
    // Chosen from outside, as by the command line.
    m_shown->window.compare(Locking::Version, Locking::Timestamp);
    QTRY_VERIFY(both().isSettled());
    QCOMPARE(both().journal(0)->header().locking, Locking::Version);
    QCOMPARE(both().journal(1)->header().locking, Locking::Timestamp);
}

void TestCompare::scenario_isFollowed()
{
    m_shown->load("lost-update");
    open();
    m_shown->find<QAction>("same-second")->trigger();
    const Scenario wanted = findScenario(QStringLiteral("same-second"))->scenario;
    QTRY_VERIFY(both().scenario() != nullptr && *both().scenario() == wanted);
    QTRY_VERIFY(both().isSettled());
    QCOMPARE(both().position(), static_cast<int>(wanted.steps.size()));
}

void TestCompare::scenario_isThatOfTheShownState()
{
    m_shown->load("five-clients");
    const int steps = static_cast<int>(m_shown->stage.scenario()->steps.size());
    m_shown->stage.playTo(steps - 1);
    QTRY_COMPARE(m_shown->stage.position(), steps - 1);
    m_shown->settle();
    open();
    // While the last step is played, another scenario with fewer steps is chosen. Until it was played, the
    // old state is shown.
    const Scenario shorter = findScenario(QStringLiteral("lost-update"))->scenario;
    QVERIFY(shorter.steps.size() < steps - 1);
    bool fits = true;
    connect(&both(), &Comparison::changed, this, [this, &fits] {
        const Scenario* shown = both().scenario();
        fits = fits && shown != nullptr && both().position() <= shown->steps.size();
    });
    both().togglePlay();
    QVERIFY(both().isPlaying());
    both().load(shorter, 4);
    QVERIFY(view()->accessibleDescription().contains(QStringLiteral("Step %1").arg(steps - 1)));
    QTRY_VERIFY(both().isSettled());
    QCOMPARE(*both().scenario(), shorter);
    QVERIFY(fits);
}

void TestCompare::otherPage_keepsItsState()
{
    m_shown->load("lost-update");
    open();
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_shown->stage.position(), 0);
    QCOMPARE(m_shown->journal().size(), 0);
    m_shown->press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(position(), QStringLiteral("0 of 4"));
    QVERIFY(!m_shown->isComparing());
    m_shown->press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(position(), QStringLiteral("3 of 4"));
}

void TestCompare::page_beginsAtTheOthersPosition()
{
    m_shown->load("lost-update");
    m_shown->stage.playTo(2);
    QTRY_COMPARE(m_shown->stage.position(), 2);
    m_shown->settle();
    open();
    QCOMPARE(position(), QStringLiteral("2 of 4"));
    QVERIFY(m_shown->button("stepButton")->isEnabled());
}

void TestCompare::freePlay_isCompared()
{
    m_shown->playLesson();
    open();
    QCOMPARE(pill("leftHead"), QStringLiteral("stock is 8, not 5: A’s change is lost, and nobody was told"));
    QCOMPARE(pill("rightHead"), QStringLiteral("B was told, nothing is lost: stock 5 after B tries again"));
}

void TestCompare::emptyFreePlay_saysSo()
{
    m_shown->press(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(m_shown->find<QWidget>("compareView") != nullptr);
    QVERIFY(!view()->isVisible());
    QVERIFY(both().scenario() == nullptr);
    // The transport is disabled, too.
    QVERIFY(!m_shown->button("stepButton")->isEnabled());
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    m_shown->load("lost-update");
    QTRY_VERIFY(both().isSettled());
    QVERIFY(view()->isVisible());
}

void TestCompare::figures_leadToTheirSteps()
{
    m_shown->load("lost-update");
    open();
    const auto press = [this](const char* strip, const char* name) {
        m_shown->click(m_shown->find<OutcomeStrip>(strip)->findChild<QPushButton*>(QLatin1String(name)));
    };
    press("leftOutcome", "savedButton");
    QCOMPARE(both().position(), 3);
    press("leftOutcome", "savedButton");
    QCOMPARE(both().position(), 4);
    both().show(1);
    press("rightOutcome", "refusedButton");
    QCOMPARE(both().position(), 4);
}

QStringList TestCompare::shownTexts(std::size_t side, TextKind kind)
{
    QStringList texts;
    for (const PictureText& text : view()->picture(side).texts) {
        if (text.kind == kind)
            texts.append(text.text);
    }
    return texts;
}

void TestCompare::rows_useTheHeight()
{
    QFETCH(const QSize, size);
    m_shown->load("lost-update");
    open();
    m_shown->window.resize(size);
    QTRY_COMPARE(m_shown->window.size(), size);
    QTRY_COMPARE(view()->verticalScrollBar()->maximum(), 0);
    const ComparisonLayout& layout = view()->layout();
    // A row more would not fit, or the rows are as high as is of use.
    const qreal left = view()->viewport()->height() - layout.height(1);
    const int height = layout.messageHeight();
    QVERIFY2(left < height, qPrintable(QStringLiteral("%1 px are left").arg(left)));
    // The view shows at least as much of the page as its other parts together.
    QVERIFY(view()->height() * 2 > view()->parentWidget()->height());
}

void TestCompare::rows_keepTheirHeightWhilePlayed()
{
    m_shown->load("lost-update");
    open();
    m_shown->window.resize(1280, 720);
    QTRY_COMPARE(m_shown->window.size(), QSize(1280, 720));
    const int height = view()->layout().messageHeight();
    both().first();
    for (int step = 1; step <= 4; ++step) {
        QTRY_VERIFY(both().isSettled());
        QCOMPARE(view()->layout().messageHeight(), height);
        both().step();
        QTRY_COMPARE(both().position(), step);
    }
    QCOMPARE(view()->layout().messageHeight(), height);
}

/// With five clients there is little space: cut, "v1, now v2" would say something else.
void TestCompare::noteThatDoesNotFit_isLeftOut()
{
    m_shown->load("five-clients");
    open();
    QTRY_COMPARE(both().position(), 10);
    for (const QString& note : shownTexts(1, TextKind::RefusedNote))
        QVERIFY2(!note.endsWith(QChar(0x2026)), qPrintable(note));
}

/// The value and the precondition of each save, the status of a refusal in words, and what the statement did.
void TestCompare::messages_sayWhatDecides()
{
    QFETCH(const QSize, size);
    m_shown->load("lost-update");
    open();
    m_shown->window.resize(size);
    QTRY_COMPARE(m_shown->window.size(), size);
    const std::array<QString, 2> preconditions{
        QStringLiteral("no If-Match"), QStringLiteral("If-Match \"1\"")};
    for (std::size_t side = 0; side < 2; ++side) {
        const QStringList requests = shownTexts(side, TextKind::Request);
        QCOMPARE(requests.size(), 4);
        for (const auto& [request, value] :
             {std::pair(requests.at(2), '7'), std::pair(requests.at(3), '8')}) {
            QVERIFY2(request.startsWith(QStringLiteral("PUT ")), qPrintable(request));
            QVERIFY2(request.contains(QLatin1Char(value)), qPrintable(request));
            QVERIFY2(request.endsWith(preconditions[side]), qPrintable(request));
        }
        QCOMPARE(shownTexts(side, TextKind::Record), QStringList{QStringLiteral("stock 10")});
    }
    const QStringList left = shownTexts(0, TextKind::Detail);
    const QStringList right = shownTexts(1, TextKind::Detail);
    QCOMPARE(left.size(), 2);
    QCOMPARE(left.first(), QStringLiteral("→ 1 row"));
    QVERIFY2(left.last().startsWith(QStringLiteral("→ 1 row")), qPrintable(left.last()));
    QCOMPARE(right.size(), 3);
    QCOMPARE(right.at(0), QStringLiteral("→ 1 row"));
    QCOMPARE(right.at(1), QStringLiteral("Precondition Failed"));
    QVERIFY2(right.at(2).startsWith(QStringLiteral("→ 0 rows")), qPrintable(right.at(2)));
    for (const QString& text : left + right)
        QVERIFY2(!text.endsWith(QStringLiteral("…")), qPrintable(text));
}

void TestCompare::halves_cutNoTexts_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(1440, 900);
    QTest::newRow("small") << QSize(1280, 720);
}

void TestCompare::halves_cutNoTexts()
{
    QFETCH(const QSize, size);
    m_shown->load("lost-update");
    open();
    m_shown->window.resize(size);
    QTRY_COMPARE(m_shown->window.size(), size);
    for (const char* name : {"leftHead", "rightHead", "leftOutcome", "rightOutcome"}) {
        auto* part = m_shown->find<QWidget>(name);
        for (QWidget* child : part->findChildren<QWidget*>()) {
            if (!child->isVisible() || child->objectName() == QStringLiteral("ruleStatus"))
                continue;
            const QRect place(child->mapTo(part, QPoint()), child->size());
            QVERIFY2(part->rect().contains(place), qPrintable(child->objectName()));
            if (qobject_cast<QLabel*>(child) != nullptr || qobject_cast<OutcomePill*>(child) != nullptr)
                QTRY_VERIFY2(child->width() >= child->sizeHint().width(), qPrintable(child->objectName()));
        }
    }
    const QWidget* left = m_shown->find<QWidget>("leftHead");
    const QWidget* right = m_shown->find<QWidget>("rightHead");
    QCOMPARE(left->width(), right->width());
    QVERIFY(left->geometry().right() < view()->width() / 2);
    QVERIFY(right->geometry().left() > view()->width() / 2);
}

QTEST_MAIN(TestCompare)

#include "tst_compare.moc"
