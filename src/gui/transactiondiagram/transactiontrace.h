#pragma once

#include "core/transactionwords/storyview.h"

#include <QSet>

#include <vector>

namespace interleave {

/// What is to be drawn of a run beside its messages. Lanes are the sessions in the journal's order. Events
/// are given by their numbers, in the order in which they happened; 0 is the start where something begins,
/// and stands for none where it ends.
struct TransactionTrace final
{
    /// A transaction that is open.
    struct Frame final
    {
        qsizetype lane = 0;
        qint64 begin = 0;
        qint64 end = 0;
    };
    /// Some values, as they stand on a bead or in a ring.
    struct Label final
    {
        /// "7", "lamp 9"
        QString text;
        /// The value alone.
        QString value;
        /// What else was changed: "chair 9"; empty for nothing.
        QString others;
    };
    struct Write final
    {
        qint64 seq = 0;
        Label label;
    };
    /// What a transaction has written and not committed.
    struct Strand final
    {
        qsizetype lane = 0;
        std::vector<Write> writes;
        qint64 end = 0;
        /// It was committed then, and otherwise taken back.
        bool joins = false;
        /// How many others, of lanes nearer to the database, are beside it.
        int place = 0;

        [[nodiscard]] qint64 begin() const { return writes.front().seq; }
        [[nodiscard]] bool covers(qint64 seq) const { return begin() <= seq && (end == 0 || seq <= end); }
    };
    /// What is committed from an event on.
    struct Commit final
    {
        qint64 seq = 0;
        /// -1 for the start.
        qsizetype lane = -1;
        Label label;
    };
    struct Wait final
    {
        qsizetype lane = 0;
        qint64 begin = 0;
        qint64 answer = 0;
        QStringList waitsFor;
        /// How many others of its side wait as well.
        int place = 0;

        [[nodiscard]] bool covers(qint64 seq) const { return begin <= seq && (answer == 0 || seq <= answer); }
    };
    /// What a transaction sees of the database, where that does not change with it.
    struct Snapshot final
    {
        qsizetype lane = 0;
        /// Its first statement.
        qint64 seq = 0;
        /// The last statement that was answered by what it saw, although another had committed something
        /// else, and the event of that; 0 for none.
        qint64 last = 0;
        qint64 since = 0;
        /// What it sees: "10", "lamp 10".
        QString text;
    };
    /// What a session goes on with and should not.
    struct Belief final
    {
        enum class Kind {
            NeverCommitted, ///< what another had written and not committed
            Old             ///< another has committed something else since
        };

        qsizetype lane = 0;
        Kind kind = Kind::Old;
        qint64 begin = 0;
        qint64 end = 0;
        /// Of a value that was never committed.
        QString text;
    };
    /// A committed value that another transaction wrote over without having seen it.
    struct Loss final
    {
        /// The commit of it, and the commit that wrote over it.
        qint64 commit = 0;
        qint64 by = 0;
        /// "A’s 7"
        QString text;
    };

    std::vector<Frame> frames;
    std::vector<Strand> strands;
    std::vector<Commit> commits;
    std::vector<Wait> waits;
    std::vector<Snapshot> snapshots;
    std::vector<Belief> beliefs;
    std::vector<Loss> losses;
    /// The queries that returned what their own transaction had written.
    QSet<qint64> ownReads;
};

[[nodiscard]] TransactionTrace traceOf(const StoryView& view);

/// changesText(), with the row's name where the run is about one value of a table that has several rows.
[[nodiscard]] QString labelOf(const Changes& changes, const QList<StoryCell>& cells);

} // namespace interleave
