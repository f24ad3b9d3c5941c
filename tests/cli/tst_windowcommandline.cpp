#include "cli/commandline.h"
#include "stage/pagenames.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// What the window and its pictures show of transactions, by the command line.
class TestWindowCommandLine final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lesson_isShownWhereItIsFor();
    void options_chooseThePlace_data();
    void options_chooseThePlace();
    void withoutALesson_theFirstIsShown_data();
    void withoutALesson_theFirstIsShown();
    void scenario_isLoadedForTheOtherPages();
    void step_isThatOfTheLesson();
    void comparison_hasTwoPlaces_data();
    void comparison_hasTwoPlaces();
    void page_hasTwoPlaces();
    void picture_readsAllOptions();
    void savedRun_isShownAsItIs();
    void damagedRun_endsWith2();
    void mistake_getsOneSentence_data();
    void mistake_getsOneSentence();

private:
    static Command parse(const QStringList& words)
    {
        return parseCommandLine(QStringList{u"interleave"_s} + words);
    }
    /// Words with spaces stand in single quotation marks.
    static Command parse(QString line) { return parse(QProcess::splitCommand(line.replace(u'\'', u'"'))); }
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString write(const QString& name, const QByteArray& text) const
    {
        QFile file(this->file(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                                  : QString();
    }
    [[nodiscard]] QString savedRun(const QByteArray& end = {}) const;

    QTemporaryDir m_folder;
};

QString TestWindowCommandLine::savedRun(const QByteArray& end) const
{
    TransactionHeader header;
    header.title = u"Dirty read"_s;
    header.engine = u"postgresql"_s;
    header.engineTitle = u"PostgreSQL"_s;
    header.level = u"read committed"_s;
    header.sessions = {{u"A"_s, {}, u"read committed"_s}};
    TransactionJournal journal(header);
    for (int step = 1; step <= 3; ++step)
        journal.append({.session = u"A"_s, .step = step});
    QBuffer lines;
    lines.open(QIODevice::WriteOnly);
    journal.write(lines);
    return write(u"run.jsonl"_s, lines.data() + end);
}

void TestWindowCommandLine::lesson_isShownWhereItIsFor()
{
    const Command command = parse(u"--scenario cure-for-update"_s);
    const auto* window = std::get_if<WindowCommand>(&command);
    QVERIFY(window != nullptr);
    QVERIFY(window->isOfTransactions());
    QCOMPARE(window->transactions->name, u"cure-for-update"_s);
    QVERIFY(window->transactions->isBuiltIn);
    QCOMPARE(window->place.engine, u"postgresql"_s);
    QCOMPARE(window->place.level, window->transactions->lesson.levelOn(u"postgresql"_s));
    QCOMPARE(window->page, u"transactions"_s);
    QVERIFY(!window->namedStep() && !window->comparePlaces && !window->transactionRun);
    QVERIFY(!std::get<WindowCommand>(parse(u"--scenario lost-update"_s)).isOfTransactions());
}

void TestWindowCommandLine::options_chooseThePlace_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<EngineLevel>("place");
    QTest::newRow("an engine") << u"--engine mariadb"_s << EngineLevel{u"mariadb"_s, u"read uncommitted"_s};
    QTest::newRow("a level") << u"--level serializable"_s << EngineLevel{u"sqlite"_s, u"serializable"_s};
    QTest::newRow("both") << u"--engine postgresql --level 'repeatable read'"_s
                          << EngineLevel{u"postgresql"_s, u"repeatable read"_s};
    QTest::newRow("a server") << u"--postgresql host=db"_s
                              << EngineLevel{u"postgresql"_s, u"read committed"_s};
    QTest::newRow("a server and a level")
        << u"--mariadb mariadb://db/ --level serializable"_s << EngineLevel{u"mariadb"_s, u"serializable"_s};
}

void TestWindowCommandLine::options_chooseThePlace()
{
    QFETCH(const QString, options);
    const Command command = parse(u"--scenario dirty-read "_s + options);
    const auto* window = std::get_if<WindowCommand>(&command);
    QVERIFY(window != nullptr);
    QTEST(window->place, "place");
}

void TestWindowCommandLine::withoutALesson_theFirstIsShown_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("page");
    QTest::newRow("an engine") << u"--engine postgresql"_s << u"transactions"_s;
    QTest::newRow("a server") << u"--postgresql host=db --confirm me"_s << u"transactions"_s;
    QTest::newRow("a comparison") << u"--page compare --engine postgresql"_s << u"compare"_s;
}

void TestWindowCommandLine::withoutALesson_theFirstIsShown()
{
    QFETCH(const QString, options);
    const Command command = parse(options);
    const auto* window = std::get_if<WindowCommand>(&command);
    QVERIFY(window != nullptr);
    QVERIFY(window->isOfTransactions());
    QCOMPARE(window->transactions->name, builtinTransactionLessons().first().name);
    QCOMPARE(window->place.engine, u"postgresql"_s);
    QTEST(window->page, "page");
    QCOMPARE(window->engines.role.isEmpty(), !options.contains(u"--confirm"_s));
}

void TestWindowCommandLine::scenario_isLoadedForTheOtherPages()
{
    const auto window =
        std::get<WindowCommand>(parse(u"--scenario dirty-read --port 9000 --database kept.db"_s));
    QCOMPARE(window.scenario.name, u"lost-update"_s);
    QVERIFY(window.freePlay);
    QCOMPARE(window.stage.port, quint16{9000});
    QVERIFY(!std::get<WindowCommand>(parse(u"--scenario dirty-read"_s)).freePlay);
}

void TestWindowCommandLine::step_isThatOfTheLesson()
{
    const auto window = std::get<WindowCommand>(parse(u"--scenario dirty-read --step 4"_s));
    QCOMPARE(window.namedStep(), std::optional(4));
    const auto picture = [](const QString& options) {
        return std::get<ShotsCommand>(parse(u"shot a.png --scenario dirty-read "_s + options))
            .shots.first()
            .what;
    };
    QCOMPARE(picture(u"--step 0"_s).namedStep(), std::optional(0));
    const WindowCommand whole = picture({});
    QVERIFY(!whole.namedStep());
    QCOMPARE(whole.step, whole.transactions->lesson.steps.size());
}

void TestWindowCommandLine::comparison_hasTwoPlaces_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<EngineLevel>("left");
    QTest::addColumn<EngineLevel>("right");
    const EngineLevel uncommitted{u"sqlite"_s, u"read uncommitted"_s};
    const EngineLevel serializable{u"sqlite"_s, u"serializable"_s};
    const EngineLevel committed{u"postgresql"_s, u"read committed"_s};
    const EngineLevel repeatable{u"mariadb"_s, u"repeatable read"_s};
    QTest::newRow("two levels") << u"--compare 'read uncommitted,serializable'"_s << uncommitted
                                << serializable;
    QTest::newRow("two levels of an engine")
        << u"--engine mariadb --compare 'repeatable read, serializable'"_s << repeatable
        << EngineLevel{u"mariadb"_s, u"serializable"_s};
    QTest::newRow("two levels on a server")
        << u"--postgresql host=db --compare 'read committed,serializable'"_s << committed
        << EngineLevel{u"postgresql"_s, u"serializable"_s};
    QTest::newRow("two engines") << u"--compare sqlite,postgresql"_s << uncommitted << committed;
    QTest::newRow("two engines and levels")
        << u"--compare 'postgresql/read committed,mariadb / repeatable read'"_s << committed << repeatable;
    QTest::newRow("two servers")
        << u"--postgresql host=db --mariadb mariadb://db/ --compare 'postgresql,mariadb/repeatable read'"_s
        << committed << repeatable;
    QTest::newRow("a level, and another engine")
        << u"--compare 'serializable,postgresql/read committed'"_s << serializable << committed;
    QTest::newRow("a level of an engine, and another on a server")
        << u"--engine postgresql --mariadb mariadb://db/ --compare 'read committed,mariadb/repeatable read'"_s
        << committed << repeatable;
    QTest::newRow("the same twice") << u"--compare serializable,serializable"_s << serializable
                                    << serializable;
}

void TestWindowCommandLine::comparison_hasTwoPlaces()
{
    QFETCH(const QString, options);
    const Command command = parse(u"--scenario dirty-read "_s + options);
    if (const auto* bad = std::get_if<BadCommand>(&command))
        QFAIL(qPrintable(bad->problem));
    const auto* window = std::get_if<WindowCommand>(&command);
    QVERIFY(window != nullptr);
    QVERIFY(window->comparePlaces);
    QTEST(window->comparePlaces->first, "left");
    QTEST(window->comparePlaces->second, "right");
    QCOMPARE(window->page, u"compare"_s);
    QVERIFY(!window->compare);
}

void TestWindowCommandLine::page_hasTwoPlaces()
{
    const Command command =
        parse(u"export a.html --scenario dirty-read --compare 'serializable,postgresql' --step 3"_s);
    if (const auto* bad = std::get_if<BadCommand>(&command))
        QFAIL(qPrintable(bad->problem));
    const auto* written = std::get_if<TransactionExportCommand>(&command);
    QVERIFY(written != nullptr);
    QVERIFY(written->format == ExportFormat::Html);
    QVERIFY(written->comparePlaces);
    QCOMPARE(written->comparePlaces->first, (EngineLevel{u"sqlite"_s, u"serializable"_s}));
    QCOMPARE(written->comparePlaces->second, (EngineLevel{u"postgresql"_s, u"read committed"_s}));
    QCOMPARE(written->step, std::optional(3));
}

void TestWindowCommandLine::picture_readsAllOptions()
{
    const Command command = parse(
        u"shot a.png --scenario dirty-read --engine postgresql --level 'read committed' --step 3 --ask-first "
        "--title 'Who read it?' --theme dark --zoom 125 --size 1280x720"_s);
    const auto* shots = std::get_if<ShotsCommand>(&command);
    QVERIFY(shots != nullptr);
    const ShotCommand& shot = shots->shots.first();
    QCOMPARE(shot.part, ShotCommand::Part::Window);
    QCOMPARE(shot.what.place, (EngineLevel{u"postgresql"_s, u"read committed"_s}));
    QCOMPARE(shot.what.namedStep(), std::optional(3));
    QCOMPARE(shot.what.title, u"Who read it?"_s);
    QCOMPARE(shot.what.size, QSize(1280, 720));
    QCOMPARE(shot.what.zoom, std::optional(125));
    QCOMPARE(shot.what.theme, u"dark"_s);
    QVERIFY(shot.what.askFirst);
    const auto diagram = std::get<ShotsCommand>(parse(u"shot a.svg --scenario dirty-read --what diagram"_s));
    QCOMPARE(diagram.shots.first().part, ShotCommand::Part::Diagram);
    QCOMPARE(diagram.shots.first().format, PictureFormat::Svg);
    const auto both = std::get<ShotsCommand>(parse(u"shot a.png --scenario dirty-read --what compare"_s));
    QCOMPARE(both.shots.first().part, ShotCommand::Part::Page);
    QCOMPARE(both.shots.first().what.page, u"compare"_s);
}

void TestWindowCommandLine::savedRun_isShownAsItIs()
{
    for (const QStringList& words : {QStringList(), QStringList{u"shot"_s, u"a.png"_s}}) {
        const Command command = parse(words + QStringList{u"--open"_s, savedRun()});
        const auto* shots = std::get_if<ShotsCommand>(&command);
        const auto* window =
            shots == nullptr ? std::get_if<WindowCommand>(&command) : &shots->shots.first().what;
        QVERIFY(window != nullptr);
        QVERIFY(window->isOfTransactions() && !window->transactions && !window->journal);
        QCOMPARE(window->transactionRun->journal.size(), 3);
        QCOMPARE(window->place, (EngineLevel{u"postgresql"_s, u"read committed"_s}));
        QCOMPARE(window->step, 3);
        QVERIFY(!window->namedStep());
        QCOMPARE(window->page, u"transactions"_s);
        QCOMPARE(window->code(), ExitCode::Done);
    }
    const auto part = std::get<WindowCommand>(parse({u"--open"_s, savedRun(), u"--step"_s, u"2"_s}));
    QCOMPARE(part.namedStep(), std::optional(2));
}

void TestWindowCommandLine::damagedRun_endsWith2()
{
    const auto window = std::get<WindowCommand>(parse({u"--open"_s, savedRun("{\"seq\":")}));
    QCOMPARE(window.transactionRun->journal.size(), 3);
    QCOMPARE(window.code(), ExitCode::BadInput);
}

void TestWindowCommandLine::mistake_getsOneSentence_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QString& line, const QString& says) {
        QTest::newRow(name) << line << says;
    };
    const auto dirty = [&row](const char* name, const QString& options, const QString& says) {
        row(name, u"--scenario dirty-read "_s + options, says);
    };
    dirty(
        "an unknown engine",
        u"--engine oracle"_s,
        u"There is no engine “oracle”; there are: sqlite, postgresql, mariadb."_s);
    dirty(
        "an unknown level",
        u"--level chaos"_s,
        u"SQLite has no level “chaos”; it has: read uncommitted, serializable, serializable immediate."_s);
    dirty(
        "a level of others",
        u"--engine postgresql --level 'read uncommitted'"_s,
        u"PostgreSQL has no level “read uncommitted”; it has: read committed, repeatable read, serializable."_s);
    row("a lesson of others",
        u"--scenario cure-for-update --engine sqlite"_s,
        u"“Lost update cured: FOR UPDATE” is a lesson for PostgreSQL and MariaDB, and not for SQLite. Choose another engine."_s);
    dirty(
        "a rule",
        u"--locking version"_s,
        u"--locking is about requests, and a lesson of transactions has none. Leave it out; --engine and --level choose where it runs."_s);
    dirty(
        "two servers",
        u"--postgresql host=db --mariadb mariadb://db/"_s,
        u"--postgresql and --mariadb name two servers, and a lesson runs on one. Give one of them."_s);
    dirty(
        "a server that is not used",
        u"--engine sqlite --postgresql host=db"_s,
        u"--engine is “sqlite”, which does not run on the server of --postgresql. Leave one of them out."_s);
    dirty(
        "a role without a server",
        u"--confirm me"_s,
        u"--confirm names a role on a server of your own. Give --postgresql or --mariadb as well, or leave it out."_s);
    dirty("a step after the end", u"--step 99"_s, u"--step is “99”; give a whole number from 0 to 7."_s);
    dirty(
        "a page of requests",
        u"--page two-clients"_s,
        u"“dirty-read” is a lesson of transactions, which the page two-clients does not show. Leave the page out, or give one of compare, transactions."_s);
    row("an engine for requests",
        u"--scenario lost-update --engine sqlite"_s,
        u"--engine is about transactions, and this scenario sends requests. Leave it out; --locking chooses the rule."_s);
    row("an engine on a page of requests",
        u"--page every-order --engine sqlite"_s,
        u"--engine is about transactions, and this scenario sends requests. Leave it out; --locking chooses the rule."_s);
    dirty(
        "one level to compare",
        u"--compare serializable"_s,
        u"--compare is “serializable”; give two levels with a comma between them, as in read uncommitted,serializable immediate, or two engines, as in postgresql/read committed,mariadb."_s);
    dirty(
        "rules to compare",
        u"--compare off,version"_s,
        u"SQLite has no level “off”; it has: read uncommitted, serializable, serializable immediate."_s);
    dirty(
        "an unknown engine to compare",
        u"--compare 'sqlite,oracle/serializable'"_s,
        u"There is no engine “oracle”; there are: sqlite, postgresql, mariadb."_s);
    dirty(
        "no level to compare",
        u"--compare sqlite,postgresql/"_s,
        u"PostgreSQL has no level “”; it has: read committed, repeatable read, serializable."_s);
    dirty(
        "a level beside those to compare",
        u"--level serializable --compare sqlite,postgresql"_s,
        u"--compare names the levels to run the lesson at, and --level another. Leave --level out."_s);
    dirty(
        "an engine beside those to compare",
        u"--engine mariadb --compare sqlite,postgresql"_s,
        u"--compare names the engines to run the lesson on, and --engine another. Leave --engine out."_s);
    dirty(
        "a server that no side uses",
        u"--mariadb mariadb://db/ --compare sqlite,postgresql"_s,
        u"--compare runs the lesson on sqlite and postgresql, and not on the server of --mariadb. Leave --mariadb out."_s);
    dirty(
        "a comparison on another page",
        u"--compare sqlite,postgresql --page two-clients"_s,
        u"--compare shows the page compare, and --page another. Give one of them."_s);
    row("levels of a scenario of requests",
        u"--scenario lost-update --compare 'read committed,serializable'"_s,
        u"--compare is “read committed,serializable”, and “read committed” is no rule; give two of off, version, timestamp, lease, as in off,version."_s);

    const QString run = u"--open "_s + savedRun();
    row("a run and a lesson",
        run + u" --scenario dirty-read"_s,
        u"--open and --scenario each choose what is shown. Give one of them."_s);
    row("a run elsewhere",
        run + u" --engine postgresql"_s,
        u"--open shows a run that is over, and where that was stands in the journal. Leave --engine out."_s);
    row("a run compared",
        run + u" --compare serializable,serializable"_s,
        u"--open shows a run that is over, and --compare runs a lesson twice. Give one of them."_s);
    row("a run asked about",
        run + u" --ask-first"_s,
        u"--open shows a run that is over, of which --ask-first asks nothing. Leave it out."_s);
    row("a run on another page",
        run + u" --page compare"_s,
        u"“%1” is a journal of transactions, which the page compare does not show. Leave the page out, or give transactions."_s
            .arg(file(u"run.jsonl"_s)));
    row("a run after its end", run + u" --step 4"_s, u"--step is “4”; give a whole number from 0 to 3."_s);

    const auto shot = [&row](const char* name, const QString& options, const QString& says) {
        row(name, u"shot a.png --scenario dirty-read "_s + options, says);
    };
    shot(
        "a diagram's size",
        u"--what diagram --size 800x600"_s,
        u"--size is that of the window, and --what diagram is as large as the diagram. Leave it out."_s);
    shot(
        "a width of a window",
        u"--width 600"_s,
        u"--width is that of a diagram, and no diagram is drawn alone here. Give --what diagram, or --size for the window."_s);
    shot(
        "a width that is no number",
        u"--what diagram --width wide"_s,
        u"--width is “wide”; give a whole number from 320 to 2000."_s);
    shot(
        "a step that has not happened",
        u"--what diagram --step 3 --highlight 4"_s,
        u"--highlight is “4”; give a whole number from 1 to 3."_s);
    shot(
        "a step before the first",
        u"--what diagram --step 0 --highlight 1"_s,
        u"--highlight is about a step that has happened, and here none has. Leave it out."_s);
    shot(
        "frames and a file",
        u"--what diagram --frames there"_s,
        u"--frames names its own files in its folder, and “a.png” another. Leave it out."_s);
    row("frames of one step",
        u"shot --scenario dirty-read --frames there --step 2"_s,
        u"--frames draws every step, and --step one of them. Leave one of them out."_s);
    row("frames of every order",
        u"shot --what every-order --frames there"_s,
        u"--frames draws a lesson’s steps, which the page every-order does not show. Leave it out."_s);
    row("frames in a folder without a name", u"shot --frames="_s, u"--frames names no folder. Give one."_s);
    row("an export without a drawing",
        u"export a.mmd --scenario dirty-read --width 400"_s,
        u"--width is about the drawing, which only .svg is. Leave it out."_s);
    shot(
        "a diagram that asks",
        u"--what diagram --ask-first"_s,
        u"--ask-first asks on the page transactions, which is not drawn here. Leave it out."_s);
    shot(
        "a comparison that asks",
        u"--compare sqlite,postgresql --ask-first"_s,
        u"--ask-first asks on the page transactions, which is not drawn here. Leave it out."_s);
    shot(
        "a part that is another page",
        u"--what every-order"_s,
        u"“dirty-read” is a lesson of transactions, which the page every-order does not show. Leave the page out, or give one of compare, transactions."_s);
    row("an export of two",
        u"export a.mmd --scenario dirty-read --compare sqlite,postgresql"_s,
        u"--compare shows two runs of a lesson of transactions beside each other, and of the files to write only .svg and .html can hold both. Write one of each with --engine and --level."_s);
    row("a page of two with a level",
        u"export a.html --scenario dirty-read --compare sqlite,postgresql --level serializable"_s,
        u"--compare names the levels to run the lesson at, and --level another. Leave --level out."_s);
    row("a page of one place",
        u"export a.html --scenario dirty-read --compare serializable"_s,
        u"--compare is “serializable”; give two levels with a comma between them, as in read uncommitted,serializable immediate, or two engines, as in postgresql/read committed,mariadb."_s);
    row("an export at an unknown level",
        u"export a.mmd --scenario dirty-read --level chaos"_s,
        u"SQLite has no level “chaos”; it has: read uncommitted, serializable, serializable immediate."_s);
}

void TestWindowCommandLine::mistake_getsOneSentence()
{
    QFETCH(const QString, line);
    const Command command = parse(line);
    const auto* bad = std::get_if<BadCommand>(&command);
    QVERIFY(bad != nullptr);
    QTEST(bad->problem, "says");
}

QTEST_GUILESS_MAIN(TestWindowCommandLine)

#include "tst_windowcommandline.moc"
