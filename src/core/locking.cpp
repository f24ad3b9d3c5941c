#include "core/locking.h"

#include <QCoreApplication>
#include <QList>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::Locking)
};

} // namespace

QList<Locking> allLocking()
{
    return {Locking::Off, Locking::Version, Locking::Timestamp};
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
    }
    Q_UNREACHABLE();
}

QString toStatus(Locking locking)
{
    return locking == Locking::Off ? Text::tr("Off · last save wins") : Text::tr("On · stale saves refused");
}

} // namespace interleave
