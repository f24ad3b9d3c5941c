#include "gui/momenttext.h"
#include "warningfreetest.h"

#include <QMessageBox>
#include <QSignalSpy>

using namespace interleave;
using uitest::A;
using uitest::B;

/// "Continue from here" in the real window, with the mouse: later events are cut, and the server is reset to
/// that moment.
class TestPastContinued final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }
    void cleanup();

    void fewMessages_areCutAtOnce();
    void manyMessages_areCutAfterAQuestion();
    void cancelling_keepsEverything_data();
    void cancelling_keepsEverything();
    void start_canBeContinuedToo();
    void underTheVersionRule_oldTagsNeverMatch();
    void scenario_continuesAsFreePlay();
    void otherNames_keepTheirCards();
    void draft_isRestored();

private:
    void prepare() override;

    void readOften(int times);
    void lookAt(qint64 seq);
    [[nodiscard]] QMessageBox* box() { return m_shown->find<QMessageBox>("continueBox"); }
    void continueAtOnce();
    [[nodiscard]] QString stock();

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestPastContinued::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestPastContinued::cleanup()
{
    m_shown.reset();
}

void TestPastContinued::readOften(int times)
{
    for (int i = 0; i < times; ++i)
        m_shown->clickIn(A(), "readButton");
}

void TestPastContinued::lookAt(qint64 seq)
{
    m_shown->clickRow(seq);
    QVERIFY(m_shown->timelineCursor().isPast());
}

void TestPastContinued::continueAtOnce()
{
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    m_shown->click(m_shown->button("continueButton"));
    QVERIFY(box() == nullptr);
    QTRY_COMPARE(replaced.size(), 1);
    m_shown->settle();
}

QString TestPastContinued::stock()
{
    return m_shown->window.findChild<ValueDisplay*>()->value();
}

void TestPastContinued::fewMessages_areCutAtOnce()
{
    m_shown->playLesson();
    readOften(3);
    lookAt(4);
    QCOMPARE(stock(), QStringLiteral("7"));
    continueAtOnce();
    QVERIFY(!m_shown->timelineCursor().isPast());
    uitest::compareWithJournal(*m_shown, 4);
    QVERIFY(!m_shown->find<QWidget>("pastBar")->isVisible());
    // The server was reset, too: B reads what A saved, and saves on it.
    m_shown->clickIn(B(), "readButton");
    QCOMPARE(m_shown->stockOf(B())->text(), QStringLiteral("7"));
    m_shown->save(B(), QStringLiteral("5"));
    QCOMPARE(stock(), QStringLiteral("5"));
    QCOMPARE(uitest::text(*m_shown->card(B()), "sentenceLabel"), QStringLiteral("Saved as v3."));
    uitest::compareWithJournal(*m_shown, 7);
}

void TestPastContinued::manyMessages_areCutAfterAQuestion()
{
    m_shown->playLesson();
    readOften(4);
    lookAt(4);
    m_shown->click(m_shown->button("backButton")); // 2 of 8: six would be cut
    m_shown->click(m_shown->button("continueButton"));
    QVERIFY(box() != nullptr);
    QCOMPARE(box()->text(), QStringLiteral("Continue from step 2?"));
    QVERIFY(box()->informativeText().contains(QStringLiteral("The 6 messages after it")));
    QCOMPARE(m_shown->journal().latest().messages(), 8);

    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    QPushButton* go = nullptr;
    for (QAbstractButton* button : box()->buttons()) {
        if (box()->buttonRole(button) == QMessageBox::AcceptRole)
            go = qobject_cast<QPushButton*>(button);
    }
    m_shown->click(go);
    QTRY_COMPARE(replaced.size(), 1);
    m_shown->settle();
    uitest::compareWithJournal(*m_shown, 2);
    QCOMPARE(stock(), QStringLiteral("10"));
    QTRY_VERIFY(box() == nullptr);
}

void TestPastContinued::cancelling_keepsEverything_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("by its button") << false;
    QTest::newRow("by Escape") << true;
}

void TestPastContinued::cancelling_keepsEverything()
{
    QFETCH(bool, byKey);
    m_shown->playLesson();
    readOften(4);
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    const QString before = uitest::shownText(*m_shown);
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    m_shown->click(m_shown->button("continueButton"));
    QVERIFY(box() != nullptr);
    QCOMPARE(box()->text(), QStringLiteral("Continue from the start?"));
    if (byKey)
        QTest::keyClick(box(), Qt::Key_Escape);
    else
        m_shown->click(box()->button(QMessageBox::Cancel));
    QTRY_VERIFY(box() == nullptr);
    m_shown->settle();
    QCOMPARE(replaced.size(), 0);
    QCOMPARE(m_shown->journal().latest().messages(), 8);
    QCOMPARE(uitest::shownText(*m_shown), before);
}

void TestPastContinued::start_canBeContinuedToo()
{
    m_shown->playLesson();
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    continueAtOnce();
    QVERIFY(m_shown->journal().isEmpty());
    QCOMPARE(stock(), QStringLiteral("10"));
    m_shown->clickIn(A(), "readButton");
    m_shown->save(A(), QStringLiteral("9"));
    uitest::compareWithJournal(*m_shown, 3);
    QCOMPARE(stock(), QStringLiteral("9"));
}

void TestPastContinued::underTheVersionRule_oldTagsNeverMatch()
{
    m_shown->click(m_shown->find<ToggleSwitch>("lockingSwitch"));
    QTRY_COMPARE(m_shown->journal().latest().locking(), Locking::Version);
    m_shown->clickIn(A(), "readButton");
    m_shown->clickIn(B(), "readButton");
    m_shown->save(A(), QStringLiteral("7"));
    m_shown->save(B(), QStringLiteral("8"));
    QCOMPARE(uitest::text(*m_shown->card(B()), "statusLabel"), QStringLiteral("412"));
    const qint64 aSaved = m_shown->journal().size() - 2;
    lookAt(aSaved);
    continueAtOnce();
    QCOMPARE(m_shown->journal().latest().locking(), Locking::Version);

    // A continues from its own save, with a tag that was never given out in the cut part.
    m_shown->save(A(), QStringLiteral("6"));
    QCOMPARE(uitest::text(*m_shown->card(A()), "sentenceLabel"), QStringLiteral("Saved as v3."));
    const Event& saved = m_shown->journal().event(m_shown->journal().size());
    // The tags belong to another run.
    QVERIFY2(saved.condition.startsWith("If-Match: \"2-"), saved.condition.constData());
    QVERIFY2(saved.tag.startsWith("\"3-"), saved.tag.constData());
    uitest::compareWithJournal(*m_shown, m_shown->journal().size());
    // B is still refused.
    m_shown->save(B(), QStringLiteral("8"));
    QCOMPARE(uitest::text(*m_shown->card(B()), "statusLabel"), QStringLiteral("412"));
    m_shown->clickIn(B(), "readButton");
    m_shown->save(B(), QStringLiteral("5"));
    QCOMPARE(uitest::text(*m_shown->card(B()), "sentenceLabel"), QStringLiteral("Saved as v4."));
}

void TestPastContinued::scenario_continuesAsFreePlay()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->click(m_shown->button("backButton"));
    continueAtOnce();
    uitest::compareWithJournal(*m_shown, 4);
    QCOMPARE(m_shown->button("scenarioButton")->text(), QStringLiteral("Free play"));
    QVERIFY(!m_shown->button("playButton")->isVisible());
    m_shown->clickIn(B(), "readButton");
    m_shown->save(B(), QStringLiteral("5"));
    uitest::compareWithJournal(*m_shown, 7);
    QCOMPARE(uitest::text(m_shown->window, "lostFigure"), QStringLiteral("0"));
}

void TestPastContinued::otherNames_keepTheirCards()
{
    const auto scenario = scenarioFromJson(R"({
        "title": "Ann and Bob", "locking": "off", "records": { "item": { "stock": 10, "name": "Desk lamp" } },
        "steps": [ { "client": "Ann", "do": "read" }, { "client": "Bob", "do": "read" },
                   { "client": "Ann", "do": "save", "set": { "stock": 7 } } ] })");
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    m_shown->stage.load(*scenario);
    QTRY_VERIFY(m_shown->stage.canStep());
    m_shown->stage.playTo(3);
    QTRY_COMPARE(m_shown->stage.position(), 3);
    m_shown->settle();
    m_shown->click(m_shown->button("backButton"));
    continueAtOnce();
    QCOMPARE(m_shown->stage.panels(), QStringList({QStringLiteral("Ann"), QStringLiteral("Bob")}));
    uitest::compareWithJournal(*m_shown, 2);
    // Also from the start, before any action; free play begins again with A and B.
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    continueAtOnce();
    QCOMPARE(m_shown->stage.panels(), QStringList({QStringLiteral("Ann"), QStringLiteral("Bob")}));
    m_shown->find<QAction>("free-play")->trigger();
    QTRY_COMPARE(m_shown->stage.panels(), QStringList({A(), B()}));
    QTRY_VERIFY(m_shown->card(A()) != nullptr);
}

void TestPastContinued::draft_isRestored()
{
    m_shown->playLesson();
    m_shown->clickRow(3);
    QVERIFY(m_shown->timelineCursor().isPast());
    continueAtOnce();
    uitest::compareWithJournal(*m_shown, 3);
    QCOMPARE(m_shown->stockOf(A())->text(), QStringLiteral("7"));
    m_shown->clickIn(A(), "saveButton");
    uitest::compareWithJournal(*m_shown, 4);
    QCOMPARE(stock(), QStringLiteral("7"));
}

QTEST_MAIN(TestPastContinued)

#include "tst_pastcontinued.moc"
