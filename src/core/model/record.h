#pragma once

#include "core/values/fields.h"

namespace interleave {

/// The thing that clients share: an id, its fields, and the version that every committed write raises by one.
struct Record final
{
    QString id;
    Fields fields;
    qint64 version = 1;
    /// Whole seconds since the Unix epoch, which is all that an HTTP date can say (RFC 9110 §5.6.7).
    qint64 modifiedAt = 0;

    bool operator==(const Record&) const = default;
};

} // namespace interleave
