#include "stage/exportsource.h"

#include "stage/stage.h"

namespace interleave {

ExportSource exportSource(const Stage& stage, qint64 moment)
{
    const bool scripted = stage.scenario() != nullptr && !stage.hasLeftScript();
    const QString story = scripted ? stage.scenario()->title : QString();
    const Locking rule = stage.journal().header().locking;
    return {&stage.journal(), moment, stage.panels(), exportTitle(story, stage.recordId(), rule)};
}

} // namespace interleave
