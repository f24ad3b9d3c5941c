#pragma once

#include "core/model/event.h"
#include "core/words/explanation.h"

#include <QStringList>

namespace interleave {

// The wordings of a message's texts, the longest first, for whatever space there is beside its arrows.

/// Each leaves out the last part of the one before.
[[nodiscard]] QStringList shorterAndShorter(QString text);
/// From the whole request to its method alone.
[[nodiscard]] QStringList requestWordings(const Event& event, const QString& request);
/// The shortest is the status alone.
[[nodiscard]] QStringList answerWordings(const QString& answer);
/// On a line across: a change of the rule or of the clock, a lease that expires.
[[nodiscard]] QStringList acrossWordings(const Event& event, const MessageText& message);

} // namespace interleave
