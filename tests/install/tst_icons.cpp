#include "warningfreetest.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>

using namespace Qt::StringLiterals;

/// The icons' pictures in resources/install/icons are those of the drawings beside them. With
/// INTERLEAVE_ACCEPT set they are drawn anew.
class TestIcons final : public interleave::WarningFreeTest
{
    Q_OBJECT

private slots:
    void picture_isThatOfTheDrawing_data();
    void picture_isThatOfTheDrawing();

private:
    static const QDir& folder()
    {
        static const QDir icons(QStringLiteral(INTERLEAVE_ICONS));
        return icons;
    }
};

void TestIcons::picture_isThatOfTheDrawing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("size");

    const QStringList drawings = folder().entryList({u"*.svg"_s});
    QCOMPARE(drawings.size(), 3);
    for (const QString& drawing : drawings) {
        for (const int size : {16, 22, 24, 32, 48, 64, 128, 256, 512}) {
            const QString name = drawing.chopped(4);
            QTest::addRow("%s at %d", qPrintable(name), size) << name << size;
        }
    }
}

void TestIcons::picture_isThatOfTheDrawing()
{
    QFETCH(const QString, name);
    QFETCH(const int, size);
    QSvgRenderer drawing(folder().filePath(name + u".svg"_s));
    QVERIFY(drawing.isValid());
    QImage drawn(size, size, QImage::Format_ARGB32);
    drawn.fill(Qt::transparent);
    QPainter painter(&drawn);
    drawing.render(&painter);
    painter.end();

    const QString file = folder().filePath(u"%1/%2.png"_s.arg(size).arg(name));
    if (qEnvironmentVariableIsSet("INTERLEAVE_ACCEPT")) {
        QVERIFY(folder().mkpath(QString::number(size)));
        QVERIFY(drawn.save(file));
    }
    const QImage kept = QImage(file).convertToFormat(QImage::Format_ARGB32);
    QCOMPARE(kept.size(), drawn.size());
    // Versions of Qt differ in the shades of edges.
    qint64 difference = 0;
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            const QRgb a = kept.pixel(x, y);
            const QRgb b = drawn.pixel(x, y);
            difference +=
                std::abs(qAlpha(a) * qRed(a) - qAlpha(b) * qRed(b)) / 255 + std::abs(qAlpha(a) - qAlpha(b));
        }
    }
    QVERIFY2(difference < qint64(size) * size, qPrintable(QString::number(difference)));
}

QTEST_MAIN(TestIcons)

#include "tst_icons.moc"
