#include "engine/isolationexpectations.h"
#include "gui/shownmatrix.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>

#include <algorithm>

#include <csignal>

using namespace interleave;
using namespace Qt::StringLiterals;
using uitest::ShownMatrix;

/// The matrix with every engine, by real servers.
class TestIsolationServers final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void everyCell_isWhatTheEngineDoes();
    void killedServer_isToldAndTheOthersGoOn();
};

namespace {

/// As in the expectations of tst_isolation, of all the cells that the model has of an engine.
QStringList linesOf(const EngineCells& engine)
{
    QStringList levels;
    QMap<QString, QStringList> words;
    QStringList names;
    for (const IsolationCell& cell : engine.cells) {
        const QString name = (cell.anomaly + u' ' + cell.variant).trimmed();
        if (!levels.contains(cell.level))
            levels.append(cell.level);
        if (!names.contains(name))
            names.append(name);
        words[name].append(isolationWord(cell));
    }
    QStringList lines{u"level: "_s + levels.join(u" | "_s)};
    for (const QString& name : std::as_const(names))
        lines.append(name + u": "_s + words.value(name).join(u" | "_s));
    return lines;
}

/// What stands on the pill of a cell that is expected so.
QString pillOf(const QString& expected)
{
    if (expected.contains(u' '))
        return expected.section(u' ', 1);
    const QMap<QString, QString> pills{
        {u"yes"_s, u"happened"_s},
        {u"snapshot"_s, u"not seen"_s},
        {u"blocked"_s, u"waited"_s},
        {u"statement"_s, u"0 rows"_s}};
    return pills.value(expected);
}

/// The process of a server that this test has started; 0 where there is none.
pid_t childNamed(const QByteArray& program)
{
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& entry : entries) {
        bool isProcess = false;
        const int pid = entry.toInt(&isProcess);
        QFile status(u"/proc/%1/stat"_s.arg(entry));
        if (!isProcess || !status.open(QIODevice::ReadOnly))
            continue;
        // `4711 (postgres) S 4710 …`
        const QByteArray line = status.readAll();
        const QByteArray name =
            line.mid(line.indexOf('(') + 1, line.lastIndexOf(')') - line.indexOf('(') - 1);
        const QByteArray parent = line.mid(line.lastIndexOf(')') + 2).split(' ').value(1);
        if (name == program && parent.toLongLong() == QCoreApplication::applicationPid())
            return pid;
    }
    return 0;
}

} // namespace

void TestIsolationServers::everyCell_isWhatTheEngineDoes()
{
    ShownMatrix shown;
    ShownMatrix::click(shown.button("runAllButton"));
    shown.settle();
    QCOMPARE(shown.button("runAllButton")->text(), u"Run all again"_s);
    QCOMPARE(shown.text("progressLabel"), u"every cell was run on the engine itself"_s);
    const QList<EngineCells> results = shown.model().results();
    QCOMPARE(results.size(), 3);
    for (const EngineCells& engine : results)
        QCOMPARE(linesOf(engine), expectedIsolation(engine.engine));
    // Each cell that is seen says so, and its run is told.
    int row = 0;
    for (const EngineCells& engine : results) {
        const QStringList expected = expectedIsolation(engine.engine);
        const qsizetype levels = expected.first().count(u'|') + 1;
        for (qsizetype level = 0; level < levels; ++level, ++row) {
            int column = IsolationModel::FirstAnomalyColumn;
            for (const QString& line : expected.mid(1)) {
                const QString name = line.section(u": "_s, 0, 0);
                if (name.contains(u' ') && !name.endsWith(u" plain"_s))
                    continue;
                const QString word = line.section(u": "_s, 1).split(u" | "_s).at(level);
                shown.clickCell(row, column);
                QCOMPARE(shown.view()->currentIndex(), shown.model().index(row, column));
                QCOMPARE(shown.view()->currentIndex().data().toString(), pillOf(word));
                QVERIFY(shown.text("cellTitle").endsWith(shown.model().levelAt(row)));
                QVERIFY(
                    shown.text("storyLabel").startsWith(u"A"_s) ||
                    shown.text("storyLabel").startsWith(u"B"_s));
                ++column;
            }
            QCOMPARE(column, shown.model().columnCount());
        }
    }
    QCOMPARE(row, shown.model().rowCount());
    QVERIFY(shown.text("plainWords").contains(u"at each of these levels"_s));
}

void TestIsolationServers::killedServer_isToldAndTheOthersGoOn()
{
    ShownMatrix shown;
    ShownMatrix::click(shown.button("runAllButton"));
    const CellPlace first{u"postgresql"_s, u"read committed"_s, u"dirty-write"_s};
    QTRY_VERIFY_WITH_TIMEOUT(shown.model().runAt(first) != nullptr, 60'000);
    const pid_t server = childNamed("postgres");
    QVERIFY(server != 0);
    QCOMPARE(::kill(server, SIGKILL), 0);
    shown.settle();
    const QString problem = shown.model().problemOf(u"postgresql"_s);
    QVERIFY2(problem.contains(u"PostgreSQL"_s) && problem.endsWith(u'.'), qPrintable(problem));
    // What was there before stays, and the next engine has run.
    QVERIFY(shown.model().runAt(first) != nullptr);
    const QList<EngineCells> results = shown.model().results();
    QCOMPARE(linesOf(results.last()), expectedIsolation(u"mariadb"_s));
    // One more cell: the server is started again.
    shown.clickCell(5, 6);
    ShownMatrix::click(shown.button("runCellButton"));
    shown.settle();
    QCOMPARE(shown.model().problemOf(u"postgresql"_s), QString());
    QCOMPARE(shown.view()->currentIndex().data().toString(), u"40001"_s);
}

QTEST_MAIN(TestIsolationServers)
#include "tst_isolationservers.moc"
