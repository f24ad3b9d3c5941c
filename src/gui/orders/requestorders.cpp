#include "gui/orders/requestorders.h"

#include "core/values/text.h"
#include "schedules/schedulelesson.h"
#include "schedules/schedulestory.h"

namespace interleave {

namespace {

/// A filter as the value of a choice: its kind and its rule in one number.
constexpr int Kinds = 8;

QVariant choiceOf(const OrdersFilter& filter)
{
    return static_cast<int>(filter.kind) + (filter.rule ? Kinds * (1 + static_cast<int>(*filter.rule)) : 0);
}

OrdersFilter filterOf(const QVariant& value)
{
    OrdersFilter filter{static_cast<OrdersFilter::Kind>(value.toInt() % Kinds), std::nullopt};
    if (value.toInt() >= Kinds)
        filter.rule = static_cast<ScheduleRule>(value.toInt() / Kinds - 1);
    return filter;
}

ScheduleRule ruleIn(int column)
{
    return OrdersModel::ruleAt(column).value_or(ScheduleRule::Off);
}

} // namespace

RequestOrders::RequestOrders(QObject* parent)
    : OrderSource(parent)
    , m_model(new OrdersModel(this))
    , m_counter(new OrderCounter(this))
{
    connect(m_counter, &OrderCounter::progressed, this, [this](quint64 done) {
        m_done = done;
        emit progressed();
    });
    connect(
        m_counter,
        &OrderCounter::counted,
        this,
        [this](const std::shared_ptr<const CountedOrders>& counted) {
            m_model->setCounted(counted);
            emit replaced();
        });
}

void RequestOrders::setSetup(const ScheduleSetup& setup)
{
    m_model->setSetup(setup);
    m_done = 0;
    m_counter->count(setup);
    if (m_counter->isCounting())
        emit replaced();
}

void RequestOrders::toggle()
{
    if (!m_counter->isCounting()) {
        setSetup(m_model->setup());
        return;
    }
    m_counter->cancel();
    emit progressed();
}

QList<OrderSource::Choice> RequestOrders::filters() const
{
    QList<Choice> choices;
    const auto add = [&](const OrdersFilter& filter) {
        if (const quint64 count = m_model->countOf(filter); count > 0)
            choices.append({inWords(filter, count), choiceOf(filter)});
    };
    add({});
    if (m_model->counted() == nullptr)
        return choices;
    add({OrdersFilter::Kind::Losing, {}});
    for (const ScheduleRule rule : AllScheduleRules)
        add({OrdersFilter::Kind::Losing, rule});
    add({OrdersFilter::Kind::Differing, {}});
    return choices;
}

QVariant RequestOrders::filter() const
{
    return choiceOf(m_model->filter());
}

void RequestOrders::setFilter(const QVariant& filter)
{
    m_model->setFilter(filterOf(filter));
}

QList<OrderSource::Choice> RequestOrders::sortings() const
{
    QList<Choice> choices{{tr("in order"), OrdersModel::OrderColumn}};
    for (const ScheduleRule rule : AllScheduleRules)
        choices.append({tr("worst first: %1").arg(toTitle(rule)), OrdersModel::columnOf(rule)});
    return choices;
}

Headline RequestOrders::headline(int column) const
{
    const CountedOrders* counted = m_model->counted();
    const ScheduleLesson lesson =
        lessonOf(m_model->setup(), ruleIn(column), counted == nullptr ? nullptr : &counted->digest);
    return {lesson.story, lesson.verdicts, lesson.severity};
}

OrderSource::OrderText RequestOrders::orderText(quint64 rank, int column) const
{
    const ScheduleSetup& setup = m_model->setup();
    const ScheduleTurns order = orderAt(setup, rank);
    QString outcome = outcomeInWords(m_model->machine(ruleIn(column)), order);
    const bool canPlay = lockingOf(ruleIn(column)).has_value();
    if (!canPlay)
        outcome += QLatin1Char(' ') + tr("The stage does not have this rule yet.");
    return {
        tr("Order %1 of %2").arg(grouped(rank + 1), grouped(orderCount(setup))),
        startInWords(setup),
        orderInWords(setup, order),
        outcome,
        canPlay};
}

QString RequestOrders::countWords(ScheduleRule rule) const
{
    const quint64 orders = orderCount(m_model->setup());
    const QString all = grouped(orders);
    const int plural = pluralOf(orders);
    if (m_counter->isCounting()) {
        const quint64 percent = m_done * 100 / orders;
        return tr("Going through all %1 orders under each rule: %2 %.", nullptr, plural)
            .arg(all, QString::number(percent));
    }
    if (m_model->counted() == nullptr)
        return tr("Not counted to the end. The orders can be looked at all the same; to filter and sort "
                  "them, count.");
    const ScheduleCounts& counts = m_model->counted()->counts[static_cast<size_t>(rule)];
    if (!m_model->machine(rule).canRetry()) {
        return counts.lost == 0
                   ? tr("%1: nothing is lost in any of the %2 orders.", nullptr, plural)
                         .arg(toTitle(rule), all)
                   : tr("%1: %2 of the %3 orders lose, together %4 versions.", nullptr, pluralOf(counts.lost))
                         .arg(toTitle(rule), grouped(counts.withLost), all, grouped(counts.lost));
    }
    return tr("%1, with further attempts: %2 executions; %3 of them lose. A row stands for all whose first "
              "attempts come in its order.",
              nullptr,
              pluralOf(counts.executions))
        .arg(toTitle(rule), grouped(counts.executions), grouped(counts.withLost));
}

OrderSource::Sample RequestOrders::sample() const
{
    const ScheduleSetup& setup = m_model->setup();
    return {startInWords(setup), {orderInWords(setup, orderAt(setup, 0))}};
}

OrderSource::CountText RequestOrders::countText(int column) const
{
    CountText text{{}, countWords(ruleIn(column)), {}};
    if (m_counter->isCounting()) {
        text.title = tr("Counting");
        text.button = tr("Cancel");
    } else if (!isComplete()) {
        text.title = tr("Not counted");
        text.button = tr("Count");
    } else {
        const quint64 orders = orderCount(m_model->setup());
        text.title = tr("All %1 orders", nullptr, pluralOf(orders)).arg(grouped(orders));
    }
    return text;
}

void RequestOrders::play(quint64 rank, int column)
{
    if (const auto scenario = scenarioOf(m_model->machine(ruleIn(column)), rank))
        emit playAsked(*scenario);
}

} // namespace interleave
