#include "end-to-end/program.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace interleave::testing;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

/// Compares with files that were read and accepted. With INTERLEAVE_ACCEPT=1 in the environment, the present
/// ones are written instead; read each before committing it.
class TestExports final : public interleave::WarningFreeTest
{
    Q_OBJECT

private slots:
    void file_isAsAccepted_data();
    void file_isAsAccepted();
    void title_isReplacedOrLeftOut();
    void journal_canBeOpenedAgain();
    void step_isTheLastOneExported();
    void curl_getsTheSameVerdicts_data();
    void curl_getsTheSameVerdicts();
    void curl_reportsADifferentAnswer();
    void curl_asksAgainWhereASecondEnded_data();
    void curl_asksAgainWhereASecondEnded();
    void curl_reportsAMissingServer();
    void badArguments_getOneSentence_data();
    void badArguments_getOneSentence();
    void oldFile_staysIfTheExportFails();
};

void TestExports::file_isAsAccepted_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("options");
    const auto row = [](const char* file, const char* options) {
        QTest::newRow(file) << QString::fromUtf8(file) << QString::fromUtf8(options).split(u' ');
    };
    row("lost-update.mmd", "--scenario lost-update");
    row("lost-update.puml", "--scenario lost-update");
    row("lost-update.svg", "--scenario lost-update");
    row("version-check.mmd", "--scenario version-check");
    row("version-check.sh", "--scenario version-check");
    row("version-check.svg", "--scenario version-check");
    row("five-clients.puml", "--scenario five-clients --locking off");
    row("merge-compared.svg", "--scenario merge-same-field --compare off,version");
    row("lost-answer.puml", "--scenario lost-answer");
    row("lost-answer.sh", "--scenario lost-answer");
    row("lost-answer.svg", "--scenario lost-answer");
    row("pessimistic.sh", "--scenario pessimistic --locking lease");
    row("same-second.sh", "--scenario same-second --locking timestamp");
    row("weak-tags.sh", "--scenario weak-tags");
}

void TestExports::file_isAsAccepted()
{
    QFETCH(const QString, file);
    QFETCH(const QStringList, options);
    const QTemporaryDir directory;
    const QString out = directory.filePath(file);
    const Ended ended = run(QStringList{u"export"_s, out} + options);
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.code, 0);
    const QByteArray now = contentOf(out);
    if (file.endsWith(u".svg"_s)) {
        QXmlStreamReader xml(now);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }
    const QString golden = QStringLiteral(INTERLEAVE_GOLDEN "/") + file;
    if (qEnvironmentVariableIsSet("INTERLEAVE_ACCEPT")) {
        write(golden, now);
        return;
    }
    if (now != contentOf(golden)) {
        const QString actual = QDir::current().filePath(u"actual-"_s + file);
        write(actual, now);
        QFAIL(qPrintable(u"differs from %1; now it is %2"_s.arg(golden, actual)));
    }
}

void TestExports::title_isReplacedOrLeftOut()
{
    const QTemporaryDir directory;
    const auto exported = [&directory](const QString& file, const QStringList& options) {
        const QString out = directory.filePath(file);
        const Ended ended = run(QStringList{u"export"_s, out, u"--scenario"_s, u"lost-update"_s} + options);
        return ended.code == 0 ? QString::fromUtf8(contentOf(out)) : ended.err;
    };
    const QString story = u">10 desk lamps. A sells 3, B sells 2: 5 should be left.<"_s;
    const QString outcome = u">stock is 8, not 5: A’s change is lost, and nobody was told<"_s;
    const QString usual = exported(u"a.svg"_s, {});
    QVERIFY(usual.contains(story) && usual.contains(outcome));
    const QString own = exported(u"b.svg"_s, {u"--title"_s, u"Two <shops>"_s});
    QVERIFY(own.contains(u">Two &lt;shops&gt;<"_s) && own.contains(outcome) && !own.contains(story));
    const QString none = exported(u"c.svg"_s, {u"--no-title"_s});
    QVERIFY(none.contains(u"<svg"_s) && !none.contains(story) && !none.contains(outcome));
    QVERIFY(exported(u"d.mmd"_s, {u"--title"_s, u"Two shops"_s}).contains(u"title Two shops"_s));
    QVERIFY(!exported(u"e.mmd"_s, {u"--no-title"_s}).contains(u"title"_s));
}

void TestExports::journal_canBeOpenedAgain()
{
    const QTemporaryDir directory;
    const QString journal = directory.filePath(u"a.jsonl"_s);
    QCOMPARE(run({u"export"_s, journal, u"--scenario"_s, u"lost-answer"_s}).code, 0);
    const QString again = directory.filePath(u"b.mmd"_s);
    const QString straight = directory.filePath(u"c.mmd"_s);
    QCOMPARE(run({u"export"_s, again, u"--open"_s, journal}).err, QString());
    QCOMPARE(run({u"export"_s, straight, u"--scenario"_s, u"lost-answer"_s}).code, 0);
    // Except for the title, which is the scenario's.
    const auto story = [](const QString& path) {
        return contentOf(path).split('\n').mid(2);
    };
    QVERIFY(story(again).size() > 10);
    QCOMPARE(story(again), story(straight));

    const Ended ruled = run({u"export"_s, again, u"--open"_s, journal, u"--locking"_s, u"off"_s});
    QCOMPARE(ruled.code, 2);
    QCOMPARE(ruled.err.trimmed(), u"--open shows a journal, which has its own rule. Leave --locking out."_s);
    // What was clicked is played under both rules.
    const QString both = directory.filePath(u"e.svg"_s);
    const QString plain = directory.filePath(u"f.jsonl"_s);
    QCOMPARE(run({u"export"_s, plain, u"--scenario"_s, u"lost-update"_s}).code, 0);
    QCOMPARE(run({u"export"_s, both, u"--open"_s, plain, u"--compare"_s, u"off,version"_s}).err, QString());
    QVERIFY(contentOf(both).contains("1 refused, and told"));

    const QString earlier = directory.filePath(u"d.mmd"_s);
    QCOMPARE(run({u"export"_s, earlier, u"--open"_s, journal, u"--step"_s, u"1"_s}).err, QString());
    QVERIFY(contentOf(earlier).contains("1. GET item"));
    QVERIFY(!contentOf(earlier).contains("2. PUT"));
}

void TestExports::step_isTheLastOneExported()
{
    const QTemporaryDir directory;
    const QString out = directory.filePath(u"a.puml"_s);
    QCOMPARE(run({u"export"_s, out, u"--step"_s, u"3"_s}).code, 0);
    QVERIFY(contentOf(out).contains("3. PUT stock 7"));
    QVERIFY(!contentOf(out).contains("4. PUT"));
}

void TestExports::curl_getsTheSameVerdicts_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("locking");
    const auto row = [](const char* scenario, const char* locking) {
        QTest::addRow("%s under %s", scenario, locking)
            << QString::fromUtf8(scenario) << QString::fromUtf8(locking);
    };
    for (const char* locking : {"off", "version", "timestamp"})
        row("lost-update", locking);
    row("version-check", "version");
    row("five-clients", "off");
    row("lost-answer", "version");
    row("weak-tags", "version");
    row("same-second", "timestamp");
    row("pessimistic", "lease");
    row("deadlock", "lease");
    row("blind-retry", "version");
    row("merge-same-field", "version");
    row("missing-precondition", "version");
    row("atomic-increments", "off");
}

void TestExports::curl_getsTheSameVerdicts()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, locking);
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        QSKIP("there is no curl here to ask with");
    const QTemporaryDir directory;
    const QString script = directory.filePath(u"requests.sh"_s);
    QCOMPARE(run({u"export"_s, script, u"--scenario"_s, scenario, u"--locking"_s, locking}).err, QString());
    Server server({u"--locking"_s, locking});
    QVERIFY(server.isUp());
    // Twice: the second time the record has another version and other tags.
    for (int i = 0; i < 2; ++i) {
        const Ended ended = runShell(script, server.url());
        QCOMPARE(ended.err, QString());
        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.out.endsWith(u"Every answer was as it was in Interleave.\n"_s), qPrintable(ended.out));
    }
}

void TestExports::curl_reportsADifferentAnswer()
{
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        QSKIP("there is no curl here to ask with");
    const QTemporaryDir directory;
    const QString script = directory.filePath(u"requests.sh"_s);
    QCOMPARE(run({u"export"_s, script, u"--scenario"_s, u"lost-update"_s}).code, 0);
    Server server({u"--locking"_s, u"version"_s});
    QVERIFY(server.isUp());
    const Ended ended = runShell(script, server.url());
    QCOMPARE(ended.code, 1);
    QVERIFY2(
        ended.err.startsWith(u"3. A: PUT stock 7 · no If-Match: 428 instead of 200."_s),
        qPrintable(ended.err));
    QVERIFY2(ended.err.contains(u"interleave serve --locking off"_s), qPrintable(ended.err));
}

void TestExports::curl_asksAgainWhereASecondEnded_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("slow");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<int>("code");
    QTest::newRow("once") << u"A"_s << 1 << QByteArray() << 0;
    QTest::newRow("twice") << u"A"_s << 2 << QByteArray() << 0;
    // Its date differs only from what is saved a second later.
    QTest::newRow("noticed later") << u"B"_s << 1 << QByteArray() << 0;
    QTest::newRow("too often") << u"A"_s << 9 << QByteArray("4") << 1;
}

/// On a machine that is busy, where a request may take longer than the second that both saves belong to.
void TestExports::curl_asksAgainWhereASecondEnded()
{
    QFETCH(const QString, client);
    QFETCH(const int, slow);
    QFETCH(const QByteArray, before);
    QFETCH(const int, code);
    const QString curl = QStandardPaths::findExecutable(u"curl"_s);
    if (curl.isEmpty())
        QSKIP("there is no curl here to ask with");
    const QTemporaryDir directory;
    const QString scenario = directory.filePath(u"own.json"_s);
    write(
        scenario,
        R"({"title": "Own", "locking": "timestamp", "tick": 0, "records": {"item": {"stock": 10}}, "steps": [
        {"client": "A", "do": "read"}, {"client": "B", "do": "read"},
        {"client": "A", "do": "save", "change": {"stock": -3}}, {"client": "B", "do": "save", "change": {"stock": -2}},
        {"do": "clock", "seconds": 1},
        {"client": "A", "do": "read"}, {"client": "A", "do": "save", "change": {"stock": -1}}]})");
    const QString script = directory.filePath(u"requests.sh"_s);
    QCOMPARE(run({u"export"_s, script, u"--scenario"_s, scenario}).err, QString());
    write(
        directory.filePath(u"curl"_s),
        uR"sh(#!/bin/sh
case $* in *"-X PUT -A %4 "*)
    echo >>"%1/saves"
    [ "$(wc -l <"%1/saves")" -gt %2 ] || sleep 1.1
esac
exec %3 "$@"
)sh"_s.arg(directory.path(), QString::number(slow), curl, client)
            .toUtf8());
    QVERIFY(QFile::setPermissions(directory.filePath(u"curl"_s), QFile::ReadOwner | QFile::ExeOwner));
    Server server({u"--locking"_s, u"timestamp"_s});
    QVERIFY(server.isUp());
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", QFile::encodeName(directory.path()) + ':' + path);
    if (!before.isEmpty())
        qputenv("INTERLEAVE_TRIES", before);
    const Ended ended = runShell(script, server.url());
    qputenv("PATH", path);
    qunsetenv("INTERLEAVE_TRIES");
    QVERIFY2(ended.code == code, qPrintable(ended.out + ended.err));
    QVERIFY2(ended.out.contains(u"All is asked once more."_s), qPrintable(ended.out));
    QVERIFY2(code == 0 || ended.err.contains(u"took longer than the second"_s), qPrintable(ended.err));
}

void TestExports::curl_reportsAMissingServer()
{
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        QSKIP("there is no curl here to ask with");
    const QTemporaryDir directory;
    const QString script = directory.filePath(u"requests.sh"_s);
    QCOMPARE(run({u"export"_s, script}).code, 0);
    // No server can listen on this port.
    const Ended ended = runShell(script, u"http://localhost:1"_s);
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains(u"There was no answer. Start “interleave serve"_s), qPrintable(ended.err));
}

void TestExports::badArguments_getOneSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("no file") << QStringList{} << 2
                             << u"“interleave export” takes one file to write, as in: interleave export "
                                "lost-update.mmd"_s;
    QTest::newRow("two files") << QStringList{u"a.mmd"_s, u"b.mmd"_s} << 2
                               << u"“interleave export” takes one file to write, as in: interleave export "
                                  "lost-update.mmd"_s;
    QTest::newRow("two diagrams as text") << QStringList{u"a.mmd"_s, u"--compare"_s, u"off,version"_s} << 2
                                          << u"--compare puts two diagrams beside each other, and of the "
                                             u"files to write only .svg and .html can hold both. Write "
                                             "one of each rule with --locking."_s;
    QTest::newRow("a suffix that is not known")
        << QStringList{u"a.pdf"_s} << 2
        << u"“a.pdf” does not say what to write; let the file’s name end in one of .mmd, .puml, .svg, .html, .jsonl, .sh, .sql, .spec, or say it with --format."_s;
    QTest::newRow("a folder that is not there")
        << QStringList{u"/nowhere/a.mmd"_s} << 3
        << u"“/nowhere/a.mmd” was not written: No such file or directory. Choose another place."_s;
    QTest::newRow("a folder that is not there, for a drawing")
        << QStringList{u"/nowhere/a.svg"_s} << 3
        << u"“/nowhere/a.svg” was not written: No such file or directory. Choose another place."_s;
    QTest::newRow("what no request can repeat")
        << QStringList{u"/nowhere/a.sh"_s, u"--scenario"_s, u"clock-went-back"_s} << 3
        << u"The server’s clock is set back after step 2, which no request can repeat. Export a moment "
           u"before "
           "that, or the same under another rule."_s;
}

void TestExports::badArguments_getOneSentence()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, code);
    QFETCH(const QString, says);
    const Ended ended = run(QStringList{u"export"_s} + arguments);
    QCOMPARE(ended.err, says + u'\n');
    QCOMPARE(ended.code, code);
    QCOMPARE(ended.out, QString());
}

void TestExports::oldFile_staysIfTheExportFails()
{
    const QTemporaryDir directory;
    const QString out = directory.filePath(u"kept.sh"_s);
    write(out, "kept");
    QCOMPARE(run({u"export"_s, out, u"--scenario"_s, u"clock-went-back"_s}).code, 3);
    QCOMPARE(contentOf(out), QByteArray("kept"));
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList{u"kept.sh"_s});
}

QTEST_GUILESS_MAIN(TestExports)

#include "tst_exports.moc"
