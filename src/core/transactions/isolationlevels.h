#pragma once

#include "core/words/explanation.h"

#include <QString>

namespace interleave {

/// What an isolation level lets a transaction see, in one clause: "each statement sees what is committed when
/// it begins". Empty for an unknown level.
[[nodiscard]] QString levelMeaning(const QString& engine, const QString& level);
/// Its reads are from a snapshot that is as old as its first statement.
[[nodiscard]] bool isSnapshotLevel(const QString& engine, const QString& level);
/// The lowest level at which an engine does not let that happen; empty for none.
[[nodiscard]] QString preventingLevel(const QString& engine, const QString& anomaly);

/// An isolation level for a button: "Read committed"; the short one where several stand side by side.
[[nodiscard]] QString levelTitle(const QString& level);
[[nodiscard]] QString shortLevelTitle(const QString& level);
/// As much of an engine's version as people say: "PostgreSQL 15", "MariaDB 10.11"; without one its title.
[[nodiscard]] QString engineWithVersion(const QString& engine, const QString& version);
/// The statement that gives a connection that level, in two parts: `SET TRANSACTION ISOLATION LEVEL` and
/// `READ COMMITTED`.
[[nodiscard]] WhereClause levelClause(const QString& engine, const QString& level);

} // namespace interleave
