#include "cli/syntax/commandsyntax.h"
#include "cli/syntax/completion.h"
#include "cli/syntax/manualpage.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// The manual page and the completions tell what the table of options has, to the programs that read them.
class TestDocuments final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void manual_tellsEveryOptionOfEveryCommand();
    void manual_isFormattedWithoutAWarning();
    void bash_completes_data();
    void bash_completes();
    void zsh_completes_data();
    void zsh_completes();
    void completion_knowsEveryValueThatCanBeListed();

private:
    static void addRows();
    static QString output(const QString& program, const QStringList& arguments, const QString& folder);
    static QString found(const QString& program) { return QStandardPaths::findExecutable(program); }
};

QString TestDocuments::output(const QString& program, const QStringList& arguments, const QString& folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return u"failed: "_s + process.errorString() + QString::fromUtf8(process.readAll());
    return QString::fromUtf8(process.readAll());
}

void TestDocuments::manual_tellsEveryOptionOfEveryCommand()
{
    const auto plain = [](QString text) {
        static const QRegularExpression font(u"\\\\f[BIR]"_s);
        return text.remove(font).replace(u"\\-"_s, u"-"_s);
    };
    const QString page = plain(manualPage());
    QVERIFY(page.startsWith(u".TH INTERLEAVE 1 "_s));
    QVERIFY(page.section(u'\n', 0, 0).endsWith(u"\"Interleave %1\""_s.arg(programVersion())));
    const auto verify = [](const QString& part, const QStringList& names, bool forFiles) {
        qsizetype from = 0;
        for (const QString& name : names) {
            const QCommandLineOption option = commandOption(name, forFiles);
            QString told = u".TP\n--%1"_s.arg(name);
            if (!option.valueName().isEmpty())
                told += u' ' + option.valueName();
            told += u'\n' + option.description().replace(u"~"_s, u"\\(ti"_s) + u".\n"_s;
            from = part.indexOf(told, from);
            QVERIFY2(from >= 0, qPrintable(told));
        }
    };
    verify(page.section(u".SH OPTIONS"_s, 1).section(u".SH "_s, 0, 0), windowOptions(), false);
    const QString commands = page.section(u".SH COMMANDS"_s, 1).section(u".SH "_s, 0, 0);
    QCOMPARE(commands.count(u".SS "_s), subcommands().size());
    for (const CommandSyntax& syntax : subcommands()) {
        const QString part =
            commands
                .section(
                    u".SS "_s + QStringList{syntax.name, syntax.arguments}.join(u' ').trimmed() + u'\n', 1)
                .section(u".SS "_s, 0, 0);
        QVERIFY2(part.startsWith(syntax.summary), qPrintable(syntax.name));
        QCOMPARE(part.count(u".TP\n--"_s), syntax.options.size());
        verify(part, syntax.options, syntax.writesAFile());
    }
}

void TestDocuments::manual_isFormattedWithoutAWarning()
{
    const QString groff = found(u"groff"_s);
    if (groff.isEmpty())
        QSKIP("There is no groff here.");
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"interleave.1"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(manualPage().toUtf8());
    file.close();
    QCOMPARE(
        output(groff, {u"-man"_s, u"-Tutf8"_s, u"-Kutf8"_s, u"-ww"_s, u"-z"_s, file.fileName()}, {}),
        QString());
    const QString text =
        output(groff, {u"-man"_s, u"-Tascii"_s, u"-Kutf8"_s, u"-P-cbou"_s, file.fileName()}, {});
    QVERIFY2(text.contains(u"interleave serve [options] [ADDRESS]"_s), qPrintable(text.left(2000)));
}

void TestDocuments::addRows()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("completed");

    QTest::newRow("a command") << u"interleave ser"_s << u"interleave serve"_s;
    QTest::newRow("an option of the window") << u"interleave --no-a"_s << u"interleave --no-animations"_s;
    QTest::newRow("an option of a command")
        << u"interleave orders --pro"_s << u"interleave orders --program"_s;
    QTest::newRow("a value") << u"interleave serve --locking vers"_s
                             << u"interleave serve --locking version"_s;
    QTest::newRow("a value with blanks") << u"interleave play dirty-read --level read\\ unc"_s
                                         << u"interleave play dirty-read --level read\\ uncommitted"_s;
    QTest::newRow("a lesson") << u"interleave play write-s"_s << u"interleave play write-skew"_s;
    QTest::newRow("a lesson’s file") << u"interleave --scenario my-les"_s
                                     << u"interleave --scenario my-lesson.json"_s;
    QTest::newRow("a file") << u"interleave my-les"_s << u"interleave my-lesson.json"_s;
    QTest::newRow("a stack") << u"interleave stacks djan"_s << u"interleave stacks django"_s;
    QTest::newRow("nothing of another command") << u"interleave play --port"_s << u"interleave play --port"_s;
}

void TestDocuments::bash_completes_data()
{
    addRows();
}

void TestDocuments::bash_completes()
{
    const QString bash = found(u"bash"_s);
    if (bash.isEmpty())
        QSKIP("There is no bash here.");
    QFETCH(const QString, typed);
    QFETCH(const QString, completed);
    const QTemporaryDir folder;
    QVERIFY(QFile(folder.filePath(u"my-lesson.json"_s)).open(QIODevice::WriteOnly));
    QFile script(folder.filePath(u"script"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write(shellCompletion(u"bash"_s)->toUtf8());
    script.close();
    const QString told = output(
        bash,
        {u"--norc"_s, QStringLiteral(INTERLEAVE_SCRIPTS "/complete.bash"), script.fileName(), typed},
        folder.path());
    QCOMPARE(told, u"%1 %2\n"_s.arg(completed, typed == completed ? u"0"_s : u"1"_s));
}

void TestDocuments::zsh_completes_data()
{
    addRows();
}

void TestDocuments::zsh_completes()
{
    const QString zsh = found(u"zsh"_s);
    if (zsh.isEmpty())
        QSKIP("There is no zsh here.");
    QFETCH(const QString, typed);
    QFETCH(const QString, completed);
    const QTemporaryDir folder;
    QVERIFY(QFile(folder.filePath(u"my-lesson.json"_s)).open(QIODevice::WriteOnly));
    QVERIFY(QDir(folder.path()).mkdir(u"functions"_s));
    QFile script(folder.filePath(u"functions/_interleave"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write(shellCompletion(u"zsh"_s)->toUtf8());
    script.close();
    const QString told = output(
        zsh,
        {u"-f"_s, QStringLiteral(INTERLEAVE_SCRIPTS "/complete.zsh"), folder.filePath(u"functions"_s), typed},
        folder.path());
    const QString line = told.section(u"line<"_s, -1).section(u'>', 0, 0).trimmed();
    QVERIFY2(line == completed, qPrintable(told));
}

void TestDocuments::completion_knowsEveryValueThatCanBeListed()
{
    // Numbers, texts of one's own, addresses.
    const QStringList free{
        u"port"_s,
        u"room-port"_s,
        u"step"_s,
        u"title"_s,
        u"zoom"_s,
        u"size"_s,
        u"width"_s,
        u"highlight"_s,
        u"postgresql"_s,
        u"mariadb"_s,
        u"confirm"_s};
    QStringList names = windowOptions();
    for (const CommandSyntax& syntax : subcommands()) {
        names += syntax.options;
        QVERIFY2(
            syntax.arguments.isEmpty() || syntax.name == u"serve"_s ||
                offersForArguments(syntax.name).files || !offersForArguments(syntax.name).words.isEmpty(),
            qPrintable(syntax.name));
    }
    for (const QString& name : std::as_const(names)) {
        const Offers offers = offersForOption(name);
        const bool isListed = offers.files || !offers.words.isEmpty();
        const bool takesOne = !commandOption(name, false).valueName().isEmpty();
        QVERIFY2(isListed == (takesOne && !free.contains(name)), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(TestDocuments)

#include "tst_documents.moc"
