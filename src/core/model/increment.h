#pragma once

#include "core/values/json.h"

#include <QByteArray>
#include <QString>

namespace interleave {

/// The body of an increment, `{"increment": {"stock": -1}}`: what is to be added, by field. Whole numbers
/// within ±LargestInteger, at least one, each field once.
[[nodiscard]] Result<Fields, JsonError> incrementFromJson(const QByteArray& text);
/// What a person typed as the amount, with a hyphen or a real minus sign. The error is one sentence.
[[nodiscard]] Result<qint64, QString> amountFromText(const QString& text);
/// `−1`, `+2`, as it is shown and typed.
[[nodiscard]] QString amountText(qint64 amount);
[[nodiscard]] QByteArray incrementToJson(const Fields& amounts);

/// Why \a amounts cannot be added to \a fields: one sentence; empty when they can. Only integers are added
/// to, and only as far as they stay exact (LargestInteger): what is added to twice must not depend on the
/// order.
[[nodiscard]] QString problemWithIncrement(const Fields& fields, const Fields& amounts);

} // namespace interleave
