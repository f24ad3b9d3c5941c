#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace interleave {

/// A QR code (ISO/IEC 18004) that can be read with 15 % of it covered: error correction level M, or higher
/// where that makes it no larger. A value.
class QrCode final
{
public:
    /// In modules, on each side; a reader needs it light.
    static constexpr int QuietZone = 4;

    /// Of no modules.
    QrCode() = default;
    /// Of no modules if \a text is longer than a code can hold (2331 bytes).
    explicit QrCode(const QString& text);

    /// Modules on a side, without the quiet zone.
    [[nodiscard]] int size() const { return m_size; }
    /// False outside of the code.
    [[nodiscard]] bool isDark(int x, int y) const;

    bool operator==(const QrCode&) const = default;

private:
    int m_size = 0;
    /// Row by row.
    std::vector<bool> m_dark;
};

/// With the quiet zone, each character two modules, one above the other: █ where both are light, because text
/// is light on a dark terminal. Lines without their ends.
[[nodiscard]] QStringList halfBlocks(const QrCode& code);

} // namespace interleave
