#include "gui/diagram/diagramsvg.h"

#include "gui/textjournal.h"
#include "gui/theme/fonts.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QTest>
#include <QXmlStreamReader>

using namespace interleave;
using namespace interleave::testing;

namespace {

QByteArray svgOf(const TextJournal& text, qint64 moment = -1)
{
    DiagramLayout layout;
    layout.setJournal(&text.journal(), {QStringLiteral("A"), QStringLiteral("B")});
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeDiagramSvg(buffer, layout, moment < 0 ? layout.rowCount() : moment, 1080);
    return buffer.data();
}

QStringList textsOf(const QByteArray& svg)
{
    QStringList result;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNextStartElement() || xml.isStartElement()) {
            if (xml.name() == QLatin1String("text"))
                result.append(xml.readElementText());
        } else {
            xml.readNext();
        }
    }
    return xml.hasError() ? QStringList(xml.errorString()) : result;
}

} // namespace

class TestDiagramSvg final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void lesson_isRealText();
    void colours_areThoseOfBothThemes();
    void names_areEscaped();
    void past_saysNotYet();
};

void TestDiagramSvg::lesson_isRealText()
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
          "PUT stock 8",
          "200 OK · ETag \"3\"",
          "lost: A’s v2, stock 10 → 7",
          "stale since v2",
          "v3",
          "lost: overwritten unseen"})
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

void TestDiagramSvg::past_saysNotYet()
{
    const QStringList texts =
        textsOf(svgOf(TextJournal(QStringLiteral("A reads; B reads; A saves 7; B saves 8")), 2));
    QVERIFY(texts.contains(QStringLiteral("PUT stock 8 · not yet")));
    QVERIFY(texts.contains(QStringLiteral("step 2 of 4")));
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestDiagramSvg test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_diagramsvg.moc"
