#include "end-to-end/program.h"
#include "stage/files/scenariolibrary.h"
#include "warningfreetest.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

/// Pages to step through, as the program writes them.
class TestPages final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lesson_isASmallPage_data();
    void lesson_isASmallPage();
    void step_isWhereItOpens_data();
    void step_isWhereItOpens();
    void title_isReplacedOrLeftOut();
    void journal_isSteppedWhole();
    void placesOfTransactions_areCompared();
    void longJournal_isRefused();

private:
    static constexpr qsizetype MostBytes = 300'000;
    /// Of a page.
    static constexpr qsizetype MostEvents = 250;

    /// The page on standard output, or what was said instead.
    static QByteArray page(const QStringList& options)
    {
        const Ended ended = run(QStringList{u"export"_s, u"-"_s, u"--format"_s, u"html"_s} + options);
        return ended.code == 0 && ended.err.isEmpty() ? ended.out.toUtf8() : ended.err.toUtf8();
    }
};

void TestPages::lesson_isASmallPage_data()
{
    QTest::addColumn<QStringList>("options");
    for (const NamedScenario& named : builtinScenarios())
        QTest::newRow(qPrintable(named.name)) << QStringList{u"--scenario"_s, named.name};
#ifdef INTERLEAVE_SANITIZE
    constexpr qsizetype most = 2;
#else
    constexpr qsizetype most = std::numeric_limits<qsizetype>::max();
#endif
    const QList<NamedTransactionLesson> lessons = builtinTransactionLessons();
    for (const NamedTransactionLesson& named : lessons.first(std::min(most, lessons.size()))) {
        // The others need a server.
        if (named.lesson.engines.contains(u"sqlite"_s))
            QTest::newRow(qPrintable(named.name))
                << QStringList{u"--scenario"_s, named.name, u"--engine"_s, u"sqlite"_s};
    }
    QTest::newRow("five clients under two rules")
        << QStringList{u"--scenario"_s, u"five-clients"_s, u"--compare"_s, u"off,version"_s};
}

void TestPages::lesson_isASmallPage()
{
    QFETCH(const QStringList, options);
    const QByteArray written = page(options);
    QVERIFY2(written.startsWith("<!DOCTYPE html>"), written.constData());
    QVERIFY(written.endsWith("</html>\n"));
    QVERIFY2(written.size() < MostBytes, qPrintable(QString::number(written.size())));
    for (const char* outside : {"http:", "https:", "<link", "<script src", "<img", "<iframe", "url("})
        QVERIFY2(!written.contains(outside), outside);
    QCOMPARE(written.count("<main"), 1);
    QVERIFY(written.contains("id=\"step-1\""));
}

void TestPages::step_isWhereItOpens_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("places");
    const auto row = [](const char* name, const QString& options, const char* places) {
        QTest::newRow(name) << options.split(u' ') << QByteArray(places);
    };
    row("at the end", u"--scenario lost-update"_s, "data-last=\"4\" data-opening=\"4\"");
    row("at a step", u"--scenario lost-update --step 2"_s, "data-last=\"4\" data-opening=\"2\"");
    row("at the start", u"--scenario lost-update --step 0"_s, "data-last=\"4\" data-opening=\"0\"");
    row("two rules",
        u"--scenario lost-update --compare off,version --step 3"_s,
        "data-last=\"4\" data-opening=\"3\"");
    row("at a step in which nothing happens",
        u"--scenario fencing-token --locking off --step 4"_s,
        "data-opening=\"4\"");
    row("transactions", u"--scenario dirty-read --step 3"_s, "data-last=\"7\" data-opening=\"3\"");
}

void TestPages::step_isWhereItOpens()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, places);
    const QByteArray written = page(options);
    QVERIFY2(written.contains(places), written.left(5000).constData());
}

void TestPages::title_isReplacedOrLeftOut()
{
    const QStringList lesson{u"--scenario"_s, u"lost-update"_s};
    QVERIFY(page(lesson).contains("<h1>10 desk lamps. A sells 3, B sells 2: 5 should be left.</h1>"));
    const QByteArray own = page(lesson + QStringList{u"--title"_s, u"Two <shops>"_s});
    QVERIFY(own.contains("<h1>Two &lt;shops&gt;</h1>") && own.contains("<title>Two &lt;shops&gt;</title>"));
    const QByteArray none = page(lesson + QStringList{u"--no-title"_s});
    QVERIFY(!none.contains("<h1") && !none.contains("A’s change is lost, and nobody was told"));
    QVERIFY(none.contains("<title>item: who read and wrote what, and what was lost</title>"));
    const QByteArray both =
        page(lesson + QStringList{u"--compare"_s, u"off,version"_s, u"--title"_s, u"Two & two"_s});
    QVERIFY(both.contains("<h1>Two &amp; two</h1>"));
}

void TestPages::journal_isSteppedWhole()
{
    const QTemporaryDir folder;
    for (const char* lesson : {"lost-update", "dirty-read"}) {
        const QString journal = folder.filePath(QLatin1String(lesson) + u".jsonl"_s);
        QCOMPARE(run({u"export"_s, journal, u"--scenario"_s, QLatin1String(lesson)}).err, QString());
        const QByteArray written = page({u"--open"_s, journal, u"--step"_s, u"2"_s});
        QVERIFY2(written.contains("data-opening=\"2\""), written.left(2000).constData());
        QVERIFY(written.contains("id=\"step-4\""));
    }
}

void TestPages::placesOfTransactions_areCompared()
{
    const QStringList places{
        u"--scenario"_s, u"dirty-read"_s, u"--compare"_s, u"read uncommitted,serializable"_s};
    const QByteArray written = page(places);
    QVERIFY(written.contains("<h2>SQLite · Read uncommitted</h2>"));
    QVERIFY(written.contains("<h2>SQLite · Serializable</h2>"));
    QVERIFY(written.contains("data-last=\"7\" data-opening=\"7\""));
    // The drawing has both as well.
    const Ended drawing = run(QStringList{u"export"_s, u"-"_s, u"--format"_s, u"svg"_s} + places);
    QCOMPARE(drawing.err, QString());
    QVERIFY(drawing.out.contains(u"SQLite · Serializable"_s));
}

void TestPages::longJournal_isRefused()
{
    const QTemporaryDir folder;
    const QString journal = folder.filePath(u"long.jsonl"_s);
    QCOMPARE(run({u"export"_s, journal, u"--scenario"_s, u"lost-update"_s}).code, 0);
    QFile file(journal);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QList<QByteArray> lines = file.readAll().split('\n');
    // The same read again and again.
    for (qsizetype seq = lines.size() - 1; seq < lines.size() + MostEvents; ++seq)
        file.write(
            QByteArray(lines.at(1)).replace("\"seq\":1,", "\"seq\":" + QByteArray::number(seq) + ',') + '\n');
    file.close();
    const Ended refused = run({u"export"_s, folder.filePath(u"a.html"_s), u"--open"_s, journal});
    QVERIFY2(refused.err.startsWith(u"A page steps through at most 100 steps"_s), qPrintable(refused.err));
    QCOMPARE(refused.code, 3);
    QVERIFY(!QFile::exists(folder.filePath(u"a.html"_s)));
}

QTEST_GUILESS_MAIN(TestPages)
#include "tst_pages.moc"
