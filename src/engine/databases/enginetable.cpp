#include "engine/databases/enginetable.h"

#include "core/transactions/knownengines.h"
#include "engine/databases/mariadbengine.h"
#include "engine/databases/postgresqlengine.h"
#include "engine/databases/sqliteengine.h"

namespace interleave {

QList<EngineEntry> engineTable(const EnginePlaces& places, const ServerStart& start)
{
    const auto entry = [](const char* name, const auto& begin) {
        const KnownEngine& known = *knownEngine(QLatin1String(name));
        return EngineEntry{known.name, known.title, known.levels, begin};
    };
    return {
        entry("sqlite", &SqliteEngine::start),
        entry(
            "postgresql",
            [at = places.postgresql, start] {
                return at.isEmpty() ? PostgresqlEngine::start(start) : PostgresqlEngine::connectTo(at);
            }),
        entry("mariadb", [at = places.mariadb, start] {
            return at.isEmpty() ? MariadbEngine::start(start) : MariadbEngine::connectTo(at);
        })};
}

} // namespace interleave
