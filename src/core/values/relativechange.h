#pragma once

#include "core/values/fields.h"
#include "core/values/result.h"

#include <QString>

namespace interleave {

/// A number plus \a amount, in decimal. Nothing if one of them is not a number, or if the sum cannot be kept
/// exactly.
[[nodiscard]] std::optional<Value> sumOf(const Value& value, const Value& amount);

/// What a client types to add \a change to the values on its screen: only the changed fields, with their new
/// values. The error is one clause that says for which field this is impossible, and why.
[[nodiscard]] Result<Fields, QString> typedBy(const Fields& change, const Fields& shown);

} // namespace interleave
