#include "gui/inspector/codebox.h"
#include "gui/labels/elidedlabel.h"
#include "gui/theme/fonts.h"
#include "gui/theme/textwidth.h"
#include "gui/theme/theme.h"
#include "warningfreetest.h"

#include <QFontMetrics>
#include <QTest>
#include <QTextCursor>

#include <atomic>
#include <thread>

#include <dlfcn.h>

using namespace interleave;

namespace {

std::atomic<int> shapings = 0;

} // namespace

/// Qt calls this instead of the library's own, to shape a text.
extern "C" int
hb_shape_full(void* font, void* buffer, const void* features, unsigned count, const char* const* shapers)
{
    using Shape = int(void*, void*, const void*, unsigned, const char* const*);
    static auto* const usual = reinterpret_cast<Shape*>(::dlsym(RTLD_NEXT, "hb_shape_full"));
    ++shapings;
    return usual(font, buffer, features, count, shapers);
}

namespace {

QStringList texts()
{
    return {
        QString(),
        QStringLiteral("…"),
        QStringLiteral("Off · last save wins"),
        QStringLiteral("AVATAR To. VA"),
        QStringLiteral("&Save"),
        QStringLiteral("Salt && Pepper"),
        QStringLiteral("Salt &Pepper"),
        QStringLiteral("stock <= 10"),
        QString(100'000, QLatin1Char('x'))};
}

QList<QFont> fonts()
{
    QList<QFont> fonts;
    for (const int zoom : {75, 100, 250}) {
        for (const TextStyle style : {TextStyle::Label, TextStyle::Strong, TextStyle::Code, TextStyle::Title})
            fonts.append(Theme::light().withZoom(zoom).font(style));
    }
    fonts.append(fonts.first());
    fonts.last().setLetterSpacing(QFont::AbsoluteSpacing, 3);
    fonts.append(fonts.first());
    fonts.last().setItalic(true);
    fonts.append(fonts.first());
    fonts.last().setHintingPreference(QFont::PreferFullHinting);
    fonts.append(fonts.first());
    fonts.last().setKerning(false);
    fonts.append(QFont());
    return fonts;
}

} // namespace

class TestTextWidth final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void widths_areThoseOfTheMetrics()
    {
        // The second time they are remembered.
        for (int time = 0; time < 2; ++time) {
            for (const QFont& font : fonts()) {
                const QFontMetrics metrics(font);
                for (const QString& text : texts()) {
                    QCOMPARE(advanceOf(font, text), metrics.horizontalAdvance(text));
                    QCOMPARE(labelWidthOf(font, text), metrics.size(Qt::TextShowMnemonic, text).width());
                }
            }
        }
    }

    void text_isShapedOnce()
    {
        const QFont font = Theme::light().font(TextStyle::Body);
        const QString text = QStringLiteral("Shaped by nobody else");
        const int before = shapings;
        const int advance = advanceOf(font, text);
        const int label = labelWidthOf(font, text);
        const int after = shapings;
        QVERIFY(after > before);
        QCOMPARE(advanceOf(font, text), advance);
        QCOMPARE(labelWidthOf(Theme::light().font(TextStyle::Body), text), label);
        QCOMPARE(shapings.load(), after);
    }

    void elidedLabel_wantsWhatALabelWants()
    {
        for (const Qt::Alignment alignment : {Qt::AlignLeft, Qt::AlignRight, Qt::AlignCenter}) {
            for (const int least : {0, 150}) {
                ElidedLabel elided;
                QLabel label;
                label.setTextFormat(Qt::PlainText);
                const QList<QLabel*> both{&elided, &label};
                for (QLabel* one : both) {
                    one->setAlignment(alignment);
                    one->setContentsMargins(1, 2, 3, 4);
                    one->setMinimumWidth(least);
                }
                QCOMPARE(elided.sizeHint(), label.sizeHint());
                for (const QFont& font : fonts()) {
                    for (QLabel* one : both)
                        one->setFont(font);
                    // The longest one would take QLabel's own measuring seconds.
                    const QStringList few = texts().mid(0, texts().size() - 1);
                    for (const QString& text : few + QStringList{QStringLiteral("One\nand two")}) {
                        for (QLabel* one : both)
                            one->setText(text);
                        QCOMPARE(elided.sizeHint(), label.sizeHint());
                        QCOMPARE(elided.minimumSizeHint().height(), label.minimumSizeHint().height());
                    }
                }
            }
        }
    }

    void elidedLabel_shapesItsTextOnce()
    {
        ElidedLabel label;
        label.setFont(Theme::light().font(TextStyle::Body));
        static_cast<void>(advanceOf(label.font(), QStringLiteral("…")));
        label.setText(QStringLiteral("Shaped for one label"));
        const int before = shapings;
        static_cast<void>(label.sizeHint());
        static_cast<void>(label.minimumSizeHint());
        QCOMPARE(shapings - before, 1);
        label.setText(QStringLiteral("…"));
        label.setText(QStringLiteral("Shaped for one label"));
        static_cast<void>(label.sizeHint());
        static_cast<void>(label.minimumSizeHint());
        QCOMPARE(shapings - before, 1);
    }

    void codeBox_laysItsLinesOutOnce()
    {
        CodeBox box;
        box.resize(600, 200);
        box.setCode(QStringLiteral("UPDATE records\nSET stock = 7"));
        box.show();
        QVERIFY(QTest::qWaitForWindowExposed(&box));
        box.selectAll();
        const int before = shapings;
        constexpr int lines = 10;
        box.setCode(QStringList(lines, QStringLiteral("Accept: */*")).join(QLatin1Char('\n')));
        // A few more for the cursor.
        QVERIFY(shapings - before >= lines);
        QVERIFY2(shapings - before < 2 * lines, qPrintable(QString::number(shapings - before)));
        QCOMPARE(box.toPlainText(), box.code());
        QCOMPARE(box.textCursor().position(), 0);
        QVERIFY(!box.textCursor().hasSelection());
        box.undo();
        QCOMPARE(box.toPlainText(), box.code());

        // What decided before does not stay bold.
        const QString same = QStringLiteral("version = 1\nAND version = 1");
        box.setCode(same, {same});
        box.setCode(same);
        QTextCursor cursor(box.document());
        for (; !cursor.atEnd(); cursor.movePosition(QTextCursor::NextCharacter))
            QVERIFY(cursor.charFormat().fontWeight() != QFont::Bold);
    }

    void eachThread_remembersItsOwn()
    {
        const QFont font = Theme::light().font(TextStyle::Body);
        const QString text = QStringLiteral("Of two threads");
        const int here = advanceOf(font, text);
        int there = 0;
        std::thread other([&] { there = advanceOf(font, text); });
        other.join();
        QCOMPARE(there, here);
    }
};

QTEST_MAIN(TestTextWidth)
#include "tst_textwidth.moc"
