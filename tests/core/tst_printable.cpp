#include "core/values/printable.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestPrintable final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void text_becomesSafeToPrint_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto same = [](const char* name, const QString& text) {
            QTest::newRow(name) << text << text;
        };
        same("nothing", {});
        same("letters of the world", u"Łódź, 東京, שלום, سلام, “a” – b…"_s);
        same("a character of two halves", u"🪑👩‍🚀"_s);
        same("marks over letters, and a joiner", u"e\u0301 می\u200cخواهم"_s);
        QTest::newRow("a colour") << u"\u001b[31mred"_s << u"<U+001B>[31mred"_s;
        QTest::newRow("a window's title") << u"\u001b]0;x\u0007"_s << u"<U+001B>]0;x<U+0007>"_s;
        QTest::newRow("back and over it") << u"a\b\rb"_s << u"a<U+0008><U+000D>b"_s;
        QTest::newRow("a line more") << u"a\nb\tc"_s << u"a<U+000A>b<U+0009>c"_s;
        QTest::newRow("nothing, and delete") << QString(QChar(0)) + u"\u007f"_s << u"<U+0000><U+007F>"_s;
        QTest::newRow("the same in eight bits")
            << QString(QChar(0x9b)) + u"31m"_s + QChar(0x85) << u"<U+009B>31m<U+0085>"_s;
        QTest::newRow("from right to left")
            << u"a\u202eb\u2066c\u2069\u200f\u061c"_s << u"a<U+202E>b<U+2066>c<U+2069><U+200F><U+061C>"_s;
        QTest::newRow("lines and paragraphs") << u"a\u2028b\u2029"_s << u"a<U+2028>b<U+2029>"_s;
        QTest::newRow("half a character")
            << QString(QChar(0xd83e)) + u'a' + QChar(0xde91) << u"<U+D83E>a<U+DE91>"_s;
    }

    void text_becomesSafeToPrint()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(printable(text), expected);
        QCOMPARE(printable(expected), expected);
    }

    void ownLineEnds_areKept() { QCOMPARE(printableLines(u"a\n\u001bb\r\n"_s), u"a\n<U+001B>b<U+000D>\n"_s); }
};

QTEST_GUILESS_MAIN(TestPrintable)
#include "tst_printable.moc"
