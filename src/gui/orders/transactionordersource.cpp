#include "gui/orders/transactionordersource.h"

#include "core/transactions/knownengines.h"
#include "core/values/textformat.h"
#include "engine/engineworker.h"
#include "core/values/text.h"
#include "gui/orders/transactionorderwords.h"

#include <algorithm>

namespace interleave {

using Filter = TransactionOrdersModel::Filter;

TransactionOrderSource::TransactionOrderSource(EnginePlaces places, QObject* parent)
    : OrderSource(parent)
    , m_model(new TransactionOrdersModel(this))
    , m_places(std::move(places))
{
}

TransactionOrderSource::~TransactionOrderSource() = default;

bool TransactionOrderSource::isBusy() const
{
    return m_worker != nullptr && m_worker->isBusy();
}

void TransactionOrderSource::run(const TransactionLesson& lesson, const QString& engine, const QString& level)
{
    m_level = level;
    m_model->setLesson(lesson, engine);
    start();
    emit replaced();
}

void TransactionOrderSource::start()
{
    if (m_worker == nullptr) {
        m_worker = new EngineWorker(m_places, this);
        connect(m_worker, &EngineWorker::told, this, [this](const QString& sentence) {
            m_told = sentence;
            emit progressed();
        });
        connect(m_worker, &EngineWorker::busyChanged, this, &OrderSource::progressed);
    }
    m_worker->cancel();
    m_told.clear();
    m_problem.clear();
    m_version.clear();
    const auto heard = [this](const TransactionOrder& order) {
        m_told.clear();
        m_model->setResult(order);
        emit progressed();
    };
    m_worker->run(
        [worker = m_worker, era = m_worker->era(), lesson = m_model->lesson(), engine = m_model->engine(),
         level = m_level, heard](EnginePool& pool, const std::stop_token& stop) {
            return runOrdersOn(pool, engine, lesson, level, stop, [&](const TransactionOrder& order) {
                worker->deliver(era, [heard, order] { heard(order); });
            });
        },
        [this](const TransactionOrders& orders) { take(orders); });
}

void TransactionOrderSource::take(const TransactionOrders& orders)
{
    m_told.clear();
    m_version = orders.version;
    m_problem = orders.problem;
    if (m_problem.isEmpty())
        m_model->setComplete();
    emit replaced();
}

void TransactionOrderSource::toggle()
{
    if (isBusy()) {
        m_worker->cancel();
        m_told.clear();
        m_problem = tr("Cancelled: %n of the orders were run.", nullptr, m_model->sums().run);
        emit progressed();
        return;
    }
    run(TransactionLesson(m_model->lesson()), QString(m_model->engine()), QString(m_level));
}

QList<OrderSource::Choice> TransactionOrderSource::filters() const
{
    QList<Choice> choices{{tr("all %n orders", nullptr, m_model->size()), static_cast<int>(Filter::All)}};
    if (!isComplete())
        return choices;
    if (const int wrong = m_model->countOf(Filter::Wrong); wrong > 0)
        choices.append({tr("only the %n that are wrong", "orders", wrong), static_cast<int>(Filter::Wrong)});
    if (const int possible = m_model->countOf(Filter::Possible); possible < m_model->size())
        choices.append(
            {tr("only the %n that are possible", "orders", possible), static_cast<int>(Filter::Possible)});
    return choices;
}

QVariant TransactionOrderSource::filter() const
{
    return static_cast<int>(m_model->filter());
}

void TransactionOrderSource::setFilter(const QVariant& filter)
{
    m_model->setFilter(static_cast<Filter>(filter.toInt()));
}

QList<OrderSource::Choice> TransactionOrderSource::sortings() const
{
    return {
        {tr("worst first"), TransactionOrdersModel::EndColumn},
        {tr("in order"), TransactionOrdersModel::OrderColumn},
        {tr("who waits first"), TransactionOrdersModel::WaitedColumn},
        {tr("who is refused first"), TransactionOrdersModel::RefusedColumn},
        {tr("not possible first"), TransactionOrdersModel::ImpossibleColumn}};
}

/// "PostgreSQL, read committed"
QString TransactionOrderSource::place() const
{
    const KnownEngine* engine = knownEngine(m_model->engine());
    return tr("%1, %2", "an engine and its level")
        .arg(engine == nullptr ? m_model->engine() : engine->title, m_level);
}

/// What came of all orders, the longest wording first.
QStringList TransactionOrderSource::outcomes() const
{
    const TransactionOrdersModel::Sums& all = m_model->sums();
    const QString wrong = QString::number(all.wrong);
    const QString orders = QString::number(m_model->size());
    if (all.wrong == 0) {
        if (all.refused > 0)
            return {
                tr("no order goes wrong; in %n somebody is refused", "a number of orders", all.refused),
                tr("no order goes wrong")};
        return all.waited > 0
                   ? QStringList{tr("no order goes wrong; in %n somebody waits", "a number of orders", all.waited), tr("no order goes wrong")}
                   : QStringList{tr("no order goes wrong, and nobody waits"), tr("no order goes wrong")};
    }
    QStringList names;
    for (const QString& anomaly : all.anomalies)
        names.append(anomaly.isEmpty() ? tr("no order explains it") : Text::tr(anomaly.toUtf8().constData()));
    QString what = tr("%1 of %2 orders go wrong: %3", nullptr, all.wrong).arg(wrong, orders, listed(names));
    if (all.anomalies == QStringList(QStringLiteral("lost update")))
        what = tr("%1 of %2 orders lose an update", nullptr, all.wrong).arg(wrong, orders);
    if (all.anomalies == QStringList(QStringLiteral("dirty read")))
        what = tr("%1 of %2 orders read what was never committed", nullptr, all.wrong).arg(wrong, orders);
    return {what, tr("%1 of %2 orders go wrong", nullptr, all.wrong).arg(wrong, orders)};
}

Headline TransactionOrderSource::headline(int) const
{
    QStringList serial;
    for (int rank = 0; rank < m_model->size(); ++rank) {
        if (m_model->isSerial(static_cast<quint64>(rank)))
            serial.append(QString::number(rank + 1));
    }
    Headline headline;
    if (!serial.isEmpty())
        headline.story =
            tr("Your test probably ran order %1.", "numbers of orders").arg(listed(serial, ListStyle::Or));
    if (!isComplete()) {
        headline.outcome = {tr("%1: not all run yet", "an engine and its level").arg(place()), tr("not all run yet")};
        headline.severity = Severity::Pending;
        return headline;
    }
    for (const QString& outcome : outcomes()) {
        if (headline.outcome.isEmpty())
            headline.outcome.append(tr("%1: %2", "an engine and its level; what came of it").arg(place(), outcome));
        headline.outcome.append(outcome);
    }
    headline.severity = m_model->sums().wrong > 0 ? Severity::Lost : Severity::Good;
    return headline;
}

OrderSource::OrderText TransactionOrderSource::orderText(quint64 rank, int) const
{
    if (rank >= static_cast<quint64>(m_model->size()))
        return {{}, {}, {}, m_problem, false};
    const TransactionLesson& lesson = m_model->lesson();
    const TransactionOrder* result = m_model->result(rank);
    QString outcome = result == nullptr ? m_problem : outcomeInWords(lesson, *result);
    if (outcome.isEmpty())
        outcome = tr("It has not been run yet.");
    return {
        tr("Order %1 of %2").arg(QString::number(rank + 1), QString::number(m_model->size())),
        lesson.story,
        orderInWords(lesson, m_model->engine(), m_model->turnsOf(rank)),
        outcome,
        true};
}

OrderSource::Sample TransactionOrderSource::sample() const
{
    constexpr int most = 100;
    Sample sample{m_model->lesson().story, {}};
    for (int rank = 0; rank < std::min(most, m_model->size()); ++rank)
        sample.words.append(orderInWords(m_model->lesson(), m_model->engine(), m_model->turnsOf(static_cast<quint64>(rank))));
    return sample;
}

OrderSource::CountText TransactionOrderSource::countText(int) const
{
    CountText text;
    if (isBusy()) {
        const int done = m_model->sums().run;
        text.title = tr("Running");
        text.words = m_told.isEmpty() ? tr("%1: %2 of %3 orders were run.", nullptr, done)
                                            .arg(place(), QString::number(done), QString::number(m_model->size()))
                                      : m_told;
        text.button = tr("Cancel");
    } else if (!isComplete()) {
        text.title = tr("Not run");
        text.words = m_problem;
        text.button = tr("Run");
    } else {
        text.title = tr("All %n orders", nullptr, m_model->size());
        text.words =
            tr("Each was run on %1 %2, %3. A BEGIN goes with the step after it.",
               "an engine, its version and a level")
                .arg(knownEngine(m_model->engine())->title, m_version, m_level);
        text.button = tr("Run again");
    }
    return text;
}

/// The order's own story takes the place of the lesson's.
void TransactionOrderSource::play(quint64 rank, int)
{
    const QList<int>& turns = m_model->turnsOf(rank);
    TransactionLesson lesson = lessonInOrder(m_model->lesson(), turns);
    lesson.title = tr("%1 · order %2", "a lesson and a number").arg(m_model->lesson().title, QString::number(rank + 1));
    lesson.story = orderInWords(m_model->lesson(), m_model->engine(), turns);
    lesson.summary = lesson.story;
    emit transactionsAsked(lesson, m_model->engine(), m_level);
}

} // namespace interleave
