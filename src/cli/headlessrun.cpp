#include "cli/headlessrun.h"

#include "stage/exportsource.h"

#include <QEventLoop>

namespace interleave {

namespace {

/// The end of the journal's step \a step, with the events after it that have no number.
qint64 momentOf(const Journal& journal, qint64 step)
{
    for (qint64 seq = 1; seq <= journal.size(); ++seq) {
        if (journal.event(seq).number.step > step)
            return seq - 1;
    }
    return journal.size();
}

} // namespace

qint64 PlayedStage::momentAt(int step) const
{
    return isJournal ? momentOf(stage->journal(), step) : stage->eventsAt(step);
}

ExportSource PlayedStage::sourceAt(qint64 shown) const
{
    ExportSource source = exportSource(*stage, shown);
    if (title) {
        source.title = *title;
        source.headline.story = *title;
    }
    return source;
}

PlayedStage playedStage(const WindowCommand& command, const std::function<void()>& meanwhile)
{
    StageOptions options = command.stage;
    options.port = 0;
    options.shownPort = Stage::UsualPort;
    PlayedStage played{std::make_unique<Stage>(options), 0, {}, {}, command.title};
    played.isJournal = command.journal != nullptr;
    if (command.journal)
        played.note = command.journal->problem;
    Stage& stage = *played.stage;
    const int last = command.journal ? 0 : command.step;
    QEventLoop loop;
    QObject::connect(&stage, &Stage::failed, &loop, [&](const QString& problem) {
        played.problem = problem;
        loop.quit();
    });
    QObject::connect(&stage, &Stage::stepped, &loop, [&](int position) {
        if (position == last)
            loop.quit();
    });
    if (command.journal) {
        stage.open(command.journal->journal.copy(command.journal->journal.size()));
    } else {
        stage.load(command.scenario.scenario, command.locking);
        stage.playTo(command.step);
    }
    stage.start();
    if (meanwhile)
        meanwhile();
    loop.exec();
    // Leave out the leases that have expired since the journal was saved.
    played.moment =
        command.journal ? momentOf(command.journal->journal, command.step) : stage.journal().size();
    return played;
}

} // namespace interleave
