#pragma once

// How values, fields and statuses are said everywhere.

#include "core/values/fields.h"
#include "core/values/httpstatus.h"

#include <QString>
#include <QStringList>

namespace interleave {

/// In a sentence: a real minus sign, text in quotation marks and cut short.
[[nodiscard]] QString formatted(const Value& value);
/// `stock 10`
[[nodiscard]] QString formatted(const QString& name, const Value& value);
/// `stock 10, name “Desk lamp”`; the first few only.
[[nodiscard]] QString formatted(const Fields& fields);
/// What an increment adds: `stock −1`, `stock +2`.
[[nodiscard]] QString formattedAmounts(const Fields& amounts);
/// What is typed, and what is added to what is there: `name “Lamp”, stock less 2`.
[[nodiscard]] QString formattedChanges(const Fields& set, const Fields& change);
/// As formatted(), for a list of phrases that are ready.
[[nodiscard]] QString joined(const QStringList& phrases);
/// The field that sums the record up, `stock 10`.
[[nodiscard]] QString formattedHeadline(const Fields& fields);
/// "version 2", in rich text.
[[nodiscard]] QString boldVersion(qint64 version);
/// Cut after \a most characters, with "…".
[[nodiscard]] QString shortened(const QString& text, qsizetype most);
/// The same of what others wrote, in one line.
[[nodiscard]] QString inALine(const QString& text, qsizetype most);
/// A field's name, in one line and cut short.
[[nodiscard]] QString formattedName(const QString& field);

} // namespace interleave
