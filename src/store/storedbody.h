#pragma once

// Internal to RecordStore.

#include "core/json.h"

#include <QSqlQuery>
#include <QVariant>

namespace interleave {

/// A record's fields as the database holds them.
[[nodiscard]] inline QString bodyOf(const Fields& fields)
{
    return QString::fromUtf8(fields.toJson());
}

/// What it holds in a column; an error for what was never put there.
[[nodiscard]] inline Result<Fields, JsonError> fieldsOf(const QSqlQuery& query, int column)
{
    return fieldsFromJson(query.value(column).toString().toUtf8());
}

} // namespace interleave
