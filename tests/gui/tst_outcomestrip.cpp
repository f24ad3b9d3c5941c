#include "gui/outcome/outcomestrip.h"

#include "core/journalbuilder.h"
#include "gui/journalfixtures.h"
#include "warningfreetest.h"

using namespace interleave;
using interleave::testing::JournalBuilder;
using interleave::testing::stock;

class TestOutcomeStrip final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }

    void figures_showTheLesson_data();
    void figures_showTheLesson();
    void figures_haveTheirColours();
    void result_isNamed_data();
    void result_isNamed();
    void largeStrip_showsTheResultInFigures();
    void textRecord_hasNoSumOfChanges();
    void narrowStrip_overlapsNoFigures();
    void longValue_shortensTheNames_data();
    void longValue_shortensTheNames();
};

void TestOutcomeStrip::figures_showTheLesson_data()
{
    QTest::addColumn<Locking>("locking");
    QTest::addColumn<qint64>("events");
    QTest::addColumn<QString>("figures");
    QTest::newRow("before anything") << Locking::Off << qint64{0} << QStringLiteral("0 0 0 0 10 10");
    QTest::newRow("after A's save") << Locking::Off << qint64{4} << QStringLiteral("1 1 0 0 7 7");
    QTest::newRow("locking off, at the end") << Locking::Off << qint64{6} << QStringLiteral("2 2 0 1 8 5");
    QTest::newRow("locking on, at the end") << Locking::Version << qint64{6} << QStringLiteral("2 1 1 0 7 5");
}

void TestOutcomeStrip::figures_showTheLesson()
{
    QFETCH(Locking, locking);
    QFETCH(qint64, events);
    QFETCH(QString, figures);
    const Journal journal = uitest::lesson(locking);
    OutcomeStrip strip;
    strip.setLedger(ledgerOf(journal.at(events), uitest::id()));
    QStringList shown;
    for (const char* name :
         {"triedFigure", "savedFigure", "refusedFigure", "lostFigure", "valueFigure", "keptFigure"})
        shown.append(uitest::text(strip, name));
    QCOMPARE(shown.join(QLatin1Char(' ')), figures);
}

void TestOutcomeStrip::figures_haveTheirColours()
{
    OutcomeStrip strip;
    strip.show();
    const auto ink = [&strip](const char* name) {
        return strip.findChild<QLabel*>(QLatin1String(name))->palette().color(QPalette::WindowText);
    };
    strip.setLedger(ledgerOf(uitest::lesson(Locking::Off).latest(), uitest::id()));
    QCOMPARE(ink("lostFigure"), Theme::light().color(Role::Lost));
    QCOMPARE(ink("refusedFigure"), Theme::light().quiet());
    strip.setLedger(ledgerOf(uitest::lesson(Locking::Version).latest(), uitest::id()));
    QCOMPARE(ink("lostFigure"), Theme::light().color(Role::Current));
    QCOMPARE(ink("refusedFigure"), Theme::light().color(Role::Stale));
    Ledger deadlock;
    deadlock.leasesRefused = 1;
    strip.setLedger(deadlock);
    QCOMPARE(uitest::text(strip, "refusedFigure"), QStringLiteral("1 lease"));
    QCOMPARE(ink("refusedFigure"), Theme::light().color(Role::Stale));
}

/// The result is one clause at the right end, and an open change is its client's.
void TestOutcomeStrip::result_isNamed_data()
{
    QTest::addColumn<Locking>("locking");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("kept");
    QTest::newRow("lost") << Locking::Off << QStringLiteral("stock is: 8") << QStringLiteral("should be: 5");
    QTest::newRow("refused") << Locking::Version << QStringLiteral("stock is: 7")
                             << QStringLiteral("after B tries again: 5");
}

void TestOutcomeStrip::result_isNamed()
{
    QFETCH(const Locking, locking);
    OutcomeStrip strip;
    strip.setLedger(ledgerOf(uitest::lesson(locking).latest(), uitest::id()));
    strip.setMinimumWidth(1);
    strip.resize(1000, 44);
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    const auto* kept = strip.findChild<QLabel*>(QStringLiteral("keptFigure"));
    QTEST(strip.findChild<QLabel*>(QStringLiteral("valueFigure"))->accessibleName(), "value");
    QTEST(kept->accessibleName(), "kept");
    QVERIFY(strip.width() - kept->mapTo(&strip, QPoint(kept->width(), 0)).x() < 60);
}

/// Half of a page is enough for whole names.
void TestOutcomeStrip::largeStrip_showsTheResultInFigures()
{
    OutcomeStrip strip;
    strip.setLedger(ledgerOf(uitest::lesson(Locking::Version).latest(), uitest::id()));
    strip.setLarge(true);
    strip.setMinimumWidth(1);
    strip.resize(680, strip.height());
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    const auto area = [&strip](const char* name) {
        const auto* label = strip.findChild<QLabel*>(QLatin1String(name));
        return QRect(label->mapTo(&strip, QPoint()), label->size());
    };
    QCOMPARE(
        strip.findChild<QLabel*>(QStringLiteral("keptFigure"))->accessibleName(),
        QStringLiteral("after B tries again: 5"));
    QCOMPARE(
        strip.findChild<QLabel*>(QStringLiteral("lostFigure"))->accessibleName(),
        QStringLiteral("Lost, nobody told: 0"));
    const auto type = [&strip](const char* name) {
        return strip.findChild<QLabel*>(QLatin1String(name))->font().pixelSize();
    };
    QVERIFY(type("valueFigure") > 2 * type("triedFigure"));
    QVERIFY(area("savedFigure").top() > area("triedFigure").bottom());
    QVERIFY(area("refusedFigure").left() > area("triedFigure").right());
    for (const char* name :
         {"triedFigure", "savedFigure", "refusedFigure", "lostFigure", "valueFigure", "keptFigure"})
        QVERIFY2(strip.rect().contains(area(name)), name);
    // As before when the height is gone.
    strip.setLarge(false);
    QTRY_VERIFY(area("savedFigure").left() > area("triedFigure").right());
    QCOMPARE(type("valueFigure"), type("triedFigure"));
}

void TestOutcomeStrip::textRecord_hasNoSumOfChanges()
{
    const Journal journal(JournalHeader{
        Locking::Off,
        0,
        0,
        {Record{uitest::id(), {{QStringLiteral("note"), QStringLiteral("hello")}}, 1, 0}}});
    OutcomeStrip strip;
    strip.setLedger(ledgerOf(journal.latest(), uitest::id()));
    QCOMPARE(uitest::text(strip, "valueFigure"), QStringLiteral("hello"));
    QVERIFY(strip.findChild<QLabel*>(QStringLiteral("keptFigure"))->parentWidget()->isHidden());
}

void TestOutcomeStrip::narrowStrip_overlapsNoFigures()
{
    OutcomeStrip strip;
    strip.setLedger(ledgerOf(uitest::lesson(Locking::Off).latest(), uitest::id()));
    strip.setMinimumWidth(1);
    strip.resize(420, 44);
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    QCOMPARE(strip.width(), 420);
    int end = 0;
    for (const QLabel* label : strip.findChildren<QLabel*>()) {
        if (!label->isVisible())
            continue;
        const QRect area(label->mapTo(&strip, QPoint()), label->size());
        QVERIFY(area.width() >= label->sizeHint().width());
        QVERIFY(area.left() >= end);
        end = area.right();
    }
}

void TestOutcomeStrip::longValue_shortensTheNames_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {560, 700, 860, 938, 1100})
        QTest::addRow("%d", width) << width;
}

void TestOutcomeStrip::longValue_shortensTheNames()
{
    QFETCH(int, width);
    const Fields black{{QStringLiteral("name"), QStringLiteral("Desk lamp, black")}};
    JournalBuilder builder;
    builder.read(uitest::A()).read(uitest::B()).save(uitest::A(), black).save(uitest::B(), stock(8));
    OutcomeStrip strip;
    strip.setLedger(ledgerOf(builder.now(), uitest::id()));
    strip.setMinimumWidth(1);
    strip.resize(width, 44);
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    QCOMPARE(uitest::text(strip, "keptFigure"), QStringLiteral("Desk lamp, black"));
    int end = 0;
    for (const QLabel* label : strip.findChildren<QLabel*>()) {
        if (!label->isVisible())
            continue;
        const QRect area(label->mapTo(&strip, QPoint()), label->size());
        const QString& name = label->objectName();
        const bool isValue = name == QStringLiteral("valueFigure") || name == QStringLiteral("keptFigure");
        const bool mayBeCut = isValue && width < 600;
        QVERIFY2(mayBeCut || area.width() >= label->sizeHint().width(), qPrintable(label->text()));
        QVERIFY(area.left() >= end);
        end = area.right();
    }
    QVERIFY(end < width);
}

QTEST_MAIN(TestOutcomeStrip)

#include "tst_outcomestrip.moc"
