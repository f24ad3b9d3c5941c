#pragma once

#include "core/transactions/transactionstory.h"

#include <QWidget>

class QTabWidget;

namespace interleave {

class ExplainPage;
class SqlPage;

/// One event of a run of transactions in two tabs: explained, and as SQL with its result. Stateless except
/// for the chosen tab.
class TransactionInspector final : public QWidget
{
    Q_OBJECT

public:
    explicit TransactionInspector(QWidget* parent = nullptr);

    /// \a seq 0 for no event; \a step is the one after which the cards are shown, and \a moment how many
    /// events may be told of.
    void show(const TransactionStory* story, qint64 seq, int step, qint64 moment);
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTabWidget* m_tabs;
    ExplainPage* m_explain;
    SqlPage* m_sql;
};

} // namespace interleave
