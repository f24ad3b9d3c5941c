#pragma once

#include "gui/orders/ordersmodel.h"
#include "gui/pages/page.h"

#include <memory>
#include <optional>

namespace interleave {

class OrdersView;
class SaveMenu;

namespace Ui {
class EveryOrderPage;
}

/// Every order in which some clients can take their steps, and the result of each under each rule. A row is
/// an order of *first* attempts; with retries it stands for all executions in which these come in that order,
/// and is safe only if none of them loses anything (schedules/scheduleoutcome.h). Counts in a separate
/// thread.
class EveryOrderPage final : public Page
{
    Q_OBJECT

public:
    explicit EveryOrderPage(QWidget* parent = nullptr);
    ~EveryOrderPage() override;

    [[nodiscard]] const OrdersModel& model() const { return *m_model; }
    /// Nothing is being counted, so the page is complete.
    [[nodiscard]] bool isSettled() const override { return !m_counter->isCounting(); }
    [[nodiscard]] QMenu* exportMenu() const override;

    void setPresenting(bool presenting) override;
    void setTitle(const QString& title) override;

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fillChoices();
    void fillFilter();
    void fillSort();
    void fillCopyMenu();
    void connectAll();
    void ask();
    void take(const std::shared_ptr<const CountedOrders>& counted);
    void chooseRandom();
    void play();
    void showRow();
    void noteCurrent();
    void render();
    void renderHeadline();
    void renderOrder();
    void renderCount();
    void arrange();
    void arrangeBars();
    void arrangeScrolled();
    [[nodiscard]] bool isSlim() const;
    void measure();
    void copy(const QString& text);
    [[nodiscard]] ScheduleSetup chosenSetup() const;
    [[nodiscard]] QString countWords() const;

    std::unique_ptr<Ui::EveryOrderPage> m_ui;
    OrdersView* m_view = nullptr;
    OrdersModel* m_model;
    OrderCounter* m_counter;
    SaveMenu* m_exportMenu;
    /// Stands in for the computed story of the headline.
    std::optional<QString> m_title;
    /// The order described beside the table, and the rule.
    quint64 m_rank = 1;
    ScheduleRule m_rule = ScheduleRule::Off;
    /// How many orders the current count has finished.
    quint64 m_done = 0;
    /// There is no space for a column beside the table.
    bool m_narrow = false;
    /// Rows are being replaced; ignore changes of the current row, which are not the user's.
    bool m_arranging = false;
};

} // namespace interleave
