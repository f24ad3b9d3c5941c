#pragma once

#include "core/transactions/transactionlesson.h"
#include "engine/isolation/anomalies.h"

namespace interleave {

/// For people: "Lost update" for `lost-update`.
[[nodiscard]] QString anomalyTitle(const QString& name);
/// What its schedule is, in a few words: "two doctors".
[[nodiscard]] QString anomalyNote(const QString& name);
/// "version in WHERE" for `version-checked`, and what the sessions do there, in a sentence.
[[nodiscard]] QString variantTitle(const QString& variant);
[[nodiscard]] QString variantSummary(const QString& variant);
/// What Anomaly::measure is, for a sentence: "the stock".
[[nodiscard]] QString measureTitle(const QString& name);

/// A schedule as a lesson, which can be run on every engine.
[[nodiscard]] TransactionLesson lessonOf(const Anomaly& anomaly);

} // namespace interleave
