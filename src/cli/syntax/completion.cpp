#include "cli/syntax/completion.h"

#include "cli/syntax/shellscripts.h"
#include "core/model/locking.h"
#include "core/stacks/stack.h"
#include "core/transactions/knownengines.h"
#include "engine/isolation/anomalies.h"
#include "stage/files/lessonschema.h"
#include "stage/files/scenariolibrary.h"
#include "stage/pagenames.h"

#include <QHash>

namespace interleave {

namespace {

QStringList lessonNames()
{
    QStringList names;
    for (const NamedScenario& named : builtinScenarios())
        names.append(named.name);
    for (const NamedTransactionLesson& named : builtinTransactionLessons())
        names.append(named.name);
    return names;
}

QStringList stackNames()
{
    QStringList names;
    for (const Stack& stack : builtinStacks())
        names.append(stack.id);
    return names;
}

QStringList levelNames()
{
    QStringList names;
    for (const KnownEngine& engine : knownEngines())
        names += engine.levels;
    names.removeDuplicates();
    return names;
}

QStringList pairsOfRules()
{
    QStringList pairs;
    for (const QString& left : lockingNames()) {
        for (const QString& right : lockingNames()) {
            if (left != right)
                pairs.append(left + QLatin1Char(',') + right);
        }
    }
    return pairs;
}

QStringList wordsOf(const char* words)
{
    return QString::fromLatin1(words).split(QLatin1Char(' '));
}

QHash<QString, Offers> offersOfOptions()
{
    return {
        {QStringLiteral("locking"), {lockingNames()}},
        {QStringLiteral("database"), {{}, true}},
        {QStringLiteral("scenario"), {lessonNames(), true}},
        {QStringLiteral("compare"), {pairsOfRules()}},
        {QStringLiteral("page"), {viewNames()}},
        {QStringLiteral("open"), {{}, true}},
        {QStringLiteral("theme"), {wordsOf("system light dark high-contrast")}},
        {QStringLiteral("clients"), {wordsOf("2 3 4")}},
        {QStringLiteral("program"), {wordsOf("read,save read,edit,save")}},
        {QStringLiteral("retry"), {wordsOf("none once forever")}},
        {QStringLiteral("tick"), {wordsOf("same older")}},
        {QStringLiteral("engine"), {knownEngineNames()}},
        {QStringLiteral("level"), {levelNames()}},
        {QStringLiteral("anomaly"), {anomalyNames()}},
        {QStringLiteral("format"), {wordsOf("png mmd puml svg html sh jsonl sql spec")}},
        {QStringLiteral("scale"), {wordsOf("1 2")}},
        {QStringLiteral("what"), {wordsOf("window diagram") + viewNames()}},
        {QStringLiteral("list"), {{}, true}},
        {QStringLiteral("frames"), {{}, true}}};
}

} // namespace

Offers offersForOption(const QString& name)
{
    return offersOfOptions().value(name);
}

Offers offersForArguments(const QString& command)
{
    static const QStringList lessons = wordsOf("play check");
    static const QStringList writers = wordsOf("export shot");
    if (lessons.contains(command))
        return {lessonNames(), true};
    if (writers.contains(command))
        return {{}, true};
    if (command == QLatin1String("stacks"))
        return {stackNames()};
    if (command == QLatin1String("schema"))
        return {lessonSchemaNames()};
    return command == QLatin1String("completion") ? Offers{shellNames()} : Offers{};
}

QStringList shellNames()
{
    return {QStringLiteral("bash"), QStringLiteral("zsh")};
}

std::optional<QString> shellCompletion(const QString& shell)
{
    if (shell == QLatin1String("bash"))
        return bashCompletion();
    if (shell == QLatin1String("zsh"))
        return zshCompletion();
    return std::nullopt;
}

} // namespace interleave
