#include "core/transactionwords/storycells.h"
#include "stories.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::fixtures;
using namespace Qt::StringLiterals;

/// The values that a run is about, and what is written and not committed.
class TestStoryCells final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void names_areAsShortAsIsClear_data();
    void names_areAsShortAsIsClear();
    void order_isThatOfTheTables();
    void unchangedTables_giveTheirFirstValues();
    void key_isNoValueUnlessItIsAlone();
    void changes_areSaidInFewWords_data();
    void changes_areSaidInFewWords();
    void value_isSaid_data();
    void value_isSaid();
    void pending_lastsUntilTheEnd();
    void pending_isGoneWithTheRefusal();
    void pending_isKeptWhereOnlyTheStatementIsUndone();
    void takenBackWithinTheTransaction_isNotPending();
};

namespace {

QStringList namesIn(const TransactionStory& story)
{
    QStringList names;
    for (const StoryCell& each : storyCells(story))
        names.append(each.name);
    return names;
}

/// "A: 7", by session.
QStringList pendingTexts(const TransactionStory& story, qint64 moment)
{
    QStringList texts;
    const QMap<QString, Changes> pending = pendingAt(story, moment);
    for (auto it = pending.constBegin(); it != pending.constEnd(); ++it)
        texts.append(it.key() + u": "_s + changesText(*it, storyCells(story)));
    return texts;
}

} // namespace

void TestStoryCells::names_areAsShortAsIsClear_data()
{
    QTest::addColumn<TransactionStory>("story");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("one value of the only row") << lostUpdate() << QStringList{u"stock"_s};
    QTest::newRow("several values of the only row")
        << versionInWhere() << QStringList{u"stock"_s, u"version"_s};
    QTest::newRow("the same value of several rows") << deadlock() << QStringList{u"lamp"_s, u"chair"_s};
    QTest::newRow("a row that was added") << phantom() << QStringList{u"b1 seat"_s, u"b1 guest"_s};
}

void TestStoryCells::names_areAsShortAsIsClear()
{
    QFETCH(TransactionStory, story);
    QTEST(namesIn(story), "names");
}

void TestStoryCells::order_isThatOfTheTables()
{
    // By the alphabet the chair would be first.
    StoryBuilder run(Postgresql, ReadCommitted, lampsAndChairs(10, 10));
    run.begin(A).write(A, {SellChair}, stock(9, u"chair"_s)).write(A, {SellLamp}, stock(9));
    run.commit(A, lampsAndChairs(9, 9));
    QCOMPARE(namesIn(run.explained()), (QStringList{u"lamp"_s, u"chair"_s}));
}

void TestStoryCells::unchangedTables_giveTheirFirstValues()
{
    Tables tables = lampsAndChairs(10, 10);
    for (int i = 0; i < 100; ++i)
        tables[u"item"_s].rows.append({u"thing %1"_s.arg(i), qint64{i}});
    StoryBuilder run(Postgresql, ReadCommitted, tables);
    run.begin(A).commit(A);
    QCOMPARE(
        namesIn(run.explained()),
        (QStringList{u"lamp"_s, u"chair"_s, u"thing 0"_s, u"thing 1"_s, u"thing 2"_s, u"thing 3"_s}));
    QVERIFY(namesIn(TransactionStory()).isEmpty());
}

void TestStoryCells::key_isNoValueUnlessItIsAlone()
{
    const Tables empty{{u"seat"_s, {{u"name"_s}, {}}}};
    const Tables taken{{u"seat"_s, {{u"name"_s}, {{u"12A"_s}}}}};
    StoryBuilder run(Postgresql, ReadCommitted, empty);
    run.write(A, {u"INSERT INTO seat VALUES ('12A')"_s}, {}, 1, taken);
    const TransactionStory story = run.explained();
    QCOMPARE(namesIn(story), QStringList{u"12A"_s});
    QCOMPARE(changesText({{{u"seat"_s, u"12A"_s, u"name"_s}, u"12A"_s}}, storyCells(story)), u"12A"_s);
}

void TestStoryCells::changes_areSaidInFewWords_data()
{
    QTest::addColumn<TransactionStory>("story");
    QTest::addColumn<Changes>("changes");
    QTest::addColumn<QString>("text");
    const auto cell = [](const QString& column) {
        return Cell{u"booking"_s, u"b1"_s, column};
    };
    QTest::newRow("the only value") << lostUpdate() << stock(7) << u"7"_s;
    QTest::newRow("one of several") << deadlock() << stock(9, u"chair"_s) << u"chair 9"_s;
    Changes both = stock(9);
    both.merge(stock(8, u"chair"_s));
    QTest::newRow("two of several, in the order of the table") << deadlock() << both << u"lamp 9, chair 8"_s;
    both.merge(stock(7, u"desk"_s));
    QTest::newRow("more than two") << deadlock() << both << u"lamp 9, chair 8, …"_s;
    QTest::newRow("an added row") << phantom() << booking(u"b1"_s, u"12A"_s, u"Ann"_s) << u"b1 (12A, Ann)"_s;
    QTest::newRow("a row that is gone")
        << phantom() << Changes{{cell(u"id"_s), {}}, {cell(u"seat"_s), {}}, {cell(u"guest"_s), {}}}
        << u"b1 gone"_s;
    QTest::newRow("a value that happens to be called like its row")
        << phantom() << Changes{{cell(u"guest"_s), u"b1"_s}} << u"b1 guest b1"_s;
    QTest::newRow("nothing") << lostUpdate() << Changes() << QString();
}

void TestStoryCells::changes_areSaidInFewWords()
{
    QFETCH(TransactionStory, story);
    QFETCH(Changes, changes);
    QTEST(changesText(changes, storyCells(story)), "text");
}

void TestStoryCells::value_isSaid_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("a number") << cellText(qint64{7}) << u"7"_s;
    QTest::newRow("a negative number") << cellText(qint64{-11}) << u"−11"_s;
    QTest::newRow("a text") << cellText(u"Ann"_s) << u"Ann"_s;
    QTest::newRow("an empty text") << cellText(QString()) << u"empty"_s;
    QTest::newRow("a long text") << cellText(QString(100, u'x')) << QString(24, u'x') + u"…"_s;
    QTest::newRow("two lines") << cellText(u"a\nb"_s) << u"a b"_s;
    QTest::newRow("what is not there") << cellText({}) << u"gone"_s;
}

void TestStoryCells::value_isSaid()
{
    QFETCH(QString, text);
    QTEST(text, "said");
}

void TestStoryCells::pending_lastsUntilTheEnd()
{
    const TransactionStory story = lostUpdate();
    QCOMPARE(pendingTexts(story, 4), QStringList());
    QCOMPARE(pendingTexts(story, 5), QStringList{u"A: 7"_s});
    QCOMPARE(pendingTexts(story, 6), QStringList());
    QCOMPARE(pendingTexts(story, 7), QStringList{u"B: 8"_s});
    QCOMPARE(pendingTexts(story, 8), QStringList());
    const TransactionStory skew = writeSkew();
    QCOMPARE(pendingTexts(skew, 6), (QStringList{u"A: Alice 0"_s, u"B: Bob 0"_s}));
    QCOMPARE(pendingTexts(dirtyRead(), 5), QStringList());
}

void TestStoryCells::pending_isGoneWithTheRefusal()
{
    const TransactionStory story = failedCommit();
    QCOMPARE(pendingTexts(story, 2), QStringList{u"A: b1 (12A, Ann)"_s});
    QCOMPARE(pendingTexts(story, 3), QStringList());
    // The victim of a deadlock has lost its lock, and its change.
    QCOMPARE(pendingTexts(deadlock(), 6), (QStringList{u"A: lamp 9"_s, u"B: chair 9"_s}));
    QCOMPARE(pendingTexts(deadlock(), 7), QStringList{u"A: lamp 9"_s});
}

void TestStoryCells::pending_isKeptWhereOnlyTheStatementIsUndone()
{
    QCOMPARE(pendingTexts(keptTheRest(), 3), QStringList{u"A: b1 (12A, Ann)"_s});
}

void TestStoryCells::takenBackWithinTheTransaction_isNotPending()
{
    StoryBuilder run(Postgresql, ReadCommitted, lamps(10));
    run.begin(A).write(A, writeLamp(7), stock(7)).write(A, writeLamp(10), stock(10));
    QCOMPARE(pendingTexts(run.story(), 2), QStringList{u"A: 7"_s});
    QCOMPARE(pendingTexts(run.story(), 3), QStringList());
}

QTEST_GUILESS_MAIN(TestStoryCells)
#include "tst_storycells.moc"
