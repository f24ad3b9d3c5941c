#include "stage/exportsource.h"

#include "core/scenario/roomlane.h"
#include "stage/room.h"
#include "stage/stage.h"

#include <algorithm>

namespace interleave {

ExportSource exportSource(const Stage& stage, qint64 moment)
{
    const bool scripted = stage.scenario() != nullptr && !stage.hasLeftScript();
    const QString lesson = scripted ? stage.scenario()->title : QString();
    const Locking rule = stage.journal().header().locking;
    const Snapshot then = stage.journal().at(moment);
    const QString story = scripted ? stage.scenario()->headline() : freePlayStory(stage.journal());
    // Beside a room, panels that did nothing say nothing.
    QStringList panels = stage.panels();
    if (!scripted && !RoomLane(stage.journal().header().clients, {}).isEmpty())
        panels.removeIf([&then](const QString& panel) {
            return std::ranges::find(then.clients(), panel, &ClientState::name) == then.clients().end();
        });
    ExportSource source{
        &stage.journal(),
        moment,
        panels,
        exportTitle(lesson, stage.recordId(), rule),
        headlineOf(story, then, ledgerOf(then, stage.recordId()))};
    source.record = stage.recordId();
    source.ownLanes = stage.room().ownLanes();
    for (int step = 1; scripted && step <= stage.scenario()->steps.size(); ++step)
        source.words.insert(
            step, wordsUnder(stage.startRule(), *stage.scenario(), stage.scenario()->steps.at(step - 1)));
    return source;
}

} // namespace interleave
