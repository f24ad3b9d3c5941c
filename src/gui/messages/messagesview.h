#pragma once

#include <QTableView>

namespace interleave {

class MessagesBar;

/// The table of messages, without a grid. Keeps the newest row visible unless the reader has scrolled up.
class MessagesView final : public QTableView
{
    Q_OBJECT

public:
    explicit MessagesView(QWidget* parent = nullptr);

    /// Shows a table of messages, of which the bar above it finds some.
    void setModel(QAbstractItemModel* model) override;
    /// Goes to the bar. Does nothing before there is a model.
    void find();
    /// The bar's widgets and the table, in the order of the Tab key.
    [[nodiscard]] QList<QWidget*> focusOrder();
    /// What stands in the table while it has no rows.
    void setEmptyText(const QString& text);
    /// After other rows are shown.
    void chooseAgain() { choose(m_chosen); }
    /// Selects the row of the event \a seq, 0 for none, without emitting selected().
    void choose(qint64 seq);

signals:
    /// An event was chosen by mouse or keyboard.
    void selected(qint64 seq);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void measure();
    void takeSpace(bool isShown);

    MessagesBar* m_bar = nullptr;
    QString m_emptyText;
    /// The event that is to be selected, also where its row is not shown.
    qint64 m_chosen = 0;
    bool m_isTold = false;
};

} // namespace interleave
