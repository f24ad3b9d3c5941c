#include "core/scenario/headline.h"
#include "core/scenario/turningpoint.h"
#include "stage/files/scenariolibrary.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QFile>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

/// The step of an event, from 1; 0 for none.
int stepOf(const ScenarioRun& run, qint64 seq)
{
    int step = 0;
    while (seq > 0 && step < run.scenario.steps.size() && run.stage->eventsAt(step) < seq)
        ++step;
    return step;
}

QString toldOf(const NamedScenario& named, Locking rule)
{
    const ScenarioRun run = runScenario(named.scenario, rule);
    const Snapshot& end = run.journal().latest();
    const Headline headline =
        headlineOf(named.scenario.headline(), end, ledgerOf(end, run.stage->recordId()));
    return u"%1 %2: step %3, %4"_s.arg(
        named.name,
        toName(rule),
        QString::number(stepOf(run, turningPoint(run.journal(), run.journal().size()))),
        headline.outcome.value(0));
}

} // namespace

/// Every lesson under every rule: where it was decided, and what its headline says came of it. Compared with
/// headlines.txt, whose lines were read and accepted; with INTERLEAVE_ACCEPT=1 in the environment, it is
/// written instead.
class TestHeadlines final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lessons_sayWhatCameOfThem()
    {
        QStringList told;
        for (const NamedScenario& named : builtinScenarios()) {
            for (const Locking rule : allLocking())
                told.append(toldOf(named, rule));
        }
        QFile accepted(QStringLiteral(INTERLEAVE_HEADLINES));
        if (qEnvironmentVariableIsSet("INTERLEAVE_ACCEPT")) {
            QVERIFY(accepted.open(QIODevice::WriteOnly));
            accepted.write((told.join(u'\n') + u'\n').toUtf8());
            return;
        }
        QVERIFY(accepted.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(accepted.readAll()).trimmed().split(u'\n');
        for (qsizetype i = 0; i < told.size(); ++i)
            QCOMPARE(told.at(i), lines.value(i));
        QCOMPARE(told.size(), lines.size());
    }
};

QTEST_GUILESS_MAIN(TestHeadlines)
#include "tst_headlines.moc"
