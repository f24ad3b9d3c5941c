#pragma once

#include "core/scenario/scenario.h"
#include "core/transactions/transactionlesson.h"
#include "core/values/bounds.h"

#include <QList>
#include <QString>

#include <variant>

namespace interleave {

/// How much is read of a scenario's file, or of one of a lesson of transactions, in bytes.
inline constexpr qint64 LargestLessonFile = bounds::Megabyte;

/// A scenario and its name on the command line: `lost-update`.
struct NamedScenario final
{
    QString name;
    Scenario scenario;
    /// For built-in ones, the heading in lists; empty for the introductory ones, and for files.
    QString group = {};
};

/// The built-in scenarios, in the order of a workshop.
[[nodiscard]] QList<NamedScenario> builtinScenarios();

/// A lesson of transactions, and its name on the command line: `dirty-read`.
struct NamedTransactionLesson final
{
    QString name;
    TransactionLesson lesson;
    /// Not of a file, in which there may be statements by anybody.
    bool isBuiltIn = false;
    /// As for scenarios.
    QString group = {};
};

/// The built-in lessons of transactions, in the order of a workshop.
[[nodiscard]] QList<NamedTransactionLesson> builtinTransactionLessons();

using NamedLesson = std::variant<NamedScenario, NamedTransactionLesson>;

/// Whether \a name is that of a built-in scenario or lesson of transactions; else it is a file.
[[nodiscard]] bool isBuiltinLesson(const QString& name);
/// Finds a built-in scenario or lesson by its name, or reads a file. The error is one sentence that names the
/// file and the position.
[[nodiscard]] Result<NamedLesson, QString> findLesson(const QString& nameOrFile);
/// What was found, where only requests can be shown; a lesson of transactions is an error.
[[nodiscard]] Result<NamedScenario, QString>
asScenario(Result<NamedLesson, QString> found, const QString& name);
/// Both in one.
[[nodiscard]] Result<NamedScenario, QString> findScenario(const QString& nameOrFile);

} // namespace interleave
