#include "stage/pagenames.h"

namespace interleave {

QStringList pageNames()
{
    return {QStringLiteral("two-clients")};
}

} // namespace interleave
