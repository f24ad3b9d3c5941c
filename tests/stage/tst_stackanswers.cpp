#include "core/stacks/stackanswer.h"
#include "stage/files/scenariolibrary.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;

/// Every message of every built-in lesson, in every stack.
class TestStackAnswers final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lessons_areWrittenInEveryStack_data();
    void lessons_areWrittenInEveryStack();
};

void TestStackAnswers::lessons_areWrittenInEveryStack_data()
{
    QTest::addColumn<QString>("name");
    for (const NamedScenario& named : builtinScenarios())
        QTest::newRow(qPrintable(named.name)) << named.name;
}

void TestStackAnswers::lessons_areWrittenInEveryStack()
{
    QFETCH(QString, name);
    const auto found = findScenario(name);
    QVERIFY(found);
    const ScenarioRun run = runScenario(found->scenario, found->scenario.locking);
    QCOMPARE(run.problem, QString());
    const Journal& journal = run.journal();
    for (qint64 seq = 1; seq <= journal.size(); ++seq) {
        const Event& event = journal.event(seq);
        const StackQuestion question = questionOf(event);
        QCOMPARE(question != StackQuestion::None, event.isMessage());
        if (!event.isMessage())
            continue;
        const CodeValues values = codeValuesOf(event, journal.at(seq - 1));
        QVERIFY(!values.fields.isEmpty() && !values.whole.isEmpty());
        QCOMPARE(values.record, event.record);
        for (const Stack& stack : builtinStacks()) {
            const StackAnswer answer = stackAnswer(stack, question, values);
            QVERIFY2(!answer.sections.isEmpty() && answer.sections.size() <= 3, qPrintable(stack.id));
            for (const StackSection& section : answer.sections) {
                QVERIFY2(!section.code.contains(QStringLiteral("{{")), qPrintable(section.code));
                QVERIFY(!section.heading.isEmpty());
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestStackAnswers)
#include "tst_stackanswers.moc"
