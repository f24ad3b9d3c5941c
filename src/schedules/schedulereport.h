#pragma once

#include "schedules/schedulecounting.h"

#include <QByteArray>

namespace interleave {

// Numbers without separators in CSV, for programs; with them in what people read.

/// A line for each rule, after `rule,clients,program,retry,tick,orders,executions,with_lost,lost_total,
/// with_rejection,rejections_total,with_wait`. The program holds commas and so stands in quotes (RFC 4180);
/// lines end with a line feed, as other programs of a terminal do it.
[[nodiscard]] QString countsAsCsv(const ScheduleSetup& setup);
/// A Markdown table.
[[nodiscard]] QString countsAsMarkdown(const ScheduleSetup& setup);
/// For the terminal: what was asked, a table, and what its columns mean.
[[nodiscard]] QString countsAsText(const ScheduleSetup& setup);

} // namespace interleave
