#pragma once

#include "engine/isolation/isolationmatrix.h"

namespace interleave {

/// A cell's run in words, computed from the run.
struct CellText final
{
    /// What each session read and wrote, who waited for whom, and who was refused, and why.
    QString story;
    /// The engine's own code and text of the first error; empty where there was none.
    QString error;
    /// What the same sessions come to one after the other, and who has to do something now.
    QString outcome;
};
/// \a serial may still be unknown; then it is left out.
[[nodiscard]] CellText
cellText(const Anomaly& anomaly, const CellRun& run, const QList<SerialMeasure>& serial);

/// For a pill: "happened", "not seen", "waited", "40001", "0 rows".
[[nodiscard]] QString cellWord(const IsolationCell& cell);
/// For a sentence: "happened, and nobody was told", "refused with 40001".
[[nodiscard]] QString cellPhrase(const IsolationCell& cell);
/// "Lost update, FOR UPDATE, PostgreSQL, repeatable read"
[[nodiscard]] QString cellTitle(const IsolationCell& cell, const QString& engineTitle);

/// What a code says in plain words, as a clause; empty for one that is not known here.
[[nodiscard]] QString refusalReason(const QString& engine, const QString& code);

} // namespace interleave
