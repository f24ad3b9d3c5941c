#pragma once

#include "core/model/event.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace interleave {

/// The deciding lines of an exchange: request, statement and answer.
struct Exchange final
{
    QString sent;
    QString ran;
    QString heard;
    /// The deciding parts in these lines.
    QStringList deciding;
};
[[nodiscard]] Exchange exchangeOf(const Event& event);
/// "→ 1 row"
[[nodiscard]] QString rowsText(const Statement& statement);
/// What the statement of a save did, the longest wording first: "→ 0 rows: version is 2, not 1", "→ 0
/// rows". Empty where no statement is known.
[[nodiscard]] QStringList rowsWordings(const Event& event);

/// What the value \a index of a statement means, where its column holds a time: the time of day, "09:00:00".
/// Dates are kept in seconds since the epoch, the ends of leases in milliseconds.
[[nodiscard]] std::optional<QString> timeBound(const Statement& statement, qsizetype index);

/// The statement with its values in place of the placeholders and the times as times of day, for reading:
/// `WHERE id = 'item' AND modified_at <= 09:00:00`.
[[nodiscard]] QString readable(const Statement& statement);

} // namespace interleave
