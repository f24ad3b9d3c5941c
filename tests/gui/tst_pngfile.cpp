#include "gui/export/pngfile.h"
#include "warningfreetest.h"

#include <QColorSpace>
#include <QImage>
#include <QTest>

#include <random>

using namespace interleave;

namespace {

/// Flat with noise in every third row, so that some rows are packed well and others not at all.
QImage pictureOf(const QSize& size, unsigned seed)
{
    std::mt19937 random(seed);
    QImage image(size, QImage::Format_RGB32);
    image.fill(QColor(240, 238, 230));
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, 0xFF000000 | static_cast<QRgb>(random()));
    }
    return image;
}

} // namespace

class TestPngFile final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void file_holdsThePixels_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("one pixel") << QSize(1, 1);
        QTest::newRow("few rows") << QSize(7, 3);
        QTest::newRow("rows that do not fill words") << QSize(13, 10);
        QTest::newRow("rows longer than a match reaches back") << QSize(20'011, 9);
        QTest::newRow("a window") << QSize(1441, 901);
    }
    void file_holdsThePixels()
    {
        QFETCH(QSize, size);
        for (const QImage::Format format :
             {QImage::Format_RGB32, QImage::Format_ARGB32_Premultiplied, QImage::Format_RGB888}) {
            const QImage image = pictureOf(size, 1).convertToFormat(format);
            const QByteArray file = pngOf(image);
            QImage read = QImage::fromData(file, "PNG");
            QCOMPARE(read.colorSpace(), QColorSpace(QColorSpace::SRgb));
            read.setColorSpace({});
            QCOMPARE(read.convertToFormat(QImage::Format_RGB32), image.convertToFormat(QImage::Format_RGB32));
            QCOMPARE(pngOf(image), file);
        }
    }

    void noPicture_isNoFile() { QVERIFY(pngOf({}).isEmpty()); }

    void flatPicture_isSmall()
    {
        QImage image(1440, 900, QImage::Format_RGB32);
        image.fill(Qt::white);
        QVERIFY(pngOf(image).size() < 20'000);
    }
};

QTEST_APPLESS_MAIN(TestPngFile)
#include "tst_pngfile.moc"
