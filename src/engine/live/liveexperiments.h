#pragma once

#include "core/transactions/transactionstory.h"
#include "engine/engineworker.h"

#include <QTimer>

namespace interleave {

/// Finds the facts of a run while its sessions are open, and judges it: on another engine of the same kind,
/// so that they are not disturbed. Only for engines of our own. Used from the thread that it lives in.
class LiveExperiments final : public QObject
{
    Q_OBJECT

public:
    explicit LiveExperiments(QObject* parent = nullptr);
    /// Ends what is under way.
    ~LiveExperiments() override;

    /// Begins when nothing else was asked for a moment, and forgets what was asked before. The story may
    /// still go on; it is judged only where \a isOver.
    void ask(const TransactionStory& story, bool isOver);
    /// Forgets what was asked.
    void cancel();
    /// The same for good: also ends the start of a server.
    void end();

signals:
    /// Also where nothing was found.
    void factsFound(const RunFacts& facts);
    void judged(const Judgement& judgement);

private:
    void begin();

    TransactionStory m_story;
    bool m_isOver = false;
    QTimer m_pause;
    /// The start of a server goes on when something else is asked.
    std::stop_source m_end;
    EngineWorker m_worker;
};

} // namespace interleave
