#include "gui/window/presenter.h"

#include "gui/labels/captionline.h"
#include "gui/shownwindow.h"
#include "warningfreetest.h"

#include <QMenu>

using namespace interleave;

/// Presenter mode, controlled by a clicker, a keyboard and a mouse.
class TestPresenter final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void f11_fillsTheScreenAndEnlarges();
    void escapeKey_restoresEverything();
    void inspector_isReplacedByACaption();
    void caption_hasWholeSentences();
    void caption_hasAConstantHeight();
    void diagram_getsTheSpaceOfTheCards();
    void clicker_playsSteps();
    void clickerKeys_doNothingOtherwise();
    void fields_getTheirKeysFirst();
    void dotKey_blanksUntilAnyKey();
    void blankScreen_endsWithAClickThatDoesNothingElse();
    void pointer_hidesWhenItRests();
    void zoom_isOnlyForPresenting();

private:
    void prepare() override;

    [[nodiscard]] Presenter& presenter() { return m_shown->window.presenter(); }
    [[nodiscard]] int zoom() const { return m_shown->appearance.theme().zoom(); }
    [[nodiscard]] static bool isPointerHidden()
    {
        const QCursor* cursor = QGuiApplication::overrideCursor();
        return cursor != nullptr && cursor->shape() == Qt::BlankCursor;
    }
    [[nodiscard]] QWidget* blank() { return m_shown->find<QWidget>("blankScreen"); }
    [[nodiscard]] bool isBlank() { return blank() != nullptr && blank()->isVisible(); }
    void present()
    {
        m_shown->press(Qt::Key_F11);
        QTRY_VERIFY(presenter().isPresenting());
    }
    void playAll()
    {
        m_shown->stage.playTo(4);
        QTRY_COMPARE(m_shown->stage.position(), 4);
        m_shown->settle();
    }

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestPresenter::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
    m_shown->load("lost-update");
}

void TestPresenter::f11_fillsTheScreenAndEnlarges()
{
    present();
    QVERIFY(m_shown->window.isFullScreen());
    QVERIFY(zoom() > 100);
    QVERIFY(m_shown->find<QAction>("presenterAction")->isChecked());
    m_shown->press(Qt::Key_F11);
    QVERIFY(!presenter().isPresenting());
    QVERIFY(!m_shown->window.isFullScreen());
}

void TestPresenter::escapeKey_restoresEverything()
{
    playAll();
    m_shown->press(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(!m_shown->isInspectorShown());
    const QSize size = m_shown->window.size();
    present();
    m_shown->press(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(m_shown->isInspectorShown());
    m_shown->press(Qt::Key_Escape);
    QVERIFY(!presenter().isPresenting());
    QTRY_COMPARE(m_shown->window.size(), size);
    QCOMPARE(zoom(), 100);
    QVERIFY(!m_shown->isInspectorShown());
    QVERIFY(!m_shown->find<QWidget>("captionLine")->isVisible());
    QVERIFY(QGuiApplication::overrideCursor() == nullptr);
    QCOMPARE(m_shown->stage.position(), 4);
}

void TestPresenter::inspector_isReplacedByACaption()
{
    playAll();
    const auto* caption = m_shown->window.findChild<CaptionLine*>();
    QVERIFY(m_shown->isInspectorShown());
    QVERIFY(!caption->isVisible());
    present();
    QVERIFY(!m_shown->isInspectorShown());
    QVERIFY(caption->isVisible());
    QCOMPARE(caption->accessibleName(), QStringLiteral("A’s update was lost"));
    QVERIFY(caption->accessibleDescription().startsWith(
        QStringLiteral("B read stock 10 at version 1 and saved 8.")));
    // It follows the shown moment.
    m_shown->press(Qt::Key_PageUp);
    QTRY_COMPARE(caption->accessibleName(), QStringLiteral("A saved version 2"));
    // At the bottom, across the whole width.
    QCOMPARE(
        caption->mapTo(&m_shown->window, caption->rect().bottomLeft()).y(), m_shown->window.height() - 1);
    QCOMPARE(caption->width(), m_shown->window.width());
}

/// On a small projector, for every event of the built-in scenarios.
void TestPresenter::caption_hasWholeSentences()
{
    m_shown->window.resize(1280, 720);
    m_shown->press(Qt::Key_Plus, Qt::ControlModifier);
    m_shown->page().setPresenting(true);
    auto* caption = m_shown->window.findChild<CaptionLine*>();
    QTRY_COMPARE(caption->width(), 1280);
    int whole = 0;
    int all = 0;
    for (const NamedScenario& lesson : builtinScenarios()) {
        m_shown->loadAndPlay(qPrintable(lesson.name));
        for (qint64 seq = 1; seq <= m_shown->journal().size(); ++seq) {
            m_shown->timelineCursor().show(seq);
            const QString shown = caption->shownStory();
            QVERIFY2(
                caption->accessibleDescription().startsWith(shown),
                qPrintable(caption->accessibleDescription()));
            QVERIFY2(QStringLiteral(".?:”").contains(shown.back()), qPrintable(shown));
            whole += shown == caption->accessibleDescription() ? 1 : 0;
            ++all;
        }
    }
    // Captions that do not fit completely are the exception.
    QVERIFY2(whole * 10 >= all * 8, qPrintable(QStringLiteral("%1 of %2").arg(whole).arg(all)));
}

void TestPresenter::caption_hasAConstantHeight()
{
    auto& caption = *m_shown->window.findChild<CaptionLine*>();
    present();
    caption.setCaption(QStringLiteral("Short"), QStringLiteral("One."), Severity::Good);
    const int height = caption.height();
    QCOMPARE(caption.shownStory(), QStringLiteral("One."));
    const QString sentence =
        QStringLiteral("It is <b>so</b> long that it needs a line of its own, and a good part of one. ");
    caption.setCaption(QStringLiteral("Long"), sentence.repeated(12), Severity::Lost);
    m_shown->settle();
    QCOMPARE(caption.height(), height);
    QVERIFY(caption.shownStory().endsWith(QStringLiteral("part of one.")));
    QVERIFY(caption.shownStory().size() < caption.accessibleDescription().size());
    QVERIFY(!caption.shownStory().contains(u'<'));
}

void TestPresenter::diagram_getsTheSpaceOfTheCards()
{
    playAll();
    // As on a screen of this size, which the platform does not have.
    m_shown->window.resize(1920, 1080);
    while (zoom() < 150)
        m_shown->press(Qt::Key_Plus, Qt::ControlModifier);
    m_shown->page().setPresenting(true);
    // Two lines each, to leave space for the whole diagram.
    QTRY_COMPARE(m_shown->card(uitest::A())->height(), qRound(100 * 1.5));
    QTRY_VERIFY(m_shown->diagram()->height() >= 4 * 64 * 1.5);
    m_shown->page().setPresenting(false);
    m_shown->window.resize(2560, 1440);
    QTRY_COMPARE(m_shown->card(uitest::A())->height(), qRound(296 * 1.5));
}

void TestPresenter::clicker_playsSteps()
{
    present();
    for (int position = 1; position <= 4; ++position) {
        m_shown->press(Qt::Key_PageDown);
        QTRY_COMPARE(m_shown->stage.position(), position);
        m_shown->settle();
    }
    m_shown->press(Qt::Key_PageUp);
    m_shown->press(Qt::Key_PageUp);
    QCOMPARE(m_shown->timelineCursor().position(), 2);
    m_shown->press(Qt::Key_End);
    QVERIFY(!m_shown->timelineCursor().isPast());
    QCOMPARE(m_shown->stage.position(), 4);
    m_shown->press(Qt::Key_Home);
    QCOMPARE(m_shown->timelineCursor().position(), 0);
    QCOMPARE(m_shown->stage.position(), 4);
    // From there it shows the same steps again.
    m_shown->press(Qt::Key_PageDown);
    QCOMPARE(m_shown->timelineCursor().position(), 1);
}

void TestPresenter::clickerKeys_doNothingOtherwise()
{
    for (const Qt::Key key : {Qt::Key_PageDown, Qt::Key_PageUp, Qt::Key_End, Qt::Key_Home, Qt::Key_Period})
        m_shown->press(key);
    m_shown->settle();
    QCOMPARE(m_shown->stage.position(), 0);
    QVERIFY(!isBlank());
    m_shown->press(Qt::Key_Escape);
    QVERIFY(m_shown->window.isVisible());
}

void TestPresenter::fields_getTheirKeysFirst()
{
    m_shown->stage.playTo(2);
    QTRY_COMPARE(m_shown->stage.position(), 2);
    m_shown->settle();
    present();
    m_shown->typeStock(uitest::A(), QStringLiteral("7.5"));
    QCOMPARE(m_shown->stockOf(uitest::A())->text(), QStringLiteral("7.5"));
    QVERIFY(!isBlank());
    QTest::keyClick(m_shown->stockOf(uitest::A()), Qt::Key_Home);
    QCOMPARE(m_shown->stockOf(uitest::A())->cursorPosition(), 0);
    QCOMPARE(m_shown->stage.position(), 2);
}

void TestPresenter::dotKey_blanksUntilAnyKey()
{
    present();
    m_shown->press(Qt::Key_Period);
    QVERIFY(isBlank());
    QCOMPARE(blank()->geometry(), m_shown->window.rect());
    QCOMPARE(m_shown->window.grab().toImage().pixelColor(m_shown->window.rect().center()), Theme::blank());
    // The key that ends it must not play a step.
    m_shown->press(Qt::Key_PageDown);
    QVERIFY(!isBlank());
    m_shown->settle();
    QCOMPARE(m_shown->stage.position(), 0);
    m_shown->press(Qt::Key_PageDown);
    QTRY_COMPARE(m_shown->stage.position(), 1);
    m_shown->settle();
    // The same key twice: blank, and back.
    m_shown->press(Qt::Key_Period);
    QVERIFY(isBlank());
    m_shown->press(Qt::Key_Period);
    QVERIFY(!isBlank());
    QVERIFY(presenter().isPresenting());
}

void TestPresenter::blankScreen_endsWithAClickThatDoesNothingElse()
{
    present();
    m_shown->press(Qt::Key_Period);
    m_shown->click(m_shown->button("stepButton"));
    QVERIFY(!isBlank());
    m_shown->settle();
    QCOMPARE(m_shown->stage.position(), 0);
}

void TestPresenter::pointer_hidesWhenItRests()
{
    QCOMPARE(Presenter::RestMs, 3000);
    presenter().setRest(1);
    QVERIFY(!isPointerHidden());
    present();
    QTRY_VERIFY(isPointerHidden());
    presenter().setRest(3000);
    QTest::mouseMove(m_shown->find<QWidget>("topBar"), QPoint(5, 5));
    QTest::mouseMove(m_shown->find<QWidget>("topBar"), QPoint(15, 15));
    QTRY_VERIFY(!isPointerHidden());
    QVERIFY(QGuiApplication::overrideCursor() == nullptr);
    presenter().setRest(1);
    QTest::mouseMove(m_shown->find<QWidget>("topBar"), QPoint(25, 5));
    QTRY_VERIFY(isPointerHidden());
    m_shown->press(Qt::Key_F11);
    QVERIFY(QGuiApplication::overrideCursor() == nullptr);
}

void TestPresenter::zoom_isOnlyForPresenting()
{
    m_shown->press(Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(zoom(), 75);
    present();
    const int presented = zoom();
    QVERIFY(presented > 100);
    m_shown->press(Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(zoom(), presented + 25);
    m_shown->press(Qt::Key_Escape);
    QCOMPARE(zoom(), 75);
}

QTEST_MAIN(TestPresenter)

#include "tst_presenter.moc"
