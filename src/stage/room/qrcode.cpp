#include "stage/room/qrcode.h"

#include <qrcodegen.hpp>
#include <stdexcept>

namespace interleave {

QrCode::QrCode(const QString& text)
{
    try {
        using Code = qrcodegen::QrCode;
        const Code code = Code::encodeText(text.toUtf8().constData(), Code::Ecc::MEDIUM);
        m_size = code.getSize();
        m_dark.reserve(static_cast<std::size_t>(m_size) * static_cast<std::size_t>(m_size));
        for (int y = 0; y < m_size; ++y) {
            for (int x = 0; x < m_size; ++x)
                m_dark.push_back(code.getModule(x, y));
        }
    } catch (const std::length_error&) {
        m_size = 0;
    }
}

bool QrCode::isDark(int x, int y) const
{
    const bool isInside = x >= 0 && y >= 0 && x < m_size && y < m_size;
    return isInside &&
           m_dark
               [static_cast<std::size_t>(y) * static_cast<std::size_t>(m_size) + static_cast<std::size_t>(x)];
}

QStringList halfBlocks(const QrCode& code)
{
    QStringList lines;
    const int end = code.size() + QrCode::QuietZone;
    for (int y = -QrCode::QuietZone; y < end; y += 2) {
        QString line;
        for (int x = -QrCode::QuietZone; x < end; ++x) {
            const bool isUpperLight = !code.isDark(x, y);
            const bool isLowerLight = !code.isDark(x, y + 1);
            line += isUpperLight ? (isLowerLight ? QChar(u'█') : QChar(u'▀'))
                                 : (isLowerLight ? QChar(u'▄') : QChar(u' '));
        }
        lines.append(line);
    }
    return lines;
}

} // namespace interleave
