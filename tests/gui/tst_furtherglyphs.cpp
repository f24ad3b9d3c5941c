#include "gui/screenshot/furtherglyphs.h"

#include "gui/theme/fonts.h"
#include "warningfreetest.h"

#include <QDir>
#include <QRawFont>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// Which characters need other fonts than the bundled ones.
class TestFurtherGlyphs final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void otherCharacters_areInEveryBundledFont();
    void text_isSearched_data();
    void text_isSearched();
    void file_isReadOnlyIfItIsTheirs();
};

void TestFurtherGlyphs::otherCharacters_areInEveryBundledFont()
{
    loadBundledFonts();
    const QFileInfoList files = QDir(u":/fonts"_s).entryInfoList({u"*.otf"_s, u"*.ttf"_s});
    QVERIFY(files.size() >= 6);
    for (const QFileInfo& file : files) {
        const QRawFont font(file.filePath(), 16);
        QVERIFY(font.isValid());
        int known = 0;
        for (char32_t c = 0x20; c < 0x11'0000; ++c) {
            if (!beyondBundledFonts(QString::fromUcs4(&c, 1)).empty())
                continue;
            ++known;
            QVERIFY2(
                font.supportsCharacter(c),
                qPrintable(u"%1: U+%2"_s.arg(file.fileName(), QString::number(uint(c), 16))));
        }
        QVERIFY(known > 500);
    }
}

void TestFurtherGlyphs::text_isSearched_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    QTest::newRow("none") << u"Größe → 5 €\n\t“x”"_s << QString();
    QTest::newRow("each once") << u"灯具灯"_s << u"灯具"_s;
    QTest::newRow("escaped") << u"\\u706f\\n"_s << u"灯"_s;
    QTest::newRow("an escaped surrogate pair") << u"\\ud83d\\udca1"_s << u"💡"_s;
    QTest::newRow("no escape") << u"\\user \\u12"_s << QString();
    QTest::newRow("a surrogate pair") << u"a💡"_s << u"💡"_s;
}

void TestFurtherGlyphs::text_isSearched()
{
    QFETCH(const QString, text);
    QFETCH(const QString, found);
    QCOMPARE(QString::fromStdU32String(beyondBundledFonts(text)), found);
}

void TestFurtherGlyphs::file_isReadOnlyIfItIsTheirs()
{
    WindowCommand what;
    QVERIFY(beyondBundledFonts(what)->empty());
    what.title = u"灯"_s;
    QCOMPARE(beyondBundledFonts(what)->size(), std::size_t{1});
    what.file = u"lost-update"_s;
    QVERIFY(beyondBundledFonts(what).has_value());
    what.file = u"-"_s;
    QVERIFY(!beyondBundledFonts(what));
    what = {};
    what.stage.databaseFile = u"records.sqlite"_s;
    QVERIFY(!beyondBundledFonts(what));
}

QTEST_MAIN(TestFurtherGlyphs)

#include "tst_furtherglyphs.moc"
