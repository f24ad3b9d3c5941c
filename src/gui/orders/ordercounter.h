#pragma once

#include "schedules/schedulecounting.h"
#include "schedules/schedulesweep.h"

#include <QObject>

#include <atomic>
#include <memory>

class QThread;

namespace interleave {

/// All that is known of the orders of one setup.
struct CountedOrders final
{
    ScheduleDigest digest;
    std::array<ScheduleCounts, AllScheduleRules.size()> counts;
};

/// Counts off the window's thread, one setup at a time. Few orders are counted at once, before count()
/// returns, so that nothing flickers.
class OrderCounter final : public QObject
{
    Q_OBJECT

public:
    explicit OrderCounter(QObject* parent = nullptr);
    ~OrderCounter() override;

    /// What was being counted is dropped.
    void count(const ScheduleSetup& setup);
    void cancel();
    [[nodiscard]] bool isCounting() const { return m_thread != nullptr; }

signals:
    void progressed(quint64 done);
    void counted(const std::shared_ptr<const CountedOrders>& orders);

private:
    void stop();

    QThread* m_thread = nullptr;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
};

} // namespace interleave
