#pragma once

#include "core/values/fields.h"

namespace interleave {

/// Why a text could not be read as JSON, or not as what was asked for.
struct JsonError final
{
    enum class Kind {
        Syntax, ///< not JSON (RFC 8259), not UTF-8, or a name that stands twice in one object
        Shape   ///< JSON, but not what is wanted here
    };

    Kind kind = Kind::Syntax;
    /// One sentence, with the place in it.
    QString message;

    bool operator==(const JsonError&) const = default;
};

/// A record's body: a flat object of scalars, at most Fields::MostFields, integers within ±LargestInteger,
/// other numbers as long as a double is exactly what they say (isExactly()): none is rounded in silence.
/// Strict: no comments, no trailing text, no duplicate names.
[[nodiscard]] Result<Fields, JsonError> fieldsFromJson(const QByteArray& text);
/// The same of a body that somebody puts, with the text in Fields::written(). Refused is what
/// could not be given back: a byte order mark (RFC 8259 §8.1), and the noncharacters U+FFFE and U+FFFF
/// unescaped.
[[nodiscard]] Result<Fields, JsonError> fieldsAsPut(const QByteArray& text);

} // namespace interleave
