#pragma once

#include <QStyledItemDelegate>

namespace interleave {

/// Draws an order as one lane for each client, so that its shape shows, and verdicts as pills with their
/// sign.
class OrdersDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit OrdersDelegate(QWidget* parent);

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// As wide as it draws the cell without leaving anything out.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    static void paintLanes(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
    static void paintPill(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
};

} // namespace interleave
