#include "gui/window/mainwindow.h"

#include "core/words/explanation.h"
#include "gui/journalfixtures.h"
#include "gui/pages/twoclientspage.h"
#include "gui/panels/clientcard.h"
#include "gui/panels/joinpopup.h"
#include "gui/panels/observerstrip.h"
#include "gui/record/fieldedit.h"
#include "gui/record/valuedisplay.h"
#include "gui/theme/appearance.h"
#include "gui/widgets/chip.h"
#include "gui/widgets/toggleswitch.h"
#include "gui/window/navigation.h"
#include "stage/stage.h"
#include "warningfreetest.h"

#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpSocket>

using namespace interleave;

/// The real window with a real stage: real HTTP, real SQLite, mouse and keys.
class TestMainWindow final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup();

    void firstRun_showsAnInvitation();
    void lesson_byMouse_losesAnUpdateWithoutLocking();
    void lesson_byMouse_isRefusedWithLocking();
    void badInput_sendsNothing_data();
    void badInput_sendsNothing();
    void enterKey_saves();
    void scenario_stepsToItsEnd();
    void changedRule_replaysTheSameSteps();
    void firstButton_returnsToTheStart();
    void freePlay_appliesTheRuleAtOnce();
    void conflict_isReloadedInPlace();
    void conflict_isOverwrittenOnPurpose();
    void addButton_losesNothing();
    void timestampRule_refusesByDate();
    void leaseRule_makesTheOtherWait();
    void outsideWrite_isShownAndMakesCopiesStale();
    void outsideWriteWhileTyping_keepsTheText();
    void anotherScenario_showsItsRecord();
    void joinPopup_showsTheRealAddress();
    void tabKey_goesFromTopToBottom();
    void cards_keepTheirPlaces();
    void window_isUsableAtEverySize_data();
    void window_isUsableAtEverySize();

private:
    void prepare() override;

    ClientCard* card(const QString& client);
    void click(QWidget* widget);
    void clickIn(const QString& client, const char* button);
    void typeStock(const QString& client, const QString& text);
    QString label(const QString& client, const char* name) { return uitest::text(*card(client), name); }
    QString strip(const QString& client);
    QString history();
    QString outcome();
    QString value();
    void chooseScenario(const char* name);
    void playLesson();
    void refuseB();
    void put(const QByteArray& body);
    [[nodiscard]] qint64 messages() const { return m_stage->journal().latest().messages(); }
    template<typename T>
    T* find(const char* name)
    {
        return m_window->findChild<T*>(QLatin1String(name));
    }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::prepare()
{
    auto* application = qobject_cast<QApplication*>(QCoreApplication::instance());
    m_appearance = std::make_unique<Appearance>(*application, ThemeChoice::Light, 100);
    StageOptions options;
    options.port = quint16{0};
    m_stage = std::make_unique<Stage>(options);
    m_stage->load(builtinScenarios().first().scenario);
    m_window = std::make_unique<MainWindow>(*m_stage, *m_appearance, builtinScenarios());
    m_window->resize(1440, 900);
    m_window->show();
    m_window->activateWindow();
    m_stage->start();
    QTRY_VERIFY(m_stage->canStep());
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_stage.reset();
    m_appearance.reset();
}

ClientCard* TestMainWindow::card(const QString& client)
{
    return m_window->findChild<ClientCard*>(QStringLiteral("client%1Card").arg(client));
}

void TestMainWindow::click(QWidget* widget)
{
    QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
}

void TestMainWindow::clickIn(const QString& client, const char* button)
{
    const qint64 before = messages();
    click(card(client)->findChild<QPushButton*>(QLatin1String(button)));
    QTRY_COMPARE(messages(), before + 1);
    QTRY_VERIFY(!m_stage->isBusy(client) && !m_stage->isMoving());
}

void TestMainWindow::typeStock(const QString& client, const QString& text)
{
    auto* field = card(client)->findChild<FieldEdit*>(QStringLiteral("stockField"));
    QTest::mouseDClick(field, Qt::LeftButton, {}, QPoint(20, field->height() / 2));
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, text);
}

QString TestMainWindow::strip(const QString& client)
{
    return m_window->findChild<ObserverStrip*>(QStringLiteral("client%1Strip").arg(client))->text();
}

QString TestMainWindow::history()
{
    QStringList texts;
    for (const Chip* chip : find<QWidget>("versionChips")->findChildren<Chip*>()) {
        if (chip->isVisible())
            texts.append(chip->isLost() ? QStringLiteral("[%1]").arg(chip->text()) : chip->text());
    }
    return texts.join(QStringLiteral(", "));
}

QString TestMainWindow::outcome()
{
    QStringList figures;
    for (const char* name :
         {"triedFigure", "savedFigure", "refusedFigure", "lostFigure", "valueFigure", "keptFigure"})
        figures.append(uitest::text(*m_window, name));
    return figures.join(QLatin1Char(' '));
}

QString TestMainWindow::value()
{
    return m_window->findChild<ValueDisplay*>()->value();
}

void TestMainWindow::chooseScenario(const char* name)
{
    const QSignalSpy replaced(m_stage.get(), &Stage::journalReplaced);
    m_window->findChild<QAction*>(QLatin1String(name))->trigger();
    QTRY_COMPARE(replaced.size(), 1);
    QTRY_VERIFY(!m_stage->isMoving());
}

/// With clicks, in free play.
void TestMainWindow::refuseB()
{
    m_stage->playTo(4);
    QTRY_COMPARE(outcome(), QStringLiteral("2 2 0 1 8 5"));
    QTRY_VERIFY(!m_stage->isMoving());
    click(find<ToggleSwitch>("lockingSwitch"));
    QTRY_COMPARE(outcome(), QStringLiteral("2 1 1 0 7 5"));
    QTRY_VERIFY(!m_stage->isMoving());
    QVERIFY(card(uitest::B())->findChild<QPushButton*>(QStringLiteral("mergeButton"))->isVisible());
}

void TestMainWindow::playLesson()
{
    clickIn(uitest::A(), "readButton");
    clickIn(uitest::B(), "readButton");
    typeStock(uitest::A(), QStringLiteral("7"));
    clickIn(uitest::A(), "saveButton");
    typeStock(uitest::B(), QStringLiteral("8"));
    clickIn(uitest::B(), "saveButton");
}

/// Sends a request of an outside client, byte by byte, like curl.
void TestMainWindow::put(const QByteArray& body)
{
    const qint64 before = messages();
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_stage->port());
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write(
        "PUT /records/item HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_stage->port()) +
        "\r\nUser-Agent: curl/8.0\r\nContent-Type: application/json\r\nContent-Length: " +
        QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
    QTRY_COMPARE(messages(), before + 1);
}

void TestMainWindow::firstRun_showsAnInvitation()
{
    QCOMPARE(
        uitest::text(*m_window, "invitationLabel"),
        QStringLiteral("Two clients, one record. Watch one change disappear."));
    QCOMPARE(find<QPushButton>("scenarioButton")->text(), QStringLiteral("The lost update"));
    QCOMPARE(find<QPushButton>("beginButton")->text(), QStringLiteral("Step 1: A reads"));
    QCOMPARE(find<QPushButton>("freePlayLink")->text(), QStringLiteral("Try it freely"));
    QCOMPARE(uitest::text(*m_window, "positionLabel"), QStringLiteral("0 of 4"));
    QCOMPARE(strip(uitest::A()), QStringLiteral("no copy yet"));
    QCOMPARE(label(uitest::A(), "sentenceLabel"), QStringLiteral("No request yet"));
    QVERIFY(find<QPushButton>("servingButton")->text().startsWith(QStringLiteral("Serving :")));

    click(find<QPushButton>("beginButton"));
    QTRY_COMPARE(uitest::text(*m_window, "positionLabel"), QStringLiteral("1 of 4"));
    QTRY_COMPARE(strip(uitest::A()), QStringLiteral("A’s copy is the newest (v1)"));
    QVERIFY(find<QWidget>("diagramView")->isVisible());
}

void TestMainWindow::lesson_byMouse_losesAnUpdateWithoutLocking()
{
    chooseScenario("free-play");
    playLesson();
    QCOMPARE(label(uitest::A(), "sentenceLabel"), QStringLiteral("Saved as v2."));
    QCOMPARE(label(uitest::A(), "statusLabel"), QStringLiteral("200 OK"));
    QCOMPARE(label(uitest::B(), "sentenceLabel"), QStringLiteral("Saved as v3."));
    QCOMPARE(strip(uitest::A()), QStringLiteral("A does not know: its v2 is gone, v3 stands"));
    QCOMPARE(strip(uitest::B()), QStringLiteral("B’s copy is the newest (v3)"));
    QCOMPARE(history(), QStringLiteral("v3 · B · 10 → 8, [v2 · A · 10 → 7], +1"));
    QCOMPARE(value(), QStringLiteral("8"));
    QCOMPARE(outcome(), QStringLiteral("2 2 0 1 8 5"));
}

void TestMainWindow::lesson_byMouse_isRefusedWithLocking()
{
    chooseScenario("free-play");
    click(find<ToggleSwitch>("lockingSwitch"));
    QTRY_COMPARE(m_stage->journal().latest().locking(), Locking::Version);
    playLesson();
    QCOMPARE(label(uitest::A(), "sentenceLabel"), QStringLiteral("Saved as v2."));
    QCOMPARE(label(uitest::B(), "statusLabel"), QStringLiteral("412"));
    QCOMPARE(label(uitest::B(), "sentenceLabel"), QStringLiteral("Not saved: record is at v2."));
    QCOMPARE(strip(uitest::B()), QStringLiteral("B’s copy is old: v1, and v2 stands"));
    QCOMPARE(history(), QStringLiteral("v2 · A · 10 → 7, v1 · 10"));
    QCOMPARE(value(), QStringLiteral("7"));
    QCOMPARE(outcome(), QStringLiteral("2 1 1 0 7 5"));
    // B's typed 8 is still there.
    QCOMPARE(
        card(uitest::B())->findChild<FieldEdit*>(QStringLiteral("stockField"))->text(), QStringLiteral("8"));
}

void TestMainWindow::badInput_sendsNothing_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << "";
    QTest::newRow("no number") << "seven";
    QTest::newRow("huge") << "123456789012345678901234567890";
}

void TestMainWindow::badInput_sendsNothing()
{
    QFETCH(QString, text);
    chooseScenario("free-play");
    clickIn(uitest::A(), "readButton");
    const qint64 events = m_stage->journal().size();
    typeStock(uitest::A(), text);
    click(card(uitest::A())->findChild<QPushButton*>(QStringLiteral("saveButton")));
    QVERIFY(label(uitest::A(), "sentenceLabel").startsWith(QStringLiteral("Not sent: ")));
    QVERIFY(label(uitest::A(), "sentenceLabel").contains(QStringLiteral("“stock”")));
    QCOMPARE(m_stage->journal().size(), events);
    QVERIFY(!m_stage->isBusy(uitest::A()));

    typeStock(uitest::A(), QStringLiteral("7"));
    clickIn(uitest::A(), "saveButton");
    QCOMPARE(label(uitest::A(), "sentenceLabel"), QStringLiteral("Saved as v2."));
}

void TestMainWindow::enterKey_saves()
{
    chooseScenario("free-play");
    clickIn(uitest::A(), "readButton");
    typeStock(uitest::A(), QStringLiteral("7"));
    QTest::keyClick(card(uitest::A())->findChild<FieldEdit*>(QStringLiteral("stockField")), Qt::Key_Return);
    QTRY_COMPARE(label(uitest::A(), "sentenceLabel"), QStringLiteral("Saved as v2."));
    // Read, one edit, one save: a key press is not an event.
    QCOMPARE(m_stage->journal().size(), 3);
}

void TestMainWindow::scenario_stepsToItsEnd()
{
    auto* step = find<QPushButton>("stepButton");
    for (int position = 1; position <= 4; ++position) {
        QVERIFY(step->isEnabled());
        click(step);
        QTRY_COMPARE(uitest::text(*m_window, "positionLabel"), QStringLiteral("%1 of 4").arg(position));
        QTRY_VERIFY(!m_stage->isMoving());
        // Every card, strip and figure shows the snapshot's values.
        const Snapshot& now = m_stage->journal().latest();
        for (const QString& client : m_stage->panels()) {
            QCOMPARE(strip(client), observerText(now, client, uitest::id()).sentence);
            QCOMPARE(label(client, "sentenceLabel"), answerText(now.client(client)).sentence);
        }
    }
    QVERIFY(!step->isEnabled());
    QVERIFY(!find<QPushButton>("playButton")->isEnabled());
    QCOMPARE(outcome(), QStringLiteral("2 2 0 1 8 5"));
}

void TestMainWindow::changedRule_replaysTheSameSteps()
{
    m_stage->playTo(4);
    QTRY_COMPARE(outcome(), QStringLiteral("2 2 0 1 8 5"));
    QTRY_VERIFY(!m_stage->isMoving());
    QCOMPARE(uitest::text(*m_window, "noticeLabel"), QStringLiteral("That was all."));
    QCOMPARE(find<QPushButton>("wayButton")->text(), QStringLiteral("Play it again with locking on"));
    click(find<QPushButton>("wayButton"));
    QTRY_COMPARE(outcome(), QStringLiteral("2 1 1 0 7 5"));
    QTRY_VERIFY(!m_stage->isMoving());
    QVERIFY(find<ToggleSwitch>("lockingSwitch")->isChecked());
    QCOMPARE(find<QPushButton>("wayButton")->text(), QStringLiteral("Play it again with locking off"));
    QCOMPARE(uitest::text(*m_window, "positionLabel"), QStringLiteral("4 of 4"));
    QCOMPARE(
        uitest::text(*m_window, "noticeLabel"),
        QStringLiteral("The same steps, played again with locking on. B’s change is still open: resolve it "
                       "with Reload, Merge or Overwrite."));
    QCOMPARE(label(uitest::B(), "sentenceLabel"), QStringLiteral("Not saved: record is at v2."));
    click(find<ToggleSwitch>("lockingSwitch"));
    QTRY_COMPARE(outcome(), QStringLiteral("2 2 0 1 8 5"));
}

void TestMainWindow::firstButton_returnsToTheStart()
{
    m_stage->playTo(3);
    QTRY_COMPARE(value(), QStringLiteral("7"));
    QTRY_VERIFY(!m_stage->isMoving());
    QTest::keyClick(m_window.get(), Qt::Key_Home, Qt::AltModifier);
    QTRY_COMPARE(value(), QStringLiteral("10"));
    QTRY_COMPARE(uitest::text(*m_window, "positionLabel"), QStringLiteral("0 of 4"));
    QTRY_VERIFY(m_stage->canStep());
    QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(uitest::text(*m_window, "positionLabel"), QStringLiteral("1 of 4"));
}

void TestMainWindow::freePlay_appliesTheRuleAtOnce()
{
    click(find<QPushButton>("freePlayLink"));
    QTRY_COMPARE(find<QPushButton>("scenarioButton")->text(), QStringLiteral("Free play"));
    QTRY_VERIFY(!m_stage->isMoving());
    QVERIFY(!find<QPushButton>("playButton")->isVisible());
    QVERIFY(!find<QPushButton>("backButton")->isEnabled());
    clickIn(uitest::A(), "readButton");
    click(find<ToggleSwitch>("lockingSwitch"));
    QTRY_COMPARE(uitest::text(*m_window, "lockingStatus"), QStringLiteral("On · old versions refused"));
    // Nothing was replayed: A's copy is still there.
    QCOMPARE(strip(uitest::A()), QStringLiteral("A’s copy is the newest (v1)"));
}

void TestMainWindow::conflict_isReloadedInPlace()
{
    refuseB();
    clickIn(uitest::B(), "reloadButton");
    QTRY_COMPARE(strip(uitest::B()), QStringLiteral("B’s copy is the newest (v2)"));
    QVERIFY(!card(uitest::B())->findChild<QPushButton*>(QStringLiteral("reloadButton"))->isVisible());
    QCOMPARE(value(), QStringLiteral("7"));
}

void TestMainWindow::conflict_isOverwrittenOnPurpose()
{
    refuseB();
    // Two messages: a read of the current version, then a write over it.
    click(card(uitest::B())->findChild<QPushButton*>(QStringLiteral("overwriteButton")));
    QTRY_COMPARE(value(), QStringLiteral("8"));
    QTRY_VERIFY(!m_stage->isBusy(uitest::B()));
    // B has seen the version that it overwrote, so nothing counts as lost.
    QCOMPARE(m_stage->journal().latest().lostCount(uitest::id()), 0);
}

void TestMainWindow::addButton_losesNothing()
{
    click(find<QPushButton>("freePlayLink"));
    QTRY_VERIFY(m_stage->scenario() == nullptr && !m_stage->isMoving());
    clickIn(uitest::A(), "readButton");
    clickIn(uitest::B(), "readButton");
    QTRY_COMPARE(messages(), 2);
    clickIn(uitest::A(), "addButton");
    clickIn(uitest::B(), "addButton");
    QTRY_COMPARE(value(), QStringLiteral("8"));
    QTRY_COMPARE(outcome(), QStringLiteral("2 2 0 0 8 8"));
    QCOMPARE(strip(uitest::B()), QStringLiteral("B’s copy is the newest (v3)"));
}

void TestMainWindow::timestampRule_refusesByDate()
{
    click(find<QPushButton>("freePlayLink"));
    QTRY_VERIFY(m_stage->scenario() == nullptr && !m_stage->isMoving());
    QVERIFY(!find<QPushButton>("timestampRule")->isEnabled());
    click(find<ToggleSwitch>("lockingSwitch"));
    QTRY_VERIFY(find<QPushButton>("timestampRule")->isEnabled());
    QVERIFY(find<QPushButton>("versionRule")->isChecked());
    click(find<QPushButton>("timestampRule"));
    QTRY_COMPARE(m_stage->locking(), Locking::Timestamp);
    QVERIFY(find<QPushButton>("timestampRule")->isChecked());
    clickIn(uitest::A(), "readButton");
    QTRY_COMPARE(messages(), 1);
    typeStock(uitest::A(), QStringLiteral("7"));
    clickIn(uitest::A(), "saveButton");
    QTRY_COMPARE(messages(), 2);
    const Event& write = m_stage->journal().event(m_stage->journal().size());
    QVERIFY2(write.condition.startsWith("If-Unmodified-Since: "), write.condition.constData());
    QCOMPARE(value(), QStringLiteral("7"));
    // Off and on again restores the chosen rule.
    click(find<ToggleSwitch>("lockingSwitch"));
    QTRY_COMPARE(m_stage->locking(), Locking::Off);
    QVERIFY(find<QPushButton>("timestampRule")->isChecked());
    click(find<ToggleSwitch>("lockingSwitch"));
    QTRY_COMPARE(m_stage->locking(), Locking::Timestamp);
}

void TestMainWindow::leaseRule_makesTheOtherWait()
{
    click(find<QPushButton>("freePlayLink"));
    QTRY_VERIFY(m_stage->scenario() == nullptr && !m_stage->isMoving());
    click(find<ToggleSwitch>("lockingSwitch"));
    QTRY_VERIFY(find<QPushButton>("leaseRule")->isEnabled());
    click(find<QPushButton>("leaseRule"));
    QTRY_COMPARE(m_stage->locking(), Locking::Lease);
    QVERIFY(find<QPushButton>("leaseRule")->isChecked());
    const auto press = [this](const QString& client, const char* button) {
        click(card(client)->findChild<QPushButton*>(QLatin1String(button)));
    };
    press(uitest::A(), "readButton");
    QTRY_COMPARE(messages(), 2); // the lease and the record
    press(uitest::B(), "readButton");
    QTRY_VERIFY(m_stage->isWaiting(uitest::B()));
    QTRY_VERIFY(!m_stage->isBusy(uitest::A()));
    QTRY_COMPARE(messages(), 3);
    typeStock(uitest::A(), QStringLiteral("7"));
    press(uitest::A(), "saveButton");
    // A's save and its lease given back; B's lease and its read.
    QTRY_COMPARE(messages(), 7);
    QTRY_COMPARE(strip(uitest::B()), QStringLiteral("B’s copy is the newest (v2)"));
    QCOMPARE(value(), QStringLiteral("7"));
}

void TestMainWindow::outsideWrite_isShownAndMakesCopiesStale()
{
    chooseScenario("free-play");
    clickIn(uitest::A(), "readButton");
    put(R"({"stock": 42, "name": "Floor lamp", "colour": "red"})");
    QTRY_COMPARE(value(), QStringLiteral("42"));
    QCOMPARE(m_window->findChild<ValueDisplay*>()->summary(), QStringLiteral("stock · Floor lamp · red"));
    QCOMPARE(strip(uitest::A()), QStringLiteral("A does not know: its v1 is old, v2 stands"));
    QCOMPARE(history(), QStringLiteral("v2 · curl/8.0 · 42, v1 · 10"));
    clickIn(uitest::A(), "readButton");
    QCOMPARE(
        card(uitest::A())->findChild<FieldEdit*>(QStringLiteral("colourField"))->text(),
        QStringLiteral("red"));
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
    const auto* table = find<QTableView>("messagesView");
    QCOMPARE(table->model()->rowCount(), 3);
    QCOMPARE(table->model()->index(1, 1).data().toString(), QStringLiteral("curl/8.0"));
}

void TestMainWindow::outsideWriteWhileTyping_keepsTheText()
{
    chooseScenario("free-play");
    clickIn(uitest::B(), "readButton");
    typeStock(uitest::B(), QStringLiteral("81"));
    put(R"({"stock": 42})");
    QTRY_COMPARE(value(), QStringLiteral("42"));
    QCOMPARE(
        card(uitest::B())->findChild<FieldEdit*>(QStringLiteral("stockField"))->text(), QStringLiteral("81"));
    clickIn(uitest::B(), "saveButton");
    QCOMPARE(value(), QStringLiteral("81"));
    QCOMPARE(outcome(), QStringLiteral("2 2 0 1 81 113"));
}

void TestMainWindow::anotherScenario_showsItsRecord()
{
    chooseScenario("article-example");
    QTRY_COMPARE(value(), QStringLiteral("100"));
    QVERIFY(card(uitest::A())->findChild<FieldEdit*>(QStringLiteral("valueField")) != nullptr);
    m_stage->playTo(4);
    QTRY_COMPARE(value(), QStringLiteral("300"));
    QCOMPARE(uitest::text(*m_window, "lostFigure"), QStringLiteral("1"));
}

void TestMainWindow::joinPopup_showsTheRealAddress()
{
    click(find<QPushButton>("servingButton"));
    auto* join = m_window->findChild<JoinPopup*>();
    QVERIFY(join != nullptr && join->isVisible());
    QCOMPARE(
        join->commands().first(),
        QStringLiteral("curl -i -A ann http://127.0.0.1:%1/records/item").arg(m_stage->port()));
    join->close();
}

void TestMainWindow::tabKey_goesFromTopToBottom()
{
    m_stage->playTo(2);
    QTRY_COMPARE(strip(uitest::B()), QStringLiteral("B’s copy is the newest (v1)"));
    QTRY_VERIFY(!m_stage->isMoving());
    // The last page's tab.
    const QString last = QStringLiteral("pageButton-") + m_window->navigation().names().last();
    auto* tab = m_window->findChild<QPushButton*>(last);
    tab->setFocus();
    QTRY_VERIFY(tab->hasFocus());
    QStringList order;
    for (int i = 0; i < 25; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        order.append(QApplication::focusWidget()->objectName());
    }
    QCOMPARE(
        order.join(QLatin1Char(' ')),
        QStringLiteral(
            "scenarioButton firstButton backButton stepButton playButton servingButton moreButton stockField "
            "nameField readButton "
            "saveButton addButton amountField lockingSwitch stockField nameField readButton saveButton "
            "addButton amountField "
            "diagramView triedButton savedButton refusedButton lostButton"));
}

void TestMainWindow::cards_keepTheirPlaces()
{
    const auto middles = [this] {
        QList<int> result;
        for (const QWidget* widget :
             QList<const QWidget*>{card(uitest::A()), find<QWidget>("serverCard"), card(uitest::B())})
            result.append(widget->mapTo(m_window.get(), QPoint(widget->width() / 2, 0)).x());
        return result;
    };
    const QList<int> before = middles();
    QVERIFY(before.at(0) < before.at(1) && before.at(1) < before.at(2));
    QCOMPARE(before.at(1) - before.at(0), before.at(2) - before.at(1));
    const QSize size = card(uitest::A())->size();
    m_stage->playTo(4);
    QTRY_COMPARE(outcome(), QStringLiteral("2 2 0 1 8 5"));
    QCOMPARE(middles(), before);
    QCOMPARE(card(uitest::A())->size(), size);
    QCOMPARE(size.height(), 296);
}

void TestMainWindow::window_isUsableAtEverySize_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    QTest::newRow("as in the pictures") << QSize(1440, 900) << 100;
    QTest::newRow("a small laptop") << QSize(1280, 720) << 100;
    QTest::newRow("as small as it gets") << QSize(960, 640) << 100;
    QTest::newRow("zoomed out") << QSize(1280, 720) << 75;
    QTest::newRow("zoomed in") << QSize(2560, 1440) << 175;
    QTest::newRow("a very large screen, not zoomed") << QSize(3840, 2160) << 100;
}

void TestMainWindow::window_isUsableAtEverySize()
{
    QFETCH(QSize, size);
    QFETCH(int, zoom);
    m_stage->playTo(4);
    QTRY_COMPARE(outcome(), QStringLiteral("2 2 0 1 8 5"));
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), Theme::light().withZoom(zoom));
    m_window->resize(size);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(m_window->size(), size);

    // All controls are inside the window and do not overlap.
    const QList<QWidget*> parts{
        find<QWidget>("topBar"),
        card(uitest::A()),
        find<QWidget>("serverCard"),
        card(uitest::B()),
        find<QWidget>("clientAStrip"),
        find<QWidget>("clientBStrip"),
        find<QWidget>("storyStack"),
        find<QWidget>("noticeLabel"),
        find<QWidget>("outcomeStrip")};
    QList<QRect> areas;
    for (const QWidget* part : parts) {
        const QRect area(part->mapTo(m_window.get(), QPoint()), part->size());
        QVERIFY2(m_window->rect().contains(area), qPrintable(part->objectName()));
        for (const QRect& other : std::as_const(areas))
            QVERIFY2(!other.intersects(area), qPrintable(part->objectName()));
        areas.append(area);
    }
    // Where the height is scarce, the cards leave it to the diagram.
    const int height = size.height() * 100 / zoom < 760 ? 100 : 296;
    QCOMPARE(card(uitest::A())->height(), qRound(height * zoom / 100.0));
}

QTEST_MAIN(TestMainWindow)

#include "tst_mainwindow.moc"
