#include "engine/lessonrun.h"

#include "core/transactions/knownengines.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "engine/lessonexperiment.h"

#include <algorithm>

namespace interleave {

namespace {

QString tableText(const QMap<QString, Fields>& rows)
{
    QStringList parts;
    for (auto it = rows.constBegin(); it != rows.constEnd(); ++it)
        parts.append(Text::tr("%1: %2", "a row and its values").arg(it.key(), QString::fromUtf8(it->toJson())));
    return parts.join(QLatin1String("; "));
}

/// The rows of a table by their first column, as far as \a expected names their columns.
QMap<QString, Fields> rowsLike(const TableContent& table, const QMap<QString, Fields>& expected)
{
    QMap<QString, Fields> rows;
    for (const QList<Value>& row : table.rows) {
        Fields& fields = rows[toText(row.first())];
        const Fields like = expected.value(toText(row.first()));
        for (qsizetype column = 0; column < row.size(); ++column) {
            if (like.find(table.columns.at(column)) != nullptr)
                fields.set(table.columns.at(column), row.at(column));
        }
    }
    return rows;
}

QString codesText(const QMap<QString, QString>& codes)
{
    QStringList parts;
    for (auto it = codes.constBegin(); it != codes.constEnd(); ++it)
        parts.append(Text::tr("%1 with %2", "a session and a code").arg(it.key(), it.value()));
    return parts.isEmpty() ? Text::tr("nobody") : parts.join(QLatin1String(", "));
}

} // namespace

QMap<QString, QString> refusalsIn(const TransactionJournal& journal)
{
    QMap<QString, QString> codes;
    for (const TransactionEvent& event : journal.events()) {
        if (event.isRefused())
            codes.insert(event.session, event.code);
    }
    return codes;
}

QStringList waitersIn(const TransactionJournal& journal)
{
    QStringList names;
    for (const TransactionEvent& event : journal.events()) {
        if (event.kind == TransactionEvent::Kind::Waits && !names.contains(event.session))
            names.append(event.session);
    }
    names.sort();
    return names;
}

LessonRun playLesson(
    Engine& engine, const TransactionLesson& lesson, const QString& level, const std::stop_token& stop)
{
    return LessonExperiment(engine, lesson, level, stop).play();
}

LessonRun
runLesson(Engine& engine, const TransactionLesson& lesson, const QString& level, const std::stop_token& stop)
{
    LessonExperiment experiment(engine, lesson, level, stop);
    LessonRun run = experiment.play();
    if (run.problem.isEmpty())
        experiment.judge(run);
    return run;
}

Judgement judge(
    Engine& engine,
    const TransactionLesson& lesson,
    const TransactionJournal& journal,
    const QString& level,
    const std::stop_token& stop)
{
    LessonRun run{journal};
    LessonExperiment(engine, lesson, level, stop).judge(run);
    return run.judgement;
}

TransactionScript scriptOf(const TransactionLesson& lesson, const QString& engine, const QString& level)
{
    TransactionScript script{lesson.setupOn(engine), lesson.stepsOn(engine), {}};
    for (const LessonSession& session : lesson.sessions)
        script.sessions.append({session.name, lesson.levelOf(session, engine, level), session.ignoresErrors});
    return script;
}

TransactionHeader headerOf(const TransactionLesson& lesson, const QString& engine, const QString& level)
{
    TransactionHeader header{
        lesson.title, lesson.story, engine, engine, {}, level, {}, lesson.setupOn(engine), {}};
    if (const KnownEngine* known = knownEngine(engine))
        header.engineTitle = known->title;
    for (const LessonSession& session : lesson.sessions)
        header.sessions.append({session.name, session.label, lesson.levelOf(session, engine, level)});
    return header;
}

QString problemOnServer(const TransactionLesson& lesson, const Engine& engine, const QString& level)
{
    if (const QString problem = lesson.problemOn(engine.name(), level); !problem.isEmpty())
        return problem;
    for (const LessonSession& session : lesson.sessions) {
        const QString own = lesson.levelOf(session, engine.name(), level);
        if (!engine.levels().contains(own))
            return Text::tr("%1 %2 has no level “%3”. Choose one of these: %4.")
                .arg(engine.title(), engine.version(), own, listed(engine.levels()));
    }
    return {};
}

QStringList unmetExpectations(const TransactionLesson& lesson, const LessonRun& run)
{
    const TransactionHeader& header = run.journal.header();
    const LessonExpectation end = lesson.expect.value(header.engine).value(header.level);
    const Judgement& judgement = run.judgement;
    QStringList unmet;
    if (end.explained && *end.explained != judgement.verdict)
        unmet.append(Text::tr("expected that an order explains it: %1, and it is: %2.")
                         .arg(toName(*end.explained), toName(judgement.verdict)));
    const auto orNone = [](const QString& text) {
        return text.isEmpty() ? Text::tr("none") : text;
    };
    if (end.anomaly && *end.anomaly != judgement.anomaly)
        unmet.append(Text::tr("expected as anomaly %1, and it is %2.")
                         .arg(orNone(*end.anomaly), orNone(judgement.anomaly)));
    if (const auto codes = refusalsIn(run.journal); end.refused && *end.refused != codes)
        unmet.append(Text::tr("expected as refused %1, and it was %2.")
                         .arg(codesText(*end.refused), codesText(codes)));
    if (const QStringList names = waitersIn(run.journal); end.waits && *end.waits != names)
        unmet.append(Text::tr("expected as waiting %1, and it was %2.")
                         .arg(orNone(listed(*end.waits)), orNone(listed(names))));
    const Tables tables = run.journal.at(run.journal.size()).tables();
    for (auto it = end.tables.constBegin(); it != end.tables.constEnd(); ++it) {
        const QMap<QString, Fields> rows = rowsLike(tables.value(it.key()), it.value());
        if (rows != it.value())
            unmet.append(Text::tr("expected in table “%1” %2, and it holds %3.")
                             .arg(it.key(), tableText(it.value()), tableText(rows)));
    }
    if (unmet.isEmpty())
        return unmet;
    unmet.append({judgement.sentence(), judgement.outcomes});
    unmet.removeAll(QString());
    return unmet;
}

} // namespace interleave
