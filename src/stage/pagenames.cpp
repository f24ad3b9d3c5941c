#include "stage/pagenames.h"

namespace interleave {

QStringList pageNames()
{
    return {
        QStringLiteral("two-clients"),
        QStringLiteral("compare"),
        QStringLiteral("every-order"),
        QStringLiteral("transactions"),
        QStringLiteral("room")};
}

QStringList viewNames()
{
    return pageNames() << allLevelsView();
}

QString allLevelsView()
{
    return QStringLiteral("all-levels");
}

} // namespace interleave
