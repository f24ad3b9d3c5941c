#include "core/transactions/transactionlesson.h"

#include "core/transactions/knownengines.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>
#include <array>

namespace interleave {

namespace {

constexpr std::array<const char*, 3> VerdictNames{"yes", "no", "cannot be judged"};

/// On SQLite sessions at `read uncommitted` share a cache in memory, and the others a file.
QString problemWithMixture(const TransactionLesson& lesson, const QString& asked)
{
    const LessonSession* inMemory = nullptr;
    const LessonSession* inFile = nullptr;
    const auto levelOf = [&](const LessonSession& session) {
        return lesson.levelOf(session, QStringLiteral("sqlite"), asked);
    };
    for (const LessonSession& session : lesson.sessions) {
        const LessonSession*& first =
            levelOf(session) == QLatin1String("read uncommitted") ? inMemory : inFile;
        if (first == nullptr)
            first = &session;
    }
    if (inMemory == nullptr || inFile == nullptr)
        return {};
    return Text::tr(
               "On SQLite sessions at %1 and at %2 have no database in common, and here %3 is at the one "
               "and %4 at the other. Give them levels of one kind.")
        .arg(levelOf(*inMemory), levelOf(*inFile), inMemory->name, inFile->name);
}

} // namespace

QString toName(SerialVerdict verdict)
{
    return QLatin1String(VerdictNames.at(static_cast<std::size_t>(verdict)));
}

std::optional<SerialVerdict> serialVerdictFromName(const QString& name)
{
    for (std::size_t i = 0; i < VerdictNames.size(); ++i) {
        if (name == QLatin1String(VerdictNames.at(i)))
            return static_cast<SerialVerdict>(i);
    }
    return std::nullopt;
}

QString TransactionLesson::levelOn(const QString& engine) const
{
    const KnownEngine* known = knownEngine(engine);
    const QString own = level.on(engine);
    return own.isEmpty() && known != nullptr ? known->usualLevel : own;
}

QString
TransactionLesson::levelOf(const LessonSession& session, const QString& engine, const QString& asked) const
{
    const QString own = session.level.on(engine);
    return own.isEmpty() ? asked : own;
}

QList<TransactionStep> TransactionLesson::stepsOn(const QString& engine) const
{
    QList<TransactionStep> result;
    for (const LessonStep& step : steps) {
        result.append(step.what);
        result.last().sql = step.sql.on(engine);
    }
    return result;
}

QString TransactionLesson::problemOn(const QString& engine, const QString& asked) const
{
    const KnownEngine* known = knownEngine(engine);
    if (known == nullptr)
        return problemWithEngine(engine);
    if (!engines.contains(engine)) {
        QStringList titles;
        for (const QString& name : engines)
            titles.append(knownEngine(name)->title);
        return Text::tr("“%1” is a lesson for %2, and not for %3. Choose another engine.")
            .arg(title, listed(titles, ListStyle::And), known->title);
    }
    if (!known->levels.contains(asked))
        return Text::tr("%1 has no level “%2”; it has: %3.").arg(known->title, asked, listed(known->levels));
    return engine == QLatin1String("sqlite") ? problemWithMixture(*this, asked) : QString();
}

} // namespace interleave
