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

/// What the server's thread tells another one, in its order. It is taken there in batches that leave room for
/// what else that thread has to do, however much there is; and what is not taken yet is bounded in bytes
/// (bounds::Intake): beyond them the server waits. Lives in the thread that takes.
class Intake final : public QObject
{
    Q_OBJECT

public:
    /// In milliseconds. A batch takes no longer, but for the last thing in it and for what is done when it is
    /// taken. The next one comes a frame after it began, and not before the thread had a while for others,
    /// half as long as that took at least; unless it was so short that nobody could notice.
    static constexpr qint64 BatchTime = 8;
    static constexpr qint64 FrameTime = 16;
    static constexpr qint64 RestTime = 6;
    static constexpr qint64 ShortTime = 2;

    using Take = std::function<void(const Event& event, qint64 ticket)>;

    /// \a take is called for each event.
    explicit Intake(Take take, QObject* parent = nullptr);

    // In any thread. They wait while there is too much, and do nothing once it is closed.
    void put(const Event& event, qint64 ticket);
    void put(std::function<void()> function);

    /// What is there is not taken any more, and nobody waits.
    void close();

    /// Of what is there and not taken, in any thread.
    [[nodiscard]] qint64 bytes();

signals:
    /// At the end of a batch.
    void taken();

private:
    struct Item
    {
        Event event;
        qint64 ticket = 0;
        /// In place of an event.
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
    /// Somebody is on the way to take.
    bool m_isWoken = false;
    bool m_isClosed = false;

    // Of the thread that takes.
    QTimer m_timer;
    QDeadlineTimer m_rest{0};
};

} // namespace interleave
