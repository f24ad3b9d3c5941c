#include "gui/theme/theme.h"

#include "gui/theme/fonts.h"
#include "gui/theme/icons.h"
#include "gui/theme/style.h"

#include <QApplication>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMetaEnum>
#include <QTest>

using namespace interleave;

class TestTheme final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void everyInk_canBeRead_data();
    void everyInk_canBeRead();
    void signsOnInk_canBeRead_data();
    void signsOnInk_canBeRead();
    void zoom_scalesTextAndLengths();
    void zoom_staysWithinBounds();
    void fonts_areTheBundledOnes();
    void icons_areDrawnInTheColourAskedFor();
    void forms_areScaledWithTheZoom();

private:
    static void eachRole();
};

void TestTheme::eachRole()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<Role>("role");
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    for (const bool dark : {false, true}) {
        for (int i = 0; i < roles.keyCount(); ++i)
            QTest::addRow("%s %s", dark ? "dark" : "light", roles.key(i))
                << dark << static_cast<Role>(roles.value(i));
    }
}

void TestTheme::everyInk_canBeRead_data()
{
    eachRole();
}

void TestTheme::everyInk_canBeRead()
{
    QFETCH(bool, dark);
    QFETCH(Role, role);
    const Theme theme = dark ? Theme::dark() : Theme::light();
    const Ink ink = theme.ink(role);
    for (const QColor& ground : {theme.window(), theme.card(), theme.field(), ink.fill}) {
        const double ratio = contrast(ink.ink, ground);
        QVERIFY2(
            ratio >= 4.5,
            qPrintable(QStringLiteral("%1 on %2 is %3:1").arg(ink.ink.name(), ground.name()).arg(ratio)));
    }
}

void TestTheme::signsOnInk_canBeRead_data()
{
    eachRole();
}

void TestTheme::signsOnInk_canBeRead()
{
    QFETCH(bool, dark);
    QFETCH(Role, role);
    const Theme theme = dark ? Theme::dark() : Theme::light();
    QVERIFY(contrast(theme.onInk(), theme.color(role)) >= 4.5);
}

void TestTheme::zoom_scalesTextAndLengths()
{
    const Theme theme = Theme::light().withZoom(200);
    QCOMPARE(theme.px(16), 32);
    QCOMPARE(theme.font(TextStyle::Body).pixelSize(), 30);
    QCOMPARE(theme.lineHeight(TextStyle::Body), 44);
}

void TestTheme::zoom_staysWithinBounds()
{
    QCOMPARE(Theme::dark().withZoom(10).zoom(), Theme::SmallestZoom);
    QCOMPARE(Theme::dark().withZoom(1000).zoom(), Theme::LargestZoom);
}

void TestTheme::fonts_areTheBundledOnes()
{
    const Theme theme = Theme::light();
    QCOMPARE(QFontInfo(theme.font(TextStyle::Body)).family(), QStringLiteral("Inter"));
    QCOMPARE(QFontInfo(theme.font(TextStyle::Code)).family(), QStringLiteral("JetBrains Mono"));
    QCOMPARE(QFontInfo(theme.font(TextStyle::Strong)).weight(), static_cast<int>(QFont::DemiBold));
    QVERIFY(QFontInfo(theme.font(TextStyle::Code)).fixedPitch());
    // What the texts use beside plain letters; other signs are icons.
    const QFontMetrics body(theme.font(TextStyle::Body));
    const QFontMetrics mono(theme.font(TextStyle::Code));
    for (const QChar sign : QStringLiteral("“”’–−·→…")) {
        QVERIFY2(body.inFont(sign), qPrintable(QString(sign)));
        QVERIFY2(mono.inFont(sign), qPrintable(QString(sign)));
    }
}

void TestTheme::icons_areDrawnInTheColourAskedFor()
{
    const QColor color = Theme::light().color(Role::Lost);
    for (int i = 0; i <= static_cast<int>(Icon::Retry); ++i) {
        const QPixmap pixmap = iconPixmap(static_cast<Icon>(i), color, 16, 2);
        QCOMPARE(pixmap.size(), QSize(32, 32));
        const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qAlpha(image.pixel(x, y)) == 255) {
                    QCOMPARE(image.pixelColor(x, y), color);
                    ++drawn;
                }
            }
        }
        QVERIFY2(drawn > 20, qPrintable(QStringLiteral("icon %1 has %2 full pixels").arg(i).arg(drawn)));
    }
}

void TestTheme::forms_areScaledWithTheZoom()
{
    auto* application = qobject_cast<QApplication*>(QCoreApplication::instance());
    applyTheme(*application, Theme::light());
    QWidget window;
    auto* layout = new QHBoxLayout(&window);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(8);
    auto* label = new QLabel(QStringLiteral("7"));
    label->setFixedHeight(40);
    setTextStyle(label, TextStyle::CardTitle);
    setInk(label, Role::Stale);
    layout->addWidget(label);
    window.show();
    QCOMPARE(label->font().pixelSize(), 17);
    QCOMPARE(label->palette().color(QPalette::WindowText), Theme::light().color(Role::Stale));

    applyTheme(*application, Theme::dark().withZoom(150));
    QCOMPARE(layout->contentsMargins(), QMargins(30, 24, 30, 24));
    QCOMPARE(layout->spacing(), 12);
    QCOMPARE(label->minimumHeight(), 60);
    QCOMPARE(label->font().pixelSize(), 26);
    QCOMPARE(label->palette().color(QPalette::WindowText), Theme::dark().color(Role::Stale));

    applyTheme(*application, Theme::light());
    QCOMPARE(layout->contentsMargins(), QMargins(20, 16, 20, 16));
    QCOMPARE(label->minimumHeight(), 40);
}

QTEST_MAIN(TestTheme)

#include "tst_theme.moc"
