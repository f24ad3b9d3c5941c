#pragma once

#include "engine/transactionorders.h"
#include "gui/orders/ordertable.h"

#include <optional>

namespace interleave {

/// The orders of a lesson's transactions, and what came of those that were run. A row is where it is from the
/// start, so that nothing moves while they are run; only when all were, they can be filtered and sorted.
class TransactionOrdersModel final : public OrderTable
{
    Q_OBJECT

public:
    enum Column {
        EndColumn = OrderColumn + 1, ///< what came of it
        StateColumn,                 ///< what the tables hold
        WaitedColumn,
        RefusedColumn,
        ImpossibleColumn,
        ColumnCount
    };
    /// Which orders to show.
    enum class Filter { All, Wrong, Possible };
    /// Over all orders.
    struct Sums final
    {
        int run = 0;
        int wrong = 0;
        int waited = 0;
        int refused = 0;
        int impossible = 0;
        /// Of those that took place, how many nobody waits in, and how many nobody is refused in.
        int calm = 0;
        int accepted = 0;
        /// How many different states the tables come to.
        int states = 0;
        /// The names of what is wrong, each once; an empty one where it has none.
        QStringList anomalies = {};
    };

    using OrderTable::OrderTable;

    /// Replaces everything by the orders of that lesson; none where it has a problemWithOrders().
    void setLesson(const TransactionLesson& lesson, const QString& engine);
    [[nodiscard]] const TransactionLesson& lesson() const { return m_lesson; }
    [[nodiscard]] const QString& engine() const { return m_engine; }
    /// What came of an order.
    void setResult(const TransactionOrder& order);
    /// All were run: sorts and filters them.
    void setComplete();
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    void setFilter(Filter filter);
    [[nodiscard]] Filter filter() const { return m_filter; }
    [[nodiscard]] int countOf(Filter filter) const;
    /// All of it once all were run; before, only how many were.
    [[nodiscard]] const Sums& sums() const { return m_sums; }

    /// By rank.
    [[nodiscard]] int size() const { return static_cast<int>(m_turns.size()); }
    [[nodiscard]] const QList<int>& turnsOf(quint64 rank) const { return m_turns.at(rank); }
    /// Null until it was run.
    [[nodiscard]] const TransactionOrder* result(quint64 rank) const;
    /// Whether each session has all its turns before the next one.
    [[nodiscard]] bool isSerial(quint64 rank) const;

    [[nodiscard]] OrderShape shape() const override;
    [[nodiscard]] QString laneName(int lane) const override;
    [[nodiscard]] Widths widthsOf(int column) const override;
    [[nodiscard]] std::vector<OrderSpan> spans() const override;
    [[nodiscard]] quint64 rankAt(int row) const override;
    [[nodiscard]] int rowOf(quint64 rank) const override;
    [[nodiscard]] QString asCsv() const override;
    [[nodiscard]] QString asMarkdown() const override;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Groups the rows by what the column says, the worst first; the orders' own column by overlap.
    void sort(int column, Qt::SortOrder order) override;

private:
    /// Rows that belong together.
    struct Group final
    {
        /// The groups stand in the sequence of their keys.
        int key = 0;
        QString title;
        QString note;
        OrderSpan span = {};
    };

    [[nodiscard]] QVariant orderData(quint64 rank, int role) const;
    [[nodiscard]] QString textOf(const TransactionOrder& order, int column, bool brief) const;
    [[nodiscard]] QVariant severityOf(const TransactionOrder& order, int column) const;
    [[nodiscard]] QStringList headlines(int column) const;
    [[nodiscard]] QString note(int column) const;
    [[nodiscard]] Group groupOf(quint64 rank) const;
    [[nodiscard]] Group endGroup(const TransactionOrder& order) const;
    [[nodiscard]] const Group* groupFrom(int row) const;
    [[nodiscard]] bool shows(Filter filter, quint64 rank) const;
    void count();
    void arrange();

    TransactionLesson m_lesson;
    QString m_engine;
    /// By rank.
    std::vector<QList<int>> m_turns;
    std::vector<std::optional<TransactionOrder>> m_results;
    Sums m_sums;
    bool m_isComplete = false;
    Filter m_filter = Filter::All;
    int m_sorting = EndColumn;
    /// The ranks in the sequence of the rows.
    std::vector<quint64> m_rows;
    std::vector<Group> m_groups;
};

} // namespace interleave
