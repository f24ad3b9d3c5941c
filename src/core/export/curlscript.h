#pragma once

#include "core/export/exporting.h"

namespace interleave {

/// The requests of a journal up to a moment as a script for a POSIX shell with curl. It sends the same
/// requests to a running `interleave serve` and gets the same verdicts. It restores the records of the
/// journal's start, takes entity tags, dates and lock tokens from the answers that it gets, compares each
/// status and finally the records, and ends with 1 and a sentence if one differs. Under a rule that
/// compares dates it waits for a new second where the journal has one, and begins again, five times at most,
/// where one ended too soon. The error names what cannot be repeated by requests: a rule that changed during
/// the journal, a clock that was moved back where time decides, or leases granted under unusual rules.
[[nodiscard]] Result<QByteArray, QString> curlScript(const ExportSource& source);

} // namespace interleave
