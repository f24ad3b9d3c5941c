#include "stage/pagenames.h"

namespace interleave {

QStringList pageNames()
{
    return {QStringLiteral("two-clients"), QStringLiteral("every-order")};
}

} // namespace interleave
