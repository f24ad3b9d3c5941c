#pragma once

#include "schedules/schedulecounting.h"
#include "schedules/schedulesweep.h"

#include <QObject>

#include <atomic>
#include <memory>

class QThread;

namespace interleave {

/// Everything computed about the orders of one setup.
struct CountedOrders final
{
    ScheduleDigest digest;
    std::array<ScheduleCounts, AllScheduleRules.size()> counts;
};

/// Counts in a separate thread, one setup at a time. Small counts finish before count() returns, so that
/// nothing flickers.
class OrderCounter final : public QObject
{
    Q_OBJECT

public:
    explicit OrderCounter(QObject* parent = nullptr);
    ~OrderCounter() override;

    /// Cancels the count under way.
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
