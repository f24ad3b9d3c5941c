#pragma once

#include "engine/lessonrun.h"

#include <utility>

namespace interleave {

/// Runs a lesson's steps in one order or another, and judges what they came to. Blocks.
class LessonExperiment final
{
public:
    LessonExperiment(Engine& engine, const TransactionLesson& lesson, QString level, std::stop_token stop);

    /// See TransactionPlayer::setKeepsConnections(). What the lesson's statements come to depends then on
    /// nothing but rows, so that orders are not run a second time to see whether they come to the same.
    void setKeepsConnections(bool keeps);

    /// Runs all steps, in the order of the lesson.
    [[nodiscard]] LessonRun play();
    /// Runs some of the steps, counted from 1, in that order. \a stopsAtWaits: see
    /// TransactionPlayer::setStopsAtWaits().
    [[nodiscard]] LessonRun play(const QList<int>& steps, bool stopsAtWaits = false);
    /// Runs the committed transactions one after the other, as far as that was not done for another run.
    void judge(LessonRun& run);

private:
    void repeat(LessonRun& run, const QList<CommittedTransaction>& committed, const RunOutcome& outcome);
    [[nodiscard]] TransactionScript scriptWith(const QList<int>& steps) const;
    [[nodiscard]] bool isBegunWithoutCondition(int step) const;
    [[nodiscard]] QString
    runOrders(const QList<CommittedTransaction>& committed, int round, QList<SerialOutcome>& serial);
    [[nodiscard]] QString runSerially(const QList<int>& steps, int round, RunOutcome& outcome);
    [[nodiscard]] AnswersByState
    answersByState(const TransactionJournal& journal, const QList<CommittedTransaction>& committed);
    [[nodiscard]] bool isStopped() const { return m_stop.stop_requested(); }

    Engine& m_engine;
    const TransactionLesson& m_lesson;
    QString m_level;
    std::stop_token m_stop;
    TransactionScript m_script;
    TransactionPlayer m_player;
    /// Who hears of what happens in the run under way.
    TransactionObserver m_observer;
    bool m_keepsConnections = false;
    /// The steps that began a transaction in the run that is judged.
    QList<int> m_begun;
    /// What steps came to one after the other, by the round, which has a day of its own, and by the steps;
    /// negative are those whose condition was left out.
    QMap<std::pair<int, QList<int>>, RunOutcome> m_serial;
};

} // namespace interleave
