#include "core/journalbuilder.h"
#include "core/scenario/prediction.h"
#include "core/words/outcome.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::testing;

namespace {

const QString a = QStringLiteral("A");
const QString b = QStringLiteral("B");

std::vector<const Event*> lastOf(const Journal& journal, qint64 count = 1)
{
    std::vector<const Event*> events;
    for (qint64 seq = journal.size() - count + 1; seq <= journal.size(); ++seq)
        events.push_back(&journal.event(seq));
    return events;
}

QString verdict(Guess guess, const JournalBuilder& builder, qint64 count = 1)
{
    return verdictOn(guess, lastOf(builder.journal(), count), builder.journal().trees());
}

std::optional<Guess> truth(const JournalBuilder& builder, qint64 count = 1)
{
    return truthOf(lastOf(builder.journal(), count), builder.journal().trees());
}

} // namespace

class TestPrediction final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void overwriting_namesTheLostVersion()
    {
        const JournalBuilder builder = lesson(Locking::Off);
        QCOMPARE(truth(builder), std::optional(Guess::Overwrites));
        QCOMPARE(
            verdict(Guess::Saved, builder),
            QStringLiteral("You said saved. It overwrote A’s v2, and nobody was told."));
        QCOMPARE(
            verdict(Guess::Overwrites, builder),
            QStringLiteral(
                "You said that it overwrites somebody. Right. It overwrote A’s v2, and nobody was told."));
    }

    void refusal_namesItsStatus()
    {
        const JournalBuilder builder = lesson(Locking::Version);
        QCOMPARE(truth(builder), std::optional(Guess::Refused));
        QCOMPARE(
            verdict(Guess::Refused, builder),
            QStringLiteral("You said refused. Right. It was refused with 412, and B was told."));
        QCOMPARE(
            verdict(Guess::Saved, builder),
            QStringLiteral("You said saved. It was refused with 412, and B was told."));
    }

    void save_namesItsVersion()
    {
        JournalBuilder builder;
        builder.read(a).save(a, stock(7));
        QCOMPARE(truth(builder, 2), std::optional(Guess::Saved));
        QCOMPARE(
            verdict(Guess::Refused, builder, 2),
            QStringLiteral("You said refused. It was saved as v2, and nothing was lost."));
    }

    void intendedOverwriting_losesNothing()
    {
        JournalBuilder builder = lesson(Locking::Version);
        const qint64 before = builder.journal().size();
        builder.overwrite(b);
        QCOMPARE(truth(builder, builder.journal().size() - before), std::optional(Guess::Saved));
    }

    void unansweredSave_isJudgedByItsResult()
    {
        JournalBuilder builder;
        builder.read(a).save(a, stock(7)).answerLost(a);
        QCOMPARE(truth(builder, 2), std::optional(Guess::Saved));
    }

    void nothingSent_isNotJudged()
    {
        const JournalBuilder builder = lesson(Locking::Off);
        QVERIFY(!truthOf({}, builder.journal().trees()));
        QCOMPARE(
            verdictOn(Guess::Saved, {}, builder.journal().trees()),
            QStringLiteral("You said saved. Nothing was sent: nothing had been refused."));
    }

    void guess_needsATry()
    {
        Step step;
        step.action = SaveStep{};
        QVERIFY(!canGuess(step, Locking::Off));
        step.ask = QStringLiteral("What happens?");
        QVERIFY(canGuess(step, Locking::Off));
        step.ask.byRule = {{Locking::Version, QStringLiteral("What happens?")}};
        QVERIFY(!canGuess(step, Locking::Off));
        QVERIFY(canGuess(step, Locking::Version));
        step.ask = QStringLiteral("What happens?");
        step.action = ReadStep{};
        QVERIFY(!canGuess(step, Locking::Off));
        step.action = MergeStep{};
        QVERIFY(canGuess(step, Locking::Off));
    }

    void outcome_isOneLine_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<int>("severity");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("off") << int(Locking::Off) << int(Severity::Lost) << "1 lost, nobody told";
        QTest::newRow("version") << int(Locking::Version) << int(Severity::Stale) << "1 refused, and told";
    }

    void outcome_isOneLine()
    {
        QFETCH(const int, rule);
        QFETCH(const int, severity);
        QFETCH(const QString, sentence);
        const JournalBuilder builder = lesson(static_cast<Locking>(rule));
        const OutcomeText end = outcomeText(builder.journal().latest());
        QCOMPARE(end.sentence, sentence);
        QCOMPARE(int(end.severity), severity);
        QCOMPARE(outcomeText(builder.journal().at(0)).sentence, QStringLiteral("nothing saved yet"));
        // Only A's save with its edit.
        QCOMPARE(outcomeText(builder.journal().at(4)).sentence, QStringLiteral("nothing lost"));
    }
};

QTEST_GUILESS_MAIN(TestPrediction)

#include "tst_prediction.moc"
