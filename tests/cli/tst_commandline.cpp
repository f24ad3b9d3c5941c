#include "cli/commandline.h"
#include "cli/syntax/commandsyntax.h"
#include "warningfreetest.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestCommandLine final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void badArguments_getOneSentence_data();
    void badArguments_getOneSentence();
    void badScenario_namesFileAndPosition();
    void scenarioFile_mayHaveByteOrderMarkAndCrLf_data();
    void scenarioFile_mayHaveByteOrderMarkAndCrLf();
    void silentPipe_getsOneSentence_data();
    void silentPipe_getsOneSentence();
    void window_opensWithTheLesson();
    void window_readsItsOptions();
    void window_opensAFileByWhatIsInIt_data();
    void window_opensAFileByWhatIsInIt();
    void window_opensOneFile();
    void compare_readsTwoRules();
    void database_meansFreePlay();
    void serve_usesTheScenariosRule();
    void serve_opensTheRoomWhenAsked();
    void play_withoutANamePlaysAll();
    void help_listsEveryCommand();
    void help_explainsEveryOption();

private:
    static Command parse(const QString& words)
    {
        return parseCommandLine(QStringList{u"interleave"_s} + words.split(u' ', Qt::SkipEmptyParts));
    }
};

void TestCommandLine::badArguments_getOneSentence_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("says");

    QTest::newRow("a command that is not there")
        << "dance"
        << "There is no command “dance”. “interleave --help” lists what there is.";
    QTest::newRow("a completion for no shell")
        << "completion"
        << "“interleave completion” needs the name of a shell; give one of bash, zsh.";
    QTest::newRow("a completion for another shell")
        << "completion fish"
        << "There is no completion for “fish”; give one of bash, zsh.";
    QTest::newRow("an option that is not there")
        << "--colour red"
        << "Unknown option 'colour'. “interleave --help” lists what there is.";
    QTest::newRow("an option of another command")
        << "play lost-update --step 2"
        << "Unknown option 'step'. “interleave play --help” lists what it takes.";
    QTest::newRow("a rule that is none") << "--compare off,verison"
                                         << "--compare is “off,verison”, and “verison” is no rule; give two "
                                            "of off, version, timestamp, lease, as in "
                                            "off,version.";
    QTest::newRow("a list and an option beside it")
        << "shot --list a.list --theme dark"
        << "In a --list each line has its own options. Write them there, and none beside it.";
    QTest::newRow("a diagram and a page")
        << "shot a.png --what diagram --page compare"
        << "--what diagram draws no page. Leave --page out, or name the page with --what.";
    QTest::newRow("two pages") << "shot a.png --what compare --page two-clients"
                               << "--what draws the page compare, whatever --page says. Leave --page out.";
    QTest::newRow("two sources of records") << "serve --database a.db --scenario deadlock"
                                            << "--database serves the records that the file keeps, and "
                                               "--scenario brings its own. Give one of them.";
    QTest::newRow("a rule that is not there")
        << "--locking hope"
        << "--locking is “hope”; give one of off, version, timestamp, lease.";
    QTest::newRow("a port that is no number") << "serve --port http"
                                              << "--port is “http”; give a whole number from 0 to 65535.";
    QTest::newRow("a room’s port that is no number")
        << "serve --room --room-port door"
        << "--room-port is “door”; give a whole number from 0 to 65535.";
    QTest::newRow("a room’s port without a room")
        << "serve --room-port 8413"
        << "--room-port is the port of a room. Give --room as well, or leave it out.";
    QTest::newRow("an address without a room")
        << "serve 192.168.1.20"
        << "“interleave serve” takes “192.168.1.20” only as the address of a room. Give --room as well, or "
           "leave it out.";
    QTest::newRow("an address that is none")
        << "serve --room here"
        << "“here” is no address for a room; give one of this machine in figures, such as 192.168.1.20, or "
           "none.";
    QTest::newRow("two addresses of a room") << "serve --room 127.0.0.1 127.0.0.2"
                                             << "--room takes one address, not also “127.0.0.2”.";
    QTest::newRow("a port that is too large") << "--port 65536"
                                              << "--port is “65536”; give a whole number from 0 to 65535.";
    QTest::newRow("a zoom that is too large") << "--zoom 300"
                                              << "--zoom is “300”; give a whole number from 75 to 250.";
    QTest::newRow("a size that is none")
        << "--size big"
        << "--size is “big”; give width and height of 320 to 16384, as in 1440x900.";
    QTest::newRow("a theme that is not there")
        << "--theme pink"
        << "--theme is “pink”; give one of system, light, dark, high-contrast.";
    QTest::newRow("a page that is not there") << "--page attic"
                                              << "--page is “attic”; give one of two-clients, compare, "
                                                 "every-order, transactions, room, all-levels.";
    QTest::newRow("one rule to compare")
        << "--compare off"
        << "--compare is “off”; give two rules with a comma between them, as in off,version.";
    QTest::newRow("a comparison on another page")
        << "--compare off,version --page two-clients"
        << "--compare shows the page compare, and --page another. Give one of them.";
    QTest::newRow("a title and none") << "shot a.png --title Lamps --no-title"
                                      << "--title and --no-title exclude each other. Give one of them.";
    QTest::newRow("a title for a window")
        << "--title Lamps"
        << "Unknown option 'title'. “interleave --help” lists what there is.";
    QTest::newRow("a step after the end") << "--step 5"
                                          << "--step is “5”; give a whole number from 0 to 4.";
    QTest::newRow("a database without a name") << "--database="
                                               << "--database names no file. Give one.";
    QTest::newRow("a check of nothing")
        << "check"
        << "Name the scenarios to check; “interleave scenarios” lists the built-in ones.";
    QTest::newRow("two plays") << "play lost-update version-check"
                               << "“interleave play” takes one scenario, not also “version-check”.";
    QTest::newRow("a list of something") << "scenarios all"
                                         << "“interleave scenarios” takes no “all”.";
    QTest::newRow("a scenario that is not there") << "play lost-updat"
                                                  << "“lost-updat” is no built-in scenario and cannot be "
                                                     "read as a file: No such file or directory. “interleave "
                                                     "scenarios” lists the built-in ones.";
}

void TestCommandLine::badArguments_getOneSentence()
{
    QFETCH(const QString, words);
    QFETCH(const QString, says);
    const Command command = parse(words);
    const auto* bad = std::get_if<BadCommand>(&command);
    QVERIFY(bad != nullptr);
    QCOMPARE(bad->problem, says);
}

void TestCommandLine::badScenario_namesFileAndPosition()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"mine.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"title": "t", "summary": "s", "locking": "off", "records": {"item": {"stock": 1}},
                   "steps": [{"client": "A", "do": "save"}]})");
    file.close();
    const Command command = parse(u"play "_s + path);
    const auto* bad = std::get_if<BadCommand>(&command);
    QVERIFY(bad != nullptr);
    QVERIFY2(bad->problem.contains(path) && bad->problem.contains(u"steps[0]"_s), qPrintable(bad->problem));
}

void TestCommandLine::scenarioFile_mayHaveByteOrderMarkAndCrLf_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray text = "{\"title\": \"t\", \"summary\": \"s\", \"locking\": \"off\",\n"
                            " \"records\": {\"item\": {\"stock\": 1}},\n"
                            " \"steps\": [{\"client\": \"A\", \"do\": \"read\"}]}\n";
    QByteArray crlf = text;
    crlf.replace("\n", "\r\n");
    QTest::newRow("as it was written") << text;
    QTest::newRow("without the last line feed") << text.chopped(1);
    QTest::newRow("lines that end as on Windows") << crlf;
    QTest::newRow("a byte order mark") << "\xef\xbb\xbf" + text;
    QTest::newRow("all of it") << "\xef\xbb\xbf" + crlf + "\r\n\r\n";
}

void TestCommandLine::scenarioFile_mayHaveByteOrderMarkAndCrLf()
{
    QFETCH(const QByteArray, content);
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"mine.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const Command command = parse(u"play "_s + file.fileName());
    const auto* play = std::get_if<PlayCommand>(&command);
    QVERIFY(play != nullptr);
    QCOMPARE(play->scenarios.first().scenario.steps.size(), 1);
}

void TestCommandLine::silentPipe_getsOneSentence_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a byte order mark") << QByteArray("\xef\xbb\xbf");
    QTest::newRow("blank lines") << QByteArray("\r\n\n");
    QTest::newRow("bytes that are no text") << QByteArray("\x89PNG\r\n\x1a\n\0\xff", 10);
    QTest::newRow("two bytes a letter") << QByteArray("\xff\xfe{\0}\0\n\0", 8);
    QTest::newRow("a text that is no JSON") << QByteArray("Dear Ann,\n");
    QTest::newRow("a list") << QByteArray("[]\n");
    QTest::newRow("a number") << QByteArray("7");
}

void TestCommandLine::silentPipe_getsOneSentence()
{
    QFETCH(const QByteArray, content);
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"mine 100%1.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    for (const QString& name :
         {file.fileName(), directory.path(), file.fileName() + u"/below"_s, u"nothing.json"_s}) {
        for (const QStringList& words :
             {QStringList{u"play"_s, name},
              QStringList{u"export"_s, u"a.mmd"_s, u"--scenario"_s, name},
              QStringList{u"export"_s, u"a.mmd"_s, u"--open"_s, name},
              QStringList{u"shot"_s, u"a.png"_s, u"--open"_s, name},
              QStringList{u"--open"_s, name}}) {
            const Command command = parseCommandLine(QStringList{u"interleave"_s} + words);
            const auto* bad = std::get_if<BadCommand>(&command);
            QVERIFY2(bad != nullptr, qPrintable(words.join(u' ')));
            QVERIFY2(bad->problem.contains(QFileInfo(name).fileName()), qPrintable(bad->problem));
            QVERIFY2(!bad->problem.contains(u'\n') && bad->problem.endsWith(u'.'), qPrintable(bad->problem));
        }
    }
}

void TestCommandLine::window_opensWithTheLesson()
{
    const Command command = parse({});
    const auto* window = std::get_if<WindowCommand>(&command);
    QVERIFY(window != nullptr);
    QCOMPARE(window->scenario.name, u"lost-update"_s);
    QVERIFY(!window->locking);
    QVERIFY(!window->stage.port);
    QVERIFY(!window->zoom);
    QVERIFY(window->animations && !window->freePlay);
}

void TestCommandLine::window_opensAFileByWhatIsInIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("content");
    QTest::addColumn<bool>("isJournal");

    const QString journal =
        uR"({"interleave":"journal","version":4,"kind":"http","locking":"off","startedAt":1,"rewinds":0,"records":[{"id":"item","version":1,"modifiedAt":1,"fields":{"stock":1}}]})"_s;
    QFile builtIn(u":/scenarios/lost-update.json"_s);
    QVERIFY(builtIn.open(QIODevice::ReadOnly));
    const QString scenario = QString::fromUtf8(builtIn.readAll());
    QTest::newRow("a journal") << u"a.jsonl"_s << journal << true;
    QTest::newRow("a journal of another name") << u"a.txt"_s << journal << true;
    QTest::newRow("a scenario") << u"a.json"_s << scenario << false;
    QTest::newRow("a scenario of another name") << u"a"_s << scenario << false;
}

void TestCommandLine::window_opensAFileByWhatIsInIt()
{
    QFETCH(const QString, name);
    QFETCH(const QString, content);
    QFETCH(const bool, isJournal);
    const QTemporaryDir folder;
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content.toUtf8());
    file.close();
    const Command command = parse(u"--theme dark "_s + file.fileName());
    const auto* window = std::get_if<WindowCommand>(&command);
    QVERIFY(window != nullptr);
    QCOMPARE(window->file, file.fileName());
    QCOMPARE(window->theme, u"dark"_s);
    QCOMPARE(window->journal != nullptr, isJournal);
}

void TestCommandLine::window_opensOneFile()
{
    const Command both = parse(u"./a.jsonl --scenario lost-update"_s);
    QCOMPARE(
        std::get<BadCommand>(both).problem,
        u"“./a.jsonl” and the file of --open or --scenario would both be shown. Give one of them."_s);
    const Command gone = parse(u"/nowhere/a.json"_s);
    QVERIFY(std::get<BadCommand>(gone).problem.contains(u"/nowhere/a.json"_s));
    const Command two = parse(u"/nowhere/a.json /nowhere/b.json"_s);
    QVERIFY(std::holds_alternative<BadCommand>(two));
}

void TestCommandLine::window_readsItsOptions()
{
    const Command command = parse(
        u"--scenario version-check --step 4 --locking off --theme dark --zoom 150 --size 1280x720 --port 9000 --page two-clients --ask-first --no-animations"_s);
    const auto* window = std::get_if<WindowCommand>(&command);
    QVERIFY(window != nullptr);
    QCOMPARE(window->scenario.name, u"version-check"_s);
    QCOMPARE(window->step, 4);
    QCOMPARE(window->page, u"two-clients"_s);
    QVERIFY(window->askFirst);
    QCOMPARE(window->locking, Locking::Off);
    QCOMPARE(window->theme, u"dark"_s);
    QCOMPARE(window->zoom, std::optional<int>(150));
    QCOMPARE(window->size, QSize(1280, 720));
    QCOMPARE(window->stage.port, quint16{9000});
    QVERIFY(!window->animations);
}

void TestCommandLine::compare_readsTwoRules()
{
    const Command command = parse(u"--page compare --compare timestamp,version"_s);
    const auto* window = std::get_if<WindowCommand>(&command);
    QVERIFY(window != nullptr);
    QVERIFY(window->compare == std::pair(Locking::Timestamp, Locking::Version));
    QVERIFY(!std::get<WindowCommand>(parse({})).compare);
}

void TestCommandLine::database_meansFreePlay()
{
    const Command command = parse(u"--database /tmp/some.sqlite"_s);
    const auto* window = std::get_if<WindowCommand>(&command);
    QVERIFY(window != nullptr);
    QVERIFY(window->freePlay);
    QCOMPARE(window->stage.databaseFile, u"/tmp/some.sqlite"_s);
}

void TestCommandLine::serve_usesTheScenariosRule()
{
    const Command own = parse(u"serve --scenario version-check"_s);
    QCOMPARE(std::get<ServeCommand>(own).stage.locking, Locking::Version);
    const Command other = parse(u"serve --scenario version-check --locking off"_s);
    QCOMPARE(std::get<ServeCommand>(other).stage.locking, Locking::Off);
}

void TestCommandLine::serve_opensTheRoomWhenAsked()
{
    QVERIFY(!std::get<ServeCommand>(parse(u"serve"_s)).room);
    const Command any = parse(u"serve --room"_s);
    QVERIFY(std::get<ServeCommand>(any).room->address.isNull());
    QCOMPARE(std::get<ServeCommand>(any).room->port, 0);
    const Command one = parse(u"serve --room fd00::2 --room-port 8500 --locking version"_s);
    QCOMPARE(std::get<ServeCommand>(one).room->address, QHostAddress(u"fd00::2"_s));
    QCOMPARE(std::get<ServeCommand>(one).room->port, 8500);
    QCOMPARE(std::get<ServeCommand>(one).stage.locking, Locking::Version);
}

void TestCommandLine::play_withoutANamePlaysAll()
{
    const Command command = parse(u"play"_s);
    QCOMPARE(std::get<PlayCommand>(command).scenarios.size(), builtinScenarios().size());
}

void TestCommandLine::help_listsEveryCommand()
{
    // Qt lists --help-all too.
    QVERIFY(std::holds_alternative<PrintCommand>(parse(u"--help-all"_s)));
    QVERIFY(std::holds_alternative<PrintCommand>(parse(u"shot --help-all"_s)));
    const Command command = parse(u"--help"_s);
    const QString text = std::get<PrintCommand>(command).text;
    for (const QString& name :
         {u"export"_s, u"shot"_s, u"serve"_s, u"play"_s, u"check"_s, u"scenarios"_s, u"--database"_s})
        QVERIFY2(text.contains(name), qPrintable(name));
    QVERIFY2(text.startsWith(u"Usage: interleave [command | FILE] [options]"_s), qPrintable(text.left(60)));
    const Command version = parse(u"--version"_s);
    QVERIFY(std::get<PrintCommand>(version).text.startsWith(u"interleave "_s));
}

void TestCommandLine::help_explainsEveryOption()
{
    QStringList names = windowOptions();
    for (const CommandSyntax& syntax : subcommands())
        names += syntax.options;
    for (const QString& name : std::as_const(names)) {
        QVERIFY2(!commandOption(name, false).description().isEmpty(), qPrintable(name));
        QVERIFY2(!commandOption(name, true).description().isEmpty(), qPrintable(name));
    }
    QVERIFY(commandOption(u"dance"_s, false).description().isEmpty());
}

QTEST_GUILESS_MAIN(TestCommandLine)

#include "tst_commandline.moc"
