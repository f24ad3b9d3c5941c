#pragma once

// Internal to the reading of lessons of transactions. Problems are reported to the given reader, with their
// path.

#include "core/transactions/transactionlesson.h"
#include "core/values/jsontree.h"

namespace interleave {

/// Stands for the engines that an object does not name.
inline constexpr QLatin1String OtherEngines("*");

/// The texts of a list.
[[nodiscard]] QStringList textsFrom(const TreeReader& reader, const char* name);
/// Refuses a list that names something twice.
void checkUnique(const TreeReader& reader, const char* name, const QStringList& names);
/// Refuses an engine that is unknown.
void checkEngine(const TreeReader& reader, const QString& at, const QString& name);
/// Refuses a level that the engine does not have.
void checkLevel(const TreeReader& reader, const QString& at, const QString& engine, const QString& level);
/// Whether an object by engine may have an entry for the others.
enum class Naming { MayBeOthers, EnginesOnly };
/// The engines that an object names; refuses those that \a lesson is not for.
[[nodiscard]] QStringList enginesIn(const TreeReader& reader, const TransactionLesson& lesson, Naming naming);
/// Reads `expect` into \a lesson.
void readExpectations(const TreeReader& root, TransactionLesson& lesson);

} // namespace interleave
