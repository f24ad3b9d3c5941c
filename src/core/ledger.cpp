#include "core/ledger.h"

namespace interleave {

bool Ledger::differs() const
{
    return kept && value && kept != toNumber(*value);
}

Ledger ledgerOf(const Snapshot& snapshot, const QString& record)
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
        if (row.tried > 0 || !row.outside)
            ledger.rows.append(row);
    }
    for (const Record& each : snapshot.records())
        ledger.lost += snapshot.lostCount(each.id);
    if (snapshot.records().size() > 1)
        ledger.record = record;
    const Record* present = snapshot.record(record);
    const VersionTree* tree = snapshot.tree(record);
    if (present != nullptr && tree != nullptr) {
        ledger.headline = tree->headline();
        if (const Value* value = present->fields.find(ledger.headline))
            ledger.value = *value;
    }
    ledger.kept = snapshot.everyChangeKept(record);
    return ledger;
}

} // namespace interleave
