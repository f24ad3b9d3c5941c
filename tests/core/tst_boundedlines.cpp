#include "core/values/bounds.h"

#include "warningfreetest.h"

#include <QBuffer>
#include <QTest>

using namespace interleave;

namespace {

constexpr qsizetype Part = 16 * 1024;
constexpr qint64 Most = 5 * Part;

QByteArray lineOf(qsizetype size)
{
    return QByteArray(size - 1, 'x') + '\n';
}

QByteArrayList linesOf(const QByteArray& text, qint64 most)
{
    QBuffer device;
    device.setData(text);
    device.open(QIODevice::ReadOnly);
    BoundedLines lines(device, most);
    QByteArrayList all;
    for (QByteArray line = lines.next(); !line.isEmpty(); line = lines.next())
        all.append(line);
    return all;
}

} // namespace

class TestBoundedLines final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lines_areWhole_data();
    void lines_areWhole();
    void longLine_isCutAtTheLimit();
    void endWithoutNewline_isALine();
    void zeros_arePartOfALine();
};

void TestBoundedLines::lines_areWhole_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size :
         {qsizetype(1), qsizetype(2), Part - 1, Part, Part + 1, 2 * Part, 3 * Part + 7, qsizetype(Most)})
        QTest::addRow("%lld bytes", static_cast<long long>(size)) << size;
}

void TestBoundedLines::lines_areWhole()
{
    QFETCH(qsizetype, size);
    const QByteArrayList lines{lineOf(size), lineOf(3), lineOf(size)};
    QCOMPARE(linesOf(lines.join(), Most), lines);
}

void TestBoundedLines::longLine_isCutAtTheLimit()
{
    for (const qint64 most : {qint64(10), qint64(Part), Most}) {
        const QByteArrayList lines = linesOf(lineOf(2 * most + 5) + "next\n", most);
        QCOMPARE(lines, (QByteArrayList{QByteArray(most, 'x'), QByteArray(most, 'x'), lineOf(5), "next\n"}));
    }
}

void TestBoundedLines::endWithoutNewline_isALine()
{
    for (const qsizetype size : {qsizetype(1), Part, Part + 1}) {
        const QByteArray last(size, 'y');
        QCOMPARE(linesOf("first\n" + last, Most), (QByteArrayList{"first\n", last}));
    }
    QVERIFY(linesOf({}, Most).isEmpty());
}

void TestBoundedLines::zeros_arePartOfALine()
{
    const QByteArray line = QByteArray(Part + 3, '\0') + '\n';
    QCOMPARE(linesOf(line + line, Most), (QByteArrayList{line, line}));
}

QTEST_APPLESS_MAIN(TestBoundedLines)
#include "tst_boundedlines.moc"
