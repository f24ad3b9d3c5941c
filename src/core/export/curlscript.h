#pragma once

#include "core/export/exporting.h"

namespace interleave {

/// The requests of a journal's moment as a script for a POSIX shell with curl, which asks a running
/// `interleave serve` the same and gets the same verdicts. It puts the records back to how the journal began,
/// takes entity tags, dates and lock tokens from the answers that it gets, compares each status and at last
/// the records, and ends with 1 and a sentence where one differs. Under Locking::Timestamp it waits for a new
/// second where the journal has one. The error names what no request can repeat: a rule that changed on the
/// way, a clock that went back where it decides, or leases that are granted otherwise than usual.
[[nodiscard]] Result<QByteArray, QString> curlScript(const ExportSource& source);

} // namespace interleave
