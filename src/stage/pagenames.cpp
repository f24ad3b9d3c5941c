#include "stage/pagenames.h"

namespace interleave {

QStringList pageNames()
{
    return {QStringLiteral("two-clients"), QStringLiteral("compare"), QStringLiteral("every-order")};
}

} // namespace interleave
