#pragma once

#include <QTableView>

namespace interleave {

/// The table of messages without a grid, newest in sight unless the reader scrolled up.
class MessagesView final : public QTableView
{
    Q_OBJECT

public:
    explicit MessagesView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;

private:
    void measure();
};

} // namespace interleave
