#pragma once

#include "core/model/snapshot.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <utility>
#include <vector>

namespace interleave {

/// What a list of entity tags demands.
struct TagDemand final
{
    /// `*`
    bool any = false;
    /// The versions that its tags prove, ascending, each once. Tags that prove none are left out, so the list
    /// may be empty, and then nothing matches.
    std::vector<qint64> versions;

    bool operator==(const TagDemand&) const = default;
};

/// What a request demands of the record as it stands: what its header fields meant at that time, whatever
/// their bytes were. Two requests with equal demands get equal answers.
struct Demand final
{
    std::optional<TagDemand> ifMatch;
    /// `If-None-Match` was there; a panel never sends it.
    bool ifNoneMatch = false;
    /// `If-Unmodified-Since`, in seconds since the epoch.
    std::optional<qint64> unmodifiedSince;
    /// The fencing token that `Lock-Token` named; 0 for one that the server had never given.
    std::optional<qint64> token;

    bool operator==(const Demand&) const = default;
};

/// What a panel's save demands: by the rule in force, by what \a client has of \a record, and by what the
/// save is made for. \a base stands in for the version that the client's copy and draft are on.
[[nodiscard]] Demand usualDemand(
    const Snapshot& now,
    const QString& client,
    const QString& record,
    Purpose purpose,
    std::optional<qint64> base = std::nullopt);
/// What any other request of a panel demands: the lease that it believes to hold, under that rule.
[[nodiscard]] Demand leaseDemand(const Snapshot& now, const QString& client, const QString& record);

/// Name and value, in a run that ends its tags and tokens in \a suffix (core/model/tagruns.h).
[[nodiscard]] QList<std::pair<QByteArray, QByteArray>>
headersOf(const Demand& demand, const QByteArray& suffix);
/// What Event::condition meant in such a run. \a now is in seconds since the epoch.
[[nodiscard]] Demand demandOf(const QByteArray& condition, const QByteArray& suffix, qint64 now);
/// The value of one of the fields in an Event::condition; nothing when it is not there.
[[nodiscard]] std::optional<QByteArray> fieldIn(const QByteArray& condition, QByteArrayView name);

/// A scenario names versions by tags without a suffix, and means them whatever the run: the value of an
/// `If-Match` of its own, as it has to be sent in a run with \a suffix.
[[nodiscard]] QByteArray inRun(const QByteArray& ifMatch, const QByteArray& suffix);

} // namespace interleave
