#pragma once

#include "core/model/ledger.h"
#include "core/words/severity.h"

#include <QStringList>

namespace interleave {

/// What stands over a lesson: what happens in it, and what came of it.
struct Headline final
{
    /// Empty for a scenario without one.
    QString story;
    /// One sentence in shorter and shorter wordings; empty before the first try.
    QStringList outcome;
    Severity severity = Severity::Neutral;

    bool operator==(const Headline&) const = default;
};

/// \a ledger is that of \a snapshot. The outcome is computed from what happened, never from a scenario.
[[nodiscard]] Headline headlineOf(const QString& story, const Snapshot& snapshot, const Ledger& ledger);

} // namespace interleave
