#pragma once

#include "core/scenario/scenario.h"
#include "gui/orders/ordersmodel.h"
#include "gui/orders/ordersource.h"

namespace interleave {

/// Every order in which some clients can take their steps, and the result of each under each rule. A row is
/// an order of *first* attempts; with retries it stands for all executions in which these come in that order,
/// and is safe only if none of them loses anything (schedules/scheduleoutcome.h). Counts in a separate thread.
class RequestOrders final : public OrderSource
{
    Q_OBJECT

public:
    explicit RequestOrders(QObject* parent = nullptr);

    /// Counts the orders of that setup.
    void setSetup(const ScheduleSetup& setup);
    [[nodiscard]] const OrdersModel& model() const { return *m_model; }

    [[nodiscard]] OrderTable& table() const override { return *m_model; }
    [[nodiscard]] bool isBusy() const override { return m_counter->isCounting(); }
    [[nodiscard]] bool isComplete() const override { return m_model->counted() != nullptr; }
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
    void playAsked(const interleave::Scenario& scenario);

private:
    [[nodiscard]] QString countWords(ScheduleRule rule) const;

    OrdersModel* m_model;
    OrderCounter* m_counter;
    /// How many orders the current count has finished.
    quint64 m_done = 0;
};

} // namespace interleave
