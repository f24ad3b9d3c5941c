#include "stage/clock.h"

#include <QDateTime>

namespace interleave {

qint64 SystemClock::now() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace interleave
