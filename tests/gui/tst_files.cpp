#include "gui/filedialogs.h"
#include "stage/files/journalfile.h"
#include "stage/scenariorun.h"
#include "stage/smallfiles.h"
#include "warningfreetest.h"

#include <QDragEnterEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace interleave;
using uitest::A;
using uitest::B;

/// Opening and saving in the real window, with its menus, its dialogs, and by dropping files on it.
class TestFiles final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void savedJournal_opensWithTheSamePicture_data();
    void savedJournal_opensWithTheSamePicture();
    void openedJournal_isContinued();
    void droppedFile_isOpened();
    void fileDroppedOnAField_isOpenedToo();
    void otherDrops_areRefused();
    void pipe_isRefusedAtOnce();
    void truncatedFile_showsWhatWasRead();
    void otherFile_changesNothing_data();
    void otherFile_changesNothing();
    void ownScenario_opens();
    void clicks_areSavedAsAScenario();
    void emptyJournal_isNoScenario();
    void otherClientNames_openWithTheSamePicture();
    void unwritablePath_isReported();
    void fullDisk_keepsTheOldFile();

private:
    void prepare() override;

    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    [[nodiscard]] bool drop(QWidget* target, const QMimeData& data);
    [[nodiscard]] QMessageBox* box() { return m_shown->find<QMessageBox>("problemBox"); }
    void closeBox();
    [[nodiscard]] QList<QImage> pictures();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestFiles::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    uitest::applyStyle();
}

void TestFiles::prepare()
{
    m_folder = std::make_unique<QTemporaryDir>();
    uitest::forgetFiles();
    m_shown = std::make_unique<uitest::ShownWindow>();
    // High enough for whole cards in every lesson here.
    m_shown->window.resize(1440, 1000);
}

void TestFiles::cleanup()
{
    m_shown.reset();
    m_folder.reset();
}

/// As a desktop does: enter, then drop if the enter was accepted.
bool TestFiles::drop(QWidget* target, const QMimeData& data)
{
    const QPoint middle = target->rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(target, &enter);
    if (!enter.isAccepted()) {
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(target, &leave);
        return false;
    }
    QDropEvent dropped(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &dropped);
    return dropped.isAccepted();
}

void TestFiles::closeBox()
{
    QVERIFY(box() != nullptr && box()->isVisible());
    m_shown->click(box()->button(QMessageBox::Close));
    QTRY_VERIFY(box() == nullptr);
}

QList<QImage> TestFiles::pictures()
{
    // Let pending layouts finish.
    QCoreApplication::processEvents();
    QList<QImage> result{m_shown->diagram()->grab().toImage()};
    for (const QString& client : m_shown->stage.panels())
        result.append(m_shown->card(client)->grab().toImage());
    for (const char* name : {"serverCard", "outcomeStrip"})
        result.append(m_shown->find<QWidget>(name)->grab().toImage());
    return result;
}

void TestFiles::savedJournal_opensWithTheSamePicture_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::newRow("the lost update") << "lost-update";
    QTest::newRow("the version check") << "version-check";
    QTest::newRow("free play") << "";
}

void TestFiles::savedJournal_opensWithTheSamePicture()
{
    QFETCH(QString, scenario);
    if (scenario.isEmpty()) {
        m_shown->playLesson();
        m_shown->put(R"({"stock": 42, "name": "Floor lamp"})");
        m_shown->window.setFocus();
    } else {
        m_shown->loadAndPlay(qPrintable(scenario));
        // An opened journal is no lesson that is over: it shows its last event.
        m_shown->timelineCursor().show(m_shown->journal().size());
    }
    const QList<QImage> before = pictures();
    const QString text = uitest::shownText(*m_shown);
    uitest::saveByDialog(*m_shown, path("story.jsonl"));
    QVERIFY(QFileInfo(path("story.jsonl")).size() > 0);

    m_shown->load("article-example");
    uitest::openByDialog(*m_shown, path("story.jsonl"));
    m_shown->window.setFocus();
    QCOMPARE(uitest::shownText(*m_shown), text);
    QTRY_COMPARE(pictures(), before);
}

void TestFiles::openedJournal_isContinued()
{
    m_shown->playLesson();
    uitest::saveByDialog(*m_shown, path("story")); // gets its suffix
    m_shown->load("lost-update");
    uitest::openByDialog(*m_shown, path("story.interleave.jsonl"));
    QCOMPARE(m_shown->button("scenarioButton")->text(), QStringLiteral("Free play"));
    m_shown->clickIn(A(), "readButton");
    QCOMPARE(m_shown->stockOf(A())->text(), QStringLiteral("8"));
    m_shown->save(A(), QStringLiteral("5"));
    QCOMPARE(uitest::text(*m_shown->card(A()), "sentenceLabel"), QStringLiteral("Saved as v4."));
    uitest::compareWithJournal(*m_shown, 9);
    // Its past can be viewed, too.
    m_shown->clickRow(4);
    uitest::compareWithJournal(*m_shown, 4);
}

void TestFiles::droppedFile_isOpened()
{
    m_shown->playLesson();
    const QString text = uitest::shownText(*m_shown);
    QCOMPARE(saveJournal(m_shown->journal(), path("story.jsonl")), QString());
    m_shown->load("version-check");
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path("story.jsonl"))});
    QVERIFY(drop(&m_shown->window, data));
    uitest::waitForAnother(*m_shown, replaced);
    QCOMPARE(uitest::shownText(*m_shown), text);
}

void TestFiles::fileDroppedOnAField_isOpenedToo()
{
    m_shown->playLesson();
    const QString text = uitest::shownText(*m_shown);
    QCOMPARE(saveJournal(m_shown->journal(), path("story.jsonl")), QString());
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    // File managers also send the name as text.
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path("story.jsonl"))});
    data.setText(path("story.jsonl"));
    QVERIFY(drop(m_shown->stockOf(A()), data));
    uitest::waitForAnother(*m_shown, replaced);
    QCOMPARE(uitest::shownText(*m_shown), text);
}

void TestFiles::otherDrops_areRefused()
{
    QMimeData words;
    words.setText(QStringLiteral("stock"));
    QVERIFY(!drop(&m_shown->window, words));
    QMimeData page;
    page.setUrls({QUrl(QStringLiteral("https://example.org/story.jsonl"))});
    QVERIFY(!drop(&m_shown->window, page));
    QMimeData two;
    two.setUrls({QUrl::fromLocalFile(path("one.jsonl")), QUrl::fromLocalFile(path("two.jsonl"))});
    QVERIFY(!drop(&m_shown->window, two));
}

void TestFiles::pipe_isRefusedAtOnce()
{
    const QString pipe = path("story.jsonl");
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    m_shown->playLesson();
    const QString before = uitest::shownText(*m_shown);
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(pipe)});
    QVERIFY(drop(&m_shown->window, data));
    QCOMPARE(
        box()->text(),
        QStringLiteral("“%1” is no file but a device, a pipe or a socket, and nothing was read from it. Save "
                       "what it says as a file, and choose that.")
            .arg(pipe));
    closeBox();
    m_shown->settle();
    QCOMPARE(replaced.size(), 0);
    QCOMPARE(uitest::shownText(*m_shown), before);
    QVERIFY(uitest::recent(*m_shown).isEmpty());
}

void TestFiles::truncatedFile_showsWhatWasRead()
{
    m_shown->playLesson();
    QCOMPARE(saveJournal(m_shown->journal(), path("short.jsonl")), QString());
    QFile file(path("short.jsonl"));
    QVERIFY(file.resize(file.size() - 10));
    m_shown->load("lost-update");
    uitest::openByDialog(*m_shown, path("short.jsonl"));
    QCOMPARE(
        box()->text(),
        QStringLiteral("“short.jsonl” could be read up to line 7, which was left out with all after it: it "
                       "was cut off."));
    closeBox();
    QCOMPARE(m_shown->journal().size(), 5);
    uitest::compareWithJournal(*m_shown, 5);
    QCOMPARE(m_shown->stockOf(B())->text(), QStringLiteral("8"));
}

void TestFiles::otherFile_changesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("empty")
        << "story.jsonl" << QByteArray()
        << "“story.jsonl” is empty, and a journal begins with a line that says what it is.";
    QTest::newRow("a text") << "notes.txt" << QByteArray("Buy lamps.\n")
                            << "“notes.txt” is no Interleave journal: its first line is not JSON.";
    QTest::newRow("bytes") << "lamp.png" << QByteArray("\x89PNG\r\n\x1a\n\0\0\0", 11)
                           << "“lamp.png” is no Interleave journal: its first line is not JSON.";
    QTest::newRow("another program's JSON Lines")
        << "log.jsonl" << QByteArray("{\"level\":\"info\"}\n{\"level\":\"info\"}\n") << "“log.jsonl” is no";
    QTest::newRow("a journal of another version")
        << "new.jsonl" << QByteArray("{\"interleave\":\"journal\",\"version\":99}\n") << "“new.jsonl” is no";
    QTest::newRow("JSON that is no scenario") << "other.json" << QByteArray("{\"a\": 1}") << "other.json”: ";
}

void TestFiles::otherFile_changesNothing()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, sentence);
    m_shown->playLesson();
    const QString before = uitest::shownText(*m_shown);
    uitest::write(m_folder->filePath(name), content);
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    m_shown->press(Qt::Key_O, Qt::ControlModifier);
    uitest::choose(*m_shown, "openDialog", m_folder->filePath(name));
    QVERIFY(box() != nullptr);
    QVERIFY2(box()->text().contains(sentence), qPrintable(box()->text()));
    closeBox();
    m_shown->settle();
    QCOMPARE(replaced.size(), 0);
    QCOMPARE(uitest::shownText(*m_shown), before);
    QVERIFY(uitest::recent(*m_shown).isEmpty());
}

void TestFiles::ownScenario_opens()
{
    uitest::write(path("own.json"), R"({
        "title": "Only one sells", "locking": "version",
        "records": { "item": { "stock": 10, "name": "Desk lamp" } },
        "steps": [ { "client": "A", "do": "read" },
                   { "client": "A", "do": "save", "set": { "stock": 9 } } ] })");
    uitest::openByDialog(*m_shown, path("own.json"));
    QCOMPARE(m_shown->button("scenarioButton")->text(), QStringLiteral("Only one sells"));
    QCOMPARE(uitest::text(m_shown->window, "positionLabel"), QStringLiteral("0 of 2"));
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 1);
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 2);
    uitest::compareWithJournal(*m_shown, 3);
    QCOMPARE(uitest::recent(*m_shown), QStringList{QStringLiteral("own.json")});
}

void TestFiles::clicks_areSavedAsAScenario()
{
    m_shown->playLesson();
    m_shown->press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    uitest::choose(*m_shown, "saveDialog", path("Two sales")); // gets its suffix
    QCOMPARE(uitest::recent(*m_shown), QStringList{QStringLiteral("Two sales.interleave.json")});

    const auto saved = findScenario(path("Two sales.interleave.json"));
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error()));
    const ScenarioRun run = runScenario(saved->scenario, saved->scenario.locking);
    QCOMPARE(unmetExpectations(run), QStringList());
    QCOMPARE(run.journal().latest().lostCount(QStringLiteral("item")), 1);

    uitest::openByDialog(*m_shown, path("Two sales.interleave.json"));
    QCOMPARE(m_shown->button("scenarioButton")->text(), QStringLiteral("Two sales"));
    m_shown->stage.playTo(4);
    QTRY_COMPARE(m_shown->stage.position(), 4);
    QCOMPARE(uitest::text(*m_shown->card(A()), "sentenceLabel"), QStringLiteral("Saved as v2."));
    QCOMPARE(uitest::text(*m_shown->card(B()), "sentenceLabel"), QStringLiteral("Saved as v3."));
    QCOMPARE(m_shown->stockOf(B())->text(), QStringLiteral("8"));
}

void TestFiles::emptyJournal_isNoScenario()
{
    m_shown->press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(box() != nullptr);
    QCOMPARE(
        box()->text(),
        QStringLiteral("Nothing has happened yet that a scenario could tell. Click a few steps first."));
    closeBox();
}

void TestFiles::otherClientNames_openWithTheSamePicture()
{
    uitest::write(path("own.json"), R"({
        "title": "Bob and Ann", "locking": "off", "records": { "item": { "stock": 10, "name": "Desk lamp" } },
        "steps": [ { "client": "Bob", "do": "read" }, { "client": "Ann", "do": "read" },
                   { "client": "Ann", "do": "save", "set": { "stock": 7 } } ] })");
    uitest::openByDialog(*m_shown, path("own.json"));
    m_shown->stage.playTo(3);
    QTRY_COMPARE(m_shown->stage.position(), 3);
    m_shown->put(R"({"stock": 42, "name": "Floor lamp"})");
    const QStringList panels = m_shown->stage.panels();
    const QString text = uitest::shownText(*m_shown);
    const QList<QImage> before = pictures();
    uitest::saveByDialog(*m_shown, path("names.jsonl"));
    m_shown->load("lost-update");
    uitest::openByDialog(*m_shown, path("names.jsonl"));
    QCOMPARE(m_shown->stage.panels(), panels);
    QCOMPARE(uitest::shownText(*m_shown), text);
    QTRY_COMPARE(pictures(), before);
}

void TestFiles::unwritablePath_isReported()
{
    m_shown->playLesson();
    m_shown->window.files().save(path("nowhere/story.jsonl"));
    QCOMPARE(
        box()->text(),
        QStringLiteral("“%1” was not written: No such file or directory. Choose another place.")
            .arg(path("nowhere/story.jsonl")));
    closeBox();
    QVERIFY(uitest::recent(*m_shown).isEmpty());
}

void TestFiles::fullDisk_keepsTheOldFile()
{
    m_shown->playLesson();
    const QStringList names{path("kept.jsonl"), path("kept.json")};
    for (const QString& name : names) {
        QFile old(name);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
    }
    for (const QString& name : names) {
        {
            const testing::SmallFiles small(100);
            if (name == names.first())
                m_shown->window.files().save(name);
            else
                m_shown->window.files().saveAsScenario(name);
        }
        QCOMPARE(
            box()->text(),
            QStringLiteral("“%1” was not written: File too large. Choose another place.").arg(name));
        closeBox();
        QFile kept(name);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), QByteArray("old"));
    }
    QVERIFY(uitest::recent(*m_shown).isEmpty());
}

QTEST_MAIN(TestFiles)

#include "tst_files.moc"
