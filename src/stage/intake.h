#pragma once

#include "core/model/event.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QMutex>
#include <QObject>
#include <QTimer>
#include <QWaitCondition>

#include <deque>
#include <functional>

namespace interleave {

/// A queue of events from the server's thread to another thread, in order. The receiver takes them in batches
/// that leave time for its other work, however many there are. The size of the queue is limited in bytes
/// (bounds::Intake): beyond that the server waits. Lives in the receiver's thread.
class Intake final : public QObject
{
    Q_OBJECT

public:
    /// In milliseconds. A batch takes no longer than BatchTime, apart from its last item and the slots of
    /// taken(). The next one starts a frame after its start, and after the thread had time for other work, at
    /// least half as long as the batch took; unless the batch was too short to notice.
    static constexpr qint64 BatchTime = 8;
    static constexpr qint64 FrameTime = 16;
    static constexpr qint64 RestTime = 6;
    static constexpr qint64 ShortTime = 2;

    using Take = std::function<void(const Event& event, qint64 ticket)>;

    /// Calls \a take for each event.
    explicit Intake(Take take, QObject* parent = nullptr);

    // Any thread. They block while the queue is full, and do nothing once it is closed.
    void put(const Event& event, qint64 ticket);
    void put(std::function<void()> function);

    /// Discards the queued items and wakes all waiting threads.
    void close();

    /// The size of the queue; any thread.
    [[nodiscard]] qint64 bytes();

signals:
    /// Emitted at the end of a batch.
    void taken();

private:
    struct Item
    {
        Event event;
        qint64 ticket = 0;
        /// Called instead of taking an event.
        std::function<void()> function;
        qint64 bytes = 0;
    };

    void put(Item item);
    [[nodiscard]] bool next(Item& item);
    void wake();
    void takeBatch();

    Take m_take;
    QMutex m_mutex;
    QWaitCondition m_room;
    std::deque<Item> m_items;
    qint64 m_bytes = 0;
    /// The receiver has been asked to take the items.
    bool m_isWoken = false;
    bool m_isClosed = false;

    // Used only in the receiver's thread.
    QTimer m_timer;
    QDeadlineTimer m_rest{0};
};

} // namespace interleave
