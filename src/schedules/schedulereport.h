#pragma once

#include "schedules/schedulecounting.h"

#include <QByteArray>

namespace interleave {

// CSV has numbers without thousands separators, for programs; the texts for people have them.

/// A line for each rule, after `rule,clients,program,retry,tick,orders,executions,with_lost,lost_total,
/// with_rejection,rejections_total,with_wait`. The program contains commas, so it is quoted (RFC 4180); lines
/// end in a line feed, as usual in a terminal.
[[nodiscard]] QString countsAsCsv(const ScheduleSetup& setup);
/// A Markdown table.
[[nodiscard]] QString countsAsMarkdown(const ScheduleSetup& setup);
/// For the terminal: the options, a table, and the meaning of its columns.
[[nodiscard]] QString countsAsText(const ScheduleSetup& setup);

} // namespace interleave
