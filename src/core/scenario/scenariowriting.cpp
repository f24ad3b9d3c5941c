#include "core/scenario/scenariowriting.h"

#include "core/scenario/jsonline.h"

#include <algorithm>

namespace interleave {

namespace {

QByteArray list(const QStringList& texts)
{
    QByteArrayList parts;
    for (const QString& text : texts)
        parts.append(quoted(text));
    return '[' + parts.join(", ") + ']';
}

QByteArray toJson(const StepExpectation& expectation)
{
    JsonLine line;
    if (expectation.status)
        line.add("status", qint64(*expectation.status));
    if (expectation.lost)
        line.add("lost", list(*expectation.lost));
    return line.text();
}

QByteArray toJson(const ScenarioExpectation& expectation)
{
    JsonLine line;
    if (expectation.lostUpdates)
        line.add("lostUpdates", *expectation.lostUpdates);
    JsonLine records;
    for (auto it = expectation.records.constBegin(); it != expectation.records.constEnd(); ++it)
        records.add(it.key(), it.value().toJson());
    if (!records.isEmpty())
        line.add("records", records.text());
    return line.text();
}

template<typename T>
void addExpectations(JsonLine& line, const QMap<Locking, T>& expectations)
{
    JsonLine rules;
    for (auto it = expectations.constBegin(); it != expectations.constEnd(); ++it)
        rules.add(toName(it.key()), toJson(it.value()));
    if (!rules.isEmpty())
        line.add("expect", rules.text());
}

QByteArray toJson(const Step& step, bool namesRecord)
{
    JsonLine line;
    line.addText("client", step.client);
    addTo(line, step.action);
    if (namesRecord)
        line.addText("record", step.record);
    line.addWords("say", step.say);
    line.addWords("ask", step.ask);
    addExpectations(line, step.expect);
    return line.text();
}

/// One number if it is the same under every rule.
QByteArray lookOf(const QMap<Locking, int>& look)
{
    const int one = look.cbegin().value();
    const bool same = std::ranges::all_of(look, [one](int step) { return step == one; });
    if (same && look.size() == qsizetype(AllLocking.size()))
        return QByteArray::number(one);
    JsonLine line;
    for (auto it = look.constBegin(); it != look.constEnd(); ++it)
        line.add(toName(it.key()), QByteArray::number(it.value()));
    return line.text();
}

QByteArray clientsOf(const QList<ClientLook>& looks)
{
    JsonLine clients;
    for (const ClientLook& look : looks) {
        JsonLine line;
        line.addText("label", look.label);
        if (look.colour)
            line.add("colour", toName(*look.colour));
        if (look.isInRoom)
            line.add("room", QByteArray("true"));
        clients.add(look.client, line.text());
    }
    return clients.text();
}

} // namespace

QByteArray toJson(const Scenario& scenario)
{
    JsonLine records;
    for (const Record& record : scenario.records)
        records.add(record.id, record.fields.toJson());
    QByteArrayList steps;
    for (const Step& step : scenario.steps)
        steps.append("    " + toJson(step, scenario.records.size() > 1 && !step.client.isEmpty()));

    QByteArrayList members{"\"title\": " + quoted(scenario.title)};
    if (!scenario.summary.isEmpty())
        members.append("\"summary\": " + quoted(scenario.summary));
    if (!scenario.story.isEmpty())
        members.append("\"story\": " + quoted(scenario.story));
    if (!scenario.about.isEmpty())
        members.append("\"about\": " + quoted(scenario.about));
    if (!scenario.clientLooks.isEmpty())
        members.append("\"clients\": " + clientsOf(scenario.clientLooks));
    members.append("\"locking\": " + quoted(toName(scenario.locking)));
    if (scenario.tick != 1)
        members.append("\"tick\": " + QByteArray::number(scenario.tick));
    if (!scenario.leases.fencing)
        members.append("\"fencing\": false");
    if (!scenario.leases.deadlockDetection)
        members.append("\"deadlockDetection\": false");
    members.append("\"records\": " + records.text());
    members.append("\"steps\": [\n" + steps.join(",\n") + "\n  ]");
    if (!scenario.look.isEmpty())
        members.append("\"look\": " + lookOf(scenario.look));
    JsonLine expect;
    addExpectations(expect, scenario.expect);
    if (!expect.isEmpty()) {
        // Take the member out of the object around it.
        const QByteArray text = expect.text();
        members.append(text.mid(2, text.size() - 4));
    }
    return "{\n  " + members.join(",\n  ") + "\n}\n";
}

} // namespace interleave
