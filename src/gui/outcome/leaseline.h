#pragma once

#include "core/model/lease.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace interleave {

/// On the server's card, under the rule Lease: who holds the record's lease, for how long, and who waits.
/// Counts down by itself while the clock runs.
class LeaseLine final : public QWidget
{
    Q_OBJECT

public:
    explicit LeaseLine(QWidget* parent = nullptr);

    /// \a now is in milliseconds since the epoch, by the server's clock. \a running: that clock runs by
    /// itself.
    void showLease(const LeaseState& lease, qint64 now, bool running);

    /// `A holds it · token 3 · 24 s left`
    [[nodiscard]] QString text() const;
    /// `B waits`; empty when nobody does.
    [[nodiscard]] QString waitingText() const;
    [[nodiscard]] bool isCounting() const { return m_timer.isActive(); }
    /// The remaining time in whole seconds, rounded up; 0 when the lease is over or free.
    [[nodiscard]] qint64 secondsLeft() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QStringList wordings() const;
    [[nodiscard]] qint64 msLeft() const;
    void count();
    void tell();

    LeaseState m_lease;
    qint64 m_now = 0;
    bool m_running = false;
    QElapsedTimer m_since;
    /// Fires at the next whole second.
    QTimer m_timer;
};

} // namespace interleave
