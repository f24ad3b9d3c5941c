#pragma once

#include "core/scenario/headline.h"
#include "gui/orders/ordertable.h"

#include <QObject>
#include <QVariant>

namespace interleave {

/// Whose orders the page *Every order* shows: their table, which rows of it are shown, and what is said of them.
class OrderSource : public QObject
{
    Q_OBJECT

public:
    /// An entry of a menu of choices.
    struct Choice final
    {
        QString text;
        QVariant value;
    };
    /// What stands beside the table about one order.
    struct OrderText final
    {
        QString title;
        /// From where the order begins, and what is done in it.
        QString start;
        QString words;
        QString outcome;
        bool canPlay = true;
    };
    /// Texts of orders, as long as those of any other.
    struct Sample final
    {
        QString start;
        QStringList words;
    };
    /// What stands there about all orders.
    struct CountText final
    {
        QString title;
        QString words;
        /// What toggle() does; empty where there is nothing to do.
        QString button;
    };

    using QObject::QObject;

    [[nodiscard]] virtual OrderTable& table() const = 0;
    /// Something is under way.
    [[nodiscard]] virtual bool isBusy() const = 0;
    /// What came of all orders is known, so that they can be filtered and sorted.
    [[nodiscard]] virtual bool isComplete() const = 0;
    /// Begins, or cancels what is under way.
    virtual void toggle() = 0;

    [[nodiscard]] virtual QList<Choice> filters() const = 0;
    [[nodiscard]] virtual QVariant filter() const = 0;
    virtual void setFilter(const QVariant& filter) = 0;
    /// By the table's columns.
    [[nodiscard]] virtual QList<Choice> sortings() const = 0;

    /// \a column is that of the current cell.
    [[nodiscard]] virtual Headline headline(int column) const = 0;
    [[nodiscard]] virtual OrderText orderText(quint64 rank, int column) const = 0;
    [[nodiscard]] virtual Sample sample() const = 0;
    [[nodiscard]] virtual CountText countText(int column) const = 0;
    virtual void play(quint64 rank, int column) = 0;

signals:
    /// The table has other rows.
    void replaced();
    /// What is said of all orders may be different.
    void progressed();
};

} // namespace interleave
