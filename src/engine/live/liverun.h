#pragma once

#include "engine/live/liveexperiments.h"
#include "engine/live/livesessions.h"

namespace interleave {

/// Sessions that stay open on an engine and are told what to do one step at a time. Used from one thread (the
/// window's); works in a thread of its own with an engine of its own. Refused statements are answers: the
/// session does nothing by itself. Where the engine itself ends a transaction because of an error, an event
/// of Kind::RolledBack without a statement says so.
class LiveRun final : public QObject
{
    Q_OBJECT

public:
    explicit LiveRun(EnginePlaces places = {}, QObject* parent = nullptr);
    /// Rolls back and closes everything, also while a statement is under way.
    ~LiveRun() override;

    /// New tables and sessions; plays the first \a steps steps of the lesson at once, as a run of it does.
    /// Replaces what was there. Starts the engine where that is needed.
    void start(const LiveScript& script, int steps);
    /// What a session does next; added to the steps so far. It is refused with problemMet() when the session
    /// waits or has no answer yet, or when the statement is none that a step may be.
    void perform(const TransactionStep& step);
    /// Cancels the statement that waits or takes long in that session. The engine's own error answers it:
    /// 57014 on PostgreSQL, 1317 on MariaDB, 9 on SQLite, where a statement that waits was refused again and
    /// again and has the code of that, such as 5.
    void cancel(const QString& session);
    /// Rolls back and closes everything; the story stays.
    void stop();

    /// Grows. Its lesson's steps are the steps so far, and its sessions go on after errors. The facts are
    /// those of an earlier moment for a while.
    [[nodiscard]] const TransactionStory& story() const { return m_story; }
    /// A step was not looked at yet, takes long without waiting, or the start is under way.
    [[nodiscard]] bool isBusy() const { return m_open > 0 || !m_underWay.isEmpty(); }
    /// For whom a session waits now; empty when it does not. The story says for whom it waited at first:
    /// where that one ends its transaction, another may have been there before.
    [[nodiscard]] QStringList waitsFor(const QString& session) const { return m_waits.value(session); }
    /// The sessions whose statements take long and do not wait, as far as the engine says.
    [[nodiscard]] const QStringList& underWay() const { return m_underWay; }
    /// The sessions are open, or their start is under way.
    [[nodiscard]] bool isActive() const { return m_isActive; }

signals:
    /// Events were added, facts or a judgement arrived, or isBusy(), isActive() or waitsFor() changed.
    void changed();
    /// What is done while a private server starts: one sentence.
    void told(const QString& sentence);
    /// A step was refused, a connection was ended, or the engine is gone or could not be started: one
    /// sentence.
    void problemMet(const QString& sentence);

private:
    [[nodiscard]] QString problemWith(const TransactionStep& step) const;
    void take(const LiveNews& news);
    void end(const QString& problem);
    void close();
    void review();
    [[nodiscard]] QString problemWithJudging() const;

    TransactionStory m_story;
    /// After all events.
    TransactionState m_state;
    QMap<QString, QStringList> m_waits;
    QStringList m_underWay;
    /// The length of the journal when something was last asked of the experiments, and why it was not judged.
    std::optional<std::pair<qint64, QString>> m_asked;
    /// Steps, and the start, of which nothing was heard yet.
    int m_open = 0;
    bool m_isActive = false;
    bool m_isGuest = false;
    bool m_tookTooLong = false;
    std::shared_ptr<LiveCommands> m_commands;
    LiveExperiments m_experiments;
    EngineWorker m_worker;
};

} // namespace interleave
