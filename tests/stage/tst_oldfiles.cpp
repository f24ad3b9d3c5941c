#include "cli/commandline.h"
#include "core/scenario/scenariowriting.h"
#include "core/words/explanation.h"
#include "stage/files/journalfile.h"
#include "stage/files/scenariolibrary.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

QString old(const QString& name)
{
    return QStringLiteral(INTERLEAVE_OLD "/") + name;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

QByteArray written(const Journal& journal)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    journal.write(buffer);
    return buffer.data();
}

/// The format's number depends on the program's version, and newer ones also list the runs; the rest must be
/// equal.
QByteArray withoutVersion(const QByteArray& journal)
{
    static const QRegularExpression number(
        u"^\\{\"interleave\":\"journal\",\"version\":\\d+(,\"kind\":\"http\")?"_s);
    static const QRegularExpression runs(u"^([^\\n]*),\"runs\":\\[[^\\n]*?\\](?=\\}\\n)"_s);
    return QString::fromUtf8(journal).remove(number).replace(runs, u"\\1"_s).toUtf8();
}

/// The effect of each event on the records, and the text on its arrow. Texts may improve; then check the
/// stored file and change it. The rest must stay.
QString told(const Journal& journal)
{
    QStringList lines;
    for (qint64 seq = 1; seq <= journal.size(); ++seq) {
        const Event& event = journal.event(seq);
        const Snapshot now = journal.at(seq);
        QStringList parts{u"%1/%2"_s.arg(seq).arg(event.message)};
        if (event.isMessage()) {
            const MessageText text = messageText(event, true);
            parts += QStringList{event.client, text.request, text.answer};
        }
        for (const Record& record : now.records()) {
            const LeaseState lease = now.lease(record.id);
            parts.append(u"%1 v%2 %3 lost %4 lease %5"_s.arg(
                record.id,
                QString::number(record.version),
                QString::fromUtf8(record.fields.toJson()),
                QString::number(now.lostCount(record.id)),
                lease.held ? QString::number(lease.held->token) : u"none"_s));
        }
        lines.append(parts.join(u" | "_s));
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace

/// Files that must stay readable forever. Each was written by the program of format version 1, and is never
/// written again.
class TestOldFiles final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void journal_opensAsBefore_data();
    void journal_opensAsBefore();
    void journal_holdsEveryWrittenName_data();
    void journal_holdsEveryWrittenName();
    void journal_isExported_data();
    void journal_isExported();
    void journalOfANewerFormat_isRefused();
    void scenario_opensAsBefore();
    void scenario_isWrittenWithTheSameNames();
    void scenarioOfANewerFormat_isRefused();
};

void TestOldFiles::journal_opensAsBefore_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<qint64>("events");
    QTest::newRow("made by hand and by guests") << u"everything"_s << qint64{92};
    QTest::newRow("every name") << u"every-name"_s << qint64{24};
}

void TestOldFiles::journal_opensAsBefore()
{
    QFETCH(const QString, name);
    QFETCH(const qint64, events);
    const auto read = loadJournal(old(name + u".jsonl"_s));
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->problem, QString());
    QCOMPARE(read->journal.size(), events);
    // Byte for byte: every member of every event was kept.
    QCOMPARE(withoutVersion(written(read->journal)), withoutVersion(contentOf(old(name + u".jsonl"_s))));
    const QStringList now = told(read->journal).split(u'\n');
    const QStringList then = QString::fromUtf8(contentOf(old(name + u".txt"_s))).split(u'\n');
    for (qsizetype i = 0; i < std::max(now.size(), then.size()); ++i)
        QCOMPARE(now.value(i), then.value(i));
}

void TestOldFiles::journal_holdsEveryWrittenName_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArrayList>("names");
    QTest::newRow("actions")
        << QByteArray("action")
        << QByteArrayList{
               "read", "edit", "write", "increment", "acquire", "release", "wait", "rule", "unheard"};
    QTest::newRow("verdicts") << QByteArray("verdict")
                              << QByteArrayList{
                                     "done",
                                     "unchanged",
                                     "saved",
                                     "stale",
                                     "unproven",
                                     "refused",
                                     "granted",
                                     "waiting",
                                     "locked",
                                     "fenced",
                                     "deadlock",
                                     "expired",
                                     "gave-up",
                                     "busy",
                                     "unknown"};
    QTest::newRow("purposes") << QByteArray("purpose")
                              << QByteArrayList{
                                     "reload", "overwrite", "retry", "merge", "find-out", "with-read"};
    QTest::newRow("rules") << QByteArray("locking") << QByteArrayList{"off", "version", "timestamp", "lease"};
}

/// Checks that the files above contain everything.
void TestOldFiles::journal_holdsEveryWrittenName()
{
    QFETCH(const QByteArray, member);
    QFETCH(const QByteArrayList, names);
    const QByteArray all = contentOf(old(u"everything.jsonl"_s)) + contentOf(old(u"every-name.jsonl"_s));
    for (const QByteArray& name : names)
        QVERIFY2(all.contains('"' + member + "\":\"" + name + '"'), name.constData());
    for (const char* told : {"outside",     "headersOnly",  "request",    "status",  "record",    "base",
                             "version",     "before",       "after",      "amounts", "condition", "tag",
                             "requestText", "responseText", "statements", "lease",   "token",     "ttl",
                             "patience",    "waited",       "circle",     "base64",  "deciding",  "holder"})
        QVERIFY2(all.contains('"' + QByteArray(told) + "\":"), told);
}

void TestOldFiles::journal_isExported_data()
{
    QTest::addColumn<QString>("suffix");
    for (const QString& suffix : {u"mmd"_s, u"puml"_s, u"jsonl"_s})
        QTest::newRow(qPrintable(suffix)) << suffix;
}

void TestOldFiles::journal_isExported()
{
    QFETCH(const QString, suffix);
    const QTemporaryDir folder;
    const QString out = folder.filePath(u"out."_s + suffix);
    const Command command =
        parseCommandLine({u"interleave"_s, u"export"_s, out, u"--open"_s, old(u"everything.jsonl"_s)});
    const auto* what = std::get_if<ExportCommand>(&command);
    QVERIFY(what != nullptr);
    QCOMPARE(writeExport(*what), ExitCode::Done);
    if (suffix == u"jsonl"_s) {
        const auto again = loadJournal(out);
        QVERIFY(again);
        QCOMPARE(again->problem, QString());
        QCOMPARE(told(again->journal), QString::fromUtf8(contentOf(old(u"everything.txt"_s))));
    }
}

void TestOldFiles::journalOfANewerFormat_isRefused()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"newer.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"interleave\":\"journal\",\"version\":1000,\"realm\":{\"new\":[]}}\n{\"what\":\"new\"}\n");
    file.close();
    const auto read = loadJournal(file.fileName());
    QVERIFY(!read);
    QVERIFY2(
        read.error().contains(u"newer.jsonl"_s) && read.error().contains(u"1000"_s),
        qPrintable(read.error()));
    QCOMPARE(read.error().count(u". "_s), 0);
}

void TestOldFiles::scenario_opensAsBefore()
{
    const auto found = findScenario(old(u"every-step.json"_s));
    QVERIFY2(found, found ? "" : qPrintable(found.error()));
    const Scenario& scenario = found->scenario;
    QCOMPARE(scenario.steps.size(), 44);
    QCOMPARE(scenario.summary, u"Two shelves, and everything that a script can ask of A and B. „Grün“ → 💡"_s);
    QCOMPARE(scenario.expectedRules(), (QList<Locking>{Locking::Version, Locking::Lease}));
    for (const Locking rule : scenario.expectedRules()) {
        const ScenarioRun run = runScenario(scenario, rule);
        QCOMPARE(run.problem, QString());
        QCOMPARE(unmetExpectations(run), QStringList());
    }
}

void TestOldFiles::scenario_isWrittenWithTheSameNames()
{
    const auto found = findScenario(old(u"every-step.json"_s));
    QVERIFY(found);
    const QByteArray text = toJson(found->scenario);
    for (const char* name :
         {"title",  "summary", "locking", "tick",   "records", "steps", "expect",     "client", "do",
          "record", "say",     "ask",     "status", "lost",    "set",   "take",       "add",    "ifMatch",
          "cut",    "blind",   "seconds", "to",     "ttl",     "wait",  "lostUpdates"})
        QVERIFY2(text.contains('"' + QByteArray(name) + "\": "), name);
    for (const char* step :
         {"read",
          "edit",
          "save",
          "increment",
          "acquire",
          "release",
          "reload",
          "merge",
          "overwrite",
          "blind-retry",
          "find-out",
          "wait",
          "clock",
          "locking"})
        QVERIFY2(text.contains("\"do\": \"" + QByteArray(step) + '"'), step);
    const auto again = scenarioFromJson(text);
    QVERIFY2(again, again ? "" : qPrintable(again.error()));
    QVERIFY(*again == found->scenario);
}

void TestOldFiles::scenarioOfANewerFormat_isRefused()
{
    QByteArray text = contentOf(old(u"every-step.json"_s));
    for (const auto& [from, to] :
         {std::pair<QByteArray, QByteArray>{"\"do\": \"reload\"", "\"do\": \"teleport\""},
          std::pair<QByteArray, QByteArray>{"\"title\":", "\"realm\": 1, \"title\":"}}) {
        QByteArray newer = text;
        newer.replace(newer.indexOf(from), from.size(), to);
        const auto scenario = scenarioFromJson(newer);
        QVERIFY(!scenario);
        QVERIFY2(
            scenario.error().contains(u"teleport"_s) || scenario.error().contains(u"realm"_s),
            qPrintable(scenario.error()));
        QCOMPARE(scenario.error().count(u'\n'), 0);
    }
}

QTEST_GUILESS_MAIN(TestOldFiles)

#include "tst_oldfiles.moc"
