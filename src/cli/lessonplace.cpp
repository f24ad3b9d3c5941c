#include "cli/lessonplace.h"

#include "core/transactions/recordedstory.h"
#include "core/values/text.h"
#include "engine/lessonrun.h"
#include "engine/storyrun.h"

namespace interleave {

QString engineFor(const TransactionLesson& lesson, const EngineChoice& choice)
{
    if (!choice.engine.isEmpty())
        return choice.engine;
    if (!choice.postgresql.isEmpty())
        return QStringLiteral("postgresql");
    return choice.mariadb.isEmpty() ? lesson.engines.first() : QStringLiteral("mariadb");
}

EngineLevel placeFor(const TransactionLesson& lesson, const EngineChoice& choice)
{
    EngineLevel place{engineFor(lesson, choice), choice.level};
    if (place.level.isEmpty())
        place.level = lesson.levelOn(place.engine);
    return place;
}

QString confirmationFor(const NamedTransactionLesson& named, Engine& engine, const QString& role)
{
    const QString own = engine.guestRole();
    if (named.isBuiltIn || !engine.isGuest() || (!own.isEmpty() && role == own))
        return {};
    return Text::tr("“%1” comes from a file, and its statements would run on your own %2 server as the role "
                    "“%3”, with "
                    "all that it may do. If that is what you want, add: --confirm %3")
        .arg(named.name, engine.title(), own);
}

TransactionStory storyOn(
    EnginePool& pool,
    const NamedTransactionLesson& named,
    const EngineLevel& place,
    const QString& role,
    const std::stop_token& stop)
{
    const auto ready = pool.ready(place.engine, stop);
    const QString problem = ready ? confirmationFor(named, **ready, role) : ready.error();
    if (problem.isEmpty())
        return runStoryOn(pool, place.engine, named.lesson, place.level, stop);
    return {
        named.lesson, TransactionJournal(headerOf(named.lesson, place.engine, place.level)), {}, {}, problem};
}

TransactionStory storyOf(EnginePool& pool, const WindowCommand& command, const std::stop_token& stop)
{
    if (command.transactionRun)
        return recordedStory(command.transactionRun->journal);
    return storyOn(pool, *command.transactions, command.place, command.engines.role, stop);
}

} // namespace interleave
