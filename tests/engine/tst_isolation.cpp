#include "engine/databases/enginetable.h"
#include "engine/isolationexpectations.h"
#include "warningfreetest.h"

#include <QTest>

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;

/// Every schedule, really run, on every engine and level.
class TestIsolation final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void engine_preventsWhatItSays_data();
    void engine_preventsWhatItSays();
    void names_areThoseOfTheSchedules();
};

void TestIsolation::engine_preventsWhatItSays_data()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("SQLite") << u"sqlite"_s;
    QTest::newRow("PostgreSQL") << u"postgresql"_s;
    QTest::newRow("MariaDB") << u"mariadb"_s;
}

void TestIsolation::engine_preventsWhatItSays()
{
    QFETCH(const QString, engine);
    const QList<EngineEntry> entries = engineTable();
    const auto entry = std::ranges::find(entries, engine, &EngineEntry::name);
    QVERIFY(entry != entries.end());
    const auto started = entry->start();
    QVERIFY2(started, started ? "" : qPrintable(started.error()));
    Engine& running = **started;
    QCOMPARE(running.levels(), entry->levels);
    QStringList lines{u"level: "_s + running.levels().join(u" | "_s)};
    for (const Anomaly& anomaly : anomaliesFor(running)) {
        QStringList words;
        for (const QString& level : running.levels())
            words.append(isolationWord(runCell(running, level, anomaly)));
        lines.append((anomaly.name + u' ' + anomaly.variant).trimmed() + u": "_s + words.join(u" | "_s));
    }
    QCOMPARE(lines, expectedIsolation(engine));
}

void TestIsolation::names_areThoseOfTheSchedules()
{
    const auto engine = engineTable().first().start();
    QVERIFY(engine);
    QStringList names;
    for (const Anomaly& anomaly : anomaliesFor(**engine))
        names.append(anomaly.name);
    names.removeDuplicates();
    QCOMPARE(names, anomalyNames());
}

QTEST_GUILESS_MAIN(TestIsolation)
#include "tst_isolation.moc"
