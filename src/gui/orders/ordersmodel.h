#pragma once

#include "gui/orders/ordercounter.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QAbstractTableModel>
#include <QCache>

#include <optional>

namespace interleave {

/// Which orders are shown.
struct OrdersFilter final
{
    enum class Kind {
        All,
        Losing,   ///< under any rule
        Differing ///< not the same verdict under every rule
    };

    Kind kind = Kind::All;
    /// With Losing: under this rule alone.
    std::optional<ScheduleRule> rule;

    bool operator==(const OrdersFilter&) const = default;
};

/// The orders of one setup, a row each, and what they come to, a column for each rule. Nothing is kept for a
/// row: it is made from its rank when it is asked for. Only a filter or a sorting keeps the ranks it shows,
/// and both need what was counted.
class OrdersModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { OrderColumn, FirstRuleColumn, ColumnCount = FirstRuleColumn + 5 };
    enum DataRole {
        RankRole = Qt::UserRole + 1, ///< quint64
        TurnsRole,                   ///< QByteArray, a client for each turn
        VerdictRole,                 ///< int of ScheduleVerdict
        BriefRole                    ///< the verdict without what goes without saying
    };
    enum HeaderRole {
        HeadlinesRole = Qt::UserRole + 1, ///< QStringList, the longest first; empty until counted
        NoteRole,                         ///< QString
        SeverityRole                      ///< int of Role
    };

    explicit OrdersModel(QObject* parent = nullptr);

    void setSetup(const ScheduleSetup& setup);
    [[nodiscard]] const ScheduleSetup& setup() const { return m_setup; }
    /// Of the same setup; null while it is being counted.
    void setCounted(std::shared_ptr<const CountedOrders> counted);
    [[nodiscard]] const CountedOrders* counted() const { return m_counted.get(); }
    /// Without what was counted, all orders are shown.
    void setFilter(const OrdersFilter& filter);
    [[nodiscard]] const OrdersFilter& filter() const { return m_filter; }
    /// How many orders a filter would show.
    [[nodiscard]] quint64 countOf(const OrdersFilter& filter) const;

    [[nodiscard]] quint64 rankAt(int row) const;
    /// -1 when the filter does not show it.
    [[nodiscard]] int rowOf(quint64 rank) const;
    [[nodiscard]] const ScheduleMachine& machine(ScheduleRule rule) const
    {
        return m_machines[static_cast<size_t>(rule)];
    }
    [[nodiscard]] static std::optional<ScheduleRule> ruleAt(int column);
    [[nodiscard]] static int columnOf(ScheduleRule rule) { return FirstRuleColumn + static_cast<int>(rule); }

    /// "A reads, B reads, A saves, B saves." and the verdicts; all rows that are shown.
    [[nodiscard]] QString asCsv() const;
    [[nodiscard]] QString asMarkdown() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// By a rule's column the worst come first in descending order.
    void sort(int column, Qt::SortOrder order) override;

private:
    [[nodiscard]] bool shows(const OrdersFilter& filter, quint64 rank) const;
    [[nodiscard]] ScheduleOutcome outcome(ScheduleRule rule, quint64 rank) const;
    [[nodiscard]] QVariant ruleHeader(ScheduleRule rule, int role) const;
    [[nodiscard]] QString note(ScheduleRule rule) const;
    void makeMachines();
    void arrange();

    ScheduleSetup m_setup;
    std::vector<ScheduleMachine> m_machines;
    std::shared_ptr<const CountedOrders> m_counted;
    OrdersFilter m_filter;
    int m_sortColumn = OrderColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    /// Ranks in the order of the rows; nothing where each row is its own rank.
    std::optional<std::vector<quint32>> m_ranks;
    /// With retries an outcome is a search: of the rows that were just looked at, it is kept.
    mutable QCache<quint64, ScheduleOutcome> m_known;
};

/// The sign and the colour of a verdict.
[[nodiscard]] Icon signOf(ScheduleVerdict verdict);
[[nodiscard]] Role roleOf(ScheduleVerdict verdict);

} // namespace interleave
