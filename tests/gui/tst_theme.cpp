#include "gui/theme/theme.h"

#include "gui/theme/fonts.h"
#include "gui/theme/icons.h"
#include "gui/theme/style.h"
#include "sight.h"
#include "warningfreetest.h"

#include <QApplication>
#include <QFontInfo>
#include <QGlyphRun>
#include <QHBoxLayout>
#include <QLabel>
#include <QMetaEnum>
#include <QRawFont>
#include <QTest>
#include <QTextLayout>

#include <array>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array Clients{
    Role::ClientA, Role::ClientB, Role::ClientC, Role::ClientD, Role::ClientE, Role::ClientF};

} // namespace

class TestTheme final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void everyInk_isReadable_data();
    void everyInk_isReadable();
    void iconsOnInk_areReadable_data();
    void iconsOnInk_areReadable();
    void clients_areToldApart_data();
    void clients_areToldApart();
    void clients_areNoSignal_data();
    void clients_areNoSignal();
    void highContrast_hasStrongLines();
    void zoom_scalesTextAndLengths();
    void zoom_staysWithinBounds();
    void fonts_areTheBundledOnes();
    void icons_haveTheRequestedColour();
    void forms_areScaledWithTheZoom();

private:
    static void eachRole();
    static void eachThemeAndSight();
    static void verifyDistance(const Theme& theme, Role one, Role other, const QString& sight, double least);
    static const QMap<QString, Theme>& themes();
    static double leastContrast(const QString& themeName);
    static void verifyContrast(const QColor& ink, const QColor& ground, double least);
};

void TestTheme::eachRole()
{
    QTest::addColumn<QString>("themeName");
    QTest::addColumn<Role>("role");
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    for (const QString& name : themes().keys()) {
        for (int i = 0; i < roles.keyCount(); ++i)
            QTest::addRow("%s %s", qPrintable(name), roles.key(i))
                << name << static_cast<Role>(roles.value(i));
    }
}

const QMap<QString, Theme>& TestTheme::themes()
{
    static const QMap<QString, Theme> all{
        {QStringLiteral("light"), Theme::light()},
        {QStringLiteral("dark"), Theme::dark()},
        {QStringLiteral("high contrast, light"), Theme::highContrast(false)},
        {QStringLiteral("high contrast, dark"), Theme::highContrast(true)}};
    return all;
}

/// The least contrast of text on its background: WCAG's AA, or AAA in a high-contrast theme.
double TestTheme::leastContrast(const QString& themeName)
{
    return themeName.startsWith(QStringLiteral("high contrast")) ? 7.0 : 4.5;
}

void TestTheme::verifyContrast(const QColor& ink, const QColor& ground, double least)
{
    const double ratio = contrast(ink, ground);
    QVERIFY2(
        ratio >= least,
        qPrintable(QStringLiteral("%1 on %2 is %3:1").arg(ink.name(), ground.name()).arg(ratio)));
}

void TestTheme::everyInk_isReadable_data()
{
    eachRole();
}

void TestTheme::everyInk_isReadable()
{
    QFETCH(QString, themeName);
    QFETCH(Role, role);
    const Theme theme = themes().value(themeName, Theme::light());
    const TextColors ink = theme.ink(role);
    for (const QColor& ground : {theme.window(), theme.card(), theme.field(), ink.fill})
        verifyContrast(ink.ink, ground, leastContrast(themeName));
    // Text is also shown on a selected row, and on another role's fill.
    if (role == Role::Text || role == Role::Quiet)
        verifyContrast(ink.ink, theme.band(), leastContrast(themeName));
    verifyContrast(theme.text(), ink.fill, leastContrast(themeName));
}

void TestTheme::iconsOnInk_areReadable_data()
{
    eachRole();
}

void TestTheme::iconsOnInk_areReadable()
{
    QFETCH(QString, themeName);
    QFETCH(Role, role);
    const Theme theme = themes().value(themeName, Theme::light());
    verifyContrast(theme.onInk(), theme.color(role), leastContrast(themeName));
}

void TestTheme::eachThemeAndSight()
{
    QTest::addColumn<QString>("themeName");
    QTest::addColumn<QString>("sight");
    for (const QString& name : themes().keys()) {
        for (const QString& sight : sightNames())
            QTest::newRow(qPrintable(name + u", "_s + sight)) << name << sight;
    }
}

void TestTheme::verifyDistance(const Theme& theme, Role one, Role other, const QString& sight, double least)
{
    const double away = distance(theme.color(one), theme.color(other), sight);
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    QVERIFY2(
        away >= least,
        qPrintable(QStringLiteral("%1 and %2 are %3 apart")
                       .arg(
                           QLatin1String(roles.valueToKey(static_cast<int>(one))),
                           QLatin1String(roles.valueToKey(static_cast<int>(other))))
                       .arg(away)));
}

void TestTheme::clients_areToldApart_data()
{
    eachThemeAndSight();
}

void TestTheme::clients_areToldApart()
{
    QFETCH(QString, themeName);
    QFETCH(QString, sight);
    const double least = sight == sightNames().first() ? 10.5 : 5.0;
    for (std::size_t i = 0; i < Clients.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            verifyDistance(themes().value(themeName, Theme::light()), Clients[i], Clients[j], sight, least);
    }
}

void TestTheme::clients_areNoSignal_data()
{
    eachThemeAndSight();
}

/// Neither a signal nor the ink of texts and of the server. A and B are left as they were.
void TestTheme::clients_areNoSignal()
{
    QFETCH(QString, themeName);
    QFETCH(QString, sight);
    const double least = sight == sightNames().first() ? 7.5 : 3.9;
    for (std::size_t i = 2; i < Clients.size(); ++i) {
        for (const Role role :
             {Role::Text,
              Role::OtherClient,
              Role::Server,
              Role::Current,
              Role::Stale,
              Role::Lost,
              Role::Leased,
              Role::Pending})
            verifyDistance(themes().value(themeName, Theme::light()), Clients[i], role, sight, least);
    }
}

void TestTheme::highContrast_hasStrongLines()
{
    for (const bool dark : {false, true}) {
        const Theme theme = Theme::highContrast(dark);
        for (const QColor& ground : {theme.window(), theme.card(), theme.field()}) {
            verifyContrast(theme.line(), ground, 4.5);
            // Disabled text is still readable.
            verifyContrast(theme.faint(), ground, 4.5);
        }
    }
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
    // Code is drawn sign by sign: "<=" stays two.
    const QString code = QStringLiteral("<= != -> == ...");
    for (const TextStyle style : {TextStyle::Code, TextStyle::CodeBold}) {
        QTextLayout layout(code, theme.font(style));
        layout.beginLayout();
        layout.createLine();
        layout.endLayout();
        QList<quint32> drawn;
        for (const QGlyphRun& run : layout.glyphRuns())
            drawn += run.glyphIndexes();
        QCOMPARE(drawn, QRawFont::fromFont(theme.font(style)).glyphIndexesForString(code));
    }
    QCOMPARE(QFontInfo(theme.font(TextStyle::Strong)).weight(), static_cast<int>(QFont::DemiBold));
    QVERIFY(QFontInfo(theme.font(TextStyle::Code)).fixedPitch());
    // The special characters in texts; other symbols are icons.
    const QFontMetrics body(theme.font(TextStyle::Body));
    const QFontMetrics mono(theme.font(TextStyle::Code));
    for (const QChar sign : QStringLiteral("“”’–−·→…")) {
        QVERIFY2(body.inFont(sign), qPrintable(QString(sign)));
        QVERIFY2(mono.inFont(sign), qPrintable(QString(sign)));
    }
}

void TestTheme::icons_haveTheRequestedColour()
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
    setTextRole(label, Role::Stale);
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
