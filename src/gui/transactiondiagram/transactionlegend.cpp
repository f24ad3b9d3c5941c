#include "gui/transactiondiagram/transactionlegend.h"

#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

using Trace = TransactionTrace;

} // namespace

std::vector<LegendEntry>
legendOf(const TransactionTrace& trace, const TransactionJournal& journal, qint64 moment)
{
    std::vector<LegendEntry> legend;
    const auto add = [&](bool isShown, LegendSample sample, const QString& text) {
        if (isShown)
            legend.push_back({sample, text, {}, {}});
    };
    const auto has = [moment](const auto& items, auto isSuch) {
        return std::ranges::any_of(items, [&](const auto& item) { return isSuch(item, moment); });
    };
    add(has(trace.frames, [](const Trace::Frame& frame, qint64 now) { return frame.begin <= now; }),
        LegendSample::Transaction,
        Text::tr("transaction is open"));
    add(true, LegendSample::Committed, Text::tr("committed"));
    add(has(trace.strands, [](const Trace::Strand& strand, qint64 now) { return strand.begin() <= now; }),
        LegendSample::Uncommitted,
        Text::tr("written, not committed"));
    add(has(trace.strands,
            [](const Trace::Strand& strand, qint64 now) {
                return strand.end > 0 && strand.end <= now && !strand.joins;
            }),
        LegendSample::RolledBack,
        Text::tr("rolled back"));
    add(has(trace.waits, [](const Trace::Wait& wait, qint64 now) { return wait.begin <= now; }),
        LegendSample::WaitsForRow,
        Text::tr("waits"));
    add(has(trace.snapshots, [](const Trace::Snapshot& snapshot, qint64 now) { return snapshot.seq <= now; }),
        LegendSample::Snapshot,
        Text::tr("what a transaction sees"));
    add(has(journal.events(),
            [](const TransactionEvent& event, qint64 now) { return event.isRefused() && event.seq <= now; }),
        LegendSample::Refused,
        Text::tr("refused"));
    const auto believes = [&](Trace::Belief::Kind kind) {
        return std::ranges::any_of(trace.beliefs, [&](const Trace::Belief& belief) {
            return belief.kind == kind && belief.begin <= moment;
        });
    };
    add(believes(Trace::Belief::Kind::NeverCommitted),
        LegendSample::NeverCommitted,
        Text::tr("believes what was never committed"));
    add(believes(Trace::Belief::Kind::Old), LegendSample::OldValue, Text::tr("what it read is old"));
    add(has(trace.losses, [](const Trace::Loss& loss, qint64 now) { return loss.by <= now; }),
        LegendSample::Lost,
        Text::tr("lost: overwritten, nobody told"));
    return legend;
}

} // namespace interleave
