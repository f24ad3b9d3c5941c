#include "gui/export/diagramfile.h"
#include "gui/theme/fonts.h"
#include "gui/transactionstories.h"
#include "warningfreetest.h"

#include <QGuiApplication>
#include <QTest>
#include <QXmlStreamReader>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

const QString A = u"A"_s;
const QString B = u"B"_s;

TransactionStory dirtyRead()
{
    StoryScript script({A, B}, u"read uncommitted"_s);
    script.begin(A).write(A, 999).read(B, 999, StoryScript::pending(A, 2)).rollback(A);
    TransactionStory story = script.story();
    TransactionHeader header = story.journal.header();
    header.title = u"Dirty read"_s;
    header.story = u"A types 999 by mistake."_s;
    TransactionJournal journal(header);
    for (const TransactionEvent& event : story.journal.events())
        journal.append(event);
    story.journal = journal;
    return story;
}

/// What can be selected and searched in the drawing.
QStringList textsOf(const QByteArray& svg)
{
    QStringList texts;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"text")
            texts.append(xml.readElementText(QXmlStreamReader::IncludeChildElements).simplified());
    }
    return xml.hasError() ? QStringList(xml.errorString()) : texts;
}

} // namespace

/// A run of transactions as a file for documents.
class TestTransactionDrawing final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void drawing_hasSelectableText();
    void drawing_endsAtTheMoment();
    void drawing_saysWhatItIs();
    void image_isAsLargeAsItIsScaled();
};

void TestTransactionDrawing::drawing_hasSelectableText()
{
    const TransactionStory story = dirtyRead();
    const QStringList texts = textsOf(diagramSvg(story, story.journal.size()));
    for (const QString& text :
         {u"UPDATE … stock = 999"_s,
          u"stock 999 · not committed"_s,
          u"A’s 999 is not committed yet"_s,
          u"believes 999"_s,
          u"999 is gone"_s,
          u"rolled back"_s,
          u"Session A"_s,
          u"PostgreSQL · read uncommitted"_s,
          u"A types 999 by mistake."_s})
        QVERIFY2(texts.contains(text), qPrintable(texts.join(u" | "_s)));
}

void TestTransactionDrawing::drawing_endsAtTheMoment()
{
    const QStringList texts = textsOf(diagramSvg(dirtyRead(), 2));
    QVERIFY(texts.contains(u"UPDATE … stock = 999"_s));
    QVERIFY(!texts.contains(u"believes 999"_s));
    for (const QString& text : texts)
        QVERIFY2(!text.contains(u"not yet"_s), qPrintable(text));
}

void TestTransactionDrawing::drawing_saysWhatItIs()
{
    const TransactionStory story = dirtyRead();
    QVERIFY(
        QString::fromUtf8(diagramSvg(story, 4))
            .contains(
                u"<title>Dirty read: transactions on PostgreSQL, isolation level read uncommitted</title>"_s));
}

void TestTransactionDrawing::image_isAsLargeAsItIsScaled()
{
    const TransactionStory story = dirtyRead();
    const auto once = diagramImage(story, 4, Theme::light(), 1);
    const auto twice = diagramImage(story, 4, Theme::dark(), 2);
    QVERIFY(bool(once) && bool(twice));
    QCOMPARE(once->width(), 1080);
    QCOMPARE(twice->size(), 2 * once->size());
    QCOMPARE(QColor(twice->pixel(2, 2)), Theme::dark().window());
    const auto refused = diagramImage(story, 4, Theme::light(), 100);
    QVERIFY(!refused);
    QVERIFY(refused.error().contains(u"SVG"_s));
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestTransactionDrawing test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_transactiondrawing.moc"
