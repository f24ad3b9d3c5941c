#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/typesetter.h"
#include "gui/theme/fonts.h"
#include "stage/files/scenariolibrary.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace interleave;

namespace {

constexpr int Width = 1080;

QImage paint(const DiagramLayout& layout, qint64 moment, qint64 selected, const Theme& theme)
{
    DiagramFrame frame;
    frame.moment = moment;
    frame.selected = selected;
    frame.scale = theme.zoom() / 100.0;
    frame.width = theme.px(Width);
    frame.middles = DiagramLayout::spread(frame.width, layout.laneCount());
    frame.height = layout.height(frame.scale);
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, theme);
    QImage image(qRound(frame.width), qRound(frame.height), QImage::Format_RGB32);
    image.fill(theme.window());
    QPainter painter(&image);
    DiagramPainter(painter, theme).paint(picture);
    return image;
}

/// Compares exactly on the Qt that drew the accepted pictures. Qt 6.8 rounds the edges of curves differently,
/// by at most 2 of 255.
bool isSame(const QImage& now, const QImage& accepted)
{
    constexpr int mostRounding = 2;
    if (QLatin1String(qVersion()) == QLatin1String("6.4.2"))
        return now == accepted;
    if (now.size() != accepted.size())
        return false;
    for (int y = 0; y < now.height(); ++y) {
        const uchar* one = now.constScanLine(y);
        const uchar* other = accepted.constScanLine(y);
        const bool isRow = std::equal(one, one + now.bytesPerLine(), other, [](uchar a, uchar b) {
            return std::abs(int(a) - int(b)) <= mostRounding;
        });
        if (!isRow)
            return false;
    }
    return true;
}

} // namespace

/// Plays each built-in scenario to its end and compares its diagram with an accepted picture. With
/// INTERLEAVE_ACCEPT=1 in the environment, the present ones are written instead; look at each before
/// committing it.
class TestDiagramGolden final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void scenario_looksAsAccepted_data();
    void scenario_looksAsAccepted();
    void picture_belongsToAScenario();
};

void TestDiagramGolden::scenario_looksAsAccepted_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<Locking>("locking");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("zoom");
    QTest::addColumn<int>("moment");
    const auto row =
        [](const QString& name, const QString& scenario, Locking locking, bool dark, int zoom, int moment) {
            QTest::newRow(qPrintable(name)) << scenario << locking << dark << zoom << moment;
        };
    // Each scenario has one under its own rule; a new scenario needs a picture.
    for (const NamedScenario& named : builtinScenarios())
        row(named.name, named.name, named.scenario.locking, false, 100, -1);
    const QString lost = QStringLiteral("lost-update");
    const QString check = QStringLiteral("version-check");
    row(lost + QStringLiteral("-version"), lost, Locking::Version, false, 100, -1);
    row(lost + QStringLiteral("-past"), lost, Locking::Off, false, 100, 4);
    row(check + QStringLiteral("-dark-200"), check, Locking::Version, true, 200, -1);
    row(check + QStringLiteral("-off"), check, Locking::Off, true, 100, -1);
    row(QStringLiteral("five-clients-off"), QStringLiteral("five-clients"), Locking::Off, false, 100, -1);
}

void TestDiagramGolden::scenario_looksAsAccepted()
{
    QFETCH(QString, scenario);
    QFETCH(Locking, locking);
    QFETCH(bool, dark);
    QFETCH(int, zoom);
    QFETCH(int, moment);
    const auto named = findScenario(scenario);
    QVERIFY(bool(named));
    const ScenarioRun run = runScenario(named->scenario, locking);
    QCOMPARE(run.problem, QString());
    DiagramLayout layout;
    layout.setJournal(&run.journal(), named->scenario.clients());
    const qint64 n = moment < 0 ? layout.rowCount() : moment;
    const QImage now = paint(layout, n, n, (dark ? Theme::dark() : Theme::light()).withZoom(zoom));

    const QString name = QString::fromUtf8(QTest::currentDataTag()) + QStringLiteral(".png");
    const QString golden = QStringLiteral(INTERLEAVE_GOLDEN "/") + name;
    if (qEnvironmentVariableIsSet("INTERLEAVE_ACCEPT")) {
        QVERIFY(now.save(golden));
        return;
    }
    const QImage accepted = QImage(golden).convertToFormat(now.format());
    if (!isSame(now, accepted)) {
        const QString actual = QDir::current().filePath(QStringLiteral("actual-") + name);
        (void)now.save(actual);
        QFAIL(qPrintable(QStringLiteral("differs from %1; now it is %2").arg(golden, actual)));
    }
}

/// A picture without a scenario would never be compared.
void TestDiagramGolden::picture_belongsToAScenario()
{
    const QList<NamedScenario> scenarios = builtinScenarios();
    for (const QString& file : QDir(QStringLiteral(INTERLEAVE_GOLDEN)).entryList({QStringLiteral("*.png")})) {
        const bool known = std::ranges::any_of(
            scenarios, [&file](const NamedScenario& named) { return file.startsWith(named.name); });
        QVERIFY2(known, qPrintable(file));
    }
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestDiagramGolden test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_diagramgolden.moc"
