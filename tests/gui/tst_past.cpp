#include "gui/momenttext.h"
#include "warningfreetest.h"

#include <QScrollBar>

using namespace interleave;
using uitest::A;
using uitest::B;

/// While the past is shown: nothing can be changed, nothing is animated, and new events do not disturb it.
class TestPast final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }
    void cleanup();

    void past_acceptsNoInput();
    void pastConflict_offersNoActions();
    void past_movesNothing();
    void past_setsTypedTextAside_data();
    void past_setsTypedTextAside();
    void outsideWrite_keepsThePastShown();
    void outsideWrite_keepsTheInspector();
    void newEvents_areUnmarkedAtTheNewest();
    void showingThePast_pausesThePlayer();
    void start_isShownFromItsFirstRow();

private:
    void prepare() override;

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestPast::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
    // High enough for whole cards in every lesson here.
    m_shown->window.resize(1440, 1000);
}

void TestPast::cleanup()
{
    m_shown.reset();
}

void TestPast::past_acceptsNoInput()
{
    m_shown->playLesson();
    const qint64 events = m_shown->journal().size();
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    for (const QString& client : {A(), B()}) {
        QVERIFY(!m_shown->buttonOf(client, "readButton")->isEnabled());
        QVERIFY(!m_shown->buttonOf(client, "saveButton")->isEnabled());
        QVERIFY(!m_shown->buttonOf(client, "addButton")->isEnabled());
        QVERIFY(m_shown->stockOf(client)->isReadOnly());
        m_shown->click(m_shown->buttonOf(client, "readButton"));
        m_shown->typeStock(client, QStringLiteral("99"));
        QTest::keyClick(m_shown->stockOf(client), Qt::Key_Return);
    }
    auto* locking = m_shown->find<ToggleSwitch>("lockingSwitch");
    QVERIFY(!locking->isEnabled());
    m_shown->click(locking);
    m_shown->settle();
    QCOMPARE(m_shown->journal().size(), events);
    uitest::compareWithJournal(*m_shown, 4);

    m_shown->click(m_shown->button("newestButton"));
    for (const QString& client : {A(), B()}) {
        QVERIFY(m_shown->buttonOf(client, "readButton")->isEnabled());
        QVERIFY(m_shown->buttonOf(client, "saveButton")->isEnabled());
        QVERIFY(!m_shown->stockOf(client)->isReadOnly());
    }
    QVERIFY(locking->isEnabled());
}

void TestPast::pastConflict_offersNoActions()
{
    m_shown->loadAndPlay("version-check");
    const auto offered = [this] {
        QStringList names;
        for (const char* name : {"reloadButton", "mergeButton", "overwriteButton"}) {
            const QPushButton* button = m_shown->buttonOf(B(), name);
            if (button->isVisible())
                names.append(
                    button->isEnabled() ? button->text() : QStringLiteral("(%1)").arg(button->text()));
        }
        return names.join(QLatin1Char(' '));
    };
    QCOMPARE(offered(), QString());
    m_shown->clickRow(6); // B is refused
    QCOMPARE(offered(), QStringLiteral("(Reload) (Merge → 5) (Overwrite → 8)"));
    const qint64 events = m_shown->journal().size();
    m_shown->click(m_shown->buttonOf(B(), "overwriteButton"));
    m_shown->settle();
    QCOMPARE(m_shown->journal().size(), events);
    uitest::compareWithJournal(*m_shown, 6);
}

void TestPast::past_movesNothing()
{
    m_shown->loadAndPlay("version-check");
    const auto places = [this] {
        QList<QRect> result;
        for (const char* name :
             {"topBar",
              "clientACard",
              "serverCard",
              "clientBCard",
              "clientAStrip",
              "clientBStrip",
              "storyStack",
              "diagramView",
              "noticeStack",
              "outcomeStrip",
              "inspector",
              "backButton",
              "stepButton",
              "playButton"}) {
            const auto* widget = m_shown->find<QWidget>(name);
            result.append(QRect(widget->mapTo(&m_shown->window, QPoint()), widget->size()));
        }
        return result;
    };
    const QList<QRect> before = places();
    while (m_shown->button("backButton")->isEnabled()) {
        m_shown->click(m_shown->button("backButton"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        QCOMPARE(places(), before);
    }
}

void TestPast::past_setsTypedTextAside_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a number") << "12";
    QTest::newRow("what cannot be sent") << "twelve";
}

void TestPast::past_setsTypedTextAside()
{
    QFETCH(QString, text);
    m_shown->playLesson();
    m_shown->typeStock(A(), text);
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    uitest::compareWithJournal(*m_shown, 4);
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    uitest::compareWithJournal(*m_shown, 2);
    QTest::keyClick(m_shown->stockOf(A()), Qt::Key_Escape);
    QTest::keyClick(m_shown->stockOf(A()), Qt::Key_Tab);
    uitest::compareWithJournal(*m_shown, 2);
    m_shown->click(m_shown->button("newestButton"));
    QCOMPARE(m_shown->stockOf(A())->text(), text);
    m_shown->clickIn(A(), "saveButton");
    QCOMPARE(
        uitest::text(*m_shown->card(A()), "sentenceLabel").startsWith(QStringLiteral("Saved")),
        text == QLatin1String("12"));
}

void TestPast::outsideWrite_keepsThePastShown()
{
    m_shown->playLesson();
    m_shown->clickRow(2);
    const QString before = uitest::shownText(*m_shown);
    m_shown->put(R"({"stock": 42, "name": "Floor lamp"})");
    QCOMPARE(uitest::shownText(*m_shown), before);
    uitest::compareWithJournal(*m_shown, 2);
    QCOMPARE(m_shown->button("newestButton")->text(), QStringLiteral("Back to step 5"));
    auto* news = m_shown->button("newMessagesButton");
    QVERIFY(news->isVisible());
    m_shown->click(m_shown->button("newestButton"));
    uitest::compareWithJournal(*m_shown, 7);
    // The button for new events disappears.
    QVERIFY(!news->isVisible());
}

void TestPast::outsideWrite_keepsTheInspector()
{
    m_shown->window.resize(1440, 640);
    m_shown->playLesson();
    m_shown->clickIn(A(), "readButton");
    m_shown->clickRow(6); // the longest explanation
    auto* page = m_shown->find<QAbstractScrollArea>("explainPage");
    QTRY_VERIFY(page->verticalScrollBar()->maximum() > 0);
    page->verticalScrollBar()->setValue(page->verticalScrollBar()->maximum());
    const int read = page->verticalScrollBar()->value();
    m_shown->put(R"({"stock": 42, "name": "Floor lamp"})");
    QCOMPARE(page->verticalScrollBar()->value(), read);
    // Another message is shown from its beginning.
    m_shown->clickRow(4);
    QCOMPARE(page->verticalScrollBar()->value(), 0);
}

void TestPast::newEvents_areUnmarkedAtTheNewest()
{
    m_shown->clickIn(A(), "readButton");
    m_shown->clickIn(B(), "readButton");
    m_shown->clickRow(1);
    m_shown->put(R"({"stock": 42, "name": "Floor lamp"})");
    QCOMPARE(m_shown->diagram()->verticalScrollBar()->maximum(), 0);
    auto* news = m_shown->button("newMessagesButton");
    QVERIFY(news->isVisible());
    m_shown->click(m_shown->button("newestButton"));
    QVERIFY(!news->isVisible());
}

void TestPast::showingThePast_pausesThePlayer()
{
    m_shown->load("lost-update");
    QPushButton* play = m_shown->button("playButton");
    m_shown->click(play);
    QTRY_COMPARE(m_shown->stage.position(), 2);
    QCOMPARE(play->text(), QStringLiteral("Pause"));
    m_shown->clickRow(1);
    QCOMPARE(play->text(), QStringLiteral("Play"));
    // It shows what has happened since, and continues the scenario.
    m_shown->click(play);
    QTRY_COMPARE(m_shown->stage.position(), 3);
    uitest::compareWithJournal(*m_shown, 4);
    // The next step has a question.
    QTRY_COMPARE(play->text(), QStringLiteral("Play"));
}

void TestPast::start_isShownFromItsFirstRow()
{
    m_shown->playLesson();
    for (int i = 0; i < 6; ++i)
        m_shown->clickIn(A(), "readButton");
    const QScrollBar* bar = m_shown->diagram()->verticalScrollBar();
    QVERIFY(bar->value() > 0);
    m_shown->press(Qt::Key_Home, Qt::AltModifier);
    QCOMPARE(bar->value(), 0);
}

QTEST_MAIN(TestPast)

#include "tst_past.moc"
