#include "core/transactions/knownengines.h"
#include "core/transactionwords/sessiontext.h"
#include "core/transactionwords/storycells.h"
#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionguess.h"
#include "core/transactionwords/transactionledger.h"
#include "core/transactionwords/transactionparts.h"
#include "engine/databases/enginetable.h"
#include "engine/storyrun.h"
#include "warningfreetest.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

/// A place holder that was not filled, a gap in a sentence, or two ends of one.
bool isUnfinished(const QString& text)
{
    static const QRegularExpression pattern(u"%[0-9n]|  |\\.\\.| [,.;:]|^ | $"_s);
    return pattern.match(text).hasMatch();
}

/// Other markup than `<b>`.
bool hasMarkup(const QString& text)
{
    static const QRegularExpression pattern(u"<(?!/?b>)"_s);
    return pattern.match(text).hasMatch();
}

} // namespace

/// What is said of the built-in lessons when they are run for real: at every moment something, and nothing
/// that the judgement does not say.
class TestStoryWords final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_engines.clear(); }

    void lesson_isTold_data();
    void lesson_isTold();

private:
    void compareEvents(const TransactionStory& story);
    void compareMoments(const TransactionStory& story);
    void compareEnd(const TransactionStory& story);

    std::map<QString, std::unique_ptr<Engine>> m_engines;
};

void TestStoryWords::initTestCase()
{
    for (const EngineEntry& entry : engineTable()) {
        auto engine = entry.start();
        if (engine)
            m_engines[entry.name] = std::move(engine).value();
    }
    QVERIFY(m_engines.contains(u"sqlite"_s));
}

void TestStoryWords::lesson_isTold_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("level");
    const QDir folder(QStringLiteral(INTERLEAVE_TRANSACTIONS));
    for (const QString& name : folder.entryList({u"*.json"_s}, QDir::Files)) {
        if (name.endsWith(u".schema.json"_s))
            continue;
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lesson = transactionLessonFromJson(file.readAll());
        QVERIFY2(lesson, qPrintable(lesson ? QString() : lesson.error()));
        for (const QString& engine : lesson->engines) {
            // On the engine that takes no time at each of its levels.
            const QStringList levels =
                engine == u"sqlite"_s ? knownEngine(engine)->levels : QStringList{lesson->levelOn(engine)};
            for (const QString& level : levels) {
                const QByteArray row = QStringList{name, engine, level}.join(u", "_s).toUtf8();
                if (lesson->problemOn(engine, level).isEmpty())
                    QTest::newRow(row.constData()) << file.fileName() << engine << level;
            }
        }
    }
}

void TestStoryWords::lesson_isTold()
{
    QFETCH(QString, path);
    QFETCH(QString, engine);
    QFETCH(QString, level);
    if (!m_engines.contains(engine))
        QSKIP("The engine is not installed.");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto lesson = transactionLessonFromJson(file.readAll());
    const TransactionStory story = runStory(*m_engines[engine], *lesson, level);
    QCOMPARE(story.problem, QString());
    compareEvents(story);
    if (!QTest::currentTestFailed())
        compareMoments(story);
    if (!QTest::currentTestFailed())
        compareEnd(story);
}

void TestStoryWords::compareEvents(const TransactionStory& story)
{
    for (qint64 seq = 1; seq <= story.journal.size(); ++seq) {
        for (const qint64 moment : {seq, story.journal.size()}) {
            const Explanation is = explainTransaction(story, seq, moment);
            QVERIFY(!is.title.isEmpty());
            QVERIFY(!is.story.isEmpty());
            QStringList texts{is.title, is.story, is.textbook};
            for (const Choice& each : is.choices)
                texts << each.name << each.effect;
            for (const QString& text : std::as_const(texts))
                QVERIFY2(!isUnfinished(text), qPrintable(text));
            QVERIFY2(!hasMarkup(is.story), qPrintable(is.story));
        }
        const MessageText message = transactionMessage(story, seq);
        QVERIFY(!message.request.isEmpty());
        QVERIFY(!message.answer.isEmpty());
        QVERIFY2(!isUnfinished(message.answer), qPrintable(message.answer));
        const int step = story.journal.event(seq).step;
        for (const TransactionGuess guess : AllTransactionGuesses) {
            const QString verdict = verdictOn(guess, story, step);
            QVERIFY2(!isUnfinished(verdict), qPrintable(verdict));
            QCOMPARE(verdict.contains(u"Right."_s), truthOf(story, step) == guess);
        }
    }
}

void TestStoryWords::compareMoments(const TransactionStory& story)
{
    QVERIFY(!storyCells(story).isEmpty());
    for (qint64 moment = 0; moment <= story.journal.size(); ++moment) {
        const DatabaseText database = databaseText(story, moment);
        QVERIFY(!database.value.isEmpty());
        QVERIFY(!database.caption.isEmpty());
        QCOMPARE(database.pending.size(), pendingAt(story, moment).size());
        for (const QString& session : sessionNames(story.journal)) {
            const SessionText is = sessionText(story, session, moment);
            QVERIFY(!is.status.isEmpty());
            QVERIFY(!is.answer.sentence.isEmpty());
            QVERIFY2(is.answer.status.size() <= 13, qPrintable(is.answer.status));
            const ObserverText observer = sessionObserver(story, session, moment);
            for (const QString& text :
                 QStringList{is.status, is.answer.sentence, observer.sentence, observer.shortText} + is.sees)
                QVERIFY2(!isUnfinished(text), qPrintable(text));
        }
        for (const QString& wording : transactionHeadline(story, moment).outcome)
            QVERIFY2(!isUnfinished(wording), qPrintable(wording));
    }
}

void TestStoryWords::compareEnd(const TransactionStory& story)
{
    const qint64 end = story.journal.size();
    const Judgement& judgement = story.judgement;
    const bool isWrong = judgement.verdict == SerialVerdict::NotExplained;
    const TransactionLedger ledger = transactionLedger(story, end);
    QCOMPARE(ledger.isWrong, isWrong);
    QCOMPARE(ledger.anomaly.isEmpty(), judgement.anomaly.isEmpty());
    QCOMPARE(ledger.lostUpdates, judgement.anomaly == u"lost update"_s ? 1 : 0);
    QVERIFY(judgement.anomaly != u"dirty read"_s || ledger.dirtyReads > 0);
    QVERIFY(!ledger.value.isEmpty());
    QVERIFY(!ledger.serial.isEmpty());
    int refused = 0;
    for (const TransactionEvent& event : story.journal.events())
        refused += event.isRefused() ? 1 : 0;
    QCOMPARE(ledger.refused, refused);

    const Headline headline = transactionHeadline(story, end);
    QVERIFY(!headline.story.isEmpty());
    QVERIFY(!headline.outcome.isEmpty());
    QCOMPARE(headline.severity == Severity::Lost, isWrong);
    QVERIFY(headline.severity == Severity::Lost || refused == 0 || headline.severity == Severity::Stale);

    const qint64 point = transactionTurningPoint(story);
    QVERIFY(point >= 1 && point <= end);
    const Explanation is = explainTransaction(story, point);
    QCOMPARE(is.severity == Severity::Lost, isWrong);
    QVERIFY(!isWrong || (!is.choices.isEmpty() && !is.textbook.isEmpty()));
    // The lesson’s own words are of its steps.
    for (qint64 seq = 1; seq <= end; ++seq)
        QCOMPARE(
            wordsOn(story, seq),
            story.lesson.steps.at(story.journal.event(seq).step - 1).say.on(story.journal.header().engine));
}

QTEST_GUILESS_MAIN(TestStoryWords)
#include "tst_storywords.moc"
