#pragma once

#include "core/model/event.h"

#include <QString>
#include <QStringList>

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
/// What the statement of a save did, the longest wording first: "→ 0 rows: the version is 2, not 1", "→ 0
/// rows". Empty where no statement is known.
[[nodiscard]] QStringList rowsWordings(const Event& event);

} // namespace interleave
