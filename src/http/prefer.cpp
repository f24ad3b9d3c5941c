#include "http/prefer.h"

#include "core/model/lease.h"

#include <algorithm>

namespace interleave {

qint64 waitPreference(const HttpRequest& request)
{
    const auto list = request.list(QByteArrayLiteral("Prefer"));
    if (!list)
        return 0;
    for (const QByteArray& preference : splitList(*list)) {
        // Parameters follow after semicolons; `wait` has none.
        const QByteArray pair = splitList(preference, ';').value(0);
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.left(equals).trimmed();
        if (name.compare("wait", Qt::CaseInsensitive) != 0)
            continue;
        // Only the first counts (RFC 7240 §2).
        const QByteArray value = equals < 0 ? QByteArray() : unquoted(pair.mid(equals + 1).trimmed());
        const bool isNumber =
            !value.isEmpty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
        if (!isNumber)
            return 0;
        bool ok = false;
        const qint64 seconds = value.toLongLong(&ok);
        return ok ? std::min(seconds, LongestLeaseWait) : LongestLeaseWait;
    }
    return 0;
}

} // namespace interleave
