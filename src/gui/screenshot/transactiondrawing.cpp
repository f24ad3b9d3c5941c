#include "gui/screenshot/transactiondrawing.h"

#include "cli/lessonplace.h"
#include "cli/terminal.h"

namespace interleave {

namespace {

/// The same journal under another headline.
TransactionJournal retold(const TransactionJournal& journal, const QString& story)
{
    TransactionHeader header = journal.header();
    header.story = story;
    TransactionJournal result(std::move(header));
    for (const TransactionEvent& event : journal.events())
        result.append(event);
    return result;
}

} // namespace

Result<ShownStory, QString> StoryRunner::run(const WindowCommand& command)
{
    const EnginePlaces places{command.engines.postgresql, command.engines.mariadb};
    if (!m_pool || m_places != places) {
        m_places = places;
        m_pool.emplace(places, progressMessage());
    }
    if (command.transactionRun && !command.transactionRun->problem.isEmpty())
        message(command.transactionRun->problem);
    ShownStory shown{storyOf(*m_pool, command)};
    if (!shown.story.problem.isEmpty())
        return shown.story.problem;
    if (command.title)
        shown.story.journal = retold(shown.story.journal, *command.title);
    const TransactionJournal& journal = shown.story.journal;
    shown.moment = command.isStepNamed ? journal.endOfStep(command.step) : journal.size();
    return shown;
}

WindowCommand shownBy(const TransactionExportCommand& command)
{
    WindowCommand what;
    what.transactionRun = command.journal;
    if (!command.journal) {
        what.transactions = command.lesson;
        what.comparePlaces = command.comparePlaces;
        if (!command.comparePlaces)
            what.place = placeFor(command.lesson.lesson, command.engines);
        what.engines = command.engines;
    }
    what.title = command.title;
    what.isStepNamed = command.step.has_value();
    what.step = command.step.value_or(
        command.comparePlaces ? static_cast<int>(command.lesson.lesson.steps.size()) : 0);
    return what;
}

} // namespace interleave
