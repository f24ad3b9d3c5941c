#include "core/transactions/isolationlevels.h"

#include "core/transactions/knownengines.h"

#include "core/values/text.h"

#include <algorithm>
#include <array>

namespace interleave {

namespace {

struct Level final
{
    const char* engine;
    const char* name;
    bool hasSnapshot;
    const char* meaning;
};

constexpr std::array Levels{
    Level{
        "sqlite",
        "read uncommitted",
        false,
        QT_TRANSLATE_NOOP("interleave", "it also sees what others have written and not committed")},
    Level{
        "sqlite",
        "serializable",
        true,
        QT_TRANSLATE_NOOP(
            "interleave",
            "it goes on seeing what was committed at its first statement, and only one writes at a time")},
    Level{
        "sqlite",
        "serializable immediate",
        true,
        QT_TRANSLATE_NOOP(
            "interleave", "it has the one lock for writing from BEGIN on, so others who begin wait")},
    Level{
        "postgresql",
        "read committed",
        false,
        QT_TRANSLATE_NOOP("interleave", "each statement sees what is committed when it begins")},
    Level{
        "postgresql",
        "repeatable read",
        true,
        QT_TRANSLATE_NOOP("interleave", "it goes on seeing what was committed at its first statement")},
    Level{
        "postgresql",
        "serializable",
        true,
        QT_TRANSLATE_NOOP(
            "interleave",
            "it goes on seeing what was committed at its first statement, and is refused where no order of "
            "the "
            "transactions explains that")},
    Level{
        "mariadb",
        "read uncommitted",
        false,
        QT_TRANSLATE_NOOP("interleave", "it also sees what others have written and not committed")},
    Level{
        "mariadb",
        "read committed",
        false,
        QT_TRANSLATE_NOOP("interleave", "each statement sees what is committed when it begins")},
    Level{
        "mariadb",
        "repeatable read",
        true,
        QT_TRANSLATE_NOOP(
            "interleave",
            "its SELECTs go on seeing what was committed at the first of them, while its UPDATEs work on "
            "what "
            "is committed by then")},
    Level{
        "mariadb",
        "repeatable read snapshot",
        true,
        QT_TRANSLATE_NOOP(
            "interleave",
            "it goes on seeing what was committed at its first SELECT, and may not write a row that was "
            "changed since")},
    Level{
        "mariadb",
        "serializable",
        false,
        QT_TRANSLATE_NOOP("interleave", "it locks what it reads, so who wants to change that waits")}};

struct Cure final
{
    const char* engine;
    const char* anomaly;
    const char* level;
};

constexpr std::array Cures{
    Cure{"postgresql", "non-repeatable read", "repeatable read"},
    Cure{"postgresql", "phantom", "repeatable read"},
    Cure{"postgresql", "lost update", "repeatable read"},
    Cure{"postgresql", "read skew", "repeatable read"},
    Cure{"postgresql", "write skew", "serializable"},
    Cure{"postgresql", "read-only transaction anomaly", "serializable"},
    Cure{"mariadb", "dirty read", "read committed"},
    Cure{"mariadb", "non-repeatable read", "repeatable read"},
    Cure{"mariadb", "phantom", "repeatable read"},
    Cure{"mariadb", "lost update", "repeatable read snapshot"},
    Cure{"mariadb", "read skew", "repeatable read"},
    Cure{"mariadb", "write skew", "serializable"},
    Cure{"mariadb", "read-only transaction anomaly", "serializable"}};

const Level* levelOf(const QString& engine, const QString& name)
{
    const auto found = std::ranges::find_if(Levels, [&](const Level& level) {
        return engine == QLatin1String(level.engine) && name == QLatin1String(level.name);
    });
    return found == Levels.end() ? nullptr : &*found;
}

} // namespace

QString levelMeaning(const QString& engine, const QString& level)
{
    const Level* known = levelOf(engine, level);
    return known == nullptr ? QString() : Text::tr(known->meaning);
}

bool isSnapshotLevel(const QString& engine, const QString& level)
{
    const Level* known = levelOf(engine, level);
    return known != nullptr && known->hasSnapshot;
}

QString preventingLevel(const QString& engine, const QString& anomaly)
{
    if (engine == QLatin1String("sqlite") && !anomaly.isEmpty())
        return QStringLiteral("serializable");
    for (const Cure& each : Cures) {
        if (engine == QLatin1String(each.engine) && anomaly == QLatin1String(each.anomaly))
            return QLatin1String(each.level);
    }
    return {};
}

namespace {

const QLatin1String SnapshotLevel("repeatable read snapshot");
const QLatin1String ImmediateLevel("serializable immediate");

} // namespace

QString levelTitle(const QString& level)
{
    if (level == SnapshotLevel)
        return Text::tr("Repeatable read, snapshot");
    if (level == ImmediateLevel)
        return Text::tr("Serializable, immediate");
    return level.isEmpty() ? level : level.at(0).toUpper() + level.mid(1);
}

QString shortLevelTitle(const QString& level)
{
    if (level == SnapshotLevel)
        return Text::tr("Snapshot", "an isolation level");
    if (level == ImmediateLevel)
        return Text::tr("Immediate", "an isolation level");
    return levelTitle(level);
}

QString engineWithVersion(const QString& engine, const QString& version)
{
    const QString title = knownEngine(engine)->title;
    // Since 10, the first number of PostgreSQL's is that of a release with something new.
    const qsizetype parts = engine == QLatin1String("postgresql") ? 1 : 2;
    const QString number = version.section(QLatin1Char(' '), 0, 0).section(QLatin1Char('.'), 0, parts - 1);
    return number.isEmpty() ? title : Text::tr("%1 %2", "an engine and its version").arg(title, number);
}

WhereClause levelClause(const QString& engine, const QString& level)
{
    if (engine == QLatin1String("sqlite")) {
        if (level == ImmediateLevel)
            return {QStringLiteral("BEGIN"), QStringLiteral("IMMEDIATE")};
        const bool isDirty = level == QLatin1String("read uncommitted");
        return {QStringLiteral("PRAGMA"), QStringLiteral("read_uncommitted = %1").arg(isDirty ? 1 : 0)};
    }
    if (level == SnapshotLevel)
        return {QStringLiteral("SET"), QStringLiteral("innodb_snapshot_isolation = ON")};
    return {QStringLiteral("ISOLATION LEVEL"), level.toUpper()};
}

} // namespace interleave
