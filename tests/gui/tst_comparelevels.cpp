#include "gui/compare/transactioncompareview.h"
#include "gui/export/diagramfile.h"
#include "gui/filedialogs.h"
#include "gui/outcome/outcomepill.h"
#include "gui/outcome/transactionstrip.h"
#include "gui/pages/comparelevels.h"
#include "gui/panels/levelhead.h"
#include "gui/panels/startpanel.h"
#include "gui/shownwindow.h"
#include "gui/widgets/choicebutton.h"
#include "warningfreetest.h"

#include <QMenu>
#include <QScrollBar>
#include <QTemporaryDir>

using namespace interleave;
using namespace Qt::StringLiterals;

/// The page that compares, with a lesson of transactions at two levels or on two engines: by real mouse and
/// keys, on real engines.
class TestCompareLevels final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void mode_isChosenByMouseAndKeys();
    void dirtyRead_isSeenAndPrevented();
    void lostUpdate_isLostAndRefused();
    void twoEngines_areCompared();
    void steps_beginAtTheSameHeight();
    void transport_movesBothByMouse();
    void transport_movesBothByKeys();
    void view_choosesAStepByMouseAndKeys();
    void level_isChosenByKeys();
    void lessonMenu_isThatOfThePage();
    void figures_leadToTheirSteps();
    void waitingStep_saysSo();
    void lesson_isRunWhereItCan();
    void missingServer_saysWhy();
    void rules_areShownAgain();
    void request_isCompared();
    void export_drawsBoth();
    void texts_areNotCut_data();
    void texts_areNotCut();

private:
    void prepare() override;

    void openLevels();
    void settle();
    void load(const char* lesson);
    void choose(const char* head, const char* button, const QString& value);
    [[nodiscard]] ComparePage& page() { return *m_shown->window.findChild<ComparePage*>(); }
    [[nodiscard]] TransactionComparison& both() { return page().levels()->comparison(); }
    [[nodiscard]] TransactionCompareView* view()
    {
        return m_shown->find<TransactionCompareView>("compareLevelsView");
    }
    [[nodiscard]] LevelHead* head(const char* name) { return m_shown->find<LevelHead>(name); }
    [[nodiscard]] QString pill(const char* name) { return head(name)->findChild<OutcomePill*>()->text(); }
    [[nodiscard]] QString figure(const char* strip, const char* name)
    {
        return uitest::text(*m_shown->find<TransactionStrip>(strip), name);
    }
    [[nodiscard]] QString position() { return uitest::text(m_shown->window, "positionLabel"); }
    [[nodiscard]] QStringList texts(std::size_t side, TextKind kind);
    void skipWithout(const char* engine);

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestCompareLevels::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
    m_shown->press(Qt::Key_2, Qt::ControlModifier);
}

void TestCompareLevels::openLevels()
{
    uitest::ShownWindow::click(page().findChild<QPushButton*>(u"levelsButton"_s));
    settle();
}

void TestCompareLevels::settle()
{
    QTRY_VERIFY_WITH_TIMEOUT(both().isSettled(), 60'000);
}

void TestCompareLevels::load(const char* lesson)
{
    auto* action = page().lessonMenu()->findChild<QAction*>(QLatin1String(lesson));
    QVERIFY(action != nullptr);
    action->trigger();
    settle();
}

void TestCompareLevels::choose(const char* headName, const char* button, const QString& value)
{
    for (QAction* action :
         head(headName)->findChild<ChoiceButton*>(QLatin1String(button))->menu()->actions()) {
        if (action->data() == value)
            action->trigger();
    }
    settle();
}

/// Where the machine has no such server there is nothing to compare.
void TestCompareLevels::skipWithout(const char* engine)
{
    choose("leftLevelHead", "engineChoice", QLatin1String(engine));
    if (!both().problem(0).isEmpty())
        QSKIP(qPrintable(both().problem(0)));
}

QStringList TestCompareLevels::texts(std::size_t side, TextKind kind)
{
    QStringList result;
    for (const PictureText& text : view()->picture(side).texts) {
        if (text.kind == kind && !text.text.isEmpty())
            result.append(text.text);
    }
    return result;
}

void TestCompareLevels::mode_isChosenByMouseAndKeys()
{
    QVERIFY(page().levels() == nullptr);
    openLevels();
    QVERIFY(view()->isVisible());
    QVERIFY(!m_shown->find<QWidget>("rulesPane")->isVisible());
    auto* rules = page().findChild<QPushButton*>(u"rulesButton"_s);
    rules->setFocus();
    QTest::keyClick(rules, Qt::Key_Space);
    QVERIFY(!view()->isVisible());
    QVERIFY(m_shown->find<QWidget>("rulesPane")->isVisible());
    QTest::keyClick(rules, Qt::Key_Right);
    QVERIFY(view()->isVisible());
}

void TestCompareLevels::dirtyRead_isSeenAndPrevented()
{
    openLevels();
    load("dirty-read");
    QCOMPARE(both().place(0), (EngineLevel{u"sqlite"_s, u"read uncommitted"_s}));
    QCOMPARE(both().place(1), (EngineLevel{u"sqlite"_s, u"serializable"_s}));
    QCOMPARE(both().story(0)->judgement.anomaly, u"dirty read"_s);
    QCOMPARE(both().story(1)->judgement.anomaly, QString());
    QVERIFY(texts(0, TextKind::Answer).join(u' ').contains(u"999"_s));
    QCOMPARE(texts(0, TextKind::Believes).size(), 1);
    QVERIFY(!texts(1, TextKind::Answer).join(u' ').contains(u"stock 999"_s));
    QCOMPARE(texts(1, TextKind::Believes), QStringList());
    QVERIFY(pill("leftLevelHead") != pill("rightLevelHead"));
    QCOMPARE(figure("leftLevelOutcome", "dirtyReadsFigure"), u"1"_s);
    QCOMPARE(figure("rightLevelOutcome", "dirtyReadsFigure"), u"0"_s);
}

void TestCompareLevels::lostUpdate_isLostAndRefused()
{
    openLevels();
    load("lost-update-transactions");
    skipWithout("postgresql");
    choose("leftLevelHead", "levelChoice", u"read committed"_s);
    choose("rightLevelHead", "engineChoice", u"postgresql"_s);
    choose("rightLevelHead", "levelChoice", u"repeatable read"_s);
    QCOMPARE(both().story(0)->judgement.anomaly, u"lost update"_s);
    QVERIFY(texts(0, TextKind::Note).contains(u"A’s 7 is lost"_s));
    QVERIFY(texts(1, TextKind::Answer).join(u' ').contains(u"40001"_s));
    QVERIFY(!texts(1, TextKind::Note).join(u' ').contains(u"lost"_s));
    QCOMPARE(figure("leftLevelOutcome", "lostUpdatesFigure"), u"1"_s);
    QCOMPARE(figure("rightLevelOutcome", "refusedFigure"), u"1"_s);
}

void TestCompareLevels::twoEngines_areCompared()
{
    openLevels();
    load("write-skew");
    skipWithout("postgresql");
    choose("leftLevelHead", "levelChoice", u"serializable"_s);
    choose("rightLevelHead", "engineChoice", u"sqlite"_s);
    choose("rightLevelHead", "levelChoice", u"read uncommitted"_s);
    QCOMPARE(both().story(0)->journal.header().engine, u"postgresql"_s);
    QCOMPARE(both().story(1)->journal.header().engine, u"sqlite"_s);
    QCOMPARE(both().story(1)->judgement.anomaly, u"write skew"_s);
    QCOMPARE(both().story(0)->judgement.verdict, SerialVerdict::Explained);
}

void TestCompareLevels::steps_beginAtTheSameHeight()
{
    openLevels();
    load("dirty-read");
    choose("rightLevelHead", "levelChoice", u"serializable immediate"_s);
    const TransactionSides& layout = view()->layout();
    for (int step = 0; step < layout.stepCount(); ++step) {
        for (std::size_t side = 0; side < TransactionSides::SideCount; ++side) {
            if (layout.isEmpty(side, step))
                continue;
            const qint64 first = layout.side(side).endOfStep(step) + 1;
            QCOMPARE(layout.side(side).rowTop(first, 1, true), layout.stepTop(step, 1));
        }
    }
}

void TestCompareLevels::transport_movesBothByMouse()
{
    openLevels();
    load("dirty-read");
    QCOMPARE(position(), u"7 of 7"_s);
    uitest::ShownWindow::click(m_shown->button("firstButton"));
    QCOMPARE(position(), u"0 of 7"_s);
    QCOMPARE(both().moment(0), 0);
    for (int i = 0; i < 4; ++i)
        uitest::ShownWindow::click(m_shown->button("stepButton"));
    QCOMPARE(position(), u"4 of 7"_s);
    QCOMPARE(both().moment(0), 4);
    QCOMPARE(both().moment(1), 4);
    // What is to come is not seen.
    QCOMPARE(both().shownStory(0)->journal.size(), 4);
    QVERIFY(!texts(0, TextKind::Request).contains(u"ROLLBACK"_s));
    uitest::ShownWindow::click(m_shown->button("backButton"));
    QCOMPARE(position(), u"3 of 7"_s);
    QCOMPARE(texts(0, TextKind::NotYet).size(), 1);
}

void TestCompareLevels::transport_movesBothByKeys()
{
    openLevels();
    load("dirty-read");
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(position(), u"6 of 7"_s);
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(position(), u"7 of 7"_s);
}

void TestCompareLevels::view_choosesAStepByMouseAndKeys()
{
    openLevels();
    load("dirty-read");
    const QPoint fourth(view()->viewport()->width() * 3 / 4, qRound(view()->itemRect(4).center().y()));
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, fourth);
    QCOMPARE(both().position(), 4);
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_Down);
    QCOMPARE(both().position(), 5);
    QTest::keyClick(view(), Qt::Key_Home);
    QCOMPARE(both().position(), 1);
    QTest::keyClick(view(), Qt::Key_End);
    QCOMPARE(both().position(), 7);
    QVERIFY(view()->accessibleDescription().startsWith(u"Step 7. SQLite · Read uncommitted: B: COMMIT"_s));
}

void TestCompareLevels::level_isChosenByKeys()
{
    openLevels();
    load("dirty-read");
    auto* level = head("rightLevelHead")->findChild<ChoiceButton*>(u"levelChoice"_s);
    QVERIFY(level->accessibleName().contains(u"Isolation level"_s));
    level->setFocus();
    // The menu blocks until something is chosen in it.
    QTimer::singleShot(0, level, [level] {
        QMenu* menu = level->menu();
        while (menu->activeAction() != menu->actions().first())
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QTest::keyClick(level, Qt::Key_Space);
    settle();
    QCOMPARE(both().place(1).level, u"read uncommitted"_s);
    QCOMPARE(both().story(1)->judgement.anomaly, u"dirty read"_s);
}

void TestCompareLevels::lessonMenu_isThatOfThePage()
{
    openLevels();
    auto* button = m_shown->button("scenarioButton");
    QCOMPARE(button->menu(), page().lessonMenu());
    QCOMPARE(button->text(), u"Dirty read"_s);
    QVERIFY(page().lessonMenu()->findChild<QAction*>(u"free-transactions"_s) == nullptr);
    load("write-skew");
    QCOMPARE(button->text(), u"Write skew"_s);
    uitest::ShownWindow::click(page().findChild<QPushButton*>(u"rulesButton"_s));
    QVERIFY(button->menu() != page().lessonMenu());
    QCOMPARE(page().lessonMenu(), nullptr);
}

void TestCompareLevels::figures_leadToTheirSteps()
{
    openLevels();
    load("dirty-read");
    auto* figure = m_shown->find<TransactionStrip>("leftLevelOutcome")->focusOrder().first();
    uitest::ShownWindow::click(figure);
    QCOMPARE(both().position(), 4);
}

void TestCompareLevels::waitingStep_saysSo()
{
    openLevels();
    load("dirty-read");
    choose("rightLevelHead", "levelChoice", u"serializable immediate"_s);
    // B's BEGIN waits for A, so that its next step is not even asked for.
    QVERIFY(texts(1, TextKind::LeftOut).contains(u"B still waits"_s));
    QVERIFY(texts(1, TextKind::Note).contains(u"waits for A"_s));
    QCOMPARE(texts(0, TextKind::LeftOut), QStringList());
}

void TestCompareLevels::missingServer_saysWhy()
{
    EnginePlaces places;
    places.postgresql = u"host=/nowhere"_s;
    CompareLevels levels(places, {});
    levels.resize(1200, 700);
    levels.show();
    levels.begin();
    TransactionComparison& comparison = levels.comparison();
    QTRY_VERIFY_WITH_TIMEOUT(comparison.isSettled(), 60'000);
    comparison.choose(1, {u"postgresql"_s, u"read committed"_s});
    QTRY_VERIFY_WITH_TIMEOUT(comparison.isSettled(), 60'000);
    QVERIFY(!comparison.problem(1).isEmpty());
    QVERIFY(comparison.story(1) == nullptr);
    auto* start = levels.findChild<StartPanel*>();
    QVERIFY(start->isVisible());
    QVERIFY(!levels.canExport());
    QVERIFY(!comparison.canStep());
    // Another engine is chosen, and all is well again.
    comparison.choose(1, {u"sqlite"_s, u"serializable"_s});
    QTRY_VERIFY_WITH_TIMEOUT(comparison.isSettled(), 60'000);
    QVERIFY(!start->isVisible());
    QVERIFY(levels.canExport());
}

void TestCompareLevels::lesson_isRunWhereItCan()
{
    openLevels();
    load("waiting-and-not-waiting");
    // Not for SQLite, so that it is run on another engine or says why not.
    QVERIFY(both().place(0).engine != u"sqlite"_s);
    auto* engines = head("leftLevelHead")->findChild<ChoiceButton*>(u"engineChoice"_s);
    QCOMPARE(engines->menu()->actions().size(), 2);
    auto* start = page().levels()->findChild<StartPanel*>();
    QCOMPARE(start->isVisible(), both().story(0) == nullptr || both().story(1) == nullptr);
}

void TestCompareLevels::rules_areShownAgain()
{
    openLevels();
    page().setRules(Locking::Off, Locking::Timestamp);
    QVERIFY(m_shown->find<QWidget>("rulesPane")->isVisible());
    QCOMPARE(page().comparison().rule(1), Locking::Timestamp);
    QVERIFY(page().findChild<QPushButton*>(u"rulesButton"_s)->isChecked());
}

void TestCompareLevels::request_isCompared()
{
    TransactionsRequest request;
    for (const NamedTransactionLesson& named : builtinTransactionLessons()) {
        if (named.name == u"write-skew"_s)
            request.lesson = named.lesson;
    }
    request.step = 5;
    request.place.engine = u"sqlite"_s;
    page().comparePlaces(request, {u"sqlite"_s, u"serializable"_s});
    settle();
    QVERIFY(view()->isVisible());
    QCOMPARE(both().lesson().title, u"Write skew"_s);
    QCOMPARE(both().position(), 5);
    QCOMPARE(both().place(0), (EngineLevel{u"sqlite"_s, u"read uncommitted"_s}));
    QCOMPARE(both().place(1), (EngineLevel{u"sqlite"_s, u"serializable"_s}));
    QCOMPARE(m_shown->button("scenarioButton")->text(), u"Write skew"_s);
}

void TestCompareLevels::export_drawsBoth()
{
    openLevels();
    load("dirty-read");
    QVERIFY(page().canExport());
    QMenu* menu = page().exportMenu();
    QCOMPARE(m_shown->button("exportButton")->menu(), menu);
    emit menu->aboutToShow();
    QCOMPARE(
        page().levels()->findChild<QMenu*>(u"leftExportMenu"_s)->title(),
        u"Left: SQLite · Read uncommitted"_s);
    const QByteArray svg = comparisonSvg(both());
    QVERIFY(svg.contains("stock 999 · not committed"));
    QVERIFY(svg.contains("SQLite · Serializable"));
    const auto image = comparisonImage(both(), Theme::light(), 1);
    QVERIFY(bool(image));
    QVERIFY(image->width() > 1800);
    // Both as a page, and one of them.
    const auto saved = [this](const char* entry) {
        const QTemporaryDir folder;
        page().levels()->findChild<QAction*>(QLatin1String(entry))->trigger();
        uitest::choose(*m_shown, "exportDialog", folder.filePath(u"page"_s));
        QFile file(folder.filePath(u"page.html"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray pages = saved("saveBoth.html");
    QVERIFY(pages.contains("<h2>SQLite · Serializable</h2>"));
    QCOMPARE(pages.count("class=\"interleave-diagram figure\""), 2);
    QVERIFY(pages.contains("data-last=\"7\" data-opening=\"7\""));
    QCOMPARE(saved("save.html").count("class=\"interleave-diagram figure\""), 1);
    uitest::ShownWindow::click(m_shown->button("firstButton"));
    QVERIFY(!page().canExport());
}

void TestCompareLevels::texts_areNotCut_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("lesson");
    for (const char* lesson :
         {"dirty-read",
          "lost-update-transactions",
          "write-skew",
          "deadlock-crosswise",
          "read-only-anomaly"}) {
        QTest::addRow("%s, 1280×720", lesson) << QSize(1280, 720) << QString::fromLatin1(lesson);
        QTest::addRow("%s, 1440×900", lesson) << QSize(1440, 900) << QString::fromLatin1(lesson);
    }
}

void TestCompareLevels::texts_areNotCut()
{
    QFETCH(const QSize, size);
    QFETCH(const QString, lesson);
    m_shown->window.resize(size);
    openLevels();
    load(qPrintable(lesson));
    for (std::size_t side = 0; side < TransactionSides::SideCount; ++side) {
        for (const PictureText& text : view()->picture(side).texts) {
            const bool isWhole = text.text.isEmpty() || text.wordings.contains(text.text);
            QVERIFY2(isWhole, qPrintable(text.text));
        }
    }
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    TestCompareLevels test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_comparelevels.moc"
