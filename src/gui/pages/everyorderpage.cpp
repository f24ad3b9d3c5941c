#include "gui/pages/everyorderpage.h"

#include "ui_everyorderpage.h"

#include "core/values/text.h"
#include "gui/export/pngfile.h"
#include "gui/export/savemenu.h"
#include "gui/orders/ordersview.h"
#include "gui/theme/presses.h"
#include "schedules/schedulereport.h"
#include "schedules/schedulestory.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QRandomGenerator>

namespace interleave {

namespace {

/// A limit, because nobody pastes more rows.
constexpr int MostCopiedRows = 10'000;

QVariant choice(auto value)
{
    return static_cast<int>(value);
}

/// A filter as the value of a choice: its kind and its rule in one number.
QVariant choiceOf(const OrdersFilter& filter)
{
    constexpr int kinds = 8;
    return static_cast<int>(filter.kind) + (filter.rule ? kinds * (1 + static_cast<int>(*filter.rule)) : 0);
}

OrdersFilter filterOf(const QVariant& value)
{
    constexpr int kinds = 8;
    OrdersFilter filter{static_cast<OrdersFilter::Kind>(value.toInt() % kinds), std::nullopt};
    if (value.toInt() >= kinds)
        filter.rule = static_cast<ScheduleRule>(value.toInt() / kinds - 1);
    return filter;
}

} // namespace

EveryOrderPage::EveryOrderPage(QWidget* parent)
    : Page(parent)
    , m_ui(std::make_unique<Ui::EveryOrderPage>())
    , m_model(new OrdersModel(this))
    , m_counter(new OrderCounter(this))
    , m_exportMenu(new SaveMenu(*this))
{
    m_ui->setupUi(this);
    m_view = m_ui->ordersPane->view();
    // Rearrange what is too wide instead of making the window wider.
    m_ui->rows->setSizeConstraint(QLayout::SetNoConstraint);
    m_view->setModel(m_model);
    setRepeating(*m_ui->randomButton, true);
    fillChoices();
    fillCopyMenu();
    connectAll();
    ask();
}

EveryOrderPage::~EveryOrderPage() = default;

void EveryOrderPage::fillChoices()
{
    m_ui->clientsChoice->setSubject(tr("Clients"));
    for (int clients = ScheduleSetup::FewestClients; clients <= ScheduleSetup::MostClients; ++clients)
        m_ui->clientsChoice->addChoice(tr("%n clients", nullptr, clients), clients);

    m_ui->programChoice->setSubject(tr("What each client does"));
    m_ui->programChoice->addChoice(
        tr("read → save\nEach reads, and saves what it made of that."), choice(ScheduleProgram::ReadSave));
    m_ui->programChoice->addChoice(
        tr("read → edit → save\nWith a step in between, in which others can act."),
        choice(ScheduleProgram::ReadEditSave));

    m_ui->retryChoice->setSubject(tr("Retry"));
    m_ui->retryChoice->addChoice(tr("none\nA client that is refused gives up."), choice(ScheduleRetry::None));
    m_ui->retryChoice->addChoice(
        tr("once\nA client that is refused does all its steps once more."), choice(ScheduleRetry::Once));
    m_ui->retryChoice->addChoice(
        tr("forever\nA client that is refused begins again until it is let in."),
        choice(ScheduleRetry::Forever));

    m_ui->tickChoice->setSubject(tr("Clock"));
    m_ui->tickChoice->addChoice(
        tr("same second\nAll happens within one second, and the record was last saved in it too."),
        choice(ScheduleTick::Same));
    m_ui->tickChoice->addChoice(
        tr("record older\nAll happens within one second; the record was last saved before it."),
        choice(ScheduleTick::Older));

    m_ui->ruleChoice->setSubject(tr("Rule"));
    for (const ScheduleRule rule : AllScheduleRules)
        m_ui->ruleChoice->addChoice(toTitle(rule), choice(rule));
    m_ui->filterChoice->setSubject(tr("Show"));
    m_ui->sortChoice->setSubject(tr("Sorting"));
    fillSort();
}

void EveryOrderPage::fillFilter()
{
    const OrdersFilter before = m_model->filter();
    const auto add = [this](const OrdersFilter& filter) {
        if (const quint64 count = m_model->countOf(filter); count > 0)
            m_ui->filterChoice->addChoice(inWords(filter, count), choiceOf(filter));
    };
    m_ui->filterChoice->clearChoices();
    add({});
    if (m_model->counted() != nullptr) {
        add({OrdersFilter::Kind::Losing, {}});
        for (const ScheduleRule rule : AllScheduleRules)
            add({OrdersFilter::Kind::Losing, rule});
        add({OrdersFilter::Kind::Differing, {}});
    }
    m_ui->filterChoice->choose(choiceOf(before));
    m_model->setFilter(filterOf(m_ui->filterChoice->value()));
}

void EveryOrderPage::fillSort()
{
    m_ui->sortChoice->addChoice(tr("in order"), choice(OrdersModel::OrderColumn));
    for (const ScheduleRule rule : AllScheduleRules)
        m_ui->sortChoice->addChoice(tr("worst first: %1").arg(toTitle(rule)), OrdersModel::columnOf(rule));
}

void EveryOrderPage::fillCopyMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("copyMenu"));
    const auto add = [this, menu](const char* name, const QString& text, auto make) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, make] { copy(make()); });
        return action;
    };
    add("copyCountsCsv", tr("Copy the counts as CSV"), [this] { return countsAsCsv(m_model->setup()); });
    add("copyCountsMarkdown", tr("Copy the counts as Markdown"), [this] {
        return countsAsMarkdown(m_model->setup());
    });
    menu->addSeparator();
    const QList<QAction*> orders{
        add("copyOrdersCsv", {}, [this] { return m_model->asCsv(); }),
        add("copyOrdersMarkdown", {}, [this] { return m_model->asMarkdown(); })};
    const auto renderOrders = [this, orders] {
        const int rows = m_model->rowCount();
        const bool few = rows <= MostCopiedRows;
        const QString most = grouped(MostCopiedRows);
        orders.first()->setText(
            few ? tr("Copy the orders shown as CSV")
                : tr("Copy the orders shown as CSV\nThere are more than %1: show fewer of them first.")
                      .arg(most));
        orders.last()->setText(
            few ? tr("Copy the orders shown as Markdown")
                : tr("Copy the orders shown as Markdown\nThere are more than %1: show fewer of them first.")
                      .arg(most));
        for (QAction* action : orders)
            action->setEnabled(few);
    };
    connect(menu, &QMenu::aboutToShow, this, renderOrders);
    m_ui->copyButton->setMenu(menu);

    m_exportMenu->setObjectName(QStringLiteral("ordersExportMenu"));
    m_exportMenu->setTitle(tr("Export"));
    m_exportMenu->addSave(
        tr("Save the page as picture (PNG)…"),
        tr("Pictures (*.png)"),
        QStringLiteral("saveOrdersPicture"),
        [this] { return pngOf(grab().toImage()); });
    m_exportMenu->addSave(
        tr("Save the orders shown as CSV…"), tr("Tables (*.csv)"), QStringLiteral("saveOrdersCsv"), [this] {
            return m_model->asCsv().toUtf8();
        });
    m_exportMenu->addSave(
        tr("Save the counts as CSV…"), tr("Tables (*.csv)"), QStringLiteral("saveCountsCsv"), [this] {
            return countsAsCsv(m_model->setup()).toUtf8();
        });
    connect(m_exportMenu, &SaveMenu::problemMet, this, &EveryOrderPage::problemMet);
    m_exportMenu->addSeparator();
    m_exportMenu->addActions(menu->actions());
    connect(m_exportMenu, &QMenu::aboutToShow, this, renderOrders);
}

QMenu* EveryOrderPage::exportMenu() const
{
    return m_exportMenu;
}

void EveryOrderPage::connectAll()
{
    for (const ChoiceButton* button :
         {m_ui->clientsChoice, m_ui->programChoice, m_ui->retryChoice, m_ui->tickChoice})
        connect(button, &ChoiceButton::chosen, this, &EveryOrderPage::ask);
    connect(m_ui->filterChoice, &ChoiceButton::chosen, this, [this](const QVariant& value) {
        m_arranging = true;
        m_model->setFilter(filterOf(value));
        showRow();
    });
    connect(m_ui->sortChoice, &ChoiceButton::chosen, this, [this](const QVariant& value) {
        const int column = value.toInt();
        m_view->horizontalHeader()->setSortIndicator(
            column, column == OrdersModel::OrderColumn ? Qt::AscendingOrder : Qt::DescendingOrder);
        m_arranging = true;
        m_model->sort(column, column == OrdersModel::OrderColumn ? Qt::AscendingOrder : Qt::DescendingOrder);
        showRow();
    });
    connect(m_view->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
        m_ui->sortChoice->choose(column);
    });
    connect(m_ui->ruleChoice, &ChoiceButton::chosen, this, [this](const QVariant& value) {
        m_rule = static_cast<ScheduleRule>(value.toInt());
        showRow();
    });
    connect(
        m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &EveryOrderPage::noteCurrent);
    connect(m_view, &OrdersView::playAsked, this, &EveryOrderPage::play);
    connect(m_ui->randomButton, &QPushButton::clicked, this, &EveryOrderPage::chooseRandom);
    connect(m_ui->playOrderButton, &QPushButton::clicked, this, &EveryOrderPage::play);
    connect(m_ui->countButton, &QPushButton::clicked, this, [this] {
        if (!m_counter->isCounting()) {
            ask();
            return;
        }
        m_counter->cancel();
        render();
    });
    connect(m_counter, &OrderCounter::progressed, this, [this](quint64 done) {
        m_done = done;
        renderCount();
    });
    connect(m_counter, &OrderCounter::counted, this, &EveryOrderPage::take);
}

ScheduleSetup EveryOrderPage::chosenSetup() const
{
    return {
        m_ui->clientsChoice->value().toInt(),
        static_cast<ScheduleProgram>(m_ui->programChoice->value().toInt()),
        static_cast<ScheduleRetry>(m_ui->retryChoice->value().toInt()),
        static_cast<ScheduleTick>(m_ui->tickChoice->value().toInt())};
}

void EveryOrderPage::ask()
{
    const ScheduleSetup setup = chosenSetup();
    if (orderCount(setup) != orderCount(m_model->setup()))
        m_rank = 1;
    m_arranging = true;
    m_model->setSetup(setup);
    m_done = 0;
    measure();
    m_counter->count(setup);
    if (m_counter->isCounting()) {
        fillFilter();
        showRow();
    }
}

void EveryOrderPage::take(const std::shared_ptr<const CountedOrders>& counted)
{
    m_arranging = true;
    m_model->setCounted(counted);
    fillFilter();
    showRow();
}

/// Selects the chosen order again, or the first visible one if the filter hides it.
void EveryOrderPage::showRow()
{
    m_arranging = false;
    int row = m_model->rowOf(m_rank);
    if (row < 0 && m_model->rowCount() > 0) {
        row = 0;
        m_rank = m_model->rankAt(0);
    }
    const QModelIndex index = m_model->index(row, OrdersModel::columnOf(m_rule));
    m_view->setCurrentIndex(index);
    m_view->reveal(index);
    render();
}

void EveryOrderPage::noteCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    if (m_arranging || !current.isValid())
        return;
    m_rank = m_model->rankAt(current.row());
    m_rule = OrdersModel::ruleAt(current.column()).value_or(m_rule);
    m_ui->ruleChoice->choose(choice(m_rule));
    renderHeadline();
    renderOrder();
    renderCount();
    const QPoint row = m_view->viewport()->mapTo(m_ui->content, m_view->visualRect(current).center());
    m_ui->scrollArea->ensureVisible(row.x(), row.y(), 0, m_view->rowHeight(current.row()));
}

void EveryOrderPage::setTitle(const QString& title)
{
    m_title = title;
    arrange();
    renderHeadline();
}

void EveryOrderPage::setPresenting(bool presenting)
{
    m_ui->headlineBar->setLarge(presenting);
}

void EveryOrderPage::chooseRandom()
{
    const int rows = m_model->rowCount();
    if (rows < 2)
        return;
    // Choose another row than the current one, so that the button always does something.
    const int now = m_model->rowOf(m_rank);
    const int steps = 1 + static_cast<int>(QRandomGenerator::global()->bounded(rows - 1));
    const QModelIndex index = m_model->index((now + steps) % rows, OrdersModel::columnOf(m_rule));
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void EveryOrderPage::play()
{
    if (const auto scenario = scenarioOf(m_model->machine(m_rule), m_rank))
        emit playAsked(*scenario);
}

void EveryOrderPage::copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

void EveryOrderPage::render()
{
    const bool counted = m_model->counted() != nullptr;
    // The numbers in the texts may have become longer.
    arrangeBars();
    m_ui->filterChoice->setEnabled(counted);
    m_ui->sortChoice->setEnabled(counted);
    renderOrder();
    renderCount();
}

} // namespace interleave
