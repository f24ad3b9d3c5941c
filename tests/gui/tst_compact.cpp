#include "gui/accessiblecontrols.h"
#include "gui/outcome/leaseline.h"
#include "gui/outcome/outcomestrip.h"
#include "gui/panels/servercard.h"
#include "gui/playback/comparison.h"
#include "gui/record/amountedit.h"
#include "gui/shownwindow.h"
#include "gui/widgets/toggleswitch.h"
#include "warningfreetest.h"

#include <QComboBox>
#include <QMenu>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace interleave;

/// The layout for little space: a small projector, or a large zoom.
class TestCompact final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void smallWindow_isUsable_data();
    void smallWindow_isUsable();
    void largeZoom_doesNotEnlargeTheWindow();
    void roundTrip_restoresTheLayout();
    void lesson_isPlayedByMouse();
    void conflict_isResolvedByTheMenu();
    void merge_coversTheDiagram();
    void merge_followsTheLayout();
    void lease_isShownBetweenTheStrips();
    void singleAction_hasItsOwnButton();
    void longTexts_areShownFromTheirStart();
    void comparison_cutsNoTexts();
    void rule_isChosenInTheBox();
    void inspector_replacesTheDiagram();
    void fields_keepTheirTextAndFocus();
    void transport_foldsIntoAMenu();
    void transport_foldsOnThePageThatCompares();
    void onlyTheDiagram_scrolls();

private:
    void prepare() override;

    void resize(const QSize& size, int zoom);
    [[nodiscard]] QPushButton* resolve(const QString& client)
    {
        return m_shown->buttonOf(client, "resolveButton");
    }
    /// Makes the server refuse B's save, under the version check.
    void refuseSave();
    /// With its button on the card, or from the menu.
    void mergeRefusedSave();
    [[nodiscard]] QStringList clipped(const QList<const QWidget*>& parts);

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestCompact::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestCompact::resize(const QSize& size, int zoom)
{
    m_shown->window.resize(size);
    while (m_shown->appearance.theme().zoom() < zoom)
        m_shown->press(Qt::Key_Plus, Qt::ControlModifier);
    while (m_shown->appearance.theme().zoom() > zoom)
        m_shown->press(Qt::Key_Minus, Qt::ControlModifier);
    for (int i = 0; i < 4; ++i)
        QCoreApplication::processEvents();
}

/// Parts that are not inside the window, or that overlap.
QStringList TestCompact::clipped(const QList<const QWidget*>& parts)
{
    QStringList result;
    QList<QRect> areas;
    for (const QWidget* part : parts) {
        if (!part->isVisible())
            continue;
        const QRect area(part->mapTo(&m_shown->window, QPoint()), part->size());
        const bool inside = m_shown->window.rect().contains(area);
        const bool apart =
            std::ranges::none_of(areas, [&area](const QRect& other) { return other.intersects(area); });
        if (!inside || !apart || area.isEmpty())
            result.append(QStringLiteral("%1 at %2 %3 %4 %5")
                              .arg(part->objectName())
                              .arg(area.x())
                              .arg(area.y())
                              .arg(area.width())
                              .arg(area.height()));
        areas.append(area);
    }
    return result;
}

void TestCompact::smallWindow_isUsable_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    QTest::addColumn<bool>("compact");
    QTest::newRow("a projector at 150 %") << QSize(1280, 720) << 150 << true;
    QTest::newRow("a projector at 125 %") << QSize(1280, 720) << 125 << true;
    QTest::newRow("a projector at 100 %") << QSize(1280, 720) << 100 << true;
    QTest::newRow("a laptop, too low for six messages") << QSize(1440, 900) << 100 << true;
    QTest::newRow("a higher laptop") << QSize(1440, 960) << 100 << false;
    QTest::newRow("an old projector") << QSize(1024, 768) << 125 << true;
    QTest::newRow("a very old projector") << QSize(800, 600) << 100 << true;
    QTest::newRow("high definition at 200 %") << QSize(1920, 1080) << 200 << true;
}

void TestCompact::smallWindow_isUsable()
{
    QFETCH(QSize, size);
    QFETCH(int, zoom);
    QFETCH(bool, compact);
    m_shown->loadAndPlay("version-check");
    resize(size, zoom);
    QCOMPARE(m_shown->window.size(), size);
    const int height = compact ? 100 : 296;
    for (const QWidget* card :
         {static_cast<QWidget*>(m_shown->card(uitest::A())),
          m_shown->find<QWidget>("serverCard"),
          static_cast<QWidget*>(m_shown->card(uitest::B()))})
        QCOMPARE(card->height(), qRound(height * zoom / 100.0));
    QList<const QWidget*> parts;
    for (const char* name :
         {"scenarioButton",
          "firstButton",
          "backButton",
          "stepButton",
          "playButton",
          "transportButton",
          "positionLabel",
          "servingButton",
          "moreButton",
          "serverCard",
          "clientAStrip",
          "clientBStrip",
          "storyStack",
          "noticeStack",
          "outcomeStrip"})
        parts.append(m_shown->find<QWidget>(name));
    parts << m_shown->card(uitest::A()) << m_shown->card(uitest::B());
    QCOMPARE(clipped(parts), QStringList());
    for (const QString& client : {uitest::A(), uitest::B()}) {
        QList<const QWidget*> inside;
        for (const char* name :
             {"badge", "readButton", "saveButton", "addButton", "amountField", "resultSlot", "fieldList"})
            inside.append(m_shown->card(client)->findChild<QWidget*>(QLatin1String(name)));
        QCOMPARE(clipped(inside), QStringList());
        for (const QWidget* part : std::as_const(inside))
            QVERIFY2(m_shown->card(client)->isAncestorOf(part), qPrintable(part->objectName()));
        // The important number is readable.
        const FieldEdit* stock = m_shown->stockOf(client);
        QVERIFY(stock->width() > QFontMetrics(stock->font()).horizontalAdvance(QStringLiteral("10")) * 2);
    }
    // At least two messages of the diagram are visible.
    QVERIFY(m_shown->diagram()->height() >= 2 * 64 * zoom / 100);
    QCOMPARE(uitest::smallButtonsIn(m_shown->window, zoom), QString());
}

void TestCompact::largeZoom_doesNotEnlargeTheWindow()
{
    m_shown->loadAndPlay("lost-update");
    resize({1440, 900}, 250);
    QCOMPARE(m_shown->window.size(), QSize(1440, 900));
    QCOMPARE(
        clipped({m_shown->find<QWidget>("scenarioButton"), m_shown->find<QWidget>("moreButton")}),
        QStringList());
    // What does not fit can be scrolled to.
    auto* scroll = m_shown->find<QScrollArea>("pageScroll");
    QVERIFY(scroll->horizontalScrollBar()->maximum() > 0);
    m_shown->buttonOf(uitest::B(), "readButton")->setFocus(Qt::TabFocusReason);
    scroll->ensureWidgetVisible(m_shown->buttonOf(uitest::B(), "readButton"));
    m_shown->clickIn(uitest::B(), "readButton");
    QVERIFY(m_shown->window.rect().contains(
        m_shown->buttonOf(uitest::B(), "readButton")->mapTo(&m_shown->window, QPoint())));
}

void TestCompact::roundTrip_restoresTheLayout()
{
    m_shown->playLesson();
    const auto picture = [this] {
        if (QWidget* focus = QApplication::focusWidget())
            focus->clearFocus();
        return m_shown->window.grab().toImage();
    };
    resize({1440, 900}, 100);
    const QImage before = picture();
    for (const int zoom : {150, 250, 75}) {
        resize({1280, 720}, zoom);
        resize({1440, 900}, 100);
        QCOMPARE(picture(), before);
    }
}

void TestCompact::lesson_isPlayedByMouse()
{
    resize({1280, 720}, 150);
    m_shown->playLesson();
    const Snapshot& now = m_shown->journal().latest();
    QCOMPARE(now.lostCount(uitest::id()), 1);
    auto* amount = m_shown->card(uitest::B())->findChild<AmountEdit*>();
    QCOMPARE(amount->amount(), -1);
    m_shown->clickIn(uitest::B(), "addButton");
    QTRY_COMPARE(uitest::text(m_shown->window, "valueFigure"), QStringLiteral("7"));
}

void TestCompact::refuseSave()
{
    m_shown->load("lost-update");
    m_shown->click(m_shown->find<ToggleSwitch>("lockingSwitch"));
    QTRY_VERIFY(m_shown->stage.canStep());
    m_shown->stage.playTo(4);
    QTRY_COMPARE(m_shown->stage.position(), 4);
    m_shown->settle();
}

void TestCompact::conflict_isResolvedByTheMenu()
{
    resize({1280, 720}, 100);
    refuseSave();
    QVERIFY(resolve(uitest::B())->text().contains(QStringLiteral("Resolve")));
    QCOMPARE(clipped({resolve(uitest::B())}), QStringList());
    m_shown = std::make_unique<uitest::ShownWindow>();
    resize({1280, 720}, 150);
    refuseSave();
    QVERIFY(!resolve(uitest::A())->isVisible());
    QVERIFY(resolve(uitest::B())->isVisible());
    QCOMPARE(resolve(uitest::B())->accessibleName(), QStringLiteral("Client B: Resolve"));
    QCOMPARE(clipped({resolve(uitest::B())}), QStringList());
    for (const char* name : {"reloadButton", "mergeButton", "overwriteButton"})
        QVERIFY(!m_shown->buttonOf(uitest::B(), name)->isVisible());
    QMenu* menu = resolve(uitest::B())->menu();
    menu->popup(QPoint(10, 10));
    QStringList ways;
    for (const QAction* action : menu->actions())
        ways.append(action->text());
    QCOMPARE(ways.join(QLatin1Char(' ')), QStringLiteral("Reload Merge → 5 Overwrite → 8"));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().at(1)).center());
    QTRY_VERIFY(m_shown->button("saveMergedButton") != nullptr);
    QVERIFY(m_shown->button("saveMergedButton")->isVisible());
    QTest::keyClick(m_shown->button("saveMergedButton"), Qt::Key_Space);
    QTRY_COMPARE(uitest::text(m_shown->window, "valueFigure"), QStringLiteral("5"));
    m_shown->settle();
    QVERIFY(!resolve(uitest::B())->isVisible());
    QTRY_COMPARE(m_shown->card(uitest::B())->height(), 150);
}

void TestCompact::mergeRefusedSave()
{
    refuseSave();
    const QPushButton* way = resolve(uitest::B());
    if (way != nullptr && way->isVisible()) {
        QMenu* menu = way->menu();
        menu->popup(QPoint(10, 10));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().at(1)).center());
    } else {
        m_shown->clickIn(uitest::B(), "mergeButton");
    }
    QTRY_VERIFY(m_shown->button("saveMergedButton")->isVisible());
    QCoreApplication::processEvents();
}

void TestCompact::merge_coversTheDiagram()
{
    resize({1280, 720}, 150);
    m_shown->load("lost-update");
    const QRect card = m_shown->card(uitest::A())->geometry();
    const QRect server = m_shown->find<QWidget>("serverCard")->geometry();
    const QSize story = m_shown->find<QWidget>("storyStack")->size();
    mergeRefusedSave();
    // Opening it has moved nothing.
    QCOMPARE(m_shown->card(uitest::A())->geometry(), card);
    QCOMPARE(m_shown->find<QWidget>("serverCard")->geometry(), server);
    QCOMPARE(m_shown->find<QWidget>("storyStack")->size(), story);
    QCOMPARE(m_shown->card(uitest::B())->height(), 150);
    const auto* sheet = m_shown->button("saveMergedButton")->parentWidget()->parentWidget();
    QCOMPARE(sheet->objectName(), QStringLiteral("mergeSheet"));
    QCOMPARE(clipped({sheet}), QStringList());
    QCOMPARE(
        sheet->mapTo(&m_shown->window, sheet->rect().topRight()).x(),
        m_shown->card(uitest::B())
            ->mapTo(&m_shown->window, m_shown->card(uitest::B())->rect().topRight())
            .x());
    QVERIFY(sheet->isAncestorOf(m_shown->window.focusWidget()));
    // All choices are visible without scrolling.
    for (const QRadioButton* choice : sheet->findChildren<QRadioButton*>())
        QVERIFY2(
            sheet->rect().contains(QRect(choice->mapTo(sheet, QPoint()), choice->size())),
            qPrintable(choice->text()));
    m_shown->click(m_shown->button("cancelMergeButton"));
    QTRY_VERIFY(!sheet->isVisible());
    QVERIFY(resolve(uitest::B())->isVisible());
}

void TestCompact::merge_followsTheLayout()
{
    resize({1440, 900}, 100);
    mergeRefusedSave();
    const auto* save = m_shown->button("saveMergedButton");
    QVERIFY(m_shown->card(uitest::B())->isAncestorOf(save));
    resize({1280, 720}, 150);
    QVERIFY(save->isVisible());
    QVERIFY(!m_shown->card(uitest::B())->isAncestorOf(save));
    QVERIFY(m_shown->buttonOf(uitest::B(), "saveButton")->isVisible());
    resize({1440, 900}, 100);
    QVERIFY(save->isVisible());
    QVERIFY(m_shown->card(uitest::B())->isAncestorOf(save));
    QVERIFY(!m_shown->buttonOf(uitest::B(), "saveButton")->isVisible());
    m_shown->click(m_shown->button("saveMergedButton"));
    QTRY_COMPARE(uitest::text(m_shown->window, "valueFigure"), QStringLiteral("5"));
}

void TestCompact::lease_isShownBetweenTheStrips()
{
    const auto* line = m_shown->find<LeaseLine>("leaseLine");
    const auto* server = m_shown->find<QWidget>("serverCard");
    resize({1440, 1100}, 100);
    m_shown->load("pessimistic");
    m_shown->stage.playTo(2);
    QTRY_COMPARE(m_shown->stage.position(), 2);
    QVERIFY(line->isVisible() && server->isAncestorOf(line));
    resize({1280, 720}, 150);
    QVERIFY(line->isVisible() && !server->isAncestorOf(line));
    QVERIFY(line->text().startsWith(QStringLiteral("A holds it · token 1")));
    QCOMPARE(line->waitingText(), QStringLiteral("B waits"));
    QCOMPARE(
        clipped(
            {line,
             server,
             m_shown->find<QWidget>("clientAStrip"),
             m_shown->find<QWidget>("clientBStrip"),
             m_shown->find<QWidget>("storyStack")}),
        QStringList());
    resize({1440, 1100}, 100);
    QVERIFY(line->isVisible() && server->isAncestorOf(line));
}

void TestCompact::singleAction_hasItsOwnButton()
{
    resize({1280, 720}, 150);
    m_shown->load("pessimistic");
    m_shown->stage.playTo(2);
    QTRY_COMPARE(m_shown->stage.position(), 2);
    QPushButton* release = resolve(uitest::A());
    QVERIFY(release->isVisible());
    QCOMPARE(release->text(), QStringLiteral("Release"));
    QCOMPARE(release->accessibleName(), QStringLiteral("Client A: Release"));
    QVERIFY(release->menu() == nullptr);
    QCOMPARE(resolve(uitest::B())->text(), QStringLiteral("Give up"));
    m_shown->click(resolve(uitest::B()));
    QTRY_VERIFY(m_shown->journal().latest().waitsFor(uitest::B()).isEmpty());
    m_shown->click(release);
    QTRY_VERIFY(!m_shown->journal().latest().lease(uitest::id()).held);
    m_shown->settle();
}

void TestCompact::longTexts_areShownFromTheirStart()
{
    resize({1280, 720}, 150);
    m_shown->put(R"({"stock": 1, "name": "A lamp with a name that no field has room for"})");
    m_shown->clickIn(uitest::A(), "readButton");
    auto* name = m_shown->card(uitest::A())->findChild<FieldEdit*>(QStringLiteral("nameField"));
    QCOMPARE(name->text().size(), 45);
    QCOMPARE(name->cursorPosition(), 0);
}

void TestCompact::comparison_cutsNoTexts()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->press(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(m_shown->isComparing() && m_shown->comparison().isSettled());
    QTRY_COMPARE(m_shown->comparison().position(), 4);
    for (const int zoom : {100, 125, 150}) {
        resize({1280, 720}, zoom);
        for (const char* side : {"leftOutcome", "rightOutcome"}) {
            const auto* strip = m_shown->find<OutcomeStrip>(side);
            for (const QLabel* label : strip->findChildren<QLabel*>()) {
                if (label->isVisible())
                    QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
            }
            QVERIFY(strip->findChild<QLabel*>(QStringLiteral("lostFigure"))->isVisible());
        }
        for (const char* side : {"leftHead", "rightHead"}) {
            const auto* status =
                m_shown->find<QWidget>(side)->findChild<QLabel*>(QStringLiteral("ruleStatus"));
            QVERIFY2(status->width() >= status->fontMetrics().horizontalAdvance(status->text()), side);
        }
        QCOMPARE(
            clipped(
                {m_shown->find<QWidget>("leftHead"),
                 m_shown->find<QWidget>("rightHead"),
                 m_shown->find<QWidget>("compareView"),
                 m_shown->find<QWidget>("leftOutcome"),
                 m_shown->find<QWidget>("rightOutcome")}),
            QStringList());
        // At least two steps are visible.
        QVERIFY(m_shown->find<QWidget>("compareView")->height() >= (2 * 64 + 40) * zoom / 100);
    }
}

void TestCompact::rule_isChosenInTheBox()
{
    resize({1280, 720}, 150);
    auto* box = m_shown->find<QComboBox>("ruleBox");
    QVERIFY(box->isVisible() && !box->isEnabled());
    m_shown->click(m_shown->find<ToggleSwitch>("lockingSwitch"));
    QTRY_VERIFY(box->isEnabled());
    QCOMPARE(box->currentText(), QStringLiteral("Version"));
    QVERIFY(!m_shown->find<QWidget>("rulesBar")->isVisible());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    QTRY_COMPARE(m_shown->stage.locking(), Locking::Timestamp);
    QCOMPARE(box->currentText(), QStringLiteral("Timestamp"));
    resize({1440, 900}, 100);
    QVERIFY(!box->isVisible());
    QVERIFY(m_shown->button("timestampRule")->isVisible() && m_shown->button("timestampRule")->isChecked());
}

void TestCompact::inspector_replacesTheDiagram()
{
    m_shown->loadAndPlay("lost-update");
    QVERIFY(m_shown->isInspectorShown());
    resize({1280, 720}, 150);
    QVERIFY(!m_shown->isInspectorShown());
    m_shown->click(m_shown->button("toInspectorButton"));
    QVERIFY(m_shown->isInspectorShown());
    QVERIFY(!m_shown->diagram()->isVisible());
    QVERIFY(m_shown->find<QWidget>("inspector")->width() >= m_shown->window.width() - 2);
    m_shown->click(m_shown->button("toStoryButton"));
    QVERIFY(!m_shown->isInspectorShown());
    QVERIFY(m_shown->diagram()->isVisible());
    // If both fit, there is no button to switch.
    resize({1440, 900}, 100);
    QVERIFY(!m_shown->button("toInspectorButton")->isVisible());
}

void TestCompact::fields_keepTheirTextAndFocus()
{
    m_shown->clickIn(uitest::A(), "readButton");
    m_shown->typeStock(uitest::A(), QStringLiteral("42"));
    QVERIFY(m_shown->stockOf(uitest::A())->hasFocus());
    resize({1280, 720}, 150);
    QCOMPARE(m_shown->stockOf(uitest::A())->text(), QStringLiteral("42"));
    QVERIFY(m_shown->stockOf(uitest::A())->isVisible());
    resize({1440, 900}, 100);
    QCOMPARE(m_shown->stockOf(uitest::A())->text(), QStringLiteral("42"));
    m_shown->clickIn(uitest::A(), "saveButton");
    QTRY_COMPARE(uitest::text(m_shown->window, "valueFigure"), QStringLiteral("42"));
}

void TestCompact::transport_foldsIntoAMenu()
{
    m_shown->load("lost-update");
    QVERIFY(!m_shown->button("transportButton")->isVisible());
    resize({1280, 720}, 225);
    QVERIFY(m_shown->button("transportButton")->isVisible());
    QVERIFY(!m_shown->button("backButton")->isVisible());
    QVERIFY(m_shown->button("stepButton")->isVisible());
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 1);
    m_shown->settle();
    QMenu* menu = m_shown->button("transportButton")->menu();
    menu->popup(QPoint(10, 10));
    QCOMPARE(menu->actions().first()->text(), QStringLiteral("The moment before"));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().first()).center());
    QTRY_COMPARE(m_shown->timelineCursor().seq(), 0);
    resize({1440, 900}, 100);
    QVERIFY(!m_shown->button("transportButton")->isVisible());
    QVERIFY(m_shown->button("backButton")->isVisible());
}

void TestCompact::transport_foldsOnThePageThatCompares()
{
    m_shown->load("lost-update");
    m_shown->press(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(m_shown->comparison().isSettled());
    const auto isVisible = [this](const char* name) {
        return m_shown->button(name)->isVisible();
    };
    QVERIFY(isVisible("backButton") && !isVisible("transportButton"));
    resize({640, 600}, 100);
    QVERIFY(isVisible("exportButton"));
    QVERIFY(isVisible("stepButton"));
    QVERIFY(isVisible("transportButton"));
    QVERIFY(!isVisible("backButton"));
    const int before = m_shown->comparison().position();
    m_shown->button("transportButton")->menu()->actions().first()->trigger();
    QCOMPARE(m_shown->comparison().position(), before - 1);
    resize({1440, 900}, 100);
    QVERIFY(isVisible("backButton") && !isVisible("transportButton"));
}

void TestCompact::onlyTheDiagram_scrolls()
{
    m_shown->loadAndPlay("version-check");
    resize({1280, 720}, 150);
    const auto* scroll = m_shown->find<QScrollArea>("pageScroll");
    QCOMPARE(scroll->horizontalScrollBar()->maximum(), 0);
    QCOMPARE(scroll->verticalScrollBar()->maximum(), 0);
    QVERIFY(m_shown->diagram()->verticalScrollBar()->maximum() > 0);
}

QTEST_MAIN(TestCompact)

#include "tst_compact.moc"
