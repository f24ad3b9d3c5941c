#pragma once

// Internal to the reading of scenario files: common functions of the readers of the scenario and of its
// steps. Problems are reported to the given reader, with their path.

#include "core/scenario/scenario.h"
#include "core/values/jsontree.h"

namespace interleave {

/// In characters.
inline constexpr qsizetype LongestClientName = 24;
inline constexpr qsizetype LongestStory = 90;

/// `steps[3].do`
[[nodiscard]] QString placeOf(const TreeReader& reader, const char* name);
[[nodiscard]] QString nonEmptyText(const TreeReader& reader, const char* name);
/// A name that is shown on a line: not empty, of at most \a most characters, without control characters and
/// without blanks at its ends.
[[nodiscard]] QString nameFrom(const TreeReader& reader, const char* name, qsizetype most);
/// `story`: one line of at most LongestStory characters; empty when it is missing.
[[nodiscard]] QString storyFrom(const TreeReader& root);
[[nodiscard]] QString optionalText(const TreeReader& reader, const char* name);
/// A text, or an object with a text for each rule that it names.
[[nodiscard]] Words optionalWords(const TreeReader& reader, const char* name);
[[nodiscard]] bool optionalFlag(const TreeReader& reader, const char* name, bool otherwise);
/// At least \a least, and at most the range of a clock.
[[nodiscard]] qint64 secondsFrom(const TreeReader& reader, const char* name, qint64 least);
[[nodiscard]] qint64 secondsFrom(const TreeReader& reader, const char* name, qint64 least, qint64 most);
[[nodiscard]] Locking ruleFrom(const TreeReader& reader, const char* name);
[[nodiscard]] Locking ruleNamed(const TreeReader& reader, const QString& at, const QString& name);
/// Fields of one of \a records, each of the type that it has at the start.
[[nodiscard]] Fields
fieldsOf(const QList<Record>& records, const QString& record, const TreeReader& reader, const char* name);

/// `expect`, by rule.
template<typename T, typename Make>
[[nodiscard]] QMap<Locking, T> expectationsFrom(const TreeReader& reader, Make make)
{
    QMap<Locking, T> result;
    if (!reader.has("expect"))
        return result;
    const TreeReader rules = reader.object("expect");
    for (const QString& name : rules.names()) {
        const Locking locking = ruleNamed(rules, rules.place(), name);
        TreeReader at = rules.object(name.toUtf8().constData());
        result.insert(locking, make(at));
        rules.absorb(at);
    }
    reader.absorb(rules);
    return result;
}

} // namespace interleave
