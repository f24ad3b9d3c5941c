#include "core/transactions/refusalkind.h"

#include <array>

namespace interleave {

namespace {

struct Code final
{
    const char* engine;
    const char* code;
    RefusalKind kind;
};

/// Codes with texts of their own.
constexpr std::array Codes{
    Code{"postgresql", "40001", RefusalKind::Serialization},
    Code{"postgresql", "40P01", RefusalKind::Deadlock},
    Code{"postgresql", "55P03", RefusalKind::NoWait},
    Code{"postgresql", "57014", RefusalKind::Cancelled},
    Code{"postgresql", "23505", RefusalKind::Unique},
    Code{"postgresql", "25P02", RefusalKind::FailedBefore},
    Code{"mariadb", "1020", RefusalKind::Serialization},
    Code{"mariadb", "1213", RefusalKind::Deadlock},
    Code{"mariadb", "1205", RefusalKind::NoWait},
    Code{"mariadb", "1317", RefusalKind::Cancelled},
    Code{"mariadb", "1062", RefusalKind::Unique},
    Code{"sqlite", "5", RefusalKind::Busy},
    Code{"sqlite", "517", RefusalKind::OldSnapshot},
    Code{"sqlite", "262", RefusalKind::SharedCache},
    Code{"sqlite", "9", RefusalKind::Cancelled},
    Code{"sqlite", "1555", RefusalKind::Unique},
    Code{"sqlite", "2067", RefusalKind::Unique}};

} // namespace

RefusalKind refusalKind(const QString& engine, const QString& code)
{
    for (const Code& each : Codes) {
        if (engine == QLatin1String(each.engine) && code == QLatin1String(each.code))
            return each.kind;
    }
    return RefusalKind::Other;
}

bool isToRunAgain(RefusalKind kind)
{
    return kind == RefusalKind::Serialization || kind == RefusalKind::Deadlock || kind == RefusalKind::Busy ||
           kind == RefusalKind::OldSnapshot || kind == RefusalKind::SharedCache;
}

bool endsTransaction(const QString& engine, const QString& code)
{
    if (engine == QLatin1String("postgresql"))
        return true;
    const RefusalKind kind = refusalKind(engine, code);
    return engine == QLatin1String("mariadb") &&
           (kind == RefusalKind::Deadlock || kind == RefusalKind::Serialization);
}

} // namespace interleave
