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
    /// The versions that its tags prove, ascending, without duplicates. Tags that prove none are left out, so
    /// the list may be empty, and then nothing matches.
    std::vector<qint64> versions;

    bool operator==(const TagDemand&) const = default;
};

/// What a request demands of the current record: the meaning of its header fields at that time, independent
/// of their bytes. Requests with equal demands get equal answers.
struct Demand final
{
    std::optional<TagDemand> ifMatch;
    /// `If-None-Match` was there; a panel never sends it.
    bool ifNoneMatch = false;
    /// `If-Unmodified-Since`, in seconds since the epoch.
    std::optional<qint64> unmodifiedSince;
    /// The fencing token in `Lock-Token`; 0 for one that the server has never granted.
    std::optional<qint64> token;

    bool operator==(const Demand&) const = default;
};

/// What a panel's save demands: depends on the rule, on \a client's copy of \a record, and on the purpose of
/// the save. \a base replaces the version that the client's copy and draft are based on.
[[nodiscard]] Demand usualDemand(
    const Snapshot& now,
    const QString& client,
    const QString& record,
    Purpose purpose,
    std::optional<qint64> base = std::nullopt);
/// What any other request of a panel demands: under that rule, the lease that it believes to hold.
[[nodiscard]] Demand leaseDemand(const Snapshot& now, const QString& client, const QString& record);

/// Names and values of the header fields, in a run whose tags and tokens end in \a suffix
/// (core/model/tagruns.h).
[[nodiscard]] QList<std::pair<QByteArray, QByteArray>>
headersOf(const Demand& demand, const QByteArray& suffix);
/// The meaning of an Event::condition in such a run. \a now is in seconds since the epoch.
[[nodiscard]] Demand demandOf(const QByteArray& condition, const QByteArray& suffix, qint64 now);
/// The value of a field in an Event::condition; nothing when it is not there.
[[nodiscard]] std::optional<QByteArray> fieldIn(const QByteArray& condition, QByteArrayView name);

/// A scenario writes tags without a suffix, to be valid in every run. Returns such an `If-Match` value as it
/// must be sent in a run with \a suffix.
[[nodiscard]] QByteArray inRun(const QByteArray& ifMatch, const QByteArray& suffix);

} // namespace interleave
