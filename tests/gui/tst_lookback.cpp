#include "gui/messages/messagesmodel.h"
#include "gui/momenttext.h"
#include "gui/outcome/outcomestrip.h"
#include "warningfreetest.h"

using namespace interleave;
using uitest::A;
using uitest::B;

/// Looking back with mouse and keys in the real window: everything shown is that moment of the journal.
class TestLookBack final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }
    void cleanup();

    void scenario_thereAndBack_equalsTheJournal_data();
    void scenario_thereAndBack_equalsTheJournal();
    void editRow_showsTheTypedText();
    void keysAtTheStart_stayThere();
    void past_isShownWithTwoWaysOut();
    void step_inThePast_sendsNothing();
    void first_inFreePlay_showsTheStart();
    void figure_leadsToItsMessagesInTurn();
    void table_showsTheSameMessages();
    void inspector_canBeShownAndHidden();
    void inspector_replacesTheDiagramInANarrowWindow();

private:
    void prepare() override;

    void goTo(const QString& how, qint64 seq, bool back);
    [[nodiscard]] QList<qint64> stepEnds() const;

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestLookBack::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
    // High enough for whole cards in every lesson here.
    m_shown->window.resize(1440, 1000);
}

void TestLookBack::cleanup()
{
    m_shown.reset();
}

QList<qint64> TestLookBack::stepEnds() const
{
    QList<qint64> ends;
    for (int step = 0; step <= m_shown->stage.position(); ++step)
        ends.append(m_shown->stage.eventsAt(step));
    return ends;
}

void TestLookBack::goTo(const QString& how, qint64 seq, bool back)
{
    if (how == QLatin1String("buttons"))
        m_shown->click(m_shown->button(back ? "backButton" : "stepButton"));
    else if (how == QLatin1String("keys"))
        m_shown->press(back ? Qt::Key_Left : Qt::Key_Right, Qt::AltModifier);
    else if (how == QLatin1String("rows"))
        m_shown->clickRow(seq);
    else
        QTest::keyClick(m_shown->diagram(), back ? Qt::Key_Up : Qt::Key_Down);
}

void TestLookBack::scenario_thereAndBack_equalsTheJournal_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("how");
    for (const char* scenario : {"lost-update", "version-check"}) {
        for (const char* how : {"buttons", "keys", "rows", "arrows"}) {
            QTest::addRow("%s, by %s", scenario, how)
                << QString::fromLatin1(scenario) << QString::fromLatin1(how);
        }
    }
}

void TestLookBack::scenario_thereAndBack_equalsTheJournal()
{
    QFETCH(QString, scenario);
    QFETCH(QString, how);
    m_shown->load(qPrintable(scenario));
    QPushButton* step = m_shown->button("stepButton");
    const int steps = static_cast<int>(m_shown->stage.scenario()->steps.size());
    for (int position = 1; position <= steps; ++position) {
        m_shown->click(step);
        QTRY_COMPARE(m_shown->stage.position(), position);
        uitest::compareWithJournal(*m_shown, m_shown->journal().size());
    }
    QVERIFY(!step->isEnabled());

    const QList<qint64> ends = stepEnds();
    const qint64 events = m_shown->journal().size();
    const qint64 requests = m_shown->journal().latest().messages();
    // A click on a row shows the moment after it; no row shows the start.
    const bool toTheStart = how == QLatin1String("buttons") || how == QLatin1String("keys");
    const int lowest = toTheStart ? 0 : 1;
    const auto compare = [&](int position) {
        uitest::compareWithJournal(*m_shown, ends.at(position), position == steps && !toTheStart);
        QCOMPARE(
            uitest::text(m_shown->window, "positionLabel"),
            QStringLiteral("%1 of %2").arg(position).arg(steps));
        QCOMPARE(m_shown->button("backButton")->isEnabled(), position > 0);
        QCOMPARE(step->isEnabled(), position < steps);
        QCOMPARE(m_shown->find<QWidget>("pastBar")->isVisible(), position < steps);
    };
    // The arrows go on from the row that is chosen.
    if (how == QLatin1String("arrows"))
        QTest::keyClick(m_shown->diagram(), Qt::Key_End);
    for (int position = steps - 1; position >= lowest; --position) {
        goTo(how, ends.at(position), true);
        compare(position);
        if (QTest::currentTestFailed())
            return;
    }
    for (int position = lowest + 1; position <= steps; ++position) {
        goTo(how, ends.at(position), false);
        compare(position);
        if (QTest::currentTestFailed())
            return;
    }
    // Looking back has sent nothing.
    m_shown->settle();
    QCOMPARE(m_shown->journal().size(), events);
    QCOMPARE(m_shown->journal().latest().messages(), requests);
}

void TestLookBack::editRow_showsTheTypedText()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->clickRow(3);
    uitest::compareWithJournal(*m_shown, 3);
    QCOMPARE(m_shown->stockOf(A())->text(), QStringLiteral("7"));
    QCOMPARE(uitest::text(*m_shown->card(A()), "sentenceLabel"), QStringLiteral("Read v1."));
    // From there the keys move to the messages before and after.
    QTest::keyClick(m_shown->diagram(), Qt::Key_Down);
    uitest::compareWithJournal(*m_shown, 4);
    m_shown->clickRow(5);
    QTest::keyClick(m_shown->diagram(), Qt::Key_Down);
    uitest::compareWithJournal(*m_shown, 6);
}

void TestLookBack::keysAtTheStart_stayThere()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->clickRow(1);
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    uitest::compareWithJournal(*m_shown, 0);
    QTest::keyClick(m_shown->diagram(), Qt::Key_Up);
    uitest::compareWithJournal(*m_shown, 0);
    QTest::keyClick(m_shown->diagram(), Qt::Key_Down);
    uitest::compareWithJournal(*m_shown, 1);
    QTest::keyClick(m_shown->diagram(), Qt::Key_End);
    uitest::compareWithJournal(*m_shown, 6);
    QTest::keyClick(m_shown->diagram(), Qt::Key_Home);
    uitest::compareWithJournal(*m_shown, 1);
}

void TestLookBack::past_isShownWithTwoWaysOut()
{
    m_shown->playLesson();
    const auto* bar = m_shown->find<QWidget>("pastBar");
    QVERIFY(!bar->isVisible());
    m_shown->click(m_shown->button("backButton"));
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->findChild<QLabel*>()->text(), QStringLiteral("Viewing the past: step 3 of 4"));
    QCOMPARE(m_shown->button("newestButton")->text(), QStringLiteral("Back to step 4"));
    QCOMPARE(m_shown->button("continueButton")->text(), QStringLiteral("Continue from here"));
    QCOMPARE(uitest::text(m_shown->window, "positionLabel"), QStringLiteral("3 of 4"));
    m_shown->click(m_shown->button("newestButton"));
    QVERIFY(!bar->isVisible());
    uitest::compareWithJournal(*m_shown, m_shown->journal().size());
    QCOMPARE(uitest::text(m_shown->window, "positionLabel"), QStringLiteral("by hand"));
}

void TestLookBack::step_inThePast_sendsNothing()
{
    m_shown->load("lost-update");
    for (int position = 1; position <= 2; ++position) {
        m_shown->click(m_shown->button("stepButton"));
        QTRY_COMPARE(m_shown->stage.position(), position);
    }
    m_shown->click(m_shown->button("backButton"));
    m_shown->click(m_shown->button("backButton"));
    m_shown->click(m_shown->button("stepButton"));
    m_shown->click(m_shown->button("stepButton"));
    QVERIFY(!m_shown->timelineCursor().isPast());
    m_shown->settle();
    QCOMPARE(m_shown->journal().size(), 2);
    QCOMPARE(m_shown->stage.position(), 2);
    // Here the past ends and the scenario continues.
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 3);
    uitest::compareWithJournal(*m_shown, 4);
}

void TestLookBack::first_inFreePlay_showsTheStart()
{
    m_shown->playLesson();
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    uitest::compareWithJournal(*m_shown, 0);
    QCOMPARE(
        m_shown->find<QWidget>("pastBar")->findChild<QLabel*>()->text(),
        QStringLiteral("Viewing the past: before step 1"));
    QVERIFY(!m_shown->button("firstButton")->isEnabled());
    QVERIFY(!m_shown->button("backButton")->isEnabled());
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    uitest::compareWithJournal(*m_shown, 1);
}

void TestLookBack::figure_leadsToItsMessagesInTurn()
{
    m_shown->playLesson();                   // saves at 4 and 6
    m_shown->save(A(), QStringLiteral("9")); // 8, over B's
    m_shown->clickIn(B(), "readButton");     // 9
    const auto follow = [this](const char* figure, int times) {
        QList<qint64> way;
        for (int i = 0; i < times; ++i) {
            m_shown->click(m_shown->button(figure));
            way.append(m_shown->timelineCursor().seq());
            uitest::compareWithJournal(*m_shown, m_shown->timelineCursor().seq());
        }
        return way;
    };
    QCOMPARE(follow("triedButton", 4), QList<qint64>({4, 6, 8, 4}));
    m_shown->click(m_shown->button("newestButton"));
    QCOMPARE(follow("savedButton", 4), QList<qint64>({4, 6, 8, 4}));
    QCOMPARE(follow("lostButton", 3), QList<qint64>({6, 8, 6}));
    // There is none: the position does not change.
    QCOMPARE(follow("refusedButton", 1), QList<qint64>({6}));
    QCOMPARE(m_shown->journal().size(), 9);
}

void TestLookBack::table_showsTheSameMessages()
{
    m_shown->loadAndPlay("version-check");
    m_shown->press(Qt::Key_T, Qt::ControlModifier);
    auto* table = m_shown->find<QTableView>("messagesView");
    QVERIFY(table->isVisible());
    QVERIFY(!m_shown->diagram()->isVisible());
    QVERIFY(m_shown->find<QAction>("tableAction")->isChecked());
    const Journal& journal = m_shown->journal();
    QCOMPARE(table->model()->rowCount(), journal.size());
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const Event& event = journal.event(row + 1);
        const auto cell = [&](int column) {
            return table->model()->index(row, column).data().toString();
        };
        const QString step = event.number.text();
        QCOMPARE(cell(MessagesModel::StepColumn), step);
        QCOMPARE(cell(MessagesModel::ClientColumn), event.client);
        QCOMPARE(cell(MessagesModel::RequestColumn), messageText(event).request);
        QCOMPARE(cell(MessagesModel::AnswerColumn), messageText(event).answer);
    }
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    QVERIFY(table->isVisible());
    uitest::compareWithJournal(*m_shown, 7);
    m_shown->press(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(!table->isVisible());
    QVERIFY(m_shown->diagram()->isVisible());
    uitest::compareWithJournal(*m_shown, 7);
}

void TestLookBack::inspector_canBeShownAndHidden()
{
    m_shown->playLesson();
    auto* inspector = m_shown->find<QWidget>("inspector");
    QVERIFY(inspector->isVisible());
    m_shown->press(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(!inspector->isVisible());
    QVERIFY(m_shown->diagram()->isVisible());
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    m_shown->press(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(inspector->isVisible());
    uitest::compareWithJournal(*m_shown, 4);
}

void TestLookBack::inspector_replacesTheDiagramInANarrowWindow()
{
    m_shown->playLesson();
    m_shown->window.resize(1000, 720);
    auto* inspector = m_shown->find<QWidget>("inspector");
    QTRY_VERIFY(!inspector->isVisible());
    m_shown->press(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(inspector->isVisible());
    QVERIFY(!m_shown->diagram()->isVisible());
    m_shown->press(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(!inspector->isVisible());
    QVERIFY(m_shown->diagram()->isVisible());
}

QTEST_MAIN(TestLookBack)

#include "tst_lookback.moc"
