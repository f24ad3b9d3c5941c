#include "gui/export/pngfile.h"

#include <QImage>
#include <QtEndian>

#include <algorithm>

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

namespace interleave {

namespace {

/// The rows from \a first as PNG has them without a filter (ISO/IEC 15948 §7.2): a zero, then red, green and
/// blue of each pixel.
QByteArray rowsOf(const QImage& image, int first, int count)
{
    const QImage part(
        image.constScanLine(first), image.width(), count, image.bytesPerLine(), QImage::Format_RGB32);
    const QImage colours = part.convertToFormat(QImage::Format_RGB888);
    const qsizetype length = 3 * static_cast<qsizetype>(image.width());
    QByteArray rows;
    rows.reserve(count * (1 + length));
    for (int y = 0; y < count; ++y)
        rows.append('\0').append(reinterpret_cast<const char*>(colours.constScanLine(y)), length);
    return rows;
}

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// ISO/IEC 15948 §5.3.
void appendChunk(QByteArray& file, const QByteArray& type, const QByteArray& data)
{
    const QByteArray content = type + data;
    const quint32 checksum = crc32_gzip_refl(
        0, reinterpret_cast<const uint8_t*>(content.constData()), static_cast<uint64_t>(content.size()));
    file.append(bigEndian(static_cast<quint32>(data.size()))).append(content).append(bigEndian(checksum));
}

/// All rows as one zlib stream (RFC 1950).
QByteArray packedRows(const QImage& image)
{
    constexpr int rowsAtOnce = 16;
    constexpr qsizetype piece = 65'536;
    isal_zstream stream;
    isal_deflate_init(&stream);
    // Files of windows are 11 % larger than zlib's; at the level below they are 30 % larger and take as long.
    stream.level = 1;
    QByteArray memory(ISAL_DEF_LVL1_DEFAULT, Qt::Uninitialized);
    stream.level_buf = reinterpret_cast<uint8_t*>(memory.data());
    stream.level_buf_size = static_cast<uint32_t>(memory.size());
    stream.gzip_flag = IGZIP_ZLIB;
    QByteArray packed;
    for (int y = 0; y < image.height(); y += rowsAtOnce) {
        QByteArray rows = rowsOf(image, y, std::min(rowsAtOnce, image.height() - y));
        stream.next_in = reinterpret_cast<uint8_t*>(rows.data());
        stream.avail_in = static_cast<uint32_t>(rows.size());
        stream.end_of_stream = y + rowsAtOnce >= image.height();
        do {
            const qsizetype before = packed.size();
            packed.resize(before + piece);
            stream.next_out = reinterpret_cast<uint8_t*>(packed.data() + before);
            stream.avail_out = piece;
            // It fails only for settings that do not go together.
            isal_deflate(&stream);
            packed.chop(stream.avail_out);
        } while (stream.avail_out == 0);
    }
    return packed;
}

} // namespace

QByteArray pngOf(const QImage& image)
{
    if (image.isNull())
        return {};
    const bool has32Bits =
        image.format() == QImage::Format_RGB32 || image.format() == QImage::Format_ARGB32_Premultiplied;
    const QByteArray rows = packedRows(has32Bits ? image : image.convertToFormat(QImage::Format_RGB32));
    QByteArray header = bigEndian(static_cast<quint32>(image.width()));
    // Eight bits a colour, true colour; and the usual, which is all there is, of packing, filters and order.
    header.append(bigEndian(static_cast<quint32>(image.height()))).append("\x08\x02\0\0\0", 5);
    QByteArray file("\x89PNG\r\n\x1a\n");
    file.reserve(rows.size() + 100);
    appendChunk(file, "IHDR", header);
    appendChunk(file, "sRGB", QByteArray(1, '\0'));
    appendChunk(file, "IDAT", rows);
    appendChunk(file, "IEND", {});
    return file;
}

} // namespace interleave
