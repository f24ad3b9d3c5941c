#include "core/model/ledger.h"

#include "core/values/decimal.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QSet>

#include <algorithm>

namespace interleave {

namespace {

/// The longest value that fits.
constexpr qsizetype MostCharacters = 32;

/// The records for which a client's change is still open.
QSet<QString> openRecords(const Snapshot& snapshot)
{
    QSet<QString> records;
    for (const ClientState& client : snapshot.clients()) {
        for (auto copy = client.copies.constBegin(); copy != client.copies.constEnd(); ++copy) {
            if (!copy->sent.open.isEmpty())
                records.insert(copy.key());
        }
    }
    return records;
}

/// The first of \a preferred for which \a happened is true, else the first of all records.
template<typename Happened>
QString firstRecord(const Snapshot& snapshot, const QStringList& preferred, const Happened& happened)
{
    for (const QString& record : preferred) {
        if (snapshot.record(record) != nullptr && happened(record))
            return record;
    }
    for (const Record& record : snapshot.records()) {
        if (happened(record.id))
            return record.id;
    }
    return {};
}

QString recordOf(const Snapshot& snapshot, const QString& shown)
{
    const QString lost = firstRecord(snapshot, {shown, snapshot.lastLost()}, [&](const QString& record) {
        return snapshot.lostCount(record) > 0;
    });
    if (!lost.isEmpty())
        return lost;
    const QString& tried = snapshot.lastTried().record;
    const QSet<QString> sent = openRecords(snapshot);
    const QString open = firstRecord(
        snapshot, {shown, tried}, [&sent](const QString& record) { return sent.contains(record); });
    if (!open.isEmpty())
        return open;
    return snapshot.record(tried) != nullptr ? tried : shown;
}

/// The headline field, if it is one of \a fields; else the first of them.
QString chosen(const QStringList& fields, const QString& headline)
{
    return fields.isEmpty() || fields.contains(headline) ? headline : fields.first();
}

QString fieldOf(const Snapshot& snapshot, const Record& record, const Account& account)
{
    const QString headline = snapshot.tree(record.id)->headline();
    QStringList differing = snapshot.savedAccount(record.id).differing(record.fields);
    if (differing.isEmpty())
        differing = account.differing(record.fields);
    if (!differing.isEmpty())
        return chosen(differing, headline);
    const VersionTree& tree = *snapshot.tree(record.id);
    const Value* now = record.fields.find(headline);
    const Value* first = tree.at(tree.first()).fields.find(headline);
    const bool isChanged = (now == nullptr) != (first == nullptr) || (now != nullptr && *now != *first);
    const Place& tried = snapshot.lastTried();
    const bool isTried = tried.record == record.id && record.fields.find(tried.field) != nullptr;
    return isTried && !isChanged ? tried.field : headline;
}

/// A text where a number was, or the reverse, cannot be compared as an amount.
bool isComparable(const std::optional<Value>& value, const Value& shouldBe)
{
    return !value || (isNumber(*value) ? isNumber(shouldBe) : value->index() == shouldBe.index());
}

QString briefly(const Value& value)
{
    return inALine(toText(value), MostCharacters);
}

void tellValue(Ledger& ledger, const Snapshot& snapshot, const Record& record)
{
    const Account account = snapshot.account(record.id);
    ledger.field = fieldOf(snapshot, record, account);
    if (const Value* value = record.fields.find(ledger.field))
        ledger.value = *value;
    for (const ClientState& client : snapshot.clients()) {
        const QList<FieldChange> open = client.copyOf(record.id).sent.open;
        if (std::ranges::find(open, ledger.field, &FieldChange::name) != open.end())
            ledger.openBy.append(client.name);
    }
    ledger.isLost = snapshot.savedAccount(record.id).differs(ledger.field, record.fields);
    const Value* shouldBe = account.find(ledger.field);
    if (shouldBe == nullptr || !isComparable(ledger.value, *shouldBe))
        return;
    if (isNumber(*shouldBe) || account.differs(ledger.field, record.fields))
        ledger.shouldBe = *shouldBe;
}

} // namespace

bool Ledger::differs() const
{
    if (!shouldBe)
        return false;
    const auto number = Decimal::of(shouldBe);
    return number ? number != Decimal::of(value) : shouldBe != value;
}

Ledger ledgerOf(const Snapshot& snapshot, const QString& shown)
{
    Ledger ledger;
    for (const ClientState& client : snapshot.clients()) {
        const LedgerRow row{
            client.name,
            client.outside,
            client.tried,
            client.saved,
            client.refused,
            client.unknown,
            client.lost()};
        ledger.tried += row.tried;
        ledger.saved += row.saved;
        ledger.refused += row.refused;
        ledger.unknown += row.unknown;
        ledger.leasesRefused += client.deadlocked ? 1 : 0;
        if (row.tried > 0 || !row.outside)
            ledger.rows.append(row);
    }
    for (const Record& each : snapshot.records())
        ledger.lost += snapshot.lostCount(each.id);
    const QString id = recordOf(snapshot, shown);
    if (snapshot.records().size() > 1)
        ledger.record = id;
    const Record* record = snapshot.record(id);
    if (record != nullptr && snapshot.tree(id) != nullptr)
        tellValue(ledger, snapshot, *record);
    return ledger;
}

QString refusedText(const Ledger& ledger)
{
    const QString changes = QString::number(ledger.refused);
    const QString leases =
        Text::tr("%n leases", "that were refused", pluralOf(ledger.leasesRefused));
    if (ledger.leasesRefused == 0)
        return changes;
    return ledger.refused == 0 ? leases : Text::tr("%1, and %2", "refused changes and leases").arg(changes, leases);
}

QString placeText(const Ledger& ledger)
{
    const QString field = inALine(ledger.field, MostCharacters);
    if (ledger.record.isEmpty())
        return field;
    return Text::tr("%1 · %2", "a record and its field").arg(shortened(ledger.record, MostCharacters), field);
}

QString valueText(const Ledger& ledger)
{
    if (ledger.value)
        return briefly(*ledger.value);
    return ledger.shouldBe ? Text::tr("not there") : QString();
}

QString shouldBeText(const Ledger& ledger)
{
    return ledger.shouldBe ? briefly(*ledger.shouldBe) : QString();
}

} // namespace interleave
