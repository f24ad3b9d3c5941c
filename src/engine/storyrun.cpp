#include "engine/storyrun.h"

#include "core/values/text.h"
#include "engine/lessonrun.h"
#include "engine/runfacts.h"

namespace interleave {

TransactionStory
runStory(Engine& engine, const TransactionLesson& lesson, const QString& level, const std::stop_token& stop)
{
    LessonRun run = runLesson(engine, lesson, level, stop);
    TransactionStory story{
        lesson, std::move(run.journal), {}, std::move(run.judgement), std::move(run.problem)};
    if (story.problem.isEmpty())
        story.facts = factsOf(engine, story.journal, stop);
    if (story.problem.isEmpty() && stop.stop_requested())
        story.problem = Text::tr("The run was cancelled.");
    return story;
}

TransactionStory runStoryOn(
    EnginePool& pool,
    const QString& engine,
    const TransactionLesson& lesson,
    const QString& level,
    const std::stop_token& stop)
{
    TransactionStory story{lesson, TransactionJournal(headerOf(lesson, engine, level)), {}, {}, {}};
    story.problem = lesson.problemOn(engine, level);
    if (!story.problem.isEmpty())
        return story;
    const auto ready = pool.ready(engine, stop);
    story.problem = ready ? problemOnServer(lesson, **ready, level) : ready.error();
    if (!story.problem.isEmpty())
        return story;
    story = runStory(**ready, lesson, level, stop);
    if (!story.problem.isEmpty())
        pool.dropIfGone(engine);
    return story;
}

} // namespace interleave
