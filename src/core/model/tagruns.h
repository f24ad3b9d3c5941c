#pragma once

#include "core/model/event.h"

#include <QByteArray>
#include <QList>

namespace interleave {

class TreeReader;

/// A part of a journal in which the server's entity tags and lock tokens have the same suffix ("3r1",
/// `<lease:3r1>`), so that those from before it, or from another start of the program, never match.
struct TagRun final
{
    /// The number of events before it.
    qint64 after = 0;
    /// Letters, digits and hyphens, not beginning with a digit; empty if none was needed.
    QByteArray suffix;

    bool operator==(const TagRun&) const = default;
};

/// Letters, digits and hyphens, not beginning with a digit: a valid TagRun::suffix.
[[nodiscard]] bool isTagSuffix(const QByteArray& suffix);
/// The suffix of the run of event \a seq; empty when there are no runs.
[[nodiscard]] QByteArray suffixAt(const QList<TagRun>& runs, qint64 seq);
/// The server's suffix at \a event, if the event shows it: in the answer's tag, or in the granted token.
[[nodiscard]] std::optional<QByteArray> suffixIn(const Event& event);

/// Reads `runs` of a journal's header; what this program never writes is a problem of \a reader.
[[nodiscard]] QList<TagRun> runsFrom(const TreeReader& reader);

} // namespace interleave
