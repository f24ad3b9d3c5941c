#pragma once

// How values, fields and statuses are written everywhere.

#include "core/values/fields.h"
#include "core/values/httpstatus.h"

#include <QString>
#include <QStringList>

namespace interleave {

/// For a sentence: with a real minus sign; text in quotation marks and shortened.
[[nodiscard]] QString formatted(const Value& value);
/// `stock 10`
[[nodiscard]] QString formatted(const QString& name, const Value& value);
/// `stock 10, name “Desk lamp”`; only the first few.
[[nodiscard]] QString formatted(const Fields& fields);
/// The amounts of an increment: `stock −1`, `stock +2`.
[[nodiscard]] QString formattedAmounts(const Fields& amounts);
/// Typed values, then amounts: `name “Lamp”, stock less 2`.
[[nodiscard]] QString formattedChanges(const Fields& set, const Fields& change);
/// How the parts of a list are joined: "A, B, C", "A; B; C", "A, B and C" or "A, B or C".
enum class ListStyle { Commas, Semicolons, And, Or };
/// A list in a sentence, the one way in which they are made; empty for no parts.
[[nodiscard]] QString listed(const QStringList& parts, ListStyle style = ListStyle::Commas);
/// Lists phrases in the same way as formatted() lists fields.
[[nodiscard]] QString joined(const QStringList& phrases);
/// `200 OK · ETag "2"`; empty phrases are left out.
[[nodiscard]] QString dotted(QStringList phrases);
/// For a label in the mono face: as JSON, shortened.
[[nodiscard]] QString formattedAsCode(const QString& name, const Value& value);
/// The headline field for such a label; empty when there is none.
[[nodiscard]] QString headlineAsCode(const Fields& fields);
/// The headline field, `stock 10`.
[[nodiscard]] QString formattedHeadline(const Fields& fields);
/// "version 2", in rich text.
[[nodiscard]] QString boldVersion(qint64 version);
/// Cut after \a most characters, with "…".
[[nodiscard]] QString shortened(const QString& text, qsizetype most);
/// The same for text by others, put on one line.
[[nodiscard]] QString inALine(const QString& text, qsizetype most);
/// A field's name, on one line and shortened.
[[nodiscard]] QString formattedName(const QString& field);

} // namespace interleave
