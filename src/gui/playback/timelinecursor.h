#pragma once

#include "core/model/snapshot.h"

#include <QObject>

#include <optional>
#include <utility>

namespace interleave {

class Stage;

/// Which moment of the journal is shown: the newest, which moves with every event, or one in the past. All
/// views share it; the state is read from the journal.
class TimelineCursor final : public QObject
{
    Q_OBJECT

public:
    /// \a stage must outlive the cursor.
    explicit TimelineCursor(Stage& stage, QObject* parent = nullptr);

    /// The number of events that have happened at this moment.
    [[nodiscard]] qint64 seq() const;
    [[nodiscard]] bool isPast() const;
    /// The event to look at: the last one of this moment, 0 before the first; at the end of a lesson that was
    /// played, the one that decided it, unless the last one was chosen. Skips edits, which only prepare a
    /// save, unless a step of the scenario did nothing else.
    [[nodiscard]] qint64 message() const;
    [[nodiscard]] Snapshot snapshot() const;
    /// The number of the scenario's steps finished at this moment.
    [[nodiscard]] int position() const;

    /// Shows the moment right after the event \a seq, and looks at that event; the newest one follows new
    /// events.
    void show(qint64 seq);
    void showNewest();
    /// Goes back by a moment, or by a step of the scenario; does nothing at the start.
    void goBack();
    /// Goes forward in the past; false at the newest moment.
    bool goForward();
    /// The moment that goForward() shows, as an argument of show().
    [[nodiscard]] qint64 next() const;

signals:
    void changed();

private:
    void moveTo(qint64 seq);
    /// The last event of this moment that message() may return.
    [[nodiscard]] qint64 lastMessage() const;
    [[nodiscard]] bool isLessonOver() const;
    [[nodiscard]] qint64 decidingMessage() const;
    [[nodiscard]] qint64 before(qint64 seq) const;
    [[nodiscard]] qint64 after(qint64 seq) const;
    [[nodiscard]] bool isScripted() const;

    Stage& m_stage;
    /// -1 for the newest.
    qint64 m_past = -1;
    /// The newest event was chosen to be looked at.
    bool m_newestChosen = false;
    /// The result of decidingMessage() for that many events.
    mutable std::optional<std::pair<qint64, qint64>> m_deciding;
};

} // namespace interleave
