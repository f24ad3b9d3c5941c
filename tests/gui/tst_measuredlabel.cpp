#include "gui/labels/measuredlabel.h"

#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// It measures what QLabel measures, only faster.
class TestMeasuredLabel final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void heights_areThoseOfALabel_data();
    void heights_areThoseOfALabel();
    void otherText_isMeasuredAnew();
};

namespace {

void setUp(QLabel& label, const QString& text, Qt::TextFormat format, bool isSelectable)
{
    label.setWordWrap(true);
    label.setTextFormat(format);
    if (isSelectable)
        label.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label.setText(text);
}

} // namespace

void TestMeasuredLabel::heights_areThoseOfALabel_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Qt::TextFormat>("format");
    QTest::addColumn<bool>("isSelectable");
    const QString plain = u"A sold three lamps and B sold two.\nFive should be left."_s;
    const QString rich =
        u"<p style=\"margin:0; line-height:22px\">B read <b>stock 10</b> at version&nbsp;1<br>and "
        "saved <i>8</i>. It never saw A’s change, and wrote over it.</p>"_s;
    for (const bool isSelectable : {false, true}) {
        const char* suffix = isSelectable ? ", selectable" : "";
        QTest::addRow("nothing%s", suffix) << QString() << Qt::PlainText << isSelectable;
        QTest::addRow("plain%s", suffix) << plain << Qt::PlainText << isSelectable;
        QTest::addRow("rich%s", suffix) << rich << Qt::RichText << isSelectable;
        QTest::addRow("tags in plain text%s", suffix) << rich << Qt::PlainText << isSelectable;
        QTest::addRow("plain, taken for itself%s", suffix) << plain << Qt::AutoText << isSelectable;
        QTest::addRow("rich, taken for itself%s", suffix) << rich << Qt::AutoText << isSelectable;
        QTest::addRow("Markdown%s", suffix)
            << u"# A title\n\nand *words*"_s << Qt::MarkdownText << isSelectable;
    }
}

void TestMeasuredLabel::heights_areThoseOfALabel()
{
    QFETCH(QString, text);
    QFETCH(Qt::TextFormat, format);
    QFETCH(bool, isSelectable);
    QFont font;
    font.setPixelSize(15);
    for (const int margin : {0, 7}) {
        QLabel usual;
        MeasuredLabel measured;
        for (QLabel* label : std::initializer_list<QLabel*>{&usual, &measured}) {
            label->setFont(font);
            setUp(*label, text, format, isSelectable);
            label->setMargin(margin);
            label->setContentsMargins(margin, 2 * margin, 3, 4);
        }
        for (int width = 40; width < 700; width += 23) {
            const int height = measured.heightForWidth(width);
            QCOMPARE(height, usual.heightForWidth(width));
            QCOMPARE(measured.heightForWidth(width), height);
        }
    }
}

void TestMeasuredLabel::otherText_isMeasuredAnew()
{
    MeasuredLabel label;
    setUp(label, u"<b>short</b>"_s, Qt::RichText, true);
    const int line = label.heightForWidth(200);
    label.setText(u"<b>first</b><br>second"_s);
    QCOMPARE(label.heightForWidth(200), 2 * line);
    QFont font = label.font();
    font.setPixelSize(40);
    label.setFont(font);
    QVERIFY(label.heightForWidth(200) >= 80);
    // The same words are something else when their tags are words.
    label.setTextFormat(Qt::PlainText);
    QLabel usual;
    usual.setFont(font);
    setUp(usual, label.text(), Qt::PlainText, true);
    QCOMPARE(label.heightForWidth(200), usual.heightForWidth(200));
}

QTEST_MAIN(TestMeasuredLabel)
#include "tst_measuredlabel.moc"
