#include "engine/databases/enginetable.h"

#include "engine/databases/mariadbengine.h"
#include "engine/databases/postgresqlengine.h"
#include "engine/databases/sqliteengine.h"

namespace interleave {

QList<EngineEntry> engineTable(const EnginePlaces& places)
{
    return {
        {QStringLiteral("sqlite"), QStringLiteral("SQLite"), SqliteEngine::allLevels(), &SqliteEngine::start},
        {QStringLiteral("postgresql"),
         QStringLiteral("PostgreSQL"),
         PostgresqlEngine::allLevels(),
         [at = places.postgresql] {
             return at.isEmpty() ? PostgresqlEngine::start() : PostgresqlEngine::connectTo(at);
         }},
        {QStringLiteral("mariadb"),
         QStringLiteral("MariaDB"),
         MariadbEngine::allLevels(),
         [at = places.mariadb] {
             return at.isEmpty() ? MariadbEngine::start() : MariadbEngine::connectTo(at);
         }}};
}

} // namespace interleave
