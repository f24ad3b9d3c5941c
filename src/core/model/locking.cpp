#include "core/model/locking.h"

#include "core/values/text.h"

#include <QList>

#include <algorithm>

namespace interleave {

namespace {

/// Of a save that has to prove its version. Off demands nothing, but a journal from elsewhere may tell of it.
constexpr LockingRule::Missing VersionMissing{
    .detail = QT_TRANSLATE_NOOP(
        "interleave",
        "Nothing was written: with locking on, a save must say which version it changes. Read the record, "
        "and save with its ETag as If-Match, such as If-Match: \"1\"."),
    .outcome = QT_TRANSLATE_NOOP("interleave", "Not saved: it must say what it saw."),
    .story = QT_TRANSLATE_NOOP(
        "interleave",
        "It did not say which version it had seen. With locking on the server asks for that, and wrote "
        "nothing."),
    .wayOn = {
        QT_TRANSLATE_NOOP("interleave", "Read again"),
        QT_TRANSLATE_NOOP("interleave", "and save with the tag that comes with it")}};

constexpr LockingRule Off{
    .name = "off",
    .proof = Proof::None,
    .header = "If-Match",
    .holdsLeases = false,
    .comparesDates = false,
    .where = "WHERE id = ?",
    .deciding = "",
    .title = QT_TRANSLATE_NOOP("interleave", "Off"),
    .columnTitle = QT_TRANSLATE_NOOP("interleave", "Locking off"),
    .status = QT_TRANSLATE_NOOP("interleave", "Off · last save wins"),
    .shortStatus = QT_TRANSLATE_NOOP("interleave", "Off · last wins"),
    .kind = QT_TRANSLATE_NOOP("interleave", "none: nothing is held, nothing is compared"),
    .shortKind = QT_TRANSLATE_NOOP("interleave", "none"),
    .demand = nullptr,
    .beginning =
        {QT_TRANSLATE_NOOP("interleave", "Locking is off"),
         QT_TRANSLATE_NOOP("interleave", "From now on the last save wins, whatever it was made on."),
         {QT_TRANSLATE_NOOP("interleave", "Save"),
          QT_TRANSLATE_NOOP("interleave", "nothing is asked of it any more")}},
    .missing = VersionMissing,
    .clock = QT_TRANSLATE_NOOP("interleave", "With locking off nothing looks at the clock.")};

constexpr LockingRule ByVersion{
    .name = "version",
    .proof = Proof::Version,
    .header = "If-Match",
    .holdsLeases = false,
    .comparesDates = false,
    .where = "WHERE id = ?",
    .deciding = "AND version = ?",
    .title = QT_TRANSLATE_NOOP("interleave", "Version"),
    .columnTitle = QT_TRANSLATE_NOOP("interleave", "Version"),
    .status = QT_TRANSLATE_NOOP("interleave", "On · old versions refused"),
    .shortStatus = QT_TRANSLATE_NOOP("interleave", "On · checks version"),
    .kind = QT_TRANSLATE_NOOP("interleave", "optimistic: nothing is held, versions are compared"),
    .shortKind = QT_TRANSLATE_NOOP("interleave", "optimistic: versions are compared"),
    .demand = QT_TRANSLATE_NOOP("interleave", "A save must name the version it was made on"),
    .beginning =
        {QT_TRANSLATE_NOOP("interleave", "Locking by version is on"),
         QT_TRANSLATE_NOOP(
             "interleave",
             "From now on a save must say which version it was made on, and is refused unless that is the "
             "newest."),
         {QT_TRANSLATE_NOOP("interleave", "Save"),
          QT_TRANSLATE_NOOP("interleave", "with the tag of what was read")}},
    .missing = VersionMissing,
    .clock = QT_TRANSLATE_NOOP("interleave", "A version number does not look at the clock: it only grows.")};

constexpr LockingRule ByTimestamp{
    .name = "timestamp",
    .proof = Proof::Date,
    .header = "If-Unmodified-Since",
    .holdsLeases = false,
    .comparesDates = true,
    .where = "WHERE id = ?",
    .deciding = "AND modified_at <= ?",
    .title = QT_TRANSLATE_NOOP("interleave", "Timestamp"),
    .columnTitle = QT_TRANSLATE_NOOP("interleave", "Timestamp"),
    .status = QT_TRANSLATE_NOOP("interleave", "On · compares dates"),
    .shortStatus = QT_TRANSLATE_NOOP("interleave", "On · by dates"),
    .kind = QT_TRANSLATE_NOOP("interleave", "optimistic: nothing is held, dates are compared"),
    .shortKind = QT_TRANSLATE_NOOP("interleave", "optimistic: dates are compared"),
    .demand = QT_TRANSLATE_NOOP(
        "interleave", "A save must name the date of the version it was made on, in whole seconds"),
    .beginning =
        {QT_TRANSLATE_NOOP("interleave", "Locking by timestamp is on"),
         QT_TRANSLATE_NOOP(
             "interleave",
             "From now on a save must name the date of what it was made on, and is refused if the record has "
             "a later one. Dates count whole seconds."),
         {QT_TRANSLATE_NOOP("interleave", "Save"),
          QT_TRANSLATE_NOOP("interleave", "with the date of what was read")}},
    .missing =
        {QT_TRANSLATE_NOOP(
             "interleave",
             "Nothing was written: with locking on, a save must say of which date the record is that it "
             "changes. Read the record, and save with its Last-Modified as If-Unmodified-Since."),
         QT_TRANSLATE_NOOP("interleave", "Not saved: it must say what it saw."),
         QT_TRANSLATE_NOOP(
             "interleave",
             "It did not say of which date the record was that it had seen. With locking on the server asks "
             "for that, and wrote nothing."),
         {QT_TRANSLATE_NOOP("interleave", "Read again"),
          QT_TRANSLATE_NOOP("interleave", "and save with the date that comes with it")}},
    .clock = nullptr};

constexpr LockingRule ByLease{
    .name = "lease",
    .proof = Proof::Lease,
    .header = "Lock-Token",
    .holdsLeases = true,
    .comparesDates = false,
    .where = "WHERE id = ? AND lease_owner = ? AND lease_until > ?",
    .deciding = "AND lease_token = ?",
    .title = QT_TRANSLATE_NOOP("interleave", "Lease"),
    .columnTitle = QT_TRANSLATE_NOOP("interleave", "Lease"),
    .status = QT_TRANSLATE_NOOP("interleave", "On · one holder at a time"),
    .shortStatus = QT_TRANSLATE_NOOP("interleave", "On · one at a time"),
    .kind = QT_TRANSLATE_NOOP("interleave", "pessimistic: one client holds the record, others wait"),
    .shortKind = QT_TRANSLATE_NOOP("interleave", "pessimistic: others wait"),
    .demand = QT_TRANSLATE_NOOP("interleave", "Only who holds the record’s lease may save; the others wait"),
    .beginning =
        {QT_TRANSLATE_NOOP("interleave", "Locking by lease is on"),
         QT_TRANSLATE_NOOP(
             "interleave",
             "From now on only who holds the record’s lease may save, one client at a time. A lease is asked "
             "for first, given back after, and expires by itself."),
         {QT_TRANSLATE_NOOP("interleave", "Ask for the lease"),
          QT_TRANSLATE_NOOP("interleave", "then read again, and save")}},
    .missing =
        {nullptr,
         QT_TRANSLATE_NOOP("interleave", "Not saved: it must name its lease."),
         QT_TRANSLATE_NOOP(
             "interleave",
             "It named no lease. With locking by lease the server asks for one, and wrote nothing."),
         {QT_TRANSLATE_NOOP("interleave", "Ask for the lease"),
          QT_TRANSLATE_NOOP("interleave", "read again, and save with its Lock-Token")}},
    .clock = nullptr};

/// Null beyond the last enumerator.
constexpr const LockingRule* rowOf(Locking locking)
{
    switch (locking) {
    case Locking::Off:
        return &Off;
    case Locking::Version:
        return &ByVersion;
    case Locking::Timestamp:
        return &ByTimestamp;
    case Locking::Lease:
        return &ByLease;
    }
    return nullptr;
}

using Rows = std::array<const LockingRule*, AllLocking.size()>;
constexpr Rows allRows()
{
    Rows rows{};
    std::ranges::transform(AllLocking, rows.begin(), rowOf);
    return rows;
}
constexpr Rows TheRows = allRows();

constexpr bool areInOrder()
{
    for (std::size_t i = 0; i < AllLocking.size(); ++i) {
        if (AllLocking[i] != static_cast<Locking>(i))
            return false;
    }
    return true;
}
static_assert(
    areInOrder() && rowOf(static_cast<Locking>(AllLocking.size())) == nullptr,
    "AllLocking in core/model/locking.h has to name each rule, in the order of the enumerators");

} // namespace

const LockingRule& ruleOf(Locking locking)
{
    return *TheRows[static_cast<std::size_t>(locking)];
}

QList<Locking> allLocking()
{
    return {AllLocking.begin(), AllLocking.end()};
}

QString toName(Locking locking)
{
    return QString::fromLatin1(ruleOf(locking).name);
}

QStringList lockingNames()
{
    QStringList names;
    for (const Locking locking : AllLocking)
        names.append(toName(locking));
    return names;
}

std::optional<Locking> lockingFromName(const QString& name)
{
    const auto found =
        std::ranges::find_if(AllLocking, [&name](Locking locking) { return toName(locking) == name; });
    return found == AllLocking.end() ? std::nullopt : std::optional(*found);
}

QString toTitle(Locking locking)
{
    return Text::tr(ruleOf(locking).title);
}

QString toStatus(Locking locking)
{
    return Text::tr(ruleOf(locking).status);
}

} // namespace interleave
