#include "engine/engineworker.h"
#include "engine/storyrun.h"
#include "lessonbuilder.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <future>

using namespace interleave;
using namespace Qt::StringLiterals;

/// A thread with engines, whose jobs are cancelled and whose servers disappear.
class TestEngineWorker final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void jobs_areDoneInTheirOrderAndToldHere();
    void delivery_comesWhileTheJobIsUnderWay();
    void cancel_forgetsWhatWasAsked();
    void cancel_endsALesson();
    void destructor_endsWhatIsUnderWay();
    void start_isToldCancelledAndDoneAgain_data() { servers(); }
    void start_isToldCancelledAndDoneAgain();
    void serverKilledBetweenRuns_isStartedAnew_data() { servers(); }
    void serverKilledBetweenRuns_isStartedAnew();
    void serverKilledInARun_isAProblemOfThatRun();
    void engineThatIsNotThere_isAProblem();

private:
    static void servers();
};

namespace {

/// Ends when it is asked to.
const auto Endless = [](EnginePool&, const std::stop_token& stop) {
    while (!stop.stop_requested())
        std::this_thread::yield();
    return 0;
};

/// What follows the name of a program in brackets: its state, and its parent.
QList<QByteArray> statusIn(const QByteArray& stat)
{
    return stat.mid(stat.lastIndexOf(')')).split(' ');
}

pid_t parentIn(const QByteArray& stat)
{
    return statusIn(stat).value(2).toInt();
}

/// The process of a private server.
pid_t serverOf(EnginePool& pool, const QString& name)
{
    Engine* const engine = pool.engine(name);
    if (engine == nullptr)
        return 0;
    const bool isPostgresql = name == u"postgresql"_s;
    const EngineAnswer answer =
        engine->ask(isPostgresql ? u"SELECT pg_backend_pid()"_s : u"SELECT @@pid_file"_s);
    if (answer.rows.isEmpty())
        return 0;
    const QString text = toText(answer.rows.first().first());
    QFile file(isPostgresql ? u"/proc/%1/stat"_s.arg(text) : text);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray content = file.readAll();
    return isPostgresql ? parentIn(content) : content.trimmed().toInt();
}

bool isDead(pid_t process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    return !file.open(QIODevice::ReadOnly) || statusIn(file.readAll()).value(1) == "Z";
}

/// Whether a server's process for a lesson's session changes something; a SELECT comes before every lesson.
bool isUpdating(pid_t server)
{
    const QDir processes(u"/proc"_s);
    for (const QString& process : processes.entryList(QDir::Dirs)) {
        QFile status(processes.filePath(process + u"/stat"_s));
        QFile title(processes.filePath(process + u"/cmdline"_s));
        if (!status.open(QIODevice::ReadOnly) || !title.open(QIODevice::ReadOnly))
            continue;
        if (parentIn(status.readAll()) == server &&
            title.readAll().startsWith("postgres: interleave lesson [local] UPDATE"))
            return true;
    }
    return false;
}

TransactionLesson shortLesson()
{
    return lessonOf({begin(A), sql(A, ReadLamp), commit(A)});
}

QString usualLevel(const QString& engine)
{
    return knownEngine(engine)->usualLevel;
}

} // namespace

void TestEngineWorker::servers()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("PostgreSQL") << u"postgresql"_s;
    QTest::newRow("MariaDB") << u"mariadb"_s;
}

void TestEngineWorker::jobs_areDoneInTheirOrderAndToldHere()
{
    EngineWorker worker;
    QSignalSpy changed(&worker, &EngineWorker::busyChanged);
    QStringList told;
    for (const QString& level : {u"read uncommitted"_s, u"serializable"_s}) {
        worker.run(
            [level](EnginePool& pool, const std::stop_token& stop) {
                return runStoryOn(pool, u"sqlite"_s, shortLesson(), level, stop);
            },
            [&told](const TransactionStory& story) {
                QCOMPARE(QThread::currentThread(), qApp->thread());
                QCOMPARE(story.problem, QString());
                told.append(story.journal.header().level);
            });
    }
    QVERIFY(worker.isBusy());
    QTRY_VERIFY(!worker.isBusy());
    QCOMPARE(told, (QStringList{u"read uncommitted"_s, u"serializable"_s}));
    QCOMPARE(changed.size(), 2);
}

void TestEngineWorker::delivery_comesWhileTheJobIsUnderWay()
{
    EngineWorker worker;
    int delivered = 0;
    std::promise<void> seen;
    worker.run(
        [&, era = worker.era()](EnginePool&, const std::stop_token&) {
            worker.deliver(era, [&] {
                ++delivered;
                seen.set_value();
            });
            seen.get_future().wait();
            return 7;
        },
        [&delivered](int result) { delivered += result; });
    QTRY_COMPARE(delivered, 8);
}

void TestEngineWorker::cancel_forgetsWhatWasAsked()
{
    EngineWorker worker;
    int results = 0;
    const auto count = [&results](int) {
        ++results;
    };
    std::promise<void> begun;
    std::promise<void> delivered;
    worker.run(
        [&, era = worker.era()](EnginePool& pool, const std::stop_token& stop) {
            begun.set_value();
            (void)Endless(pool, stop);
            // Comes too late.
            worker.deliver(era, [&results] { ++results; });
            delivered.set_value();
            return 0;
        },
        count);
    worker.run(Endless, count);
    worker.run(Endless, count);
    begun.get_future().wait();
    worker.cancel();
    QVERIFY(!worker.isBusy());
    delivered.get_future().wait();
    worker.run(
        [](EnginePool&, const std::stop_token& stop) { return stop.stop_requested() ? 1 : 0; },
        [&](int stopped) {
            QCOMPARE(stopped, 0);
            results += 100;
        });
    QVERIFY(worker.isBusy());
    QTRY_VERIFY(!worker.isBusy());
    QCOMPARE(results, 100);
}

void TestEngineWorker::cancel_endsALesson()
{
    EngineWorker worker;
    std::promise<QString> problem;
    const TransactionLesson endless = lessonOf({sql(
        A, u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"_s)});
    std::promise<void> begun;
    worker.run(
        [&](EnginePool& pool, const std::stop_token& stop) {
            begun.set_value();
            problem.set_value(runStoryOn(pool, u"sqlite"_s, endless, u"serializable"_s, stop).problem);
            return 0;
        },
        [](int) { QFAIL("It was cancelled."); });
    begun.get_future().wait();
    worker.cancel();
    QCOMPARE(problem.get_future().get(), u"The run was cancelled."_s);
}

void TestEngineWorker::destructor_endsWhatIsUnderWay()
{
    bool isTold = false;
    std::promise<void> begun;
    {
        EngineWorker worker;
        worker.run(
            [&](EnginePool& pool, const std::stop_token& stop) {
                begun.set_value();
                return Endless(pool, stop);
            },
            [&isTold](int) { isTold = true; });
        worker.run(Endless, [&isTold](int) { isTold = true; });
        begun.get_future().wait();
    }
    QCoreApplication::processEvents();
    QVERIFY(!isTold);
}

void TestEngineWorker::start_isToldCancelledAndDoneAgain()
{
    QFETCH(const QString, name);
    EngineWorker worker;
    QSignalSpy told(&worker, &EngineWorker::told);
    int stories = 0;
    const auto play = [&] {
        worker.run(
            [name](EnginePool& pool, const std::stop_token& stop) {
                return runStoryOn(pool, name, shortLesson(), usualLevel(name), stop);
            },
            [&](const TransactionStory& story) {
                QCOMPARE(story.problem, QString());
                ++stories;
            });
    };
    play();
    QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), 30'000);
    QCOMPARE(told.first().first().toString(), u"%1 makes its files …"_s.arg(knownEngine(name)->title));
    worker.cancel();
    told.clear();
    play();
    QTRY_COMPARE_WITH_TIMEOUT(stories, 1, 60'000);
    QCOMPARE(told.size(), 2);
    // It runs now.
    play();
    QTRY_COMPARE_WITH_TIMEOUT(stories, 2, 60'000);
    QCOMPARE(told.size(), 2);
}

void TestEngineWorker::serverKilledBetweenRuns_isStartedAnew()
{
    QFETCH(const QString, name);
    EnginePool pool;
    QCOMPARE(runStoryOn(pool, name, shortLesson(), usualLevel(name)).problem, QString());
    const pid_t server = serverOf(pool, name);
    QVERIFY(server > 1);
    QCOMPARE(::kill(server, SIGKILL), 0);
    QTRY_VERIFY(isDead(server));
    const TransactionStory again = runStoryOn(pool, name, shortLesson(), usualLevel(name));
    QCOMPARE(again.problem, QString());
    QCOMPARE(again.facts.reads.size(), 1);
    QVERIFY(serverOf(pool, name) != server);
}

void TestEngineWorker::serverKilledInARun_isAProblemOfThatRun()
{
    EngineWorker worker;
    pid_t server = 0;
    QString problem;
    const TransactionLesson slow = lessonOf(
        {begin(A),
         sql(A, ReadLamp),
         sql(A, u"UPDATE item SET stock = 1 WHERE pg_sleep(60)::text = 'slept'"_s),
         commit(A)});
    const auto play = [&](const TransactionLesson& lesson) {
        problem = u"none yet"_s;
        worker.run(
            [&worker, &server, lesson, era = worker.era()](EnginePool& pool, const std::stop_token& stop) {
                const pid_t found = serverOf(pool, u"postgresql"_s);
                worker.deliver(era, [&server, found] { server = found; });
                return runStoryOn(pool, u"postgresql"_s, lesson, u"read committed"_s, stop);
            },
            [&problem](const TransactionStory& story) { problem = story.problem; });
    };
    play(slow);
    QTRY_VERIFY_WITH_TIMEOUT(server > 1, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(isUpdating(server), 30'000);
    QCOMPARE(::kill(server, SIGKILL), 0);
    QTRY_VERIFY_WITH_TIMEOUT(problem != u"none yet"_s, 30'000);
    QVERIFY2(
        problem.startsWith(u"PostgreSQL ended the connection of session A in the middle: "_s),
        qPrintable(problem));
    play(shortLesson());
    QTRY_VERIFY_WITH_TIMEOUT(problem != u"none yet"_s, 30'000);
    QCOMPARE(problem, QString());
}

void TestEngineWorker::engineThatIsNotThere_isAProblem()
{
    EnginePool pool({u"host=/nowhere"_s});
    const TransactionStory story = runStoryOn(pool, u"postgresql"_s, shortLesson(), u"read committed"_s);
    QVERIFY2(
        story.problem.startsWith(u"The server of --postgresql cannot be used: "_s),
        qPrintable(story.problem));
    QCOMPARE(story.journal.header().engineTitle, u"PostgreSQL"_s);
    QCOMPARE(story.journal.header().sessions.first().level, u"read committed"_s);
    TransactionLesson other = shortLesson();
    other.engines = {u"mariadb"_s};
    QCOMPARE(
        runStoryOn(pool, u"sqlite"_s, other, u"serializable"_s).problem,
        u"“A lesson” is a lesson for MariaDB, and not for SQLite. Choose another engine."_s);
    QVERIFY(!runStoryOn(pool, u"sqlite"_s, shortLesson(), u"read committed"_s).problem.isEmpty());
}

QTEST_GUILESS_MAIN(TestEngineWorker)
#include "tst_engineworker.moc"
