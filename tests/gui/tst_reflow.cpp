#include "cli/lessonplace.h"
#include "gui/drawncheck.h"
#include "gui/export/comparisondrawing.h"
#include "gui/export/diagramdrawing.h"
#include "gui/playback/comparison.h"
#include "gui/playback/transactioncomparison.h"
#include "gui/theme/fonts.h"
#include "stage/exportsource.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QGuiApplication>
#include <QRegularExpression>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int Widths[] = {320, 360, 480, 600, 700, 1080, 2000};

DrawingOptions ofWidth(int width)
{
    DrawingOptions options;
    options.width = width;
    return options;
}

/// Draws in each width. A width that is refused names the least one, in which it is drawn.
template<typename Draw>
QStringList problemsInAll(Draw draw)
{
    QStringList problems;
    const auto check = [&](int width) {
        const Result<Drawing, QString> drawing = draw(ofWidth(width));
        if (!drawing)
            return drawing.error();
        if (qRound(drawing->size.width()) != width && qRound(drawing->size.width()) != width - 1)
            problems.append(u"%1: is %2 wide"_s.arg(width).arg(drawing->size.width()));
        for (const QString& problem : problemsOf(*drawing, Theme::light()))
            problems.append(u"%1: %2"_s.arg(width).arg(problem));
        return QString();
    };
    for (const int width : Widths) {
        const QString refusal = check(width);
        if (refusal.isEmpty())
            continue;
        static const QRegularExpression sentence(
            u"^--width is “%1”, which is too narrow for the lanes of this diagram; give at least (\\d+)\\.$"_s
                .arg(u"\\d+"_s));
        const auto match = sentence.match(refusal);
        const int least = match.captured(1).toInt();
        if (!match.hasMatch() || least <= width)
            problems.append(refusal);
        else if (!check(least).isEmpty())
            problems.append(u"%1 is refused as well"_s.arg(least));
    }
    return problems;
}

} // namespace

/// Every built-in lesson, in every width that can be asked for.
class TestReflow final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void lesson_isWholeInEachWidth_data();
    void lesson_isWholeInEachWidth();
    void comparison_isWholeInEachWidth_data();
    void comparison_isWholeInEachWidth();
    void transactions_areWholeInEachWidth_data();
    void transactions_areWholeInEachWidth();
    void comparedTransactions_areWholeInEachWidth();
    void narrowComparison_isStacked();
    void legend_isLeftOut();
    void step_isHighlighted();
    void frames_haveOneSize();

private:
    EnginePool m_pool;
};

void TestReflow::lesson_isWholeInEachWidth_data()
{
    QTest::addColumn<QString>("lesson");
    QTest::addColumn<Locking>("rule");
    for (const NamedScenario& named : builtinScenarios()) {
        QList<Locking> rules = named.scenario.expectedRules();
        if (!rules.contains(named.scenario.locking))
            rules.append(named.scenario.locking);
        for (const Locking rule : rules)
            QTest::newRow(qPrintable(named.name + u' ' + toName(rule))) << named.name << rule;
    }
}

void TestReflow::lesson_isWholeInEachWidth()
{
    QFETCH(const QString, lesson);
    QFETCH(const Locking, rule);
    const QList<NamedScenario> all = builtinScenarios();
    const auto named = std::ranges::find(all, lesson, &NamedScenario::name);
    const ScenarioRun run = runScenario(named->scenario, rule);
    QCOMPARE(run.problem, QString());
    const qint64 size = run.journal().size();
    for (const qint64 moment : {size, size / 2}) {
        const ExportSource source = exportSource(*run.stage, moment);
        const QStringList problems = problemsInAll([&](DrawingOptions options) {
            options.isWhole = true;
            return drawingOf(source, Theme::light(), options);
        });
        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
    }
}

void TestReflow::comparison_isWholeInEachWidth_data()
{
    QTest::addColumn<QString>("lesson");
    for (const NamedScenario& named : builtinScenarios())
        QTest::newRow(qPrintable(named.name)) << named.name;
}

void TestReflow::comparison_isWholeInEachWidth()
{
    QFETCH(const QString, lesson);
    const QList<NamedScenario> all = builtinScenarios();
    const auto named = std::ranges::find(all, lesson, &NamedScenario::name);
    Comparison both;
    const auto steps = static_cast<int>(named->scenario.steps.size());
    both.load(named->scenario, steps);
    QTRY_VERIFY(!both.isBusy());
    for (const int step : {steps, steps / 2}) {
        both.show(step);
        const QStringList problems = problemsInAll([&](DrawingOptions options) {
            options.isWhole = true;
            return drawingOf(both, Theme::light(), options);
        });
        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
    }
}

void TestReflow::transactions_areWholeInEachWidth_data()
{
    QTest::addColumn<QString>("lesson");
    QTest::addColumn<QString>("engine");
    for (const NamedTransactionLesson& named : builtinTransactionLessons()) {
        for (const QString& engine : named.lesson.engines)
            QTest::newRow(qPrintable(named.name + u' ' + engine)) << named.name << engine;
    }
}

void TestReflow::transactions_areWholeInEachWidth()
{
    QFETCH(const QString, lesson);
    QFETCH(const QString, engine);
    const QList<NamedTransactionLesson> all = builtinTransactionLessons();
    const auto named = std::ranges::find(all, lesson, &NamedTransactionLesson::name);
    const TransactionStory story = storyOn(m_pool, *named, {engine, named->lesson.levelOn(engine)}, {});
    QCOMPARE(story.problem, QString());
    const qint64 size = story.journal.size();
    for (const qint64 moment : {size, size / 2}) {
        const QStringList problems = problemsInAll([&](DrawingOptions options) {
            options.isWhole = true;
            return drawingOf(story, moment, Theme::light(), options);
        });
        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
    }
}

void TestReflow::comparedTransactions_areWholeInEachWidth()
{
    for (const NamedTransactionLesson& named : builtinTransactionLessons()) {
        TransactionComparison both({}, {});
        const QString engine = named.lesson.engines.first();
        both.load(
            named.lesson,
            TransactionComparison::usualPlaces(named.lesson, engine),
            static_cast<int>(named.lesson.steps.size()));
        QTRY_VERIFY_WITH_TIMEOUT(both.isSettled(), 60'000);
        for (const int step : {both.stepCount(), both.stepCount() / 2}) {
            both.show(step);
            const QStringList problems = problemsInAll([&](DrawingOptions options) {
                options.isWhole = true;
                return drawingOf(both, Theme::light(), options);
            });
            QVERIFY2(problems.isEmpty(), qPrintable(named.name + u'\n' + problems.join(u'\n')));
        }
    }
}

void TestReflow::narrowComparison_isStacked()
{
    Comparison both;
    const Scenario scenario = builtinScenarios().first().scenario;
    both.load(scenario, static_cast<int>(scenario.steps.size()));
    QTRY_VERIFY(!both.isBusy());
    const auto wide = drawingOf(both, Theme::light(), ofWidth(700));
    const auto narrow = drawingOf(both, Theme::light(), ofWidth(699));
    QVERIFY(bool(wide) && bool(narrow));
    QCOMPARE(wide->parts.front().at.y(), wide->parts.back().at.y());
    QCOMPARE(narrow->parts.front().at.x(), narrow->parts.back().at.x());
    QVERIFY(
        narrow->parts.back().at.y() >=
        narrow->parts.front().at.y() + narrow->parts.front().picture.size.height());
}

void TestReflow::legend_isLeftOut()
{
    const ScenarioRun run = runScenario(builtinScenarios().first().scenario, Locking::Off);
    const ExportSource source = exportSource(*run.stage, run.journal().size());
    DrawingOptions options;
    const auto with = drawingOf(source, Theme::light(), options);
    options.legend = false;
    const auto without = drawingOf(source, Theme::light(), options);
    QVERIFY(!with->parts.front().picture.legend.empty());
    QVERIFY(without->parts.front().picture.legend.empty());
    QVERIFY(without->size.height() < with->size.height());
}

void TestReflow::step_isHighlighted()
{
    const ScenarioRun run = runScenario(builtinScenarios().first().scenario, Locking::Off);
    DrawingOptions options;
    options.isWhole = true;
    options.highlight = 2;
    const auto selectedAt = [&](qint64 moment) {
        std::vector<qint64> rows;
        const ExportSource source = exportSource(*run.stage, moment);
        const auto drawing = drawingOf(source, Theme::light(), options);
        for (const PictureRow& row : drawing->parts.front().picture.rows) {
            if (row.selected)
                rows.push_back(row.seq);
        }
        return rows;
    };
    const qint64 before = run.stage->eventsAt(1);
    QVERIFY(selectedAt(before).empty());
    const std::vector<qint64> selected = selectedAt(run.journal().size());
    QCOMPARE(static_cast<qint64>(selected.size()), run.stage->eventsAt(2) - before);
    QCOMPARE(selected.front(), before + 1);
}

void TestReflow::frames_haveOneSize()
{
    const Scenario scenario = builtinScenarios().first().scenario;
    const ScenarioRun run = runScenario(scenario, Locking::Off);
    for (const int width : {360, 1080}) {
        DrawingOptions options = ofWidth(width);
        options.isWhole = true;
        std::vector<Drawing> drawings;
        for (int step = 0; step <= scenario.steps.size(); ++step) {
            const ExportSource source = exportSource(*run.stage, run.stage->eventsAt(step));
            drawings.push_back(*drawingOf(source, Theme::light(), options));
        }
        alignDrawings(drawings);
        for (const Drawing& drawing : drawings) {
            QCOMPARE(drawing.size, drawings.front().size);
            QCOMPARE(drawing.parts.front().at, drawings.front().parts.front().at);
            QCOMPARE(
                drawing.parts.front().picture.rows.size(),
                drawings.front().parts.front().picture.rows.size());
            QCOMPARE(problemsOf(drawing, Theme::light()), QStringList());
        }
    }
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestReflow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_reflow.moc"
