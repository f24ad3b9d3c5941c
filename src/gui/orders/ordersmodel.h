#pragma once

#include "core/words/severity.h"
#include "gui/orders/ordercounter.h"
#include "gui/orders/orderrows.h"
#include "gui/theme/theme.h"

#include <QAbstractTableModel>
#include <QCache>

#include <optional>

namespace interleave {

/// The orders of one setup, one per row, and their verdicts, one column per rule. Rows are computed from
/// their rank on request, not stored. Only a filter or sorting stores the ranks of its rows; both need the
/// counted orders. A group's head is no row: the first order of the group bears it.
class OrdersModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        OrderColumn,
        FirstRuleColumn,
        ColumnCount = FirstRuleColumn + static_cast<int>(AllScheduleRules.size())
    };
    enum DataRole {
        RankRole = Qt::UserRole + 1, ///< quint64
        TurnsRole,                   ///< QByteArray, a client for each turn
        VerdictRole,                 ///< int of ScheduleVerdict
        BriefRole,                   ///< the verdict without the obvious parts
        NumberRole,                  ///< QString, the order's number as people are told it
        GroupTitleRole,              ///< QString, for the first row of a group; nothing for the others
        GroupNotesRole               ///< QStringList, the longest first; for the same rows
    };
    enum HeaderRole {
        HeadlinesRole = Qt::UserRole + 1, ///< QStringList, the longest first; empty until counted
        MeaningsRole,                     ///< QStringList, what the rule does; the longest first
        NoteRole,                         ///< QString
        SeverityRole                      ///< int of Role
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

    [[nodiscard]] quint64 rankAt(int row) const { return m_rows.rankAt(row); }
    /// -1 when the filter hides it.
    [[nodiscard]] int rowOf(quint64 rank) const { return m_rows.rowOf(rank); }
    [[nodiscard]] const std::vector<OrdersGroup>& groups() const { return m_rows.groups(); }
    [[nodiscard]] const ScheduleMachine& machine(ScheduleRule rule) const
    {
        return m_machines[static_cast<size_t>(rule)];
    }
    [[nodiscard]] static std::optional<ScheduleRule> ruleAt(int column);
    [[nodiscard]] static int columnOf(ScheduleRule rule) { return FirstRuleColumn + static_cast<int>(rule); }

    /// Each order in words, "A reads, B reads, A saves, B saves.", and its verdicts; all visible rows.
    [[nodiscard]] QString asCsv() const;
    [[nodiscard]] QString asMarkdown() const;

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
