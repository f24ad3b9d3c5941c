#include "core/journalbuilder.h"
#include "core/words/explanation.h"
#include "core/words/verdictwords.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

QList<Verdict> allVerdicts()
{
    QList<Verdict> all;
    for (int number = 0; number <= static_cast<int>(Verdict::Unknown); ++number)
        all.append(static_cast<Verdict>(number));
    return all;
}

Event eventOf(Action action, Verdict verdict)
{
    Event event;
    event.client = u"A"_s;
    event.action = action;
    event.verdict = verdict;
    event.status = verdict == Verdict::Unknown ? 0 : 409;
    event.record = u"item"_s;
    event.version = 2;
    event.after = stock(7);
    event.lease = Lease{u"B"_s, 3, JournalBuilder::Start};
    return event;
}

QString nameOf(Verdict verdict)
{
    const QByteArray line = toJsonLine(eventOf(Action::Read, verdict));
    const qsizetype at = line.indexOf("\"verdict\":\"") + 11;
    return QString::fromLatin1(line.mid(at, line.indexOf('"', at) - at));
}

} // namespace

/// Of every verdict everything is said that is ever asked of it.
class TestVerdictWords final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void row_isComplete_data() { addVerdicts(); }
    void row_isComplete()
    {
        QFETCH(Verdict, verdict);
        const VerdictWords& words = wordsOf(verdict);
        QCOMPARE(words.verdict, verdict);
        QVERIFY(words.ends != Requests());
        QVERIFY(words.status != nullptr);
        QVERIFY(words.line != nullptr);
        QVERIFY(words.outcome != nullptr);
    }

    void everyRequest_isToldHowItEnded_data() { addVerdicts(); }
    void everyRequest_isToldHowItEnded()
    {
        QFETCH(Verdict, verdict);
        for (const Action action :
             {Action::Read, Action::Write, Action::Increment, Action::Acquire, Action::Release}) {
            const Event event = eventOf(action, verdict);
            QVERIFY(!answerLine(event).isEmpty());
            QVERIFY(action == Action::Read || !outcomeLine(event).isEmpty());
            ClientState client;
            Answer answer;
            answer.message = 1;
            answer.action = answer.asked = action;
            answer.verdict = verdict;
            answer.status = event.status;
            answer.version = event.version;
            client.answer = answer;
            const AnswerText text = answerText(client);
            QVERIFY(!text.sentence.isEmpty());
            QVERIFY(!text.status.isEmpty());
        }
    }

    void whatGotNothing_looksLikeIt_data() { addVerdicts(); }
    void whatGotNothing_looksLikeIt()
    {
        QFETCH(Verdict, verdict);
        const VerdictWords& words = wordsOf(verdict);
        QVERIFY(!isRefusal(verdict) || words.isTurnedDown);
        if (words.isTurnedDown)
            QVERIFY(words.severity == Severity::Stale || words.severity == Severity::Pending);
        else
            QVERIFY(words.severity != Severity::Stale);
        // Only what was committed is lost.
        QVERIFY(words.severity != Severity::Lost);
    }

    void requestThatCannotEndSo_gotNothing()
    {
        QCOMPARE(severityOf(eventOf(Action::Write, Verdict::Granted)), Severity::Stale);
        QCOMPARE(answerLine(eventOf(Action::Write, Verdict::Granted)), u"409 Conflict"_s);
        QCOMPARE(outcomeLine(eventOf(Action::Acquire, Verdict::Saved)), u"refused, nothing changed"_s);
    }

private:
    static void addVerdicts()
    {
        QTest::addColumn<Verdict>("verdict");
        for (const Verdict verdict : allVerdicts())
            QTest::newRow(qPrintable(nameOf(verdict))) << verdict;
    }
};

QTEST_GUILESS_MAIN(TestVerdictWords)
#include "tst_verdictwords.moc"
