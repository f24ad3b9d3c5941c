#pragma once

// Internal to RecordStore.

#include "core/values/json.h"

#include <QSqlQuery>
#include <QVariant>

namespace interleave {

/// A record's fields as the database holds them.
[[nodiscard]] inline QString bodyOf(const Fields& fields)
{
    return QString::fromUtf8(fields.toJson());
}

/// The body as it was put, or null if it equals bodyOf(). SQLite computes with the body, so that one has no
/// escapes in its names and no insignificant spaces.
[[nodiscard]] inline Value writtenOf(const Fields& fields)
{
    return fields.written().isEmpty() ? Value() : Value(QString::fromUtf8(fields.written()));
}

/// The fields in these two columns; an error for a value that this program never writes.
[[nodiscard]] inline Result<Fields, JsonError> fieldsOf(const QSqlQuery& query, int body, int written)
{
    auto fields = fieldsFromJson(query.value(body).toString().toUtf8());
    if (!fields || query.isNull(written))
        return fields;
    Fields result = std::move(fields).value();
    result.setWritten(query.value(written).toString().toUtf8());
    return result;
}

} // namespace interleave
