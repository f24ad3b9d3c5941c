#pragma once

#include "core/model/event.h"

#include <QString>
#include <QStringList>

namespace interleave {

/// The lines of an exchange that decide: what was sent, run and heard.
struct Exchange final
{
    QString sent;
    QString ran;
    QString heard;
    /// The parts of them that decide.
    QStringList deciding;
};
[[nodiscard]] Exchange exchangeOf(const Event& event);

} // namespace interleave
