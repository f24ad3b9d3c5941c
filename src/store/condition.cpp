#include "store/condition.h"

namespace interleave {

namespace {

Condition anyOf(const VersionIn& precondition)
{
    // People read a condition with one placeholder for each version, but SQLite must prepare each length
    // anew; so use at most this many placeholders.
    constexpr std::size_t mostPlaces = 8;
    Condition condition;
    QStringList numbers;
    QStringList places;
    for (const qint64 version : precondition.versions) {
        numbers.append(QString::number(version));
        places.append(QStringLiteral("?"));
        condition.bound.append(version);
    }
    if (precondition.versions.size() > mostPlaces)
        return {
            QStringLiteral("AND version IN (SELECT value FROM json_each(?))"),
            {QStringLiteral("[%1]").arg(numbers.join(QLatin1String(", ")))}};
    condition.sql = places.size() == 1
                        ? QStringLiteral("AND version = ?")
                        : QStringLiteral("AND version IN (%1)").arg(places.join(QLatin1String(", ")));
    return condition;
}

/// An overload for each precondition, so that the compiler notices a forgotten one that would let every write
/// in.
struct Clause
{
    Condition operator()(const Unconditional&) const { return {}; }
    // UPDATE and INSERT find out by themselves whether the row is there.
    Condition operator()(const MustExist&) const { return {}; }
    Condition operator()(const MustBeAbsent&) const { return {}; }
    Condition operator()(const VersionIn& versions) const { return anyOf(versions); }
    Condition operator()(const UnmodifiedSince& since) const
    {
        return {QStringLiteral("AND modified_at <= ?"), {since.seconds}};
    }
    Condition operator()(const HoldsLease& lease) const
    {
        return {
            QStringLiteral("AND lease_owner = ? AND lease_until > ? AND lease_token = ?"),
            {lease.owner, lease.now, lease.token}};
    }
    Condition operator()(const NotLeasedAway& lease) const
    {
        return {
            QStringLiteral("AND (lease_until <= ? OR (lease_owner = ? AND lease_token = ?))"),
            {lease.now, lease.owner, lease.token}};
    }
};

} // namespace

Condition conditionOf(const Precondition& precondition)
{
    return std::visit(Clause{}, precondition);
}

} // namespace interleave
