#pragma once

#include <QWidget>

class QLabel;

namespace interleave {

class Card;
class OrdersView;

/// The table of orders on its card. The card ends below the last row, or where there are too many rows for
/// its height, below the last whole one; then a line under them says how many are left.
class OrdersPane final : public QWidget
{
    Q_OBJECT

public:
    explicit OrdersPane(QWidget* parent = nullptr);

    /// For little height: with less space around the rows.
    void setLow(bool low);
    /// Its object name is `ordersView`.
    [[nodiscard]] OrdersView* view() const { return m_view; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void renderRest();

    Card* m_card;
    OrdersView* m_view;
    QLabel* m_rest;
    bool m_low = false;
};

} // namespace interleave
