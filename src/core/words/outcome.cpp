#include "core/words/outcome.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

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
            dotted(
                {Text::tr("%n lost, nobody told", "updates", pluralOf(lost)),
                 Text::tr("%n refused", "requests", pluralOf(refused))})};
    if (lost > 0)
        return {Severity::Lost, Text::tr("%n lost, nobody told", "updates", pluralOf(lost))};
    if (refused > 0)
        return {Severity::Stale, Text::tr("%n refused, and told", "requests", pluralOf(refused))};
    if (unknown > 0)
        return {Severity::Pending, Text::tr("%n never answered", "requests", pluralOf(unknown))};
    if (tried > 0)
        return {Severity::Good, Text::tr("nothing lost")};
    return {Severity::Neutral, Text::tr("nothing saved yet")};
}

} // namespace interleave
