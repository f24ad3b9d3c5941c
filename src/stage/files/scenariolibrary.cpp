#include "stage/files/scenariolibrary.h"

#include "core/values/text.h"
#include "stage/files/inputfile.h"
#include "store/fileidentity.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace interleave {

namespace {

constexpr qint64 LargestFile = 1024 * 1024;

struct Group
{
    QString title;
    QStringList names;
};

/// In the order of a workshop.
QList<Group> groups()
{
    return {
        {{},
         {QStringLiteral("lost-update"), QStringLiteral("version-check"), QStringLiteral("article-example")}},
        {Text::tr("After a refusal"),
         {QStringLiteral("retry-after-412"),
          QStringLiteral("blind-retry"),
          QStringLiteral("merge-different-fields"),
          QStringLiteral("merge-same-field"),
          QStringLiteral("five-clients")}},
        {Text::tr("What slips past"),
         {QStringLiteral("collateral-damage"),
          QStringLiteral("same-second"),
          QStringLiteral("clock-went-back"),
          QStringLiteral("aba")}},
        {Text::tr("Locks that wait"),
         {QStringLiteral("pessimistic"),
          QStringLiteral("forgotten-lock"),
          QStringLiteral("fencing-token"),
          QStringLiteral("deadlock")}},
        {Text::tr("On the wire"),
         {QStringLiteral("missing-precondition"),
          QStringLiteral("weak-tags"),
          QStringLiteral("atomic-increments"),
          QStringLiteral("lost-answer")}}};
}

bool isBuiltin(const QString& name)
{
    const QList<Group> all = groups();
    return std::ranges::any_of(all, [&name](const Group& group) { return group.names.contains(name); });
}

Result<Scenario, QString> readBuiltin(const QString& name)
{
    QFile file(QStringLiteral(":/scenarios/%1.json").arg(name));
    return file.open(QIODevice::ReadOnly) ? scenarioFromJson(file.readAll())
                                          : Result<Scenario, QString>(file.errorString());
}

Result<Scenario, QString> readFile(const QString& path)
{
    if (isOpenDatabase(path)) {
        return Text::tr(
                   "“%1” is the database that this program keeps its records in, and no scenario. Give a "
                   "scenario file.")
            .arg(path);
    }
    if (QFileInfo(path).isDir())
        return Text::tr("“%1” is a folder. Give a scenario file.").arg(path);
    InputFile file(path, LargestFile);
    if (!file.isOpen()) {
        return Text::
            tr("“%1” is no built-in scenario and cannot be read as a file: %2. “interleave scenarios” lists "
               "the built-in ones.")
                .arg(path, file.problem());
    }
    const QByteArray text = file.readAll();
    if (file.isTooLarge())
        return Text::tr("“%1” is larger than 1 MiB, which no scenario is. Give a scenario file.").arg(path);
    if (!file.problem().isEmpty())
        return Text::tr("“%1” could not be read to its end: %2.").arg(path, file.problem());
    auto scenario = scenarioFromJson(text);
    if (!scenario)
        return Text::tr("“%1”: %2").arg(path, scenario.error());
    return scenario;
}

} // namespace

QList<NamedScenario> builtinScenarios()
{
    QList<NamedScenario> result;
    for (const Group& group : groups()) {
        for (const QString& name : group.names) {
            auto scenario = readBuiltin(name);
            Q_ASSERT(scenario);
            if (scenario)
                result.append({name, std::move(scenario).value(), group.title});
        }
    }
    return result;
}

Result<NamedScenario, QString> findScenario(const QString& nameOrFile)
{
    const bool builtin = isBuiltin(nameOrFile);
    auto scenario = builtin ? readBuiltin(nameOrFile) : readFile(nameOrFile);
    if (!scenario)
        return scenario.error();
    return NamedScenario{
        builtin ? nameOrFile : QFileInfo(nameOrFile).fileName(), std::move(scenario).value()};
}

} // namespace interleave
