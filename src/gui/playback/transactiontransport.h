#pragma once

#include "core/transactions/knownengines.h"
#include "core/transactions/transactionstory.h"
#include "core/transactionwords/transactionledger.h"
#include "engine/databases/enginetable.h"
#include "gui/playback/transport.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace interleave {

class AskFirst;
class EngineWorker;
class LiveRun;
class TransactionGuessing;

/// Plays lessons of transactions. A lesson is run whole on its engine when it is chosen, or its engine or a
/// level is, and then shown step by step; the run goes on in another thread. A step may show nothing new,
/// because its session still waits. In free play the sessions stay connected and do what they are told, from
/// the step on that was shown.
class TransactionTransport final : public Transport
{
    Q_OBJECT

public:
    /// \a places are servers of the user's, and \a role the one on them as whom statements of files may run.
    TransactionTransport(const EnginePlaces& places, QString role, QObject* parent = nullptr);
    ~TransactionTransport() override;

    [[nodiscard]] const EnginePlaces& places() const { return m_places; }

    /// Runs a lesson on an engine at a level and shows its first \a position steps. Without an engine it is
    /// the one that was chosen last, if the lesson is for it; without a level, the lesson's own.
    void load(
        const TransactionLesson& lesson,
        const QString& engine = {},
        const QString& level = {},
        int position = 0,
        bool isBuiltIn = true);
    /// Shows a run that is there, with its first \a position steps. It can be run again.
    void showStory(const TransactionStory& story, int position);
    /// Shows what the lesson's file holds now, as far as it was shown before. What is there stays until it
    /// was run, and if it cannot be run (rereadFailed()).
    void reread(const TransactionLesson& lesson);
    /// Rises with each load() and showStory().
    [[nodiscard]] int loads() const { return m_loads; }
    /// The engine of now, if \a lesson is for it; else the first that it is for.
    [[nodiscard]] QString engineFor(const TransactionLesson& lesson) const;
    /// The lesson that was loaded last, with the levels that its sessions were given since.
    [[nodiscard]] const TransactionLesson& lesson() const { return m_lesson; }
    [[nodiscard]] const QString& engine() const { return m_engine; }
    /// Of sessions that have none of their own.
    [[nodiscard]] const QString& level() const { return m_level; }
    [[nodiscard]] QString levelOf(const QString& session) const;

    /// Run the lesson again and show as many steps as before. The level of all sessions replaces those that
    /// single ones were given.
    void chooseEngine(const QString& engine);
    void chooseLevel(const QString& level);
    void chooseLevelOf(const QString& session, const QString& level);
    /// Ends a run or a server's start, and leaves the lesson without a story.
    void cancel();

    /// Null while the lesson is run, and where it could not be.
    [[nodiscard]] const std::shared_ptr<const TransactionStory>& story() const { return m_story; }
    /// As much of it as has been shown since the lesson was chosen: what is to come must not be seen yet.
    /// Null like story().
    [[nodiscard]] const std::shared_ptr<const TransactionStory>& shownStory() const { return m_shown; }
    /// Why there is no story, or not all of it, in one sentence; empty while all is well.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// What is done while the lesson is run: one sentence; empty when it is not run.
    [[nodiscard]] const QString& progress() const { return m_progress; }

    /// The number of events and of steps that are shown.
    [[nodiscard]] qint64 moment() const;
    [[nodiscard]] int position() const { return m_position; }
    /// The most that have been shown.
    [[nodiscard]] int reached() const { return m_reached; }
    [[nodiscard]] bool isPast() const;
    [[nodiscard]] int stepCount() const { return static_cast<int>(m_lesson.steps.size()); }
    /// All steps are shown, and what came of the lesson is known.
    [[nodiscard]] bool isOver() const { return m_story != nullptr && !m_isFree && m_position == stepCount(); }
    /// The number of events after the first \a position steps: until the first event of a later step.
    [[nodiscard]] qint64 momentAt(int position) const;
    /// The event to look at: the last one that is shown, 0 before the first; at the end of the lesson the one
    /// that decided it, unless another was chosen.
    [[nodiscard]] qint64 message() const;

    /// Looks at an event, at the moment right after its step.
    void show(qint64 seq);
    /// Looks at the next event that the figure counts; after the last one, at the first.
    void follow(TransactionFigure figure);
    /// What was shown after this moment is forgotten and can be played again.
    void continueFromHere();
    /// Plays the lesson from its start as soon as it was run.
    void playWhenRun() { m_playsWhenRun = true; }
    /// Shows one step more than ever before, without asking.
    void playNext();

    [[nodiscard]] AskFirst& askFirst() { return *m_askFirst; }
    /// The question before the next step; empty where there is none.
    [[nodiscard]] QString question() const;

    /// Sessions are told what to do; story() grows.
    [[nodiscard]] bool isFree() const { return m_isFree; }
    /// Connects the sessions and lets them do the steps that are shown.
    void startFreePlay();
    /// Back to the lesson; to new tables where it has no steps.
    void leaveFreePlay();
    /// What a session does next; begins free play.
    void perform(const TransactionStep& step);
    /// Cancels the statement of a session that waits or takes long.
    void cancelStatement(const QString& session);
    /// For whom a session waits now, which may no longer be those of the story; empty while the past is
    /// shown.
    [[nodiscard]] QStringList waitsFor(const QString& session) const;
    /// The sessions whose statements take long and do not wait.
    [[nodiscard]] QStringList underWay() const;

    void first() override;
    void back() override;
    void step() override;
    void last() override;
    void togglePlay() override;
    void pause() override { setPlaying(false); }
    void reset() override;
    void setPauseBetween(int ms) override { m_next.setInterval(ms); }
    [[nodiscard]] QString positionText() const override;
    [[nodiscard]] bool canGoToStart() const override { return canGoBack(); }
    [[nodiscard]] bool canGoBack() const override { return m_isFree ? moment() > 0 : m_position > 0; }
    [[nodiscard]] bool canStep() const override;
    [[nodiscard]] bool hasScript() const override { return !m_isFree && stepCount() > 0; }
    [[nodiscard]] bool mayRepeat() const override;
    [[nodiscard]] bool canPlay() const override { return canStep(); }
    [[nodiscard]] bool isPlaying() const override { return m_isPlaying; }

signals:
    /// Another story is shown, or none.
    void storyReplaced();
    /// A step was not shown because its question must be answered first.
    void held();
    /// One sentence; empty where free play has begun since reread().
    void rereadFailed(const QString& problem);

private:
    void adopt(const TransactionLesson& lesson, const EngineLevel& place);
    void run(bool keepsStory);
    void drop();
    void take(TransactionStory story);
    void takeLive();
    [[nodiscard]] bool mayStep();
    void advance();
    void moveTo(int position);
    void lookAt(qint64 seq);
    void setPlaying(bool playing);
    void cut();

    EnginePlaces m_places;
    QString m_role;
    EngineWorker* m_worker;
    TransactionGuessing* m_guessing;
    AskFirst* m_askFirst;
    /// Null before the first free play.
    LiveRun* m_live = nullptr;
    bool m_isFree = false;
    bool m_playsWhenRun = false;
    TransactionLesson m_lesson;
    /// What is run for reread().
    std::optional<TransactionLesson> m_coming;
    int m_loads = 0;
    bool m_isBuiltIn = true;
    QString m_engine;
    QString m_level;
    std::shared_ptr<const TransactionStory> m_story;
    std::shared_ptr<const TransactionStory> m_shown;
    QString m_problem;
    QString m_progress;
    int m_position = 0;
    int m_reached = 0;
    /// The event that was chosen to be looked at.
    std::optional<qint64> m_chosen;
    QTimer m_next;
    /// Until it fires, the story of the run before is shown.
    QTimer m_glance;
    bool m_isPlaying = false;
};

} // namespace interleave
