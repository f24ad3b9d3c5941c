#include "end-to-end/program.h"
#include "warningfreetest.h"

#include <QColorSpace>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace interleave::testing;

namespace {

struct Picture final
{
    QString file;
    bool isDiagram = false;
    QString line = {};
};

QList<Picture> gallery()
{
    QFile list(QStringLiteral(INTERLEAVE_SCREENSHOTS "/gallery.list"));
    QList<Picture> pictures;
    if (!list.open(QIODevice::ReadOnly))
        return pictures;
    for (const QByteArray& line : list.readAll().split('\n')) {
        const QString words = QString::fromUtf8(line);
        if (!words.isEmpty() && !words.startsWith(u'#'))
            pictures.append({words.section(u' ', 0, 0), words.contains(u"--what diagram"_s), words});
    }
    return pictures;
}

/// Ignores the resolution stored in the file.
QImage pixelsOf(const QString& path)
{
    QImage image = QImage(path).convertToFormat(QImage::Format_RGB32);
    image.setColorSpace({});
    return image;
}

/// Qt versions draw edges of widgets differently; the pictures were drawn by Debian 12's.
bool isGalleryQt()
{
    return QLatin1String(qVersion()) == u"6.4.2"_s;
}

} // namespace

/// The pictures in the README are those that the program draws.
class TestScreenshots final : public interleave::WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void picture_isWhatTheProgramDraws_data();
    void picture_isWhatTheProgramDraws();
    void folder_hasNoOtherFiles();
    void usersSettings_changeNoPixel_data();
    void usersSettings_changeNoPixel();
    void scaledPicture_hasFinerPixels();
    void drawing_hasSelectableText();
    void list_namesTheBadLine_data();
    void list_namesTheBadLine();
    void badArguments_getOneSentence_data();
    void badArguments_getOneSentence();

private:
    [[nodiscard]] QString drawn(const QString& file) const { return m_drawn.filePath(file); }

    QTemporaryDir m_drawn;
};

void TestScreenshots::initTestCase()
{
    // Every second line in one go, because one process for all takes too long under the sanitizers.
    const QList<Picture> pictures = gallery();
    // The journals that pictures are of stand beside them.
    const QDir folder(QStringLiteral(INTERLEAVE_SCREENSHOTS));
    for (const QString& journal : folder.entryList({u"*.jsonl"_s}, QDir::Files))
        QVERIFY(QFile::copy(folder.filePath(journal), drawn(journal)));
    for (const qsizetype first : {0, 1}) {
        QByteArray lines;
        for (qsizetype i = first; i < pictures.size(); i += 2)
            lines += pictures.at(i).line.toUtf8() + '\n';
        QFile list(drawn(u"%1.list"_s.arg(first)));
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write(lines);
        list.close();
        QProcess process;
        process.setWorkingDirectory(m_drawn.path());
        startProgram(process, {u"shot"_s, u"--list"_s, list.fileName()});
        const Ended end = ended(process);
        QCOMPARE(end.err, QString());
        QCOMPARE(end.code, 0);
    }
}

void TestScreenshots::picture_isWhatTheProgramDraws_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isDiagram");
    for (const Picture& picture : gallery())
        QTest::newRow(qPrintable(picture.file)) << picture.file << picture.isDiagram;
}

void TestScreenshots::picture_isWhatTheProgramDraws()
{
    QFETCH(const QString, file);
    QFETCH(const bool, isDiagram);
    if (!isDiagram && !isGalleryQt())
        QSKIP("windows are compared with Qt 6.4.2 only, because others draw some edges differently");
    const QImage now = pixelsOf(drawn(file));
    QVERIFY(!now.isNull());
    if (now == pixelsOf(QStringLiteral(INTERLEAVE_SCREENSHOTS "/") + file))
        return;
    const QString actual = QDir::current().filePath(u"actual-"_s + file);
    QVERIFY(now.save(actual));
    QFAIL(qPrintable(
        u"The program now draws %1 as %2. Look at it, and if it is meant to be so, draw all anew with: "
        "cmake --build %3 --target screenshots"_s.arg(
            file, actual, QDir::toNativeSeparators(QStringLiteral(INTERLEAVE_BUILD)))));
}

void TestScreenshots::folder_hasNoOtherFiles()
{
    QStringList named;
    for (const Picture& picture : gallery())
        named.append(picture.file);
    named.sort();
    const QDir folder(QStringLiteral(INTERLEAVE_SCREENSHOTS));
    QCOMPARE(folder.entryList({u"*.png"_s}, QDir::Files, QDir::Name), named);
}

void TestScreenshots::usersSettings_changeNoPixel_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::newRow("larger fonts") << u"QT_FONT_DPI"_s << u"144"_s;
    QTest::newRow("a finer screen") << u"QT_SCALE_FACTOR"_s << u"1.5"_s;
    QTest::newRow("another style") << u"QT_STYLE_OVERRIDE"_s << u"windows"_s;
    QTest::newRow("another desktop") << u"QT_QPA_PLATFORMTHEME"_s << u"gtk3"_s;
    QTest::newRow("a display that is not there") << u"DISPLAY"_s << u":4711"_s;
    QTest::newRow("another language") << u"LC_ALL"_s << u"ar_EG.UTF-8"_s;
    QTest::newRow("fonts of their own") << u"FONTCONFIG_FILE"_s << QString();
    QTest::newRow("settings of their own") << u"XDG_CONFIG_HOME"_s << QString();
}

void TestScreenshots::usersSettings_changeNoPixel()
{
    QFETCH(const QString, variable);
    QFETCH(QString, value);
    const QTemporaryDir home;
    if (variable == u"FONTCONFIG_FILE"_s) {
        value = home.filePath(u"fonts.conf"_s);
        QFile fonts(value);
        QVERIFY(fonts.open(QIODevice::WriteOnly));
        fonts.write(R"(<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
            <match target="pattern"><edit name="family" mode="assign"><string>DejaVu Serif</string></edit></match>
            <match target="font"><edit name="hintstyle" mode="assign"><const>hintfull</const></edit>
            <edit name="antialias" mode="assign"><bool>false</bool></edit></match></fontconfig>)");
    } else if (variable == u"XDG_CONFIG_HOME"_s) {
        value = home.path();
        QVERIFY(QDir(home.path()).mkpath(u"Interleave"_s));
        QFile settings(home.filePath(u"Interleave/Interleave.conf"_s));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write("[General]\ntheme=dark\nzoom=200\n");
        settings.close();
        QVERIFY(QFile::copy(settings.fileName(), home.filePath(u"Interleave/Interleave.ini"_s)));
    }
    const QString out = home.filePath(u"again.png"_s);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(variable, value);
    process.setProcessEnvironment(environment);
    process.start(
        QStringLiteral(INTERLEAVE_PROGRAM),
        {u"shot"_s, out, u"--scenario"_s, u"lost-update"_s, u"--locking"_s, u"off"_s});
    const Ended end = ended(process);
    // Newer versions of Qt print a message if the machine does not have that language.
    const bool isQts = !isGalleryQt() && variable == u"LC_ALL"_s && end.err.startsWith(u"Detected locale "_s);
    if (!isQts)
        QCOMPARE(end.err, QString());
    QCOMPARE(end.code, 0);
    QVERIFY(!pixelsOf(out).isNull());
    QCOMPARE(pixelsOf(out), pixelsOf(drawn(u"locking-off.png"_s)));
}

void TestScreenshots::scaledPicture_hasFinerPixels()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath(u"fine.png"_s);
    QCOMPARE(
        run({u"shot"_s, out, u"--scale"_s, u"2"_s, u"--size"_s, u"1280x720"_s, u"--zoom"_s, u"100"_s}).err,
        QString());
    QCOMPARE(pixelsOf(out).size(), QSize(2560, 1440));
}

void TestScreenshots::drawing_hasSelectableText()
{
    const QTemporaryDir folder;
    for (const QString& what : {u"window"_s, u"diagram"_s}) {
        const QString out = folder.filePath(what + u".svg"_s);
        QCOMPARE(run({u"shot"_s, out, u"--what"_s, what}).err, QString());
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray svg = file.readAll();
        QVERIFY2(svg.contains("<svg") && svg.contains("PUT stock 8"), qPrintable(what));
    }
}

void TestScreenshots::list_namesTheBadLine_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing in it") << QByteArray("# nothing\n\n")
                                   << u"names no picture. Write OUT and its options in each line."_s;
    QTest::newRow("an option that is not there")
        << QByteArray("a.png\nb.png --colour red\n") << u"line 2: Unknown option 'colour'."_s;
    QTest::newRow("another list in it")
        << QByteArray("--list more.list\n") << u"line 1 names another list. Write OUT and its options."_s;
    QTest::newRow("itself in it") << QByteArray("a.png\n--list=pictures.list\n")
                                  << u"line 2 names another list. Write OUT and its options."_s;
    QTest::newRow("a value that is too small")
        << QByteArray("a.png\n\nb.png --what diagram --width 100\n")
        << u"line 3: --width is “100”; give a whole number from 320 to 2000."_s;
    QTest::newRow("no effect") << QByteArray("a.svg --what diagram --theme dark\n")
                               << u"line 1: --theme chooses the colours, and an SVG of the diagram has"_s;
}

void TestScreenshots::list_namesTheBadLine()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, says);
    const QTemporaryDir folder;
    QFile list(folder.filePath(u"pictures.list"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write(content);
    list.close();
    const Ended end = run({u"shot"_s, u"--list"_s, list.fileName()});
    QCOMPARE(end.code, 2);
    QVERIFY2(end.err.contains(says), qPrintable(end.err));
    QVERIFY2(end.err.contains(u"pictures.list”"_s), qPrintable(end.err));
    QCOMPARE(end.err.count(u'\n'), 1);
}

void TestScreenshots::badArguments_getOneSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("no file")
        << QStringList{} << 2
        << u"“interleave shot” takes one file to write, as in: interleave shot window.png"_s;
    QTest::newRow("a suffix that is not known")
        << QStringList{u"a.gif"_s} << 2
        << u"“a.gif” does not say what to draw; let the file’s name end in .png or .svg, or say it with --format."_s;
    QTest::newRow("a part that is not there")
        << QStringList{u"a.png"_s, u"--what"_s, u"all"_s} << 2
        << u"--what is “all”; give one of window, diagram, two-clients"_s;
    QTest::newRow("a scale that is too large") << QStringList{u"a.png"_s, u"--scale"_s, u"3"_s} << 2
                                               << u"--scale is “3”; give a whole number from 1 to 2."_s;
    QTest::newRow("a folder that is not there")
        << QStringList{u"/nowhere/a.png"_s} << 3
        << u"“/nowhere/a.png” was not written: No such file or directory. Choose another place."_s;
}

void TestScreenshots::badArguments_getOneSentence()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, code);
    QFETCH(const QString, says);
    const Ended end = run(QStringList{u"shot"_s} + arguments);
    QVERIFY2(end.err.startsWith(says), qPrintable(end.err));
    QCOMPARE(end.err.count(u'\n'), 1);
    QCOMPARE(end.code, code);
}

QTEST_GUILESS_MAIN(TestScreenshots)

#include "tst_screenshots.moc"
