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

} // namespace interleave
