#include "core/stacks/stack.h"
#include "gui/inspector/codebox.h"
#include "gui/inspector/inspector.h"
#include "gui/inspector/stackpage.h"
#include "gui/shownwindow.h"
#include "gui/widgets/choicebutton.h"
#include "warningfreetest.h"

#include <QClipboard>
#include <QMenu>
#include <QScreen>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>

using namespace interleave;
using namespace Qt::StringLiterals;

/// The tab *In your stack* in the real window, by mouse and keys.
class TestStackPage final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void tab_isOpenedByTheMouse();
    void hiddenTab_readsNothing();
    void stackOfBefore_isShownWhenTheTabIsOpened();
    void stack_isChosenByTheMouse();
    void stack_isChosenByTheKeys();
    void menu_staysOnTheScreen();
    void copy_putsTheCodeOnTheClipboard();
    void selectedMessage_changesTheCode();
    void unprotectedSave_showsBoth();
    void tabs_fitWithoutScrolling_data();
    void tabs_fitWithoutScrolling();
    void nothing_isWiderThanThePage_data();
    void nothing_isWiderThanThePage();
    void markup_isShownAsText();

private:
    void prepare() override
    {
        m_shown = std::make_unique<uitest::ShownWindow>();
        m_shown->window.resize(1440, 900);
    }

    template<typename T>
    [[nodiscard]] T* find(const char* name)
    {
        return m_shown->find<T>(name);
    }
    [[nodiscard]] ChoiceButton* choice() { return find<ChoiceButton>("stackChoice"); }
    [[nodiscard]] QWidget* section(const char* name) { return find<QWidget>(name); }
    [[nodiscard]] QString code(const char* name)
    {
        return section(name)->isVisible() ? section(name)->findChild<CodeBox*>()->code() : QString();
    }
    void resize(const QSize& size, int zoom)
    {
        m_shown->window.resize(size);
        while (m_shown->appearance.theme().zoom() < zoom)
            m_shown->press(Qt::Key_Plus, Qt::ControlModifier);
        while (m_shown->appearance.theme().zoom() > zoom)
            m_shown->press(Qt::Key_Minus, Qt::ControlModifier);
    }
    void openTab()
    {
        auto* tabs = find<QTabWidget>("tabs");
        const int index = tabs->indexOf(find<StackPage>("stackPage"));
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(index).center());
        QVERIFY(find<StackPage>("stackPage")->isVisible());
    }
    [[nodiscard]] QAction* actionOf(const QString& id)
    {
        for (QAction* action : choice()->menu()->actions()) {
            if (action->data() == id)
                return action;
        }
        return nullptr;
    }

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestStackPage::tab_isOpenedByTheMouse()
{
    m_shown->playLesson();
    openTab();
    QCOMPARE(choice()->value().toString(), u"sql"_s);
    QCOMPARE(choice()->accessibleName(), u"Stack: Plain SQL"_s);
    QVERIFY(code("firstCode").startsWith(u"UPDATE records\n   SET stock = 8\n"_s));
}

/// Reading and laying out all stacks would take a tenth of the start.
void TestStackPage::hiddenTab_readsNothing()
{
    m_shown->playLesson();
    QVERIFY(choice()->menu()->actions().isEmpty());
    QCOMPARE(find<QLabel>("pitfallLabel")->text(), QString());
    openTab();
    QCOMPARE(choice()->menu()->actions().size(), builtinStacks().size());
    QVERIFY(!find<QLabel>("pitfallLabel")->text().isEmpty());
}

void TestStackPage::stackOfBefore_isShownWhenTheTabIsOpened()
{
    m_shown->playLesson();
    auto* page = find<StackPage>("stackPage");
    page->setStack(u"cobol"_s);
    page->setStack(u"django"_s);
    openTab();
    QCOMPARE(choice()->value().toString(), u"django"_s);
    QCOMPARE(find<QLabel>("conflictLabel")->text(), findStack(u"django"_s)->conflict);
}

void TestStackPage::stack_isChosenByTheMouse()
{
    m_shown->playLesson();
    openTab();
    QTimer::singleShot(0, choice(), [this] {
        QMenu* menu = choice()->menu();
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(actionOf(u"django"_s)).center());
    });
    uitest::ShownWindow::click(choice());
    QTRY_COMPARE(choice()->text(), u"Django"_s);
    QVERIFY(code("firstCode").contains(u"filter(\n    pk=\"item\"\n).update(\n    stock=8,\n)"_s));
    QCOMPARE(find<QLabel>("conflictLabel")->text(), findStack(u"django"_s)->conflict);
    QCOMPARE(find<QLabel>("toldLabel")->text(), findStack(u"django"_s)->told);
    QCOMPARE(find<QLabel>("pitfallLabel")->text(), findStack(u"django"_s)->pitfall);
    QVERIFY(find<QLabel>("sourceLabel")->text().contains(findStack(u"django"_s)->sources.first()));
}

void TestStackPage::stack_isChosenByTheKeys()
{
    m_shown->playLesson();
    openTab();
    QTest::keyClick(find<QTabWidget>("tabs")->tabBar(), Qt::Key_Tab);
    choice()->setFocus();
    QTimer::singleShot(0, choice(), [this] {
        QMenu* menu = choice()->menu();
        while (menu->activeAction() != actionOf(u"rails"_s))
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QTest::keyClick(choice(), Qt::Key_Space);
    QTRY_COMPARE(choice()->text(), u"Rails, Active Record"_s);
    QVERIFY(code("firstCode").contains(u"record.update!(stock: 8)"_s));
}

/// It scrolls where it is higher than the screen, and the last one can be chosen.
void TestStackPage::menu_staysOnTheScreen()
{
    resize({1280, 720}, 200);
    m_shown->playLesson();
    if (!m_shown->isInspectorShown())
        uitest::ShownWindow::click(m_shown->button("toInspectorButton"));
    openTab();
    bool isInside = false;
    QTimer::singleShot(0, choice(), [&] {
        QMenu* menu = choice()->menu();
        const QRect screen = menu->screen()->availableGeometry();
        isInside = menu->width() <= screen.width() && menu->height() <= screen.height();
        while (menu->activeAction() != menu->actions().last())
            QTest::keyClick(menu, Qt::Key_Up);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    choice()->setFocus();
    QTest::keyClick(choice(), Qt::Key_Space);
    QTRY_COMPARE(choice()->value().toString(), builtinStacks().last().id);
    QVERIFY(isInside);
}

void TestStackPage::copy_putsTheCodeOnTheClipboard()
{
    m_shown->playLesson();
    openTab();
    for (const char* name : {"firstCode", "secondCode", "thirdCode"}) {
        auto* button = section(name)->findChild<QPushButton*>(u"copyCodeButton"_s);
        QVERIFY(button->accessibleName().startsWith(u"Copy: "_s));
        find<StackPage>("stackPage")->ensureWidgetVisible(button);
        uitest::ShownWindow::click(button);
        QCOMPARE(QGuiApplication::clipboard()->text(), code(name));
    }
    auto* first = section("firstCode")->findChild<QPushButton*>(u"copyCodeButton"_s);
    QTest::keyClick(first, Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), code("firstCode"));
}

void TestStackPage::selectedMessage_changesTheCode()
{
    m_shown->loadAndPlay("version-check");
    openTab();
    // A's save, then B's refused one, by a click on their rows.
    qint64 saved = 0;
    qint64 refused = 0;
    for (qint64 seq = 1; seq <= m_shown->journal().size(); ++seq) {
        const Event& event = m_shown->journal().event(seq);
        if (event.isCommit() && saved == 0)
            saved = seq;
        if (event.verdict == Verdict::Stale)
            refused = seq;
    }
    m_shown->clickRow(saved);
    QTRY_VERIFY(
        code("firstCode")
            .contains(
                u"SET stock = 7,\n       version = version + 1\n WHERE id = 'item'\n   AND version = 1"_s));
    m_shown->clickRow(refused);
    QTRY_VERIFY(
        code("firstCode")
            .contains(
                u"SET stock = 8,\n       version = version + 1\n WHERE id = 'item'\n   AND version = 1"_s));
    QCOMPARE(section("secondCode")->findChild<QLabel*>(u"codeHeading"_s)->text(), u"After the refusal"_s);
    m_shown->clickRow(1);
    QTRY_VERIFY(code("firstCode").startsWith(u"SELECT stock, name, version"_s));
}

void TestStackPage::unprotectedSave_showsBoth()
{
    m_shown->playLesson();
    openTab();
    QVERIFY(!code("firstCode").contains(u"version"_s));
    QVERIFY(code("secondCode").contains(u"AND version = 1"_s));
    QCOMPARE(
        section("secondCode")->findChild<QLabel*>(u"codeWords"_s)->text(), findStack(u"sql"_s)->protection);
}

void TestStackPage::tabs_fitWithoutScrolling_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    QTest::newRow("1280x720 at 100 %") << QSize(1280, 720) << 100;
    QTest::newRow("1440x900 at 100 %") << QSize(1440, 900) << 100;
    QTest::newRow("1440x900 at 75 %") << QSize(1440, 900) << 75;
    QTest::newRow("1280x720 at 75 %") << QSize(1280, 720) << 75;
    QTest::newRow("1920x1080 at 150 %") << QSize(1920, 1080) << 150;
}

void TestStackPage::tabs_fitWithoutScrolling()
{
    QFETCH(QSize, size);
    QFETCH(int, zoom);
    resize(size, zoom);
    m_shown->playLesson();
    auto* tabs = find<QTabWidget>("tabs");
    QTRY_VERIFY(tabs->isVisible());
    const QFontMetrics metrics(m_shown->appearance.theme().font(TextStyle::Strong));
    const QTabBar* bar = tabs->tabBar();
    QTRY_VERIFY(bar->tabRect(bar->count() - 1).right() < tabs->width());
    for (int i = 0; i < bar->count(); ++i) {
        const int spare = bar->tabRect(i).width() - metrics.horizontalAdvance(bar->tabText(i));
        QVERIFY2(spare >= 6, qPrintable(bar->tabText(i)));
    }
}

void TestStackPage::nothing_isWiderThanThePage_data()
{
    QTest::addColumn<int>("zoom");
    for (const int zoom : {75, 100, 200, 250})
        QTest::addRow("%d %%", zoom) << zoom;
}

void TestStackPage::nothing_isWiderThanThePage()
{
    QFETCH(int, zoom);
    resize({1280, 720}, zoom);
    m_shown->playLesson();
    if (!m_shown->isInspectorShown())
        uitest::ShownWindow::click(m_shown->button("toInspectorButton"));
    openTab();
    auto* page = find<StackPage>("stackPage");
    for (const Stack& stack : builtinStacks()) {
        page->setStack(stack.id);
        QTRY_VERIFY(page->widget()->width() == page->viewport()->width());
        for (const QWidget* child : page->widget()->findChildren<QWidget*>()) {
            if (!child->isVisible())
                continue;
            const int right = child->mapTo(page->widget(), QPoint(child->width(), 0)).x();
            QVERIFY2(right <= page->widget()->width(), qPrintable(stack.id + u' ' + child->objectName()));
        }
    }
}

/// A value is never taken for markup: the code has it as it is.
void TestStackPage::markup_isShownAsText()
{
    m_shown->put("{\"stock\": 8, \"name\": \"</pre><b>O'Brien</b>\"}");
    openTab();
    QVERIFY(code("firstCode").contains(u"name = '</pre><b>O''Brien</b>'"_s));
    QVERIFY(section("firstCode")->findChild<CodeBox*>()->toPlainText().contains(u"</pre><b>"_s));
    for (const char* name : {"conflictLabel", "toldLabel", "pitfallLabel", "sourceLabel"})
        QCOMPARE(find<QLabel>(name)->textFormat(), Qt::PlainText);
}

QTEST_MAIN(TestStackPage)
#include "tst_stackpage.moc"
