#pragma once

#include "core/values/fields.h"

namespace interleave {

/// The thing that clients share: an id, its fields, and a version that every committed write increases by
/// one.
struct Record final
{
    QString id;
    Fields fields;
    qint64 version = 1;
    /// Whole seconds since the Unix epoch, the resolution of an HTTP date (RFC 9110 §5.6.7).
    qint64 modifiedAt = 0;

    bool operator==(const Record&) const = default;
};

} // namespace interleave
