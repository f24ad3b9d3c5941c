#pragma once

#include <QStyledItemDelegate>

namespace interleave {

/// Paints the table of messages in the theme: code in mono, the client in its colour, the outcome in its
/// severity's colour.
class MessagesDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit MessagesDelegate(QWidget* parent);

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace interleave
