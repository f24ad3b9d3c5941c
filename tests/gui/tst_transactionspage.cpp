#include "gui/inspector/explainpage.h"
#include "gui/outcome/outcomepill.h"
#include "gui/pages/transactionspage.h"
#include "gui/panels/askbar.h"
#include "gui/panels/observerstrip.h"
#include "gui/playback/transactiontransport.h"
#include "gui/sessions/databasecard.h"
#include "gui/sessions/sessioncard.h"
#include "gui/shownwindow.h"
#include "gui/transactiondiagram/transactionview.h"
#include "gui/window/navigation.h"
#include "warningfreetest.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QFile>
#include <QTableView>

#include <csignal>

using namespace interleave;
using namespace Qt::StringLiterals;

/// The page of transactions, by real mouse and keys, on real engines.
class TestTransactionsPage final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void dirtyRead_isSeenAndPrevented();
    void steps_showWhatHappenedSoFar();
    void wait_endsWithTheCommit();
    void deadlock_refusesOne();
    void threeSessions_haveCards();
    void levelOfOneSession_isItsOwn();
    void askFirst_comparesTheGuess();
    void row_isChosenByMouseAndKeys();
    void table_tellsTheSame();
    void freePlay_waitsAndGoesOn();
    void ownSql_waitsAndIsCancelled();
    void freePlay_continuesALesson();
    void engine_thatIsGoneIsStartedAgain();
    void lessonMenu_isThatOfThePage();

private:
    /// At most so long takes the start of a server on a busy machine.
    static constexpr int StartMs = 60'000;

    void prepare() override;

    void load(const char* lesson);
    void settle();
    void click(const char* name);
    void chooseLevel(const char* level);
    void chooseEngine(const QString& engine);
    [[nodiscard]] TransactionsPage& page() { return *m_shown->window.findChild<TransactionsPage*>(); }
    [[nodiscard]] TransactionTransport& transport()
    {
        return *page().findChild<TransactionTransport*>();
    }
    [[nodiscard]] SessionCard* card(const QString& session)
    {
        return page().findChild<SessionCard*>(u"session%1Card"_s.arg(session));
    }
    void clickOn(const QString& session, const char* button);
    void typeSql(const QString& session, const QString& sql);
    [[nodiscard]] QString textOn(const QString& session, const char* label);
    [[nodiscard]] QString strip(const QString& session)
    {
        return page().findChild<ObserverStrip*>(u"session%1Strip"_s.arg(session))->text();
    }
    [[nodiscard]] QString figure(const char* name) { return uitest::text(page(), name); }
    [[nodiscard]] QString outcome() { return page().findChild<OutcomePill*>()->text(); }
    [[nodiscard]] QString explained() { return uitest::text(*page().findChild<ExplainPage*>(), "titleLabel"); }

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestTransactionsPage::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
    m_shown->press(Qt::Key_4, Qt::ControlModifier);
    settle();
}

void TestTransactionsPage::load(const char* lesson)
{
    m_shown->find<QAction>(lesson)->trigger();
    settle();
}

void TestTransactionsPage::settle()
{
    QTRY_VERIFY_WITH_TIMEOUT(transport().progress().isEmpty(), StartMs);
    QTRY_VERIFY(transport().story() != nullptr);
}

void TestTransactionsPage::click(const char* name)
{
    uitest::ShownWindow::click(m_shown->button(name));
}

void TestTransactionsPage::chooseLevel(const char* level)
{
    auto* button =
        page().findChild<DatabaseCard*>()->findChild<QPushButton*>(QLatin1String("level-") + QLatin1String(level));
    QVERIFY(button != nullptr);
    uitest::ShownWindow::click(button);
    settle();
}

void TestTransactionsPage::chooseEngine(const QString& engine)
{
    auto* choice = page().findChild<DatabaseCard*>()->findChild<QPushButton*>(u"engineChoice"_s);
    for (QAction* action : choice->menu()->actions()) {
        if (action->data() == engine)
            action->trigger();
    }
    settle();
    if (!transport().problem().isEmpty())
        QSKIP(qPrintable(transport().problem()));
}

void TestTransactionsPage::clickOn(const QString& session, const char* button)
{
    auto* one = card(session)->findChild<QPushButton*>(QLatin1String(button));
    QVERIFY(one != nullptr);
    QTRY_VERIFY(one->isEnabled());
    const qint64 before = transport().shownStory()->journal.size();
    uitest::ShownWindow::click(one);
    QTRY_VERIFY_WITH_TIMEOUT(
        transport().isFree() && transport().story()->journal.size() > before, StartMs);
}

void TestTransactionsPage::typeSql(const QString& session, const QString& sql)
{
    auto* field = card(session)->findChild<QLineEdit*>(u"sqlField"_s);
    QTRY_VERIFY(field->isEnabled());
    QTest::mouseClick(field, Qt::LeftButton, {}, QPoint(20, field->height() / 2));
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, sql);
    const qint64 before = transport().story()->journal.size();
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(transport().story()->journal.size() > before, StartMs);
}

QString TestTransactionsPage::textOn(const QString& session, const char* label)
{
    return uitest::text(*card(session), label);
}

void TestTransactionsPage::dirtyRead_isSeenAndPrevented()
{
    QCOMPARE(transport().engine(), u"sqlite"_s);
    chooseLevel("read uncommitted");
    for (int step = 0; step < 4; ++step)
        click("stepButton");
    QCOMPARE(uitest::text(m_shown->window, "positionLabel"), u"4 of 7"_s);
    QVERIFY2(textOn(u"B"_s, "seesLabel").contains(u"999"_s), qPrintable(textOn(u"B"_s, "seesLabel")));
    while (m_shown->button("stepButton")->isEnabled())
        click("stepButton");
    QCOMPARE(figure("dirtyReadsFigure"), u"1"_s);
    QVERIFY2(outcome().contains(u"999"_s), qPrintable(outcome()));
    QVERIFY2(explained().contains(u"B"_s), qPrintable(explained()));

    chooseLevel("serializable");
    QCOMPARE(uitest::text(m_shown->window, "positionLabel"), u"7 of 7"_s);
    QCOMPARE(figure("dirtyReadsFigure"), u"0"_s);
    QVERIFY2(!textOn(u"B"_s, "seesLabel").contains(u"999"_s), qPrintable(textOn(u"B"_s, "seesLabel")));
}

/// What is to come is not on the screen.
void TestTransactionsPage::steps_showWhatHappenedSoFar()
{
    QCOMPARE(transport().shownStory()->journal.size(), 0);
    click("stepButton");
    QCOMPARE(transport().shownStory()->journal.size(), 1);
    QVERIFY(transport().story()->journal.size() > 1);
    click("stepButton");
    click("backButton");
    QVERIFY(transport().isPast());
    QVERIFY(!card(u"A"_s)->findChild<QPushButton*>(u"beginButton"_s)->isEnabled());
    m_shown->press(Qt::Key_End, Qt::AltModifier);
    QCOMPARE(transport().position(), 2);
}

void TestTransactionsPage::wait_endsWithTheCommit()
{
    load("cure-for-update");
    chooseEngine(u"postgresql"_s);
    bool waited = false;
    while (m_shown->button("stepButton")->isEnabled()) {
        click("stepButton");
        const SessionState state =
            transport().story()->journal.at(transport().moment()).session(u"B"_s);
        if (state.waitsFor.isEmpty())
            continue;
        waited = true;
        QVERIFY2(textOn(u"B"_s, "statusLabel").contains(u"A"_s), qPrintable(textOn(u"B"_s, "statusLabel")));
    }
    QVERIFY(waited);
    QCOMPARE(figure("waitedFigure"), u"1"_s);
    QCOMPARE(figure("lostUpdatesFigure"), u"0"_s);
    QVERIFY(card(u"B"_s)->findChild<QPushButton*>(u"cancelButton"_s)->isHidden());
}

void TestTransactionsPage::deadlock_refusesOne()
{
    load("deadlock-crosswise");
    chooseEngine(u"postgresql"_s);
    m_shown->press(Qt::Key_F5);
    transport().pause();
    while (m_shown->button("stepButton")->isEnabled())
        click("stepButton");
    QCOMPARE(figure("refusedFigure"), u"1"_s);
    const qint64 message = transport().message();
    QCOMPARE(transport().story()->journal.event(message).code, u"40P01"_s);
    QVERIFY2(outcome().contains(u"40P01"_s), qPrintable(outcome()));
}

void TestTransactionsPage::threeSessions_haveCards()
{
    load("read-only-anomaly");
    for (const QString& session : {u"A"_s, u"B"_s, u"C"_s})
        QVERIFY(card(session)->isVisible());
    load("dirty-read");
    QVERIFY(page().findChild<SessionCard*>(u"sessionCCard"_s)->isHidden());
}

void TestTransactionsPage::levelOfOneSession_isItsOwn()
{
    load("write-skew");
    chooseEngine(u"postgresql"_s);
    auto* choice = card(u"B"_s)->findChild<QPushButton*>(u"levelChoice"_s);
    for (QAction* action : choice->menu()->actions()) {
        if (action->data() == u"serializable"_s)
            action->trigger();
    }
    settle();
    QCOMPARE(transport().levelOf(u"B"_s), u"serializable"_s);
    QCOMPARE(transport().story()->journal.header().sessions.at(1).level, u"serializable"_s);
    QCOMPARE(transport().levelOf(u"A"_s), u"repeatable read"_s);
    chooseLevel("read committed");
    QCOMPARE(transport().levelOf(u"B"_s), u"read committed"_s);
}

void TestTransactionsPage::askFirst_comparesTheGuess()
{
    chooseLevel("read uncommitted");
    m_shown->press(Qt::Key_F6);
    for (int step = 0; step < 3; ++step)
        click("stepButton");
    auto* bar = page().findChild<AskBar*>();
    QVERIFY(bar->isVisible());
    click("stepButton");
    QCOMPARE(transport().position(), 3);
    m_shown->press(Qt::Key_4);
    QCOMPARE(transport().position(), 4);
    const QString verdict = uitest::text(page(), "noticeLabel");
    QVERIFY2(verdict.contains(u"1 of 1 right"_s), qPrintable(verdict));
}

void TestTransactionsPage::row_isChosenByMouseAndKeys()
{
    transport().last();
    for (int step = 0; step < 7; ++step)
        click("stepButton");
    auto* view = page().findChild<TransactionView*>();
    const QRectF row = view->itemRect(2);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, {12, qRound(row.center().y())});
    QCOMPARE(transport().message(), 2);
    QCOMPARE(transport().position(), 2);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(transport().message(), 3);
    QVERIFY(!view->accessibleDescription().isEmpty());
}

void TestTransactionsPage::table_tellsTheSame()
{
    for (int step = 0; step < 7; ++step)
        click("stepButton");
    m_shown->press(Qt::Key_T, Qt::ControlModifier);
    auto* table = page().findChild<QTableView*>(u"messagesView"_s);
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), static_cast<int>(transport().story()->journal.size()));
    QTest::mouseClick(
        table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(1, 2)).center());
    QCOMPARE(transport().message(), 2);
}

void TestTransactionsPage::freePlay_waitsAndGoesOn()
{
    load("free-transactions");
    chooseEngine(u"postgresql"_s);
    clickOn(u"A"_s, "beginButton");
    clickOn(u"A"_s, "readButton");
    clickOn(u"A"_s, "writeButton");
    clickOn(u"B"_s, "beginButton");
    clickOn(u"B"_s, "readButton");
    QVERIFY2(textOn(u"B"_s, "seesLabel").contains(u"10"_s), qPrintable(textOn(u"B"_s, "seesLabel")));
    clickOn(u"B"_s, "writeButton");
    auto* cancel = card(u"B"_s)->findChild<QPushButton*>(u"cancelButton"_s);
    QTRY_VERIFY(cancel->isVisible() && cancel->isEnabled());
    QVERIFY2(textOn(u"B"_s, "statusLabel").contains(u"A"_s), qPrintable(textOn(u"B"_s, "statusLabel")));
    clickOn(u"A"_s, "commitButton");
    QTRY_VERIFY(!cancel->isVisible());
    clickOn(u"B"_s, "commitButton");
    QTRY_VERIFY_WITH_TIMEOUT(
        transport().story()->judgement.verdict == SerialVerdict::NotExplained, StartMs);
    QTRY_COMPARE(figure("valueFigure"), u"8"_s);
}

void TestTransactionsPage::ownSql_waitsAndIsCancelled()
{
    load("free-transactions");
    chooseEngine(u"postgresql"_s);
    clickOn(u"A"_s, "beginButton");
    typeSql(u"A"_s, u"UPDATE item SET stock = 1 WHERE id = 'lamp'"_s);
    typeSql(u"B"_s, u"UPDATE item SET stock = stock + 1"_s);
    auto* cancel = card(u"B"_s)->findChild<QPushButton*>(u"cancelButton"_s);
    QTRY_VERIFY(cancel->isVisible() && cancel->isEnabled());
    uitest::ShownWindow::click(cancel);
    QTRY_VERIFY(!cancel->isVisible());
    const auto& journal = transport().story()->journal;
    QCOMPARE(journal.event(journal.size()).code, u"57014"_s);
    QTRY_COMPARE(figure("refusedFigure"), u"1"_s);
}

/// From the middle of a lesson on.
void TestTransactionsPage::freePlay_continuesALesson()
{
    for (int step = 0; step < 2; ++step)
        click("stepButton");
    clickOn(u"A"_s, "commitButton");
    QVERIFY(transport().isFree());
    const auto& journal = transport().story()->journal;
    QCOMPARE(journal.size(), 3);
    QCOMPARE(journal.event(3).action, TransactionAction::Commit);
    uitest::ShownWindow::click(page().findChild<QPushButton*>(u"wayButton"_s));
    settle();
    QVERIFY(!transport().isFree());
    QCOMPARE(transport().position(), 2);
}

void TestTransactionsPage::engine_thatIsGoneIsStartedAgain()
{
    load("free-transactions");
    chooseEngine(u"postgresql"_s);
    typeSql(u"A"_s, u"SELECT pg_backend_pid()"_s);
    const QString pid = toText(transport().story()->journal.event(1).rows.first().first());
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    QVERIFY(stat.open(QIODevice::ReadOnly));
    // The parent of a session's process is the server.
    const qint64 server = stat.readAll().split(' ').at(3).toLongLong();
    QCOMPARE(::kill(static_cast<pid_t>(server), SIGKILL), 0);
    auto* read = card(u"B"_s)->findChild<QPushButton*>(u"readButton"_s);
    // A session's process may answer once more before it sees that the server is gone.
    QTRY_VERIFY_WITH_TIMEOUT(
        (uitest::ShownWindow::click(read), !transport().problem().isEmpty()), StartMs);
    uitest::ShownWindow::click(page().findChild<QPushButton*>(u"wayButton"_s));
    settle();
    QVERIFY2(transport().problem().isEmpty(), qPrintable(transport().problem()));
    clickOn(u"A"_s, "readButton");
}

void TestTransactionsPage::lessonMenu_isThatOfThePage()
{
    auto* button = m_shown->button("scenarioButton");
    QCOMPARE(button->menu()->objectName(), u"lessonMenu"_s);
    QCOMPARE(button->text(), u"Dirty read"_s);
    m_shown->press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(button->menu()->objectName(), u"scenarioMenu"_s);
}

QTEST_MAIN(TestTransactionsPage)
#include "tst_transactionspage.moc"
