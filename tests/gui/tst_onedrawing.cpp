#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/diagramsvg.h"
#include "gui/diagram/typesetter.h"
#include "gui/export/diagramfile.h"
#include "gui/textjournal.h"
#include "gui/theme/fonts.h"
#include "stage/files/scenariolibrary.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int Width = 1080;
/// Compares the mean colours of squares of this size: letters may be displaced by a fraction of a px.
constexpr int Block = 6;
/// Of 255. A missing or wrong symbol makes more than twice that difference.
constexpr int Tolerance = 56;

DiagramPicture pictureOf(const DiagramLayout& layout, qint64 moment, const Theme& theme)
{
    DiagramFrame frame;
    frame.moment = moment;
    frame.selected = moment;
    frame.width = Width;
    frame.middles = DiagramLayout::spread(frame.width, layout.laneCount());
    frame.heads = true;
    frame.height = layout.height(1, true);
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, theme);
    return picture;
}

QImage painted(const DiagramPicture& picture, const Theme& theme)
{
    QImage image(picture.size.toSize(), QImage::Format_RGB32);
    image.fill(theme.window());
    QPainter painter(&image);
    DiagramPainter(painter, theme).paint(picture);
    return image;
}

QByteArray svgOf(const DiagramPicture& picture)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeSvg(buffer, {picture.size, u"a diagram"_s, {{{}, picture}}, {}});
    return buffer.data();
}

/// As shown by a viewer that prefers this theme.
QImage rendered(QByteArray svg, const QSize& size, bool dark)
{
    const qsizetype media = svg.indexOf("@media");
    const qsizetype open = svg.indexOf('{', media);
    const qsizetype close = svg.indexOf("</style>");
    QByteArray rules = svg.mid(open + 1, svg.lastIndexOf('}', close) - open - 1);
    svg.replace(media, close - media, dark ? rules : QByteArray());
    // The renderer takes the whole list for one font name.
    svg.replace(", sans-serif", "").replace(", monospace", "");
    QSvgRenderer renderer(svg);
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF({}, size));
    return image;
}

/// The largest difference of two squares, and its place.
int difference(const QImage& one, const QImage& other, QPoint& at)
{
    const auto means = [](const QImage& image) {
        return image.scaled(image.size() / Block, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    };
    const QImage left = means(one);
    const QImage right = means(other);
    int most = 0;
    for (int y = 0; y < left.height(); ++y) {
        for (int x = 0; x < left.width(); ++x) {
            const QRgb a = left.pixel(x, y);
            const QRgb b = right.pixel(x, y);
            const int here = std::max(
                {std::abs(qRed(a) - qRed(b)),
                 std::abs(qGreen(a) - qGreen(b)),
                 std::abs(qBlue(a) - qBlue(b))});
            if (here > most) {
                most = here;
                at = QPoint(x, y) * Block;
            }
        }
    }
    return most;
}

void compare(const DiagramLayout& layout, qint64 moment, const QString& name)
{
    const QByteArray svg = svgOf(pictureOf(layout, moment, Theme::light()));
    for (const bool dark : {false, true}) {
        const Theme theme = dark ? Theme::dark() : Theme::light();
        const QImage one = painted(pictureOf(layout, moment, theme), theme);
        const QImage other = rendered(svg, one.size(), dark);
        QPoint at;
        const int differs = difference(one, other, at);
        if (differs <= Tolerance)
            continue;
        const QString stem = QDir::temp().filePath(u"drawing-%1-%2"_s.arg(name).arg(moment));
        (void)one.save(stem + u"-painted.png"_s);
        (void)other.save(stem + u"-svg.png"_s);
        QFAIL(qPrintable(
            u"differs by %1 at %2, %3 (%4): see %5-*.png"_s.arg(differs).arg(at.x()).arg(at.y()).arg(
                dark ? u"dark"_s : u"light"_s, stem)));
    }
}

QStringList valuesOf(const QByteArray& svg, const QString& attribute)
{
    QStringList values;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.attributes().hasAttribute(attribute))
            values.append(xml.attributes().value(attribute).toString());
    }
    return xml.hasError() ? QStringList{xml.errorString()} : values;
}

} // namespace

/// Screen and document show the same drawing: compares the pixels for every scenario at every moment, in both
/// themes.
class TestOneDrawing final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void scenario_isTheSameEverywhere_data();
    void scenario_isTheSameEverywhere();
    void rareSymbols_areTheSameEverywhere_data();
    void rareSymbols_areTheSameEverywhere();
    void style_affectsOnlyTheDrawing();
    void icons_areTheSameAsOnTheScreen();
    void anyName_isWellFormed();
    void longJournal_cannotBeAnImage();
    void longJournal_isWrittenInLinearTime();
};

void TestOneDrawing::scenario_isTheSameEverywhere_data()
{
    QTest::addColumn<QString>("scenario");
    for (const NamedScenario& named : builtinScenarios())
        QTest::newRow(qPrintable(named.name)) << named.name;
}

void TestOneDrawing::scenario_isTheSameEverywhere()
{
    QFETCH(QString, scenario);
    const auto named = findScenario(scenario);
    const ScenarioRun run = runScenario(named->scenario, named->scenario.locking);
    QCOMPARE(run.problem, QString());
    DiagramLayout layout;
    layout.setJournal(&run.journal(), named->scenario.clients());
    for (int step = 0; step < named->scenario.steps.size(); ++step) {
        const auto events = run.eventsOf(step);
        if (!events.empty())
            compare(layout, events.back()->seq, scenario);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestOneDrawing::rareSymbols_areTheSameEverywhere_data()
{
    QTest::addColumn<QString>("journal");
    QTest::addColumn<Locking>("rule");
    QTest::newRow("a bracket from far up")
        << u"A reads; B reads; "_s + u"A saves 7; "_s + u"A reads; "_s.repeated(14) + u"B saves 8"_s
        << Locking::Off;
    QTest::newRow("a loss that is back")
        << u"A reads; B reads; A saves 7; B puts 8 if 1; A sends 6 if 2"_s << Locking::Off;
    QTest::newRow("waiting, granted, expired, locked")
        << u"A acquires; B waits; A releases; B granted; B reads; B expires; A acquires; B locked"_s
        << Locking::Lease;
    QTest::newRow("never heard") << u"A reads; A saves 7; A unheard; B acquires; B unheard"_s << Locking::Off;
    QTest::newRow("many lanes")
        << u"A reads; B reads; curl puts 7; ann puts 8; C reads; D reads; E reads; F reads; C saves 3"_s
        << Locking::Off;
    QTest::newRow("rules") << u"A reads; rule version; A saves 7; rule off; rule lease"_s << Locking::Off;
    QTest::newRow("a number of three figures")
        << u"A reads"_s + u"; A saves 7; A saves 8"_s.repeated(55) << Locking::Off;
}

void TestOneDrawing::rareSymbols_areTheSameEverywhere()
{
    QFETCH(QString, journal);
    QFETCH(Locking, rule);
    const TextJournal text(journal, rule);
    DiagramLayout layout;
    layout.setJournal(&text.journal(), {u"A"_s, u"B"_s});
    const QString name = QString::fromUtf8(QTest::currentDataTag()).replace(u' ', u'-');
    compare(layout, layout.rowCount(), name);
    compare(layout, layout.rowCount() / 2, name);
}

/// In a page that embeds the drawing, its rules must not affect anything else.
void TestOneDrawing::style_affectsOnlyTheDrawing()
{
    const TextJournal text(u"A reads; B reads; A saves 7; B saves 8"_s);
    const QByteArray svg = diagramSvg({&text.journal(), text.journal().size(), {u"A"_s, u"B"_s}, {}});
    const qsizetype start = svg.indexOf("<style>") + 7;
    QString css = QString::fromUtf8(svg.mid(start, svg.indexOf("</style>") - start));
    css.remove(u"@media (prefers-color-scheme: dark) {"_s);
    QVERIFY(css.contains(u".clienta-line"_s));
    int rules = 0;
    for (const QString& rule : css.split(u'}', Qt::SkipEmptyParts)) {
        if (rule.trimmed().isEmpty())
            continue;
        ++rules;
        for (const QString& selector : rule.section(u'{', 0, 0).split(u','))
            QVERIFY2(selector.trimmed().startsWith(u".interleave-diagram ."_s), qPrintable(selector));
    }
    QVERIFY(rules > 40);
    const QStringList classes = valuesOf(svg, u"class"_s);
    QCOMPARE(classes.first(), u"interleave-diagram"_s);
    for (const QString& names : classes.mid(1)) {
        for (const QString& name : names.split(u' '))
            QVERIFY2(css.contains(u"."_s + name + u" {"_s), qPrintable(name));
    }
    QStringList ids = valuesOf(svg, u"id"_s);
    QCOMPARE(ids.removeDuplicates(), 0);
    QCOMPARE(ids.size(), 0);
}

void TestOneDrawing::icons_areTheSameAsOnTheScreen()
{
    const TextJournal text(u"A acquires; B waits"_s, Locking::Lease);
    const QByteArray svg = diagramSvg({&text.journal(), 2, {u"A"_s, u"B"_s}, {}});
    // The outlines of the hourglass and the padlock.
    QVERIFY(svg.contains("M4 2.5 H12 M4 13.5 H12"));
    QVERIFY(svg.contains("A2.8 2.8 0 0 1 10.8 5"));
    QVERIFY(!svg.contains("stroke=\"#000\"") && !svg.contains("fill=\"#000\""));
}

void TestOneDrawing::anyName_isWellFormed()
{
    JournalBuilder builder;
    builder.read(u"a\u0001\u001b]0;\uFFFEb"_s + QChar(0xD800), true).put(u"</text>&\""_s, stock(3));
    const QByteArray svg = diagramSvg({&builder.journal(), builder.journal().size(), {u"A"_s, u"B"_s}, {}});
    QXmlStreamReader xml(svg);
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(svg.contains("a\xEF\xBF\xBD"));
}

void TestOneDrawing::longJournal_cannotBeAnImage()
{
    const TextJournal text(u"A reads"_s + u"; A reads"_s.repeated(599));
    const Journal& journal = text.journal();
    const ExportSource part{&journal, 200, {u"A"_s, u"B"_s}, {}};
    const auto image = diagramImage(part, Theme::light(), 2);
    QVERIFY(image);
    QCOMPARE(image->width(), 2160);
    QVERIFY(image->height() > 25'000 && image->height() <= MostSide);
    const ExportSource whole{&journal, 600, {u"A"_s, u"B"_s}, {}};
    const auto refused = diagramImage(whole, Theme::light(), 2);
    QVERIFY(!refused);
    QVERIFY2(refused.error().contains(u"2160 × 77"_s), qPrintable(refused.error()));
    QVERIFY2(refused.error().contains(u"SVG"_s), qPrintable(refused.error()));
    QVERIFY(diagramSvg(whole).size() > 100'000);
}

/// Twice as long a journal takes about twice the time, not four times.
void TestOneDrawing::longJournal_isWrittenInLinearTime()
{
    const auto timeOf = [](int saves) {
        const TextJournal text(u"A reads"_s + u"; A saves 7; A saves 8"_s.repeated(saves / 2));
        QElapsedTimer timer;
        timer.start();
        const QByteArray svg = diagramSvg({&text.journal(), text.journal().size(), {u"A"_s, u"B"_s}, {}});
        return svg.isEmpty() ? qint64{-1} : timer.nsecsElapsed();
    };
    (void)timeOf(200);
    const qint64 once = timeOf(1000);
    const qint64 fourTimes = timeOf(4000);
    QVERIFY2(once > 0 && fourTimes < 10 * once, qPrintable(u"%1 and %2 ns"_s.arg(once).arg(fourTimes)));
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestOneDrawing test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_onedrawing.moc"
