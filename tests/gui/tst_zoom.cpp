#include "gui/shownwindow.h"
#include "warningfreetest.h"

#include <QMenu>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QWheelEvent>

#include <functional>

using namespace interleave;

/// Zooming with keys, wheel and menu in the real window.
class TestZoom final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void keys_zoom();
    void wheelWithCtrl_zoomsOverEveryWidget();
    void wheelWithoutCtrl_doesNot();
    void menus_changeZoomAndTheme();
    void roundTrip_returnsEveryPixel_data();
    void roundTrip_returnsEveryPixel();
    void everything_scalesTogether();
    void anyOrderOfChanges_leavesNothingHalfHidden_data();
    void anyOrderOfChanges_leavesNothingHalfHidden();

private:
    void prepare() override;

    [[nodiscard]] int zoom() const { return m_shown->appearance.theme().zoom(); }
    void turn(QWidget* widget, int eighths, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] QStringList places();
    [[nodiscard]] QImage picture();

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestZoom::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestZoom::turn(QWidget* widget, int eighths, Qt::KeyboardModifiers modifiers)
{
    const QPointF middle = QRectF(widget->rect()).center();
    QWheelEvent event(
        middle,
        widget->mapToGlobal(middle),
        {},
        QPoint(0, eighths),
        Qt::NoButton,
        modifiers,
        Qt::NoScrollPhase,
        false);
    QApplication::sendEvent(widget, &event);
}

/// A line for each existing widget.
QStringList TestZoom::places()
{
    // A nested layout finishes one round later.
    for (int i = 0; i < 4; ++i)
        QCoreApplication::processEvents();
    QStringList result;
    for (const QWidget* widget : m_shown->window.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        const QPoint corner = widget->mapTo(&m_shown->window, QPoint());
        result.append(QStringLiteral("%1 %2: %3 %4 %5 %6")
                          .arg(QLatin1String(widget->metaObject()->className()), widget->objectName())
                          .arg(corner.x())
                          .arg(corner.y())
                          .arg(widget->width())
                          .arg(widget->height()));
    }
    return result;
}

QImage TestZoom::picture()
{
    if (QWidget* focus = QApplication::focusWidget())
        focus->clearFocus();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    return m_shown->window.grab().toImage();
}

void TestZoom::keys_zoom()
{
    m_shown->press(Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(zoom(), 125);
    m_shown->press(Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(zoom(), 150);
    m_shown->press(Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(zoom(), 125);
    m_shown->press(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(zoom(), 100);
    m_shown->press(Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(zoom(), 75);
    m_shown->press(Qt::Key_9, Qt::ControlModifier);
    QCOMPARE(m_shown->appearance.fixedZoom(), std::nullopt);
}

void TestZoom::wheelWithCtrl_zoomsOverEveryWidget()
{
    m_shown->playLesson();
    const int scrolled = m_shown->diagram()->frame().top > 0 ? 1 : 0;
    for (QWidget* widget :
         {m_shown->diagram()->viewport(),
          static_cast<QWidget*>(m_shown->stockOf(uitest::A())),
          m_shown->find<QWidget>("topBar")}) {
        turn(widget, 120, Qt::ControlModifier);
        QCOMPARE(zoom(), 125);
        turn(widget, -120, Qt::ControlModifier);
        QCOMPARE(zoom(), 100);
    }
    QCOMPARE(m_shown->diagram()->frame().top > 0 ? 1 : 0, scrolled);
    // A touchpad scrolls in small steps.
    for (int i = 0; i < 3; ++i)
        turn(m_shown->diagram()->viewport(), 40, Qt::ControlModifier);
    QCOMPARE(zoom(), 125);
}

void TestZoom::wheelWithoutCtrl_doesNot()
{
    turn(m_shown->find<QWidget>("topBar"), 120, {});
    turn(m_shown->find<QWidget>("topBar"), 120, Qt::ShiftModifier);
    QCOMPARE(zoom(), 100);
}

void TestZoom::menus_changeZoomAndTheme()
{
    m_shown->click(m_shown->button("moreButton"));
    QCOMPARE(m_shown->find<QMenu>("zoomMenu")->title(), QStringLiteral("Zoom: 100 %"));
    m_shown->find<QMenu>("moreMenu")->close();
    for (const char* name : {"dark", "high-contrast", "light", "system"}) {
        auto* action =
            m_shown->window.findChild<QAction*>(QLatin1String(name) + QStringLiteral("ThemeAction"));
        QVERIFY2(action != nullptr, name);
        action->trigger();
        QVERIFY(action->isChecked());
        QCOMPARE(toName(m_shown->appearance.choice()), QLatin1String(name));
        QTRY_COMPARE(m_shown->window.palette().color(QPalette::Window), m_shown->appearance.theme().window());
    }
}

void TestZoom::roundTrip_returnsEveryPixel_data()
{
    QTest::addColumn<int>("steps");
    QTest::newRow("through 75 %") << -1;
    QTest::newRow("through 150 %") << 2;
    QTest::newRow("through 250 %") << 6;
}

void TestZoom::roundTrip_returnsEveryPixel()
{
    QFETCH(int, steps);
    m_shown->playLesson();
    const QStringList before = places();
    const QImage seen = picture();
    for (int i = 0; i < std::abs(steps); ++i) {
        m_shown->press(steps > 0 ? Qt::Key_Plus : Qt::Key_Minus, Qt::ControlModifier);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    }
    QCOMPARE(zoom(), 100 + 25 * steps);
    QCOMPARE(m_shown->window.size(), QSize(1440, 900));
    QVERIFY(places() != before);
    m_shown->press(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(zoom(), 100);
    QTRY_COMPARE(places(), before);
    QCOMPARE(picture(), seen);
}

void TestZoom::everything_scalesTogether()
{
    const auto* card = m_shown->card(uitest::A());
    const auto* more = m_shown->button("moreButton");
    const int gap = card->x();
    const QSize icon = more->size();
    const int text = card->findChild<QWidget*>(QStringLiteral("titleLabel"))->font().pixelSize();
    m_shown->window.resize(2880, 2460);
    m_shown->appearance.fitZoom();
    QTRY_COMPARE(zoom(), 200);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(card->height(), 592);
    QCOMPARE(card->x(), 2 * gap);
    QCOMPARE(card->findChild<QWidget*>(QStringLiteral("titleLabel"))->font().pixelSize(), 2 * text);
    QVERIFY(std::abs(more->width() - 2 * icon.width()) <= 1 && more->height() == 2 * icon.height());
    m_shown->playLesson();
    QCOMPARE(m_shown->diagram()->frame().scale, 2.0);
}

void TestZoom::anyOrderOfChanges_leavesNothingHalfHidden_data()
{
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1U, 5U, 9U, 15U, 19U})
        QTest::addRow("seed %u", seed) << seed;
}

/// A widget that is hidden while it is being shown stays on the screen, outside of any layout.
void TestZoom::anyOrderOfChanges_leavesNothingHalfHidden()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    m_shown->playLesson();
    const QList<std::function<void()>> changes{
        [this] { m_shown->press(Qt::Key_Plus, Qt::ControlModifier); },
        [this] { m_shown->press(Qt::Key_Plus, Qt::ControlModifier); },
        [this] { m_shown->press(Qt::Key_Minus, Qt::ControlModifier); },
        [this] { m_shown->press(Qt::Key_0, Qt::ControlModifier); },
        [this] { m_shown->press(Qt::Key_9, Qt::ControlModifier); },
        [this] { m_shown->press(Qt::Key_Home, Qt::AltModifier); },
        [this] { m_shown->press(Qt::Key_End, Qt::AltModifier); },
        [this] { m_shown->window.resize(1280, 720); },
        [this] { m_shown->window.resize(1440, 900); },
        [this, &random] {
            m_shown->window.resize(random.bounded(1024, 1600), random.bounded(600, 900));
        }};
    for (int i = 0; i < 40; ++i) {
        changes.at(random.bounded(int(changes.size())))();
        for (int rounds = random.bounded(4); rounds > 0; --rounds)
            QCoreApplication::processEvents();
        for (const QWidget* widget : m_shown->window.findChildren<QWidget*>()) {
            const bool half = widget->isVisible() && widget->testAttribute(Qt::WA_WState_Hidden);
            QVERIFY2(
                !half,
                qPrintable(
                    QStringLiteral("%1 in %2 after change %3")
                        .arg(QLatin1String(widget->metaObject()->className()), widget->parent()->objectName())
                        .arg(i)));
        }
    }
}

QTEST_MAIN(TestZoom)

#include "tst_zoom.moc"
