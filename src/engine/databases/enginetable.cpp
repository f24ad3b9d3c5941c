#include "engine/databases/enginetable.h"

#include "core/transactions/knownengines.h"
#include "engine/databases/mariadbengine.h"
#include "engine/databases/postgresqlengine.h"
#include "engine/databases/sqliteengine.h"

namespace interleave {

QList<EngineEntry> engineTable(const EnginePlaces& places)
{
    const auto entry = [](const char* name, const auto& start) {
        const KnownEngine& known = *knownEngine(QLatin1String(name));
        return EngineEntry{known.name, known.title, known.levels, start};
    };
    return {
        entry("sqlite", &SqliteEngine::start),
        entry(
            "postgresql",
            [at = places.postgresql] {
                return at.isEmpty() ? PostgresqlEngine::start() : PostgresqlEngine::connectTo(at);
            }),
        entry("mariadb", [at = places.mariadb] {
            return at.isEmpty() ? MariadbEngine::start() : MariadbEngine::connectTo(at);
        })};
}

} // namespace interleave
