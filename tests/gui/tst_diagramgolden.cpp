#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/typesetter.h"
#include "gui/textjournal.h"
#include "gui/theme/fonts.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;

namespace {

constexpr int Width = 1080;

/// As the stage would play it, without a server.
JournalBuilder played(const Scenario& scenario, Locking locking)
{
    JournalBuilder builder(locking, scenario.records);
    for (const Step& step : scenario.steps) {
        if (std::holds_alternative<ReadStep>(step.action))
            builder.read(step.client);
        else if (const auto* edit = std::get_if<EditStep>(&step.action))
            builder.edit(step.client, edit->set);
        else if (const auto* save = std::get_if<SaveStep>(&step.action))
            builder.save(step.client, save->set);
        else if (const auto* rule = std::get_if<LockingStep>(&step.action))
            builder.rule(rule->locking);
    }
    return builder;
}

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

} // namespace

/// Pictures that were looked at and accepted. With INTERLEAVE_ACCEPT=1 in the environment the present ones
/// are written instead; look at each before they are kept.
class TestDiagramGolden final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void scenario_looksAsAccepted_data();
    void scenario_looksAsAccepted();
};

void TestDiagramGolden::scenario_looksAsAccepted_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<Locking>("locking");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("zoom");
    QTest::addColumn<int>("moment");
    const auto row =
        [](const char* name, const char* scenario, Locking locking, bool dark, int zoom, int moment) {
            QTest::newRow(name) << QString::fromUtf8(scenario) << locking << dark << zoom << moment;
        };
    row("lost-update-off", "lost-update", Locking::Off, false, 100, -1);
    row("lost-update-version", "lost-update", Locking::Version, false, 100, -1);
    row("lost-update-past", "lost-update", Locking::Off, false, 100, 4);
    row("version-check", "version-check", Locking::Version, false, 100, -1);
    row("version-check-dark-200", "version-check", Locking::Version, true, 200, -1);
    row("version-check-off", "version-check", Locking::Off, true, 100, -1);
    row("article-example", "article-example", Locking::Off, false, 100, -1);
}

void TestDiagramGolden::scenario_looksAsAccepted()
{
    QFETCH(QString, scenario);
    QFETCH(Locking, locking);
    QFETCH(bool, dark);
    QFETCH(int, zoom);
    QFETCH(int, moment);
    QFile file(QStringLiteral(INTERLEAVE_SCENARIOS "/%1.json").arg(scenario));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto script = scenarioFromJson(file.readAll());
    QVERIFY(bool(script));
    const JournalBuilder builder = played(script.value(), locking);
    DiagramLayout layout;
    layout.setJournal(&builder.journal(), script.value().clients());
    const qint64 n = moment < 0 ? layout.rowCount() : moment;
    const QImage now = paint(layout, n, n, (dark ? Theme::dark() : Theme::light()).withZoom(zoom));

    const QString name = QString::fromUtf8(QTest::currentDataTag()) + QStringLiteral(".png");
    const QString golden = QStringLiteral(INTERLEAVE_GOLDEN "/") + name;
    if (qEnvironmentVariableIsSet("INTERLEAVE_ACCEPT")) {
        QVERIFY(now.save(golden));
        return;
    }
    const QImage accepted = QImage(golden).convertToFormat(now.format());
    if (now != accepted) {
        const QString actual = QDir::current().filePath(QStringLiteral("actual-") + name);
        (void)now.save(actual);
        QFAIL(qPrintable(QStringLiteral("differs from %1; now it is %2").arg(golden, actual)));
    }
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestDiagramGolden test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_diagramgolden.moc"
