#include "core/transactions/recordedstory.h"

#include "core/transactions/sqlliterals.h"
#include "core/values/text.h"

namespace interleave {

namespace {

TransactionLesson lessonOf(const TransactionJournal& journal)
{
    const TransactionHeader& header = journal.header();
    TransactionLesson lesson;
    lesson.title = header.title;
    lesson.story = header.story;
    lesson.engines = {header.engine};
    lesson.level.otherwise = header.level;
    lesson.setup.insert(QString(), header.setup);
    for (const SessionInfo& info : header.sessions) {
        LessonSession session{info.name, info.label};
        if (info.level != header.level)
            session.level.otherwise = info.level;
        lesson.sessions.append(session);
    }
    for (const TransactionEvent& event : journal.events()) {
        if (event.step > lesson.steps.size())
            lesson.steps.resize(event.step);
        LessonStep& step = lesson.steps[event.step - 1];
        if (!step.what.session.isEmpty())
            continue;
        step.what.session = event.session;
        step.what.action = event.action;
        if (event.action == TransactionAction::Sql)
            step.sql.otherwise = sqlWithValues(event.statement, header.engine);
    }
    return lesson;
}

} // namespace

TransactionStory recordedStory(const TransactionJournal& journal)
{
    TransactionStory story{lessonOf(journal), journal, {}, {}, {}};
    story.judgement.reason =
        Text::tr("This is a saved run, whose transactions were not run again one after the other.");
    return story;
}

} // namespace interleave
