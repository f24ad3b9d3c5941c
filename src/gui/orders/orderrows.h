#pragma once

#include "schedules/schedulesweep.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace interleave {

/// Which orders to show.
struct OrdersFilter final
{
    enum class Kind {
        All,
        Losing,   ///< under any rule
        Differing ///< different verdicts under different rules
    };

    Kind kind = Kind::All;
    /// For Losing: only under this rule.
    std::optional<ScheduleRule> rule;

    bool operator==(const OrdersFilter&) const = default;
};

/// For a choice of filters: "all 6 orders"; \a count is how many are shown.
[[nodiscard]] QString inWords(const OrdersFilter& filter, quint64 count);
[[nodiscard]] bool shows(const OrdersFilter& filter, const ScheduleDigest& digest, quint64 rank);

/// How the rows follow each other.
struct OrdersSorting final
{
    /// By this rule's verdicts; nothing for the orders' own sequence.
    std::optional<ScheduleRule> rule;
    /// For a rule, the worst first.
    bool isDescending = false;

    bool operator==(const OrdersSorting&) const = default;
};

/// Rows that belong together and follow each other.
struct OrdersGroup final
{
    enum class Kind { Serial, Overlapping, OneVerdict };

    Kind kind = Kind::Serial;
    /// For OneVerdict: the rule, and what it comes to under it.
    ScheduleRule rule = ScheduleRule::Off;
    ScheduleVerdict verdict = ScheduleVerdict::NoneLost;
    int firstRow = 0;
    int rows = 0;

    bool operator==(const OrdersGroup&) const = default;
};
/// "Overlapping"
[[nodiscard]] QString titleOf(const OrdersGroup& group);
/// What that means, and how many orders it has; the longest wording first.
[[nodiscard]] QStringList notesOf(const OrdersGroup& group);

/// Which order is in which row, and how the rows are grouped: in the orders' own sequence those where the
/// clients act one after the other come first, then those that overlap; sorted by a rule, those with the same
/// verdict stand together. Stores ranks only where a filter or a rule needs them. A value.
class OrderRows final
{
public:
    OrderRows() = default;
    /// All orders in their own sequence.
    explicit OrderRows(const ScheduleSetup& setup);
    OrderRows(const ScheduleDigest& digest, const OrdersFilter& filter, const OrdersSorting& sorting);

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] quint64 rankAt(int row) const;
    /// -1 when it is not shown.
    [[nodiscard]] int rowOf(quint64 rank) const;
    /// In the sequence of the rows; each has some.
    [[nodiscard]] const std::vector<OrdersGroup>& groups() const { return m_groups; }
    /// The group that begins with this row; null for all other rows.
    [[nodiscard]] const OrdersGroup* groupFrom(int row) const;

private:
    void sortByOverlap(bool isDescending);
    void sortByRule(const ScheduleDigest& digest, const OrdersSorting& sorting);
    void addGroup(OrdersGroup group, qsizetype rows);
    [[nodiscard]] bool isSerial(quint64 rank) const;

    int m_size = 0;
    /// Ascending.
    std::vector<quint64> m_serial;
    /// The ranks in the sequence of the rows; nothing when they follow from m_serial.
    std::optional<std::vector<quint32>> m_ranks;
    std::vector<OrdersGroup> m_groups;
};

} // namespace interleave
