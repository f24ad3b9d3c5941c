#pragma once

// Internal to the texts of explanation.h: leases in the words of cards and lists.

#include "core/words/explanation.h"

namespace interleave {

/// What a client's card says after it asked for a lease, waits for one, or gave one back.
[[nodiscard]] AnswerText leaseAnswerText(const Answer& answer);
/// One line for what happened to a lease.
[[nodiscard]] MessageText leaseMessageText(const Event& event);
/// What only we see of a client that waits for \a lease, or that believes to hold it and does not.
[[nodiscard]] ObserverText leaseObserverText(const LeaseState& lease, const QString& client);
/// "A holds it until 09:00:30"
[[nodiscard]] QString holderText(const Lease& lease);

} // namespace interleave
