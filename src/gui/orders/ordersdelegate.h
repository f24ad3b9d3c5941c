#pragma once

#include <QStyledItemDelegate>

namespace interleave {

/// Draws an order with a lane for each client, so that its shape is visible, and verdicts as pills with their
/// icon.
class OrdersDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit OrdersDelegate(QWidget* parent);

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// The width at which the cell is drawn without leaving anything out.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    static void paintLanes(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
    static void paintPill(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
};

} // namespace interleave
