#pragma once

#include "core/values/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace interleave {

/// The kinds of lesson files that have a JSON Schema of their own: `scenario` and `transactions`.
[[nodiscard]] QStringList lessonSchemaNames();

/// The JSON Schema (draft 2020-12, https://json-schema.org/draft/2020-12) of one kind, or of both for an
/// empty name: a file with the member `kind` is a lesson of transactions, as for isTransactionLesson(). The
/// error is one sentence that names the kinds.
[[nodiscard]] Result<QByteArray, QString> lessonSchema(const QString& name);

} // namespace interleave
