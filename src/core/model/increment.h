#pragma once

#include "core/values/json.h"

#include <QByteArray>
#include <QString>

namespace interleave {

/// The body of an increment, `{"increment": {"stock": -1}}`: the amounts to add, by field. Whole numbers
/// within ±LargestInteger, at least one, each field once.
[[nodiscard]] Result<Fields, JsonError> incrementFromJson(const QByteArray& text);
/// The amount that a person typed, with a hyphen or a real minus sign. The error is one sentence.
[[nodiscard]] Result<qint64, QString> amountFromText(const QString& text);
/// `−1`, `+2`, as shown and typed.
[[nodiscard]] QString amountText(qint64 amount);
[[nodiscard]] QByteArray incrementToJson(const Fields& amounts);

/// Why \a amounts cannot be added to \a fields: one sentence; empty when they can. Only integers can be
/// increased, and only while they stay exact (LargestInteger), so that the order of two increments never
/// matters.
[[nodiscard]] QString problemWithIncrement(const Fields& fields, const Fields& amounts);

} // namespace interleave
