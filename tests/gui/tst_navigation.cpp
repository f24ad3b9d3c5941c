#include "gui/window/navigation.h"

#include "gui/shownwindow.h"
#include "stage/pagenames.h"
#include "warningfreetest.h"

#include <QSignalSpy>
#include <QStackedWidget>

using namespace interleave;
using namespace Qt::StringLiterals;

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
    void bar_fitsAllTabs_data();
    void bar_fitsAllTabs();

private:
    void prepare() override;

    void addPage(Page::Scenario scenario);
    QString page() { return m_shown->find<QStackedWidget>("pages")->currentWidget()->objectName(); }

    std::unique_ptr<uitest::ShownWindow> m_shown;
    int m_made = 0;
};

void TestNavigation::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
    m_made = 0;
}

void TestNavigation::addPage(Page::Scenario scenario)
{
    m_shown->window.navigation().add({u"more"_s, u"One page more"_s, scenario, [this](QWidget* parent) {
                                          auto* page = new QWidget(parent);
                                          page->setObjectName(u"morePage"_s);
                                          ++m_made;
                                          return page;
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
    addPage(Page::Scenario::Used);
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
    addPage(Page::Scenario::Used);
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
    addPage(Page::Scenario::Used);
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
    addPage(Page::Scenario::Unused);
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

QTEST_MAIN(TestNavigation)
#include "tst_navigation.moc"
