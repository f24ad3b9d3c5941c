#include "gui/export/diagramfile.h"

#include "gui/textjournal.h"
#include "gui/theme/fonts.h"
#include "warningfreetest.h"

#include <QGuiApplication>
#include <QTest>
#include <QXmlStreamReader>

using namespace interleave;
using namespace interleave::testing;

namespace {

QByteArray svgOf(const TextJournal& text, qint64 moment = -1)
{
    const Journal& journal = text.journal();
    return diagramSvg(
        {&journal, moment < 0 ? journal.size() : moment, {QStringLiteral("A"), QStringLiteral("B")}, {}});
}

QStringList textsOf(const QByteArray& svg)
{
    QStringList result;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("text"))
            result.append(xml.readElementText());
    }
    return xml.hasError() ? QStringList(xml.errorString()) : result;
}

} // namespace

class TestDiagramSvg final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void texts_areRealText();
    void colours_areThoseOfBothThemes();
    void names_areEscaped();
    void past_omitsLaterEvents();
};

void TestDiagramSvg::texts_areRealText()
{
    const QByteArray svg = svgOf(TextJournal(QStringLiteral("A reads; B reads; A saves 7; B saves 8")));
    const QStringList texts = textsOf(svg);
    for (const char* expected :
         {"A",
          "Server",
          "B",
          "1",
          "4",
          "GET item",
          "PUT stock 8 · no If-Match",
          "200 OK · ETag \"3\"",
          "v2 is lost: A’s stock 10 → 7",
          "stale since v2",
          "v3",
          "lost: overwritten, nobody told"})
        QVERIFY2(texts.contains(QString::fromUtf8(expected)), expected);
    QVERIFY(svg.startsWith("<?xml"));
    QVERIFY(svg.contains("<title>item: who read and wrote what"));
    QVERIFY(svg.contains("role=\"img\""));
}

void TestDiagramSvg::colours_areThoseOfBothThemes()
{
    const QByteArray svg = svgOf(TextJournal(QStringLiteral("A reads")));
    const qsizetype media = svg.indexOf("prefers-color-scheme: dark");
    QVERIFY(media > 0);
    const QByteArray light = Theme::light().color(Role::ClientA).name().toUtf8();
    const QByteArray dark = Theme::dark().color(Role::ClientA).name().toUtf8();
    QVERIFY(svg.left(media).contains(light));
    QVERIFY(svg.mid(media).contains(dark));
    QVERIFY(svg.contains("class=\"clienta-line\""));
}

void TestDiagramSvg::names_areEscaped()
{
    const QByteArray svg = svgOf(TextJournal(QStringLiteral("<curl&> reads")));
    QVERIFY(textsOf(svg).contains(QStringLiteral("<curl&>")));
}

void TestDiagramSvg::past_omitsLaterEvents()
{
    const QStringList texts =
        textsOf(svgOf(TextJournal(QStringLiteral("A reads; B reads; A saves 7; B saves 8")), 2));
    QVERIFY(texts.contains(QStringLiteral("GET item")));
    for (const QString& later : texts)
        QVERIFY2(!later.contains(QStringLiteral("PUT")), qPrintable(later));
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestDiagramSvg test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_diagramsvg.moc"
