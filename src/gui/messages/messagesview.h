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
    /// Chooses the row of the event \a seq, 0 for none, without saying so.
    void choose(qint64 seq);

signals:
    /// By mouse or keyboard; an event of the journal.
    void selected(qint64 seq);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;

private:
    void measure();

    bool m_isTold = false;
};

} // namespace interleave
