#pragma once

#include <QStyledItemDelegate>

namespace interleave {

class Theme;

/// Draws the orders of an OrderTable with a lane for each who takes part, so that their shape is visible, and what
/// came of them as pills with their icon. The first row of a group has the group's head above it, over all columns.
class OrdersDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit OrdersDelegate(QWidget* parent);

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// The width at which the cell is drawn without leaving anything out.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// How much higher the first row of a group is.
    [[nodiscard]] static int groupHeight(const Theme& theme);

private:
    static void paintGroup(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
    static void paintLanes(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
    static void paintPill(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
    static void paintText(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
};

} // namespace interleave
