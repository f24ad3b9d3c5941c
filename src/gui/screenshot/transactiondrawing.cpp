#include "gui/screenshot/transactiondrawing.h"

#include "cli/lessonplace.h"
#include "cli/terminal.h"
#include "gui/export/diagramfile.h"
#include "gui/export/storycontent.h"
#include "gui/screenshot/storyexport.h"

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

Result<QByteArray, QString> drawingOf(const TransactionExportCommand& command)
{
    if (command.comparePlaces)
        return comparedPlacesOf(command);
    WindowCommand what;
    what.transactionRun = command.journal;
    if (!command.journal) {
        what.transactions = command.lesson;
        what.place = placeFor(command.lesson.lesson, command.engines);
        what.engines = command.engines;
    }
    what.title = command.title;
    what.isStepNamed = command.step.has_value();
    what.step = command.step.value_or(0);
    const auto shown = StoryRunner().run(what);
    if (!shown)
        return shown.error();
    if (command.format == ExportFormat::Html)
        return pageAt(storyContent(shown->story, shown->story.journal.size()), command.step);
    return diagramSvg(shown->story, shown->moment);
}

} // namespace interleave
