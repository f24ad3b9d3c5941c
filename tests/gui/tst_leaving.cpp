#include "gui/filedialogs.h"
#include "gui/panels/startpanel.h"
#include "gui/playback/autoplayer.h"
#include "gui/window/presenter.h"
#include "stage/files/journalfile.h"
#include "warningfreetest.h"

#include <QAccessible>
#include <QDir>
#include <QMessageBox>
#include <QTemporaryDir>

using namespace interleave;
using uitest::A;
using uitest::B;

/// Returning to the start, and replacing a session, in the real window: viewing the start loses nothing, and
/// a replaced session is kept, reported, and can be restored.
class TestLeaving final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void first_onlyShowsTheStart_data();
    void first_onlyShowsTheStart();
    void first_thenStep_showsWhatHappened();
    void first_thenPlay_showsWhatHappenedAndContinues();
    void first_atTheEnd_replaysEverything();
    void play_inThePast_pausesWhenAnotherMomentIsShown();
    void reset_restoresTheScenariosRule();
    void reset_restoresALeftScript();
    void replacedSession_isKeptAndCanBeRestored_data();
    void replacedSession_isKeptAndCanBeRestored();
    void scenarioStepsAlone_areNotKept_data();
    void scenarioStepsAlone_areNotKept();
    void outsideMessages_areCountedInTheNotice_data();
    void outsideMessages_areCountedInTheNotice();
    void undo_continuesTheScenario();
    void undo_worksByKeyboard();
    void undo_isOfferedDespiteOutsideMessages();
    void undoOffer_endsWithTheNextStep();
    void leftScript_canBeRestoredToo();
    void lastSession_canBeOpenedWhileItIsReplaced();
    void unsavedSession_isReportedAndCanBeRestored();
    void unsavedSession_keepsTheWindowOpen();

private:
    void prepare() override;

    /// Plays two steps of the lost update, with \a others messages of outside clients.
    void playWithOthers(int others);
    void reset();
    [[nodiscard]] QString notice() { return uitest::text(m_shown->window, "noticeLabel"); }
    [[nodiscard]] QPushButton* undo() { return m_shown->button("wayButton"); }
    [[nodiscard]] QByteArray shownJournal() { return textOf(m_shown->journal()); }
    [[nodiscard]] static QByteArray textOf(const Journal& journal);
    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    [[nodiscard]] QMessageBox* box() { return m_shown->find<QMessageBox>("keepBox"); }
    void obstruct();
    void choose(const char* text);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestLeaving::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    uitest::applyStyle();
}

void TestLeaving::prepare()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QDir().rmdir(RecentFiles::lastSession());
    uitest::forgetFiles();
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestLeaving::cleanup()
{
    m_shown.reset();
    m_folder.reset();
    QDir().rmdir(RecentFiles::lastSession());
}

QByteArray TestLeaving::textOf(const Journal& journal)
{
    QByteArray lines;
    for (qint64 seq = 1; seq <= journal.size(); ++seq)
        lines += toJsonLine(journal.event(seq)) + '\n';
    return lines;
}

void TestLeaving::playWithOthers(int others)
{
    m_shown->load("lost-update");
    m_shown->stage.playTo(2);
    QTRY_COMPARE(m_shown->stage.position(), 2);
    m_shown->settle();
    for (int i = 0; i < others; ++i)
        m_shown->put(R"({"stock": 4, "name": "Desk lamp"})");
}

void TestLeaving::reset()
{
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    m_shown->find<QAction>("resetAction")->trigger();
    uitest::waitForAnother(*m_shown, replaced);
}

/// Makes saving the last session impossible.
void TestLeaving::obstruct()
{
    QVERIFY(QDir().mkpath(RecentFiles::lastSession()));
}

void TestLeaving::choose(const char* text)
{
    QVERIFY(box() != nullptr && box()->isVisible());
    for (QAbstractButton* button : box()->buttons()) {
        if (button->text() == QString::fromUtf8(text)) {
            m_shown->click(button);
            break;
        }
    }
    QTRY_VERIFY(box() == nullptr);
}

void TestLeaving::first_onlyShowsTheStart_data()
{
    QTest::addColumn<QString>("how");
    for (const char* how : {"the button", "Alt+Home", "the compact menu", "the clicker"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestLeaving::first_onlyShowsTheStart()
{
    QFETCH(QString, how);
    playWithOthers(2);
    const QByteArray before = shownJournal();
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    if (how == QLatin1String("the button")) {
        m_shown->click(m_shown->button("firstButton"));
    } else if (how == QLatin1String("Alt+Home")) {
        m_shown->press(Qt::Key_Home, Qt::AltModifier);
    } else if (how == QLatin1String("the compact menu")) {
        for (QAction* action : m_shown->find<QMenu>("transportMenu")->actions()) {
            if (action->text() == QLatin1String("Back to the start"))
                action->trigger();
        }
    } else {
        m_shown->window.presenter().setPresenting(true);
        m_shown->find<QAction>("clickerFirstAction")->trigger();
    }
    m_shown->settle();
    QCOMPARE(replaced.size(), 0);
    QCOMPARE(shownJournal(), before);
    QVERIFY(m_shown->timelineCursor().isPast());
    QCOMPARE(m_shown->timelineCursor().seq(), 0);
    QCOMPARE(
        m_shown->find<QWidget>("pastBar")->findChild<QLabel*>()->text(),
        QStringLiteral("Viewing the past: before step 1"));
    QVERIFY(m_shown->find<QWidget>("pastBar")->isVisible());
    QVERIFY(!m_shown->button("firstButton")->isEnabled());
    // The buttons for leaving the past are there.
    m_shown->click(m_shown->button("newestButton"));
    QCOMPARE(shownJournal(), before);
    QCOMPARE(uitest::text(m_shown->window, "positionLabel"), QStringLiteral("2 of 4"));
}

void TestLeaving::first_thenStep_showsWhatHappened()
{
    playWithOthers(1);
    const QByteArray before = shownJournal();
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    m_shown->click(m_shown->button("stepButton"));
    uitest::compareWithJournal(*m_shown, 1);
    QCOMPARE(uitest::text(m_shown->window, "positionLabel"), QStringLiteral("1 of 4"));
    m_shown->click(m_shown->button("backButton"));
    uitest::compareWithJournal(*m_shown, 0);
    for (int i = 0; i < 3; ++i)
        m_shown->click(m_shown->button("stepButton"));
    QVERIFY(!m_shown->timelineCursor().isPast());
    QCOMPARE(shownJournal(), before);
    // Here the past ends, and the scenario continues.
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 3);
}

void TestLeaving::first_thenPlay_showsWhatHappenedAndContinues()
{
    m_shown->load("lost-update");
    m_shown->window.findChild<AutoPlayer*>()->setPauseBetween(1);
    m_shown->stage.playTo(2);
    QTRY_COMPARE(m_shown->stage.position(), 2);
    m_shown->settle();
    const QByteArray before = shownJournal();
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    QList<qint64> moments;
    connect(
        &m_shown->timelineCursor(), &TimelineCursor::changed, &m_shown->timelineCursor(), [this, &moments] {
            moments.append(m_shown->timelineCursor().seq());
        });
    m_shown->press(Qt::Key_F5);
    QCOMPARE(m_shown->button("playButton")->text(), QStringLiteral("Pause"));
    // It plays up to the step with a question.
    QTRY_COMPARE(m_shown->button("playButton")->text(), QStringLiteral("Play"));
    QCOMPARE(moments.mid(0, 2), QList<qint64>({1, 2}));
    QCOMPARE(m_shown->stage.position(), 3);
    QVERIFY(!m_shown->timelineCursor().isPast());
    QVERIFY(shownJournal().startsWith(before));
}

void TestLeaving::first_atTheEnd_replaysEverything()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->window.findChild<AutoPlayer*>()->setPauseBetween(1);
    const QByteArray before = shownJournal();
    QVERIFY(!m_shown->button("playButton")->isEnabled());
    m_shown->click(m_shown->button("firstButton"));
    QVERIFY(m_shown->button("playButton")->isEnabled());
    m_shown->click(m_shown->button("playButton"));
    QTRY_VERIFY(!m_shown->timelineCursor().isPast());
    QTRY_COMPARE(m_shown->button("playButton")->text(), QStringLiteral("Play"));
    QCOMPARE(shownJournal(), before);
}

void TestLeaving::play_inThePast_pausesWhenAnotherMomentIsShown()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    m_shown->press(Qt::Key_F5);
    QCOMPARE(m_shown->timelineCursor().seq(), 1);
    // Requests of outside clients do not stop it.
    m_shown->put(R"({"stock": 4, "name": "Desk lamp"})");
    QCOMPARE(m_shown->button("playButton")->text(), QStringLiteral("Pause"));
    m_shown->clickRow(4);
    QCOMPARE(m_shown->button("playButton")->text(), QStringLiteral("Play"));
    QCOMPARE(m_shown->timelineCursor().seq(), 4);
}

void TestLeaving::reset_restoresTheScenariosRule()
{
    m_shown->load("version-check");
    const Locking own = m_shown->stage.scenario()->locking;
    QVERIFY(own != Locking::Off);
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    m_shown->stage.setLocking(Locking::Off);
    uitest::waitForAnother(*m_shown, replaced);
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 1);
    reset();
    QCOMPARE(m_shown->stage.locking(), own);
    QCOMPARE(m_shown->journal().header().locking, own);
    QVERIFY(m_shown->journal().isEmpty());
    QVERIFY(m_shown->stage.canStep());
}

void TestLeaving::reset_restoresALeftScript()
{
    m_shown->load("lost-update");
    m_shown->clickIn(B(), "readButton");
    QVERIFY(m_shown->stage.hasLeftScript());
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    QVERIFY(m_shown->stage.hasLeftScript());
    reset();
    QVERIFY(!m_shown->stage.hasLeftScript());
    QVERIFY(m_shown->stage.canStep());
    QCOMPARE(notice(), QStringLiteral("What was here before is in Last session, under Recent."));
}

void TestLeaving::replacedSession_isKeptAndCanBeRestored_data()
{
    QTest::addColumn<QString>("how");
    for (const char* how :
         {"reset",
          "another lesson",
          "the same lesson",
          "free play",
          "free play from the start panel",
          "a file",
          "the locking switch",
          "continue from here",
          "every order"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestLeaving::replacedSession_isKeptAndCanBeRestored()
{
    QFETCH(QString, how);
    uitest::write(
        path("empty.jsonl"),
        "{\"interleave\":\"journal\",\"version\":1,\"locking\":\"off\",\"startedAt\":0,"
        "\"rewinds\":0,\"records\":[]}\n");
    playWithOthers(3);
    const QByteArray before = shownJournal();
    const QString text = uitest::shownText(*m_shown);
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    if (how == QLatin1String("reset"))
        m_shown->find<QAction>("resetAction")->trigger();
    else if (how == QLatin1String("another lesson"))
        m_shown->find<QAction>("version-check")->trigger();
    else if (how == QLatin1String("the same lesson"))
        m_shown->find<QAction>("lost-update")->trigger();
    else if (how == QLatin1String("free play"))
        m_shown->find<QAction>("free-play")->trigger();
    else if (how == QLatin1String("free play from the start panel"))
        emit m_shown->find<StartPanel>("startPanel")->freePlayChosen();
    else if (how == QLatin1String("a file"))
        m_shown->window.files().open(path("empty.jsonl"));
    else if (how == QLatin1String("the locking switch"))
        m_shown->click(m_shown->find<QAbstractButton>("lockingSwitch"));
    else if (how == QLatin1String("every order"))
        m_shown->stage.load(findScenario(QStringLiteral("version-check"))->scenario);
    else {
        m_shown->press(Qt::Key_Left, Qt::AltModifier);
        m_shown->click(m_shown->button("continueButton"));
    }
    uitest::waitForAnother(*m_shown, replaced);
    QTRY_VERIFY(shownJournal() != before);

    const auto kept = loadJournal(RecentFiles::lastSession());
    QVERIFY(kept && kept->problem.isEmpty());
    QCOMPARE(textOf(kept->journal), before);
    QCOMPARE(uitest::recent(*m_shown).first(), QStringLiteral("Last session"));
    QVERIFY2(notice().contains(QStringLiteral("3 messages of others")), qPrintable(notice()));
    QVERIFY2(notice().contains(QStringLiteral("Last session")), qPrintable(notice()));
    QVERIFY(undo()->isVisible());
    QCOMPARE(undo()->text(), QStringLiteral("Undo"));

    m_shown->click(undo());
    QTRY_COMPARE(shownJournal(), before);
    m_shown->settle();
    QCOMPARE(m_shown->stage.scenario()->title, QStringLiteral("The lost update"));
    QCOMPARE(m_shown->stage.position(), 2);
    QVERIFY(!m_shown->stage.hasLeftScript());
    QCOMPARE(m_shown->stage.locking(), Locking::Off);
    QCOMPARE(uitest::shownText(*m_shown), text);
}

void TestLeaving::scenarioStepsAlone_areNotKept_data()
{
    QTest::addColumn<QString>("how");
    for (const char* how : {"reset", "another lesson", "the locking switch"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestLeaving::scenarioStepsAlone_areNotKept()
{
    QFETCH(QString, how);
    playWithOthers(0);
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    if (how == QLatin1String("reset"))
        m_shown->find<QAction>("resetAction")->trigger();
    else if (how == QLatin1String("another lesson"))
        m_shown->find<QAction>("version-check")->trigger();
    else
        m_shown->click(m_shown->find<QAbstractButton>("lockingSwitch"));
    uitest::waitForAnother(*m_shown, replaced);
    QVERIFY(!QFileInfo::exists(RecentFiles::lastSession()));
    QVERIFY(m_shown->stage.previous() == nullptr);
    QVERIFY(undo()->text() != QLatin1String("Undo"));
    if (how == QLatin1String("the locking switch"))
        QTRY_COMPARE(notice(), QStringLiteral("The same steps, played again with locking on."));
}

void TestLeaving::outsideMessages_areCountedInTheNotice_data()
{
    QTest::addColumn<int>("others");
    QTest::addColumn<bool>("bySwitch");
    QTest::addColumn<QString>("words");
    QTest::newRow("one, reset") << 1 << false
                                << "1 message of others was left out: it is in Last session, under Recent.";
    QTest::newRow("two, reset")
        << 2 << false << "2 messages of others were left out: they are in Last session, under Recent.";
    QTest::newRow("two, played again")
        << 2 << true
        << "The lesson’s own steps with locking on. 2 messages of others were left out: they are in Last "
           "session, under Recent.";
}

void TestLeaving::outsideMessages_areCountedInTheNotice()
{
    QFETCH(int, others);
    QFETCH(bool, bySwitch);
    QFETCH(QString, words);
    playWithOthers(others);
    if (bySwitch) {
        const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
        m_shown->click(m_shown->find<QAbstractButton>("lockingSwitch"));
        uitest::waitForAnother(*m_shown, replaced);
        QTRY_COMPARE(m_shown->stage.position(), 2);
        QCOMPARE(m_shown->journal().latest().messages(), 2);
    } else {
        reset();
        QVERIFY(m_shown->journal().isEmpty());
    }
    QTRY_COMPARE(notice(), words);
}

void TestLeaving::undo_continuesTheScenario()
{
    playWithOthers(1);
    reset();
    m_shown->click(undo());
    QTRY_COMPARE(m_shown->stage.position(), 2);
    m_shown->settle();
    QVERIFY(!undo()->isVisible());
    // A's save of 7 overwrites the restored version 2 of the outside client.
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 3);
    QCOMPARE(m_shown->journal().latest().record(QStringLiteral("item"))->version, 3);
    QCOMPARE(m_shown->journal().latest().author(QStringLiteral("item")), A());
    // Its clock continues from that time.
    const Journal& journal = m_shown->journal();
    QVERIFY(journal.event(journal.size()).time - journal.event(journal.size() - 2).time < 60'000);
}

void TestLeaving::undo_worksByKeyboard()
{
    playWithOthers(1);
    const QByteArray before = shownJournal();
    reset();
    QVERIFY((undo()->focusPolicy() & Qt::TabFocus) != 0);
    const QAccessibleInterface* told = QAccessible::queryAccessibleInterface(undo());
    QCOMPARE(told->text(QAccessible::Name), QStringLiteral("Undo"));
    QCOMPARE(told->text(QAccessible::Description), QStringLiteral("Brings back what was here before"));
    undo()->setFocus();
    QTest::keyClick(undo(), Qt::Key_Space);
    QTRY_COMPARE(shownJournal(), before);
}

void TestLeaving::undo_isOfferedDespiteOutsideMessages()
{
    playWithOthers(2);
    const QByteArray before = shownJournal();
    reset();
    m_shown->put(R"({"stock": 3, "name": "Desk lamp"})");
    QCOMPARE(undo()->text(), QStringLiteral("Undo"));
    m_shown->click(undo());
    QTRY_COMPARE(shownJournal(), before);
    m_shown->settle();
    // Tags given out in between must not match.
    QCOMPARE(m_shown->journal().header().generation, 1);
    // The messages sent in between can be restored as well.
    QCOMPARE(
        notice(), QStringLiteral("1 message of others was left out: it is in Last session, under Recent."));
}

void TestLeaving::undoOffer_endsWithTheNextStep()
{
    playWithOthers(1);
    reset();
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 1);
    QVERIFY(undo()->text() != QLatin1String("Undo"));
    QVERIFY2(!notice().contains(QStringLiteral("Last session")), qPrintable(notice()));
}

void TestLeaving::leftScript_canBeRestoredToo()
{
    m_shown->load("lost-update");
    m_shown->clickIn(B(), "readButton");
    m_shown->save(B(), QStringLiteral("3"));
    const QByteArray before = shownJournal();
    reset();
    m_shown->click(undo());
    QTRY_COMPARE(shownJournal(), before);
    m_shown->settle();
    QVERIFY(m_shown->stage.hasLeftScript());
    m_shown->save(B(), QStringLiteral("2"));
    QCOMPARE(uitest::text(*m_shown->card(B()), "sentenceLabel"), QStringLiteral("Saved as v3."));
}

void TestLeaving::lastSession_canBeOpenedWhileItIsReplaced()
{
    playWithOthers(2);
    const QByteArray first = shownJournal();
    reset();
    m_shown->put(R"({"stock": 1, "name": "Desk lamp"})");
    const QByteArray second = shownJournal();
    uitest::triggerRecent(*m_shown, 0);
    QCOMPARE(shownJournal(), first);
    QCOMPARE(uitest::recent(*m_shown), QStringList{QStringLiteral("Last session")});
    // The two sessions change places, and nothing is lost.
    uitest::triggerRecent(*m_shown, 0);
    QCOMPARE(shownJournal(), second);
    uitest::triggerRecent(*m_shown, 0);
    QCOMPARE(shownJournal(), first);
}

void TestLeaving::unsavedSession_isReportedAndCanBeRestored()
{
    playWithOthers(2);
    const QByteArray before = shownJournal();
    obstruct();
    reset();
    QVERIFY(box() != nullptr && box()->isVisible());
    QVERIFY2(box()->text().contains(RecentFiles::lastSession()), qPrintable(box()->text()));
    QCOMPARE(
        notice(),
        QStringLiteral("2 messages of others were left out, and could not be kept as Last session."));
    choose("Bring it back");
    QTRY_COMPARE(shownJournal(), before);
    m_shown->settle();

    reset();
    choose("Save elsewhere…");
    uitest::choose(*m_shown, "saveDialog", path("elsewhere.jsonl"));
    const auto saved = loadJournal(path("elsewhere.jsonl"));
    QVERIFY(saved);
    QCOMPARE(textOf(saved->journal), before);
}

void TestLeaving::unsavedSession_keepsTheWindowOpen()
{
    playWithOthers(1);
    obstruct();
    QVERIFY(!m_shown->window.close());
    QVERIFY(m_shown->window.isVisible());
    QVERIFY(box() != nullptr && box()->isVisible());
    m_shown->click(box()->button(QMessageBox::Cancel));
    QTRY_VERIFY(box() == nullptr);
    QVERIFY(m_shown->window.isVisible());
    QVERIFY(!m_shown->window.close());
    choose("Close all the same");
    QTRY_VERIFY(!m_shown->window.isVisible());
}

QTEST_MAIN(TestLeaving)

#include "tst_leaving.moc"
