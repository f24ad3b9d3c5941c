#pragma once

#include "core/scenario/cast.h"
#include "core/transactions/transactionstory.h"
#include "core/words/severity.h"

#include <QAbstractTableModel>

#include <memory>

namespace interleave {

/// A run of transactions as a table with a row for each event: the same content as the diagram, as text. Its
/// columns and roles are those of MessagesModel (gui/messages/messagesmodel.h).
class TransactionsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit TransactionsModel(QObject* parent = nullptr);

    /// Null for none.
    void setStory(std::shared_ptr<const TransactionStory> story, const Cast& cast);
    /// Sets how many events have happened; later ones are "not yet".
    void setMoment(qint64 n);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(qint64 seq, int column) const;
    [[nodiscard]] Severity severity(qint64 seq, int column) const;

    std::shared_ptr<const TransactionStory> m_story;
    Cast m_cast;
    qint64 m_moment = 0;
};

} // namespace interleave
