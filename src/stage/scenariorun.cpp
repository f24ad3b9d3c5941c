#include "stage/scenariorun.h"

#include "core/model/versiontree.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QEventLoop>

#include <algorithm>

namespace interleave {

namespace {

QString clientsText(const QStringList& names)
{
    return names.isEmpty() ? Text::tr("nobody") : listed(names);
}

QStringList lostIn(const std::vector<const Event*>& events, const VersionTrees& trees)
{
    QStringList names;
    for (const Event* event : events) {
        for (const LostUpdate& lost : lostUpdates(*event, trees)) {
            if (!names.contains(lost.author))
                names.append(lost.author);
        }
    }
    names.sort();
    return names;
}

/// The status of the last answer to the step's client. Answers about a lease requested before another action
/// do not count, nor those to other clients.
int statusOf(const Step& step, const std::vector<const Event*>& events)
{
    const bool isAboutLease =
        std::holds_alternative<AcquireStep>(step.action) || std::holds_alternative<ReleaseStep>(step.action);
    int status = 0;
    bool isFound = false;
    for (const Event* event : events) {
        if (!event->isMessage() || event->client != step.client)
            continue;
        const bool counts = isAboutLease || !event->isAboutLease();
        if (counts || !isFound)
            status = event->status;
        isFound = isFound || counts;
    }
    return status;
}

void compareStep(const ScenarioRun& run, int index, QStringList& unmet)
{
    const Step& step = run.scenario.steps.at(index);
    const QString name =
        Text::tr("step %1 (%2)")
            .arg(QString::number(index + 1), describe(step, run.scenario.records.size() > 1));
    if (const QString problem = run.stage->problemOf(index); !problem.isEmpty())
        unmet.append(QStringLiteral("%1: %2").arg(name, problem));
    const auto expected = step.expect.constFind(run.rule);
    if (expected == step.expect.constEnd())
        return;
    const auto events = run.eventsOf(index);
    if (expected->status) {
        const int status = statusOf(step, events);
        if (status != *expected->status) {
            unmet.append(Text::tr("%1: expected status %2, got %3")
                             .arg(name, QString::number(*expected->status), QString::number(status)));
        }
    }
    if (expected->lost) {
        QStringList wanted = *expected->lost;
        wanted.sort();
        const QStringList lost = lostIn(events, run.journal().trees());
        if (lost != wanted)
            unmet.append(Text::tr("%1: expected to lose %2, lost %3")
                             .arg(name, clientsText(wanted), clientsText(lost)));
    }
}

void compareEnd(const ScenarioRun& run, QStringList& unmet)
{
    const auto expected = run.scenario.expect.constFind(run.rule);
    if (expected == run.scenario.expect.constEnd())
        return;
    const Snapshot& end = run.journal().latest();
    if (expected->lostUpdates) {
        qint64 lost = 0;
        for (const Record& record : end.records())
            lost += end.lostCount(record.id);
        if (lost != *expected->lostUpdates)
            unmet.append(
                Text::tr(
                    "at the end: expected %1 lost updates, got %2", nullptr, pluralOf(*expected->lostUpdates))
                    .arg(QString::number(*expected->lostUpdates), QString::number(lost)));
    }
    for (auto it = expected->records.constBegin(); it != expected->records.constEnd(); ++it) {
        const Record* record = end.record(it.key());
        for (const Field& field : it.value()) {
            const Value* value = record == nullptr ? nullptr : record->fields.find(field.name);
            if (value == nullptr || *value != field.value) {
                unmet.append(Text::tr("at the end: expected %1 of “%2” to be %3, got %4")
                                 .arg(
                                     field.name,
                                     it.key(),
                                     toText(field.value),
                                     value == nullptr ? Text::tr("nothing") : toText(*value)));
            }
        }
    }
}

} // namespace

std::vector<const Event*> ScenarioRun::eventsOf(int step) const
{
    std::vector<const Event*> events;
    for (qint64 seq = stage->eventsAt(step) + 1; seq <= stage->eventsAt(step + 1); ++seq)
        events.push_back(&stage->journal().event(seq));
    return events;
}

ScenarioRun runScenario(const Scenario& scenario, Locking rule)
{
    ScenarioRun run{scenario, rule, std::make_unique<Stage>(StageOptions{quint16{0}, {}, rule}), {}};
    QEventLoop loop;
    const int count = static_cast<int>(scenario.steps.size());
    QObject::connect(run.stage.get(), &Stage::failed, &loop, [&](const QString& problem) {
        run.problem = problem;
        loop.quit();
    });
    QObject::connect(run.stage.get(), &Stage::stepped, &loop, [&](int position) {
        if (position == count)
            loop.quit();
    });
    run.stage->load(scenario, rule);
    run.stage->playTo(count);
    run.stage->start();
    loop.exec();
    return run;
}

QStringList unmetExpectations(const ScenarioRun& run)
{
    QStringList unmet;
    for (int i = 0; i < run.scenario.steps.size(); ++i)
        compareStep(run, i, unmet);
    compareEnd(run, unmet);
    return unmet;
}

} // namespace interleave
