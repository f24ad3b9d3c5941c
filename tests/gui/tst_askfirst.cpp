#include "gui/playback/askfirst.h"

#include "gui/panels/askbar.h"
#include "gui/shownwindow.h"
#include "gui/window/presenter.h"
#include "warningfreetest.h"

using namespace interleave;

/// Questions in the real window, answered by mouse and keys.
class TestAskFirst final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void switchedOff_asksNothing();
    void step_waitsForTheAnswerByMouse();
    void play_waitsForTheAnswerByKey();
    void result_dependsOnTheRule();
    void tally_countsOneRun();
    void back_doesNotAskAgain();
    void digits_goIntoAFocusedField();
    void question_movesNothing();
    void clicker_playsTheWholeLesson();
    void heldClickerKey_doesNotSkipAQuestion();
    void stepAndPlay_continueAfterAPause_data();
    void stepAndPlay_continueAfterAPause();
    void clicker_asksAgainAfterALookBack();

private:
    void prepare() override;

    void turnOn();
    void playToTheQuestion();
    [[nodiscard]] bool asks() { return m_shown->find<AskBar>("askBar")->isVisible(); }
    [[nodiscard]] QString notice() { return uitest::text(m_shown->window, "noticeLabel"); }
    [[nodiscard]] int position() { return m_shown->stage.position(); }

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestAskFirst::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
    m_shown->load("lost-update");
}

void TestAskFirst::turnOn()
{
    m_shown->press(Qt::Key_F6);
    QVERIFY(m_shown->window.askFirst().isOn());
    QVERIFY(m_shown->find<QAction>("askFirstAction")->isChecked());
}

/// Plays to the question before B's save.
void TestAskFirst::playToTheQuestion()
{
    for (int step = 1; step <= 3; ++step) {
        m_shown->click(m_shown->button("stepButton"));
        QTRY_COMPARE(position(), step);
        m_shown->settle();
    }
}

void TestAskFirst::switchedOff_asksNothing()
{
    playToTheQuestion();
    QVERIFY(!asks());
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(position(), 4);
}

void TestAskFirst::step_waitsForTheAnswerByMouse()
{
    turnOn();
    playToTheQuestion();
    QVERIFY(asks());
    QCOMPARE(
        uitest::text(m_shown->window, "questionLabel"),
        QStringLiteral("B sold two. What happens to A’s three?"));
    m_shown->click(m_shown->button("stepButton"));
    // The step has not begun, and the first answer has the focus.
    QVERIFY(!m_shown->stage.isMoving());
    QCOMPARE(position(), 3);
    QVERIFY(m_shown->button("savedAnswer")->hasFocus());

    m_shown->click(m_shown->button("savedAnswer"));
    QTRY_COMPARE(position(), 4);
    QVERIFY(!asks());
    QCOMPARE(
        notice(), QStringLiteral("You said saved. It overwrote A’s v2, and nobody was told. 0 of 1 right."));
}

void TestAskFirst::play_waitsForTheAnswerByKey()
{
    turnOn();
    playToTheQuestion();
    m_shown->press(Qt::Key_F5);
    QVERIFY(!m_shown->stage.isMoving());
    QCOMPARE(position(), 3);
    m_shown->press(Qt::Key_3);
    QTRY_COMPARE(position(), 4);
    QCOMPARE(
        notice(),
        QStringLiteral("You said that it overwrites somebody. Right. It overwrote A’s v2, and nobody was "
                       "told. 1 of 1 right."));
    // There is no question any more, and the key does nothing.
    m_shown->press(Qt::Key_1);
    QCOMPARE(position(), 4);
}

void TestAskFirst::result_dependsOnTheRule()
{
    turnOn();
    m_shown->stage.setLocking(Locking::Version);
    m_shown->settle();
    playToTheQuestion();
    m_shown->press(Qt::Key_2);
    QTRY_COMPARE(position(), 4);
    QCOMPARE(
        notice(),
        QStringLiteral("You said refused. Right. It was refused with 412, and B was told. 1 of 1 right."));
}

void TestAskFirst::tally_countsOneRun()
{
    turnOn();
    playToTheQuestion();
    m_shown->press(Qt::Key_1);
    QTRY_COMPARE(position(), 4);
    QCOMPARE(m_shown->window.askFirst().tally(), (AskFirst::Tally{0, 1}));
    // After a reset, another run asks again and counts from zero.
    m_shown->find<QAction>("resetAction")->trigger();
    QTRY_COMPARE(position(), 0);
    m_shown->settle();
    QCOMPARE(m_shown->window.askFirst().tally(), (AskFirst::Tally{0, 0}));
    playToTheQuestion();
    QVERIFY(asks());
    m_shown->press(Qt::Key_3);
    QTRY_COMPARE(position(), 4);
    QCOMPARE(m_shown->window.askFirst().tally(), (AskFirst::Tally{1, 1}));
}

void TestAskFirst::back_doesNotAskAgain()
{
    turnOn();
    playToTheQuestion();
    m_shown->press(Qt::Key_1);
    QTRY_COMPARE(position(), 4);
    m_shown->settle();
    const qint64 events = m_shown->journal().size();
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    QVERIFY(m_shown->timelineCursor().isPast());
    QVERIFY(!asks());
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    QVERIFY(!m_shown->timelineCursor().isPast());
    QVERIFY(!asks());
    QCOMPARE(m_shown->journal().size(), events);
    // The same steps under another rule are replayed without questions.
    m_shown->stage.setLocking(Locking::Version);
    QTRY_VERIFY(m_shown->stage.locking() == Locking::Version && position() == 4);
    m_shown->settle();
    QVERIFY(!asks());
    QCOMPARE(
        notice(), QStringLiteral("You said saved. It was refused with 412, and B was told. 0 of 1 right."));
}

void TestAskFirst::digits_goIntoAFocusedField()
{
    turnOn();
    playToTheQuestion();
    m_shown->typeStock(uitest::B(), QStringLiteral("12"));
    QCOMPARE(m_shown->stockOf(uitest::B())->text(), QStringLiteral("12"));
    QCOMPARE(position(), 3);
    QVERIFY(!m_shown->stage.isMoving());
}

void TestAskFirst::question_movesNothing()
{
    const auto places = [this] {
        QList<QRect> all;
        for (const char* name : {"outcomeStrip", "storyStack", "clientACard", "noticeStack"})
            all.append(m_shown->find<QWidget>(name)->geometry());
        return all;
    };
    playToTheQuestion();
    const QList<QRect> before = places();
    turnOn();
    QVERIFY(asks());
    QCOMPARE(places(), before);
    for (const char* name : {"savedAnswer", "refusedAnswer", "overwritesAnswer"}) {
        const QPushButton* button = m_shown->button(name);
        QVERIFY2(button->width() >= button->sizeHint().width(), name);
    }
}

/// Presses only PageDown, from the first step to the last.
void TestAskFirst::clicker_playsTheWholeLesson()
{
    turnOn();
    m_shown->press(Qt::Key_F11);
    QTRY_VERIFY(m_shown->window.presenter().isPresenting());
    const int steps = static_cast<int>(m_shown->stage.scenario()->steps.size());
    int questions = 0;
    for (int step = 1; step <= steps; ++step) {
        const bool asked = asks();
        questions += asked ? 1 : 0;
        m_shown->press(Qt::Key_PageDown);
        if (asked) {
            // There is time to answer.
            QCOMPARE(position(), step - 1);
            QVERIFY(!m_shown->stage.isMoving());
            QVERIFY(asks());
            m_shown->press(Qt::Key_PageDown);
            QVERIFY(!m_shown->stage.isMoving());
            QTRY_VERIFY((m_shown->press(Qt::Key_PageDown), position() == step));
        }
        QTRY_COMPARE(position(), step);
        m_shown->settle();
    }
    QCOMPARE(questions, 1);
    // There were no guesses, so nothing is counted.
    QCOMPARE(m_shown->window.askFirst().tally(), (AskFirst::Tally{0, 0}));
}

void TestAskFirst::heldClickerKey_doesNotSkipAQuestion()
{
    turnOn();
    m_shown->press(Qt::Key_F11);
    QTRY_VERIFY(m_shown->window.presenter().isPresenting());
    auto* clicker = m_shown->find<QAction>("clickerStepAction");
    QVERIFY(clicker->autoRepeat());
    playToTheQuestion();
    QVERIFY(asks());
    QVERIFY(!clicker->autoRepeat());
    m_shown->press(Qt::Key_1);
    QTRY_COMPARE(position(), 4);
    m_shown->settle();
    QVERIFY(clicker->autoRepeat());
}

void TestAskFirst::stepAndPlay_continueAfterAPause_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("the step button") << QStringLiteral("stepButton");
    QTest::newRow("the play button") << QStringLiteral("playButton");
    QTest::newRow("the step key") << QString();
}

void TestAskFirst::stepAndPlay_continueAfterAPause()
{
    QFETCH(QString, way);
    turnOn();
    playToTheQuestion();
    const auto goOn = [&] {
        if (way.isEmpty())
            m_shown->press(Qt::Key_Right, Qt::AltModifier);
        else
            m_shown->click(m_shown->button(qPrintable(way)));
    };
    goOn();
    QCOMPARE(position(), 3);
    QVERIFY(asks());
    QTRY_VERIFY((goOn(), position() == 4));
    QVERIFY(!asks());
}

void TestAskFirst::clicker_asksAgainAfterALookBack()
{
    turnOn();
    m_shown->press(Qt::Key_F11);
    QTRY_VERIFY(m_shown->window.presenter().isPresenting());
    playToTheQuestion();
    m_shown->press(Qt::Key_PageUp);
    QVERIFY(m_shown->timelineCursor().isPast());
    QVERIFY(!asks());
    m_shown->press(Qt::Key_PageDown);
    QVERIFY(!m_shown->timelineCursor().isPast());
    QVERIFY(asks());
    // The time for reading starts again.
    m_shown->press(Qt::Key_PageDown);
    QVERIFY(!m_shown->stage.isMoving());
    QCOMPARE(position(), 3);
}

QTEST_MAIN(TestAskFirst)

#include "tst_askfirst.moc"
