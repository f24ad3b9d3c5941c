#include "end-to-end/program.h"
#include "stage/owndevice.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace interleave::testing;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// Runs a line of sh in \a folder; `$interleave` is the program.
Ended shell(const QString& line, const QString& folder = QDir::tempPath())
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"interleave"_s, QStringLiteral(INTERLEAVE_PROGRAM));
    environment.remove(u"QT_QPA_PLATFORM"_s);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.start(u"bash"_s, {u"-c"_s, line});
    return ended(process);
}

} // namespace

/// Writes results to places that accept them and to places that do not.
class TestWriting final : public interleave::WarningFreeTest
{
    Q_OBJECT

private slots:
    void unwritableOutput_isReported_data();
    void unwritableOutput_isReported();
    void closedPipe_endsItQuietly_data();
    void closedPipe_endsItQuietly();
    void fullDisk_keepsTheOldFile_data();
    void fullDisk_keepsTheOldFile();
    void standardOutput_hasSeveralNames_data();
    void standardOutput_hasSeveralNames();
    void standardOutput_acceptsAPicture();
    void format_isAnOptionOrTheSuffix();
    void device_isNotReplaced();
    void pipe_isWrittenTo();
    void list_continuesAfterAnUnwritablePicture();
    void list_sendsOnePictureToOutput();
};

void TestWriting::unwritableOutput_isReported_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char* arguments :
         {"play",
          "play lost-update",
          "check lost-update version-check",
          "scenarios",
          "orders",
          "orders --csv",
          "--help",
          "--version",
          "play --help",
          "serve --port 0",
          "export - --format mmd",
          "export - --format svg",
          "export /dev/stdout --format jsonl",
          "shot -",
          "shot /dev/fd/1 --format svg"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void TestWriting::unwritableOutput_isReported()
{
    QFETCH(const QString, arguments);
    const QTemporaryDir folder;
    const Ended full = shell(u"$interleave "_s + arguments + u" > "_s + ownDevice(folder.path(), u"full"_s));
    QCOMPARE(full.err, u"Standard output was not written: No space left on device.\n"_s);
    QCOMPARE(full.code, 3);
    const Ended closed = shell(u"$interleave "_s + arguments + u" >&-"_s);
    QCOMPARE(closed.err, u"Standard output was not written: Bad file descriptor.\n"_s);
    QCOMPARE(closed.code, 3);
    // If the sentence cannot be printed, the exit code still tells.
    QCOMPARE(shell(u"$interleave "_s + arguments + u" >&- 2>&- <&-"_s).code, 3);
}

void TestWriting::closedPipe_endsItQuietly_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("lines") << u"play"_s;
    QTest::newRow("a table") << u"check lost-update version-check"_s;
    QTest::newRow("an export") << u"export - --format jsonl --scenario five-clients"_s;
    QTest::newRow("a picture") << u"shot -"_s;
}

void TestWriting::closedPipe_endsItQuietly()
{
    QFETCH(const QString, arguments);
    const Ended ended = shell(u"$interleave "_s + arguments + u" | true; exit ${PIPESTATUS[0]}"_s);
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.code, 3);
}

void TestWriting::fullDisk_keepsTheOldFile_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("file");
    for (const char* suffix : {"mmd", "puml", "svg", "jsonl", "sh"})
        QTest::newRow(suffix) << u"export"_s << u"old."_s + QString::fromLatin1(suffix);
    QTest::newRow("a picture") << u"shot"_s << u"old.png"_s;
    QTest::newRow("a drawing") << u"shot"_s << u"old.svg"_s;
}

void TestWriting::fullDisk_keepsTheOldFile()
{
    QFETCH(const QString, command);
    QFETCH(const QString, file);
    const QTemporaryDir disk;
    const QByteArray at = QFile::encodeName(disk.path());
    if (::mount("none", at.constData(), "tmpfs", 0, "size=8k") != 0)
        QSKIP("Only the superuser can make a disk that is full.");
    write(disk.filePath(file), "old");
    write(disk.filePath(u"ballast"_s), QByteArray(4096, 'x'));
    const Ended over = run({command, disk.filePath(file), u"--scenario"_s, u"lost-update"_s});
    const Ended anew = run({command, disk.filePath(u"new-"_s + file), u"--scenario"_s, u"lost-update"_s});
    const QByteArray content = contentOf(disk.filePath(file));
    const QStringList files = QDir(disk.path()).entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(::umount(at.constData()), 0);
    for (const Ended& ended : {over, anew}) {
        QVERIFY2(
            ended.err.contains(u"was not written: No space left on device. Choose"_s), qPrintable(ended.err));
        QCOMPARE(ended.code, 3);
    }
    QCOMPARE(content, QByteArray("old"));
    QCOMPARE(files, QStringList({u"ballast"_s, file}));
}

void TestWriting::standardOutput_hasSeveralNames_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestWriting::standardOutput_hasSeveralNames()
{
    QFETCH(const QString, name);
    const QTemporaryDir folder;
    QCOMPARE(shell(u"$interleave export as.mmd"_s, folder.path()).code, 0);
    // A file that others write to is continued at its end.
    const Ended ended = shell(
        u"{ echo first; $interleave export %1 --format mmd; echo last; } > got"_s.arg(name), folder.path());
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.err, QString());
    QCOMPARE(
        contentOf(folder.filePath(u"got"_s)), "first\n" + contentOf(folder.filePath(u"as.mmd"_s)) + "last\n");
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList({u"as.mmd"_s, u"got"_s}));
}

void TestWriting::standardOutput_acceptsAPicture()
{
    const QTemporaryDir folder;
    QCOMPARE(
        shell(
            u"$interleave shot - --size 640x480 > p; $interleave shot as.png --size 640x480"_s, folder.path())
            .code,
        0);
    QVERIFY(contentOf(folder.filePath(u"p"_s)).startsWith("\x89PNG"));
    QCOMPARE(contentOf(folder.filePath(u"p"_s)), contentOf(folder.filePath(u"as.png"_s)));
    const Ended svg = shell(u"$interleave shot /dev/stdout --format svg --what diagram"_s);
    QVERIFY2(svg.out.contains(u"</svg>"_s), qPrintable(svg.err));
}

void TestWriting::format_isAnOptionOrTheSuffix()
{
    const Ended unnamed = run({u"export"_s, u"-"_s});
    QCOMPARE(unnamed.code, 2);
    QCOMPARE(
        unnamed.err,
        u"“-” is standard output, which does not say what to write; say it with --format, one of mmd, puml, svg, html, jsonl, sh, sql, spec.\n"_s);
    const Ended unknown = run({u"export"_s, u"-"_s, u"--format"_s, u"gif"_s});
    QCOMPARE(unknown.code, 2);
    QCOMPARE(unknown.err, u"--format is “gif”; give one of mmd, puml, svg, html, jsonl, sh, sql, spec.\n"_s);
    QCOMPARE(
        run({u"shot"_s, u"-"_s, u"--format"_s, u"mmd"_s}).err,
        u"--format is “mmd”; give one of png, svg.\n"_s);
    const QTemporaryDir folder;
    QCOMPARE(shell(u"$interleave export diagram --format PUML"_s, folder.path()).code, 0);
    QVERIFY(contentOf(folder.filePath(u"diagram"_s)).startsWith("@startuml"));
}

void TestWriting::device_isNotReplaced()
{
    const QTemporaryDir folder;
    QFile::link(ownDevice(folder.path(), u"full"_s), folder.filePath(u"full.mmd"_s));
    QFile::link(ownDevice(folder.path(), u"null"_s), folder.filePath(u"null.png"_s));
    const Ended ended = shell(
        u"$interleave export full.mmd; echo $?; $interleave shot null.png; echo $?; "
        "test -c full.mmd && test -c null.png && test -L full.mmd && test -L null.png && echo there"_s,
        folder.path());
    QCOMPARE(ended.out, u"3\n0\nthere\n"_s);
    QCOMPARE(ended.err, u"“full.mmd” was not written: No space left on device. Choose another place.\n"_s);
}

void TestWriting::pipe_isWrittenTo()
{
    const QTemporaryDir folder;
    const Ended ended = shell(
        u"mkfifo pipe.mmd; cat pipe.mmd > got & $interleave export pipe.mmd && wait && test -p pipe.mmd && "
        "$interleave export as.mmd && cmp got as.mmd && $interleave export >(cat > sub) --format mmd && wait && echo same"_s,
        folder.path());
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.out, u"same\n"_s);
}

void TestWriting::list_continuesAfterAnUnwritablePicture()
{
    const QTemporaryDir folder;
    QFile::link(ownDevice(folder.path(), u"full"_s), folder.filePath(u"full.svg"_s));
    write(folder.filePath(u"list"_s), "a.png\nnone/b.png\nfull.svg\nc.svg --what diagram\n");
    const Ended ended = shell(u"$interleave shot --list list"_s, folder.path());
    QCOMPARE(ended.code, 3);
    QCOMPARE(
        ended.err,
        u"“none/b.png” was not written: No such file or directory. Choose another place.\n"
        "“full.svg” was not written: No space left on device. Choose another place.\n"_s);
    for (const QString& picture : {u"a.png"_s, u"c.svg"_s})
        QVERIFY2(QFileInfo(folder.filePath(picture)).size() > 1000, qPrintable(picture));
}

void TestWriting::list_sendsOnePictureToOutput()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"list"_s), "- --what diagram\n/dev/stdout\n");
    const Ended ended = shell(u"$interleave shot --list list"_s, folder.path());
    QCOMPARE(ended.code, 2);
    QVERIFY2(
        ended.err.startsWith(u"The list “list” sends more than one picture to standard output"_s),
        qPrintable(ended.err));
    QCOMPARE(ended.out, QString());
}

QTEST_GUILESS_MAIN(TestWriting)

#include "tst_writing.moc"
