#pragma once

// Values and names as they are written in a program's text. What this makes is for people to copy; this
// program never runs it.

#include "core/values/fields.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace interleave {

/// A language in which code is shown. Shell is that of POSIX; SQL has the literals of the standard;
/// Redis is what its command line takes.
enum class CodeLanguage { Sql, Json, Javascript, Python, Ruby, Php, Java, CSharp, Shell, Redis };

/// The name in files, and after the fence of a block of code in Markdown: `sql`, `js`, `sh`.
[[nodiscard]] QString toName(CodeLanguage language);
[[nodiscard]] std::optional<CodeLanguage> codeLanguageFromName(const QString& name);
/// All names, in the order of the enumerators.
[[nodiscard]] QStringList codeLanguageNames();

/// A literal that the language reads as \a value, on one line where it has escapes. Control characters and
/// those that reorder text are escaped, so that what is copied is what is seen; the shell has no escapes, so
/// there they stay.
[[nodiscard]] QString literalOf(const Value& value, CodeLanguage language);

/// Names for the fields of a record as the language writes those of an object: `unitPrice`, `unit_price`,
/// `UnitPrice`. In the order of \a fields, all different. A name that the language or the stack needs itself,
/// such as `class` or `version`, gets `value` as a second word; one without a letter becomes `field`.
[[nodiscard]] QStringList identifiersOf(const Fields& fields, CodeLanguage language);
/// The first letter in upper case: `UnitPrice`.
[[nodiscard]] QString capitalized(const QString& identifier);

/// A column's name for SQL, in quotation marks where it needs them. That of the stack's own columns, `id` and
/// `version`, becomes another.
[[nodiscard]] QString columnOf(const QString& field);
/// A key in an object literal of JavaScript, and what reads it: `stock` and `.stock`, or `"unit price"` and
/// `["unit price"]`.
[[nodiscard]] QString keyOf(const QString& field);
[[nodiscard]] QString memberOf(const QString& field);

} // namespace interleave
