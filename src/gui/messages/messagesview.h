#pragma once

#include <QTableView>

namespace interleave {

/// The table of messages, without a grid. Keeps the newest row visible unless the reader has scrolled up.
class MessagesView final : public QTableView
{
    Q_OBJECT

public:
    explicit MessagesView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Selects the row of the event \a seq, 0 for none, without emitting selected().
    void choose(qint64 seq);

signals:
    /// An event was chosen by mouse or keyboard.
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
