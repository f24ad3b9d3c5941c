#include "gui/export/pngfile.h"

#include <QImage>
#include <QtEndian>

#include <algorithm>
#include <future>
#include <vector>

#include <zlib.h>

namespace interleave {

namespace {

/// As many for any picture and on any machine, so that the same picture is the same file.
constexpr int Bands = 4;
/// How far back a match may be found (RFC 1951 §2), in bytes.
constexpr qsizetype Window = 32'768;
/// What takes the least time for flat colours, and a memory that stays in a processor's cache.
constexpr int Level = 2;
constexpr int MemoryLevel = 7;

/// A part of deflated data that the next one can follow.
struct Packed final
{
    QByteArray data; ///< empty where there was no memory
    uLong checksum = 0;
    qsizetype length = 0; ///< of what was packed, in bytes
};

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

/// Packs the rows from \a first to before \a end, of which matches may reach back into the rows above them.
Packed packed(const QImage& image, int first, int end)
{
    constexpr int rowsAtOnce = 16;
    z_stream stream{};
    if (deflateInit2(&stream, Level, Z_DEFLATED, -MAX_WBITS, MemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    const qsizetype row = 1 + 3 * static_cast<qsizetype>(image.width());
    Packed part{{}, adler32(0, nullptr, 0), (end - first) * row};
    if (first > 0) {
        const int above = static_cast<int>(std::min<qsizetype>(first, 1 + Window / row));
        const QByteArray seen = rowsOf(image, first - above, above).right(Window);
        deflateSetDictionary(
            &stream, reinterpret_cast<const Bytef*>(seen.constData()), static_cast<uInt>(seen.size()));
    }
    // What marks the end of a part takes a few bytes more.
    part.data.resize(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(part.length))) + 16);
    stream.next_out = reinterpret_cast<Bytef*>(part.data.data());
    stream.avail_out = static_cast<uInt>(part.data.size());
    for (int y = first; y < end; y += rowsAtOnce) {
        QByteArray rows = rowsOf(image, y, std::min(rowsAtOnce, end - y));
        stream.next_in = reinterpret_cast<Bytef*>(rows.data());
        stream.avail_in = static_cast<uInt>(rows.size());
        part.checksum = adler32(part.checksum, stream.next_in, stream.avail_in);
        const bool isEnd = y + rowsAtOnce >= end;
        deflate(&stream, !isEnd ? Z_NO_FLUSH : end == image.height() ? Z_FINISH : Z_SYNC_FLUSH);
    }
    part.data.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return part;
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
    const uLong checksum =
        crc32(0, reinterpret_cast<const Bytef*>(content.constData()), static_cast<uInt>(content.size()));
    file.append(bigEndian(static_cast<quint32>(data.size()))).append(content);
    file.append(bigEndian(static_cast<quint32>(checksum)));
}

/// All rows as one zlib stream (RFC 1950), packed by several threads; empty where there was no memory.
QByteArray packedRows(const QImage& image)
{
    std::vector<std::future<Packed>> parts;
    for (int band = 0; band < Bands; ++band) {
        const int first = image.height() * band / Bands;
        const int end = image.height() * (band + 1) / Bands;
        // The last one here, where there is nothing else to do.
        if (first < end)
            parts.push_back(std::async(
                band + 1 < Bands ? std::launch::async : std::launch::deferred,
                packed,
                std::cref(image),
                first,
                end));
    }
    QByteArray stream("\x78\x01");
    uLong checksum = adler32(0, nullptr, 0);
    std::vector<Packed> done(parts.size());
    for (std::size_t i = parts.size(); i-- > 0;)
        done[i] = parts[i].get();
    for (const Packed& part : done) {
        if (part.data.isEmpty())
            return {};
        stream.append(part.data);
        checksum = adler32_combine(checksum, part.checksum, static_cast<z_off_t>(part.length));
    }
    return stream.append(bigEndian(static_cast<quint32>(checksum)));
}

} // namespace

QByteArray pngOf(const QImage& image)
{
    if (image.isNull())
        return {};
    const bool has32Bits =
        image.format() == QImage::Format_RGB32 || image.format() == QImage::Format_ARGB32_Premultiplied;
    const QByteArray rows = packedRows(has32Bits ? image : image.convertToFormat(QImage::Format_RGB32));
    if (rows.isEmpty())
        return {};
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
