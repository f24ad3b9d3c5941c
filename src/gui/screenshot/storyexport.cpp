#include "gui/screenshot/storyexport.h"

#include "cli/headlessrun.h"
#include "cli/terminal.h"
#include "core/scenario/recordedscenario.h"
#include "gui/export/diagramfile.h"
#include "gui/export/storycontent.h"
#include "gui/playback/comparison.h"
#include "gui/playback/transactioncomparison.h"
#include "gui/window/mainwindow.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace interleave {

QString playCompared(Comparison& both, const WindowCommand& command)
{
    const auto scenario = command.journal ? scenarioOf(command.journal->journal, MainWindow::tr("Free play"))
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

Result<QByteArray, QString> pageAt(const Result<StoryContent, QString>& content, std::optional<int> step)
{
    if (!content)
        return content.error();
    StoryContent opened = *content;
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

Result<QByteArray, QString> comparedPlacesOf(const TransactionExportCommand& command)
{
    const TransactionLesson& lesson = command.lesson.lesson;
    TransactionComparison both({command.engines.postgresql, command.engines.mariadb}, command.engines.role);
    const int all = static_cast<int>(lesson.steps.size());
    both.load(
        lesson,
        {command.comparePlaces->first, command.comparePlaces->second},
        all,
        command.lesson.isBuiltIn);
    while (!both.isSettled())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (std::size_t side = 0; side < TransactionComparison::SideCount; ++side) {
        if (!both.problem(side).isEmpty() || both.story(side) == nullptr)
            return both.problem(side);
    }
    if (command.format == ExportFormat::Html)
        return pageAt(storyContent(both, command.title), command.step);
    both.show(command.step.value_or(all));
    return comparisonSvg(both);
}

} // namespace interleave
