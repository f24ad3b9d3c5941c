#include "stage/clock.h"

#include <QDateTime>

namespace interleave {

qint64 SystemClock::now() const
{
    return clockTime(QDateTime::currentMSecsSinceEpoch());
}

} // namespace interleave
