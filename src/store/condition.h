#pragma once

#include "core/model/locking.h"
#include "core/values/fields.h"

#include <QList>
#include <QString>

namespace interleave {

/// What an UPDATE of a record adds to its WHERE clause, and the values of its placeholders. Whether a row was
/// changed then says whether the precondition held: the database compares and writes in one statement.
struct Condition final
{
    /// Begins with AND; empty when there is no condition.
    QString sql;
    QList<Value> bound;
};
[[nodiscard]] Condition conditionOf(const Precondition& precondition);

} // namespace interleave
