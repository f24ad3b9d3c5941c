#pragma once

#include "core/stacks/codeliteral.h"

namespace interleave {

/// What a template of code is filled with: one request of a client.
struct CodeValues final
{
    /// The record's id.
    QString record;
    /// The whole record as it is to be, which is what a PUT sends.
    Fields whole;
    /// The fields that the request changes, with their new values; for a relative change their amounts, which
    /// are numbers.
    Fields fields;
    /// The record as it was read.
    Fields base;
    /// The version on which it was made.
    qint64 version = 1;

    bool operator==(const CodeValues&) const = default;
};

struct FilledTemplate final
{
    QString code;
    /// One clause that names the first unknown placeholder; empty when all is well.
    QString problem;
};

/// Fills a template. In it `{{id}}` is the record's id as a literal of \a language, `{{version}}` and
/// `{{next}}` are the version that was read and the one after it, `{{tag}}` is its entity tag, and `{{body}}`
/// the whole record as JSON.
///
/// A line with one of these is repeated for each field that the request changes: `{{field}}` and `{{Field}}`
/// are its name as an identifier, `{{name}}` is it as a literal, `{{pointer}}` as a JSON Pointer (RFC 6901)
/// in a JSON text, `{{column}}`, `{{key}}` and `{{member}}` as in core/stacks/codeliteral.h, and `{{n}}` its
/// number from 1; `{{value}}` and `{{old}}` are what it becomes and what was read; of an amount `{{sign}}` is
/// `+` or `-`, `{{amount}}` follows it, and `{{delta}}` is both. `{{each:, }}…{{end}}` does the same inside a
/// line, with that between them, and `{{all:, }}…{{end}}` for each field of the record.
///
/// `{{quote}}…{{end}}` is a literal of what stands between. A form after a colon replaces the literal of
/// \a language: `{{id:url}}`, `{{id:odata}}`, `{{id:raw}}` (for such a quotation), `{{value:json}}`,
/// `{{value:text}}` (as a text in JSON), `{{quote:json}}`.
[[nodiscard]] FilledTemplate
filledTemplate(const QString& text, CodeLanguage language, const CodeValues& values);

} // namespace interleave
