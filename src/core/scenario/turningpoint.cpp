#include "core/scenario/turningpoint.h"

namespace interleave {

namespace {

/// In the order in which they decide.
enum class Turn { Loss, Deadlock, Refusal, Wait, NoAnswer, None };

Turn turnOf(const Event& event, const Snapshot& end)
{
    // What it overwrote is one line: when its newest version is back at the end, all are.
    for (const LostUpdate& loss : lostUpdates(event, end.trees(), 1)) {
        const Record* record = end.record(loss.record);
        const VersionTree* tree = end.tree(loss.record);
        if (record != nullptr && tree != nullptr && !tree->isOnLine(loss.version, record->version))
            return Turn::Loss;
    }
    if (event.verdict == Verdict::Deadlock)
        return Turn::Deadlock;
    if (event.isTry() && isRefusal(event.verdict))
        return Turn::Refusal;
    if (event.action == Action::Wait)
        return Turn::Wait;
    return event.isTry() && (event.answerLost || event.verdict == Verdict::Unknown) ? Turn::NoAnswer
                                                                                    : Turn::None;
}

} // namespace

qint64 turningPoint(const Journal& journal, qint64 n)
{
    const Snapshot end = journal.at(n);
    qint64 found = 0;
    Turn best = Turn::None;
    for (qint64 seq = 1; seq <= n && best != Turn::Loss; ++seq) {
        const Turn turn = turnOf(journal.event(seq), end);
        if (turn < best) {
            best = turn;
            found = seq;
        }
    }
    return found;
}

} // namespace interleave
