#include "core/transactions/judgement.h"
#include "core/transactions/tablecells.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

using Kind = TransactionEvent::Kind;
using enum TransactionAction;

/// A table of a key and a number.
Tables numbers(const QString& table, const QList<std::pair<QString, qint64>>& rows)
{
    TableContent content{{u"id"_s, u"stock"_s}, {}};
    for (const auto& [key, number] : rows)
        content.rows.append({key, number});
    return {{table, content}};
}

Tables lamps(qint64 stock)
{
    return numbers(u"item"_s, {{u"lamp"_s, stock}});
}

Tables lampsAndChairs(qint64 lamps, qint64 chairs)
{
    return numbers(u"item"_s, {{u"lamp"_s, lamps}, {u"chair"_s, chairs}});
}

/// A table with only a key.
Tables seats(const QStringList& names)
{
    TableContent content{{u"seat"_s}, {}};
    for (const QString& name : names)
        content.rows.append({name});
    return {{u"ticket"_s, content}};
}

Rows one(const Value& value)
{
    return {{value}};
}

Rows column(const QStringList& values)
{
    Rows rows;
    for (const QString& value : values)
        rows.append({value});
    return rows;
}

/// Builds a journal, and what its reads would have returned from each committed state.
class Run final
{
public:
    explicit Run(const Tables& tables = lamps(10))
        : m_journal(
              {.title = u"T"_s,
               .engine = u"sqlite"_s,
               .engineTitle = u"SQLite"_s,
               .version = u"3.40.1"_s,
               .level = u"serializable"_s,
               .sessions = {{u"A"_s, {}, {}}, {u"B"_s, {}, {}}, {u"C"_s, {}, {}}},
               .setup = {},
               .tables = tables})
    {
    }

    Run& begin(int step, const QString& session)
    {
        return add({.session = session, .step = step, .action = Begin});
    }
    Run& commit(int step, const QString& session, const std::optional<Tables>& committed = {})
    {
        return add({.session = session, .step = step, .action = Commit, .committed = committed});
    }
    Run& rollback(int step, const QString& session)
    {
        return add({.session = session, .step = step, .action = Rollback});
    }
    Run& write(int step, const QString& session, const std::optional<Tables>& committed = {})
    {
        return add(
            {.session = session,
             .step = step,
             .statement = {u"UPDATE"_s},
             .rowCount = 1,
             .committed = committed});
    }
    /// \a known: what the query returns from each committed state.
    Run& read(
        int step, const QString& session, const QString& sql, const Rows& rows, const QList<Rows>& known = {})
    {
        QStringList columns;
        for (qsizetype i = 0; i < (rows.isEmpty() ? 1 : rows.first().size()); ++i)
            columns.append(u"c%1"_s.arg(i));
        add(
            {.session = session,
             .step = step,
             .statement = {sql},
             .columns = columns,
             .rows = rows,
             .rowCount = rows.size()});
        m_answers.insert(m_journal.size(), known);
        return *this;
    }
    Run& refuse(int step, const QString& session, TransactionAction action = Sql)
    {
        return add(
            {.session = session, .step = step, .action = action, .succeeded = false, .code = u"517"_s});
    }
    Run& rolledBack(int step, const QString& session)
    {
        return add({.kind = Kind::RolledBack, .session = session, .step = step, .action = Rollback});
    }
    Run& leftOut(int step, const QString& session, TransactionAction action = Sql)
    {
        return add({.kind = Kind::LeftOut, .session = session, .step = step, .action = action});
    }
    Run& waits(int step, const QString& session)
    {
        return add({.kind = Kind::Waits, .session = session, .step = step, .waitsFor = {u"A"_s}});
    }
    Run& commitNothing(int step, const QString& session)
    {
        return add({.session = session, .step = step, .action = Commit, .keptNothing = true});
    }

    [[nodiscard]] const TransactionJournal& journal() const { return m_journal; }
    [[nodiscard]] const AnswersByState& answers() const { return m_answers; }

private:
    Run& add(const TransactionEvent& event)
    {
        m_journal.append(event);
        return *this;
    }

    TransactionJournal m_journal;
    AnswersByState m_answers;
};

/// For a message.
QString textOf(const QList<CommittedTransaction>& transactions)
{
    QStringList parts;
    for (const CommittedTransaction& each : transactions) {
        QStringList steps;
        for (const int step : each.steps)
            steps.append(QString::number(step));
        QStringList events;
        for (const qint64 event : each.events)
            events.append(QString::number(event));
        parts.append(u"%1/%2 %3 (%4)"_s.arg(each.session, each.label, steps.join(u' '), events.join(u' ')));
    }
    return parts.join(u"; "_s);
}

RunOutcome ending(const Tables& tables)
{
    return {{}, tables};
}

/// What one step was told, where the tables end the same.
RunOutcome told(int step, const Rows& rows)
{
    return {{{step, {rows, rows.size(), {}}}}, lamps(10)};
}

QList<SerialOutcome> twoOrders(const RunOutcome& first, const RunOutcome& second)
{
    return {{{u"A"_s, u"B"_s}, first}, {{u"B"_s, u"A"_s}, second}};
}

} // namespace

class TestJudgement final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void rows_areSortedByTheirValues();
    void cell_isFoundByItsRowsKey();
    void change_isToldByCell();
    void committed_isFound_data();
    void committed_isFound();
    void states_areThoseThatWereCommitted();
    void outcome_isWhatTheStepsWereTold();
    void outcome_hasRowsInNoOrder();
    void outcome_keepsTheOrderThatIsAskedFor();
    void run_isExplained();
    void run_isExplainedWhereNothingWasCommitted();
    void run_isNotExplained_data();
    void run_isNotExplained();
    void run_cannotBeJudgedWhenItDoesNotRepeat();
    void run_isExplainedThoughItDoesNotRepeat();
    void anomaly_isNamed_data();
    void anomaly_isNamed();
    void anomaly_isNotNamedWhereNothingIsFound_data();
    void anomaly_isNotNamedWhereNothingIsFound();
    void anomaly_hasItsCode_data();
    void anomaly_hasItsCode();
    void verdict_isASentence_data();
    void verdict_isASentence();
};

void TestJudgement::rows_areSortedByTheirValues()
{
    const Rows rows{{u"b"_s, qint64{1}}, {u"a"_s, qint64{2}}, {u"a"_s, Value()}, {u"a"_s, qint64{1}}};
    const Rows other{rows.at(2), rows.at(3), rows.at(0), rows.at(1)};
    QCOMPARE(sortedRows(rows), sortedRows(other));
    QCOMPARE(sortedRows(rows).last(), rows.first());
    QCOMPARE(sortedRows(rows).size(), 4);
    // A number is not the text that is written alike.
    QVERIFY(sortedRows({{qint64{1}}, {u"1"_s}}) != sortedRows({{qint64{1}}, {qint64{1}}}));
    QCOMPARE(sortedRows({}), Rows());
}

void TestJudgement::cell_isFoundByItsRowsKey()
{
    const std::map<Cell, Value> cells = cellsOf(lampsAndChairs(10, 4));
    const auto cell = [](const QString& row, const QString& name) {
        return Cell{u"item"_s, row, name};
    };
    const std::map<Cell, Value> expected{
        {cell(u"chair"_s, u"id"_s), u"chair"_s},
        {cell(u"chair"_s, u"stock"_s), qint64{4}},
        {cell(u"lamp"_s, u"id"_s), u"lamp"_s},
        {cell(u"lamp"_s, u"stock"_s), qint64{10}}};
    QVERIFY(cells == expected);
    QVERIFY(cellsOf({{u"empty"_s, {{u"id"_s}, {}}}}).empty());
}

void TestJudgement::change_isToldByCell()
{
    const Tables before = numbers(u"item"_s, {{u"lamp"_s, 10}, {u"chair"_s, 4}});
    const Tables after = numbers(u"item"_s, {{u"lamp"_s, 7}, {u"desk"_s, 1}});
    const std::map<Cell, Value> expected{
        {{u"item"_s, u"chair"_s, u"id"_s}, Value()},
        {{u"item"_s, u"chair"_s, u"stock"_s}, Value()},
        {{u"item"_s, u"desk"_s, u"id"_s}, u"desk"_s},
        {{u"item"_s, u"desk"_s, u"stock"_s}, qint64{1}},
        {{u"item"_s, u"lamp"_s, u"stock"_s}, qint64{7}}};
    QVERIFY(changedCells(before, after) == expected);
    QVERIFY(changedCells(before, before).empty());
}

void TestJudgement::committed_isFound_data()
{
    QTest::addColumn<TransactionJournal>("journal");
    QTest::addColumn<QList<CommittedTransaction>>("expected");
    const auto row = [](const char* name, const Run& run, const QList<CommittedTransaction>& expected) {
        QTest::newRow(name) << run.journal() << expected;
    };
    const QString a = u"A"_s;
    const QString b = u"B"_s;
    row("none", Run(), {});
    row("from begin to commit", Run().begin(1, a).write(2, a).commit(3, a), {{a, a, {1, 2, 3}, {1, 2, 3}}});
    row("in the order of their commits",
        Run().begin(1, a).begin(2, b).write(3, a).write(4, b).commit(5, b).commit(6, a),
        {{b, b, {2, 4, 5}, {2, 4, 5}}, {a, a, {1, 3, 6}, {1, 3, 6}}});
    row("one statement of its own", Run().write(1, a), {{a, a, {1}, {1}}});
    row("one that was refused", Run().refuse(1, a), {});
    row("rolled back", Run().begin(1, a).write(2, a).rollback(3, a), {});
    row("not ended", Run().begin(1, a).write(2, a).write(3, b), {{b, b, {3}, {3}}});
    row("refused, rolled back and tried again",
        Run()
            .begin(1, a)
            .refuse(2, a)
            .rolledBack(2, a)
            .leftOut(3, a, Commit)
            .begin(4, a)
            .write(5, a)
            .commit(6, a),
        {{a, a, {4, 5, 6}, {5, 6, 7}}});
    row("refused at its commit", Run().begin(1, a).write(2, a).refuse(3, a, Commit).rolledBack(3, a), {});
    row("what waits", Run().begin(1, b).waits(2, b).write(2, b).commit(3, b), {{b, b, {1, 2, 3}, {1, 3, 4}}});
    row("kept nothing", Run().begin(1, a).refuse(2, a).refuse(3, a).commitNothing(4, a), {});
    row("goes on after kept nothing",
        Run().begin(1, a).refuse(2, a).commitNothing(3, a).write(4, a),
        {{a, a, {4}, {4}}});
    row("ignores an error",
        Run().begin(1, a).refuse(2, a).write(3, a).commit(4, a),
        {{a, a, {1, 2, 3, 4}, {1, 2, 3, 4}}});
    row("a step left out",
        Run().begin(1, a).leftOut(2, a).write(3, a).commit(4, a),
        {{a, a, {1, 2, 3, 4}, {1, 3, 4}}});
    row("an end left out",
        Run().begin(1, a).write(2, a).leftOut(3, a, Rollback).commit(4, a),
        {{a, a, {1, 2, 3, 4}, {1, 2, 4}}});
    row("the other end left out",
        Run().begin(1, a).write(2, a).commit(3, a).leftOut(4, a, Rollback),
        {{a, a, {1, 2, 3, 4}, {1, 2, 3}}});
    row("a transaction left out",
        Run().begin(1, a).commit(2, a).write(3, b).leftOut(4, a, Begin).leftOut(5, a).leftOut(6, a, Commit),
        {{a, a, {1, 2, 4, 5, 6}, {1, 2}}, {b, b, {3}, {3}}});
    row("a transaction left out before any",
        Run().leftOut(1, a, Begin).leftOut(2, a, Commit).write(3, a),
        {{a, a, {3}, {3}}});
    row("a statement left out", Run().write(1, a).leftOut(2, a), {{a, a, {1, 2}, {1}}});
    row("several of a session",
        Run().write(1, a).begin(2, b).commit(3, b).begin(4, a).commit(5, a),
        {{a, u"A1"_s, {1}, {1}}, {b, b, {2, 3}, {2, 3}}, {a, u"A2"_s, {4, 5}, {4, 5}}});
    row("what is left out after a refusal goes with nothing",
        Run().write(1, a).begin(2, a).refuse(3, a).rolledBack(3, a).leftOut(4, a).leftOut(5, a, Commit),
        {{a, a, {1}, {1}}});
    row("what is left out after a refused begin goes with nothing",
        Run().write(1, a).refuse(2, a, Begin).leftOut(3, a).leftOut(4, a, Commit),
        {{a, a, {1}, {1}}});
    row("the other end of what was rolled back goes with nothing",
        Run().write(1, a).begin(2, a).write(3, a).rollback(4, a).leftOut(5, a, Commit),
        {{a, a, {1}, {1}}});
    row("a transaction left out after one that was rolled back",
        Run()
            .write(1, a)
            .begin(2, a)
            .rollback(3, a)
            .leftOut(4, a, Commit)
            .leftOut(5, a, Begin)
            .leftOut(6, a, Commit),
        {{a, a, {1, 5, 6}, {1}}});
}

void TestJudgement::committed_isFound()
{
    QFETCH(const TransactionJournal, journal);
    QFETCH(const QList<CommittedTransaction>, expected);
    const QList<CommittedTransaction> found = committedTransactions(journal);
    QVERIFY2(found == expected, qPrintable(textOf(found)));
}

void TestJudgement::states_areThoseThatWereCommitted()
{
    const CommittedStates states = committedStates(Run()
                                                       .begin(1, u"A"_s)
                                                       .write(2, u"A"_s)
                                                       .write(3, u"B"_s, lamps(8))
                                                       .commit(4, u"A"_s, lamps(7))
                                                       .journal());
    QCOMPARE(states.tables, (QList<Tables>{lamps(10), lamps(8), lamps(7)}));
    QCOMPARE(states.events, (QList<qint64>{0, 3, 4}));
}

void TestJudgement::outcome_isWhatTheStepsWereTold()
{
    const QString a = u"A"_s;
    const RunOutcome outcome = outcomeOf(
        Run()
            .begin(1, a)
            .read(2, a, u"SELECT"_s, one(qint64{10}))
            .refuse(3, a)
            .leftOut(4, a)
            .waits(5, a)
            .write(5, a)
            .write(6, u"B"_s)
            .commit(7, a, lamps(7))
            .journal(),
        {1, 2, 3, 4, 5, 7});
    using Told = RunOutcome::Told;
    const QMap<int, Told> expected{
        {1, {}}, {2, {one(qint64{10}), 1, {}}}, {3, {{}, 0, u"517"_s}}, {5, {{}, 1, {}}}, {7, {}}};
    QCOMPARE(outcome.told.keys(), expected.keys());
    QCOMPARE(outcome.told, expected);
    QCOMPARE(outcome.tables, lamps(7));
    QCOMPARE(outcomeOf(Run().write(1, a).journal(), {}), ending(lamps(10)));
}

void TestJudgement::outcome_hasRowsInNoOrder()
{
    const auto outcomeOfRows = [](const QStringList& rows, const QStringList& table) {
        return outcomeOf(
            Run(seats(table)).read(1, u"A"_s, u"SELECT seat FROM ticket"_s, column(rows)).journal(), {1});
    };
    const RunOutcome outcome = outcomeOfRows({u"1A"_s, u"1B"_s, u"1A"_s}, {u"1A"_s, u"1B"_s});
    QCOMPARE(outcomeOfRows({u"1B"_s, u"1A"_s, u"1A"_s}, {u"1B"_s, u"1A"_s}), outcome);
    QVERIFY(outcomeOfRows({u"1B"_s, u"1A"_s}, {u"1A"_s, u"1B"_s}) != outcome);
    QVERIFY(outcomeOfRows({u"1B"_s, u"1A"_s, u"1B"_s}, {u"1A"_s, u"1B"_s}) != outcome);
    QVERIFY(outcomeOfRows({u"1A"_s, u"1B"_s, u"1A"_s}, {u"1A"_s}) != outcome);
}

void TestJudgement::outcome_keepsTheOrderThatIsAskedFor()
{
    const auto outcomeOfRows = [](const QString& sql, const QStringList& rows) {
        return outcomeOf(Run().read(1, u"A"_s, sql, column(rows)).journal(), {1});
    };
    for (const QString& sql : {u"SELECT seat FROM ticket ORDER BY seat"_s, u"select seat order by 1"_s}) {
        QCOMPARE(outcomeOfRows(sql, {u"b"_s, u"a"_s}).told.value(1).rows, column({u"b"_s, u"a"_s}));
        QVERIFY(outcomeOfRows(sql, {u"b"_s, u"a"_s}) != outcomeOfRows(sql, {u"a"_s, u"b"_s}));
    }
}

void TestJudgement::run_isExplained()
{
    const Judgement one = judged(ending(lamps(5)), twoOrders(ending(lamps(5)), ending(lamps(5))));
    QCOMPARE(one.verdict, SerialVerdict::Explained);
    QCOMPARE(one.outcomes, QString());
    QCOMPARE(one.serial.size(), 2);
    QCOMPARE(one.reason, QString());
    QCOMPARE(one.anomaly, QString());
    const Judgement other = judged(ending(lamps(8)), twoOrders(ending(lamps(5)), ending(lamps(8))));
    QCOMPARE(other.verdict, SerialVerdict::Explained);
    QCOMPARE(other.outcomes, u"A, then B: stock 5; B, then A: stock 8. Here: stock 8."_s);
}

void TestJudgement::run_isExplainedWhereNothingWasCommitted()
{
    const Judgement judgement = judged(ending(lamps(10)), {});
    QCOMPARE(judgement.verdict, SerialVerdict::Explained);
    QCOMPARE(judgement.outcomes, QString());
    QCOMPARE(judgement.sentence(), u"No transaction was committed, so there is nothing to explain."_s);
}

void TestJudgement::run_isNotExplained_data()
{
    QTest::addColumn<RunOutcome>("run");
    QTest::addColumn<QList<SerialOutcome>>("serial");
    QTest::addColumn<QString>("outcomes");
    const auto row = [](const char* name,
                        const RunOutcome& run,
                        const QList<SerialOutcome>& serial,
                        const QString& outcomes) {
        QTest::newRow(name) << run << serial << outcomes;
    };
    row("two orders",
        ending(lamps(8)),
        twoOrders(ending(lamps(5)), ending(lamps(5))),
        u"A, then B: stock 5; B, then A: stock 5. Here: stock 8."_s);
    row("one order", ending(lamps(8)), {{{u"A"_s}, ending(lamps(5))}}, u"A: stock 5. Here: stock 8."_s);
    const auto threeOrders = [](const RunOutcome& last) {
        return QList<SerialOutcome>{
            {{u"A1"_s, u"A2"_s, u"B"_s}, ending(lamps(5))},
            {{u"A1"_s, u"B"_s, u"A2"_s}, ending(lamps(5))},
            {{u"B"_s, u"A1"_s, u"A2"_s}, last}};
    };
    row("more than two that are equal",
        ending(lamps(8)),
        threeOrders(ending(lamps(5))),
        u"In every order: stock 5. Here: stock 8."_s);
    row("more than two that differ",
        ending(lamps(8)),
        threeOrders(ending(lamps(6))),
        u"A1, then A2, then B: stock 5; A1, then B, then A2: stock 5; B, then A1, then A2: stock 6. Here: stock 8."_s);
    QList<SerialOutcome> many;
    for (int i = 0; i < 7; ++i)
        many.append({{u"T%1"_s.arg(i)}, ending(lamps(i))});
    row("more than are told",
        ending(lamps(8)),
        many,
        u"T0: stock 0; T1: stock 1; T2: stock 2; T3: stock 3; T4: stock 4; T5: stock 5; and so on. Here: stock 8."_s);
    row("several cells",
        ending(lampsAndChairs(7, 1)),
        twoOrders(ending(lampsAndChairs(5, 4)), ending(lampsAndChairs(7, 4))),
        u"A, then B: chair stock 4, lamp stock 5; B, then A: chair stock 4, lamp stock 7. Here: chair stock 1, lamp stock 7."_s);
    QList<std::pair<QString, qint64>> five;
    QList<std::pair<QString, qint64>> others;
    for (const QString& name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}) {
        five.append({name, 0});
        others.append({name, 1});
    }
    row("no more than four cells",
        ending(numbers(u"item"_s, five)),
        {{{u"A"_s}, ending(numbers(u"item"_s, others))}},
        u"A: a stock 1, b stock 1, c stock 1, d stock 1. Here: a stock 0, b stock 0, c stock 0, d stock 0."_s);
    row("several cells of a row",
        ending({{u"seat"_s, {{u"id"_s, u"guest"_s, u"paid"_s}, {{u"1A"_s, u"Ann"_s, false}}}}}),
        {{{u"A"_s},
          ending({{u"seat"_s, {{u"id"_s, u"guest"_s, u"paid"_s}, {{u"1A"_s, u"Bob"_s, Value()}}}}})}},
        u"A: guest Bob, paid null. Here: guest Ann, paid false."_s);
    row("rows are missing",
        ending(seats({u"1A"_s, u"1B"_s})),
        twoOrders(ending(seats({u"1A"_s})), ending(seats({u"1B"_s}))),
        u"A, then B: 1A, no 1B; B, then A: no 1A, 1B. Here: 1A, 1B."_s);
    row("a row is told by its key",
        ending(numbers(u"item"_s, {{u"lamp"_s, 10}, {u"chair"_s, 4}})),
        {{{u"A"_s}, ending(lamps(10))}},
        u"A: no chair. Here: chair."_s);
    const auto guests = [](const QList<QList<Value>>& rows) {
        return ending({{u"booking"_s, {{u"seat"_s, u"guest"_s}, rows}}});
    };
    row("a row is told by its key, not its first name in the alphabet",
        guests({}),
        twoOrders(guests({{u"1A"_s, u"Ann"_s}}), guests({{u"1A"_s, u"Ann"_s}})),
        u"A, then B: 1A; B, then A: 1A. Here: no 1A."_s);
    row("a row that is missing, and differs elsewhere",
        guests({}),
        twoOrders(guests({{u"1A"_s, u"Ann"_s}}), guests({{u"1A"_s, u"Bob"_s}})),
        u"A, then B: guest Ann, 1A; B, then A: guest Bob, 1A. Here: no 1A."_s);
    row("a value that is written like its row's key",
        ending(numbers(u"item"_s, {{u"5"_s, 5}})),
        {{{u"A"_s}, ending(numbers(u"item"_s, {{u"5"_s, 6}}))}},
        u"A: stock 6. Here: stock 5."_s);
    row("a table is missing", ending({}), {{{u"A"_s}, ending(seats({u"1A"_s}))}}, u"A: 1A. Here: no 1A."_s);

    row("only what was told",
        told(3, one(qint64{12})),
        twoOrders(told(3, one(qint64{10})), told(3, one(Value()))),
        u"A, then B: step 3 is told 10; B, then A: step 3 is told null. Here: step 3 is told 12."_s);
    row("a row of several values",
        told(3, {{u"lamp"_s, qint64{12}}}),
        {{{u"A"_s}, told(3, {{u"lamp"_s, qint64{10}}})}},
        u"A: step 3 is told lamp, 10. Here: step 3 is told lamp, 12."_s);
    row("how many rows",
        told(3, column({u"a"_s, u"b"_s})),
        twoOrders(told(3, column({u"a"_s, u"b"_s, u"c"_s})), told(3, {})),
        u"A, then B: step 3 is told 3 rows; B, then A: step 3 is told 0 rows. Here: step 3 is told 2 rows."_s);
    row("as many rows that differ",
        told(3, {{u"lamp"_s, qint64{10}}, {u"chair"_s, qint64{8}}}),
        {{{u"A"_s}, told(3, {{u"lamp"_s, qint64{7}}, {u"chair"_s, qint64{8}}})}},
        u"A: step 3 is told (lamp, 7) and (chair, 8). Here: step 3 is told (lamp, 10) and (chair, 8)."_s);
    row("the first step of several",
        {{{2, {one(qint64{1}), 1, {}}}, {5, {one(qint64{1}), 1, {}}}}, lamps(10)},
        {{{u"A"_s}, {{{2, {one(qint64{1}), 1, {}}}, {5, {one(qint64{2}), 1, {}}}}, lamps(10)}}},
        u"A: step 5 is told 2. Here: step 5 is told 1."_s);
    row("refused",
        {{{2, {{}, 0, u"517"_s}}}, lamps(10)},
        {{{u"A"_s}, told(2, one(qint64{1}))}},
        u"A: step 2 is told 1. Here: step 2 is refused (517)."_s);
    row("left out in an order",
        told(2, one(qint64{1})),
        {{{u"A"_s}, ending(lamps(10))}},
        u"A: step 2 is left out. Here: step 2 is told 1."_s);
    row("left out here",
        ending(lamps(10)),
        {{{u"A"_s}, told(2, one(qint64{1}))}},
        u"A: step 2 is told 1. Here: step 2 is left out."_s);
    row("left out where it changes nothing",
        ending(lamps(10)),
        {{{u"A"_s}, told(2, {})}},
        u"A: step 2 is told 0 rows. Here: step 2 is left out."_s);
}

void TestJudgement::run_isNotExplained()
{
    QFETCH(const RunOutcome, run);
    QFETCH(const QList<SerialOutcome>, serial);
    const Judgement judgement = judged(run, serial);
    QCOMPARE(judgement.verdict, SerialVerdict::NotExplained);
    QTEST(judgement.outcomes, "outcomes");
    QCOMPARE(judgement.reason, QString());
    QCOMPARE(judgement.anomaly, QString());
    QCOMPARE(judgement.because, QString());
}

void TestJudgement::run_cannotBeJudgedWhenItDoesNotRepeat()
{
    QList<SerialOutcome> serial = twoOrders(ending(lamps(5)), ending(lamps(6)));
    serial.last().repeats = false;
    const Judgement judgement = judged(ending(lamps(8)), serial);
    QCOMPARE(judgement.verdict, SerialVerdict::CannotBeJudged);
    QCOMPARE(
        judgement.reason,
        u"The same order comes to something else each time, as with random() or the time of day."_s);
    QCOMPARE(judgement.outcomes, QString());
}

void TestJudgement::run_isExplainedThoughItDoesNotRepeat()
{
    QList<SerialOutcome> serial = twoOrders(ending(lamps(5)), ending(lamps(6)));
    serial.last().repeats = false;
    QCOMPARE(judged(ending(lamps(5)), serial).verdict, SerialVerdict::Explained);
}

void TestJudgement::anomaly_isNamed_data()
{
    QTest::addColumn<TransactionJournal>("journal");
    QTest::addColumn<AnswersByState>("answers");
    QTest::addColumn<QString>("anomaly");
    QTest::addColumn<QString>("because");
    const auto row = [](const char* name, const Run& run, const QString& anomaly, const QString& because) {
        QTest::newRow(name) << run.journal() << run.answers() << anomaly << because;
    };
    const QString a = u"A"_s;
    const QString b = u"B"_s;
    const QString c = u"C"_s;
    const QString lamp = u"SELECT stock FROM item WHERE id = 'lamp'"_s;
    const QString chair = u"SELECT stock FROM item WHERE id = 'chair'"_s;
    const QString all = u"SELECT * FROM item"_s;
    const auto series = [](const QList<qint64>& values) {
        QList<Rows> rows;
        for (const qint64 value : values)
            rows.append(one(value));
        return rows;
    };

    row("dirty read of what was rolled back",
        Run()
            .begin(1, a)
            .write(2, a)
            .begin(3, b)
            .read(4, b, lamp, one(qint64{7}), series({10}))
            .commit(5, b)
            .rollback(6, a),
        u"dirty read"_s,
        u"B read 7, which was not committed."_s);
    row("dirty read of what was committed later",
        Run()
            .begin(1, a)
            .write(2, a)
            .read(3, b, lamp, one(qint64{7}), series({10, 7}))
            .commit(4, a, lamps(7)),
        u"dirty read"_s,
        u"B read 7, which was not committed."_s);
    row("dirty read of rows",
        Run(seats({u"1A"_s}))
            .begin(1, a)
            .write(2, a)
            .read(3, b, u"SELECT seat FROM ticket"_s, column({u"1A"_s, u"1B"_s}), {column({u"1A"_s})})
            .rollback(4, a),
        u"dirty read"_s,
        u"B read rows that were not committed."_s);
    row("non-repeatable read",
        Run()
            .begin(1, a)
            .read(2, a, lamp, one(qint64{10}), series({10, 8}))
            .write(3, b, lamps(8))
            .read(4, a, lamp, one(qint64{8}), series({10, 8}))
            .commit(5, a),
        u"non-repeatable read"_s,
        u"A came before B, because A read the 10 that B replaced; but B came before A, because A read the 8 "
        u"that B "
        "wrote."_s);
    const QString tickets = u"SELECT seat FROM ticket"_s;
    const QList<Rows> oneThenTwo{column({u"1A"_s}), column({u"1A"_s, u"1B"_s})};
    row("phantom",
        Run(seats({u"1A"_s}))
            .begin(1, a)
            .read(2, a, tickets, oneThenTwo.first(), oneThenTwo)
            .write(3, b, seats({u"1A"_s, u"1B"_s}))
            .read(4, a, tickets, oneThenTwo.last(), oneThenTwo)
            .commit(5, a),
        u"phantom"_s,
        u"A came before B, because A read what B replaced; but B came before A, because A read what B wrote."_s);
    row("phantom, counted",
        Run(seats({u"1A"_s}))
            .begin(1, a)
            .read(2, a, u"SELECT COUNT(*)"_s, one(qint64{1}), series({1, 2}))
            .write(3, b, seats({u"1A"_s, u"1B"_s}))
            .read(4, a, u"SELECT COUNT(*)"_s, one(qint64{2}), series({1, 2}))
            .commit(5, a),
        u"phantom"_s,
        u"A came before B, because A read the 1 that B replaced; but B came before A, because A read the 2 "
        u"that B "
        "wrote."_s);
    row("phantom that goes away",
        Run(seats({u"1A"_s}))
            .begin(1, a)
            .read(2, a, tickets, column({u"1A"_s}), {column({u"1A"_s}), {}})
            .write(3, b, seats({}))
            .read(4, a, tickets, {}, {column({u"1A"_s}), {}})
            .commit(5, a),
        u"phantom"_s,
        u"A came before B, because A read the 1A that B replaced; but B came before A, because A read what B wrote."_s);
    row("read skew",
        Run(lampsAndChairs(10, 10))
            .begin(1, a)
            .read(2, a, lamp, one(qint64{10}), series({10, 5}))
            .begin(3, b)
            .write(4, b)
            .write(5, b)
            .commit(6, b, lampsAndChairs(5, 15))
            .read(7, a, chair, one(qint64{15}), series({10, 15}))
            .commit(8, a),
        u"read skew"_s,
        u"A came before B, because A read the 10 that B replaced; but B came before A, because A read the 15 "
        u"that "
        "B wrote."_s);
    row("lost update",
        Run()
            .begin(1, a)
            .begin(2, b)
            .read(3, a, lamp, one(qint64{10}), series({10, 7, 8}))
            .read(4, b, lamp, one(qint64{10}), series({10, 7, 8}))
            .write(5, a)
            .commit(6, a, lamps(7))
            .write(7, b)
            .commit(8, b, lamps(8)),
        u"lost update"_s,
        u"B came before A, because B read the 10 that A replaced; but A came before B, because B wrote over A’s 7."_s);
    row("lost update of a statement of its own",
        Run()
            .begin(1, b)
            .read(2, b, lamp, one(qint64{10}), series({10, 7, 8}))
            .write(3, a, lamps(7))
            .write(4, b)
            .commit(5, b, lamps(8)),
        u"lost update"_s,
        u"B came before A, because B read the 10 that A replaced; but A came before B, because B wrote over A’s 7."_s);
    const auto row2 = [](qint64 lampStock, qint64 chairStock) {
        return Rows{{u"lamp"_s, lampStock}, {u"chair"_s, chairStock}};
    };
    const QList<Rows> both{row2(1, 1), row2(0, 1), row2(0, 0)};
    row("write skew",
        Run(lampsAndChairs(1, 1))
            .begin(1, a)
            .read(2, a, chair, one(qint64{1}), series({1, 1, 0}))
            .begin(3, b)
            .read(4, b, lamp, one(qint64{1}), series({1, 0, 0}))
            .write(5, a)
            .write(6, b)
            .commit(7, a, lampsAndChairs(0, 1))
            .commit(8, b, lampsAndChairs(0, 0)),
        u"write skew"_s,
        u"A came before B, because A read the 1 that B replaced; but B came before A, because B read the 1 "
        u"that A "
        "replaced."_s);
    row("write skew, counted",
        Run(lampsAndChairs(1, 1))
            .begin(1, a)
            .read(2, a, u"SELECT COUNT(*)"_s, one(qint64{2}), series({2, 1, 0}))
            .begin(3, b)
            .read(4, b, u"SELECT COUNT(*)"_s, one(qint64{2}), series({2, 1, 0}))
            .write(5, a)
            .write(6, b)
            .commit(7, a, lampsAndChairs(0, 1))
            .commit(8, b, lampsAndChairs(0, 0)),
        u"write skew"_s,
        u"A came before B, because A read the 2 that B replaced; but B came before A, because B read the 2 "
        u"that A "
        "replaced."_s);
    row("write skew, of rows",
        Run(lampsAndChairs(1, 1))
            .begin(1, a)
            .read(2, a, all, both.first(), both)
            .begin(3, b)
            .read(4, b, all, Rows{both.first().last(), both.first().first()}, both)
            .write(5, a)
            .write(6, b)
            .commit(7, a, lampsAndChairs(0, 1))
            .commit(8, b, lampsAndChairs(0, 0)),
        u"write skew"_s,
        u"A came before B, because A read what B replaced; but B came before A, because B read what A replaced."_s);
    const Tables start = numbers(u"item"_s, {{u"x"_s, 0}, {u"y"_s, 0}, {u"z"_s, 0}});
    row("write skew of three",
        Run(start)
            .begin(1, a)
            .begin(2, b)
            .begin(3, c)
            .read(4, a, u"SELECT y"_s, one(qint64{0}), series({0, 0, 1, 1}))
            .read(5, b, u"SELECT z"_s, one(qint64{0}), series({0, 0, 0, 1}))
            .read(6, c, u"SELECT x"_s, one(qint64{0}), series({0, 1, 1, 1}))
            .write(7, a)
            .write(8, b)
            .write(9, c)
            .commit(10, a, numbers(u"item"_s, {{u"x"_s, 1}, {u"y"_s, 0}, {u"z"_s, 0}}))
            .commit(11, b, numbers(u"item"_s, {{u"x"_s, 1}, {u"y"_s, 1}, {u"z"_s, 0}}))
            .commit(12, c, numbers(u"item"_s, {{u"x"_s, 1}, {u"y"_s, 1}, {u"z"_s, 1}})),
        u"write skew"_s,
        u"A came before B, because A read the 0 that B replaced; B came before C, because B read the 0 that "
        u"C "
        "replaced; but C came before A, because C read the 0 that A replaced."_s);
    const auto accounts = [](qint64 checking, qint64 savings) {
        return numbers(u"account"_s, {{u"checking"_s, checking}, {u"savings"_s, savings}});
    };
    const QString checking = u"SELECT checking"_s;
    const QString savings = u"SELECT savings"_s;
    row("read-only transaction anomaly",
        Run(accounts(0, 0))
            .begin(1, b)
            .read(2, b, checking, one(qint64{0}), series({0, 0, -11}))
            .read(3, b, savings, one(qint64{0}), series({0, 20, 20}))
            .begin(4, a)
            .read(5, a, savings, one(qint64{0}), series({0, 20, 20}))
            .write(6, a)
            .commit(7, a, accounts(0, 20))
            .begin(8, c)
            .read(9, c, checking, one(qint64{0}), series({0, 0, -11}))
            .read(10, c, savings, one(qint64{20}), series({0, 20, 20}))
            .commit(11, c)
            .write(12, b)
            .commit(13, b, accounts(-11, 20)),
        u"read-only transaction anomaly"_s,
        u"C came before B, because C read the 0 that B replaced; B came before A, because B read the 0 that "
        u"A "
        "replaced; but A came before C, because C read the 20 that A wrote."_s);
    row("labels of several transactions",
        Run()
            .write(1, a, lamps(9))
            .begin(2, b)
            .read(3, b, lamp, one(qint64{9}), series({10, 9, 7, 8}))
            .write(4, a, lamps(7))
            .write(5, b)
            .commit(6, b, lamps(8)),
        u"lost update"_s,
        u"B came before A2, because B read the 9 that A2 replaced; but A2 came before B, because B wrote "
        u"over A2’s "
        "7."_s);
}

void TestJudgement::anomaly_isNamed()
{
    QFETCH(const TransactionJournal, journal);
    QFETCH(const AnswersByState, answers);
    QFETCH(const QString, anomaly);
    Judgement judgement;
    judgement.verdict = SerialVerdict::NotExplained;
    nameAnomaly(judgement, journal, answers);
    QTEST(judgement.because, "because");
    QCOMPARE(judgement.anomaly, anomaly);
    QVERIFY(anomalyTitles().contains(anomaly));
    QCOMPARE(judgement.verdict, SerialVerdict::NotExplained);
    QCOMPARE(judgement.outcomes, QString());
}

void TestJudgement::anomaly_isNotNamedWhereNothingIsFound_data()
{
    QTest::addColumn<TransactionJournal>("journal");
    QTest::addColumn<AnswersByState>("answers");
    const auto row = [](const char* name, const Run& run) {
        QTest::newRow(name) << run.journal() << run.answers();
    };
    const QString a = u"A"_s;
    const QString b = u"B"_s;
    const QString lamp = u"SELECT stock"_s;
    const QList<Rows> twoStates{one(qint64{10}), one(qint64{7})};
    row("nothing happened", Run());
    row("one after the other", Run().write(1, a, lamps(7)).read(2, b, lamp, one(qint64{7}), twoStates));
    row("the other after the one", Run().read(1, b, lamp, one(qint64{10}), twoStates).write(2, a, lamps(7)));
    row("written over without a read", Run().write(1, a, lamps(7)).write(2, b, lamps(8)));
    row("its own write is read",
        Run().begin(1, a).write(2, a).read(3, a, lamp, one(qint64{7}), twoStates).commit(4, a, lamps(7)));
    row("a dirty read of a transaction that was rolled back",
        Run()
            .begin(1, a)
            .write(2, a)
            .begin(3, b)
            .read(4, b, lamp, one(qint64{7}), {one(qint64{10})})
            .rollback(5, b)
            .rollback(6, a));
    row("no answers are known",
        Run()
            .begin(1, a)
            .read(2, a, lamp, one(qint64{10}))
            .write(3, b, lamps(7))
            .read(4, a, lamp, one(qint64{7}))
            .commit(5, a));
    row("a snapshot",
        Run()
            .begin(1, a)
            .read(2, a, lamp, one(qint64{10}), twoStates)
            .write(3, b, lamps(7))
            .read(4, a, lamp, one(qint64{10}), twoStates)
            .commit(5, a));
}

void TestJudgement::anomaly_isNotNamedWhereNothingIsFound()
{
    QFETCH(const TransactionJournal, journal);
    QFETCH(const AnswersByState, answers);
    Judgement judgement;
    judgement.verdict = SerialVerdict::NotExplained;
    judgement.outcomes = u"A: 5. Here: 8."_s;
    nameAnomaly(judgement, journal, answers);
    QCOMPARE(judgement.anomaly, QString());
    QCOMPARE(judgement.because, QString());
    QCOMPARE(judgement.outcomes, u"A: 5. Here: 8."_s);
    QCOMPARE(judgement.verdict, SerialVerdict::NotExplained);
}

void TestJudgement::anomaly_hasItsCode_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("withCode");
    const QStringList withCodes{
        u"dirty read (P1)"_s,
        u"non-repeatable read (P2)"_s,
        u"phantom (P3)"_s,
        u"lost update (P4)"_s,
        u"read skew (A5A)"_s,
        u"write skew (A5B)"_s,
        u"read-only transaction anomaly"_s};
    QCOMPARE(anomalyTitles().size(), withCodes.size());
    for (qsizetype i = 0; i < withCodes.size(); ++i)
        QTest::newRow(qPrintable(anomalyTitles().at(i))) << anomalyTitles().at(i) << withCodes.at(i);
    QTest::newRow("an unknown one") << u"fuzzy read"_s << u"fuzzy read"_s;
    QTest::newRow("none") << QString() << QString();
}

void TestJudgement::anomaly_hasItsCode()
{
    QFETCH(const QString, title);
    QTEST(anomalyWithCode(title), "withCode");
}

void TestJudgement::verdict_isASentence_data()
{
    QTest::addColumn<Judgement>("judgement");
    QTest::addColumn<QString>("sentence");
    using enum SerialVerdict;
    const QList<SerialOutcome> serial = twoOrders({}, {});
    QTest::newRow("explained") << Judgement{.verdict = Explained, .serial = serial}
                               << u"An order of the transactions, one after the other, explains it."_s;
    QTest::newRow("nothing to explain") << Judgement{.verdict = Explained}
                                        << u"No transaction was committed, so there is nothing to explain."_s;
    QTest::newRow("not explained") << Judgement{.verdict = NotExplained, .serial = serial}
                                   << u"No order of the transactions, one after the other, explains it."_s;
    QTest::newRow("not explained, with a name")
        << Judgement{.verdict = NotExplained, .serial = serial, .anomaly = u"lost update"_s}
        << u"No order of the transactions, one after the other, explains it: lost update (P4)."_s;
    QTest::newRow("not explained, with a name without a code")
        << Judgement{.verdict = NotExplained, .serial = serial, .anomaly = u"read-only transaction anomaly"_s}
        << u"No order of the transactions, one after the other, explains it: read-only transaction anomaly."_s;
    QTest::newRow("cannot be judged") << Judgement{.reason = u"The run was cancelled."_s}
                                      << u"It cannot be judged. The run was cancelled."_s;
}

void TestJudgement::verdict_isASentence()
{
    QFETCH(const Judgement, judgement);
    QTEST(judgement.sentence(), "sentence");
}

QTEST_GUILESS_MAIN(TestJudgement)
#include "tst_judgement.moc"
