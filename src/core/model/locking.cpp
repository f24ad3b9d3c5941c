#include "core/model/locking.h"

#include "core/values/text.h"

#include <QList>

namespace interleave {

QList<Locking> allLocking()
{
    return {Locking::Off, Locking::Version, Locking::Timestamp, Locking::Lease};
}

QString toName(Locking locking)
{
    switch (locking) {
    case Locking::Off:
        return QStringLiteral("off");
    case Locking::Version:
        return QStringLiteral("version");
    case Locking::Timestamp:
        return QStringLiteral("timestamp");
    case Locking::Lease:
        return QStringLiteral("lease");
    }
    Q_UNREACHABLE();
}

std::optional<Locking> lockingFromName(const QString& name)
{
    for (const Locking locking : allLocking()) {
        if (toName(locking) == name)
            return locking;
    }
    return std::nullopt;
}

QString toTitle(Locking locking)
{
    switch (locking) {
    case Locking::Off:
        return Text::tr("Off");
    case Locking::Version:
        return Text::tr("Version");
    case Locking::Timestamp:
        return Text::tr("Timestamp");
    case Locking::Lease:
        return Text::tr("Lease");
    }
    Q_UNREACHABLE();
}

QString toStatus(Locking locking)
{
    switch (locking) {
    case Locking::Off:
        return Text::tr("Off · last save wins");
    case Locking::Version:
    case Locking::Timestamp:
        return Text::tr("On · stale saves refused");
    case Locking::Lease:
        return Text::tr("On · one holder at a time");
    }
    Q_UNREACHABLE();
}

} // namespace interleave
