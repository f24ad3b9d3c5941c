#include "core/journalbuilder.h"
#include "core/model/ledger.h"
#include "warningfreetest.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace interleave;
using namespace interleave::testing;

namespace {

const QString a = QStringLiteral("A");
const QString b = QStringLiteral("B");
const QString c = QStringLiteral("C");
const QString curl = QStringLiteral("curl");
const QString item = QStringLiteral("item");
const QString north = QStringLiteral("north");
const QString south = QStringLiteral("south");
constexpr qint64 Top = std::numeric_limits<qint64>::max();

using Steps = std::function<void(JournalBuilder&)>;

/// A journal described by its steps.
struct Told final
{
    Locking locking = Locking::Off;
    QList<Record> records;
    Steps steps;
};

Fields number(const QString& field, double value)
{
    return {{field, value}};
}

Fields priced(double value)
{
    return number(QStringLiteral("price"), value);
}

Fields text(const char* field, const char* value)
{
    return {{QString::fromLatin1(field), QString::fromLatin1(value)}};
}

Fields colour(qint64 value)
{
    return {{QStringLiteral("colour"), value}};
}

Record recordOf(const QString& id, const Fields& fields)
{
    return {id, fields, 1, JournalBuilder::Start / 1000};
}

/// North has ten, south twenty.
QList<Record> rooms()
{
    return {recordOf(north, stock(10)), recordOf(south, stock(20))};
}

QList<Record> one(const Fields& fields)
{
    return {recordOf(item, fields)};
}

Fields lamp(qint64 count, const char* name = "Desk lamp")
{
    return stock(count).with(text("name", name));
}

/// Both read ten, A saves 7, B saves 8.
void sell(JournalBuilder& j)
{
    j.read(a).read(b).save(a, stock(7)).save(b, stock(8));
}

/// A sold three, but is not told that it is saved.
void sellAnswerLost(JournalBuilder& j)
{
    j.read(a).read(b).save(a, stock(7)).answerLost(a);
}

/// As sell(), but B's save is refused or never answered, whatever it names.
Steps ended(Verdict verdict, int status, bool outside = false)
{
    return [verdict, status, outside](JournalBuilder& j) {
        j.read(a).read(outside ? curl : b, outside).save(a, stock(7));
        if (!outside)
            j.edit(b, stock(8));
        Event event;
        event.client = outside ? curl : b;
        event.outside = outside;
        event.action = Action::Write;
        event.verdict = verdict;
        event.status = status;
        event.before = lamp(7);
        event.after = lamp(8);
        if (status != 0)
            event.version = 2;
        j.custom(event);
    };
}

/// `stock 8, should be 5 (lost)`; only the beginning if there is nothing more to say.
QString told(const Ledger& ledger)
{
    QString words = placeText(ledger) + QLatin1Char(' ') + valueText(ledger);
    if (ledger.shouldBe)
        words += QStringLiteral(", should be ") + shouldBeText(ledger);
    if (ledger.isLost)
        words += QStringLiteral(" (lost)");
    else if (ledger.differs())
        words += QStringLiteral(" (open)");
    return words;
}

} // namespace

Q_DECLARE_METATYPE(Told)

class TestLedger final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lessonOff_countsTheLoss()
    {
        Ledger expected;
        expected.rows = {{a, false, 1, 1, 0, 0, 1}, {b, false, 1, 1, 0, 0, 0}};
        expected.tried = 2;
        expected.saved = 2;
        expected.lost = 1;
        expected.field = QStringLiteral("stock");
        expected.value = Value(qint64{8});
        expected.shouldBe = Value(qint64{5});
        expected.isLost = true;
        QCOMPARE(ledgerOf(lesson(Locking::Off).now(), item), expected);
    }

    void lessonOn_countsTheRefusal()
    {
        Ledger expected;
        expected.rows = {{a, false, 1, 1, 0, 0, 0}, {b, false, 1, 0, 1, 0, 0}};
        expected.tried = 2;
        expected.saved = 1;
        expected.refused = 1;
        expected.field = QStringLiteral("stock");
        expected.value = Value(qint64{7});
        expected.shouldBe = Value(qint64{5});
        expected.openBy = {b};
        QCOMPARE(ledgerOf(lesson(Locking::Version).now(), item), expected);
    }

    void startOfJournal_hasOnlyZeros()
    {
        const Ledger ledger = ledgerOf(JournalBuilder().now(), item);
        QVERIFY(ledger.rows.isEmpty());
        QCOMPARE(ledger.tried + ledger.saved + ledger.refused + ledger.unknown + ledger.lost, 0);
        QCOMPARE(ledger.value, std::optional(Value(qint64{10})));
        QCOMPARE(ledger.shouldBe, std::optional(Value(qint64{10})));
    }

    void outsideClient_getsARowWithItsFirstTry()
    {
        JournalBuilder builder;
        builder.read(QStringLiteral("curl"), true);
        QVERIFY(ledgerOf(builder.now(), item).rows.isEmpty());
        builder.put(QStringLiteral("curl"), stock(9));
        const Ledger ledger = ledgerOf(builder.now(), item);
        QCOMPARE(ledger.rows, QList<LedgerRow>({{QStringLiteral("curl"), true, 1, 1, 0, 0, 0}}));
    }

    void unknownSaves_areCountedSeparately()
    {
        JournalBuilder builder;
        builder.read(a);
        Event event;
        event.client = a;
        event.action = Action::Write;
        event.verdict = Verdict::Unknown;
        builder.custom(event);
        const Ledger ledger = ledgerOf(builder.now(), item);
        QCOMPARE(ledger.tried, 1);
        QCOMPARE(ledger.unknown, 1);
        QCOMPARE(ledger.saved + ledger.refused, 0);
    }

    void saveWithLostAnswer_isNotCountedAsSaved()
    {
        JournalBuilder builder;
        builder.read(a).save(a, stock(7)).answerLost(a);
        Ledger ledger = ledgerOf(builder.now(), item);
        QCOMPARE(ledger.rows, QList<LedgerRow>({{a, false, 1, 0, 0, 1, 0}}));
        QCOMPARE(ledger.saved, 0);
        QCOMPARE(ledger.unknown, 1);
        QCOMPARE(ledger.lost, 0);
        // If it was overwritten before that, it is lost all the same.
        builder.put(QStringLiteral("curl"), stock(1));
        ledger = ledgerOf(builder.now(), item);
        QCOMPARE(ledger.rows.first(), (LedgerRow{a, false, 1, 0, 0, 1, 1}));
        QCOMPARE(ledger.lost, 1);
        ledger = ledgerOf(builder.findOut(a).now(), item);
        QCOMPARE(ledger.rows.first(), (LedgerRow{a, false, 1, 1, 0, 0, 1}));
    }

    void missingRecord_hasNoFigures()
    {
        const Ledger ledger = ledgerOf(JournalBuilder().now(), QStringLiteral("nothing"));
        QVERIFY(!ledger.value && !ledger.shouldBe && ledger.field.isEmpty());
    }

    void severalRecords_areCountedTogether()
    {
        JournalBuilder builder(Locking::Off, rooms());
        builder.on(north).read(a).read(b).save(a, stock(7)).save(b, stock(8));
        builder.on(south).read(a).save(a, stock(23));
        const Ledger ledger = ledgerOf(builder.now(), south);
        QCOMPARE(ledger.tried, 3);
        QCOMPARE(ledger.lost, 1);
        QCOMPARE(ledger.record, north);
        QVERIFY(ledgerOf(lesson(Locking::Off).now(), item).record.isEmpty());
    }

    void longText_isCutShort()
    {
        const QString name(5000, QLatin1Char('x'));
        JournalBuilder builder;
        builder.read(a).save(a, {{QStringLiteral("name"), name}});
        const Ledger ledger = ledgerOf(builder.now(), item);
        QCOMPARE(ledger.value, std::optional(Value(name)));
        QVERIFY(valueText(ledger).size() < 50);
    }

    /// The expected values are computed by hand.
    void shouldBe_isTheOwedValue_data()
    {
        QTest::addColumn<Told>("journal");
        QTest::addColumn<QString>("expected");
        numbers();
        refusals();
        answersToRefusals();
        silence();
        outsiders();
        texts();
        edges();
        severalRecords();
    }
    void shouldBe_isTheOwedValue()
    {
        QFETCH(Told, journal);
        QFETCH(QString, expected);
        JournalBuilder builder(journal.locking, journal.records);
        journal.steps(builder);
        const Snapshot& now = builder.now();
        QCOMPARE(told(ledgerOf(now, now.records().first().id)), expected);
        // Applying the events again gives the same.
        const Journal again = builder.journal().copy(builder.journal().size());
        QVERIFY(again.latest() == now);
    }

private:
    static void
    row(const char* name,
        const char* expected,
        const Steps& steps,
        Locking locking = Locking::Off,
        const QList<Record>& records = {standardRecord()})
    {
        QTest::newRow(name) << Told{locking, records, steps} << QString::fromUtf8(expected);
    }

    static void numbers()
    {
        row("nothing happened", "stock 10, should be 10", [](JournalBuilder&) {});
        row("read, and typed", "stock 10, should be 10", [](JournalBuilder& j) {
            j.read(a).edit(a, stock(3));
        });
        row("one sale", "stock 7, should be 7", [](JournalBuilder& j) { j.read(a).save(a, stock(7)); });
        // 10 - 3 - 2
        row("the lesson, off", "stock 8, should be 5 (lost)", [](JournalBuilder& j) { sell(j); });
        // 10 - 3 - 2 - 1
        row("three on one base", "stock 9, should be 4 (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).read(c).save(a, stock(7)).save(b, stock(8)).save(c, stock(9));
        });
        // 10 - 1 - 1: the same number twice is two sales.
        row("each sold one", "stock 9, should be 8 (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, stock(9)).save(b, stock(9));
        });
        // 10 - 3 - 2 - 2: B continues from its own 8.
        row("B sells again after the loss", "stock 6, should be 3 (lost)", [](JournalBuilder& j) {
            sell(j);
            j.read(b).save(b, stock(6));
        });
        // 10 - 3 - 2 - 1: A continues from its own 7, and B's two are lost instead.
        row("A brings its own back", "stock 6, should be 4 (lost)", [](JournalBuilder& j) {
            sell(j);
            j.save(a, stock(6));
        });
        // 1 - 3 - 2
        row(
            "below zero",
            "stock -1, should be -4 (lost)",
            [](JournalBuilder& j) { j.read(a).read(b).save(a, stock(-2)).save(b, stock(-1)); },
            Locking::Off,
            one(stock(1)));
        // 10 - 1 - 1
        row("increments", "stock 8, should be 8", [](JournalBuilder& j) {
            j.increment(a, stock(-1)).increment(b, stock(-1));
        });
        // 10 - 1 - 2: B's eight was based on ten.
        row("an increment is written over", "stock 8, should be 7 (lost)", [](JournalBuilder& j) {
            j.read(b).increment(a, stock(-1)).save(b, stock(8));
        });
        // A typed only the name; its screen shows the nine from its increment.
        row("an increment while a name is typed", "stock 9, should be 9", [](JournalBuilder& j) {
            j.read(a).edit(a, text("name", "Lamp")).increment(a, stock(-1)).save(a);
            j.increment(b, stock(-1)).increment(b, stock(1));
        });
        // 10 - 2 - 1: A typed 8 where it saw 10.
        row("an increment while a number is typed", "stock 8, should be 7 (lost)", [](JournalBuilder& j) {
            j.read(a).edit(a, stock(8)).increment(a, stock(-1)).save(a);
        });
        // 1.4 + 0.1
        row(
            "prices",
            "price 1.2, should be 1.5 (lost)",
            [](JournalBuilder& j) { j.read(a).read(b).save(a, priced(1.4)).save(b, priced(1.2)); },
            Locking::Off,
            one(priced(1.1)));
        // 10 - 0.5 - 1
        row("a fraction on an integer", "stock 9, should be 8.5 (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, number(QStringLiteral("stock"), 9.5)).save(b, stock(9));
        });
        row(
            "a fraction that is whole",
            "price 7.0, should be 7.0",
            [](JournalBuilder& j) { j.read(a).save(a, priced(7.0)); },
            Locking::Off,
            one(priced(7.5)));
    }

    static void refusals()
    {
        row(
            "the lesson, on",
            "stock 7, should be 5 (open)",
            [](JournalBuilder& j) { sell(j); },
            Locking::Version);
        row(
            "the lesson by date",
            "stock 7, should be 5 (open)",
            [](JournalBuilder& j) { sell(j); },
            Locking::Timestamp);
        row("412", "stock 7, should be 5 (open)", [](JournalBuilder& j) { ended(Verdict::Stale, 412)(j); });
        row("428", "stock 7, should be 5 (open)", [](JournalBuilder& j) {
            ended(Verdict::PreconditionMissing, 428)(j);
        });
        row("423", "stock 7, should be 5 (open)", [](JournalBuilder& j) { ended(Verdict::Locked, 423)(j); });
        row("fenced", "stock 7, should be 5 (open)", [](JournalBuilder& j) {
            ended(Verdict::Fenced, 412)(j);
        });
        row("503", "stock 7, should be 5 (open)", [](JournalBuilder& j) { ended(Verdict::Busy, 503)(j); });
        row("another 4xx", "stock 7, should be 5 (open)", [](JournalBuilder& j) {
            ended(Verdict::Refused, 413)(j);
        });
        // 6 was typed but not sent, so it is not a change yet.
        row(
            "typed on after the refusal",
            "stock 7, should be 5 (open)",
            [](JournalBuilder& j) {
                sell(j);
                j.edit(b, stock(6));
            },
            Locking::Version);
        row(
            "typed back after the refusal",
            "stock 7, should be 7",
            [](JournalBuilder& j) {
                sell(j);
                j.edit(b, stock(10));
            },
            Locking::Version);
        // 10 - 3 - 2 - 1
        row(
            "two are open",
            "stock 7, should be 4 (open)",
            [](JournalBuilder& j) {
                j.read(c);
                sell(j);
                j.save(c, stock(9));
            },
            Locking::Version);
        row(
            "refused twice",
            "stock 7, should be 5 (open)",
            [](JournalBuilder& j) {
                sell(j);
                j.save(b);
            },
            Locking::Version);
        row("what is added is over when it is refused", "stock 7, should be 7", [](JournalBuilder& j) {
            j.read(a).save(a, stock(7));
            Event event;
            event.client = b;
            event.action = Action::Increment;
            event.verdict = Verdict::Locked;
            event.status = 423;
            event.version = 2;
            event.before = event.after = lamp(7);
            event.amounts = stock(-1);
            j.custom(event);
        });
    }

    static void answersToRefusals()
    {
        // B gave up its two.
        row(
            "reload",
            "stock 7, should be 7",
            [](JournalBuilder& j) {
                sell(j);
                j.read(b);
            },
            Locking::Version);
        row(
            "reload, and again",
            "stock 5, should be 5",
            [](JournalBuilder& j) {
                sell(j);
                j.read(b).save(b, stock(5));
            },
            Locking::Version);
        row("reload after 428", "stock 7, should be 7", [](JournalBuilder& j) {
            ended(Verdict::PreconditionMissing, 428)(j);
            j.read(b);
        });
        row(
            "merge: both",
            "stock 5, should be 5",
            [](JournalBuilder& j) {
                sell(j);
                j.merge(b, {{QStringLiteral("stock"), Take::Both}}).save(b);
            },
            Locking::Version);
        // B has seen A's 7 and decided.
        row(
            "merge: mine",
            "stock 8, should be 8",
            [](JournalBuilder& j) {
                sell(j);
                j.merge(b, {{QStringLiteral("stock"), Take::Mine}}).save(b);
            },
            Locking::Version);
        row(
            "merge: theirs",
            "stock 7, should be 7",
            [](JournalBuilder& j) {
                sell(j);
                j.merge(b, {{QStringLiteral("stock"), Take::Theirs}});
            },
            Locking::Version);
        // B has seen A's 7 and replaced it.
        row(
            "overwrite",
            "stock 8, should be 8",
            [](JournalBuilder& j) {
                sell(j);
                j.overwrite(b);
            },
            Locking::Version);
        // 10 - 3 - 1, and B wants to replace the 7 by one more.
        row(
            "overwrite, and another was quicker",
            "stock 6, should be 7 (open)",
            [](JournalBuilder& j) {
                sell(j);
                j.read(c).overwrite(b, c, stock(6));
            },
            Locking::Version);
        // 10 - 3 - 2, once
        row(
            "blind retry",
            "stock 8, should be 5 (lost)",
            [](JournalBuilder& j) {
                sell(j);
                j.retry(b);
            },
            Locking::Version);
        row(
            "rule off, and saved again",
            "stock 8, should be 5 (lost)",
            [](JournalBuilder& j) {
                sell(j);
                j.rule(Locking::Off).save(b);
            },
            Locking::Version);
        // B's two are given up; A's and C's count.
        row(
            "reload among three",
            "stock 6, should be 6",
            [](JournalBuilder& j) {
                sell(j);
                j.read(c).save(c, stock(6)).read(b);
            },
            Locking::Version);
    }

    static void silence()
    {
        row("saved, and not heard", "stock 7, should be 7", [](JournalBuilder& j) { sellAnswerLost(j); });
        // A single sale, however often it is sent.
        row("saved, not heard, sent again", "stock 7, should be 7", [](JournalBuilder& j) {
            sellAnswerLost(j);
            j.save(a);
        });
        // 10 - 3 - 2
        row("sent again over another's", "stock 7, should be 5 (lost)", [](JournalBuilder& j) {
            sellAnswerLost(j);
            j.read(b).save(b, stock(5)).save(a);
        });
        // A's 7 was saved, and A makes it 6: four are sold.
        row("sent again with more", "stock 6, should be 6", [](JournalBuilder& j) {
            sellAnswerLost(j);
            j.save(a, stock(6));
        });
        row(
            "saved, not heard, refused",
            "stock 7, should be 7",
            [](JournalBuilder& j) {
                sellAnswerLost(j);
                j.save(a);
            },
            Locking::Version);
        row("found out: saved", "stock 7, should be 7", [](JournalBuilder& j) {
            sellAnswerLost(j);
            j.findOut(a);
        });
        // 10 - 3 - 2
        row("not heard, and written over", "stock 8, should be 5 (lost)", [](JournalBuilder& j) {
            sellAnswerLost(j);
            j.save(b, stock(8));
        });
        row("never answered, and not saved", "stock 7, should be 5 (open)", [](JournalBuilder& j) {
            ended(Verdict::Unknown, 0)(j);
        });
        row("found out: not saved", "stock 7, should be 5 (open)", [](JournalBuilder& j) {
            ended(Verdict::Unknown, 0)(j);
            j.findOut(b);
        });
        row("found out, and reloaded", "stock 7, should be 7", [](JournalBuilder& j) {
            ended(Verdict::Unknown, 0)(j);
            j.findOut(b).read(b);
        });
        row("not saved, and sent again", "stock 8, should be 5 (lost)", [](JournalBuilder& j) {
            ended(Verdict::Unknown, 0)(j);
            j.save(b);
        });
    }

    static void outsiders()
    {
        // 10 - 3 - 1
        row(
            "an outsider is refused",
            "stock 7, should be 6 (open)",
            [](JournalBuilder& j) {
                j.read(curl, true).read(a).save(a, stock(7)).put(curl, lamp(9), "If-Match: \"1\"");
            },
            Locking::Version);
        row(
            "it reads again",
            "stock 7, should be 7",
            [](JournalBuilder& j) {
                j.read(curl, true).read(a).save(a, stock(7)).put(curl, lamp(9), "If-Match: \"1\"");
                j.read(curl, true);
            },
            Locking::Version);
        // It has seen the version that it names, also for the tree of versions: nothing is lost.
        row(
            "it names the version that stands",
            "stock 9, should be 9",
            [](JournalBuilder& j) {
                j.read(curl, true).read(a).save(a, stock(7)).put(curl, lamp(9), "If-Match: \"1\"");
                j.put(curl, lamp(9), "If-Match: \"2\"");
            },
            Locking::Version);
        row(
            "it works the sum out",
            "stock 6, should be 6",
            [](JournalBuilder& j) {
                j.read(curl, true).read(a).save(a, stock(7)).put(curl, lamp(9), "If-Match: \"1\"");
                j.put(curl, lamp(6), "If-Match: \"2\"");
            },
            Locking::Version);
        row("428 to an outsider", "stock 7, should be 5 (open)", [](JournalBuilder& j) {
            ended(Verdict::PreconditionMissing, 428, true)(j);
        });
        row(
            "428 without having read",
            "stock 7, should be 7",
            [](JournalBuilder& j) { j.read(a).save(a, stock(7)).put(curl, lamp(8)); },
            Locking::Version);
        row("blind, over nobody's", "stock 8, should be 8", [](JournalBuilder& j) { j.put(curl, lamp(8)); });
        // Nobody knows how many it sold.
        row("blind, over A's", "stock 8 (lost)", [](JournalBuilder& j) {
            j.read(a).save(a, stock(7)).put(curl, lamp(8));
        });
        row("blind, and the same", "stock 7, should be 7", [](JournalBuilder& j) {
            j.read(a).save(a, stock(7)).put(curl, lamp(7));
        });
        // 10 - 3 - 2
        row("an old copy", "stock 8, should be 5 (lost)", [](JournalBuilder& j) {
            j.read(curl, true).read(a).save(a, stock(7)).put(curl, lamp(8));
        });
    }

    static void texts()
    {
        row("a name", "name Lamp", [](JournalBuilder& j) { j.read(a).save(a, text("name", "Lamp")); });
        // B never changed the name.
        row("a name is put back", "name Desk lamp, should be Lamp (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, text("name", "Lamp")).save(b, stock(8));
        });
        row("a number is put back", "stock 10, should be 7 (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, stock(7)).save(b, text("name", "Lamp"));
        });
        row("a name after a sale", "stock 7, should be 7", [](JournalBuilder& j) {
            j.read(a).save(a, stock(7)).read(b).save(b, text("name", "Lamp"));
        });
        row("two names", "name Spot (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, text("name", "Lamp")).save(b, text("name", "Spot"));
        });
        row("the same name twice", "name Lamp", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, text("name", "Lamp")).save(b, text("name", "Lamp"));
        });
        row("one name after the other", "name Spot", [](JournalBuilder& j) {
            j.read(a).save(a, text("name", "Lamp")).read(b).save(b, text("name", "Spot"));
        });
        row(
            "a name is refused for another's sale",
            "name Desk lamp, should be Lamp (open)",
            [](JournalBuilder& j) { j.read(a).read(b).save(a, stock(7)).save(b, text("name", "Lamp")); },
            Locking::Version);
        row(
            "a name is refused for another's name",
            "name Lamp",
            [](JournalBuilder& j) {
                j.read(a).read(b).save(a, text("name", "Lamp")).save(b, text("name", "Spot"));
            },
            Locking::Version);
        row("sold out", "stock sold out", [](JournalBuilder& j) {
            j.read(a).save(a, text("stock", "sold out"));
        });
        row("sold out, over a sale", "stock sold out (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, stock(7)).save(b, text("stock", "sold out"));
        });
        row("digits as text, over a sale", "stock 10 (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, stock(7)).save(b, text("stock", "10"));
        });
        row("a sale over a text", "stock 8 (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, text("stock", "sold out")).save(b, stock(8));
        });
        row(
            "a text is refused",
            "stock 7",
            [](JournalBuilder& j) { j.read(a).read(b).save(a, stock(7)).save(b, text("stock", "sold out")); },
            Locking::Version);
        row("back from sold out", "stock 5, should be 5", [](JournalBuilder& j) {
            j.read(a).save(a, text("stock", "sold out")).read(b).save(b, stock(5));
        });
        row(
            "a switch is put back",
            "sold true, should be false (lost)",
            [](JournalBuilder& j) {
                j.read(a).read(b).save(a, {{QStringLiteral("sold"), false}}).save(b, text("name", "Spot"));
            },
            Locking::Off,
            one({{QStringLiteral("sold"), true}, {QStringLiteral("name"), QStringLiteral("Lamp")}}));
        row("null over a sale", "stock null (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, stock(7)).save(b, {{QStringLiteral("stock"), Value()}});
        });
    }

    static void edges()
    {
        // 2^53 - 4, and 1, and 2
        row(
            "up to the largest integer",
            "stock 9007199254740990, should be 9007199254740991 (lost)",
            [](JournalBuilder& j) {
                j.read(a).read(b).save(a, stock(LargestInteger - 2)).save(b, stock(LargestInteger - 1));
            },
            Locking::Off,
            one(stock(LargestInteger - 3)));
        row(
            "past the largest integer",
            "stock 9007199254740991 (lost)",
            [](JournalBuilder& j) {
                j.read(a).read(b).save(a, stock(LargestInteger)).save(b, stock(LargestInteger));
            },
            Locking::Off,
            one(stock(LargestInteger - 1)));
        row(
            "at the edge of 64 bits",
            "stock 9223372036854775807 (lost)",
            [](JournalBuilder& j) { j.read(a).read(b).save(a, stock(Top)).save(b, stock(Top)); },
            Locking::Off,
            one(stock(Top - 1)));
        row(
            "huge fractions",
            "price 1e+300 (lost)",
            [](JournalBuilder& j) { j.read(a).read(b).save(a, priced(2.5)).save(b, priced(1e300)); },
            Locking::Off,
            one(priced(1.5)));
        row("a field is added, and written away",
            "colour not there, should be 5 (lost)",
            [](JournalBuilder& j) { j.read(a).read(b).save(a, colour(5)).save(b, stock(8)); });
        row("a field is added by two", "colour 6 (lost)", [](JournalBuilder& j) {
            j.read(a).read(b).save(a, colour(5)).save(b, colour(6));
        });
        row("a field is removed on purpose", "stock 10, should be 10", [](JournalBuilder& j) {
            j.read(curl, true).put(curl, stock(10));
        });
    }

    static void severalRecords()
    {
        // 4 - 2 - 1
        row("a record that a client made", "chair · stock 3, should be 1 (lost)", [](JournalBuilder& j) {
            j.on(QStringLiteral("chair")).put(curl, stock(4), "If-None-Match: *");
            j.read(a).read(b).save(a, stock(2)).save(b, stock(3));
        });
        row(
            "nothing happened in either",
            "north · stock 10, should be 10",
            [](JournalBuilder& j) { j.on(south).read(a); },
            Locking::Off,
            rooms());
        row(
            "a loss beyond the one that is shown",
            "south · stock 18, should be 15 (lost)",
            [](JournalBuilder& j) {
                j.on(north).read(a).save(a, stock(9));
                j.on(south).read(a).read(b).save(a, stock(17)).save(b, stock(18));
                j.on(north).read(a).save(a, stock(8));
            },
            Locking::Off,
            rooms());
        row(
            "a loss before a refusal",
            "south · stock 18, should be 15 (lost)",
            [](JournalBuilder& j) {
                j.on(south).read(a).read(b).save(a, stock(17)).save(b, stock(18));
                j.rule(Locking::Version).on(north).read(a).read(b).save(a, stock(9)).save(b, stock(9));
            },
            Locking::Off,
            rooms());
        row(
            "a refusal before what was saved last",
            "south · stock 17, should be 15 (open)",
            [](JournalBuilder& j) {
                j.on(south).read(a).read(b).save(a, stock(17)).save(b, stock(18));
                j.on(north).read(c).save(c, stock(9));
            },
            Locking::Version,
            rooms());
        row(
            "what was saved last",
            "south · stock 23, should be 23",
            [](JournalBuilder& j) { j.on(south).read(a).save(a, stock(23)); },
            Locking::Off,
            rooms());
        row(
            "a loss in both: the one that is shown",
            "north · stock 9, should be 8 (lost)",
            [](JournalBuilder& j) {
                for (const QString& room : {north, south})
                    j.on(room).read(a).read(b).save(a, stock(9)).save(b, stock(9));
            },
            Locking::Off,
            rooms());
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
