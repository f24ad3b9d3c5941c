#include "core/journalbuilder.h"
#include "gui/filedialogs.h"
#include "gui/playback/askfirst.h"
#include "gui/playback/stagetransport.h"
#include "gui/playback/transactiontransport.h"
#include "gui/shownwindow.h"
#include "gui/watching/filewatching.h"
#include "gui/window/files.h"
#include "gui/window/navigation.h"
#include "gui/window/recentfiles.h"
#include "stage/files/journalfile.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QTemporaryDir>

using namespace interleave;
using namespace Qt::StringLiterals;
using uitest::A;

/// A file that is open in the real window, changed on the disk as editors do it.
class TestChangedFile final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void scenario_isShownAsFarAsBefore();
    void shorterScenario_isShownToItsEnd();
    void momentLookedBackAt_isKept();
    void chosenRule_isKept();
    void playing_goesOn();
    void askFirst_asksAgain();
    void mistake_isToldAndThePictureStays();
    void vanishedFile_isToldAndThePictureStays();
    void ownWork_isAskedAbout();
    void anotherLesson_endsTheWatch();
    void journal_isShownAgain();
    void journalThatWasGoneOnFrom_isAskedAbout();
    void journalThatWasCut_isAskedAbout();
    void savingOverIt_isNoChange();
    void whatWaited_isForgottenWithASave();
    void transactions_areRunAgain();
    void transactionsThatFail_leaveThePicture();
    void freePlayOfTransactions_isAskedAbout();
    void ownServer_isAskedAbout();

private:
    void prepare() override;
    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    void write(const QByteArray& text);
    /// The built-in lesson with another title and as many of its steps; of all with none.
    [[nodiscard]] static QByteArray lesson(const QString& file, const QString& title, int steps = 0);
    void openScenario(int position);
    [[nodiscard]] QString notice();
    [[nodiscard]] QString told();
    [[nodiscard]] TransactionTransport& transactions();
    void openTransactions(int position);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<uitest::ShownWindow> m_shown;
    QString m_path;
};

void TestChangedFile::initTestCase()
{
    uitest::applyStyle();
}

void TestChangedFile::prepare()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = path("lesson.json");
    uitest::forgetFiles();
    m_shown = std::make_unique<uitest::ShownWindow>();
    m_shown->window.fileWatching().setPace({20, 120, 100});
}

void TestChangedFile::cleanup()
{
    m_shown.reset();
    m_folder.reset();
}

/// As most editors: another file gets the name.
void TestChangedFile::write(const QByteArray& text)
{
    QFile file(m_path + u"~"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
    file.close();
    QCOMPARE(std::rename(qPrintable(m_path + u"~"_s), qPrintable(m_path)), 0);
}

QByteArray TestChangedFile::lesson(const QString& file, const QString& title, int steps)
{
    QFile builtin(u":/"_s + file);
    if (!builtin.open(QIODevice::ReadOnly))
        return {};
    QJsonObject root = QJsonDocument::fromJson(builtin.readAll()).object();
    root[u"title"_s] = title;
    QJsonArray all = root[u"steps"_s].toArray();
    while (steps > 0 && all.size() > steps)
        all.removeLast();
    root[u"steps"_s] = all;
    if (steps > 0) {
        root.remove(u"expect"_s);
        root.remove(u"look"_s);
    }
    return QJsonDocument(root).toJson();
}

void TestChangedFile::openScenario(int position)
{
    write(lesson(u"scenarios/lost-update.json"_s, u"First"_s));
    m_shown->window.files().open(m_path);
    QTRY_VERIFY(m_shown->stage.scenario() != nullptr && m_shown->stage.canStep());
    if (position > 0)
        m_shown->stage.playTo(position);
    QTRY_COMPARE(m_shown->stage.position(), position);
    m_shown->settle();
}

QString TestChangedFile::notice()
{
    const auto* label = m_shown->find<QLabel>("fileNoticeLabel");
    return label->isVisible() ? label->text() : QString();
}

QString TestChangedFile::told()
{
    const Scenario* scenario = m_shown->stage.scenario();
    return scenario == nullptr ? QString() : scenario->title;
}

void TestChangedFile::scenario_isShownAsFarAsBefore()
{
    openScenario(3);
    write(lesson(u"scenarios/lost-update.json"_s, u"Second"_s));
    QTRY_COMPARE(told(), u"Second"_s);
    QTRY_COMPARE(m_shown->stage.position(), 3);
    m_shown->settle();
    QCOMPARE(m_shown->button("scenarioButton")->text(), u"Second"_s);
    QCOMPARE(notice(), QString());
    QVERIFY(!m_shown->timelineCursor().isPast());
    // And once more.
    write(lesson(u"scenarios/lost-update.json"_s, u"Third"_s));
    QTRY_COMPARE(told(), u"Third"_s);
    QTRY_COMPARE(m_shown->stage.position(), 3);
}

void TestChangedFile::shorterScenario_isShownToItsEnd()
{
    openScenario(4);
    write(lesson(u"scenarios/lost-update.json"_s, u"Short"_s, 3));
    QTRY_COMPARE(told(), u"Short"_s);
    QTRY_COMPARE(m_shown->stage.position(), 3);
}

void TestChangedFile::momentLookedBackAt_isKept()
{
    openScenario(4);
    m_shown->click(m_shown->button("backButton"));
    m_shown->click(m_shown->button("backButton"));
    QCOMPARE(m_shown->timelineCursor().position(), 2);
    write(lesson(u"scenarios/lost-update.json"_s, u"Second"_s));
    QTRY_COMPARE(told(), u"Second"_s);
    QTRY_COMPARE(m_shown->stage.position(), 4);
    QTRY_VERIFY(m_shown->timelineCursor().isPast());
    QCOMPARE(m_shown->timelineCursor().position(), 2);
}

void TestChangedFile::chosenRule_isKept()
{
    openScenario(2);
    m_shown->stage.setLocking(Locking::Version);
    QTRY_COMPARE(m_shown->stage.startRule(), Locking::Version);
    m_shown->settle();
    write(lesson(u"scenarios/lost-update.json"_s, u"Second"_s));
    QTRY_COMPARE(told(), u"Second"_s);
    QTRY_COMPARE(m_shown->stage.position(), 2);
    QCOMPARE(m_shown->stage.startRule(), Locking::Version);
}

void TestChangedFile::playing_goesOn()
{
    openScenario(0);
    auto* transport = m_shown->window.findChild<StageTransport*>();
    transport->setPauseBetween(600'000);
    m_shown->click(m_shown->button("playButton"));
    QTRY_COMPARE(m_shown->stage.position(), 1);
    QVERIFY(transport->isPlaying());
    write(lesson(u"scenarios/lost-update.json"_s, u"Second"_s));
    QTRY_COMPARE(told(), u"Second"_s);
    QTRY_VERIFY(transport->isPlaying());
    QTRY_VERIFY(m_shown->stage.position() >= 1);
}

void TestChangedFile::askFirst_asksAgain()
{
    m_shown->window.askFirst().setOn(true);
    openScenario(3);
    QTRY_VERIFY(m_shown->window.askFirst().isAsking());
    write(lesson(u"scenarios/lost-update.json"_s, u"Second"_s));
    QTRY_COMPARE(told(), u"Second"_s);
    QTRY_COMPARE(m_shown->stage.position(), 3);
    QTRY_VERIFY(m_shown->window.askFirst().isAsking());
}

void TestChangedFile::mistake_isToldAndThePictureStays()
{
    openScenario(3);
    const QImage before = m_shown->diagram()->grab().toImage();
    const qint64 size = m_shown->journal().size();
    QByteArray wrong = lesson(u"scenarios/lost-update.json"_s, u"Second"_s);
    wrong.replace("\"do\": \"read\"", "\"do\": \"reed\"");
    write(wrong);
    QTRY_VERIFY(!notice().isEmpty());
    QVERIFY2(
        notice().startsWith(u"“lesson.json”: "_s) && notice().contains(u"steps[0].do"_s),
        qPrintable(notice()));
    QVERIFY2(notice().contains(u"reed"_s), qPrintable(notice()));
    QVERIFY(!notice().contains(m_folder->path()));
    QCOMPARE(told(), u"First"_s);
    QCOMPARE(m_shown->journal().size(), size);
    QVERIFY(!m_shown->button("fileNoticeButton")->isVisible());
    // Hidden, and seen again at the next mistake.
    m_shown->click(m_shown->button("hideFileNoticeButton"));
    QCOMPARE(notice(), QString());
    QTRY_COMPARE(m_shown->diagram()->grab().toImage(), before);
    write("{");
    QTRY_VERIFY(!notice().isEmpty());
    write(lesson(u"scenarios/lost-update.json"_s, u"First"_s));
    QTRY_COMPARE(notice(), QString());
    QCOMPARE(m_shown->journal().size(), size);
}

void TestChangedFile::vanishedFile_isToldAndThePictureStays()
{
    openScenario(3);
    const qint64 size = m_shown->journal().size();
    QVERIFY(QFile::remove(m_path));
    QTRY_VERIFY(notice().contains(u"“lesson.json” is gone"_s));
    QCOMPARE(m_shown->journal().size(), size);
    write(lesson(u"scenarios/lost-update.json"_s, u"Second"_s));
    QTRY_COMPARE(told(), u"Second"_s);
    QTRY_COMPARE(notice(), QString());
    QTRY_COMPARE(m_shown->stage.position(), 3);
}

void TestChangedFile::ownWork_isAskedAbout()
{
    openScenario(2);
    m_shown->save(A(), u"3"_s);
    QVERIFY(m_shown->stage.hasLeftScript());
    const qint64 size = m_shown->journal().size();
    write(lesson(u"scenarios/lost-update.json"_s, u"Second"_s));
    QTRY_VERIFY(notice().contains(u"“lesson.json” has changed"_s));
    QCOMPARE(told(), u"First"_s);
    QCOMPARE(m_shown->journal().size(), size);
    m_shown->click(m_shown->button("fileNoticeButton"));
    QTRY_COMPARE(told(), u"Second"_s);
    QTRY_COMPARE(notice(), QString());
    // What was done can be brought back.
    m_shown->settle();
    QVERIFY(m_shown->stage.previous() != nullptr);
    QCOMPARE(m_shown->stage.previous()->journal.size(), size);
}

void TestChangedFile::anotherLesson_endsTheWatch()
{
    openScenario(2);
    m_shown->load("version-check");
    const QString title = told();
    write("{");
    write(lesson(u"scenarios/lost-update.json"_s, u"Second"_s));
    m_shown->loadAndPlay("version-check");
    QCOMPARE(told(), title);
    QCOMPARE(notice(), QString());
}

void TestChangedFile::journal_isShownAgain()
{
    m_path = path("story.jsonl");
    QCOMPARE(saveJournal(testing::lesson(Locking::Off).journal(), m_path), QString());
    m_shown->window.files().open(m_path);
    QTRY_COMPARE(m_shown->journal().size(), testing::lesson(Locking::Off).journal().size());
    m_shown->settle();
    QVERIFY(QFile::remove(RecentFiles::lastSession()) || !QFile::exists(RecentFiles::lastSession()));
    QCOMPARE(saveJournal(testing::lesson(Locking::Version).journal(), m_path), QString());
    QTRY_COMPARE(m_shown->journal().header().locking, Locking::Version);
    QCOMPARE(notice(), QString());
    // It was in a file, and nothing was added to it.
    QVERIFY(!QFile::exists(RecentFiles::lastSession()));
    // Half written.
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("{\"seq\":");
    file.close();
    QTRY_VERIFY(notice().contains(u"story.jsonl"_s));
}

void TestChangedFile::journalThatWasGoneOnFrom_isAskedAbout()
{
    m_path = path("story.jsonl");
    QCOMPARE(saveJournal(testing::lesson(Locking::Off).journal(), m_path), QString());
    m_shown->window.files().open(m_path);
    const qint64 size = testing::lesson(Locking::Off).journal().size();
    QTRY_COMPARE(m_shown->journal().size(), size);
    m_shown->settle();
    m_shown->clickIn(A(), "readButton");
    QCOMPARE(m_shown->journal().size(), size + 1);
    QCOMPARE(saveJournal(testing::lesson(Locking::Version).journal(), m_path), QString());
    QTRY_VERIFY(notice().contains(u"“story.jsonl” has changed"_s));
    QCOMPARE(m_shown->journal().size(), size + 1);
    m_shown->click(m_shown->button("fileNoticeButton"));
    QTRY_COMPARE(m_shown->journal().header().locking, Locking::Version);
    QVERIFY(QFile::exists(RecentFiles::lastSession()));
}

/// Also where as many messages came as were cut.
void TestChangedFile::journalThatWasCut_isAskedAbout()
{
    m_path = path("story.jsonl");
    QCOMPARE(saveJournal(testing::lesson(Locking::Off).journal(), m_path), QString());
    m_shown->window.files().open(m_path);
    const qint64 size = testing::lesson(Locking::Off).journal().size();
    QTRY_COMPARE(m_shown->journal().size(), size);
    m_shown->settle();
    m_shown->timelineCursor().show(size - 1);
    m_shown->click(m_shown->button("continueButton"));
    QTRY_COMPARE(m_shown->journal().size(), size - 1);
    m_shown->settle();
    m_shown->clickIn(A(), "readButton");
    QTRY_COMPARE(m_shown->journal().size(), size);
    QCOMPARE(saveJournal(testing::lesson(Locking::Version).journal(), m_path), QString());
    QTRY_VERIFY(notice().contains(u"“story.jsonl” has changed"_s));
    QCOMPARE(m_shown->journal().header().locking, Locking::Off);
}

void TestChangedFile::whatWaited_isForgottenWithASave()
{
    m_path = path("story.jsonl");
    QCOMPARE(saveJournal(testing::lesson(Locking::Off).journal(), m_path), QString());
    m_shown->window.files().open(m_path);
    QTRY_COMPARE(m_shown->journal().size(), testing::lesson(Locking::Off).journal().size());
    m_shown->settle();
    m_shown->clickIn(A(), "readButton");
    QCOMPARE(saveJournal(testing::lesson(Locking::Version).journal(), m_path), QString());
    QTRY_VERIFY(notice().contains(u"has changed"_s));
    m_shown->window.files().save(m_path);
    QCOMPARE(notice(), QString());
}

void TestChangedFile::savingOverIt_isNoChange()
{
    m_path = path("story.jsonl");
    QCOMPARE(saveJournal(testing::lesson(Locking::Off).journal(), m_path), QString());
    m_shown->window.files().open(m_path);
    const qint64 size = testing::lesson(Locking::Off).journal().size();
    QTRY_COMPARE(m_shown->journal().size(), size);
    m_shown->settle();
    m_shown->clickIn(A(), "readButton");
    m_shown->window.files().save(m_path);
    // What comes after it is told.
    QCOMPARE(notice(), QString());
    QVERIFY(QFile::remove(m_path));
    QTRY_VERIFY(notice().contains(u"is gone"_s));
    QCOMPARE(m_shown->journal().size(), size + 1);
}

TransactionTransport& TestChangedFile::transactions()
{
    return *m_shown->window.navigation().page()->transactionTransport();
}

void TestChangedFile::openTransactions(int position)
{
    QByteArray text = lesson(u"transactions/dirty-read.json"_s, u"First"_s);
    write(text);
    m_shown->window.files().open(m_path);
    transactions().chooseEngine(u"sqlite"_s);
    QTRY_VERIFY(transactions().story() != nullptr && transactions().progress().isEmpty());
    for (int i = 0; i < position; ++i)
        transactions().playNext();
    QCOMPARE(transactions().position(), position);
}

void TestChangedFile::transactions_areRunAgain()
{
    openTransactions(3);
    write(lesson(u"transactions/dirty-read.json"_s, u"Second"_s));
    QTRY_COMPARE(transactions().lesson().title, u"Second"_s);
    QCOMPARE(transactions().position(), 3);
    QCOMPARE(transactions().engine(), u"sqlite"_s);
    QVERIFY(transactions().story() != nullptr);
    QCOMPARE(notice(), QString());
    write("{\"interleave\": 1, \"kind\": \"transactions\"");
    QTRY_VERIFY(notice().contains(u"lesson.json"_s));
    QVERIFY(transactions().story() != nullptr);
    // It is of this page.
    m_shown->window.navigation().show(u"two-clients"_s);
    QCOMPARE(notice(), QString());
    m_shown->window.navigation().show(u"transactions"_s);
    QVERIFY(!notice().isEmpty());
}

void TestChangedFile::transactionsThatFail_leaveThePicture()
{
    openTransactions(2);
    QByteArray wrong = lesson(u"transactions/dirty-read.json"_s, u"Second"_s);
    wrong.replace("CREATE TABLE", "CREATE TABBLE");
    write(wrong);
    QTRY_VERIFY(!notice().isEmpty());
    QVERIFY2(notice().startsWith(u"“lesson.json”: SQLite"_s), qPrintable(notice()));
    QCOMPARE(transactions().lesson().title, u"First"_s);
    QVERIFY(transactions().story() != nullptr);
    QCOMPARE(transactions().position(), 2);
    write(lesson(u"transactions/dirty-read.json"_s, u"Third"_s));
    QTRY_COMPARE(transactions().lesson().title, u"Third"_s);
    QCOMPARE(notice(), QString());
}

void TestChangedFile::freePlayOfTransactions_isAskedAbout()
{
    openTransactions(2);
    transactions().startFreePlay();
    QTRY_VERIFY(transactions().isFree());
    write(lesson(u"transactions/dirty-read.json"_s, u"Second"_s));
    QTRY_VERIFY(notice().contains(u"has changed"_s));
    QVERIFY(transactions().isFree());
    m_shown->click(m_shown->button("fileNoticeButton"));
    QTRY_COMPARE(transactions().lesson().title, u"Second"_s);
    QVERIFY(!transactions().isFree());
    QTRY_VERIFY(transactions().story() != nullptr);
}

/// The role on it was named for the file as it was.
void TestChangedFile::ownServer_isAskedAbout()
{
    EnginePlaces places;
    places.postgresql = u"postgresql://nobody@127.0.0.1:1/nothing"_s;
    MainWindow window(m_shown->stage, m_shown->appearance, {}, places, u"nobody"_s);
    window.fileWatching().setPace({20, 120, 100});
    window.show();
    write(lesson(u"transactions/dirty-read.json"_s, u"First"_s));
    window.files().open(m_path);
    TransactionTransport& transport = *window.navigation().page()->transactionTransport();
    transport.chooseEngine(u"sqlite"_s);
    QTRY_VERIFY(transport.story() != nullptr && transport.progress().isEmpty());
    const auto* label = window.findChild<QLabel*>(u"fileNoticeLabel"_s);
    auto* button = window.findChild<QPushButton*>(u"fileNoticeButton"_s);
    // On the engine that is built in it runs at once.
    write(lesson(u"transactions/dirty-read.json"_s, u"Second"_s));
    QTRY_COMPARE(transport.lesson().title, u"Second"_s);
    QVERIFY(!label->isVisible());
    // Now it is for the user's server only.
    QJsonObject root =
        QJsonDocument::fromJson(lesson(u"transactions/dirty-read.json"_s, u"Third"_s)).object();
    root[u"engines"_s] = QJsonArray{u"postgresql"_s};
    for (const char* member : {"expect", "level"})
        root.remove(QLatin1String(member));
    write(QJsonDocument(root).toJson());
    QTRY_VERIFY(label->isVisible());
    QVERIFY2(label->text().contains(u"your own PostgreSQL server"_s), qPrintable(label->text()));
    QCOMPARE(button->text(), u"Run it"_s);
    QCOMPARE(transport.lesson().title, u"Second"_s);
    QCOMPARE(transport.engine(), u"sqlite"_s);
    // Free play is left for it, which is not all that is to be known.
    transport.startFreePlay();
    QTRY_VERIFY(transport.isFree());
    QVERIFY2(label->text().contains(u"your own PostgreSQL server"_s), qPrintable(label->text()));
    QVERIFY2(label->text().contains(u"in place of what was done here"_s), qPrintable(label->text()));
    QCOMPARE(button->text(), u"Run it"_s);
    transport.leaveFreePlay();
    // Nobody agreed, and it is for the other one again.
    write(lesson(u"transactions/dirty-read.json"_s, u"Fourth"_s));
    QTRY_COMPARE(transport.lesson().title, u"Fourth"_s);
    QVERIFY(!label->isVisible());
}

QTEST_MAIN(TestChangedFile)

#include "tst_changedfile.moc"
