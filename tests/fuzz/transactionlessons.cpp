// A lesson of transactions: what is accepted can be written down for every engine, and what is refused says
// why.

#include "fuzz/fuzz.h"

#include "core/transactions/knownengines.h"
#include "core/transactions/sqlliterals.h"
#include "core/transactions/transactionlesson.h"
#include "core/values/jsontree.h"

using namespace interleave;
using fuzz::require;

namespace {

void checkStep(const TransactionStep& step, const QString& engine)
{
    if (step.action == TransactionAction::Sql)
        require(problemWithSql(step.sql).isEmpty(), "a lesson has no statement that no step may be");
    KeptValues kept{{QStringLiteral("rows"), qint64{1}}, {QStringLiteral("refused"), qint64{0}}};
    for (const QString& name : namesInSql(step.sql) + namesInCondition(step.condition))
        kept.insert(name, qint64{7});
    const auto bound = boundSql(step.sql, kept);
    if (bound) {
        const QString text = sqlForScript(*bound, engine);
        require(step.sql.isEmpty() || !text.isEmpty(), "a statement is written for a script");
        static_cast<void>(isPlainSql(*bound));
    } else {
        fuzz::requireSentence(bound.error(), "why a statement has no values is a sentence");
    }
    if (step.condition.isEmpty())
        return;
    const auto holds = isTrue(step.condition, kept);
    require(bool(holds), "a condition of known names can be evaluated");
}

/// What would be run on one engine.
void checkOn(const TransactionLesson& lesson, const KnownEngine& engine)
{
    if (!lesson.engines.contains(engine.name)) {
        fuzz::requireSentence(
            lesson.problemOn(engine.name, engine.usualLevel),
            "why a lesson is not for an engine is a sentence");
        return;
    }
    require(
        engine.levels.contains(lesson.levelOn(engine.name)), "a lesson names a level that its engine has");
    for (const QString& level : engine.levels) {
        const QString problem = lesson.problemOn(engine.name, level);
        if (!problem.isEmpty())
            fuzz::requireSentence(problem, "why a lesson is not for a level is a sentence");
    }
    const QList<TransactionStep> steps = lesson.stepsOn(engine.name);
    require(steps.size() == lesson.steps.size(), "each step is one on every engine");
    for (const TransactionStep& step : steps)
        checkStep(step, engine.name);
}

void checkLesson(const TransactionLesson& lesson, fuzz::Choices& choices)
{
    require(!lesson.title.isEmpty() && !lesson.engines.isEmpty(), "a lesson has a title and engines");
    require(!lesson.sessions.isEmpty() && !lesson.steps.isEmpty(), "a lesson has sessions and steps");
    checkOn(lesson, knownEngines().at(choices.below(knownEngines().size())));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text = fuzz::bytesOf(data, size);
    fuzz::Choices choices(text);
    const auto lesson = transactionLessonFromJson(text);
    if (lesson) {
        require(isTransactionLesson(text), "a lesson says of what kind it is");
        checkLesson(*lesson, choices);
    } else {
        fuzz::requireSentence(lesson.error(), "why a lesson is refused is a sentence");
    }
    // Blanks, and how characters are written, change nothing. Of some inputs only, because it takes as long
    // as the rest.
    if (choices.below(4) > 0)
        return 0;
    if (const auto tree = parseTree(text)) {
        const auto plain = transactionLessonFromJson(toBytes(*tree));
        require(bool(plain) == bool(lesson), "blanks change nothing of whether it is accepted");
        require(lesson ? *plain == *lesson : plain.error() == lesson.error(), "blanks change nothing");
    }
    return 0;
}
