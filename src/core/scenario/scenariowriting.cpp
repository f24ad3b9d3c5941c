#include "core/scenario/scenariowriting.h"

namespace interleave {

namespace {

QByteArray quoted(const QString& text)
{
    return toJson(Value(text));
}

/// A JSON object on one line.
class Line final
{
public:
    void add(const char* name, const QByteArray& json) { add(QString::fromLatin1(name), json); }
    void add(const QString& name, const QByteArray& json) { m_members.append(quoted(name) + ": " + json); }
    void add(const char* name, const QString& text) { add(name, quoted(text)); }
    void add(const char* name, qint64 number) { add(name, QByteArray::number(number)); }
    /// Left out when it is empty.
    void addText(const char* name, const QString& text)
    {
        if (!text.isEmpty())
            add(name, text);
    }
    void addWords(const char* name, const Words& words)
    {
        if (!words.isByRule()) {
            addText(name, words.text);
            return;
        }
        Line rules;
        for (auto it = words.byRule.constBegin(); it != words.byRule.constEnd(); ++it)
            rules.add(toName(it.key()), quoted(it.value()));
        add(name, rules.text());
    }
    void addFields(const char* name, const Fields& fields)
    {
        if (!fields.isEmpty())
            add(name, fields.toJson());
    }
    [[nodiscard]] bool isEmpty() const { return m_members.isEmpty(); }
    [[nodiscard]] QByteArray text() const { return isEmpty() ? "{}" : "{ " + m_members.join(", ") + " }"; }

private:
    QByteArrayList m_members;
};

QByteArray list(const QStringList& texts)
{
    QByteArrayList parts;
    for (const QString& text : texts)
        parts.append(quoted(text));
    return '[' + parts.join(", ") + ']';
}

QByteArray toJson(const StepExpectation& expectation)
{
    Line line;
    if (expectation.status)
        line.add("status", qint64(*expectation.status));
    if (expectation.lost)
        line.add("lost", list(*expectation.lost));
    return line.text();
}

QByteArray toJson(const ScenarioExpectation& expectation)
{
    Line line;
    if (expectation.lostUpdates)
        line.add("lostUpdates", *expectation.lostUpdates);
    Line records;
    for (auto it = expectation.records.constBegin(); it != expectation.records.constEnd(); ++it)
        records.add(it.key(), it.value().toJson());
    if (!records.isEmpty())
        line.add("records", records.text());
    return line.text();
}

template<typename T>
void addExpectations(Line& line, const QMap<Locking, T>& expectations)
{
    Line rules;
    for (auto it = expectations.constBegin(); it != expectations.constEnd(); ++it)
        rules.add(toName(it.key()), toJson(it.value()));
    if (!rules.isEmpty())
        line.add("expect", rules.text());
}

/// Adds what to do, and how.
struct AddAction
{
    Line& line;

    void operator()(const ReadStep&) const { line.add("do", QStringLiteral("read")); }
    void operator()(const EditStep& edit) const
    {
        line.add("do", QStringLiteral("edit"));
        line.addFields("set", edit.set);
    }
    void operator()(const SaveStep& save) const
    {
        line.add("do", QStringLiteral("save"));
        line.addFields("set", save.set);
        line.addFields("change", save.change);
        if (save.ifMatch) {
            const auto* literal = std::get_if<QByteArray>(&*save.ifMatch);
            line.add("ifMatch", literal == nullptr ? QStringLiteral("none") : QString::fromUtf8(*literal));
        }
        if (save.blind)
            line.add("blind", QByteArray("true"));
        if (save.cut)
            line.add("cut", QByteArray("true"));
    }
    void operator()(const IncrementStep& increment) const
    {
        line.add("do", QStringLiteral("increment"));
        line.addFields("add", increment.add);
    }
    void operator()(const ReloadStep&) const { line.add("do", QStringLiteral("reload")); }
    void operator()(const OverwriteStep&) const { line.add("do", QStringLiteral("overwrite")); }
    void operator()(const BlindRetryStep&) const { line.add("do", QStringLiteral("blind-retry")); }
    void operator()(const MergeStep& merge) const
    {
        line.add("do", QStringLiteral("merge"));
        Line take;
        for (auto it = merge.take.constBegin(); it != merge.take.constEnd(); ++it)
            take.add(it.key(), quoted(toName(it.value())));
        if (!take.isEmpty())
            line.add("take", take.text());
    }
    void operator()(const FindOutStep&) const { line.add("do", QStringLiteral("find-out")); }
    void operator()(const AcquireStep& acquire) const
    {
        line.add("do", QStringLiteral("acquire"));
        if (acquire.ttl != UsualTtl)
            line.add("ttl", acquire.ttl);
        if (acquire.wait != 0)
            line.add("wait", acquire.wait);
    }
    void operator()(const ReleaseStep&) const { line.add("do", QStringLiteral("release")); }
    void operator()(const WaitStep& wait) const
    {
        line.add("do", QStringLiteral("wait"));
        line.add("seconds", wait.seconds);
    }
    void operator()(const ClockStep& clock) const
    {
        line.add("do", QStringLiteral("clock"));
        line.add("seconds", clock.seconds);
    }
    void operator()(const LockingStep& change) const
    {
        line.add("do", QStringLiteral("locking"));
        line.add("to", toName(change.locking));
    }
};

QByteArray toJson(const Step& step, bool namesRecord)
{
    Line line;
    line.addText("client", step.client);
    std::visit(AddAction{line}, step.action);
    if (namesRecord)
        line.addText("record", step.record);
    line.addWords("say", step.say);
    line.addWords("ask", step.ask);
    addExpectations(line, step.expect);
    return line.text();
}

} // namespace

QByteArray toJson(const Scenario& scenario)
{
    Line records;
    for (const Record& record : scenario.records)
        records.add(record.id, record.fields.toJson());
    QByteArrayList steps;
    for (const Step& step : scenario.steps)
        steps.append("    " + toJson(step, scenario.records.size() > 1 && !step.client.isEmpty()));

    QByteArrayList members{"\"title\": " + quoted(scenario.title)};
    if (!scenario.summary.isEmpty())
        members.append("\"summary\": " + quoted(scenario.summary));
    members.append("\"locking\": " + quoted(toName(scenario.locking)));
    if (scenario.tick != 1)
        members.append("\"tick\": " + QByteArray::number(scenario.tick));
    if (!scenario.leases.fencing)
        members.append("\"fencing\": false");
    if (!scenario.leases.deadlockDetection)
        members.append("\"deadlockDetection\": false");
    members.append("\"records\": " + records.text());
    members.append("\"steps\": [\n" + steps.join(",\n") + "\n  ]");
    Line expect;
    addExpectations(expect, scenario.expect);
    if (!expect.isEmpty()) {
        // Of the object with the one member, only the member.
        const QByteArray text = expect.text();
        members.append(text.mid(2, text.size() - 4));
    }
    return "{\n  " + members.join(",\n  ") + "\n}\n";
}

} // namespace interleave
