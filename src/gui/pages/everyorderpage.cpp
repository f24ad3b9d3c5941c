#include "gui/pages/everyorderpage.h"

#include "ui_everyorderpage.h"

#include "core/values/text.h"
#include "gui/export/savemenu.h"
#include "gui/orders/ordersview.h"
#include "gui/theme/presses.h"

#include <QHeaderView>
#include <QMenu>
#include <QRandomGenerator>

namespace interleave {

namespace {

QVariant choice(auto value)
{
    return static_cast<int>(value);
}

} // namespace

EveryOrderPage::EveryOrderPage(const EnginePlaces& places, QWidget* parent)
    : Page(parent)
    , m_ui(std::make_unique<Ui::EveryOrderPage>())
    , m_requests(new RequestOrders(this))
    , m_transactions(new TransactionOrderSource(places, this))
{
    m_ui->setupUi(this);
    m_parts[0] = {m_requests, m_ui->ordersPane};
    m_parts[0].rank = 1;
    m_parts[1] = {m_transactions, m_ui->transactionsPane};
    m_parts[1].sorting = TransactionOrdersModel::EndColumn;
    m_ui->transactionsPane->view()->setObjectName(QStringLiteral("transactionOrdersView"));
    m_ui->transactionsPane->view()->setAccessibleName(tr("Orders of transactions"));
    // Rearrange what is too wide instead of making the window wider.
    m_ui->rows->setSizeConstraint(QLayout::SetNoConstraint);
    setRepeating(*m_ui->randomButton, true);
    fillChoices();
    fillLessons();
    for (const Source source : {Source::Requests, Source::Transactions}) {
        Part& made = m_parts.at(static_cast<size_t>(source));
        made.copies = makeCopyMenu(source);
        made.exports = makeExportMenu(source);
        connectPart(source);
    }
    connectAll();
    connectTransactions();
    ask();
    setSource(Source::Requests);
}

EveryOrderPage::~EveryOrderPage() = default;

QList<EveryOrderPage::Part*> EveryOrderPage::parts()
{
    return {&m_parts[0], &m_parts[1]};
}

OrdersView* EveryOrderPage::view() const
{
    return part().pane->view();
}

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
        m_ui->ruleChoice->addChoice(toTitle(rule), OrdersModel::columnOf(rule));
    m_ui->filterChoice->setSubject(tr("Show"));
    m_ui->sortChoice->setSubject(tr("Sorting"));
}

void EveryOrderPage::fillFilter()
{
    const QVariant before = source().filter();
    m_ui->filterChoice->clearChoices();
    for (const OrderSource::Choice& each : source().filters())
        m_ui->filterChoice->addChoice(each.text, each.value);
    m_ui->filterChoice->choose(before);
    source().setFilter(m_ui->filterChoice->value());
}

void EveryOrderPage::fillSort()
{
    const int before = part().sorting;
    m_ui->sortChoice->clearChoices();
    for (const OrderSource::Choice& each : source().sortings())
        m_ui->sortChoice->addChoice(each.text, each.value);
    m_ui->sortChoice->choose(before);
    view()->horizontalHeader()->setSortIndicator(before, Qt::DescendingOrder);
}

QMenu* EveryOrderPage::exportMenu() const
{
    return part().exports;
}

void EveryOrderPage::connectPart(Source source)
{
    const Part& part = m_parts.at(static_cast<size_t>(source));
    OrdersView* const view = part.pane->view();
    view->setModel(&part.source->table());
    connect(part.source, &OrderSource::replaced, this, [this, source] {
        if (source == m_source)
            take();
    });
    connect(part.source, &OrderSource::progressed, this, [this, source] {
        if (source == m_source)
            render();
    });
    connect(view->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
        m_ui->sortChoice->choose(column);
    });
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &EveryOrderPage::noteCurrent);
    connect(view, &OrdersView::playAsked, this, &EveryOrderPage::play);
}

void EveryOrderPage::connectAll()
{
    connect(m_requests, &RequestOrders::playAsked, this, &Page::playAsked);
    for (const ChoiceButton* button :
         {m_ui->clientsChoice, m_ui->programChoice, m_ui->retryChoice, m_ui->tickChoice})
        connect(button, &ChoiceButton::chosen, this, &EveryOrderPage::ask);
    connect(m_ui->filterChoice, &ChoiceButton::chosen, this, [this](const QVariant& value) {
        m_arranging = true;
        source().setFilter(value);
        showRow();
    });
    connect(m_ui->sortChoice, &ChoiceButton::chosen, this, [this](const QVariant& value) {
        sortBy(value.toInt());
    });
    connect(m_ui->ruleChoice, &ChoiceButton::chosen, this, [this](const QVariant& value) {
        // The row that was just clicked must not move.
        if (m_source != Source::Requests || part().column == value.toInt())
            return;
        part().column = value.toInt();
        showRow();
    });
    connect(m_ui->randomButton, &QPushButton::clicked, this, &EveryOrderPage::chooseRandom);
    connect(m_ui->playOrderButton, &QPushButton::clicked, this, &EveryOrderPage::play);
    connect(m_ui->countButton, &QPushButton::clicked, this, [this] { source().toggle(); });
    connect(m_ui->requestsButton, &QPushButton::clicked, this, [this] { setSource(Source::Requests); });
    connect(
        m_ui->transactionsButton, &QPushButton::clicked, this, [this] { setSource(Source::Transactions); });
}

void EveryOrderPage::setSource(Source source)
{
    m_source = source;
    const bool isOfTransactions = source == Source::Transactions;
    m_ui->requestsButton->setChecked(!isOfTransactions);
    m_ui->transactionsButton->setChecked(isOfTransactions);
    m_ui->questionBar->setHidden(isOfTransactions);
    m_ui->transactionBar->setHidden(!isOfTransactions);
    for (const Part* each : parts())
        each->pane->setVisible(each == &part());
    m_ui->ruleChoice->setHidden(isOfTransactions);
    m_ui->playOrderButton->setText(isOfTransactions ? tr("Play") : tr("Play on stage"));
    m_ui->copyButton->setMenu(part().copies);
    // Nothing was run before it was asked for.
    if (isOfTransactions && m_transactions->model().size() == 0 && !m_transactions->isBusy())
        askTransactions();
    fillSort();
    arrange();
    take();
    emit controlsChanged();
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
    if (orderCount(setup) != orderCount(model().setup()))
        m_parts[0].rank = 1;
    m_arranging = true;
    m_requests->setSetup(setup);
}

/// The table has other rows.
void EveryOrderPage::take()
{
    m_arranging = true;
    measure();
    fillFilter();
    showRow();
}

void EveryOrderPage::sortBy(int column)
{
    const Qt::SortOrder order = column == OrderTable::OrderColumn ? Qt::AscendingOrder : Qt::DescendingOrder;
    part().sorting = column;
    view()->horizontalHeader()->setSortIndicator(column, order);
    m_arranging = true;
    table().sort(column, order);
    showRow();
}

/// Selects the chosen order again, or the first visible one if the filter hides it.
void EveryOrderPage::showRow()
{
    m_arranging = false;
    const bool isFirst = m_source == Source::Transactions && m_isUntouched;
    int row = isFirst ? -1 : table().rowOf(part().rank);
    if (row < 0 && table().rowCount() > 0) {
        row = 0;
        part().rank = table().rankAt(0);
    }
    const QModelIndex index = table().index(row, part().column);
    const bool isUntouched = m_isUntouched;
    view()->setCurrentIndex(index);
    m_isUntouched = isUntouched;
    view()->reveal(index);
    render();
}

void EveryOrderPage::noteCurrent()
{
    const QModelIndex current = view()->currentIndex();
    if (m_arranging || !current.isValid())
        return;
    part().rank = table().rankAt(current.row());
    m_isUntouched = m_isUntouched && m_source != Source::Transactions;
    if (current.column() != OrderTable::OrderColumn)
        part().column = current.column();
    renderHeadline();
    renderOrder();
    renderCount();
    const QPoint row = view()->viewport()->mapTo(m_ui->content, view()->visualRect(current).center());
    m_ui->scrollArea->ensureVisible(row.x(), row.y(), 0, view()->rowHeight(current.row()));
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
    const int rows = table().rowCount();
    if (rows < 2)
        return;
    // Choose another row than the current one, so that the button always does something.
    const int now = table().rowOf(part().rank);
    const int steps = 1 + static_cast<int>(QRandomGenerator::global()->bounded(rows - 1));
    const QModelIndex index = table().index((now + steps) % rows, part().column);
    view()->setCurrentIndex(index);
    view()->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void EveryOrderPage::play()
{
    if (table().rowOf(part().rank) >= 0)
        source().play(part().rank, part().column);
}

void EveryOrderPage::render()
{
    // The numbers in the texts may have become longer.
    arrangeBars();
    m_ui->filterChoice->setEnabled(source().isComplete());
    m_ui->sortChoice->setEnabled(source().isComplete());
    renderHeadline();
    renderOrder();
    renderCount();
}

void EveryOrderPage::renderHeadline()
{
    Headline headline = source().headline(part().column);
    headline.story = m_title.value_or(headline.story);
    m_ui->headlineBar->setHeadline(headline);
}

void EveryOrderPage::renderOrder()
{
    const OrderSource::OrderText text = source().orderText(part().rank, part().column);
    m_ui->orderLabel->setText(text.title);
    m_ui->startLabel->setText(text.start);
    m_ui->wordsLabel->setText(text.words);
    m_ui->outcomeLabel->setText(text.outcome);
    m_ui->playOrderButton->setEnabled(text.canPlay);
    m_ui->randomButton->setEnabled(table().rowCount() > 1);
    if (m_source == Source::Requests)
        m_ui->ruleChoice->choose(part().column);
}

void EveryOrderPage::renderCount()
{
    const OrderSource::CountText text = source().countText(part().column);
    m_ui->countLabel->setText(text.title);
    m_ui->countWords->setText(text.words);
    m_ui->countButton->setVisible(!text.button.isEmpty());
    if (!text.button.isEmpty())
        m_ui->countButton->setText(text.button);
    m_ui->copyButton->setVisible(source().isComplete() && !source().isBusy());
    // Where there is no space for both, what can be ended comes first.
    const bool isShown = !m_narrow || (m_source == Source::Transactions && !source().isComplete());
    m_ui->countCard->setVisible(isShown);
    m_ui->orderCard->setVisible(!m_narrow || !isShown);
}

} // namespace interleave
