#pragma once

#include "core/values/fields.h"

namespace interleave {

/// Why a text could not be read as JSON, or as the expected JSON.
struct JsonError final
{
    enum class Kind {
        Syntax, ///< not JSON (RFC 8259), not UTF-8, or a name that occurs twice in one object
        Shape   ///< JSON, but not the expected kind
    };

    Kind kind = Kind::Syntax;
    /// One sentence that names the position.
    QString message;

    bool operator==(const JsonError&) const = default;
};

/// Reads a record's body: a flat object of scalars, at most Fields::MostFields, integers within
/// ±LargestInteger, other numbers only if a double represents them exactly (isExactly()), so that none is
/// rounded silently. Strict: no comments, no trailing text, no duplicate names.
[[nodiscard]] Result<Fields, JsonError> fieldsFromJson(const QByteArray& text);
/// The same for a body that a client puts; keeps its text in Fields::written(). Refuses text that could not
/// be returned unchanged: a byte order mark (RFC 8259 §8.1), and the noncharacters U+FFFE and U+FFFF
/// unescaped.
[[nodiscard]] Result<Fields, JsonError> fieldsAsPut(const QByteArray& text);

} // namespace interleave
