#include "stage/tagsuffix.h"

#include <QRandomGenerator>

namespace interleave {

QByteArray newTagSuffix()
{
    // Without characters that sound or look alike.
    static const QByteArray letters("abcdefghjkmnpqrstuvwxyz23456789");
    constexpr int Length = 6;
    QByteArray suffix("-");
    for (int i = 0; i < Length; ++i)
        suffix += letters[QRandomGenerator::system()->bounded(static_cast<int>(letters.size()))];
    return suffix;
}

} // namespace interleave
