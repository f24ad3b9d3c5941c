#include "engine/databases/enginetable.h"
#include "engine/isolationmatrix.h"
#include "warningfreetest.h"

#include <QTest>

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;

/// Every schedule, really run, on every engine and level. What is expected agrees with the engines' manuals:
/// https://www.sqlite.org/isolation.html, https://www.postgresql.org/docs/15/transaction-iso.html,
/// https://mariadb.com/kb/en/set-transaction/ and https://mariadb.com/kb/en/innodb-system-variables/.
class TestIsolation final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void engine_preventsWhatItSays_data();
    void engine_preventsWhatItSays();
    void names_areThoseOfTheSchedules();
};

namespace {

const char* const Sqlite = R"(
    level: read uncommitted | serializable | serializable immediate
    dirty-write: blocked | blocked | blocked
    dirty-read: yes | snapshot | blocked
    intermediate-read: yes | snapshot | blocked
    non-repeatable-read: yes | snapshot | blocked
    phantom: yes | snapshot | blocked
    lost-update plain: yes | error 517 | blocked
    lost-update for-update: blocked | blocked | blocked
    lost-update atomic: blocked | blocked | blocked
    lost-update version-checked: statement | error 517 | blocked
    lost-update compare-then-write: yes | error 517 | blocked
    lost-update autocommit: yes | yes | yes
    read-skew: yes | snapshot | blocked
    write-skew: yes | error 517 | blocked
    read-only-anomaly: yes | error 517 | blocked
    deadlock: blocked | blocked | blocked)";

const char* const Postgresql = R"(
    level: read committed | repeatable read | serializable
    dirty-write: blocked | error 40001 | error 40001
    dirty-read: snapshot | snapshot | snapshot
    intermediate-read: snapshot | snapshot | snapshot
    non-repeatable-read: yes | snapshot | snapshot
    phantom: yes | snapshot | snapshot
    lost-update plain: yes | error 40001 | error 40001
    lost-update for-update: blocked | error 40001 | error 40001
    lost-update atomic: blocked | error 40001 | error 40001
    lost-update version-checked: statement | error 40001 | error 40001
    lost-update compare-then-write: yes | error 40001 | error 40001
    lost-update autocommit: yes | yes | yes
    read-skew: yes | snapshot | snapshot
    write-skew: yes | yes | error 40001
    read-only-anomaly: yes | yes | error 40001
    deadlock: yes 40P01 | yes 40P01 | yes 40P01)";

const char* const Mariadb = R"(
    level: read uncommitted | read committed | repeatable read | repeatable read snapshot | serializable
    dirty-write: blocked | blocked | blocked | blocked | blocked
    dirty-read: yes | snapshot | snapshot | snapshot | blocked
    intermediate-read: yes | snapshot | snapshot | snapshot | blocked
    non-repeatable-read: yes | yes | snapshot | snapshot | blocked
    phantom: yes | yes | snapshot | snapshot | blocked
    lost-update plain: yes | yes | yes | error 1020 | error 1213
    lost-update for-update: blocked | blocked | blocked | blocked | blocked
    lost-update atomic: blocked | blocked | blocked | blocked | blocked
    lost-update version-checked: statement | statement | statement | error 1020 | error 1213
    lost-update compare-then-write: yes | yes | yes | error 1020 | error 1213
    lost-update autocommit: yes | yes | yes | yes | yes
    read-skew: yes | yes | snapshot | snapshot | blocked
    write-skew: yes | yes | yes | yes | error 1213
    read-only-anomaly: yes | yes | yes | yes | error 1213
    deadlock: yes 1213 | yes 1213 | yes 1213 | yes 1213 | yes 1213)";

QString inWords(const IsolationCell& cell)
{
    const QString word =
        cell.problem.isEmpty() ? cell.happens ? u"yes"_s : toName(cell.prevention) : cell.problem;
    return cell.code.isEmpty() ? word : word + u' ' + cell.code;
}

QStringList linesOf(const char* text)
{
    QStringList lines;
    for (const QString& line : QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts))
        lines.append(line.trimmed());
    return lines;
}

} // namespace

void TestIsolation::engine_preventsWhatItSays_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("SQLite") << u"sqlite"_s << linesOf(Sqlite);
    QTest::newRow("PostgreSQL") << u"postgresql"_s << linesOf(Postgresql);
    QTest::newRow("MariaDB") << u"mariadb"_s << linesOf(Mariadb);
}

void TestIsolation::engine_preventsWhatItSays()
{
    QFETCH(const QString, engine);
    QFETCH(const QStringList, expected);
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
            words.append(inWords(runCell(running, level, anomaly)));
        lines.append((anomaly.name + u' ' + anomaly.variant).trimmed() + u": "_s + words.join(u" | "_s));
    }
    QCOMPARE(lines, expected);
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
