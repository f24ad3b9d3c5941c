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

    void comparison_namesBothValues_data()
    {
        QTest::addColumn<Event>("event");
        QTest::addColumn<QStringList>("wordings");
        Event stale = eventOf(Action::Write, Verdict::Stale);
        stale.base = 1;
        stale.condition = "If-Match: \"1\"";
        QTest::newRow("versions")
            << stale
            << QStringList{u"A read v1, the record is at v2"_s, u"A read v1, it is at v2"_s, u"v1, now v2"_s};
        stale.base = 3;
        QTest::newRow("a version that it did not read")
            << stale
            << QStringList{
                   u"A named v1, the record is at v2"_s, u"A named v1, it is at v2"_s, u"v1, now v2"_s};
        stale.base = 1;
        stale.outside = true;
        QTest::newRow("an outside client")
            << stale
            << QStringList{
                   u"A named v1, the record is at v2"_s, u"A named v1, it is at v2"_s, u"v1, now v2"_s};
        stale.outside = false;
        stale.condition = "If-None-Match: *";
        QTest::newRow("an absence") << stale << QStringList();
        stale.condition = "If-Match: \"1\", \"3\"";
        QTest::newRow("several tags") << stale << QStringList();
        stale.condition = "If-Match: \"1r1\"";
        QTest::newRow("a tag of another run") << stale << QStringList();
        stale.condition = "If-Match: W/\"1\"";
        QTest::newRow("a tag that never matches") << stale << QStringList();
        stale.condition = "If-Unmodified-Since: Fri, 02 Jan 2026 09:00:00 GMT";
        stale.responseText =
            "HTTP/1.1 412 Precondition Failed\r\nLast-Modified: Fri, 02 Jan 2026 09:00:02 GMT\r\n\r\n";
        QTest::newRow("dates") << stale
                               << QStringList{
                                      u"A read 09:00:00, it is of 09:00:02"_s, u"09:00:00, now 09:00:02"_s};
        stale.responseText.clear();
        QTest::newRow("dates, and the answer was not kept") << stale << QStringList();
        Event fenced = eventOf(Action::Write, Verdict::Fenced);
        fenced.token = 1;
        QTest::newRow("tokens") << fenced
                                << QStringList{u"A’s token is 1, the newest is 3"_s, u"token 1, newest 3"_s};
        Event circle = eventOf(Action::Acquire, Verdict::Deadlock);
        circle.cycle = {{u"A"_s, u"desk"_s, u"B"_s}, {u"B"_s, u"lamp"_s, u"A"_s}};
        QTest::newRow("a circle of two")
            << circle
            << QStringList{u"A would wait for B, and B waits for A"_s, u"each would wait for the other"_s};
        circle.cycle.insert(1, {u"B"_s, u"lamp"_s, u"C"_s});
        circle.cycle[2].client = u"C"_s;
        QTest::newRow("a circle of three")
            << circle << QStringList{u"a circle of waits: A → B → C → A"_s, u"A → B → C → A"_s};
        QTest::newRow("what the answer says") << eventOf(Action::Write, Verdict::Locked) << QStringList();
    }
    void comparison_namesBothValues()
    {
        QFETCH(const Event, event);
        QTEST(comparedWordings(event), "wordings");
    }

    void dates_standWhereTheTagsStand()
    {
        Event event = eventOf(Action::Read, Verdict::Done);
        event.status = 200;
        event.tag = "\"2\"";
        event.responseText = "HTTP/1.1 200 OK\r\nlast-modified: Fri, 02 Jan 2026 09:00:02 GMT\r\n\r\n";
        QCOMPARE(answerLine(event), u"200 OK · ETag \"2\" · stock 7"_s);
        event.locking = Locking::Timestamp;
        QCOMPARE(answerLine(event), u"200 OK · Last-Modified 09:00:02 · stock 7"_s);
        event.action = Action::Write;
        event.verdict = Verdict::Stale;
        event.status = 412;
        QCOMPARE(answerLine(event), u"412 · nothing written · now 09:00:02"_s);
        event.responseText.clear();
        QCOMPARE(answerLine(event), u"412 · nothing written · now \"2\""_s);
    }

    void save_saysThatItProvesNothing()
    {
        Event event = eventOf(Action::Write, Verdict::Saved);
        QCOMPARE(messageText(event).request, u"PUT stock 7 · no If-Match"_s);
        event.locking = Locking::Timestamp;
        QCOMPARE(messageText(event).request, u"PUT stock 7 · no If-Unmodified-Since"_s);
        event.locking = Locking::Lease;
        QCOMPARE(messageText(event).request, u"PUT stock 7 · no Lock-Token"_s);
        // Of what nobody answered it is not known what it proved.
        event.verdict = Verdict::Unknown;
        QCOMPARE(messageText(event).request, u"PUT stock 7"_s);
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
            answer.number = {1, 1, false};
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
