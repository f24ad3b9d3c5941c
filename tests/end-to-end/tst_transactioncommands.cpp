#include "program.h"
#include "stage/files/journalfile.h"
#include "stage/files/scenariolibrary.h"
#include "warningfreetest.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

/// Lessons of transactions on the command line: play, check, export, and what they do not take.
class TestTransactionCommands final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void play_tellsTheVerdict();
    void play_saysWhatVariesByLevel();
    void list_namesThem();
    void check_saysWhatIsNotAsExpected();
    void check_passesOverOtherEngines();
    void export_writesEachFormat_data();
    void export_writesEachFormat();
    void export_stopsAtAStep();
    void export_ofAJournal_isTheSame();
    void damagedJournal_isWrittenAsFarAsItIsGood();
    void drawing_showsTheRun();
    void drawing_endsAtAStep();
    void drawing_hasATitle_data();
    void drawing_hasATitle();
    void drawing_ofASavedRun();
    void picture_isDrawnInPixels();
    void list_drawsBothKinds();
    void refusal_isOneSentence_data();
    void refusal_isOneSentence();
    void mistakeInAFile_isSaidBeforeItsOptions();
    void lessonFromAPipe_isReadOnce();
    void journalFromAPipe_isReadOnce();
    void ownFile_isPlayed();
    void ownFile_waitsForEver();

private:
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString write(const QString& name, const QByteArray& text) const
    {
        QFile file(this->file(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                                  : QString();
    }
    [[nodiscard]] QByteArray read(const QString& name) const
    {
        QFile file(this->file(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

namespace {

const QStringList Lost{u"--scenario"_s, u"lost-update-transactions"_s, u"--level"_s, u"read uncommitted"_s};

} // namespace

void TestTransactionCommands::play_tellsTheVerdict()
{
    const Ended ended = run({u"play"_s, u"lost-update-transactions"_s, u"--level"_s, u"read uncommitted"_s});
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.startsWith(u"Lost update in two transactions  (SQLite 3."_s), qPrintable(ended.out));
    QVERIFY2(
        ended.out.contains(u"\n  7  B: UPDATE item SET stock = 8 WHERE id = 'lamp'\n     1 row\n"_s),
        qPrintable(ended.out));
    QVERIFY2(ended.out.contains(u"Committed now: lamp stock 8."_s), qPrintable(ended.out));
    QVERIFY2(
        ended.out.contains(u"     A, then B: stock 5; B, then A: stock 5. Here: stock 8.\n"_s),
        qPrintable(ended.out));
    QVERIFY2(ended.out.simplified().contains(u"explains it: lost update (P4)."_s), qPrintable(ended.out));
}

void TestTransactionCommands::play_saysWhatVariesByLevel()
{
    const Ended refused = run({u"play"_s, u"lost-update-transactions"_s, u"--level"_s, u"serializable"_s});
    QVERIFY2(refused.out.contains(u"refused: 517 · database is locked"_s), qPrintable(refused.out));
    QVERIFY2(refused.out.contains(u"     B rolls back.\n"_s), qPrintable(refused.out));
    const Ended waits =
        run({u"play"_s, u"lost-update-transactions"_s, u"--level"_s, u"serializable immediate"_s});
    QVERIFY2(waits.out.contains(u"  2  B: BEGIN IMMEDIATE\n     waits for A\n"_s), qPrintable(waits.out));
    QVERIFY2(waits.out.contains(u"  2  B, which has waited, goes on: done\n"_s), qPrintable(waits.out));
}

void TestTransactionCommands::list_namesThem()
{
    const Ended ended = run({u"scenarios"_s});
    QCOMPARE(ended.code, 0);
    for (const NamedTransactionLesson& named : builtinTransactionLessons())
        QVERIFY2(ended.out.contains(named.name + u' '), qPrintable(named.name));
}

void TestTransactionCommands::check_saysWhatIsNotAsExpected()
{
    QFile lesson(u":/transactions/dirty-read.json"_s);
    QVERIFY(lesson.open(QIODevice::ReadOnly));
    QByteArray text = lesson.readAll();
    QVERIFY(text.contains("\"explained\": \"no\""));
    text.replace("\"explained\": \"no\"", "\"explained\": \"yes\"");
    const Ended ended = run(
        {u"check"_s,
         write(u"wrong.json"_s, text),
         u"--engine"_s,
         u"sqlite"_s,
         u"--level"_s,
         u"read uncommitted"_s});
    QCOMPARE(ended.code, 1);
    QVERIFY2(
        ended.out.contains(u"not as expected\n    expected that an order explains it: yes, and it is: no."_s),
        qPrintable(ended.out));
}

void TestTransactionCommands::check_passesOverOtherEngines()
{
    const Ended both = run({u"check"_s, u"dirty-read"_s, u"cure-for-update"_s, u"--engine"_s, u"sqlite"_s});
    QCOMPARE(both.err, QString());
    QCOMPARE(both.code, 0);
    QVERIFY2(both.out.contains(u"not a lesson for it"_s), qPrintable(both.out));
    const Ended none = run({u"check"_s, u"cure-for-update"_s, u"--engine"_s, u"sqlite"_s});
    QCOMPARE(none.code, 2);
    QCOMPARE(none.err, u"No lesson is for SQLite, so nothing was checked. Choose another engine.\n"_s);
}

void TestTransactionCommands::export_writesEachFormat_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("Mermaid") << u"mmd"_s << QByteArray("sequenceDiagram\n    title Lost update")
                             << QByteArray("7. UPDATE item SET stock = 8 WHERE id = 'lamp'");
    QTest::newRow("PlantUML") << u"puml"_s << QByteArray("@startuml\ntitle Lost update")
                              << QByteArray("7. UPDATE item SET stock = 8");
    QTest::newRow("journal") << u"jsonl"_s
                             << QByteArray(
                                    "{\"interleave\":\"journal\",\"version\":5,\"kind\":\"transactions\"")
                             << QByteArray("\"committed\"");
    QTest::newRow("scripts") << u"sql"_s << QByteArray("-- Lost update in two transactions\n")
                             << QByteArray("UPDATE item SET stock = 8 WHERE id = 'lamp';");
}

void TestTransactionCommands::export_writesEachFormat()
{
    QFETCH(const QString, suffix);
    QFETCH(const QByteArray, beginning);
    QFETCH(const QByteArray, part);
    const QString name = u"out."_s + suffix;
    const Ended ended = run(QStringList{u"export"_s, file(name)} + Lost);
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.code, 0);
    const QByteArray text = read(name);
    QVERIFY2(text.startsWith(beginning), text.constData());
    QVERIFY2(text.contains(part), text.constData());
}

void TestTransactionCommands::export_stopsAtAStep()
{
    const Ended ended = run(QStringList{u"export"_s, file(u"part.jsonl"_s), u"--step"_s, u"6"_s} + Lost);
    QCOMPARE(ended.code, 0);
    const auto journal = loadTransactionJournal(file(u"part.jsonl"_s));
    QVERIFY(journal);
    QCOMPARE(journal->journal.events().back().step, 6);
}

void TestTransactionCommands::export_ofAJournal_isTheSame()
{
    QCOMPARE(run(QStringList{u"export"_s, file(u"whole.jsonl"_s)} + Lost).code, 0);
    const QStringList opened{u"export"_s, file(u"again.jsonl"_s), u"--open"_s, file(u"whole.jsonl"_s)};
    const Ended elsewhere = run(opened + QStringList{u"--level"_s, u"serializable"_s});
    QCOMPARE(
        elsewhere.err,
        u"--open shows a run that is over, and where that was stands in the journal. Leave --level out.\n"_s);
    QCOMPARE(elsewhere.code, 2);
    const Ended again = run(opened);
    QCOMPARE(again.err, QString());
    QCOMPARE(again.code, 0);
    QVERIFY(!read(u"whole.jsonl"_s).isEmpty());
    QCOMPARE(read(u"again.jsonl"_s), read(u"whole.jsonl"_s));
}

void TestTransactionCommands::damagedJournal_isWrittenAsFarAsItIsGood()
{
    QCOMPARE(run(QStringList{u"export"_s, file(u"good.jsonl"_s)} + Lost).code, 0);
    const QByteArrayList lines = read(u"good.jsonl"_s).split('\n');
    const QString damaged = write(u"damaged.jsonl"_s, lines.mid(0, 4).join('\n') + "\n{\"seq\":");
    const Ended ended = run({u"export"_s, file(u"rest.mmd"_s), u"--open"_s, damaged});
    QCOMPARE(ended.code, 2);
    QVERIFY2(
        ended.err.startsWith(u"“damaged.jsonl” could be read up to line 5, which was left out"_s),
        qPrintable(ended.err));
    QVERIFY(read(u"rest.mmd"_s).contains("3. SELECT stock"));
    QVERIFY(!read(u"rest.mmd"_s).contains("4. SELECT stock"));
}

void TestTransactionCommands::drawing_showsTheRun()
{
    const Ended exported = run(QStringList{u"export"_s, file(u"exported.svg"_s)} + Lost);
    QCOMPARE(exported.err, QString());
    QCOMPARE(exported.code, 0);
    const QByteArray drawing = read(u"exported.svg"_s);
    QVERIFY2(drawing.startsWith("<?xml") || drawing.startsWith("<svg"), drawing.left(100).constData());
    QVERIFY(drawing.contains("transactions on SQLite 3."));
    QVERIFY(drawing.contains("nobody was told"));
    const Ended shot = run(QStringList{u"shot"_s, file(u"shot.svg"_s), u"--what"_s, u"diagram"_s} + Lost);
    QCOMPARE(shot.err, QString());
    QCOMPARE(shot.code, 0);
    QCOMPARE(read(u"shot.svg"_s), drawing);
}

/// B's step 4 waits for A's step 5, and is answered after it.
void TestTransactionCommands::drawing_endsAtAStep()
{
    const QStringList lesson{u"--scenario"_s, u"cure-atomic-update"_s, u"--level"_s, u"serializable"_s};
    const auto drawn = [&](const QString& step) {
        const Ended ended = run(QStringList{u"export"_s, file(u"step.svg"_s), u"--step"_s, step} + lesson);
        return ended.code == 0 ? read(u"step.svg"_s) : ended.err.toUtf8();
    };
    QVERIFY2(!drawn(u"0"_s).contains("BEGIN"), "there is nothing before the first step");
    QVERIFY(drawn(u"4"_s).contains("UPDATE"));
    QVERIFY(!drawn(u"4"_s).contains("COMMIT"));
    QVERIFY(drawn(u"5"_s).contains("COMMIT"));
}

void TestTransactionCommands::drawing_hasATitle_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("there");
    QTest::addColumn<QByteArray>("gone");
    QTest::newRow("another") << QStringList{u"--title"_s, u"Who sold it?"_s} << QByteArray("Who sold it?")
                             << QByteArray("A sells 3");
    QTest::newRow("none") << QStringList{u"--no-title"_s} << QByteArray("COMMIT")
                          << QByteArray("nobody was told");
}

void TestTransactionCommands::drawing_hasATitle()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, there);
    QFETCH(const QByteArray, gone);
    for (const QStringList& command :
         {QStringList{u"export"_s, file(u"titled.svg"_s)},
          QStringList{u"shot"_s, file(u"titled.svg"_s), u"--what"_s, u"diagram"_s}}) {
        const Ended ended = run(command + Lost + options);
        QCOMPARE(ended.err, QString());
        const QByteArray drawing = read(u"titled.svg"_s);
        QVERIFY(drawing.contains(there));
        QVERIFY(!drawing.contains(gone));
    }
}

void TestTransactionCommands::drawing_ofASavedRun()
{
    QCOMPARE(run(QStringList{u"export"_s, file(u"saved.jsonl"_s)} + Lost).code, 0);
    const Ended whole = run({u"export"_s, file(u"saved.svg"_s), u"--open"_s, file(u"saved.jsonl"_s)});
    QCOMPARE(whole.err, QString());
    QCOMPARE(whole.code, 0);
    QVERIFY(read(u"saved.svg"_s).contains("This is a saved run"));
    QVERIFY(!read(u"saved.svg"_s).contains("nobody was told"));
    const Ended shot =
        run({u"shot"_s, file(u"shot.svg"_s), u"--what"_s, u"diagram"_s, u"--open"_s, file(u"saved.jsonl"_s)});
    QCOMPARE(shot.code, 0);
    QCOMPARE(read(u"shot.svg"_s), read(u"saved.svg"_s));

    const QByteArrayList lines = read(u"saved.jsonl"_s).split('\n');
    const QString damaged = write(u"part.jsonl"_s, lines.mid(0, 4).join('\n') + "\n{\"seq\":");
    for (const QStringList& command :
         {QStringList{u"export"_s, file(u"part.svg"_s)},
          QStringList{u"shot"_s, file(u"part.svg"_s), u"--what"_s, u"diagram"_s}}) {
        const Ended part = run(command + QStringList{u"--open"_s, damaged});
        QCOMPARE(part.code, 2);
        QVERIFY2(part.err.startsWith(u"“part.jsonl” could be read up to line 5"_s), qPrintable(part.err));
        QCOMPARE(part.err.count(u'\n'), 1);
        QVERIFY(read(u"part.svg"_s).contains("SELECT"));
        QVERIFY(QFile::remove(file(u"part.svg"_s)));
    }
}

void TestTransactionCommands::picture_isDrawnInPixels()
{
    const QStringList picture{u"shot"_s, file(u"diagram.png"_s), u"--what"_s, u"diagram"_s};
    for (const QStringList& options :
         {QStringList(), QStringList{u"--theme"_s, u"dark"_s, u"--scale"_s, u"2"_s}}) {
        const Ended ended = run(picture + Lost + options);
        QCOMPARE(ended.err, QString());
        QCOMPARE(ended.code, 0);
        QVERIFY(read(u"diagram.png"_s).startsWith("\x89PNG"));
        QVERIFY(QFile::remove(file(u"diagram.png"_s)));
    }
}

void TestTransactionCommands::list_drawsBothKinds()
{
    const QString list = write(
        u"both.list"_s,
        QStringLiteral("\"%1\" --scenario dirty-read --what diagram\n"
                       "\"%2\" --scenario lost-update --what diagram\n"
                       "\"%3\" --scenario dirty-read --level serializable --what diagram\n")
            .arg(file(u"first.svg"_s), file(u"second.svg"_s), file(u"third.svg"_s))
            .toUtf8());
    const Ended ended = run({u"shot"_s, u"--list"_s, list});
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.code, 0);
    QVERIFY(read(u"first.svg"_s).contains("isolation level read uncommitted"));
    QVERIFY(read(u"second.svg"_s).contains("PUT"));
    QVERIFY(read(u"third.svg"_s).contains("isolation level serializable"));
}

void TestTransactionCommands::refusal_isOneSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("problem");
    const QStringList export_{u"export"_s, file(u"refused.sh"_s)};
    QTest::newRow("a script of curl commands")
        << export_ + Lost << 3 << u"There are no HTTP requests in a lesson of transactions; write .sql"_s;
    QTest::newRow("scripts of requests")
        << QStringList{u"export"_s, file(u"refused.sql"_s), u"--scenario"_s, u"lost-update"_s} << 3
        << u"write .sh"_s;
    QTest::newRow("a specification on another engine")
        << QStringList{u"export"_s, file(u"refused.spec"_s)} + Lost << 3 << u".sql"_s;
    QTest::newRow("a rule") << QStringList{u"play"_s, u"dirty-read"_s, u"--locking"_s, u"off"_s} << 2
                            << u"--locking is about requests, and a lesson of transactions has none."_s;
    QTest::newRow("an engine of requests")
        << QStringList{u"play"_s, u"lost-update"_s, u"--engine"_s, u"sqlite"_s} << 2
        << u"--engine is about transactions, and this scenario sends requests."_s;
    QTest::newRow("an unknown engine")
        << QStringList{u"play"_s, u"dirty-read"_s, u"--engine"_s, u"oracle"_s} << 2
        << u"There is no engine “oracle”; there are: sqlite, postgresql, mariadb."_s;
    QTest::newRow("an unknown level")
        << QStringList{u"play"_s, u"dirty-read"_s, u"--level"_s, u"chaos"_s} << 2
        << u"SQLite has no level “chaos”; it has: read uncommitted, serializable"_s;
    QTest::newRow("a lesson of others")
        << QStringList{u"play"_s, u"cure-for-update"_s, u"--engine"_s, u"sqlite"_s} << 2
        << u"is a lesson for PostgreSQL and MariaDB, and not for SQLite."_s;
    QTest::newRow("a server that is not used")
        << QStringList{u"play"_s, u"dirty-read"_s, u"--engine"_s, u"sqlite"_s, u"--postgresql"_s, u"host=db"_s}
        << 2
        << u"--engine is “sqlite”, which does not run on the server of --postgresql. Leave one of them out."_s;
    QTest::newRow("two servers")
        << QStringList{u"play"_s, u"dirty-read"_s, u"--mariadb"_s, u"mariadb://db/"_s, u"--postgresql"_s, u"host=db"_s}
        << 2 << u"--postgresql and --mariadb name two servers, and a lesson runs on one."_s;
    QTest::newRow("a role without a server")
        << QStringList{u"check"_s, u"dirty-read"_s, u"--confirm"_s, u"me"_s} << 2
        << u"--confirm names a role on a server of your own."_s;
    QTest::newRow("a step too far")
        << QStringList{u"export"_s, file(u"refused.mmd"_s), u"--step"_s, u"99"_s} + Lost << 2
        << u"--step is “99”"_s;
    QTest::newRow("a drawing on a server that is not there")
        << QStringList{u"shot"_s, file(u"refused.svg"_s), u"--what"_s, u"diagram"_s, u"--postgresql"_s, u"host=/nowhere/at/all"_s}
        << 3 << u"The server of --postgresql cannot be used"_s;
    QTest::newRow("an exported drawing on a server that is not there")
        << QStringList{u"export"_s, file(u"refused.svg"_s), u"--scenario"_s, u"dirty-read"_s, u"--postgresql"_s, u"host=/nowhere/at/all"_s}
        << 3 << u"The server of --postgresql cannot be used"_s;
    QTest::newRow("a diagram of two runs")
        << QStringList{u"export"_s, file(u"refused.mmd"_s), u"--scenario"_s, u"dirty-read"_s, u"--compare"_s, u"sqlite,postgresql"_s}
        << 2
        << u"--compare shows two runs of a lesson of transactions beside each other, and of the files to write only .svg and .html can hold both."_s;
    QTest::newRow("a drawing at an unknown level")
        << QStringList{u"shot"_s, file(u"refused.svg"_s), u"--what"_s, u"diagram"_s, u"--scenario"_s, u"dirty-read"_s, u"--level"_s, u"chaos"_s}
        << 2 << u"SQLite has no level “chaos”; it has: "_s;
    QTest::newRow("a mistake in a file")
        << QStringList{u"play"_s, write(u"mistake.json"_s, R"json({"kind": "transactions", "title": "T", "steps": []})json")}
        << 2 << u"The lesson cannot be run: “"_s;
    QTest::newRow("a server that is not there")
        << QStringList{u"play"_s, u"dirty-read"_s, u"--postgresql"_s, u"host=/nowhere/at/all"_s} << 3
        << u"The server of --postgresql cannot be used"_s;
}

void TestTransactionCommands::refusal_isOneSentence()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, code);
    QFETCH(const QString, problem);
    const Ended ended = run(arguments);
    QVERIFY2(ended.err.contains(problem), qPrintable(ended.err));
    QCOMPARE(ended.err.count(u'\n'), 1);
    QCOMPARE(ended.code, code);
    QCOMPARE(ended.out, QString());
    QVERIFY(!QFile::exists(arguments.at(1)) || arguments.at(1).endsWith(u".json"_s));
}

void TestTransactionCommands::mistakeInAFile_isSaidBeforeItsOptions()
{
    const QString lesson = write(u"wrong.json"_s, R"json({"kind": "transactions", "title": "T"})json");
    const Ended ended =
        run({u"export"_s, file(u"wrong.sql"_s), u"--scenario"_s, lesson, u"--engine"_s, u"sqlite"_s});
    QVERIFY2(ended.err.contains(u"The lesson cannot be run: “"_s), qPrintable(ended.err));
    QCOMPARE(ended.code, 2);
}

/// What is read of a pipe is gone.
void TestTransactionCommands::lessonFromAPipe_isReadOnce()
{
    for (const QString& resource : {u":/transactions/dirty-read.json"_s, u":/scenarios/lost-update.json"_s}) {
        QFile lesson(resource);
        QVERIFY(lesson.open(QIODevice::ReadOnly));
        QProcess process;
        startProgram(process, {u"export"_s, file(u"piped.jsonl"_s), u"--scenario"_s, u"/dev/stdin"_s});
        process.write(lesson.readAll());
        process.closeWriteChannel();
        const Ended ended = interleave::testing::ended(process);
        QCOMPARE(ended.err, QString());
        QCOMPARE(ended.code, 0);
        QVERIFY(QFile::remove(file(u"piped.jsonl"_s)));
    }
}

void TestTransactionCommands::journalFromAPipe_isReadOnce()
{
    QCOMPARE(run(QStringList{u"export"_s, file(u"transactions.jsonl"_s)} + Lost).code, 0);
    QCOMPARE(run({u"export"_s, file(u"requests.jsonl"_s), u"--scenario"_s, u"lost-update"_s}).code, 0);
    for (const QString& name : {u"transactions.jsonl"_s, u"requests.jsonl"_s}) {
        QProcess process;
        startProgram(process, {u"export"_s, file(u"piped.mmd"_s), u"--open"_s, u"/dev/stdin"_s});
        process.write(read(name));
        process.closeWriteChannel();
        const Ended ended = interleave::testing::ended(process);
        QCOMPARE(ended.err, QString());
        QCOMPARE(ended.code, 0);
        QCOMPARE(run({u"export"_s, file(u"filed.mmd"_s), u"--open"_s, file(name)}).code, 0);
        QCOMPARE(read(u"piped.mmd"_s), read(u"filed.mmd"_s));
        QVERIFY(QFile::remove(file(u"piped.mmd"_s)));
    }
}

void TestTransactionCommands::ownFile_isPlayed()
{
    const QString lesson = write(u"own.json"_s, R"json({
        "kind": "transactions",
        "title": "My own",
        "setup": ["CREATE TABLE t (k TEXT PRIMARY KEY, v TEXT)", "INSERT INTO t VALUES ('a', 'b'), ('c', NULL)"],
        "sessions": {"One": {"label": "first"}},
        "steps": [{"session": "One", "do": "sql", "sql": "SELECT * FROM t", "say": "It reads."}]})json");
    const Ended ended = run({u"play"_s, lesson});
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.code, 0);
    QVERIFY2(
        ended.out.contains(
            u"  1  One: SELECT * FROM t\n     k “a”, v “b”; k “c”, v null\n     “It reads.”\n"_s),
        qPrintable(ended.out));
}

void TestTransactionCommands::ownFile_waitsForEver()
{
    const QString lesson = write(u"forever.json"_s, R"json({
        "kind": "transactions",
        "title": "For ever",
        "setup": ["CREATE TABLE t (k TEXT PRIMARY KEY)"],
        "sessions": {"A": {}, "B": {}},
        "steps": [
            {"session": "A", "do": "begin"},
            {"session": "A", "do": "sql", "sql": "INSERT INTO t VALUES ('a')"},
            {"session": "B", "do": "sql", "sql": "INSERT INTO t VALUES ('b')"}]})json");
    const Ended ended = run({u"play"_s, lesson});
    QCOMPARE(ended.code, 3);
    QCOMPARE(
        ended.err,
        u"Session B waits for ever for “INSERT INTO t VALUES ('b')”: nobody ends the transaction that it "
        u"waits "
        "for. Let another session commit.\n"_s);
    QVERIFY2(ended.out.contains(u"waits for A"_s), qPrintable(ended.out));
}

QTEST_GUILESS_MAIN(TestTransactionCommands)
#include "tst_transactioncommands.moc"
