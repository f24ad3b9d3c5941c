#include "core/transactions/knownengines.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

const QList<KnownEngine>& knownEngines()
{
    static const QList<KnownEngine> engines{
        {QStringLiteral("sqlite"),
         QStringLiteral("SQLite"),
         {QStringLiteral("read uncommitted"),
          QStringLiteral("serializable"),
          QStringLiteral("serializable immediate")},
         QStringLiteral("serializable")},
        {QStringLiteral("postgresql"),
         QStringLiteral("PostgreSQL"),
         {QStringLiteral("read committed"),
          QStringLiteral("repeatable read"),
          QStringLiteral("serializable")},
         QStringLiteral("read committed")},
        {QStringLiteral("mariadb"),
         QStringLiteral("MariaDB"),
         {QStringLiteral("read uncommitted"),
          QStringLiteral("read committed"),
          QStringLiteral("repeatable read"),
          QStringLiteral("repeatable read snapshot"),
          QStringLiteral("serializable")},
         QStringLiteral("repeatable read")}};
    return engines;
}

const KnownEngine* knownEngine(const QString& name)
{
    const auto found = std::ranges::find(knownEngines(), name, &KnownEngine::name);
    return found == knownEngines().end() ? nullptr : &*found;
}

QStringList knownEngineNames()
{
    QStringList names;
    for (const KnownEngine& engine : knownEngines())
        names.append(engine.name);
    return names;
}

QString problemWithEngine(const QString& name)
{
    return knownEngine(name) != nullptr
               ? QString()
               : Text::tr("There is no engine “%1”; there are: %2.").arg(name, listed(knownEngineNames()));
}

} // namespace interleave
