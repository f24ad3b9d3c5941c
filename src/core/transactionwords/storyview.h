#pragma once

#include "core/transactionwords/storycells.h"
#include "core/transactionwords/transactionparts.h"

#include <QSet>

#include <optional>

namespace interleave {

// Internal to core/transactionwords: a story, prepared for what the texts ask of it.

/// A transaction, from its BEGIN to its end; or one statement outside of any, which is one by itself.
struct TransactionSpan final
{
    enum class End { Open, Committed, KeptNothing, RolledBack, Refused };

    QString session;
    /// The event that began it; 0 for a statement by itself.
    qint64 begin = 0;
    /// The event that ended it; 0 while there is none.
    qint64 end = 0;
    End how = End::Open;
    /// Its answers and waits, in their order.
    QList<qint64> events = {};

    [[nodiscard]] bool isAutocommit() const { return begin == 0; }
    [[nodiscard]] bool isOpenAt(qint64 moment) const { return end == 0 || end > moment; }
};

/// A value that a query returned.
struct ToldValue final
{
    /// "stock", "lamp", "count"; empty where nothing says what it is.
    QString name;
    QString value;
    /// Its place in the tables, as far as that is known.
    std::optional<Cell> cell = {};

    /// "stock 10"
    [[nodiscard]] QString phrase() const;
};

/// A write that went over a change which its session had not seen: it wrote what it had computed from an
/// older value.
struct StaleWrite final
{
    /// The event of the write, that of the read it was computed from, and that of the COMMIT in between.
    qint64 write = 0;
    qint64 read = 0;
    qint64 commit = 0;
    Cell cell = {};
    /// What the session had read, who changed it, to what, and what the session wrote.
    QString had = {};
    QString by = {};
    QString lost = {};
    QString written = {};
    /// The read was in the same transaction.
    bool isInOneTransaction = false;
};

/// Valid as long as the story.
class StoryView final
{
public:
    explicit StoryView(const TransactionStory& story);

    [[nodiscard]] const TransactionStory& story() const { return m_story; }
    [[nodiscard]] const TransactionJournal& journal() const { return m_story.journal; }
    [[nodiscard]] const TransactionHeader& header() const { return m_story.journal.header(); }
    [[nodiscard]] const QString& engine() const { return header().engine; }
    [[nodiscard]] const TransactionEvent& event(qint64 seq) const { return journal().event(seq); }
    [[nodiscard]] qint64 size() const { return journal().size(); }
    [[nodiscard]] const QList<StoryCell>& cells() const { return m_cells; }
    [[nodiscard]] const QList<TransactionSpan>& spans() const { return m_spans; }

    /// Null for an event of no transaction, such as a step that was left out.
    [[nodiscard]] const TransactionSpan* spanOf(qint64 seq) const;
    /// Null for an event that is no statement.
    [[nodiscard]] const TransactionTurn* turnOf(qint64 seq) const;
    [[nodiscard]] ReadSource sourceOf(qint64 read) const { return m_story.facts.reads.value(read); }
    /// What is committed after the first \a moment events.
    [[nodiscard]] const Tables& tablesAt(qint64 moment) const;
    /// What was different after an event in what is committed.
    [[nodiscard]] Changes committedBy(qint64 seq) const { return m_committed.value(seq); }
    /// The events after which something else was committed, in their order.
    [[nodiscard]] QList<qint64> commits() const { return m_committed.keys(); }
    /// What a statement changed, as far as that is known: by the facts, or because it was committed at once.
    [[nodiscard]] Changes changesOf(qint64 write) const;
    /// What a transaction has changed by then.
    [[nodiscard]] Changes changesOf(const TransactionSpan& span, qint64 moment) const;
    /// The committed value at a moment; nothing where there is none.
    [[nodiscard]] std::optional<Value> committedAt(const Cell& cell, qint64 moment) const;

    /// For a sentence: "stock 7", "Alice on_call 0", "A3 (noon)"; with the row's name where it is about
    /// several.
    [[nodiscard]] QString changesPhrase(const Changes& changes) const;
    /// In few words; also for a place that is not among the story's.
    [[nodiscard]] QString nameOf(const Cell& cell) const;
    /// What a query returned; empty where it cannot be told in few words, and for what is no query.
    [[nodiscard]] QList<ToldValue> toldBy(qint64 read) const;
    /// "stock 10", "3 rows"
    [[nodiscard]] QString toldText(qint64 read) const;
    /// "10", "3 rows": without names where one value was returned.
    [[nodiscard]] QString shortToldText(qint64 read) const;

    /// The first read of the same statement in the same transaction that returned something else; 0 for none.
    [[nodiscard]] qint64 earlierRead(qint64 read) const;
    /// A session's last query before an event that returned the value; 0 where it has written it itself
    /// since.
    [[nodiscard]] qint64 lastReadOf(const Cell& cell, const QString& session, qint64 before) const;
    /// Nothing where the write saw what it replaced, or computed from what stood there.
    [[nodiscard]] std::optional<StaleWrite> staleWrite(qint64 write) const;
    /// The transactions that wait for each other in a circle after the first \a moment events; empty for
    /// none.
    [[nodiscard]] QStringList circleAt(qint64 moment) const;
    /// What others had changed and not committed before an event.
    [[nodiscard]] QMap<QString, Changes> pendingOfOthers(qint64 seq) const;

private:
    void findSpans();
    void addAnswer(const TransactionEvent& event, QMap<QString, qsizetype>& open);
    [[nodiscard]] QList<ToldValue> findTold(const TransactionEvent& told) const;
    [[nodiscard]] std::optional<Cell>
    cellOf(const TransactionEvent& read, qsizetype column, const QList<Value>& row) const;

    const TransactionStory& m_story;
    QList<StoryCell> m_cells;
    QList<TransactionTurn> m_turns;
    QList<TransactionSpan> m_spans;
    /// By event, from 1.
    QMap<qint64, qsizetype> m_spanOf;
    QMap<qint64, qsizetype> m_turnOf;
    QMap<qint64, Changes> m_committed;
    QMap<qint64, Tables> m_tables;
    /// By query, when it was asked for.
    mutable QMap<qint64, QList<ToldValue>> m_told;
};

/// The cells that differ, found row by row, so that a large table costs little; null for those that are gone.
[[nodiscard]] Changes changesBetween(const Tables& before, const Tables& after);
/// As changesText(), with the names of all values.
[[nodiscard]] QString namedChanges(const Changes& changes, const QList<StoryCell>& cells);
/// The values that a statement names: in quotation marks, as numbers, and in place of `?`.
[[nodiscard]] QSet<QString> literalsOf(const BoundSql& statement);
/// The first word, in capitals: "UPDATE".
[[nodiscard]] QString verbOf(const TransactionEvent& event);
/// A statement that changes rows, by its first word.
[[nodiscard]] bool isWrite(const TransactionEvent& event);
/// A value in a sentence or a figure: with a real minus sign, without quotation marks, shortened.
[[nodiscard]] QString valueText(const Value& value);
/// "<b>7</b>", escaped.
[[nodiscard]] QString bold(const QString& text);
/// In the order in which the tables hold them at the start, then in that of the places.
[[nodiscard]] QList<Cell> inOrder(QList<Cell> cells, const Tables& start);

} // namespace interleave
