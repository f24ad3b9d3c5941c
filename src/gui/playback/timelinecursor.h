#pragma once

#include "core/model/snapshot.h"

#include <QObject>

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
    /// The current event: the last one of this moment, 0 before the first. Skips edits, which only prepare a
    /// save, unless a step of the scenario did nothing else.
    [[nodiscard]] qint64 message() const;
    [[nodiscard]] Snapshot snapshot() const;
    /// The number of the scenario's steps finished at this moment.
    [[nodiscard]] int position() const;

    /// Shows the moment right after the event \a seq; the newest one follows new events.
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
    [[nodiscard]] qint64 before(qint64 seq) const;
    [[nodiscard]] qint64 after(qint64 seq) const;
    [[nodiscard]] bool isScripted() const;

    Stage& m_stage;
    /// -1 for the newest.
    qint64 m_past = -1;
};

} // namespace interleave
