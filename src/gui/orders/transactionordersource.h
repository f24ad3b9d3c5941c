#pragma once

#include "engine/databases/enginetable.h"
#include "gui/orders/ordersource.h"
#include "gui/orders/transactionordersmodel.h"

namespace interleave {

class EngineWorker;

/// Every order of two transactions, really run on a database in a thread of its own.
class TransactionOrderSource final : public OrderSource
{
    Q_OBJECT

public:
    explicit TransactionOrderSource(EnginePlaces places = {}, QObject* parent = nullptr);
    ~TransactionOrderSource() override;

    /// Runs the orders of that lesson there; what is under way is cancelled.
    void run(const TransactionLesson& lesson, const QString& engine, const QString& level);
    [[nodiscard]] const TransactionOrdersModel& model() const { return *m_model; }

    [[nodiscard]] OrderTable& table() const override { return *m_model; }
    [[nodiscard]] bool isBusy() const override;
    [[nodiscard]] bool isComplete() const override { return m_model->isComplete(); }
    void toggle() override;
    [[nodiscard]] QList<Choice> filters() const override;
    [[nodiscard]] QVariant filter() const override;
    void setFilter(const QVariant& filter) override;
    [[nodiscard]] QList<Choice> sortings() const override;
    [[nodiscard]] Headline headline(int column) const override;
    [[nodiscard]] OrderText orderText(quint64 rank, int column) const override;
    [[nodiscard]] Sample sample() const override;
    [[nodiscard]] CountText countText(int column) const override;
    void play(quint64 rank, int column) override;

signals:
    void transactionsAsked(
        const interleave::TransactionLesson& lesson, const QString& engine, const QString& level);

private:
    void start();
    void take(const TransactionOrders& orders);
    [[nodiscard]] QString place() const;
    [[nodiscard]] QStringList outcomes() const;

    TransactionOrdersModel* m_model;
    EnginePlaces m_places;
    /// Null until something is to be run, because nobody may ever ask for it.
    EngineWorker* m_worker = nullptr;
    QString m_level;
    QString m_version;
    /// What a server's start does now, and why not all orders were run; empty for nothing.
    QString m_told;
    QString m_problem;
};

} // namespace interleave
