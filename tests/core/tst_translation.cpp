#include "core/scenario/step.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/exchangeexcerpt.h"
#include "warningfreetest.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace interleave;

namespace {

struct CountedText final
{
    QByteArray context;
    QByteArray source;
    QByteArray comment;
    QStringList forms;
};

QList<CountedText> countedTexts()
{
    QFile file(QStringLiteral(INTERLEAVE_TRANSLATIONS "/interleave_en.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<CountedText> texts;
    QByteArray context;
    CountedText text;
    while (!xml.atEnd()) {
        xml.readNext();
        const QStringView name = xml.name();
        if (xml.isEndElement() && name == u"message")
            texts.append(text);
        if (!xml.isStartElement())
            continue;
        if (name == u"message")
            text = {context, {}, {}, {}};
        else if (name == u"name")
            context = xml.readElementText().toUtf8();
        else if (name == u"source")
            text.source = xml.readElementText().toUtf8();
        else if (name == u"comment")
            text.comment = xml.readElementText().toUtf8();
        else if (name == u"numerusform")
            text.forms.append(xml.readElementText());
    }
    return texts;
}

} // namespace

/// The plural forms of English, which every program with core installs.
class TestTranslation final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void sentence_followsItsNumber_data();
    void sentence_followsItsNumber();
    void countedText_hasBothForms_data();
    void countedText_hasBothForms();
    void largeNumber_keepsTheDigitsThatChooseTheForm();
    void list_endsAsItsStyleSays_data();
    void list_endsAsItsStyleSays();
};

void TestTranslation::sentence_followsItsNumber_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("wait");
    QTest::newRow("none") << 0 << u"→ 0 rows"_s << u"0 seconds later"_s;
    QTest::newRow("one") << 1 << u"→ 1 row"_s << u"1 second later"_s;
    QTest::newRow("two") << 2 << u"→ 2 rows"_s << u"2 seconds later"_s;
}

void TestTranslation::sentence_followsItsNumber()
{
    QFETCH(int, number);
    Statement statement;
    statement.rows = number;
    QTEST(rowsText(statement), "rows");
    Step step;
    step.action = WaitStep{number};
    QTEST(describe(step), "wait");
}

void TestTranslation::countedText_hasBothForms_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("comment");
    QTest::addColumn<QStringList>("forms");
    for (const CountedText& text : countedTexts())
        QTest::newRow(text.source.constData()) << text.context << text.source << text.comment << text.forms;
}

void TestTranslation::countedText_hasBothForms()
{
    QFETCH(QByteArray, context);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, comment);
    QFETCH(QStringList, forms);
    QCOMPARE(forms.size(), 2);
    for (int number = 1; number <= 2; ++number) {
        const QString expected =
            QString(forms.at(number - 1)).replace(QLatin1String("%n"), QString::number(number));
        QVERIFY(!expected.isEmpty());
        QCOMPARE(
            QCoreApplication::translate(context.constData(), source.constData(), comment.constData(), number),
            expected);
    }
    // The plural is what the sources say.
    QCOMPARE(forms.at(1), QString::fromUtf8(source));
}

void TestTranslation::largeNumber_keepsTheDigitsThatChooseTheForm()
{
    static_assert(pluralOf(7) == 7);
    static_assert(pluralOf(2'147'483'647LL) == 2'147'483'647);
    static_assert(pluralOf(50'500'459'608ULL) == 1'500'459'608);
    static_assert(pluralOf(2'000'000'001LL) == 2'000'000'001);
    static_assert(pluralOf(9'000'000'000LL) == 1'000'000'000);
}

void TestTranslation::list_endsAsItsStyleSays_data()
{
    QTest::addColumn<QStringList>("parts");
    QTest::addColumn<QStringList>("lists");
    QTest::newRow("none") << QStringList{} << QStringList{QString(), QString(), QString(), QString()};
    QTest::newRow("one") << QStringList{u"A"_s} << QStringList{u"A"_s, u"A"_s, u"A"_s, u"A"_s};
    QTest::newRow("two") << QStringList{u"A"_s, u"B"_s}
                         << QStringList{u"A, B"_s, u"A; B"_s, u"A and B"_s, u"A or B"_s};
    QTest::newRow("three") << QStringList{u"A"_s, u"B"_s, u"C"_s}
                           << QStringList{u"A, B, C"_s, u"A; B; C"_s, u"A, B and C"_s, u"A, B or C"_s};
    QTest::newRow("with placeholders")
        << QStringList{u"%1"_s, u"%2"_s, u"%1"_s}
        << QStringList{u"%1, %2, %1"_s, u"%1; %2; %1"_s, u"%1, %2 and %1"_s, u"%1, %2 or %1"_s};
}

void TestTranslation::list_endsAsItsStyleSays()
{
    QFETCH(QStringList, parts);
    const QStringList lists{
        listed(parts),
        listed(parts, ListStyle::Semicolons),
        listed(parts, ListStyle::And),
        listed(parts, ListStyle::Or)};
    QTEST(lists, "lists");
}

QTEST_GUILESS_MAIN(TestTranslation)
#include "tst_translation.moc"
