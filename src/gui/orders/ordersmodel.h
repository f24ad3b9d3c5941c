#pragma once

#include "core/words/severity.h"
#include "gui/orders/ordercounter.h"
#include "gui/orders/orderrows.h"
#include "gui/orders/ordertable.h"
#include "gui/theme/theme.h"

#include <QCache>

#include <optional>

namespace interleave {

/// The orders of one setup, one per row, and their verdicts, one column per rule. Rows are computed from
/// their rank on request, not stored. Only a filter or sorting stores the ranks of its rows; both need the
/// counted orders.
class OrdersModel final : public OrderTable
{
    Q_OBJECT

public:
    enum Column {
        FirstRuleColumn = OrderColumn + 1,
        ColumnCount = FirstRuleColumn + static_cast<int>(AllScheduleRules.size())
    };
    enum RuleRole {
        VerdictRole = FirstFreeRole ///< int of ScheduleVerdict
    };

    explicit OrdersModel(QObject* parent = nullptr);

    void setSetup(const ScheduleSetup& setup);
    [[nodiscard]] const ScheduleSetup& setup() const { return m_setup; }
    /// The counted orders of the same setup; null while they are being counted.
    void setCounted(std::shared_ptr<const CountedOrders> counted);
    [[nodiscard]] const CountedOrders* counted() const { return m_counted.get(); }
    /// Shows all orders while they are not counted.
    void setFilter(const OrdersFilter& filter);
    [[nodiscard]] const OrdersFilter& filter() const { return m_filter; }
    /// How many orders the filter would show.
    [[nodiscard]] quint64 countOf(const OrdersFilter& filter) const;

    [[nodiscard]] quint64 rankAt(int row) const override { return m_rows.rankAt(row); }
    [[nodiscard]] int rowOf(quint64 rank) const override { return m_rows.rowOf(rank); }
    [[nodiscard]] const std::vector<OrdersGroup>& groups() const { return m_rows.groups(); }
    [[nodiscard]] const ScheduleMachine& machine(ScheduleRule rule) const
    {
        return m_machines[static_cast<size_t>(rule)];
    }
    [[nodiscard]] static std::optional<ScheduleRule> ruleAt(int column);
    [[nodiscard]] static int columnOf(ScheduleRule rule) { return FirstRuleColumn + static_cast<int>(rule); }

    [[nodiscard]] OrderShape shape() const override;
    [[nodiscard]] QString laneName(int lane) const override;
    [[nodiscard]] Widths widthsOf(int column) const override;
    [[nodiscard]] std::vector<OrderSpan> spans() const override;
    /// Each order in words, "A reads, B reads, A saves, B saves.", and its verdicts.
    [[nodiscard]] QString asCsv() const override;
    [[nodiscard]] QString asMarkdown() const override;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// For a rule's column, descending order puts the worst first, and the groups are those of its verdicts.
    void sort(int column, Qt::SortOrder order) override;

private:
    [[nodiscard]] QVariant orderData(int row, int role) const;
    [[nodiscard]] ScheduleOutcome outcome(ScheduleRule rule, quint64 rank) const;
    [[nodiscard]] QVariant ruleHeader(ScheduleRule rule, int role) const;
    [[nodiscard]] QString note(ScheduleRule rule) const;
    void makeMachines();
    void arrange();

    ScheduleSetup m_setup;
    std::vector<ScheduleMachine> m_machines;
    std::shared_ptr<const CountedOrders> m_counted;
    OrdersFilter m_filter;
    OrdersSorting m_sorting;
    OrderRows m_rows;
    /// With retries an outcome is found by a search, so keep it for rows shown recently.
    mutable QCache<quint64, ScheduleOutcome> m_known;
};

/// Decides the colour and the sign of a verdict.
[[nodiscard]] Severity severityOf(ScheduleVerdict verdict);

} // namespace interleave
