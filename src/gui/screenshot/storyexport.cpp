#include "gui/screenshot/storyexport.h"

#include "cli/headlessrun.h"
#include "cli/terminal.h"
#include "core/scenario/recordedscenario.h"
#include "core/values/text.h"
#include "gui/export/storycontent.h"
#include "gui/playback/comparison.h"
#include "gui/playback/transactioncomparison.h"
#include "gui/screenshot/transactiondrawing.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace interleave {

QString playCompared(Comparison& both, const WindowCommand& command)
{
    const auto scenario = command.journal ? scenarioOf(command.journal->journal, Text::tr("Free play"))
                                          : Result<Scenario, QString>(command.scenario.scenario);
    if (!scenario)
        return scenario.error();
    if (command.journal && !command.journal->problem.isEmpty())
        message(command.journal->problem);
    QString problem;
    QObject::connect(&both, &Comparison::failed, &both, [&problem](const QString& what) { problem = what; });
    both.setRule(0, command.compare->first);
    both.setRule(1, command.compare->second);
    both.load(*scenario, command.journal ? static_cast<int>(scenario->steps.size()) : command.step);
    while (both.isBusy())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return problem;
}

QString playCompared(TransactionComparison& both, const WindowCommand& command)
{
    const NamedTransactionLesson& named = *command.transactions;
    both.load(
        named.lesson,
        {command.comparePlaces->first, command.comparePlaces->second},
        command.step,
        named.isBuiltIn);
    while (!both.isSettled())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (std::size_t side = 0; side < TransactionComparison::SideCount; ++side) {
        if (both.story(side) == nullptr)
            return both.problem(side);
    }
    return {};
}

Result<QByteArray, QString> pageAt(Result<StoryContent, QString> content, std::optional<int> step)
{
    if (!content)
        return content.error();
    StoryContent opened = std::move(content).value();
    if (step)
        opened.opening = std::min(*step, static_cast<int>(opened.rows.size()) - 1);
    return storyPage(opened);
}

Result<QByteArray, QString> pageOf(const WindowCommand& command)
{
    WindowCommand whole = command;
    whole.step = command.journal ? std::numeric_limits<int>::max()
                                 : static_cast<int>(command.scenario.scenario.steps.size());
    if (command.compare) {
        Comparison both;
        const QString problem = playCompared(both, whole);
        if (!problem.isEmpty())
            return problem;
        return pageAt(storyContent(both, command.title), command.namedStep());
    }
    const PlayedStage played = playedStage(whole);
    if (!played.note.isEmpty())
        message(played.note);
    if (!played.problem.isEmpty())
        return played.problem;
    const Journal journal = played.stage->journal().copy(played.moment);
    ExportSource source = played.source();
    source.journal = &journal;
    return pageAt(storyContent(source), command.namedStep());
}

Result<QByteArray, QString> pageOf(const TransactionExportCommand& command)
{
    WindowCommand whole = shownBy(command);
    whole.isStepNamed = false;
    if (command.comparePlaces) {
        whole.step = static_cast<int>(command.lesson.lesson.steps.size());
        TransactionComparison both(
            {command.engines.postgresql, command.engines.mariadb}, command.engines.role);
        const QString problem = playCompared(both, whole);
        if (!problem.isEmpty())
            return problem;
        return pageAt(storyContent(both, command.title), command.step);
    }
    const auto shown = StoryRunner().run(whole);
    if (!shown)
        return shown.error();
    return pageAt(storyContent(shown->story, shown->story.journal.size()), command.step);
}

} // namespace interleave
