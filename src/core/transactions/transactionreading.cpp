#include "core/transactions/transactionreading.h"

#include "core/scenario/scenarioreading.h"
#include "core/transactions/judgement.h"
#include "core/transactions/knownengines.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

void checkSession(
    const TreeReader& reader, const QString& at, const QString& name, const TransactionLesson& lesson)
{
    if (std::ranges::find(lesson.sessions, name, &LessonSession::name) == lesson.sessions.end())
        reader.fail(Text::tr("“%1” names session %2, which is not in “sessions”").arg(at, name));
}

void readTables(const TreeReader& reader, LessonExpectation& end)
{
    const TreeReader tables = reader.object("tables");
    for (const QString& table : tables.names()) {
        const TreeReader rows = tables.object(table.toUtf8().constData());
        QMap<QString, Fields>& expected = end.tables[table];
        for (const QString& key : rows.names())
            expected.insert(key, rows.fields(key.toUtf8().constData()));
        tables.absorb(rows);
    }
    reader.absorb(tables);
}

LessonExpectation expectationFrom(TreeReader& reader, const TransactionLesson& lesson)
{
    reader.allowOnly({"explained", "anomaly", "refused", "waits", "tables"});
    LessonExpectation end;
    if (reader.has("explained")) {
        end.explained = serialVerdictFromName(reader.text("explained"));
        if (!end.explained)
            reader.fail(Text::tr("“%1” is “%2”; there are yes, no and cannot be judged")
                            .arg(placeOf(reader, "explained"), reader.text("explained")));
    }
    if (reader.has("anomaly")) {
        end.anomaly = reader.text("anomaly");
        if (!end.anomaly->isEmpty() && !anomalyTitles().contains(*end.anomaly))
            reader.fail(
                Text::tr("“%1” is “%2”; there are %3")
                    .arg(placeOf(reader, "anomaly"), *end.anomaly, listed(anomalyTitles(), ListStyle::And)));
    }
    if (reader.has("refused")) {
        const TreeReader codes = reader.object("refused");
        end.refused.emplace();
        for (const QString& session : codes.names()) {
            checkSession(codes, codes.place(), session, lesson);
            end.refused->insert(session, nonEmptyText(codes, session.toUtf8().constData()));
        }
        reader.absorb(codes);
    }
    if (reader.has("waits")) {
        end.waits = textsFrom(reader, "waits");
        end.waits->sort();
        checkUnique(reader, "waits", *end.waits);
        for (const QString& session : std::as_const(*end.waits))
            checkSession(reader, placeOf(reader, "waits"), session, lesson);
    }
    if (reader.has("tables"))
        readTables(reader, end);
    return end;
}

} // namespace

QStringList textsFrom(const TreeReader& reader, const char* name)
{
    QStringList result;
    for (const Value& value : reader.values(name)) {
        if (const auto* text = std::get_if<QString>(&value))
            result.append(*text);
        else
            reader.fail(Text::tr("“%1” is not a list of texts").arg(placeOf(reader, name)));
    }
    return result;
}

void checkUnique(const TreeReader& reader, const char* name, const QStringList& names)
{
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (names.indexOf(names.at(i)) != i)
            reader.fail(Text::tr("“%1” names %2 twice").arg(placeOf(reader, name), names.at(i)));
    }
}

void checkEngine(const TreeReader& reader, const QString& at, const QString& name)
{
    if (knownEngine(name) == nullptr)
        reader.fail(Text::tr("“%1” names the engine “%2”; there are %3")
                        .arg(at, name, listed(knownEngineNames(), ListStyle::And)));
}

void checkLevel(const TreeReader& reader, const QString& at, const QString& engine, const QString& level)
{
    const KnownEngine* known = knownEngine(engine);
    if (known != nullptr && !known->levels.contains(level))
        reader.fail(Text::tr("“%1” names the level “%2”, and %3 has %4")
                        .arg(at, level, known->title, listed(known->levels, ListStyle::And)));
}

QStringList enginesIn(const TreeReader& reader, const TransactionLesson& lesson, Naming naming)
{
    const QStringList names = reader.names();
    for (const QString& name : names) {
        if (naming == Naming::MayBeOthers && name == OtherEngines)
            continue;
        checkEngine(reader, reader.place(), name);
        if (!lesson.engines.contains(name))
            reader.fail(Text::tr("“%1” names %2, which “engines” leaves out").arg(reader.place(), name));
    }
    return names;
}

void readExpectations(const TreeReader& root, TransactionLesson& lesson)
{
    const TreeReader engines = root.object("expect");
    for (const QString& engine : enginesIn(engines, lesson, Naming::EnginesOnly)) {
        const TreeReader levels = engines.object(engine.toUtf8().constData());
        for (const QString& level : levels.names()) {
            checkLevel(levels, levels.place(), engine, level);
            TreeReader reader = levels.object(level.toUtf8().constData());
            lesson.expect[engine].insert(level, expectationFrom(reader, lesson));
            levels.absorb(reader);
        }
        engines.absorb(levels);
    }
    root.absorb(engines);
}

} // namespace interleave
