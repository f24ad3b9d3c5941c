#include "core/export/exporting.h"
#include "core/export/transactionspec.h"
#include "core/export/transactionsql.h"
#include "core/transactions/sqlliterals.h"
#include "core/transactions/transactionjournal.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

using Kind = TransactionEvent::Kind;

/// Appends events in few words.
class Run final
{
public:
    explicit Run(TransactionHeader header)
        : m_journal(std::move(header))
    {
    }

    Run& begin(int step, const QString& session)
    {
        return answer(step, session, TransactionAction::Begin, {u"BEGIN"_s});
    }
    Run& commit(int step, const QString& session)
    {
        return answer(step, session, TransactionAction::Commit, {u"COMMIT"_s});
    }
    Run& write(int step, const QString& session, const BoundSql& sql, qint64 rows = 1)
    {
        TransactionEvent event = of(step, session, Kind::Answered, sql);
        event.rowCount = rows;
        return add(event);
    }
    Run& read(int step, const QString& session, const BoundSql& sql, const TableContent& result)
    {
        TransactionEvent event = of(step, session, Kind::Answered, sql);
        event.columns = result.columns;
        event.rows = result.rows;
        event.rowCount = result.rows.size();
        return add(event);
    }
    Run& wait(int step, const QString& session, const BoundSql& sql, const QStringList& others)
    {
        TransactionEvent event = of(step, session, Kind::Waits, sql);
        event.waitsFor = others;
        return add(event);
    }
    Run&
    refuse(int step, const QString& session, const BoundSql& sql, const QString& code, const QString& text)
    {
        TransactionEvent event = of(step, session, Kind::Answered, sql);
        event.succeeded = false;
        event.code = code;
        event.text = text;
        return add(event);
    }
    Run& rollBack(int step, const QString& session)
    {
        return add(of(step, session, Kind::RolledBack, {u"ROLLBACK"_s}));
    }
    Run& leaveOut(int step, const QString& session) { return add(of(step, session, Kind::LeftOut)); }
    Run& add(const TransactionEvent& event)
    {
        m_journal.append(event);
        return *this;
    }

    static TransactionEvent of(int step, const QString& session, Kind kind, const BoundSql& sql = {})
    {
        TransactionEvent event;
        event.kind = kind;
        event.session = session;
        event.step = step;
        event.statement = sql;
        return event;
    }

    [[nodiscard]] const TransactionJournal& journal() const { return m_journal; }

private:
    Run& answer(int step, const QString& session, TransactionAction action, const BoundSql& sql)
    {
        TransactionEvent event = of(step, session, Kind::Answered, sql);
        event.action = action;
        return add(event);
    }

    TransactionJournal m_journal;
};

TransactionHeader headerOf(const QString& engine = u"postgresql"_s)
{
    const bool isPostgresql = engine == u"postgresql"_s;
    return {
        u"A lost update"_s,
        u"Both sell the lamp."_s,
        engine,
        isPostgresql ? u"PostgreSQL"_s : u"Another"_s,
        u"15.8"_s,
        u"repeatable read"_s,
        {{u"A"_s, u"Till"_s, u"repeatable read"_s}, {u"B"_s, {}, u"repeatable read"_s}},
        {u"CREATE TABLE item (id text PRIMARY KEY, stock int)"_s, u"INSERT INTO item VALUES ('lamp', 10)"_s},
        {{u"item"_s, {{u"id"_s, u"stock"_s}, {{u"lamp"_s, qint64{10}}}}}}};
}

TableContent stock(qint64 number)
{
    return {{u"stock"_s}, {{number}}};
}

/// B waits for A and is refused; its own COMMIT is left out.
TransactionJournal lostUpdate(const QString& engine = u"postgresql"_s)
{
    const BoundSql read{u"SELECT stock FROM item WHERE id = 'lamp'"_s};
    const BoundSql byA{u"UPDATE item SET stock = ? WHERE id = ?"_s, {qint64{7}, u"lamp"_s}};
    const BoundSql byB{u"UPDATE item SET stock = ? WHERE id = ?"_s, {qint64{8}, u"lamp"_s}};
    return Run(headerOf(engine))
        .begin(1, u"A"_s)
        .read(2, u"A"_s, read, stock(10))
        .begin(3, u"B"_s)
        .read(4, u"B"_s, read, stock(10))
        .write(5, u"A"_s, byA)
        .wait(6, u"B"_s, byB, {u"A"_s})
        .commit(7, u"A"_s)
        .refuse(6, u"B"_s, byB, u"40001"_s, u"could not serialize access due to concurrent update\n"_s)
        .rollBack(6, u"B"_s)
        .leaveOut(8, u"B"_s)
        .journal();
}

/// Each waits for the other; B is refused, which lets A go on.
TransactionJournal deadlock()
{
    const BoundSql lamp{u"UPDATE item SET stock = 1 WHERE id = 'lamp'"_s};
    const BoundSql chair{u"UPDATE item SET stock = 2 WHERE id = 'chair'"_s};
    TransactionHeader header = headerOf();
    header.level = u"read committed"_s;
    header.sessions = {{u"A"_s, {}, u"read committed"_s}, {u"B"_s, {}, u"read committed"_s}};
    header.setup.append(u"INSERT INTO item VALUES ('chair', 10);"_s);
    return Run(header)
        .begin(1, u"A"_s)
        .begin(2, u"B"_s)
        .write(3, u"A"_s, lamp)
        .write(4, u"B"_s, chair)
        .wait(5, u"A"_s, chair, {u"B"_s})
        .wait(6, u"B"_s, lamp, {u"A"_s})
        .refuse(6, u"B"_s, lamp, u"40P01"_s, u"deadlock detected"_s)
        .rollBack(6, u"B"_s)
        .write(5, u"A"_s, chair)
        .commit(7, u"A"_s)
        .journal();
}

/// Goes on after an error, so that its COMMIT keeps nothing.
TransactionJournal keptNothing()
{
    TransactionEvent commit = Run::of(4, u"A"_s, Kind::Answered, {u"COMMIT"_s});
    commit.action = TransactionAction::Commit;
    commit.keptNothing = true;
    return Run(headerOf())
        .begin(1, u"A"_s)
        .refuse(2, u"A"_s, {u"INSERT INTO item VALUES ('lamp', 1)"_s}, u"23505"_s, u"duplicate key"_s)
        .refuse(3, u"A"_s, {u"SELECT 1"_s}, u"25P02"_s, u"current transaction is aborted"_s)
        .add(commit)
        .journal();
}

/// Names, values and texts that try to become something else.
TransactionJournal hostile(const QString& engine = u"postgresql"_s)
{
    TransactionHeader header = headerOf(engine);
    header.title = u"A title\nSELECT 'title'; -- }"_s;
    header.story = u"\u001b[31m<b>\"} end\u2028SELECT 'story';"_s;
    header.setup = {u"CREATE TABLE t (x text)"_s, u"SELECT 1 \\! touch pwned"_s};
    const BoundSql read{u"SELECT x, y FROM t WHERE x = ? -- the end"_s, {u"it's\n-- \\'; DROP TABLE t; 😀"_s}};
    const TableContent rows{
        {u"x"_s, u"y\n; z"_s},
        {{Value(), u"a\"b'c -- d"_s},
         {u"<script>alert(1)</script>"_s, u"two\nlines; end"_s},
         {u"😀"_s, true},
         {2.0, qint64{-3}}}};
    return Run(header)
        .read(1, u"A"_s, read, rows)
        .refuse(2, u"A"_s, {u"SELECT 'open"_s}, u"42601"_s, u"bad\n\\! touch pwned\n*/ } #"_s)
        .refuse(3, u"A"_s, {u"system touch pwned"_s}, u"42601"_s, u"syntax error"_s)
        .journal();
}

QString textOf(ExportFormat format, const TransactionJournal& journal, const QString& title = {})
{
    const auto text = exportText(format, TransactionExport{&journal, title});
    return text ? QString::fromUtf8(*text) : u"Refused: "_s + text.error();
}

} // namespace

class TestTransactionExport final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void values_areWrittenOut_data();
    void values_areWrittenOut();
    void script_endsEachStatementOnce();
    void plainSql_isTold_data();
    void plainSql_isTold();
    void mermaid_showsTheLostUpdate();
    void plantUml_showsTheLostUpdate();
    void mermaid_showsTheDeadlock();
    void mermaid_showsWhatKeptNothing();
    void mermaid_isNotBrokenOutOf();
    void plantUml_isNotBrokenOutOf();
    void answer_isCutAfterThreeRows();
    void sql_tellsTheLostUpdate();
    void sql_tellsTheDeadlock();
    void sql_tellsWhatStillWaits();
    void sql_tellsForWhomOfSeveral();
    void sql_beginsAtTheLevel_data();
    void sql_beginsAtTheLevel();
    void sql_isNotBrokenOutOf();
    void spec_tellsTheLostUpdate();
    void spec_tellsTheDeadlock();
    void spec_namesStepsOnce();
    void spec_endsOpenTransactions();
    void spec_isRefused_data();
    void spec_isRefused();
    void spec_isNotBrokenOutOf();
    void journal_canBeReadAgain();
    void format_isRefused();
};

void TestTransactionExport::values_areWrittenOut_data()
{
    QTest::addColumn<BoundSql>("statement");
    QTest::addColumn<QString>("postgresql");
    QTest::addColumn<QString>("mariadb");
    const auto row = [](const char* name,
                        const BoundSql& statement,
                        const QString& postgresql,
                        const QString& mariadb = {}) {
        QTest::newRow(name) << statement << postgresql << (mariadb.isEmpty() ? postgresql : mariadb);
    };
    row("none", {u"SELECT 1"_s}, u"SELECT 1"_s);
    row("all kinds",
        {u"VALUES (?, ?, ?, ?, ?)"_s, {qint64{-7}, 2.0, true, Value(), u"it's"_s}},
        u"VALUES (-7, 2.0, TRUE, NULL, 'it''s')"_s);
    row("not in quotation marks or comments",
        {u"SELECT '?', \"?\", ? /* ? */ -- ?"_s, {qint64{1}}},
        u"SELECT '?', \"?\", 1 /* ? */ -- ?"_s);
    row("less a negative number", {u"stock-?"_s, {qint64{-3}}}, u"stock- -3"_s);
    row("beside a word", {u"LIMIT?OFFSET?"_s, {qint64{3}, u"a"_s}}, u"LIMIT 3 OFFSET 'a'"_s);
    row("beside a text", {u"SELECT 'a'?'b'"_s, {u"c"_s}}, u"SELECT 'a' 'c' 'b'"_s);
    row("after an operator", {u"a=? AND b<?"_s, {u"c"_s, qint64{-1}}}, u"a='c' AND b< -1"_s);
    row("a backslash", {u"SELECT ?"_s, {u"\\'; x"_s}}, u"SELECT '\\''; x'"_s, u"SELECT '\\\\''; x'"_s);
    row("too few", {u"SELECT ?, ?"_s, {qint64{1}}}, u"SELECT 1, ?"_s);
}

void TestTransactionExport::values_areWrittenOut()
{
    QFETCH(const BoundSql, statement);
    QFETCH(const QString, postgresql);
    QFETCH(const QString, mariadb);
    QCOMPARE(sqlWithValues(statement, u"postgresql"_s), postgresql);
    QCOMPARE(sqlWithValues(statement, u"mariadb"_s), mariadb);
}

void TestTransactionExport::script_endsEachStatementOnce()
{
    const auto written = [](const QString& sql) {
        return sqlForScript({sql}, u"sqlite"_s);
    };
    QCOMPARE(written(u"SELECT 1"_s), u"SELECT 1;"_s);
    QCOMPARE(written(u" SELECT 1 ; ; "_s), u"SELECT 1;"_s);
    QCOMPARE(written(u"SELECT 1 -- one"_s), u"SELECT 1 -- one\n;"_s);
    QCOMPARE(written(u"SELECT 1 -- one\n + 2"_s), u"SELECT 1 -- one\n + 2;"_s);
    QCOMPARE(written(u"SELECT '-- one'"_s), u"SELECT '-- one';"_s);
}

void TestTransactionExport::plainSql_isTold_data()
{
    QTest::addColumn<BoundSql>("statement");
    QTest::addColumn<bool>("plain");
    const auto row = [](const char* name, const BoundSql& statement, bool plain) {
        QTest::newRow(name) << statement << plain;
    };
    row("a statement", {u"SELECT 'it''s', \"a\" FROM t;"_s}, true);
    row("a comment", {u"SELECT 1 FROM t /* it's */"_s}, true);
    row("a comment at the end", {u"SELECT 1 -- it's one"_s}, true);
    row("a line after a comment", {u"SELECT 1 -- it's one\nFROM t"_s}, false);
    row("a line that ends a statement", {u"SELECT 1\ngo\n.shell id"_s}, false);
    row("another such line", {u"SELECT 1\n/\n.shell id"_s}, false);
    row("a command inside", {u"SELECT 1 delimiter x"_s}, false);
    row("a command and a value with a line end", {u"SELECT 1 DELIMITER ?"_s, {u"x\nsystem id"_s}}, false);
    row("a value with a line end", {u"SELECT ?"_s, {u"a\n\\! x"_s}}, true);
    row("brackets", {u"(SELECT 1)"_s}, true);
    row("a backslash", {u"SELECT 1 \\! x"_s}, false);
    row("an escape of one engine", {u"SELECT E'\\'' '\\! x'"_s}, false);
    row("two statements", {u"SELECT 1;\nsystem x"_s}, false);
    row("a command of mariadb", {u"System x"_s}, false);
    row("a command of sqlite3", {u".shell x"_s}, false);
    row("a comment first", {u"-- a\nsystem x"_s}, false);
    row("a comment of one engine", {u"SELECT 1 # '\n, 2"_s}, false);
    row("no comment to another", {u"SELECT 1 --;\nsystem x"_s}, false);
    row("a comment that is run", {u"SELECT 1 /*! ; */"_s}, false);
    row("a comment in a comment", {u"SELECT 1 /* /* */ ' */"_s}, false);
    row("a quotation with dollars", {u"SELECT $$'$$"_s}, false);
    row("no end of a text", {u"SELECT 'a"_s}, false);
    row("a control character", {u"SELECT ?"_s, {u"\u001b[201~"_s}}, false);
    row("another direction", {u"SELECT '\u202e'"_s}, false);
}

void TestTransactionExport::plainSql_isTold()
{
    QFETCH(const BoundSql, statement);
    QFETCH(const bool, plain);
    QCOMPARE(isPlainSql(statement), plain);
}

void TestTransactionExport::mermaid_showsTheLostUpdate()
{
    QCOMPARE(
        textOf(ExportFormat::Mermaid, lostUpdate(), u"A lost update"_s),
        u"sequenceDiagram\n"
        "    title A lost update\n"
        "    participant client1 as A · Till\n"
        "    participant server as PostgreSQL 15.8\n"
        "    participant client2 as B\n"
        "    client1->>server: 1. BEGIN\n"
        "    server-->>client1: done\n"
        "    activate client1\n"
        "    client1->>server: 2. SELECT stock FROM item WHERE id = 'lamp'\n"
        "    server-->>client1: stock 10\n"
        "    client2->>server: 3. BEGIN\n"
        "    server-->>client2: done\n"
        "    activate client2\n"
        "    client2->>server: 4. SELECT stock FROM item WHERE id = 'lamp'\n"
        "    server-->>client2: stock 10\n"
        "    client1->>server: 5. UPDATE item SET stock = 7 WHERE id = 'lamp'\n"
        "    server-->>client1: 1 row\n"
        "    client2->>server: 6. UPDATE item SET stock = 8 WHERE id = 'lamp'\n"
        "    Note over client2: waits for A\n"
        "    client1->>server: 7. COMMIT\n"
        "    server-->>client1: done\n"
        "    deactivate client1\n"
        "    server-xclient2: 40001 · could not serialize access due to concurrent update\n"
        "    client2->>server: ROLLBACK\n"
        "    deactivate client2\n"
        "    Note over client2: step 8 left out\n"
        "    Note over client1,client2: A session’s lane is active while its transaction is open.\n"_s);
}

void TestTransactionExport::plantUml_showsTheLostUpdate()
{
    QCOMPARE(
        textOf(ExportFormat::PlantUml, lostUpdate(), u"A lost update"_s),
        u"@startuml\n"
        "title A lost update\n"
        "participant \"A · Till\" as client1\n"
        "participant \"PostgreSQL 15.8\" as server\n"
        "participant \"B\" as client2\n"
        "client1 -> server : 1. BEGIN\n"
        "server --> client1 : done\n"
        "activate client1\n"
        "client1 -> server : 2. SELECT stock FROM item WHERE id = <U+0027>lamp<U+0027>\n"
        "server --> client1 : stock 10\n"
        "client2 -> server : 3. BEGIN\n"
        "server --> client2 : done\n"
        "activate client2\n"
        "client2 -> server : 4. SELECT stock FROM item WHERE id = <U+0027>lamp<U+0027>\n"
        "server --> client2 : stock 10\n"
        "client1 -> server : 5. UPDATE item SET stock = 7 WHERE id = <U+0027>lamp<U+0027>\n"
        "server --> client1 : 1 row\n"
        "client2 -> server : 6. UPDATE item SET stock = 8 WHERE id = <U+0027>lamp<U+0027>\n"
        "note over client2 : waits for A\n"
        "client1 -> server : 7. COMMIT\n"
        "server --> client1 : done\n"
        "deactivate client1\n"
        "server ->x client2 : 40001 · could not serialize access due to concurrent update\n"
        "client2 -> server : ROLLBACK\n"
        "deactivate client2\n"
        "note over client2 : step 8 left out\n"
        "caption A session’s lane is active while its transaction is open.\n"
        "@enduml\n"_s);
}

void TestTransactionExport::mermaid_showsTheDeadlock()
{
    QCOMPARE(
        textOf(ExportFormat::Mermaid, deadlock()),
        u"sequenceDiagram\n"
        "    participant client1 as A\n"
        "    participant server as PostgreSQL 15.8\n"
        "    participant client2 as B\n"
        "    client1->>server: 1. BEGIN\n"
        "    server-->>client1: done\n"
        "    activate client1\n"
        "    client2->>server: 2. BEGIN\n"
        "    server-->>client2: done\n"
        "    activate client2\n"
        "    client1->>server: 3. UPDATE item SET stock = 1 WHERE id = 'lamp'\n"
        "    server-->>client1: 1 row\n"
        "    client2->>server: 4. UPDATE item SET stock = 2 WHERE id = 'chair'\n"
        "    server-->>client2: 1 row\n"
        "    client1->>server: 5. UPDATE item SET stock = 2 WHERE id = 'chair'\n"
        "    Note over client1: waits for B\n"
        "    client2->>server: 6. UPDATE item SET stock = 1 WHERE id = 'lamp'\n"
        "    Note over client2: waits for A\n"
        "    server-xclient2: 40P01 · deadlock detected\n"
        "    client2->>server: ROLLBACK\n"
        "    deactivate client2\n"
        "    server-->>client1: 1 row\n"
        "    client1->>server: 7. COMMIT\n"
        "    server-->>client1: done\n"
        "    deactivate client1\n"
        "    Note over client1,client2: A session’s lane is active while its transaction is open.\n"_s);
}

void TestTransactionExport::mermaid_showsWhatKeptNothing()
{
    QCOMPARE(
        textOf(ExportFormat::Mermaid, keptNothing()),
        u"sequenceDiagram\n"
        "    participant client1 as A · Till\n"
        "    participant server as PostgreSQL 15.8\n"
        "    participant client2 as B\n"
        "    client1->>server: 1. BEGIN\n"
        "    server-->>client1: done\n"
        "    activate client1\n"
        "    client1->>server: 2. INSERT INTO item VALUES ('lamp', 1)\n"
        "    server-xclient1: 23505 · duplicate key\n"
        "    client1->>server: 3. SELECT 1\n"
        "    server-xclient1: 25P02 · current transaction is aborted\n"
        "    client1->>server: 4. COMMIT\n"
        "    server-->>client1: kept nothing\n"
        "    deactivate client1\n"
        "    Note over client1,client2: A session’s lane is active while its transaction is open.\n"_s);
}

void TestTransactionExport::mermaid_isNotBrokenOutOf()
{
    QCOMPARE(
        textOf(ExportFormat::Mermaid, hostile()),
        u"sequenceDiagram\n"
        "    participant client1 as A · Till\n"
        "    participant server as PostgreSQL 15.8\n"
        "    participant client2 as B\n"
        "    client1->>server: 1. SELECT x, y FROM t WHERE x = 'it''s -- #92;''#59; DROP TABLE t#59; 😀' -- "
        "the end\n"
        "    server-->>client1: x null, y #59; z “a\"b'c -- d”#59; x "
        "“#60;script#62;alert(1)#60;/script#62;”, y #59; z “two lines#59; end”#59; x “😀”, y #59; z true#59; "
        "… · 4 rows\n"
        "    client1->>server: 2. SELECT 'open\n"
        "    server-xclient1: 42601 · bad #92;! touch pwned */ #125; #35;\n"
        "    client1->>server: 3. system touch pwned\n"
        "    server-xclient1: 42601 · syntax error\n"_s);
}

void TestTransactionExport::plantUml_isNotBrokenOutOf()
{
    QCOMPARE(
        textOf(ExportFormat::PlantUml, hostile()),
        u"@startuml\n"
        "participant \"A · Till\" as client1\n"
        "participant \"PostgreSQL 15.8\" as server\n"
        "participant \"B\" as client2\n"
        "client1 -> server : 1. SELECT x, y FROM t WHERE x = <U+0027>it<U+0027><U+0027>s <U+002D><U+002D> "
        "<U+005C><U+0027><U+0027>; DROP TABLE t; 😀<U+0027> <U+002D><U+002D> the end\n"
        "server --> client1 : x null, y ; z “a\"b<U+0027>c <U+002D><U+002D> d”; x "
        "“<U+003C>script>alert(1)<U+003C>/script>”, y ; z “two lines; end”; x “😀”, y ; z true; … · 4 rows\n"
        "client1 -> server : 2. SELECT <U+0027>open\n"
        "server ->x client1 : 42601 · bad <U+005C><U+0021> touch pwned <U+002A>/ <U+007D> <U+0023>\n"
        "client1 -> server : 3. system touch pwned\n"
        "server ->x client1 : 42601 · syntax error\n"
        "@enduml\n"_s);
}

void TestTransactionExport::answer_isCutAfterThreeRows()
{
    const TransactionJournal several =
        Run(headerOf())
            .read(
                1,
                u"A"_s,
                {u"SELECT stock FROM item"_s},
                {{u"stock"_s}, {{qint64{1}}, {qint64{2}}, {qint64{3}}}})
            .read(
                2,
                u"A"_s,
                {u"SELECT stock FROM item"_s},
                {{u"stock"_s}, {{qint64{1}}, {qint64{2}}, {qint64{3}}, {qint64{4}}}})
            .read(3, u"A"_s, {u"SELECT stock FROM item"_s}, {{u"stock"_s}, {}})
            .write(4, u"A"_s, {u"DELETE FROM item"_s}, 12)
            .journal();
    const QString text = textOf(ExportFormat::Sql, several);
    QVERIFY(text.contains(u"-- answered: stock 1; stock 2; stock 3\n"_s));
    QVERIFY(text.contains(u"-- answered: stock 1; stock 2; stock 3; … · 4 rows\n"_s));
    QVERIFY(text.contains(u"-- answered: 0 rows\n"_s));
    QVERIFY(text.contains(u"-- answered: 12 rows\n"_s));
}

void TestTransactionExport::sql_tellsTheLostUpdate()
{
    QCOMPARE(
        textOf(ExportFormat::Sql, lostUpdate()),
        u"-- A lost update\n"
        "-- Both sell the lamp.\n"
        "-- Recorded on PostgreSQL 15.8, isolation level repeatable read.\n"
        "-- Run the setup once. Then paste each session’s section into a terminal of its own, one statement "
        "at a time, when it is its turn: the steps count through all sessions.\n"
        "\n"
        "-- Setup\n"
        "CREATE TABLE item (id text PRIMARY KEY, stock int);\n"
        "INSERT INTO item VALUES ('lamp', 10);\n"
        "\n"
        "\n"
        "-- Session A · Till, isolation level repeatable read\n"
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ;\n"
        "\n"
        "-- step 1, the first\n"
        "BEGIN;\n"
        "-- answered: done\n"
        "\n"
        "-- step 2, next\n"
        "SELECT stock FROM item WHERE id = 'lamp';\n"
        "-- answered: stock 10\n"
        "\n"
        "-- step 5, after step 4 of B\n"
        "UPDATE item SET stock = 7 WHERE id = 'lamp';\n"
        "-- answered: 1 row\n"
        "\n"
        "-- step 7, while step 6 of B waits\n"
        "COMMIT;\n"
        "-- answered: done\n"
        "\n"
        "\n"
        "-- Session B, isolation level repeatable read\n"
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ;\n"
        "\n"
        "-- step 3, after step 2 of A\n"
        "BEGIN;\n"
        "-- answered: done\n"
        "\n"
        "-- step 4, next\n"
        "SELECT stock FROM item WHERE id = 'lamp';\n"
        "-- answered: stock 10\n"
        "\n"
        "-- step 6, after step 5 of A\n"
        "UPDATE item SET stock = 8 WHERE id = 'lamp';\n"
        "-- waited for A until step 7\n"
        "-- refused: 40001 · could not serialize access due to concurrent update\n"
        "\n"
        "-- because step 6 was refused\n"
        "ROLLBACK;\n"
        "\n"
        "-- step 8 was left out\n"_s);
}

void TestTransactionExport::sql_tellsTheDeadlock()
{
    QCOMPARE(
        textOf(ExportFormat::Sql, deadlock()),
        u"-- A lost update\n"
        "-- Both sell the lamp.\n"
        "-- Recorded on PostgreSQL 15.8, isolation level read committed.\n"
        "-- Run the setup once. Then paste each session’s section into a terminal of its own, one statement "
        "at a time, when it is its turn: the steps count through all sessions.\n"
        "\n"
        "-- Setup\n"
        "CREATE TABLE item (id text PRIMARY KEY, stock int);\n"
        "INSERT INTO item VALUES ('lamp', 10);\n"
        "INSERT INTO item VALUES ('chair', 10);\n"
        "\n"
        "\n"
        "-- Session A, isolation level read committed\n"
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;\n"
        "\n"
        "-- step 1, the first\n"
        "BEGIN;\n"
        "-- answered: done\n"
        "\n"
        "-- step 3, after step 2 of B\n"
        "UPDATE item SET stock = 1 WHERE id = 'lamp';\n"
        "-- answered: 1 row\n"
        "\n"
        "-- step 5, after step 4 of B\n"
        "UPDATE item SET stock = 2 WHERE id = 'chair';\n"
        "-- waited for B until its ROLLBACK\n"
        "-- answered: 1 row\n"
        "\n"
        "-- step 7, after the ROLLBACK of B\n"
        "COMMIT;\n"
        "-- answered: done\n"
        "\n"
        "\n"
        "-- Session B, isolation level read committed\n"
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;\n"
        "\n"
        "-- step 2, after step 1 of A\n"
        "BEGIN;\n"
        "-- answered: done\n"
        "\n"
        "-- step 4, after step 3 of A\n"
        "UPDATE item SET stock = 2 WHERE id = 'chair';\n"
        "-- answered: 1 row\n"
        "\n"
        "-- step 6, while step 5 of A waits\n"
        "UPDATE item SET stock = 1 WHERE id = 'lamp';\n"
        "-- waited for A\n"
        "-- refused: 40P01 · deadlock detected\n"
        "\n"
        "-- because step 6 was refused\n"
        "ROLLBACK;\n"_s);
}

void TestTransactionExport::sql_tellsWhatStillWaits()
{
    const QString text = textOf(ExportFormat::Sql, lostUpdate().copy(6));
    QVERIFY2(
        text.endsWith(u"\n\n-- step 6, after step 5 of A\n"
                      "UPDATE item SET stock = 8 WHERE id = 'lamp';\n"
                      "-- waits for A\n"_s),
        qPrintable(text));
}

void TestTransactionExport::sql_tellsForWhomOfSeveral()
{
    const BoundSql sql{u"UPDATE item SET stock = 1"_s};
    const TransactionJournal journal = Run(headerOf())
                                           .begin(1, u"A"_s)
                                           .begin(2, u"C"_s)
                                           .wait(3, u"B"_s, sql, {u"A"_s, u"C"_s})
                                           .commit(4, u"A"_s)
                                           .wait(3, u"B"_s, sql, {u"C"_s})
                                           .commit(5, u"C"_s)
                                           .write(3, u"B"_s, sql)
                                           .begin(6, u"B"_s)
                                           .journal();
    const QString text = textOf(ExportFormat::Sql, journal);
    QVERIFY2(
        text.contains(u"\n-- waited for A and C until step 5 of C\n-- answered: 1 row\n"_s),
        qPrintable(text));
    QVERIFY2(text.contains(u"\n-- step 6, after step 5 of C\nBEGIN;\n"_s), qPrintable(text));
    QVERIFY2(text.contains(u"\n-- Session C, isolation level repeatable read\n"_s), qPrintable(text));
    const QString diagram = textOf(ExportFormat::Mermaid, journal);
    QCOMPARE(diagram.count(u"client2->>server: 3. UPDATE"_s), 1);
    QVERIFY(diagram.contains(u"    Note over client2: waits for A and C\n"_s));
    QVERIFY(diagram.contains(u"    Note over client2: waits for C\n"_s));
}

void TestTransactionExport::sql_beginsAtTheLevel_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("start");
    const auto row = [](const char* name, const QString& engine, const QString& level, const QString& start) {
        QTest::newRow(name) << engine << level << start;
    };
    row("PostgreSQL",
        u"postgresql"_s,
        u"read committed"_s,
        u"SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;\n"_s);
    row("MariaDB",
        u"mariadb"_s,
        u"repeatable read"_s,
        u"SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ;\n"
        "-- From MariaDB 11.6.2 on also: SET SESSION innodb_snapshot_isolation = OFF;\n"_s);
    row("MariaDB, weaker",
        u"mariadb"_s,
        u"read uncommitted"_s,
        u"SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED;\n"_s);
    row("MariaDB with snapshots",
        u"mariadb"_s,
        u"repeatable read snapshot"_s,
        u"SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ;\n"
        "SET SESSION innodb_snapshot_isolation = ON;\n"_s);
    row("SQLite",
        u"sqlite"_s,
        u"serializable immediate"_s,
        u"-- All sessions open the same file, as in: sqlite3 lesson.sqlite\n"
        "PRAGMA journal_mode = WAL;\n"
        "-- A statement that has to wait tries again for so many milliseconds.\n"
        "PRAGMA busy_timeout = 60000;\n"_s);
    row("SQLite with a shared cache",
        u"sqlite"_s,
        u"read uncommitted"_s,
        u"-- All sessions must open file:lesson?mode=memory&cache=shared, which is shared only within one "
        "process: use connections of one program, not two of sqlite3.\n"
        "PRAGMA read_uncommitted = 1;\n"_s);
    row("a level that is none",
        u"postgresql"_s,
        u"read committed;\nDROP TABLE item"_s,
        u"-- Set the isolation level read committed; DROP TABLE item here.\n"_s);
    row("an engine that is not known", u"other"_s, u"high"_s, u"-- Set the isolation level high here.\n"_s);
}

void TestTransactionExport::sql_beginsAtTheLevel()
{
    QFETCH(const QString, engine);
    QFETCH(const QString, level);
    QFETCH(const QString, start);
    TransactionHeader header = headerOf(engine);
    header.sessions = {{u"A"_s, {}, level}};
    const QString text = textOf(ExportFormat::Sql, Run(header).begin(1, u"A"_s).journal());
    const QString line = u"isolation level "_s + level.simplified() + u'\n';
    QVERIFY2(
        text.endsWith(line + start + u"\n-- step 1, the first\nBEGIN;\n-- answered: done\n"_s),
        qPrintable(text));
}

void TestTransactionExport::sql_isNotBrokenOutOf()
{
    QCOMPARE(
        textOf(ExportFormat::Sql, hostile()),
        u"-- A title SELECT 'title'; -- }\n"
        "-- <U+001B>[31m<b>\"} end SELECT 'story';\n"
        "-- Recorded on PostgreSQL 15.8, isolation level repeatable read.\n"
        "-- Run the setup once. Then paste each session’s section into a terminal of its own, one statement "
        "at a time, when it is its turn: the steps count through all sessions.\n"
        "\n"
        "-- Setup\n"
        "CREATE TABLE t (x text);\n"
        "-- Not to be pasted, because a terminal could take it for more than SQL:\n"
        "-- SELECT 1 \\! touch pwned;\n"
        "\n"
        "\n"
        "-- Session A · Till, isolation level repeatable read\n"
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ;\n"
        "\n"
        "-- step 1, the first\n"
        "SELECT x, y FROM t WHERE x = 'it''s\n"
        "-- \\''; DROP TABLE t; 😀' -- the end\n"
        ";\n"
        "-- answered: x null, y ; z “a\"b'c -- d”; x “<script>alert(1)</script>”, y ; z “two lines; end”; x "
        "“😀”, y ; z true; … · 4 rows\n"
        "\n"
        "-- step 2, next\n"
        "-- Not to be pasted, because a terminal could take it for more than SQL:\n"
        "-- SELECT 'open;\n"
        "-- refused: 42601 · bad \\! touch pwned */ } #\n"
        "\n"
        "-- step 3, next\n"
        "-- Not to be pasted, because a terminal could take it for more than SQL:\n"
        "-- system touch pwned;\n"
        "-- refused: 42601 · syntax error\n"
        "\n"
        "\n"
        "-- Session B, isolation level repeatable read\n"
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ;\n"_s);
    // There a backslash begins an escape.
    QVERIFY(textOf(ExportFormat::Sql, hostile(u"mariadb"_s)).contains(u"'it''s\n-- \\\\''; DROP"_s));
}

void TestTransactionExport::spec_tellsTheLostUpdate()
{
    QCOMPARE(
        textOf(ExportFormat::IsolationSpec, lostUpdate()),
        u"# A lost update\n"
        "# Both sell the lamp.\n"
        "# Recorded on PostgreSQL 15.8, isolation level repeatable read.\n"
        "\n"
        "setup { CREATE TABLE item (id text PRIMARY KEY, stock int); }\n"
        "setup { INSERT INTO item VALUES ('lamp', 10); }\n"
        "teardown { DROP TABLE IF EXISTS \"item\" CASCADE; }\n"
        "\n"
        "session \"A\"\n"
        "setup {\n"
        "    SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ;\n"
        "    SET deadlock_timeout = '400ms';\n"
        "}\n"
        "step \"A1\" { BEGIN; }\n"
        "step \"A2\" { SELECT stock FROM item WHERE id = 'lamp'; }\n"
        "step \"A5\" { UPDATE item SET stock = 7 WHERE id = 'lamp'; }\n"
        "step \"A7\" { COMMIT; }\n"
        "\n"
        "session \"B\"\n"
        "setup {\n"
        "    SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ;\n"
        "    SET deadlock_timeout = '200ms';\n"
        "}\n"
        "step \"B3\" { BEGIN; }\n"
        "step \"B4\" { SELECT stock FROM item WHERE id = 'lamp'; }\n"
        "step \"B6\" { UPDATE item SET stock = 8 WHERE id = 'lamp'; }\n"
        "step \"B6 rollback\" { ROLLBACK; }\n"
        "\n"
        "permutation \"A1\" \"A2\" \"B3\" \"B4\" \"A5\" \"B6\" \"A7\" \"B6 rollback\"\n"_s);
}

void TestTransactionExport::spec_tellsTheDeadlock()
{
    QCOMPARE(
        textOf(ExportFormat::IsolationSpec, deadlock()),
        u"# A lost update\n"
        "# Both sell the lamp.\n"
        "# Recorded on PostgreSQL 15.8, isolation level read committed.\n"
        "\n"
        "setup { CREATE TABLE item (id text PRIMARY KEY, stock int); }\n"
        "setup { INSERT INTO item VALUES ('lamp', 10); }\n"
        "setup { INSERT INTO item VALUES ('chair', 10); }\n"
        "teardown { DROP TABLE IF EXISTS \"item\" CASCADE; }\n"
        "\n"
        "session \"A\"\n"
        "setup {\n"
        "    SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;\n"
        "    SET deadlock_timeout = '400ms';\n"
        "}\n"
        "step \"A1\" { BEGIN; }\n"
        "step \"A3\" { UPDATE item SET stock = 1 WHERE id = 'lamp'; }\n"
        "step \"A5\" { UPDATE item SET stock = 2 WHERE id = 'chair'; }\n"
        "step \"A7\" { COMMIT; }\n"
        "\n"
        "session \"B\"\n"
        "setup {\n"
        "    SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;\n"
        "    SET deadlock_timeout = '200ms';\n"
        "}\n"
        "step \"B2\" { BEGIN; }\n"
        "step \"B4\" { UPDATE item SET stock = 2 WHERE id = 'chair'; }\n"
        "step \"B6\" { UPDATE item SET stock = 1 WHERE id = 'lamp'; }\n"
        "step \"B6 rollback\" { ROLLBACK; }\n"
        "\n"
        "permutation \"A1\" \"B2\" \"A3\" \"B4\" \"A5\" \"B6\" \"B6 rollback\" \"A7\"\n"_s);
}

/// "A1" and step 2, "A" and step 12.
void TestTransactionExport::spec_namesStepsOnce()
{
    const TransactionJournal journal = Run(headerOf()).begin(2, u"A1"_s).begin(12, u"A"_s).journal();
    const QString text = textOf(ExportFormat::IsolationSpec, journal);
    QVERIFY2(text.endsWith(u"\npermutation \"A1-2\" \"A12\"\n"_s), qPrintable(text));
}

/// Else their locks would keep isolationtester from dropping the tables.
void TestTransactionExport::spec_endsOpenTransactions()
{
    const TransactionJournal journal =
        Run(headerOf()).begin(1, u"A"_s).begin(2, u"B"_s).commit(3, u"B"_s).journal();
    const QString text = textOf(ExportFormat::IsolationSpec, journal);
    QVERIFY2(
        text.contains(u"step \"A1\" { BEGIN; }\nteardown { ROLLBACK; }\n\nsession \"B\"\n"_s),
        qPrintable(text));
    QCOMPARE(text.count(u"ROLLBACK"_s), 1);
}

void TestTransactionExport::spec_isRefused_data()
{
    QTest::addColumn<TransactionJournal>("journal");
    QTest::addColumn<QString>("problem");
    TransactionHeader braced = headerOf();
    braced.setup.append(u"INSERT INTO item VALUES ('}', 1)"_s);
    QTest::newRow("another engine")
        << lostUpdate(u"mariadb"_s)
        << u"A specification is for PostgreSQL’s isolationtester, and this lesson was "
           "run on Another 15.8; write .sql instead."_s;
    QTest::newRow("a brace in a statement")
        << Run(headerOf()).write(1, u"A"_s, {u"UPDATE item SET id = '}'"_s}).journal()
        << u"Step 1 of A has a “}”, which would end a block of a specification; write .sql instead."_s;
    QTest::newRow("a brace in a value")
        << Run(headerOf()).write(1, u"A"_s, {u"UPDATE item SET id = ?"_s, {u"}"_s}}).journal()
        << u"Step 1 of A has a “}”, which would end a block of a specification; write .sql instead."_s;
    QTest::newRow("a brace in the setup")
        << Run(braced).begin(1, u"A"_s).journal()
        << u"The setup has a “}”, which would end a block of a specification; write .sql instead."_s;
    TransactionHeader bracedTable = headerOf();
    bracedTable.tables = {{u"a}"_s, {}}};
    QTest::newRow("a brace in a table's name")
        << Run(bracedTable).begin(1, u"A"_s).journal()
        << u"A table’s name has a “}”, which would end a block of a specification; write .sql instead."_s;
    QTest::newRow("somebody waits") << lostUpdate().copy(6)
                                    << u"This journal ends while step 6 of B waits, and isolationtester "
                                       u"would wait with it; go on to the end of "
                                       "the lesson, or write .sql."_s;
    QTest::newRow("nothing was sent") << Run(headerOf()).leaveOut(1, u"A"_s).journal()
                                      << u"No statement was sent yet; a specification needs one."_s;
}

void TestTransactionExport::spec_isRefused()
{
    QFETCH(const TransactionJournal, journal);
    QFETCH(const QString, problem);
    const auto spec = isolationSpec(journal);
    QVERIFY(!spec);
    QCOMPARE(spec.error(), problem);
}

void TestTransactionExport::spec_isNotBrokenOutOf()
{
    TransactionHeader header = headerOf();
    header.title = u"A title\nsetup { DROP TABLE item; }"_s;
    header.level = u"read committed; DROP TABLE item"_s;
    header.sessions = {};
    header.tables = {{u"a \"b\"; {\n"_s, {}}};
    const TransactionJournal journal =
        Run(header).write(1, u"A\" { }\n#"_s, {u"SELECT ? -- # {"_s, {u"\" # {\n'"_s}}).journal();
    QCOMPARE(
        textOf(ExportFormat::IsolationSpec, journal),
        u"# A title setup { DROP TABLE item; }\n"
        "# Both sell the lamp.\n"
        "# Recorded on PostgreSQL 15.8, isolation level read committed; DROP TABLE item.\n"
        "\n"
        "setup { CREATE TABLE item (id text PRIMARY KEY, stock int); }\n"
        "setup { INSERT INTO item VALUES ('lamp', 10); }\n"
        "teardown { DROP TABLE IF EXISTS \"a \"\"b\"\"; {\n"
        "\" CASCADE; }\n"
        "\n"
        "session \"A\"\" { }<U+000A>#\"\n"
        "setup {\n"
        "    SET deadlock_timeout = '400ms';\n"
        "}\n"
        "step \"A\"\" { }<U+000A>#1\" { SELECT '\" # {\n"
        "''' -- # {\n"
        "; }\n"
        "\n"
        "permutation \"A\"\" { }<U+000A>#1\"\n"_s);
}

void TestTransactionExport::journal_canBeReadAgain()
{
    const TransactionJournal journal = hostile();
    const auto text = exportText(ExportFormat::Journal, TransactionExport{&journal, {}});
    QVERIFY(text);
    QByteArray bytes = *text;
    QBuffer buffer(&bytes);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const auto read = readTransactionJournal(buffer, u"a journal"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->problem, QString());
    QVERIFY(read->journal == journal);
}

void TestTransactionExport::format_isRefused()
{
    const TransactionJournal journal = lostUpdate();
    const auto refusalOf = [](const Result<QByteArray, QString>& text) {
        return text ? QString() : text.error();
    };
    QCOMPARE(
        refusalOf(exportText(ExportFormat::Curl, TransactionExport{&journal, {}})),
        u"There are no HTTP requests in a lesson of transactions; write .sql, which has the statements of "
        u"each "
        "session."_s);
    const ExportSource requests;
    QCOMPARE(
        refusalOf(exportText(ExportFormat::Sql, requests)),
        u".sql is for lessons of transactions; write .sh, which has the same requests as curl commands."_s);
    QCOMPARE(
        refusalOf(exportText(ExportFormat::IsolationSpec, requests)),
        u".spec is for lessons of transactions; write .sh, which has the same requests as curl commands."_s);
    QCOMPARE(exportFormatOf(u"a/lesson.SQL"_s), ExportFormat::Sql);
    QCOMPARE(exportFormatNamed(u"spec"_s), ExportFormat::IsolationSpec);
}

QTEST_GUILESS_MAIN(TestTransactionExport)
#include "tst_transactionexport.moc"
