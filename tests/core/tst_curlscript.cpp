#include "core/export/curlscript.h"

#include "core/journalbuilder.h"
#include "core/leasejournal.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

ExportSource storyOf(const Journal& journal, qint64 moment = -1)
{
    return {&journal, moment < 0 ? journal.size() : moment, {u"A"_s, u"B"_s}, u"A story"_s};
}

/// The script from the start of the records on; empty on an error.
QString stepsOf(const Journal& journal)
{
    const auto script = curlScript(storyOf(journal));
    if (!script)
        return {};
    const QString text = QString::fromUtf8(*script);
    return text.mid(text.indexOf(u"# The records as they were"_s));
}

} // namespace

class TestCurlScript final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void steps_areSentAndCompared();
    void bodies_areSentUnchanged();
    void tags_areTakenFromAnswers();
    void strangeTags_stayAsTheyAre();
    void dates_areTakenFromAnswers();
    void losses_areCommented();
    void ruleThatChanged_cannotBeRepeated();
    void clockMovedBack_cannotBeRepeated_data();
    void clockMovedBack_cannotBeRepeated();
    void clock_isCommentedAndWaitedFor();
    void waitingRequest_isAnsweredLater();
    void unusualLeases_cannotBeRepeated();
};

void TestCurlScript::clock_isCommentedAndWaitedFor()
{
    const auto told = [](Locking rule, qint64 seconds) {
        JournalBuilder builder(rule);
        builder.read(u"A"_s).moveClock(seconds).read(u"B"_s);
        return stepsOf(builder.journal());
    };
    QVERIFY(
        told(Locking::Off, 40).contains(u"\n# In Interleave the clock goes 40 s forward.\nask"_s) ||
        told(Locking::Off, 40).contains(u"\n# In Interleave the clock goes 40 s forward.\n\nask"_s));
    QVERIFY(told(Locking::Version, -60).contains(u"# In Interleave the clock goes 60 s back."_s));
    QVERIFY(!told(Locking::Timestamp, 40).contains(u"sleep"_s));
    const QString leased = told(Locking::Lease, 40);
    QVERIFY2(
        leased.contains(u"# In Interleave the clock goes 40 s forward. Here that time passes.\nsleep 40\n"_s),
        qPrintable(leased));
}

void TestCurlScript::steps_areSentAndCompared()
{
    JournalBuilder builder(Locking::Off);
    builder.read(u"A"_s).save(u"A"_s, stock(7));
    const QString steps = stepsOf(builder.journal());
    QVERIFY2(
        steps.contains(u"start '/records/item' '{\"stock\": 10, \"name\": \"Desk lamp\"}'\n"_s),
        qPrintable(steps));
    QVERIFY2(
        steps.contains(u"ask '1. A: GET item' 200 \\\n    \"$server\"'/records/item'\n"_s),
        qPrintable(steps));
    QVERIFY2(
        steps.contains(u"ask '2. A: PUT stock 7 · no If-Match' 200 -X 'PUT' \\\n"
                       "    --data-raw '{\"stock\": 7, \"name\": \"Desk lamp\"}' \\\n"
                       "    \"$server\"'/records/item'\n"_s),
        qPrintable(steps));
    QVERIFY(steps.contains(
        u"[ \"$(cat \"$answers/body\")\" = '{\"stock\": 7, \"name\": \"Desk lamp\"}' ] || stop"_s));
}

void TestCurlScript::bodies_areSentUnchanged()
{
    JournalBuilder builder(Locking::Off);
    builder.read(u"A"_s).save(u"A"_s, stock(7));
    Event save = builder.last();
    save.after.setWritten("{\"stock\":7.0,\n\"name\":\"Desk lamp\"}\n\n");
    save.version = 3;
    save.requestText.clear();
    builder.custom(save);
    const QString steps = stepsOf(builder.journal());
    QVERIFY2(
        steps.contains(u"--data-raw '{\"stock\":7.0,\n\"name\":\"Desk lamp\"}\n\n' \\\n"_s),
        qPrintable(steps));
    // The shell drops trailing line feeds.
    QVERIFY2(
        steps.contains(
            u"[ \"$(cat \"$answers/body\")\" = '{\"stock\":7.0,\n\"name\":\"Desk lamp\"}' ] || stop"_s),
        qPrintable(steps));
}

void TestCurlScript::tags_areTakenFromAnswers()
{
    JournalBuilder builder(Locking::Version);
    builder.read(u"A"_s).save(u"A"_s, stock(7)).save(u"A"_s, stock(6));
    const QString steps = stepsOf(builder.journal());
    const qsizetype first = steps.indexOf(u"tag_1=$(header ETag)\n"_s);
    const qsizetype usesFirst = steps.indexOf(u"-H \"If-Match: $tag_1\""_s);
    const qsizetype second = steps.indexOf(u"tag_2=$(header ETag)\n"_s);
    const qsizetype usesSecond = steps.indexOf(u"-H \"If-Match: $tag_2\""_s);
    QVERIFY2(first > 0 && first < usesFirst && usesFirst < second && second < usesSecond, qPrintable(steps));
    QVERIFY2(!steps.contains(u"tag_3"_s), "nobody needs it");
}

void TestCurlScript::strangeTags_stayAsTheyAre()
{
    JournalBuilder builder(Locking::Version);
    builder.read(u"A"_s);
    Event save = builder.last();
    save.action = Action::Write;
    save.verdict = Verdict::Stale;
    save.status = 412;
    save.after = stock(7);
    save.requestText.clear();
    save.condition = "If-Match: W/\"1\", \"11\", \"$x`\"";
    builder.custom(save);
    const QString steps = stepsOf(builder.journal());
    QVERIFY2(
        steps.contains(u"-H 'If-Match: '\"W/$tag_1\"', ''\"11\"'', ''\"$x`\"' \\\n"_s), qPrintable(steps));
}

void TestCurlScript::dates_areTakenFromAnswers()
{
    JournalBuilder builder(Locking::Timestamp);
    builder.read(u"A"_s);
    Event read = builder.last();
    read.responseText = "HTTP/1.1 200 OK\r\nLast-Modified: Mon, 05 Jan 2026 09:00:00 GMT\r\n\r\n";
    builder.custom(read);
    Event save = read;
    save.action = Action::Write;
    save.verdict = Verdict::Saved;
    save.version = 2;
    save.base = 1;
    save.after = stock(7);
    save.requestText.clear();
    save.condition = "If-Unmodified-Since: Mon, 05 Jan 2026 09:00:00 GMT";
    builder.custom(save);
    const QString steps = stepsOf(builder.journal());
    const qsizetype date = steps.indexOf(u"date_1=$(header Last-Modified)\n"_s);
    const qsizetype second = steps.indexOf(u"next_second\nask '3."_s);
    const qsizetype use = steps.indexOf(u"-H \"If-Unmodified-Since: $date_1\""_s);
    QVERIFY2(date > 0 && date < second && second < use, qPrintable(steps));
}

void TestCurlScript::losses_areCommented()
{
    const JournalBuilder builder = lesson(Locking::Off);
    QVERIFY(stepsOf(builder.journal()).contains(u"\n# ✕ v2 is lost: A’s stock 10 → 7\n"_s));
}

void TestCurlScript::ruleThatChanged_cannotBeRepeated()
{
    JournalBuilder builder(Locking::Off);
    builder.read(u"A"_s).rule(Locking::Version).read(u"B"_s);
    const auto script = curlScript(storyOf(builder.journal()));
    QVERIFY(!script);
    QVERIFY2(script.error().startsWith(u"Locking is changed after step 1,"_s), qPrintable(script.error()));
    QVERIFY(curlScript(storyOf(builder.journal(), 1)));
}

void TestCurlScript::clockMovedBack_cannotBeRepeated_data()
{
    QTest::addColumn<Locking>("locking");
    QTest::addColumn<bool>("matters");
    QTest::newRow("dates decide") << Locking::Timestamp << true;
    QTest::newRow("versions decide") << Locking::Version << false;
}

void TestCurlScript::clockMovedBack_cannotBeRepeated()
{
    QFETCH(Locking, locking);
    QFETCH(bool, matters);
    JournalHeader header;
    header.locking = locking;
    header.startedAt = 10'000;
    header.records = {standardRecord()};
    Journal journal(header);
    Event read;
    read.client = u"A"_s;
    read.record = u"item"_s;
    read.time = 9'000;
    read.status = 200;
    journal.append(read);
    const auto script = curlScript(storyOf(journal));
    QCOMPARE(!script, matters);
    if (matters)
        QVERIFY2(script.error().contains(u"clock is set back"_s), qPrintable(script.error()));
}

void TestCurlScript::waitingRequest_isAnsweredLater()
{
    LeaseJournal lease;
    lease.acquire(u"A"_s).wait(u"B"_s).release(u"A"_s).acquire(u"B"_s, true);
    const QString steps = stepsOf(lease.journal());
    const qsizetype asked = steps.indexOf(u"ask_later "_s);
    const qsizetype released = steps.indexOf(u"-X 'DELETE'"_s);
    const qsizetype heard = steps.indexOf(u"\nhear "_s);
    QVERIFY2(asked > 0 && asked < released && released < heard, qPrintable(steps));
}

void TestCurlScript::unusualLeases_cannotBeRepeated()
{
    JournalHeader header;
    header.locking = Locking::Lease;
    header.records = {standardRecord()};
    header.leases.fencing = false;
    const Journal journal(header);
    const auto script = curlScript(storyOf(journal));
    QVERIFY(!script);
    QVERIFY2(script.error().contains(u"fencing tokens"_s), qPrintable(script.error()));
}

QTEST_GUILESS_MAIN(TestCurlScript)
#include "tst_curlscript.moc"
