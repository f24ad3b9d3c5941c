#include "stage/scenariolibrary.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace interleave {

namespace {

constexpr qint64 LargestFile = 1024 * 1024;

const QStringList& builtinNames()
{
    static const QStringList names{
        QStringLiteral("lost-update"),
        QStringLiteral("version-check"),
        QStringLiteral("article-example"),
        QStringLiteral("retry-after-412"),
        QStringLiteral("blind-retry"),
        QStringLiteral("merge-different-fields"),
        QStringLiteral("merge-same-field"),
        QStringLiteral("collateral-damage"),
        QStringLiteral("same-second"),
        QStringLiteral("clock-went-back"),
        QStringLiteral("aba"),
        QStringLiteral("missing-precondition"),
        QStringLiteral("atomic-increments"),
        QStringLiteral("five-clients"),
        QStringLiteral("lost-answer"),
        QStringLiteral("weak-tags")};
    return names;
}

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::ScenarioLibrary)
};

Result<Scenario, QString> readFile(const QString& path)
{
    QFile file(path);
    if (QFileInfo(path).isDir())
        return Text::tr("“%1” is a folder. Give a scenario file.").arg(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Text::
            tr("“%1” is no built-in scenario and cannot be read as a file: %2. “interleave scenarios” lists "
               "the built-in ones.")
                .arg(path, file.errorString());
    }
    if (file.size() > LargestFile)
        return Text::tr("“%1” is larger than 1 MiB, which no scenario is. Give a scenario file.").arg(path);
    auto scenario = scenarioFromJson(file.readAll());
    if (!scenario)
        return Text::tr("“%1”: %2").arg(path, scenario.error());
    return scenario;
}

} // namespace

QList<NamedScenario> builtinScenarios()
{
    QList<NamedScenario> result;
    for (const QString& name : builtinNames()) {
        auto scenario = readFile(QStringLiteral(":/scenarios/%1.json").arg(name));
        Q_ASSERT(scenario);
        if (scenario)
            result.append({name, std::move(scenario).value()});
    }
    return result;
}

Result<NamedScenario, QString> findScenario(const QString& nameOrFile)
{
    const bool builtin = builtinNames().contains(nameOrFile);
    auto scenario = readFile(builtin ? QStringLiteral(":/scenarios/%1.json").arg(nameOrFile) : nameOrFile);
    if (!scenario)
        return scenario.error();
    return NamedScenario{
        builtin ? nameOrFile : QFileInfo(nameOrFile).fileName(), std::move(scenario).value()};
}

} // namespace interleave
