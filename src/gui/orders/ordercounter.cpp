#include "gui/orders/ordercounter.h"

#include <QThread>

namespace interleave {

namespace {

constexpr quint64 FewOrders = 100;

std::shared_ptr<const CountedOrders> countNow(
    const ScheduleSetup& setup,
    const std::atomic<bool>& cancelled,
    const std::function<void(quint64)>& progress)
{
    auto digest = sweep(setup, cancelled, progress);
    if (!digest)
        return nullptr;
    auto orders = std::make_shared<CountedOrders>();
    orders->digest = std::move(*digest);
    for (const ScheduleRule rule : AllScheduleRules)
        orders->counts[static_cast<size_t>(rule)] = ScheduleCounting(setup, rule).counts();
    return orders;
}

} // namespace

OrderCounter::OrderCounter(QObject* parent)
    : QObject(parent)
{
}

OrderCounter::~OrderCounter()
{
    stop();
}

void OrderCounter::count(const ScheduleSetup& setup)
{
    stop();
    auto cancelled = std::make_shared<std::atomic<bool>>(false);
    if (orderCount(setup) <= FewOrders) {
        emit counted(countNow(setup, *cancelled, {}));
        return;
    }
    m_cancelled = cancelled;
    m_thread = QThread::create([this, setup, cancelled] {
        const auto orders = countNow(setup, *cancelled, [this, cancelled](quint64 done) {
            QMetaObject::invokeMethod(this, [this, cancelled, done] {
                if (!*cancelled)
                    emit progressed(done);
            });
        });
        QMetaObject::invokeMethod(this, [this, cancelled, orders] {
            // The count was cancelled, and perhaps another one is under way.
            if (*cancelled || orders == nullptr)
                return;
            stop();
            emit counted(orders);
        });
    });
    m_thread->start();
}

void OrderCounter::cancel()
{
    stop();
}

void OrderCounter::stop()
{
    if (m_thread == nullptr)
        return;
    *m_cancelled = true;
    m_thread->wait();
    delete m_thread;
    m_thread = nullptr;
}

} // namespace interleave
