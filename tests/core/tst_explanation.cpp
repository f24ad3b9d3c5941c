#include "core/journalbuilder.h"
#include "core/words/explanation.h"
#include "core/words/savedescription.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::testing;

namespace {

const QString a = QStringLiteral("A");
const QString b = QStringLiteral("B");
const QString c = QStringLiteral("C");
const QString curl = QStringLiteral("curl");
const QString item = QStringLiteral("item");

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

Explanation explained(const JournalBuilder& builder)
{
    return explain(builder.last(), builder.before());
}

/// All texts about an event.
QString allWords(const Event& event, const Snapshot& before, const Snapshot& after)
{
    const Explanation words = explain(event, before);
    QStringList all{words.title, words.story, words.textbook};
    for (const Choice& choice : words.choices)
        all << choice.name << choice.effect;
    const MessageText message = messageText(event);
    all << message.request << message.answer;
    for (const ClientState& client : after.clients()) {
        const AnswerText answer = answerText(client);
        all << answer.status << answer.sentence << answer.origin
            << observerText(after, client.name, item).sentence;
    }
    return all.join(QLatin1Char('\n'));
}

Event eventOf(const QString& client, Action action, Verdict verdict, int status)
{
    Event result;
    result.client = client;
    result.action = action;
    result.verdict = verdict;
    result.status = status;
    return result;
}

} // namespace

class TestExplanation final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void firstRead_explainsTheCopy()
    {
        JournalBuilder builder;
        const Explanation words = explained(builder.read(a));
        QCOMPARE(words.severity, Severity::Neutral);
        QCOMPARE(words.title, text("A read version 1"));
        QCOMPARE(
            words.story,
            text("A’s copy is now stock 10, name “Desk lamp”, at <b>version 1</b>. It is the record as it "
                 "was at the start."));
        QCOMPARE(words.sent, text("GET /records/item"));
        QCOMPARE(
            words.ran, text("SELECT body, version, modified_at\nFROM records\nWHERE id = 'item'\n→ 1 row"));
        QCOMPARE(words.heard, text("200 OK\nETag: \"1\"\n{\"stock\": 10, \"name\": \"Desk lamp\"}"));
        QVERIFY(words.deciding.isEmpty() && words.choices.isEmpty() && words.textbook.isEmpty());
    }

    void nextRead_saysWhatIsNew()
    {
        JournalBuilder builder;
        builder.read(a).read(b).save(a, stock(7)).read(b);
        QCOMPARE(
            explained(builder).story,
            text("B’s copy is now stock 7, name “Desk lamp”, at <b>version 2</b>. It is what A saved. "
                 "Before, B had <b>version 1</b>."));
        builder.read(b);
        QCOMPARE(
            explained(builder).story,
            text("B’s copy is now stock 7, name “Desk lamp”, at <b>version 2</b>. Nothing had changed since "
                 "B last had it."));
    }

    void readWithADraft_saysThatItWasDropped()
    {
        JournalBuilder builder = lesson(Locking::Version);
        builder.read(b);
        QCOMPARE(
            explained(builder).story,
            text("B’s copy is now stock 7, name “Desk lamp”, at <b>version 2</b>. It is what A saved. "
                 "Before, B had <b>version 1</b>. The unsaved change, stock 8, was dropped for it."));
    }

    void readOfItsOwnVersion_saysSo()
    {
        JournalBuilder builder(Locking::Off);
        builder.read(a).save(a, stock(7)).answerLost(a).read(a);
        QCOMPARE(
            explained(builder).story,
            text("A’s copy is now stock 7, name “Desk lamp”, at <b>version 2</b>. It is what A itself saved. "
                 "Before, A had <b>version 1</b>. The unsaved change, stock 7, was dropped for it."));
    }

    void readWithoutFields_keepsTheCopy()
    {
        JournalBuilder builder;
        builder.read(a);
        Event same = eventOf(a, Action::Read, Verdict::Unchanged, 304);
        same.version = 1;
        Explanation words = explained(builder.custom(same));
        QCOMPARE(words.title, text("A’s copy is still the newest"));
        QCOMPARE(
            words.story,
            text("A asked for the record only if it had changed. It had not, so the answer carries no "
                 "fields."));
        same.condition = "If-Modified-Since: Fri, 02 Jan 2026 02:59:05 GMT";
        words = explained(builder.custom(same));
        QCOMPARE(words.title, text("Nothing has changed since A’s date"));
        const QString byDate = text(
            "A asked for the record only if it had changed since a date. It had not, so the answer carries "
            "no fields. A date counts whole seconds, so what changed within that second goes unseen: a tag "
            "would tell. ");
        QCOMPARE(words.story, byDate + text("A’s copy stays <b>version 1</b>."));
        same.version = 2;
        QCOMPARE(
            explained(builder.custom(same)).story,
            byDate + text("A’s copy stays <b>version 1</b>, and the record is at <b>version 2</b>."));
        Event head = eventOf(a, Action::Read, Verdict::Done, 200);
        head.version = 1;
        head.headersOnly = true;
        words = explained(builder.custom(head));
        QCOMPARE(words.title, text("A asked which version is the newest"));
        QCOMPARE(
            words.story, text("It is <b>version 1</b>. Only headers were sent, so A’s copy is what it was."));
        words = explained(builder.custom(eventOf(a, Action::Read, Verdict::Busy, 503)));
        QCOMPARE(words.title, text("A’s read has to wait"));
        words = explained(builder.custom(eventOf(a, Action::Read, Verdict::Unknown, 0)));
        QCOMPARE(words.title, text("A’s read was not answered"));
        words = explained(builder.custom(eventOf(a, Action::Read, Verdict::Refused, 404)));
        QCOMPARE(words.title, text("A read nothing"));
        QCOMPARE(words.story, text("The server answered 404 Not Found."));
    }

    void edit_isOnlyOnTheScreen()
    {
        JournalBuilder builder;
        builder.read(a).read(b).edit(b, stock(-8));
        Explanation words = explained(builder);
        QCOMPARE(words.title, text("B changed stock to −8"));
        QCOMPARE(words.story, text("Only B’s own screen shows it: nothing was sent."));
        QVERIFY(words.sent.isEmpty() && words.ran.isEmpty() && words.heard.isEmpty());
        builder.save(a, stock(7)).edit(b, named(text("Lamp")));
        QCOMPARE(
            explained(builder).story,
            text("Only B’s own screen shows it: nothing was sent. The copy it was typed on is <b>version "
                 "1</b>, "
                 "and the record is at <b>version 2</b> by now."));
    }

    void save_onTheNewestExplainsWhyNothingWasLost()
    {
        JournalBuilder off;
        off.read(a).save(a, stock(7));
        Explanation words = explained(off);
        QCOMPARE(words.severity, Severity::Good);
        QCOMPARE(words.title, text("A saved version 2"));
        QCOMPARE(
            words.story,
            text("A read stock 10 at <b>version 1</b> and saved 7. Nobody had saved in between, so nothing "
                 "was lost. "
                 "The server did not check."));
        JournalBuilder on(Locking::Version);
        on.read(a).save(a, stock(7)).save(a, stock(6).with(named(text("Lamp"))));
        words = explained(on);
        QCOMPARE(words.title, text("A saved version 3"));
        QCOMPARE(
            words.story,
            text("A went on from stock 7, name “Desk lamp” at its own <b>version 2</b> and saved stock 6, "
                 "name “Lamp”. "
                 "The server compared the versions: <b>version 2</b> was still the newest."));
        QCOMPARE(words.sent, text("PUT /records/item\nIf-Match: \"2\"\n{\"stock\": 6, \"name\": \"Lamp\"}"));
        QCOMPARE(
            words.ran,
            text("UPDATE records\nSET body = …, version = version + 1\nWHERE id = 'item'\n  AND version = "
                 "2\n→ "
                 "1 row"));
        QCOMPARE(words.heard, text("200 OK\nETag: \"3\""));
        QCOMPARE(
            words.deciding,
            (QStringList{text("\"2\""), text("AND version = 2"), text("→ 1 row"), text("200 OK")}));
    }

    void recordsName_isNotBrokenIntoLines()
    {
        JournalBuilder builder(Locking::Version);
        builder.read(a).save(a, stock(7));
        const Journal& journal = builder.journal();
        Event event = journal.event(journal.size());
        const QString name = text("it's WHERE a AND b ON CONFLICT c");
        for (Statement& statement : event.statements)
            std::ranges::replace(statement.bound, Value(text("item")), Value(name));
        const QString ran = explain(event, journal.at(journal.size() - 1)).ran;
        QVERIFY2(
            ran.contains(text("\nWHERE id = 'it''s WHERE a AND b ON CONFLICT c'\n  AND version = 1\n")),
            qPrintable(ran));
    }

    void lossOfManyVersions_namesSome()
    {
        JournalBuilder builder;
        builder.read(a);
        for (qint64 i = 0; i < 30; ++i)
            builder.save(a, stock(i));
        const Explanation words = explained(builder.put(QStringLiteral("curl"), stock(1)));
        QCOMPARE(words.title, text("30 of A’s updates were lost"));
        QCOMPARE(words.story.count(text("A’s <b>version ")), 20);
        QVERIFY2(words.story.contains(text(" and 10 more. ")), qPrintable(words.story));
        QVERIFY2(words.story.contains(text("All were told 200 OK.")), qPrintable(words.story));
        const QStringList spoken = spokenNotes(builder.last(), builder.journal().trees());
        QCOMPARE(spoken.size(), 21);
        QCOMPARE(spoken.last(), text("lost: 10 more versions"));
    }

    void lossOfManyVersions_tellsNothingOfACreationsStatus()
    {
        JournalBuilder builder;
        builder.on(text("chair")).put(curl, stock(40), "If-None-Match: *").read(a);
        for (qint64 i = 0; i < 30; ++i)
            builder.save(a, stock(i));
        const Explanation words = explained(builder.put(text("wget"), stock(1)));
        QCOMPARE(words.title, text("31 updates were lost"));
        QVERIFY2(!words.story.contains(text("told 200 OK")), qPrintable(words.story));
    }

    void manyVersionsThatAreBack_areNamedInPart()
    {
        JournalBuilder builder;
        builder.read(a).read(b);
        for (qint64 i = 0; i < 30; ++i)
            builder.save(a, stock(i));
        builder.save(b, stock(99));
        const Explanation words = explained(builder.save(a, stock(50)));
        QCOMPARE(words.title, text("B’s update was lost"));
        QCOMPARE(words.story.count(text(" is back, ")), 20);
        QVERIFY2(words.story.contains(text("So are older ones.")), qPrintable(words.story));
    }

    void saveWithoutAChange_saysSo()
    {
        JournalBuilder builder;
        builder.read(a).save(a);
        QVERIFY(explained(builder).story.startsWith(
            text("A read stock 10 at <b>version 1</b> and saved the same.")));
    }

    void lossAfterFindingOut_wasToldByNoAnswer()
    {
        JournalBuilder builder;
        builder.read(a).read(b).save(a, stock(7)).answerLost(a).findOut(a).save(b, stock(8));
        const QString story = explained(builder).story;
        QVERIFY2(story.contains(text("and wrote over it.")), qPrintable(story));
        QVERIFY2(!story.contains(text("200 OK")), qPrintable(story));
    }

    void lostUpdate_isExplainedInFull()
    {
        const JournalBuilder builder = lesson(Locking::Off);
        const Explanation words = explained(builder);
        QCOMPARE(words.severity, Severity::Lost);
        QCOMPARE(words.title, text("A’s update was lost"));
        QCOMPARE(
            words.story,
            text("B read stock 10 at <b>version 1</b> and saved 8. It never saw A’s <b>version 2</b>, stock "
                 "7, "
                 "and wrote over it. Both were told 200 OK."));
        QCOMPARE(words.sent, text("PUT /records/item\n{\"stock\": 8, \"name\": \"Desk lamp\"}"));
        QCOMPARE(
            words.ran,
            text("UPDATE records\nSET body = …, version = version + 1\nWHERE id = 'item'\n→ 1 row: 8 went "
                 "over version 2"));
        QCOMPARE(words.heard, text("200 OK\nETag: \"3\""));
        QCOMPARE(words.deciding, (QStringList{text("→ 1 row: 8 went over version 2"), text("200 OK")}));
        QCOMPARE(words.textbook, text("Lost update (P4): A reads, B reads, A writes, B writes over it."));
        QVERIFY(words.choices.isEmpty());
    }

    void refusal_isExplainedInFull()
    {
        const JournalBuilder builder = lesson(Locking::Version);
        const Explanation words = explained(builder);
        QCOMPARE(words.severity, Severity::Stale);
        QCOMPARE(words.title, text("B’s save was refused"));
        QCOMPARE(
            words.story,
            text("B read stock 10 at <b>version 1</b> and tried to save 8. Since then A had saved 7 as "
                 "<b>version 2</b>. "
                 "The server compared the versions and wrote nothing."));
        QCOMPARE(
            words.sent, text("PUT /records/item\nIf-Match: \"1\"\n{\"stock\": 8, \"name\": \"Desk lamp\"}"));
        QCOMPARE(
            words.ran,
            text("UPDATE records\nSET body = …, version = version + 1\nWHERE id = 'item'\n  AND version = "
                 "1\n→ "
                 "0 rows: version is 2, not 1"));
        QCOMPARE(words.heard, text("412 Precondition Failed\n\"currentVersion\": 2, \"changedBy\": \"A\""));
        QCOMPARE(
            words.deciding,
            (QStringList{
                text("\"1\""),
                text("AND version = 1"),
                text("→ 0 rows: version is 2, not 1"),
                text("412 Precondition Failed")}));
        QStringList choices;
        for (const Choice& choice : words.choices)
            choices.append(choice.name + QLatin1Char(' ') + choice.effect);
        QCOMPARE(
            choices,
            (QStringList{
                text("Reload take v2, make the change again"),
                text("Merge 7 and B’s −2 give 5"),
                text("Overwrite replace A’s 7 on purpose")}));
        QVERIFY(words.textbook.isEmpty());
    }

    void date_letsTheSameSecondThrough()
    {
        JournalBuilder builder(Locking::Timestamp);
        builder.tick(0).read(a).read(b).save(a, stock(7)).save(b, stock(8));
        const Explanation words = explained(builder);
        QCOMPARE(words.severity, Severity::Lost);
        QCOMPARE(words.title, text("A’s update was lost"));
        QCOMPARE(
            words.story,
            text("B read stock 10 at <b>version 1</b> and saved 8. It never saw A’s <b>version 2</b>, stock "
                 "7, and wrote over it. Both versions are of 09:00:00: an HTTP date counts whole seconds, so "
                 "two saves within one second look like one, and the second slipped past the check. Both "
                 "were told 200 OK."));
        QCOMPARE(
            words.sent,
            text("PUT /records/item\nIf-Unmodified-Since: Mon, 05 Jan 2026 09:00:00 GMT\n{\"stock\": 8, "
                 "\"name\": \"Desk lamp\"}"));
        QVERIFY(words.deciding.contains(text("AND modified_at <= 09:00:00")));
        QCOMPARE(messageText(builder.last()).request, text("PUT stock 8 · If-Unmodified-Since 09:00:00"));
    }

    void date_letsTheSaveThroughAfterAClockMovedBack()
    {
        JournalBuilder builder(Locking::Timestamp);
        builder.read(a).read(b).clock(-60'000).save(a, stock(7)).save(b, stock(8));
        QCOMPARE(
            explained(builder).story,
            text("B read stock 10 at <b>version 1</b> and saved 8. It never saw A’s <b>version 2</b>, stock "
                 "7, and wrote over it. The server’s clock had gone back: <b>version 2</b> is of 08:59:04, "
                 "and the older <b>version 1</b> of 09:00:00. By the dates nothing had changed since, so the "
                 "server let it in. Both were told 200 OK."));
    }

    void date_refusesAnOlderSecond()
    {
        const JournalBuilder builder = lesson(Locking::Timestamp);
        QCOMPARE(
            explained(builder).story,
            text("B read stock 10 at <b>version 1</b> and tried to save 8. Since then A had saved 7 as "
                 "<b>version 2</b>. The server compared the dates and wrote nothing."));
        JournalBuilder fresh(Locking::Timestamp);
        fresh.read(a).save(a, stock(7));
        QCOMPARE(
            explained(fresh).story,
            text("A read stock 10 at <b>version 1</b> and saved 7. The server compared the dates: nothing "
                 "had been saved after 09:00:00."));
        fresh.panelPut(a, stock(6), {});
        QCOMPARE(
            explained(fresh).story,
            text("A went on from stock 7, name “Desk lamp” at its own <b>version 2</b> and tried to save "
                 "stock 6, no name. It did not say of which date the record was that it had seen. With "
                 "locking on the server asks for that, and wrote nothing."));
        QCOMPARE(messageText(fresh.last()).answer, text("428 · If-Unmodified-Since is missing"));
    }

    void date_newerThanTheSaveIsExplained()
    {
        JournalBuilder builder(Locking::Timestamp);
        builder.read(curl, true).read(a).save(a, stock(7));
        builder.put(curl, stock(8), "If-Unmodified-Since: Mon, 05 Jan 2026 10:00:00 GMT");
        QVERIFY(explained(builder).story.contains(
            text("The date it sent was late enough, so the server let it in; the change was made on an older "
                 "copy.")));
    }

    void increment_explainsWhyItLosesNothing()
    {
        JournalBuilder builder;
        builder.read(a).read(b).increment(a, stock(-3));
        Explanation words = explained(builder);
        QCOMPARE(words.severity, Severity::Good);
        QCOMPARE(words.title, text("A saved version 2"));
        QCOMPARE(
            words.story,
            text("A did not send a value but what to add: stock −3. The server made stock 7 of stock 10 in "
                 "one statement, so nobody could come in between. It needs no precondition and never loses a "
                 "change. That fits counters; free text cannot be added up."));
        QCOMPARE(words.sent, text("PATCH /records/item\n{\"increment\": {\"stock\": -3}}"));
        const MessageText message = messageText(builder.last());
        QCOMPARE(message.request, text("PATCH stock −3"));
        QCOMPARE(message.answer, text("200 OK · ETag \"2\" · stock 7"));
        words = explained(builder.increment(b, stock(2)));
        QVERIFY(words.story.contains(
            text("That B’s copy was only <b>version 1</b> did no harm: what others had saved is kept.")));
        QCOMPARE(messageText(builder.last()).request, text("PATCH stock +2"));
    }

    void refusedIncrement_saysWhy()
    {
        JournalBuilder builder;
        builder.read(a);
        Event event = eventOf(a, Action::Increment, Verdict::Refused, 422);
        event.amounts = {{text("name"), qint64{1}}};
        const Explanation words = explained(builder.custom(event));
        QCOMPARE(words.title, text("A’s increment was refused"));
        QVERIFY(words.story.startsWith(text("A asked to add to the record: name +1. The server answered 422 "
                                            "Unprocessable Content and wrote nothing:")));
        event.verdict = Verdict::Stale;
        event.status = 412;
        event.version = 1;
        QVERIFY(explained(builder.custom(event)).story.contains(text("needs no such precondition")));
        event.verdict = Verdict::Busy;
        event.status = 503;
        QCOMPARE(explained(builder.custom(event)).title, text("A’s increment has to wait"));
    }

    void overwrite_isExplainedAsIntended()
    {
        JournalBuilder builder = lesson(Locking::Version);
        builder.overwrite(b);
        const Explanation read = explain(
            builder.journal().event(builder.journal().size() - 1),
            builder.journal().at(builder.journal().size() - 2));
        QCOMPARE(read.title, text("B read version 2, to write over it"));
        QCOMPARE(
            read.story,
            text("It is stock 7, name “Desk lamp”, and B has seen it now. Its draft, stock 8, stays, and is "
                 "on <b>version 2</b> from here on."));
        const Explanation words = explained(builder);
        QCOMPARE(words.severity, Severity::Good);
        QCOMPARE(words.title, text("B wrote over A’s version 2 knowingly"));
        QCOMPARE(
            words.story,
            text("B read stock 7 at <b>version 2</b> and saved 8. It had seen A’s stock 7 and meant to "
                 "replace it, so this is no lost update. A is not told. The server compared the versions: "
                 "<b>version 2</b> was still the newest."));
        QVERIFY(words.textbook.isEmpty());
    }

    void retry_isExplainedAsALostUpdate()
    {
        JournalBuilder builder = lesson(Locking::Version);
        const Explanation words = explained(builder.retry(b));
        QCOMPARE(words.severity, Severity::Lost);
        QCOMPARE(words.title, text("A’s update was lost"));
        QCOMPARE(
            words.story,
            text("B read stock 10 at <b>version 1</b> and saved 8. It did not start from A’s <b>version "
                 "2</b>, stock 7, and wrote over it. It was the same save again, with no more than the tag "
                 "out of the refusal: a lost update with extra steps. Both were told 200 OK."));
    }

    void merge_explainsEachField()
    {
        JournalBuilder builder(Locking::Version);
        builder.read(a).read(b).save(a, stock(7)).save(b, stock(8).with(named(text("Black"))));
        const Explanation words = explained(builder.merge(b, {{text("stock"), Take::Both}}));
        QCOMPARE(words.title, text("B merged its change into version 2"));
        QCOMPARE(
            words.story,
            text("Only B’s own screen shows it: nothing was sent. stock 5 is A’s 7 with its own change of 10 "
                 "to 8, name “Black” is its own. What is saved now is made on <b>version 2</b>."));
        QCOMPARE(messageText(builder.last()).request, text("merged into v2"));
        JournalBuilder given = lesson(Locking::Version);
        QVERIFY(explained(given.merge(b))
                    .story.endsWith(text("stock 7 is A’s. Nothing of its own is left to save.")));
    }

    void findOut_explainsTheResultOfTheSave()
    {
        JournalBuilder builder;
        builder.read(a).save(a, stock(7)).answerLost(a);
        QCOMPARE(explained(builder).choices.first().name, text("Find out"));
        builder.read(b).save(b, stock(5)).findOut(a);
        Explanation words = explained(builder);
        QCOMPARE(words.title, text("A’s save had been committed"));
        QCOMPARE(
            words.story,
            text("A read the list of versions: <b>version 2</b> is its own and holds what it had sent. Only "
                 "the answer was lost. To save again would have been wrong. Since then B has saved "
                 "<b>version 3</b>."));
        QCOMPARE(messageText(builder.last()).request, text("GET item/versions"));
        QCOMPARE(answerText(builder.now().client(a)).sentence, text("It was saved, as v2."));
        JournalBuilder refused = lesson(Locking::Version);
        words = explained(refused.answerLost(b).findOut(b));
        QCOMPARE(words.title, text("B’s save had not been committed"));
        QCOMPARE(answerText(refused.now().client(b)).sentence, text("It was not saved."));
    }

    void textbook_followsTheOrderOfThisRecord()
    {
        JournalBuilder builder;
        builder.read(b).read(a).save(a, stock(7)).save(b, stock(8));
        QCOMPARE(
            explained(builder).textbook,
            text("Lost update (P4): B reads, A reads, A writes, B writes over it."));
        JournalBuilder later;
        later.read(b).read(a).save(b, stock(9)).read(c).save(a, stock(7)).save(c, stock(8));
        QCOMPARE(
            explained(later).textbook,
            text("Lost update (P4): A reads, C reads, A writes, C writes over it."));
    }

    void unchangedField_isExplainedWhenItIsLost()
    {
        JournalBuilder builder;
        builder.read(a).read(b).save(a, named(text("Lamp"))).save(b, stock(8));
        QCOMPARE(
            explained(builder).story,
            text("B read stock 10 at <b>version 1</b> and saved 8. It never saw A’s <b>version 2</b>, name "
                 "“Lamp”, and "
                 "wrote over it. B never touched name: a save carries every field, so the old “Desk lamp” "
                 "went back over "
                 "A’s “Lamp”. Both were told 200 OK."));
    }

    void equalValue_saysThatTheLossIsInvisible()
    {
        JournalBuilder builder;
        builder.read(a).read(b).save(a, stock(9)).save(b, stock(9));
        QCOMPARE(
            explained(builder).story,
            text("B read stock 10 at <b>version 1</b> and saved 9. It never saw A’s <b>version 2</b>, stock "
                 "9, and wrote "
                 "over it. Both had saved the same, so the value alone does not show it. Both were told 200 "
                 "OK."));
    }

    void severalLost_areListed()
    {
        JournalBuilder builder;
        builder.read(b).read(a).save(a, stock(7)).save(a, stock(6)).save(b, stock(8));
        Explanation words = explained(builder);
        QCOMPARE(words.title, text("2 of A’s updates were lost"));
        QCOMPARE(
            words.story,
            text("B read stock 10 at <b>version 1</b> and saved 8. It did not start from these and wrote "
                 "over them: "
                 "A’s <b>version 3</b>, stock 6, A’s <b>version 2</b>, stock 7. All were told 200 OK."));
        JournalBuilder two;
        two.read(b).read(a).save(a, stock(7)).read(c).save(c, stock(6)).save(b, stock(8));
        words = explained(two);
        QCOMPARE(words.title, text("2 updates were lost"));
        QCOMPARE(words.textbook, text("Lost update (P4): B reads, A reads, A writes, B writes over it."));
    }

    void lostAnswer_isHeardByNobody_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("choice");
        QTest::newRow("a read") << text("read") << text("Read again");
        QTest::newRow("a save") << text("save") << text("Find out");
        QTest::newRow("a refusal") << text("refusal") << text("Find out");
        QTest::newRow("an increment") << text("increment") << text("Read again");
        QTest::newRow("a save over another's") << text("loss") << text("Find out");
    }
    void lostAnswer_isHeardByNobody()
    {
        QFETCH(QString, what);
        JournalBuilder builder(what == text("refusal") ? Locking::Version : Locking::Off);
        builder.read(a).read(b);
        if (what == text("read"))
            builder.read(a);
        else if (what == text("save"))
            builder.save(a, stock(7));
        else if (what == text("increment"))
            builder.increment(a, stock(-1));
        else
            builder.save(b, stock(8)).save(a, stock(7));
        const qint64 seq = builder.journal().size();
        builder.answerLost(a);
        const Event& event = builder.journal().event(seq);
        const Explanation words = explain(event, builder.journal().at(seq - 1));
        QCOMPARE(words.heard, text("nothing: the answer was lost on the way"));
        QVERIFY2(words.story.contains(text("A heard nothing.")), qPrintable(words.story));
        QVERIFY2(!words.story.contains(text("told 200 OK")), qPrintable(words.story));
        QVERIFY2(!words.story.contains(text("A’s copy is now")), qPrintable(words.story));
        QCOMPARE(words.choices.size(), 1);
        QTEST(words.choices.first().name, "choice");
        const MessageText line = messageText(event);
        QVERIFY2(line.answer.startsWith(text("never heard · ")), qPrintable(line.answer));
        QCOMPARE(line.severity, Severity::Pending);
    }

    void mergedCopy_isToldAndNotRead()
    {
        JournalBuilder builder = lesson(Locking::Version);
        builder.merge(b, {{text("stock"), Take::Both}}).save(b);
        Explanation words = explained(builder);
        QCOMPARE(words.title, text("B saved version 3"));
        QVERIFY2(
            words.story.startsWith(text("B had been told of stock 7 at <b>version 2</b>, merged its change "
                                        "into it and saved 5.")),
            qPrintable(words.story));
        // Reading again replaces what it was told.
        builder.save(a, stock(6)).read(b).save(b, stock(4));
        words = explained(builder);
        QVERIFY2(!words.story.contains(text("told of")), qPrintable(words.story));
    }

    void namedVersion_isNotSaidToBeRead()
    {
        JournalBuilder builder(Locking::Version);
        builder.read(curl, true).read(a).save(a, stock(7)).put(curl, stock(9), "If-Match: \"2\"");
        const Explanation words = explained(builder);
        QVERIFY2(words.story.startsWith(text("curl named <b>version 2</b>")), qPrintable(words.story));
    }

    void lostIncrement_mayHaveBeenAdded()
    {
        JournalBuilder builder;
        Event lost;
        lost.client = a;
        lost.action = Action::Increment;
        lost.verdict = Verdict::Unknown;
        lost.amounts = stock(-1);
        const Explanation words = explained(builder.read(a).custom(lost));
        QCOMPARE(words.title, text("A’s increment was not answered"));
        QVERIFY(words.story.contains(text("it may have been added")));
    }

    void ownVersion_canBeLostToo()
    {
        JournalBuilder builder;
        builder.read(a).save(a, stock(7)).answerLost(a).save(a, stock(6));
        const Explanation words = explained(builder);
        QCOMPARE(words.title, text("A’s own update was lost"));
        QCOMPARE(
            words.story,
            text("A read stock 10 at <b>version 1</b> and saved 6. It did not start from its own <b>version "
                 "2</b>, stock 7, "
                 "and wrote over it."));
        QCOMPARE(words.textbook, text("Lost update (P4): A writes, then writes over it from an older copy."));
    }

    void restoredVersion_isExplained()
    {
        JournalBuilder builder = lesson(Locking::Off);
        builder.save(a, stock(6));
        const Explanation words = explained(builder);
        QCOMPARE(words.title, text("B’s update was lost"));
        QCOMPARE(
            words.story,
            text("A went on from stock 7 at its own <b>version 2</b> and saved 6. It never saw B’s "
                 "<b>version 3</b>, "
                 "stock 8, and wrote over it. With it <b>version 2</b> is back, which had been written over. "
                 "Both were told 200 OK."));
    }

    void blindWrite_isNamed()
    {
        JournalBuilder builder;
        builder.put(curl, stock(5));
        Explanation words = explained(builder);
        QCOMPARE(words.title, text("curl saved version 2"));
        QCOMPARE(
            words.story,
            text("curl saved stock 5 without having read the record. Nobody else had saved a change, so none "
                 "was lost."));
        builder.put(text("wget"), stock(4));
        words = explained(builder);
        QCOMPARE(words.title, text("curl’s update was lost"));
        QCOMPARE(
            words.story,
            text("wget saved stock 4 without having read the record. It never saw curl’s <b>version 2</b>, "
                 "stock 5, and "
                 "wrote over it. Both were told 200 OK."));
        QCOMPARE(words.textbook, text("Lost update (P4): curl writes, wget writes over it without reading."));
    }

    void namedBase_isNotARead()
    {
        JournalBuilder builder(Locking::Version);
        builder.put(curl, standardRecord().fields.with(stock(5)), "If-Match: \"1\"");
        QCOMPARE(
            explained(builder).story,
            text("curl named <b>version 1</b>, stock 10, as what it had seen and saved 5. "
                 "The server compared the versions: <b>version 1</b> was still the newest."));
    }

    void blindRetry_isALossDespiteTheTag()
    {
        JournalBuilder builder = lesson(Locking::Version);
        builder.panelPut(b, standardRecord().fields.with(stock(8)), "If-Match: \"2\"");
        const Explanation words = explained(builder);
        QCOMPARE(words.title, text("A’s update was lost"));
        QCOMPARE(
            words.story,
            text("B read stock 10 at <b>version 1</b> and saved 8. It did not start from A’s <b>version "
                 "2</b>, stock 7, and "
                 "wrote over it. The tag it sent was the newest, so the server let it in; the change was "
                 "made on an older "
                 "copy. Both were told 200 OK."));
    }

    void star_demandsOnlyThatTheRecordExists()
    {
        JournalBuilder builder(Locking::Version);
        builder.read(a).read(b).save(a, stock(7));
        builder.panelPut(b, standardRecord().fields.with(stock(8)), "If-Match: *");
        QCOMPARE(
            explained(builder).story,
            text("B read stock 10 at <b>version 1</b> and saved 8. It never saw A’s <b>version 2</b>, stock "
                 "7, and wrote "
                 "over it. It asked only that the record exist, so the server let it in. Both were told 200 "
                 "OK."));
    }

    void creation_isExplained()
    {
        JournalBuilder builder;
        builder.on(text("chair")).put(curl, stock(4), "If-None-Match: *");
        const Explanation words = explained(builder);
        QCOMPARE(words.title, text("curl created the record"));
        QCOMPARE(words.story, text("There was no “chair” yet. It begins as stock 4, at <b>version 1</b>."));
        QCOMPARE(words.heard, text("201 Created\nETag: \"1\""));
    }

    void staleRefusal_explainsTheCondition_data()
    {
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<QString>("story");
        const QString end = text(" The server compared the versions and wrote nothing.");
        QTest::newRow("a guessed tag")
            << QByteArray("If-Match: \"9\"")
            << text("curl tried to save stock 5 without having read the record. It named \"9\" as "
                    "what it had seen, and that is not the tag of <b>version 3</b>.") +
                   end;
        QTest::newRow("a weak tag")
            << QByteArray("If-Match: W/\"3\"")
            << text("curl tried to save stock 5 without having read the record. It named W/\"3\" as "
                    "what it had seen, and that is not the tag of <b>version 3</b>.") +
                   end;
        QTest::newRow("a record that is there already")
            << QByteArray("If-None-Match: *")
            << text("curl tried to save stock 5 without having read the record. "
                    "It asked that there be no such record yet, and there is one.") +
                   end;
        QTest::newRow("several saves late")
            << QByteArray("If-Match: \"1\"")
            << text("curl named <b>version 1</b>, stock 10, name “Desk lamp”, as what it had "
                    "seen and tried to save stock 5, no name. Since then there had been 2 "
                    "saves; the last is B’s <b>version 3</b>, name “Lamp”.") +
                   end;
        QTest::newRow("another field")
            << QByteArray("If-Match: \"2\"")
            << text("curl named <b>version 2</b>, stock 7, name “Desk lamp”, as what it had seen "
                    "and tried to save stock 5, no name. Since then B had saved name “Lamp” as "
                    "<b>version 3</b>.") +
                   end;
    }
    void staleRefusal_explainsTheCondition()
    {
        QFETCH(QByteArray, condition);
        JournalBuilder builder(Locking::Version);
        builder.read(a).save(a, stock(7)).read(b).save(b, named(text("Lamp"))).put(curl, stock(5), condition);
        QCOMPARE(builder.last().status, 412);
        const Explanation words = explained(builder);
        QCOMPARE(words.title, text("curl’s save was refused"));
        QFETCH(QString, story);
        QCOMPARE(words.story, story.replace(QLatin1Char('"'), QLatin1String("&quot;")));
    }

    void otherRefusals_explainTheReason()
    {
        JournalBuilder builder(Locking::Version);
        builder.read(a).panelPut(a, standardRecord().fields.with(stock(7)));
        Explanation words = explained(builder);
        QCOMPARE(words.severity, Severity::Stale);
        QCOMPARE(words.title, text("A’s save was refused"));
        QCOMPARE(
            words.story,
            text("A read stock 10 at <b>version 1</b> and tried to save 7. It did not say which version it "
                 "had seen. With "
                 "locking on the server asks for that, and wrote nothing."));
        QCOMPARE(words.heard, text("428 Precondition Required"));
        words = explained(builder.on(text("nothing")).panelPut(a, stock(7)));
        QCOMPARE(words.title, text("A’s save was refused"));
        QCOMPARE(words.story, text("The server answered 404 Not Found and wrote nothing."));
    }

    void busyAndUnknown_explainWhatIsKnown()
    {
        JournalBuilder builder;
        builder.read(a);
        Event busy = eventOf(a, Action::Write, Verdict::Busy, 503);
        busy.after = standardRecord().fields.with(stock(7));
        Explanation words = explained(builder.custom(busy));
        QCOMPARE(words.severity, Severity::Pending);
        QCOMPARE(words.title, text("A’s save has to wait"));
        QCOMPARE(
            words.story,
            text("A read stock 10 at <b>version 1</b> and tried to save 7. Another program held the "
                 "database, so nothing "
                 "was written."));
        Event unknown = busy;
        unknown.verdict = Verdict::Unknown;
        words = explained(builder.custom(unknown));
        QCOMPARE(words.title, text("A’s save was not answered"));
        QCOMPARE(
            words.story,
            text("A read stock 10 at <b>version 1</b> and tried to save 7. No answer came: it may have been "
                 "saved, or never "
                 "have arrived."));
        words = explained(builder.save(a, stock(7)).answerLost(a));
        QCOMPARE(words.title, text("A never got the answer"));
        QCOMPARE(
            words.story,
            text("The server had saved <b>version 2</b>, but its answer was lost on the way. A cannot tell "
                 "that from a save "
                 "that never arrived."));
    }

    void rule_explainsWhatAppliesFromNowOn()
    {
        JournalBuilder builder;
        Explanation words = explained(builder.rule(Locking::Version));
        QCOMPARE(words.title, text("Locking by version is on"));
        QCOMPARE(
            words.story,
            text("From now on a save must say which version it was made on, and is refused unless that is "
                 "the newest."));
        words = explained(builder.rule(Locking::Off));
        QCOMPARE(words.title, text("Locking is off"));
        QCOMPARE(words.story, text("From now on the last save wins, whatever it was made on."));
    }

    void values_areEscapedAndCutShort()
    {
        JournalBuilder builder;
        const QString script = text("<script>%1 & \"co\"</script>");
        builder.read(text("<i>%2")).save(text("<i>%2"), named(script));
        const QString story = explained(builder).story;
        QVERIFY2(
            story.startsWith(text("&lt;i&gt;%2 read name “Desk lamp” at <b>version 1</b> and saved "
                                  "“&lt;script&gt;%1 &amp; &quot;co&quot;&lt;/script&gt;”.")),
            qPrintable(story));
        builder.save(text("<i>%2"), named(QString(100'000, QLatin1Char('x'))));
        const Explanation words = explained(builder);
        QVERIFY(words.story.size() < 400);
        QVERIFY(words.sent.size() < 300);
        QVERIFY(words.ran.size() < 300);
        const MessageText message = messageText(builder.last());
        QVERIFY(message.request.size() < 100);
    }

    void droppedTexts_areOmitted()
    {
        Event bare = lesson(Locking::Version).last();
        bare.requestText.clear();
        bare.responseText.clear();
        bare.statements.clear();
        const Explanation words = explain(bare, lesson(Locking::Version).before());
        QVERIFY(
            words.sent.isEmpty() && words.ran.isEmpty() && words.heard.isEmpty() && words.deciding.isEmpty());
        QCOMPARE(words.title, text("B’s save was refused"));
    }

    void exchange_survivesAnyBytes()
    {
        JournalBuilder builder = lesson(Locking::Version);
        Event odd = builder.last();
        odd.requestText =
            "PUT /records/item HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
        odd.responseText = "HTTP/1.1 412 Precondition Failed\r\n\r\n\xff{";
        Explanation words = explain(odd, builder.before());
        QCOMPARE(words.sent, text("PUT /records/item\n{\"stock\": 8, \"name\": \"Desk lamp\"}"));
        QCOMPARE(words.heard, text("412 Precondition Failed"));
        odd.requestText = "\xff\xfe";
        odd.responseText = "\r\n";
        words = explain(odd, builder.before());
        QVERIFY(words.heard.isEmpty());
    }

    void words_neverSayError()
    {
        for (const Locking locking : {Locking::Off, Locking::Version}) {
            JournalBuilder builder = lesson(locking);
            builder.read(b)
                .save(b, stock(5))
                .answerLost(b)
                .put(curl, stock(1))
                .rule(Locking::Version)
                .put(curl, stock(2));
            builder.put(curl, stock(3), "If-Match: \"9\"").on(text("nothing")).read(a).panelPut(a, stock(1));
            for (const Verdict verdict : {Verdict::Busy, Verdict::Unknown, Verdict::Refused}) {
                builder.custom(eventOf(a, Action::Write, verdict, 503))
                    .custom(eventOf(a, Action::Read, verdict, 503));
            }
            const Journal& journal = builder.journal();
            for (qint64 seq = 1; seq <= journal.size(); ++seq) {
                const QString words = allWords(journal.event(seq), journal.at(seq - 1), journal.at(seq));
                QVERIFY2(!words.contains(text("error"), Qt::CaseInsensitive), qPrintable(words));
                QVERIFY2(!words.contains(text("%")), qPrintable(words));
                QVERIFY2(!words.contains(text("  ")), qPrintable(words));
                QVERIFY(!explain(journal.event(seq), journal.at(seq - 1)).title.isEmpty());
                QVERIFY(!explain(journal.event(seq), journal.at(seq - 1)).story.isEmpty());
            }
        }
    }

    void answerText_isWhatTheClientWasTold()
    {
        const auto compare = [](const Snapshot& now, const QString& client, const AnswerText& expected) {
            const AnswerText actual = answerText(now.client(client));
            QCOMPARE(actual.severity, expected.severity);
            QCOMPARE(actual.status, expected.status);
            QCOMPARE(actual.sentence, expected.sentence);
            QCOMPARE(actual.origin, expected.origin);
        };
        const Journal off = lesson(Locking::Off).journal().copy(6);
        compare(off.at(0), a, {Severity::Neutral, {}, text("No request yet"), {}});
        compare(
            off.at(1), a, {Severity::Neutral, text("200 OK"), text("Read v1."), text("answer to step 1")});
        compare(
            off.latest(),
            a,
            {Severity::Good, text("200 OK"), text("Saved as v2."), text("answer to step 3")});
        compare(
            off.latest(),
            b,
            {Severity::Good, text("200 OK"), text("Saved as v3."), text("answer to step 4")});
        JournalBuilder on = lesson(Locking::Version);
        compare(
            on.now(),
            b,
            {Severity::Stale, text("412"), text("Not saved: record is at v2."), text("answer to step 4")});
        on.panelPut(b, stock(8));
        compare(
            on.now(),
            b,
            {Severity::Stale,
             text("428"),
             text("Not saved: it must say what it saw."),
             text("answer to step 5")});
        on.custom(eventOf(b, Action::Write, Verdict::Busy, 503));
        compare(
            on.now(),
            b,
            {Severity::Pending, text("503"), text("Not saved yet: try again."), text("answer to step 6")});
        on.save(a, stock(6)).answerLost(a);
        compare(
            on.now(),
            a,
            {Severity::Pending,
             text("No answer"),
             text("It may have been saved."),
             text("answer to step 7")});
    }

    void observerText_isWhatTheClientCannotSee()
    {
        const auto compare =
            [](const Snapshot& now, const QString& client, Severity severity, const QString& sentence) {
                const ObserverText actual = observerText(now, client, item);
                QCOMPARE(actual.sentence, sentence);
                QCOMPARE(actual.severity, severity);
            };
        const JournalBuilder off = lesson(Locking::Off);
        compare(off.journal().at(0), a, Severity::Neutral, text("no copy yet"));
        compare(off.journal().at(1), a, Severity::Good, text("A’s copy is the newest (v1)"));
        compare(off.journal().at(1), b, Severity::Neutral, text("no copy yet"));
        compare(off.journal().at(4), b, Severity::Stale, text("B does not know: its v1 is old, v2 stands"));
        compare(off.now(), a, Severity::Stale, text("A does not know: its v2 is gone, v3 stands"));
        compare(off.now(), b, Severity::Good, text("B’s copy is the newest (v3)"));
        JournalBuilder on = lesson(Locking::Version);
        compare(on.now(), a, Severity::Good, text("A’s copy is the newest (v2)"));
        compare(on.now(), b, Severity::Stale, text("B’s copy is old: v1, and v2 stands"));
        on.read(b);
        compare(on.now(), b, Severity::Good, text("B’s copy is the newest (v2)"));
    }

    void whereClause_isTheRule()
    {
        QCOMPARE(whereClause(Locking::Off).common, text("WHERE id = ?"));
        QVERIFY(whereClause(Locking::Off).deciding.isEmpty());
        QCOMPARE(whereClause(Locking::Version).common, text("WHERE id = ?"));
        QCOMPARE(whereClause(Locking::Version).deciding, text("AND version = ?"));
        QCOMPARE(whereClause(Locking::Timestamp).deciding, text("AND modified_at <= ?"));
    }

    void messageText_isOneLine_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<qint64>("seq");
        QTest::addColumn<QString>("request");
        QTest::addColumn<QString>("answer");
        const auto row =
            [](const char* name, Locking locking, qint64 seq, const char* request, const char* answer) {
                QTest::newRow(name) << static_cast<int>(locking) << seq << text(request) << text(answer);
            };
        row("a read", Locking::Off, 1, "GET item", "200 OK · ETag \"1\" · stock 10");
        row("an edit", Locking::Off, 3, "typed stock 7", "");
        row("a save without a condition",
            Locking::Off,
            4,
            "PUT stock 7 · no If-Match",
            "200 OK · ETag \"2\"");
        row("a save that loses another looks like success",
            Locking::Off,
            6,
            "PUT stock 8 · no If-Match",
            "200 OK · ETag \"3\"");
        row("a save with a condition",
            Locking::Version,
            4,
            "PUT stock 7 · If-Match \"1\"",
            "200 OK · ETag \"2\"");
        row("a refused save",
            Locking::Version,
            6,
            "PUT stock 8 · If-Match \"1\"",
            "412 · nothing written · now \"2\"");
    }
    void messageText_isOneLine()
    {
        QFETCH(int, rule);
        QFETCH(qint64, seq);
        const JournalBuilder builder = lesson(static_cast<Locking>(rule));
        const MessageText message = messageText(builder.journal().event(seq));
        QTEST(message.request, "request");
        QTEST(message.answer, "answer");
    }

    void messageText_namesOnlyChangedFields()
    {
        JournalBuilder builder;
        builder.read(a).save(a, stock(7).with(named(text("Lamp"))));
        QCOMPARE(messageText(builder.last()).request, text("PUT stock 7, name \"Lamp\" · no If-Match"));
        builder.save(a);
        QCOMPARE(messageText(builder.last()).request, text("PUT stock 7 · no If-Match"));
        builder.put(curl, stock(7));
        QCOMPARE(messageText(builder.last()).request, text("PUT no name · no If-Match"));
        Event same = eventOf(a, Action::Read, Verdict::Unchanged, 304);
        same.condition = "If-None-Match: \"4\"";
        builder.custom(same);
        QCOMPARE(messageText(builder.last()).request, text("GET item · If-None-Match \"4\""));
        QCOMPARE(messageText(builder.last()).answer, text("304 · not changed"));
        Event head = eventOf(a, Action::Read, Verdict::Done, 200);
        head.version = 4;
        head.headersOnly = true;
        head.tag = "\"4\"";
        builder.custom(head);
        QCOMPARE(messageText(builder.last()).request, text("HEAD item"));
        QCOMPARE(messageText(builder.last()).answer, text("200 OK · ETag \"4\""));
    }

    void messageText_namesOneOfSeveralRecords()
    {
        JournalBuilder builder;
        builder.read(a);
        QCOMPARE(messageText(builder.last(), true).request, text("GET item"));
        builder.edit(a, stock(7));
        QCOMPARE(messageText(builder.last(), true).request, text("typed item stock 7"));
        builder.save(a);
        QCOMPARE(messageText(builder.last(), true).request, text("PUT item stock 7 · no If-Match"));
        builder.increment(a, stock(2));
        QCOMPARE(messageText(builder.last(), true).request, text("PATCH item stock +2"));
    }
};

QTEST_GUILESS_MAIN(TestExplanation)
#include "tst_explanation.moc"
