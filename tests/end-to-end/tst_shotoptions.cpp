#include "cli/commandline.h"
#include "end-to-end/program.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace interleave;
using namespace interleave::testing;

namespace {

/// What is drawn, without options that change how.
struct Drawn final
{
    QString name;
    QString line;
    QString suffix;
};

struct Option final
{
    QString name;
    QString value;
    /// What is drawn without it, too.
    QString beside = {};
};

const QList<Option>& options()
{
    static const QList<Option> all{
        {u"--step"_s, u"2"_s},
        {u"--locking"_s, u"version"_s},
        {u"--engine"_s, u"sqlite"_s, u"--engine postgresql"_s},
        {u"--level"_s, u"serializable"_s},
        {u"--page"_s, u"every-order"_s},
        {u"--page"_s, u"compare"_s},
        {u"--ask-first"_s, {}},
        {u"--ask-first"_s, {}, u"--step 2"_s},
        {u"--ask-first"_s, {}, u"--step 3"_s},
        {u"--theme"_s, u"dark"_s},
        {u"--zoom"_s, u"125"_s},
        {u"--size"_s, u"1280x720"_s},
        {u"--scale"_s, u"2"_s},
        {u"--title"_s, u"Else"_s},
        {u"--no-title"_s, {}},
        {u"--width"_s, u"600"_s},
        {u"--no-legend"_s, {}},
        {u"--highlight"_s, u"2"_s}};
    return all;
}

bool isAccepted(const QString& line)
{
    const Command command =
        parseCommandLine(QStringList{u"interleave"_s, u"shot"_s} + QProcess::splitCommand(line));
    return std::holds_alternative<ShotsCommand>(command);
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Every option changes every picture that it is accepted for.
class TestShotOptions final : public interleave::WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void option_changesThePictureOrIsRefused();
    void frames_areWritten_data();
    void frames_areWritten();
    void lastFrame_isThePictureAlone();
    void frames_leaveOtherFilesAlone();
    void framesThatCannotBeWritten_getOneSentence();
    void list_takesAnyMix();
    void listThatWritesTwice_isRefused();
    void olderFrames_areTold();
    void pictureOnOutput_isAlone();
    void exports_refuseWhatHasNoEffect_data();
    void exports_refuseWhatHasNoEffect();
    void narrowWidth_namesTheLeast();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QList<Drawn> everything() const;
    void draw(const QStringList& lines, int code = 0);

    QTemporaryDir m_folder;
};

void TestShotOptions::initTestCase()
{
    QCOMPARE(run({u"export"_s, path(u"requests.jsonl"_s), u"--scenario"_s, u"lost-update"_s}).err, QString());
    QCOMPARE(
        run({u"export"_s, path(u"transactions.jsonl"_s), u"--scenario"_s, u"dirty-read"_s}).err, QString());
}

QList<Drawn> TestShotOptions::everything() const
{
    const QList<std::pair<QString, QString>> contents{
        {u"requests"_s, u"--scenario lost-update"_s},
        {u"journal"_s, u"--open "_s + path(u"requests.jsonl"_s)},
        {u"transactions"_s, u"--scenario dirty-read"_s},
        {u"run"_s, u"--open "_s + path(u"transactions.jsonl"_s)}};
    QList<Drawn> all;
    for (const QString& suffix : {u".png"_s, u".svg"_s}) {
        for (const auto& [name, line] : contents) {
            const bool isRequests = name == u"requests" || name == u"journal";
            const QString page = isRequests ? u"two-clients"_s : u"transactions"_s;
            const QString both =
                isRequests ? u" --compare off,version"_s : u" --compare \"read uncommitted,serializable\""_s;
            all.append({name + u"-window"_s, line, suffix});
            all.append({name + u"-page"_s, line + u" --what "_s + page, suffix});
            all.append({name + u"-diagram"_s, line + u" --what diagram"_s, suffix});
            if (name == u"run")
                continue;
            all.append({name + u"-compare"_s, line + u" --what compare"_s + both, suffix});
            all.append({name + u"-diagrams"_s, line + u" --what diagram"_s + both, suffix});
        }
        all.append({u"orders"_s, u"--what every-order"_s, suffix});
        all.append({u"orderswindow"_s, u"--page every-order"_s, suffix});
    }
    return all;
}

void TestShotOptions::draw(const QStringList& lines, int code)
{
    QFile list(path(u"pictures.list"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write(lines.join(u'\n').toUtf8());
    list.close();
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    startProgram(process, {u"shot"_s, u"--list"_s, list.fileName()});
    QVERIFY(process.waitForFinished(500'000));
    QCOMPARE(QString::fromUtf8(process.readAllStandardError()), QString());
    QCOMPARE(process.exitCode(), code);
}

void TestShotOptions::option_changesThePictureOrIsRefused()
{
    QStringList lines;
    QList<std::pair<QString, QString>> pairs;
    int refused = 0;
    for (const Drawn& drawn : everything()) {
        const auto add = [&](const QString& file, const QString& line) {
            if (!lines.contains(file + u' ' + line))
                lines.append(file + u' ' + line);
        };
        for (const Option& option : options()) {
            const QString base = drawn.line + u' ' + option.beside;
            const QString line =
                base + u' ' + option.name + (option.value.isEmpty() ? u""_s : u" \""_s + option.value + u'"');
            if (drawn.line.contains(option.name + u' ') || !isAccepted(u"a"_s + drawn.suffix + u' ' + base))
                continue;
            QString beside = option.beside;
            const QString baseFile = drawn.name + beside.remove(u' ') + drawn.suffix;
            const QString file = drawn.name + beside + option.name + option.value + drawn.suffix;
            if (!isAccepted(file + u' ' + line)) {
                ++refused;
                continue;
            }
            add(baseFile, base);
            add(file, line);
            pairs.append({baseFile, file});
        }
    }
    draw(lines);
    QStringList same;
    for (const auto& [base, file] : pairs) {
        QVERIFY2(!contentOf(path(file)).isEmpty(), qPrintable(file));
        if (contentOf(path(base)) == contentOf(path(file)))
            same.append(file);
    }
    QVERIFY2(same.isEmpty(), qPrintable(u'\n' + same.join(u'\n')));
    qInfo("%d pictures, %d options refused", int(pairs.size()), refused);
}

void TestShotOptions::frames_areWritten_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("a diagram of requests") << u"--scenario lost-update --what diagram"_s;
    QTest::newRow("a window of requests") << u"--scenario lost-update --locking off"_s;
    QTest::newRow("a recorded journal") << u"--what diagram --open "_s + path(u"requests.jsonl"_s);
    QTest::newRow("a diagram of transactions") << u"--scenario dirty-read --what diagram"_s;
    QTest::newRow("a window of transactions") << u"--scenario dirty-read"_s;
    QTest::newRow("a run") << u"--what diagram --open "_s + path(u"transactions.jsonl"_s);
    QTest::newRow("two diagrams") << u"--scenario lost-update --compare off,version --what diagram"_s;
    QTest::newRow("a page of two") << u"--scenario lost-update --compare off,version --what compare"_s;
    QTest::newRow("two of transactions")
        << u"--scenario dirty-read --what diagram --compare \"read uncommitted,serializable\""_s;
    QTest::newRow("two diagrams of a journal")
        << u"--what diagram --compare off,version --open "_s + path(u"requests.jsonl"_s);
    QTest::newRow("a page of two of transactions")
        << u"--scenario dirty-read --compare \"read uncommitted,serializable\""_s;
    QTest::newRow("narrow drawings")
        << u"--scenario lost-update --what diagram --width 360 --no-legend --highlight 2 --format svg"_s;
}

void TestShotOptions::frames_areWritten()
{
    QFETCH(const QString, line);
    const QTemporaryDir folder;
    const QString frames = folder.filePath(u"new/frames"_s);
    const Ended end = run(QStringList{u"shot"_s, u"--frames"_s, frames} + QProcess::splitCommand(line));
    QCOMPARE(end.err, QString());
    QCOMPARE(end.code, 0);
    const QStringList files = QDir(frames).entryList(QDir::Files, QDir::Name);
    const QString suffix = line.contains(u"svg"_s) ? u"svg"_s : u"png"_s;
    QVERIFY(files.size() > 4);
    QCOMPARE(
        end.out,
        u"%1 pictures: %2 to %3\n"_s.arg(
            QString::number(files.size()), frames + u'/' + files.first(), frames + u'/' + files.last()));
    QByteArray before;
    for (qsizetype i = 0; i < files.size(); ++i) {
        QCOMPARE(files.at(i), u"step-%1.%2"_s.arg(i, 2, 10, QLatin1Char('0')).arg(suffix));
        const QByteArray content = contentOf(frames + u'/' + files.at(i));
        QVERIFY(content != before);
        before = content;
        // Of a PNG, its width and height; of a drawing, its first element's beginning.
        const QByteArray first = contentOf(frames + u'/' + files.first());
        if (suffix == u"png")
            QCOMPARE(content.mid(16, 8), first.mid(16, 8));
        else
            QCOMPARE(content.left(content.indexOf(" role=")), first.left(first.indexOf(" role=")));
    }
}

/// What was hidden in the frames before has its size and place all the same.
void TestShotOptions::lastFrame_isThePictureAlone()
{
    const QTemporaryDir folder;
    const QStringList what{u"--scenario"_s, u"lost-update"_s, u"--locking"_s, u"version"_s};
    const QString alone = folder.filePath(u"alone.png"_s);
    QCOMPARE(run(QStringList{u"shot"_s, alone} + what).code, 0);
    QCOMPARE(run(QStringList{u"shot"_s, u"--frames"_s, folder.filePath(u"frames"_s)} + what).code, 0);
    const QByteArray last = contentOf(folder.filePath(u"frames/step-04.png"_s));
    QVERIFY(!last.isEmpty());
    QVERIFY(last == contentOf(alone));
}

void TestShotOptions::frames_leaveOtherFilesAlone()
{
    const QTemporaryDir folder;
    QFile note(folder.filePath(u"note.txt"_s));
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.write("mine");
    note.close();
    const Ended end = run({u"shot"_s, u"--frames"_s, folder.path(), u"--what"_s, u"diagram"_s});
    QCOMPARE(end.code, 0);
    QCOMPARE(contentOf(note.fileName()), QByteArray("mine"));
}

void TestShotOptions::framesThatCannotBeWritten_getOneSentence()
{
    const QTemporaryDir folder;
    QFile there(folder.filePath(u"there"_s));
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("mine");
    there.close();
    const Ended file = run({u"shot"_s, u"--frames"_s, there.fileName(), u"--what"_s, u"diagram"_s});
    QCOMPARE(
        file.err,
        u"“%1” is a file, and --frames needs a folder. Choose another place.\n"_s.arg(there.fileName()));
    QCOMPARE(file.code, 3);
    QCOMPARE(contentOf(there.fileName()), QByteArray("mine"));
    const Ended below =
        run({u"shot"_s, u"--frames"_s, there.fileName() + u"/a"_s, u"--what"_s, u"diagram"_s});
    QCOMPARE(
        below.err,
        u"The folder “%1/a” was not made: Not a directory. Choose another place.\n"_s.arg(there.fileName()));
    QCOMPARE(below.code, 3);
    const Ended nowhere = run({u"shot"_s, u"--frames"_s, u"/proc/frames"_s, u"--what"_s, u"diagram"_s});
    QVERIFY2(nowhere.err.startsWith(u"The folder “/proc/frames” was not made: "_s), qPrintable(nowhere.err));
    QCOMPARE(nowhere.err.count(u'\n'), 1);
    const Ended full = run({u"shot"_s, u"--frames"_s, u"/proc/self"_s, u"--what"_s, u"diagram"_s});
    QCOMPARE(full.code, 3);
    QCOMPARE(full.err.count(u'\n'), 1);
    QVERIFY2(full.err.startsWith(u"“/proc/self/step-00.png” was not written: "_s), qPrintable(full.err));
    QCOMPARE(full.out, QString());
}

void TestShotOptions::list_takesAnyMix()
{
    draw(
        {u"one.png --scenario lost-update --theme dark --scale 2"_s,
         u"two.svg --scenario dirty-read --what diagram --width 480"_s,
         u"three.png --scenario five-clients --what diagram --zoom 125 --highlight 3 --no-legend"_s,
         u"--frames four --scenario lost-update --compare off,version --what diagram --width 360"_s,
         u"five.png --scenario dirty-read --engine sqlite --size 1280x720"_s});
    for (const QString& file :
         {u"one.png"_s, u"two.svg"_s, u"three.png"_s, u"four/step-00.png"_s, u"five.png"_s})
        QVERIFY2(!contentOf(path(file)).isEmpty(), qPrintable(file));
    QVERIFY(QFile::remove(path(u"one.png"_s)));
    QFile list(path(u"bad.list"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("one.png\n\ntwo.png --what diagram --size 800x600\n");
    list.close();
    const Ended end = run({u"shot"_s, u"--list"_s, list.fileName()});
    QCOMPARE(
        end.err,
        u"“%1”, line 3: --size is that of the window, and --what diagram is as large as the diagram. Leave it out.\n"_s
            .arg(list.fileName()));
    QCOMPARE(end.code, 2);
    QVERIFY(!QFile::exists(path(u"one.png"_s)));
}

void TestShotOptions::listThatWritesTwice_isRefused()
{
    QFile list(path(u"twice.list"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("--frames same --what diagram\n\n--frames ./same/ --what diagram --theme dark\n");
    list.close();
    const Ended end = run({u"shot"_s, u"--list"_s, list.fileName()});
    QVERIFY2(end.err.contains(u"line 3 writes “"_s), qPrintable(end.err));
    QCOMPARE(end.err.count(u'\n'), 1);
    QCOMPARE(end.code, 2);
}

void TestShotOptions::olderFrames_areTold()
{
    const QString folder = path(u"longer"_s);
    const QStringList line{u"shot"_s, u"--frames"_s, folder, u"--what"_s, u"diagram"_s, u"--scenario"_s};
    QCOMPARE(run(line + QStringList{u"retry-after-412"_s}).err, QString());
    const QStringList before = QDir(folder).entryList(QDir::Files);
    const Ended end = run(line + QStringList{u"lost-update"_s});
    QVERIFY2(end.err.contains(u"also holds “%1”"_s.arg(before.last())), qPrintable(end.err));
    QCOMPARE(end.code, 0);
    QCOMPARE(QDir(folder).entryList(QDir::Files), before);
}

/// Whatever scale the others have: nothing may stand behind a picture.
void TestShotOptions::pictureOnOutput_isAlone()
{
    QFile list(path(u"output.list"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("- --scenario lost-update --what diagram --format svg\n"
               "--frames five --scenario lost-update --what diagram --scale 2\n");
    list.close();
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    startProgram(process, {u"shot"_s, u"--list"_s, list.fileName()});
    const Ended end = ended(process);
    QCOMPARE(end.err, u"5 pictures: five/step-00.png to five/step-04.png\n"_s);
    QVERIFY2(end.out.trimmed().endsWith(u"</svg>"_s), qPrintable(end.out.right(200)));
    QVERIFY(QFile::exists(path(u"five/step-00.png"_s)));
}

void TestShotOptions::exports_refuseWhatHasNoEffect_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("a rule beside two")
        << u"x.svg --compare off,version --locking version"_s << u"--locking is the rule of one run"_s;
    QTest::newRow("the same for a page")
        << u"x.html --compare off,version --locking version"_s << u"--locking is the rule of one run"_s;
    QTest::newRow("no title that is not there")
        << u"x.svg --compare off,version --no-title"_s << u"Over two diagrams there is no title"_s;
    QTest::newRow("a step without events")
        << u"x.svg --scenario merge-same-field --locking off --highlight 5"_s
        << u"Nothing happens in step 5"_s;
}

void TestShotOptions::exports_refuseWhatHasNoEffect()
{
    QFETCH(const QString, line);
    QFETCH(const QString, says);
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    startProgram(process, QStringList{u"export"_s} + line.split(u' '));
    const Ended end = ended(process);
    QVERIFY2(end.err.startsWith(says), qPrintable(end.err));
    QCOMPARE(end.code, 2);
    QVERIFY(!QFile::exists(path(u"x.svg"_s)));
}

void TestShotOptions::narrowWidth_namesTheLeast()
{
    const Ended end = run(
        {u"shot"_s,
         path(u"narrow.png"_s),
         u"--scenario"_s,
         u"five-clients"_s,
         u"--what"_s,
         u"diagram"_s,
         u"--width"_s,
         u"320"_s});
    QVERIFY2(
        end.err.startsWith(
            u"--width is “320”, which is too narrow for the lanes of this diagram; give at least "_s),
        qPrintable(end.err));
    QCOMPARE(end.code, 2);
    QCOMPARE(
        run({u"shot"_s, u"a.png"_s, u"--what"_s, u"diagram"_s, u"--width"_s, u"200"_s}).err,
        u"--width is “200”; give a whole number from 320 to 2000.\n"_s);
}

QTEST_GUILESS_MAIN(TestShotOptions)

#include "tst_shotoptions.moc"
