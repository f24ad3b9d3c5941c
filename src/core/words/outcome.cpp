#include "core/words/outcome.h"

#include "core/values/text.h"

namespace interleave {

OutcomeText outcomeText(const Snapshot& snapshot)
{
    qint64 tried = 0;
    qint64 refused = 0;
    qint64 unknown = 0;
    qint64 lost = 0;
    for (const ClientState& client : snapshot.clients()) {
        tried += client.tried;
        refused += client.refused;
        unknown += client.unknown;
    }
    for (const Record& record : snapshot.records())
        lost += snapshot.lostCount(record.id);
    if (lost > 0 && refused > 0)
        return {
            Severity::Lost,
            Text::tr("%1 lost, nobody told · %2 refused")
                .arg(QString::number(lost), QString::number(refused))};
    if (lost > 0)
        return {Severity::Lost, Text::tr("%1 lost, nobody told").arg(lost)};
    if (refused > 0)
        return {Severity::Stale, Text::tr("%1 refused, and told").arg(refused)};
    if (unknown > 0)
        return {Severity::Pending, Text::tr("%1 never answered").arg(unknown)};
    if (tried > 0)
        return {Severity::Good, Text::tr("nothing lost")};
    return {Severity::Neutral, Text::tr("nothing saved yet")};
}

} // namespace interleave
