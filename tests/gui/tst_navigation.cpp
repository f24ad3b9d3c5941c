#include "gui/window/navigation.h"

#include "gui/playback/transport.h"
#include "gui/shownwindow.h"
#include "gui/window/presenter.h"
#include "stage/pagenames.h"
#include "warningfreetest.h"

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTimer>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

/// A lesson that records its commands.
class RecordedTransport final : public Transport
{
public:
    using Transport::Transport;

    void first() override { note("first"); }
    void back() override { note("back"); }
    void step() override { note("step"); }
    void last() override { note("last"); }
    void togglePlay() override { note("play"); }
    void pause() override { note("pause"); }
    void reset() override { note("reset"); }
    void setPauseBetween(int ms) override { note(QByteArray::number(ms)); }
    [[nodiscard]] QString positionText() const override { return u"2 of 3"_s; }
    [[nodiscard]] bool canGoToStart() const override { return true; }
    [[nodiscard]] bool canGoBack() const override { return true; }
    [[nodiscard]] bool canStep() const override { return true; }
    [[nodiscard]] bool canPlay() const override { return true; }
    [[nodiscard]] bool isPlaying() const override { return false; }

    /// The commands since the last call.
    [[nodiscard]] QByteArray taken() { return std::exchange(m_commands, {}).join(' '); }

private:
    void note(const QByteArray& command) { m_commands.append(command); }

    QByteArrayList m_commands;
};

/// A page of another kind of lesson.
class MorePage final : public Page
{
public:
    MorePage(Transport* transport, QWidget* parent)
        : Page(parent)
        , m_transport(transport)
        , m_menu(new QMenu(this))
    {
    }

    [[nodiscard]] Transport* transport() override { return m_transport; }
    [[nodiscard]] QMenu* exportMenu() const override { return m_menu; }
    [[nodiscard]] bool canExport() const override { return m_canExport; }
    void setPresenting(bool presenting) override { m_isPresenting = presenting; }
    void showTable(bool table) override { m_isTable = table; }
    void setAnimated(bool animated) override { m_isAnimated = animated; }

    void setCanExport(bool can)
    {
        m_canExport = can;
        emit canExportChanged();
    }
    /// What the window asked for: presenting, the table, animations.
    [[nodiscard]] QString wishes() const
    {
        return QString::number(m_isPresenting) + QString::number(m_isTable) + QString::number(m_isAnimated);
    }

private:
    Transport* m_transport;
    QMenu* m_menu;
    bool m_canExport = false;
    bool m_isPresenting = false;
    bool m_isTable = false;
    bool m_isAnimated = true;
};

} // namespace

/// The tabs of the real window, with one additional page.
class TestNavigation final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void window_hasThePagesOfTheCommandLine();
    void mouse_showsThePage();
    void keys_showThePage();
    void page_isMadeWhenFirstShown();
    void unknownPage_changesNothing();
    void pageWithoutScenario_hasNoTransport();
    void page_isControlledByTheBarAndTheKeys();
    void page_getsTheWindowsWishes();
    void page_offersItsOwnExport();
    void bar_fitsAllTabs_data();
    void bar_fitsAllTabs();
    void bar_fitsSixPages_data() { bar_fitsAllTabs_data(); }
    void bar_fitsSixPages();

private:
    void prepare() override;

    void addPage(
        Transport* transport = nullptr,
        const QString& name = u"more"_s,
        const QString& title = u"One page more"_s);
    void checkBar();
    void showMore() { m_shown->click(m_shown->button("pageButton-more")); }
    QString page() { return m_shown->find<QStackedWidget>("pages")->currentWidget()->objectName(); }

    std::unique_ptr<uitest::ShownWindow> m_shown;
    MorePage* m_more = nullptr;
    int m_made = 0;
};

void TestNavigation::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
    m_more = nullptr;
    m_made = 0;
}

void TestNavigation::addPage(Transport* transport, const QString& name, const QString& title)
{
    m_shown->window.navigation().add(
        {name, title, [this, transport](const PageContext&, QWidget* parent) -> Page* {
             m_more = new MorePage(transport, parent);
             m_more->setObjectName(u"morePage"_s);
             ++m_made;
             return m_more;
         }});
}

void TestNavigation::window_hasThePagesOfTheCommandLine()
{
    QCOMPARE(m_shown->window.navigation().names(), pageNames());
    QCOMPARE(m_shown->window.navigation().current(), pageNames().first());
    for (const QString& name : pageNames()) {
        QVERIFY(m_shown->window.navigation().show(name));
        QCOMPARE(m_shown->window.navigation().current(), name);
    }
}

void TestNavigation::mouse_showsThePage()
{
    addPage();
    QSignalSpy spy(&m_shown->window.navigation(), &Navigation::shown);
    auto* more = m_shown->button("pageButton-more");
    auto* two = m_shown->button("pageButton-two-clients");
    m_shown->click(more);
    QCOMPARE(page(), u"morePage"_s);
    QVERIFY(more->isChecked() && !two->isChecked());
    // A second click keeps it chosen.
    m_shown->click(more);
    QVERIFY(more->isChecked());
    m_shown->click(two);
    QVERIFY(two->isChecked() && !more->isChecked());
    QCOMPARE(m_shown->window.navigation().current(), u"two-clients"_s);
    QCOMPARE(spy.last().first().toString(), u"two-clients"_s);
}

void TestNavigation::keys_showThePage()
{
    addPage();
    const auto last = static_cast<Qt::Key>(Qt::Key_0 + m_shown->window.navigation().names().size());
    m_shown->press(last, Qt::ControlModifier);
    QCOMPARE(page(), u"morePage"_s);
    m_shown->press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_shown->window.navigation().current(), u"two-clients"_s);

    QTest::keyClick(m_shown->button("pageButton-more"), Qt::Key_Space);
    QCOMPARE(page(), u"morePage"_s);
}

void TestNavigation::page_isMadeWhenFirstShown()
{
    addPage();
    QCOMPARE(m_made, 0);
    m_shown->click(m_shown->button("pageButton-more"));
    m_shown->click(m_shown->button("pageButton-two-clients"));
    m_shown->click(m_shown->button("pageButton-more"));
    QCOMPARE(m_made, 1);
}

void TestNavigation::unknownPage_changesNothing()
{
    QVERIFY(!m_shown->window.navigation().show(u"attic"_s));
    QCOMPARE(m_shown->window.navigation().current(), u"two-clients"_s);
}

void TestNavigation::pageWithoutScenario_hasNoTransport()
{
    addPage();
    m_shown->load("lost-update");
    m_shown->click(m_shown->button("pageButton-more"));
    QVERIFY(!m_shown->button("scenarioButton")->isVisible());
    QVERIFY(!m_shown->button("stepButton")->isVisible());
    // Keys do not step through a hidden scenario either.
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    m_shown->click(m_shown->button("pageButton-two-clients"));
    QVERIFY(m_shown->button("stepButton")->isVisible());
    QCOMPARE(m_shown->stage.position(), 0);
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(m_shown->stage.position(), 1);
}

void TestNavigation::page_isControlledByTheBarAndTheKeys()
{
    RecordedTransport transport;
    addPage(&transport);
    m_shown->load("lost-update");
    showMore();
    QVERIFY(m_shown->button("scenarioButton")->isVisible());
    QCOMPARE(m_shown->find<QLabel>("positionLabel")->text(), u"2 of 3"_s);
    for (const char* name : {"firstButton", "backButton", "stepButton", "playButton"})
        m_shown->click(m_shown->button(name));
    QCOMPARE(transport.taken(), "first back step play"_ba);
    for (const Qt::Key key : {Qt::Key_Home, Qt::Key_Left, Qt::Key_Right, Qt::Key_End})
        m_shown->press(key, Qt::AltModifier);
    m_shown->press(Qt::Key_F5);
    m_shown->find<QAction>("resetAction")->trigger();
    QCOMPARE(transport.taken(), "first back step last play reset"_ba);

    m_shown->window.presenter().setPresenting(true);
    for (const Qt::Key key : {Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home, Qt::Key_End})
        m_shown->press(key);
    QCOMPARE(transport.taken(), "back step first last"_ba);
    m_shown->window.presenter().setPresenting(false);
    QCOMPARE(m_shown->stage.position(), 0);

    m_shown->click(m_shown->button("pageButton-two-clients"));
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(m_shown->stage.position(), 1);
    QCOMPARE(transport.taken(), QByteArray());
}

void TestNavigation::page_getsTheWindowsWishes()
{
    addPage();
    m_shown->find<QAction>("tableAction")->setChecked(true);
    showMore();
    QCOMPARE(m_more->wishes(), u"010"_s);
    m_shown->click(m_shown->button("pageButton-two-clients"));
    m_shown->window.presenter().setPresenting(true);
    m_shown->window.setAnimated(true);
    QCOMPARE(m_more->wishes(), u"111"_s);
    m_shown->window.presenter().setPresenting(false);
    m_shown->find<QAction>("tableAction")->setChecked(false);
    QCOMPARE(m_more->wishes(), u"001"_s);
}

void TestNavigation::page_offersItsOwnExport()
{
    addPage();
    showMore();
    auto* button = m_shown->button("exportButton");
    QCOMPARE(button->menu(), m_more->exportMenu());
    QVERIFY(!button->isEnabled());
    m_more->setCanExport(true);
    QVERIFY(button->isEnabled());
    m_shown->click(m_shown->button("pageButton-two-clients"));
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->menu()->objectName(), u"exportMenu"_s);
}

void TestNavigation::bar_fitsAllTabs_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(1440, 900);
    QTest::newRow("small") << QSize(1280, 720);
}

void TestNavigation::bar_fitsAllTabs()
{
    QFETCH(const QSize, size);
    m_shown->window.resize(size);
    m_shown->load("lost-update");
    checkBar();
}

void TestNavigation::checkBar()
{
    auto* bar = m_shown->find<QWidget>("topBar");
    QList<QRect> places;
    for (QPushButton* button : bar->findChildren<QPushButton*>()) {
        if (!button->isVisible())
            continue;
        QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->objectName()));
        const QRect place(button->mapTo(bar, QPoint()), button->size());
        QVERIFY2(bar->rect().contains(place), qPrintable(button->objectName()));
        for (const QRect& other : std::as_const(places))
            QVERIFY2(!place.intersects(other), qPrintable(button->objectName()));
        places.append(place);
    }
    QVERIFY(places.size() >= 9);
}

/// The tabs are one menu where they do not fit whole beside a lesson's controls.
void TestNavigation::bar_fitsSixPages()
{
    QFETCH(const QSize, size);
    addPage(nullptr, u"Under load"_s, u"Under load"_s);
    QTRY_VERIFY(m_shown->button("pageButton-Under load")->isVisible());
    m_shown->window.resize(size - QSize(8, 0));
    m_shown->window.resize(size);
    m_shown->load("lost-update");
    QCOMPARE(m_shown->window.size(), size);
    checkBar();
    auto* button = m_shown->button("pageMenuButton");
    const bool isFolded = button != nullptr && button->isVisible();
    QCOMPARE(isFolded, size.width() < 1440);
    if (isFolded) {
        QMenu* menu = button->menu();
        QCOMPARE(menu->actions().size(), 6);
        // The menu has an event loop of its own.
        QTimer::singleShot(0, menu, [menu] {
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().at(4)).center());
        });
        m_shown->click(button);
    } else {
        m_shown->click(m_shown->button("pageButton-room"));
    }
    QTRY_COMPARE(m_shown->window.navigation().current(), u"room"_s);
    checkBar();
    m_shown->press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(page() != u"morePage"_s);
    m_shown->press(Qt::Key_6, Qt::ControlModifier);
    QCOMPARE(m_shown->window.navigation().current(), u"Under load"_s);
}

QTEST_MAIN(TestNavigation)
#include "tst_navigation.moc"
