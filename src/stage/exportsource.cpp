#include "stage/exportsource.h"

#include "core/values/text.h"
#include "stage/stage.h"

namespace interleave {

ExportSource exportSource(const Stage& stage, qint64 moment)
{
    const bool scripted = stage.scenario() != nullptr && !stage.hasLeftScript();
    const QString lesson = scripted ? stage.scenario()->title : QString();
    const Locking rule = stage.journal().header().locking;
    const Snapshot then = stage.journal().at(moment);
    const QString story = scripted ? stage.scenario()->headline() : Text::tr("Free play");
    ExportSource source{
        &stage.journal(),
        moment,
        stage.panels(),
        exportTitle(lesson, stage.recordId(), rule),
        headlineOf(story, then, ledgerOf(then, stage.recordId()))};
    source.record = stage.recordId();
    for (int step = 1; scripted && step <= stage.scenario()->steps.size(); ++step)
        source.words.insert(
            step, wordsUnder(stage.startRule(), *stage.scenario(), stage.scenario()->steps.at(step - 1)));
    return source;
}

} // namespace interleave
