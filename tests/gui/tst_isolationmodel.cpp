#include "core/transactions/isolationlevels.h"
#include "engine/databases/enginepool.h"
#include "gui/isolation/isolationmodel.h"
#include "warningfreetest.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

/// A model with what SQLite really does at one level.
struct Filled
{
    EnginePool pool;
    IsolationModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    [[nodiscard]] Engine& sqlite() { return *pool.engine(u"sqlite"_s); }

    void run(const QString& level)
    {
        model.setEngine(u"sqlite"_s, sqlite().version(), sqlite().levels());
        for (const Anomaly& anomaly : anomaliesFor(sqlite())) {
            const CellPlace place{u"sqlite"_s, level, anomaly.name, anomaly.variant};
            model.setRunning(place);
            model.setRun(place, runToldCell(sqlite(), level, anomaly));
        }
    }
    [[nodiscard]] QStringList row(int number, int role = Qt::DisplayRole) const
    {
        QStringList texts;
        for (int column = 0; column < model.columnCount(); ++column)
            texts.append(model.index(number, column).data(role).toString());
        return texts;
    }
};

CellPlace lostUpdate(const QString& level, const QString& variant = u"plain"_s)
{
    return {u"sqlite"_s, level, u"lost-update"_s, variant};
}

} // namespace

class TestIsolationModel final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void levels_areThereBeforeTheEngines();
    void headers_nameTheAnomalies();
    void results_areShown();
    void results_areReadWhole();
    void runningCell_isMarked();
    void variants_areShownInTurn();
    void missingEngine_saysWhatToDo();
    void otherLevels_becomeRows();
    void results_areExported();
};

void TestIsolationModel::levels_areThereBeforeTheEngines()
{
    const Filled filled;
    QCOMPARE(filled.model.rowCount(), 11);
    QCOMPARE(filled.row(3).first(), u"read committed"_s);
    QCOMPARE(filled.row(3).mid(1), QStringList(10, u"–"_s));
    QStringList titles;
    QStringList usual;
    for (int row = 0; row < filled.model.rowCount(); ++row) {
        const QModelIndex level = filled.model.index(row, IsolationModel::LevelColumn);
        titles.append(level.data(IsolationModel::GroupTitleRole).toString());
        if (!level.data(IsolationModel::NoteRole).toString().isEmpty())
            usual.append(level.data(Qt::AccessibleTextRole).toString());
    }
    titles.removeAll(QString());
    QCOMPARE(titles, QStringList({u"SQLite"_s, u"PostgreSQL"_s, u"MariaDB"_s}));
    QCOMPARE(
        usual,
        QStringList(
            {u"SQLite, serializable, default"_s,
             u"PostgreSQL, read committed, default"_s,
             u"MariaDB, repeatable read, default"_s}));
    QVERIFY(!filled.model.isComplete());
    QVERIFY(filled.model.results().isEmpty());
}

void TestIsolationModel::headers_nameTheAnomalies()
{
    const IsolationModel model;
    const auto head = [&model](int column, int role) {
        return model.headerData(column, Qt::Horizontal, role).toString();
    };
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles.append(head(column, Qt::DisplayRole));
    QCOMPARE(
        titles,
        QStringList(
            {u"Level"_s,
             u"Dirty write"_s,
             u"Dirty read"_s,
             u"Intermediate read"_s,
             u"Non-repeatable read"_s,
             u"Phantom"_s,
             u"Lost update"_s,
             u"Read skew"_s,
             u"Write skew"_s,
             u"Read-only anomaly"_s,
             u"Deadlock"_s}));
    QCOMPARE(head(8, IsolationModel::HeaderNoteRole), u"two doctors"_s);
    QCOMPARE(head(8, Qt::AccessibleTextRole), u"Write skew, two doctors"_s);
}

void TestIsolationModel::results_areShown()
{
    Filled filled;
    filled.run(u"serializable"_s);
    QCOMPARE(
        filled.row(1),
        QStringList(
            {u"serializable"_s,
             u"waited"_s,
             u"not seen"_s,
             u"not seen"_s,
             u"not seen"_s,
             u"not seen"_s,
             u"517"_s,
             u"not seen"_s,
             u"517"_s,
             u"517"_s,
             u"waited"_s}));
    QCOMPARE(
        filled.model.index(0, 0).data(IsolationModel::GroupTitleRole).toString(),
        engineWithVersion(u"sqlite"_s, filled.sqlite().version()));
    QCOMPARE(
        filled.model.index(1, 6).data(IsolationModel::VerdictRole).toInt(),
        static_cast<int>(CellVerdict::Refused));
    QVERIFY(!filled.model.index(0, 6).data(IsolationModel::VerdictRole).isValid());
}

void TestIsolationModel::results_areReadWhole()
{
    Filled filled;
    filled.run(u"read uncommitted"_s);
    filled.run(u"serializable"_s);
    const auto read = [&filled](int row, int column) {
        return filled.model.index(row, column).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(read(0, 6), u"Lost update, SQLite, read uncommitted: it happened, and nobody was told"_s);
    QCOMPARE(read(1, 1), u"Dirty write, SQLite, serializable: one waited, then went on"_s);
    QCOMPARE(read(1, 2), u"Dirty read, SQLite, serializable: it was not seen"_s);
    QCOMPARE(read(1, 6), u"Lost update, SQLite, serializable: refused with 517"_s);
    QCOMPARE(read(4, 6), u"Lost update, PostgreSQL, repeatable read: not run yet"_s);
}

void TestIsolationModel::runningCell_isMarked()
{
    Filled filled;
    const CellPlace place = lostUpdate(u"serializable"_s);
    const QSignalSpy changed(&filled.model, &QAbstractItemModel::dataChanged);
    filled.model.setRunning(place);
    const QModelIndex cell = filled.model.indexOf(place);
    QCOMPARE(changed.last().first().toModelIndex(), cell);
    QVERIFY(cell.data(IsolationModel::RunningRole).toBool());
    QCOMPARE(
        cell.data(Qt::AccessibleTextRole).toString(), u"Lost update, SQLite, serializable: is run now"_s);
    filled.model.clearRunning();
    QCOMPARE(changed.size(), 2);
    QVERIFY(!cell.data(IsolationModel::RunningRole).toBool());
}

void TestIsolationModel::variants_areShownInTurn()
{
    Filled filled;
    filled.run(u"read uncommitted"_s);
    const QModelIndex cell = filled.model.index(0, 6);
    QCOMPARE(cell.data().toString(), u"happened"_s);
    filled.model.setVariant(u"version-checked"_s);
    QCOMPARE(cell.data().toString(), u"0 rows"_s);
    QCOMPARE(
        cell.data(Qt::AccessibleTextRole).toString(),
        u"Lost update, version in WHERE, SQLite, read uncommitted: an UPDATE changed no row"_s);
    QCOMPARE(
        filled.model.headerData(6, Qt::Horizontal, IsolationModel::HeaderNoteRole).toString(),
        u"version in WHERE"_s);
    QCOMPARE(filled.model.placeAt(cell), lostUpdate(u"read uncommitted"_s, u"version-checked"_s));
    QVERIFY(!filled.model.indexOf(lostUpdate(u"read uncommitted"_s)).isValid());
    QVERIFY(!filled.model.placeAt(filled.model.index(0, 0)));
}

void TestIsolationModel::missingEngine_saysWhatToDo()
{
    Filled filled;
    const QString problem = u"PostgreSQL is not installed. Install it (on Debian: postgresql)."_s;
    filled.model.setProblem(u"postgresql"_s, problem);
    const QModelIndex first = filled.model.index(3, IsolationModel::LevelColumn);
    QCOMPARE(first.data(IsolationModel::GroupProblemRole).toString(), problem);
    QCOMPARE(
        first.data(Qt::AccessibleTextRole).toString(), u"PostgreSQL, read committed, default. "_s + problem);
    QVERIFY(!filled.model.index(4, 0).data(IsolationModel::GroupProblemRole).isValid());
    // When it is there, nothing is wrong any more.
    filled.model.setEngine(
        u"postgresql"_s, u"15.8"_s, {u"read committed"_s, u"repeatable read"_s, u"serializable"_s});
    QCOMPARE(first.data(IsolationModel::GroupProblemRole).toString(), QString());
    QCOMPARE(first.data(IsolationModel::GroupTitleRole).toString(), u"PostgreSQL 15"_s);
}

void TestIsolationModel::otherLevels_becomeRows()
{
    Filled filled;
    const QSignalSpy reset(&filled.model, &QAbstractItemModel::modelReset);
    // An older MariaDB has no snapshots in this sense.
    filled.model.setEngine(
        u"mariadb"_s,
        u"10.5.1"_s,
        {u"read uncommitted"_s, u"read committed"_s, u"repeatable read"_s, u"serializable"_s});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(filled.model.rowCount(), 10);
    QCOMPARE(filled.model.levelAt(9), u"serializable"_s);
    QVERIFY(!filled.model.indexOf({u"mariadb"_s, u"repeatable read snapshot"_s, u"phantom"_s}).isValid());
}

void TestIsolationModel::results_areExported()
{
    Filled filled;
    filled.run(u"serializable"_s);
    const QList<EngineCells> results = filled.model.results();
    QCOMPARE(results.size(), 1);
    QCOMPARE(results.first().cells.size(), 15);
    QVERIFY(isolationAsCsv(results.first()).contains(u",serializable,lost-update,plain,no,error,517,"_s));
    const QStringList lines = filled.model.asMarkdown().split(u'\n');
    QCOMPARE(lines.size(), 14);
    QVERIFY(lines.first().startsWith(u"| Level | Dirty write | Dirty read |"_s));
    QCOMPARE(
        lines.at(3),
        u"| %1, serializable, default | waited | not seen | not seen | not seen | not seen | 517 | "
        u"not seen | 517 | "
        "517 | waited |"_s.arg(engineWithVersion(u"sqlite"_s, filled.sqlite().version())));
}

QTEST_GUILESS_MAIN(TestIsolationModel)
#include "tst_isolationmodel.moc"
