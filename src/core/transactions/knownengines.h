#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace interleave {

/// What is known of a database system without starting it.
struct KnownEngine final
{
    /// As on the command line and in files: `sqlite`.
    QString name;
    /// As people write it: "SQLite".
    QString title;
    /// The isolation levels, from the weakest on.
    QStringList levels;
    /// The level of a connection that sets none.
    QString usualLevel;
};

/// All that this program knows, in the order in which they are listed.
[[nodiscard]] const QList<KnownEngine>& knownEngines();
/// Null for an unknown name. Valid for ever.
[[nodiscard]] const KnownEngine* knownEngine(const QString& name);
[[nodiscard]] QStringList knownEngineNames();

} // namespace interleave
