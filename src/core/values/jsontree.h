#pragma once

// Internal to the modules that read files; keeps the JSON library out of the public headers.

#include "core/values/fields.h"
#include "core/values/json.h"

#include <QStringList>

#include <nlohmann/json.hpp>

namespace interleave {

using Json = nlohmann::ordered_json;

/// Strict: UTF-8, no duplicate names, no trailing text. The error's message names the position.
[[nodiscard]] Result<Json, JsonError> parseTree(const QByteArray& text);
/// Removes the byte order mark that some editors write at the beginning of a file (RFC 8259 §8.1: may be
/// ignored).
[[nodiscard]] QByteArray withoutMark(const QByteArray& text);
[[nodiscard]] QByteArray toBytes(const Json& tree);
[[nodiscard]] Json toTree(const Fields& fields);
[[nodiscard]] Json toTree(const Value& value);
[[nodiscard]] std::string toUtf8(const QString& text);

/// Reads the members of one JSON object and remembers the first that is missing or of the wrong type, by its
/// path, as in `steps[3].do`. A member that cannot be read is returned empty.
class TreeReader final
{
public:
    TreeReader(const Json& tree, QString place);

    [[nodiscard]] QString text(const char* name) const;
    [[nodiscard]] qint64 integer(const char* name) const;
    /// Since the epoch, in milliseconds or in seconds; within the range of HTTP dates
    /// (core/values/httpdate.h).
    [[nodiscard]] qint64 time(const char* name) const;
    [[nodiscard]] qint64 timeInSeconds(const char* name) const;
    [[nodiscard]] bool flag(const char* name) const;
    [[nodiscard]] Fields fields(const char* name) const;
    /// Reads the text that \a fields were sent as, if the object has it; it must be JSON for these fields.
    void readWritten(const char* name, Fields& fields) const;
    /// Reads a list of scalars.
    [[nodiscard]] QList<Value> values(const char* name) const;
    /// Reads a list of objects.
    [[nodiscard]] std::vector<TreeReader> array(const char* name) const;
    [[nodiscard]] TreeReader object(const char* name) const;

    [[nodiscard]] bool has(const char* name) const;
    [[nodiscard]] bool isObject(const char* name) const;
    [[nodiscard]] bool isText(const char* name) const;
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] QString placeOf(const QString& name) const;
    [[nodiscard]] const QString& place() const { return m_place; }
    /// Refuses every member that is not listed.
    void allowOnly(const QList<const char*>& names);
    /// Remembers the caller's problem, unless there already is one.
    void fail(const QString& problem) const;
    /// Takes over the problem of a reader for a nested object.
    void absorb(const TreeReader& other) const { fail(other.m_problem); }

    /// One clause that names the path; empty when all is well.
    [[nodiscard]] const QString& problem() const { return m_problem; }

private:
    [[nodiscard]] const Json* member(const char* name) const;
    [[nodiscard]] qint64 integerWithin(const char* name, qint64 first, qint64 last) const;

    const Json* m_tree;
    QString m_place;
    mutable QString m_problem;
};

} // namespace interleave
