#include "core/values/recordid.h"

#include <algorithm>

namespace interleave {

bool isRecordId(const QString& id)
{
    const bool isPrintable =
        std::ranges::none_of(id, [](QChar c) { return c.category() == QChar::Other_Control; });
    return isPrintable && id.isValidUtf16() && id.toUtf8().size() <= LongestRecordId;
}

} // namespace interleave
