#pragma once

#include "core/values/fields.h"
#include "core/values/result.h"

#include <QString>

namespace interleave {

/// A number with \a amount added, in decimal. Nothing where one is no number, or where the sum would not be
/// kept exactly.
[[nodiscard]] std::optional<Value> sumOf(const Value& value, const Value& amount);

/// What a client types that adds \a change to what is on its screen: only the changed fields, with their new
/// values. Otherwise one clause that says of which field it cannot be worked out, and why.
[[nodiscard]] Result<Fields, QString> typedBy(const Fields& change, const Fields& shown);

} // namespace interleave
