#pragma once

#include "core/model/snapshot.h"

#include <QObject>

namespace interleave {

class Stage;

/// Which moment of the journal is shown: the newest, which moves on with every event, or one of the past. The
/// one choice that all views share; the state itself is read from the journal.
class TimelineCursor final : public QObject
{
    Q_OBJECT

public:
    /// \a stage must outlive the moment.
    explicit TimelineCursor(Stage& stage, QObject* parent = nullptr);

    /// The number of events that have happened at this moment.
    [[nodiscard]] qint64 seq() const;
    [[nodiscard]] bool isPast() const;
    /// The event that is looked at: the last one of this moment, 0 before the first. One that only leads to
    /// what is sent (an edit) is passed over, unless it is all that a step of the scenario did.
    [[nodiscard]] qint64 message() const;
    [[nodiscard]] Snapshot snapshot() const;
    /// The scenario's steps that are done at this moment.
    [[nodiscard]] int position() const;

    /// The moment right after the event \a seq; the newest moves on again.
    void show(qint64 seq);
    void showNewest();
    /// A moment back, or a step of the scenario; at the beginning nothing.
    void goBack();
    /// Forward through what has happened already; false at the newest moment.
    bool goForward();
    /// The moment that goForward() shows, as show() takes it.
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
