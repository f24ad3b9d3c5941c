#include "gui/theme/appearance.h"

#include "gui/journalfixtures.h"
#include "warningfreetest.h"

#include <QSignalSpy>

using namespace interleave;

class TestAppearance final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void names_areReadBack_data();
    void names_areReadBack();
    void system_followsTheDesktop();
    void chosenTheme_ignoresTheDesktop();
    void highContrast_isDarkOnADarkDesktop();
    void desktopWithoutPreference_restoresTheStart();
    void zoom_hasStepsAndLimits();
    void zoom_followsTheWindowUntilOneIsChosen();
    void presenting_isLargerAndRestoresTheZoom();
    void chosen_isEmittedOnlyForTheUser();

private:
    static QApplication& application() { return *qobject_cast<QApplication*>(QCoreApplication::instance()); }
};

void TestAppearance::names_areReadBack_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"system", "light", "dark", "high-contrast"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestAppearance::names_areReadBack()
{
    QFETCH(QString, name);
    const auto choice = themeChoiceFromName(name);
    QVERIFY(choice.has_value());
    QCOMPARE(toName(*choice), name);
    QVERIFY(!themeChoiceFromName(name + QLatin1Char('x')));
}

void TestAppearance::system_followsTheDesktop()
{
    Appearance appearance(application(), ThemeChoice::System, 100);
    const QSignalSpy changed(&appearance, &Appearance::changed);
    appearance.followDesktop({true, false});
    QCOMPARE(appearance.theme(), Theme::dark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::dark().window());
    appearance.followDesktop({false, false});
    QCOMPARE(appearance.theme(), Theme::light());
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::light().window());
    appearance.followDesktop({false, true});
    QCOMPARE(appearance.theme(), Theme::highContrast(false));
    appearance.followDesktop({true, true});
    QCOMPARE(appearance.theme(), Theme::highContrast(true));
    const qsizetype changes = changed.size();
    appearance.followDesktop({true, true});
    QCOMPARE(changed.size(), changes);
}

void TestAppearance::chosenTheme_ignoresTheDesktop()
{
    Appearance appearance(application(), ThemeChoice::Light, 100);
    appearance.followDesktop({true, true});
    QCOMPARE(appearance.theme(), Theme::light());
    appearance.choose(ThemeChoice::Dark);
    appearance.followDesktop({false, false});
    QCOMPARE(appearance.theme(), Theme::dark());
    appearance.choose(ThemeChoice::System);
    QCOMPARE(appearance.theme(), Theme::light());
}

void TestAppearance::highContrast_isDarkOnADarkDesktop()
{
    Appearance appearance(application(), ThemeChoice::HighContrast, 100);
    appearance.followDesktop({false, false});
    QCOMPARE(appearance.theme(), Theme::highContrast(false));
    appearance.followDesktop({true, false});
    QCOMPARE(appearance.theme(), Theme::highContrast(true));
}

void TestAppearance::desktopWithoutPreference_restoresTheStart()
{
    Appearance appearance(application(), ThemeChoice::System, 100);
    const Theme start = appearance.theme();
    appearance.followDesktop({!start.isDark(), false});
    QVERIFY(appearance.theme() != start);
    appearance.followDesktop({std::nullopt, false});
    QCOMPARE(appearance.theme(), start);
}

void TestAppearance::zoom_hasStepsAndLimits()
{
    Appearance appearance(application(), ThemeChoice::Light, 100);
    QList<int> zooms;
    const auto note = [&zooms, &appearance] {
        zooms.append(appearance.theme().zoom());
    };
    for (int i = 0; i < 2; ++i) {
        appearance.zoomOut();
        note();
    }
    for (int i = 0; i < 8; ++i) {
        appearance.zoomIn();
        note();
    }
    appearance.resetZoom();
    note();
    QCOMPARE(zooms, QList<int>({75, 75, 100, 125, 150, 175, 200, 225, 250, 250, 100}));
    QCOMPARE(appearance.fixedZoom(), 100);
}

void TestAppearance::zoom_followsTheWindowUntilOneIsChosen()
{
    Appearance appearance(application(), ThemeChoice::Light, std::nullopt);
    appearance.follow({3840, 2160});
    QCOMPARE(appearance.theme().zoom(), 175);
    appearance.follow({2560, 1440});
    QCOMPARE(appearance.theme().zoom(), 150);
    appearance.follow({1280, 720});
    QCOMPARE(appearance.theme().zoom(), 100);
    appearance.zoomIn();
    appearance.follow({3840, 2160});
    QCOMPARE(appearance.theme().zoom(), 125);
    appearance.fitZoom();
    QCOMPARE(appearance.theme().zoom(), 175);
    QCOMPARE(appearance.fixedZoom(), std::nullopt);
}

void TestAppearance::presenting_isLargerAndRestoresTheZoom()
{
    for (const QSize& window : {QSize(1280, 720), QSize(1440, 900), QSize(1920, 1080), QSize(3840, 2160)}) {
        Appearance appearance(application(), ThemeChoice::Light, std::nullopt);
        appearance.follow(window);
        const Theme before = appearance.theme();
        appearance.setPresenting(true);
        // At the least size the lesson has to be seen whole.
        if (window.height() > 720)
            QVERIFY(appearance.theme().zoom() > before.zoom());
        const QSignalSpy chosen(&appearance, &Appearance::chosen);
        const int presented = appearance.theme().zoom();
        appearance.zoomOut();
        QCOMPARE(appearance.theme().zoom(), presented - 25);
        appearance.setPresenting(false);
        QCOMPARE(appearance.theme(), before);
        QCOMPARE(appearance.fixedZoom(), std::nullopt);
        QCOMPARE(chosen.size(), 0);
    }
}

void TestAppearance::chosen_isEmittedOnlyForTheUser()
{
    Appearance appearance(application(), ThemeChoice::System, std::nullopt);
    const QSignalSpy chosen(&appearance, &Appearance::chosen);
    appearance.follow({3840, 2160});
    appearance.followDesktop({true, true});
    QCOMPARE(chosen.size(), 0);
    appearance.choose(ThemeChoice::Dark);
    appearance.zoomIn();
    QCOMPARE(chosen.size(), 2);
}

QTEST_MAIN(TestAppearance)

#include "tst_appearance.moc"
