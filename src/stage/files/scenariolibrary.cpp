#include "stage/files/scenariolibrary.h"

#include "core/values/text.h"
#include "stage/files/inputfile.h"
#include "store/fileidentity.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace interleave {

namespace {

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

/// In the order of a workshop.
QList<Group> transactionGroups()
{
    return {
        {{},
         {QStringLiteral("dirty-read"),
          QStringLiteral("non-repeatable-read"),
          QStringLiteral("phantom"),
          QStringLiteral("lost-update-transactions")}},
        {Text::tr("What stops a lost update"),
         {QStringLiteral("cure-for-update"),
          QStringLiteral("cure-atomic-update"),
          QStringLiteral("cure-version-in-where"),
          QStringLiteral("cure-higher-level")}},
        {Text::tr("What does not stop it"),
         {QStringLiteral("compare-then-write"), QStringLiteral("read-then-write")}},
        {Text::tr("Several rows"),
         {QStringLiteral("read-skew"),
          QStringLiteral("write-skew"),
          QStringLiteral("double-booking"),
          QStringLiteral("unique-constraint"),
          QStringLiteral("read-only-anomaly")}},
        {Text::tr("Sessions at different levels"),
         {QStringLiteral("mixed-levels"), QStringLiteral("mixed-levels-write-skew")}},
        {Text::tr("Locks that wait"),
         {QStringLiteral("deadlock-crosswise"),
          QStringLiteral("deadlock-same-order"),
          QStringLiteral("waiting-and-not-waiting"),
          QStringLiteral("lock-timeout")}},
        {Text::tr("After a refusal"),
         {QStringLiteral("refused-at-commit"), QStringLiteral("failed-transaction-commits")}}};
}

bool isIn(const QList<Group>& all, const QString& name)
{
    return std::ranges::any_of(all, [&name](const Group& group) { return group.names.contains(name); });
}

template<typename T>
Result<T, QString> readBuiltin(const QString& path, Result<T, QString> (*read)(const QByteArray&))
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? read(file.readAll()) : Result<T, QString>(file.errorString());
}

Result<Scenario, QString> builtinScenario(const QString& name)
{
    return readBuiltin(QStringLiteral(":/scenarios/%1.json").arg(name), &scenarioFromJson);
}

Result<TransactionLesson, QString> builtinTransactionLesson(const QString& name)
{
    return readBuiltin(QStringLiteral(":/transactions/%1.json").arg(name), &transactionLessonFromJson);
}

Result<QByteArray, QString> textOf(const QString& path)
{
    if (isOpenDatabase(path)) {
        return Text::tr(
                   "“%1” is the database that this program keeps its records in, and no scenario. Give a "
                   "scenario file.")
            .arg(path);
    }
    if (QFileInfo(path).isDir())
        return Text::tr("“%1” is a folder. Give a scenario file.").arg(path);
    InputFile file(path, LargestLessonFile);
    if (!file.isOpen()) {
        return Text::
            tr("“%1” is no built-in scenario and cannot be read as a file: %2. “interleave scenarios” lists "
               "the built-in ones.")
                .arg(path, file.problem());
    }
    QByteArray text = file.readAll();
    if (file.isTooLarge())
        return Text::tr("“%1” is larger than 1 MiB, which no scenario is. Give a scenario file.").arg(path);
    if (!file.problem().isEmpty())
        return Text::tr("“%1” could not be read to its end: %2.").arg(path, file.problem());
    return text;
}

Result<NamedLesson, QString> readFile(const QString& path)
{
    const auto text = textOf(path);
    if (!text)
        return text.error();
    const auto problemIn = [&path](const QString& problem) {
        return Text::tr("“%1”: %2", "a file, and a sentence").arg(path, problem);
    };
    const QString name = QFileInfo(path).fileName();
    if (isTransactionLesson(*text)) {
        auto lesson = transactionLessonFromJson(*text);
        if (!lesson)
            return problemIn(lesson.error());
        return NamedLesson(NamedTransactionLesson{name, std::move(lesson).value()});
    }
    auto scenario = scenarioFromJson(*text);
    if (!scenario)
        return problemIn(scenario.error());
    return NamedLesson(NamedScenario{name, std::move(scenario).value()});
}

} // namespace

QList<NamedScenario> builtinScenarios()
{
    QList<NamedScenario> result;
    for (const Group& group : groups()) {
        for (const QString& name : group.names) {
            auto scenario = builtinScenario(name);
            Q_ASSERT(scenario);
            if (scenario)
                result.append({name, std::move(scenario).value(), group.title});
        }
    }
    return result;
}

QList<NamedTransactionLesson> builtinTransactionLessons()
{
    QList<NamedTransactionLesson> result;
    for (const Group& group : transactionGroups()) {
        for (const QString& name : group.names) {
            auto lesson = builtinTransactionLesson(name);
            Q_ASSERT(lesson);
            if (lesson)
                result.append({name, std::move(lesson).value(), true, group.title});
        }
    }
    return result;
}

bool isBuiltinLesson(const QString& name)
{
    return isIn(groups(), name) || isIn(transactionGroups(), name);
}

Result<NamedLesson, QString> findLesson(const QString& nameOrFile)
{
    if (isIn(groups(), nameOrFile)) {
        auto scenario = builtinScenario(nameOrFile);
        if (!scenario)
            return scenario.error();
        return NamedLesson(NamedScenario{nameOrFile, std::move(scenario).value()});
    }
    if (!isIn(transactionGroups(), nameOrFile))
        return readFile(nameOrFile);
    auto lesson = builtinTransactionLesson(nameOrFile);
    if (!lesson)
        return lesson.error();
    return NamedLesson(NamedTransactionLesson{nameOrFile, std::move(lesson).value(), true});
}

Result<NamedScenario, QString> asScenario(Result<NamedLesson, QString> found, const QString& name)
{
    if (!found)
        return found.error();
    if (auto* scenario = std::get_if<NamedScenario>(&found.value()))
        return std::move(*scenario);
    return Text::tr("“%1” is a lesson of transactions, which has no requests to show here. “interleave play "
                    "%1” tells it, and “interleave export” writes it.")
        .arg(name);
}

Result<NamedScenario, QString> findScenario(const QString& nameOrFile)
{
    return asScenario(findLesson(nameOrFile), nameOrFile);
}

} // namespace interleave
