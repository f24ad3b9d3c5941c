#pragma once

#include "core/model/event.h"

#include <QByteArray>
#include <QList>

namespace interleave {

/// A stretch of a journal in which the server ended its entity tags and lock tokens alike ("3r1",
/// `<lease:3r1>`), so that what was given before it, or by another start of the program, never matches in it.
struct TagRun final
{
    /// The number of events before it.
    qint64 after = 0;
    /// Letters, digits and hyphens, and no digit first; empty where none was needed.
    QByteArray suffix;

    bool operator==(const TagRun&) const = default;
};

/// Letters, digits and hyphens, and no digit first: what a TagRun may hold.
[[nodiscard]] bool isTagSuffix(const QByteArray& suffix);
/// Of the run that event \a seq belongs to; empty when there are none.
[[nodiscard]] QByteArray suffixAt(const QList<TagRun>& runs, qint64 seq);
/// The suffix that the server had when \a event happened, as far as the event itself tells it: by the tag in
/// the answer, or the token that was granted.
[[nodiscard]] std::optional<QByteArray> suffixIn(const Event& event);

} // namespace interleave
