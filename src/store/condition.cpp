#include "store/condition.h"

namespace interleave {

namespace {

Condition anyOf(const VersionIn& precondition)
{
    // A place for each is what people read, and what SQLite prepares anew for each length.
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

/// One for each, so that no precondition can be forgotten and then let every write in.
struct Clause
{
    Condition operator()(const Unconditional&) const { return {}; }
    // That a row is there, or is not, is what an UPDATE or an INSERT finds by itself.
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
