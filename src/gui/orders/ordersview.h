#pragma once

#include <QTableView>

namespace interleave {

/// The table of orders, scrolled by pixels; a row's height depends on the number of lanes.
class OrdersView final : public QTableView
{
    Q_OBJECT

public:
    explicit OrdersView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Uses a lower header where there is little width, and the lowest where there is little height.
    void setCompact(bool compact, bool low);
    /// How much height there is: if all rows can be seen, they use it, within bounds.
    void setSpace(int height);
    /// The height of all rows, so that a short table can end below its last row.
    [[nodiscard]] int fullHeight() const;
    /// The greatest height up to \a most that ends with a whole row when the first one is at the top; \a most
    /// when there is no space for one.
    [[nodiscard]] int wholeHeight(int most) const;
    /// How many rows are, in part or in whole, below what is seen.
    [[nodiscard]] int rowsBelow() const;
    /// Scrolls to the top if the row is whole there; else the row is the first one that is seen.
    void reveal(const QModelIndex& index);
    /// Disabled: all orders begin alike, and there may be too many to search.
    void keyboardSearch(const QString&) override {}

signals:
    /// fullHeight() may have changed.
    void measured();
    /// Enter on a row, or a double click.
    void playAsked(const QModelIndex& index);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void measure();
    void measureRows();
    [[nodiscard]] int heightAroundRows() const;
    [[nodiscard]] int padding() const;

    /// The columns are wider than the view.
    bool m_overflows = false;
    int m_space = 0;
    /// There is little height.
    bool m_low = false;
    /// The rows that are higher, because they bear a group's head.
    QList<int> m_heads;
};

} // namespace interleave
