#pragma once

// Internal to the texts of explanation.h: leases on cards and in lists.

#include "core/words/explanation.h"

namespace interleave {

/// What a client's card says after it asked for a lease, waits for one, or gave one back.
[[nodiscard]] AnswerText leaseAnswerText(const Answer& answer);
/// One line for what happened to a lease.
[[nodiscard]] MessageText leaseMessageText(const Event& event);
/// The observer's text on a client that waits for \a lease, or that believes to hold it but does not.
[[nodiscard]] ObserverText leaseObserverText(const LeaseState& lease, const QString& client);
/// "A holds it until 09:00:30"
[[nodiscard]] QString holderText(const Lease& lease);

} // namespace interleave
