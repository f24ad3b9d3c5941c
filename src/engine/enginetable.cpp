#include "engine/enginetable.h"

#include "engine/mariadbengine.h"
#include "engine/postgresqlengine.h"
#include "engine/sqliteengine.h"

namespace interleave {

QList<EngineEntry> engineTable()
{
    return {
        {QStringLiteral("sqlite"), QStringLiteral("SQLite"), SqliteEngine::allLevels(), &SqliteEngine::start},
        {QStringLiteral("postgresql"),
         QStringLiteral("PostgreSQL"),
         PostgresqlEngine::allLevels(),
         &PostgresqlEngine::start},
        {QStringLiteral("mariadb"),
         QStringLiteral("MariaDB"),
         MariadbEngine::allLevels(),
         &MariadbEngine::start}};
}

} // namespace interleave
