#pragma once

#include "gui/orders/requestorders.h"
#include "gui/orders/transactionordersource.h"
#include "gui/pages/page.h"

#include <array>
#include <memory>
#include <optional>

namespace interleave {

class OrdersPane;
class OrdersView;
class SaveMenu;

namespace Ui {
class EveryOrderPage;
}

/// Every order in which several take their steps, and what comes of each: of clients' requests, computed
/// (gui/orders/requestorders.h), or of two transactions, run on a database
/// (gui/orders/transactionordersource.h). What takes long is done in threads of its own.
class EveryOrderPage final : public Page
{
    Q_OBJECT

public:
    /// Whose orders are shown.
    enum class Source { Requests, Transactions };

    /// \a places are servers of the user's for transactions.
    explicit EveryOrderPage(const EnginePlaces& places = {}, QWidget* parent = nullptr);
    ~EveryOrderPage() override;

    [[nodiscard]] const OrdersModel& model() const { return m_requests->model(); }
    [[nodiscard]] const TransactionOrdersModel& transactions() const { return m_transactions->model(); }
    void setSource(Source source);

    /// Nothing is under way, so the page is complete.
    [[nodiscard]] bool isSettled() const override { return !source().isBusy(); }
    [[nodiscard]] QMenu* exportMenu() const override;

    void setPresenting(bool presenting) override;
    void setTitle(const QString& title) override;

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// A source, its table, and what is chosen in it.
    struct Part final
    {
        OrderSource* source = nullptr;
        OrdersPane* pane = nullptr;
        SaveMenu* exports = nullptr;
        QMenu* copies = nullptr;
        /// The order described beside the table, and the column.
        quint64 rank = 0;
        int column = 1;
        /// By which column the rows are sorted.
        int sorting = OrderTable::OrderColumn;
    };

    [[nodiscard]] Part& part() { return m_parts.at(static_cast<size_t>(m_source)); }
    [[nodiscard]] const Part& part() const { return m_parts.at(static_cast<size_t>(m_source)); }
    [[nodiscard]] OrderSource& source() const { return *part().source; }
    [[nodiscard]] OrderTable& table() const { return source().table(); }
    [[nodiscard]] OrdersView* view() const;

    void fillChoices();
    void fillLessons();
    void fillEngines();
    void fillLevels();
    void fillFilter();
    void fillSort();
    [[nodiscard]] QMenu* makeCopyMenu(Source source);
    [[nodiscard]] SaveMenu* makeExportMenu(Source source);
    void connectAll();
    void connectPart(Source source);
    void connectTransactions();
    void ask();
    void askTransactions();
    void sortBy(int column);
    void chooseRandom();
    void play();
    void take();
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
    void revealLater();
    [[nodiscard]] ScheduleSetup chosenSetup() const;
    [[nodiscard]] QList<Part*> parts();

    std::unique_ptr<Ui::EveryOrderPage> m_ui;
    RequestOrders* m_requests;
    TransactionOrderSource* m_transactions;
    Source m_source = Source::Requests;
    std::array<Part, 2> m_parts;
    /// By the names of their entries.
    QMap<QString, TransactionLesson> m_lessons;
    /// Stands in for the computed story of the headline.
    std::optional<QString> m_title;
    /// There is no space for a column beside the table.
    bool m_narrow = false;
    /// Rows are being replaced; ignore changes of the current row, which are not the user's.
    bool m_arranging = false;
    /// Nobody has chosen one of the orders of transactions, so that the first row is shown.
    bool m_isUntouched = true;
    /// The choices of transactions are being filled; ignore their changes.
    bool m_filling = false;
};

} // namespace interleave
