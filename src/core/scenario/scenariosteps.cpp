#include "core/scenario/scenariosteps.h"

#include "core/values/httpdate.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>
#include <array>

namespace interleave {

namespace {

constexpr qint64 MostSeconds = 1'000'000'000;

std::variant<IfMatchNone, QByteArray> ifMatch(const TreeReader& reader)
{
    const QString text = reader.text("ifMatch");
    // A line break would begin another header.
    if (std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; }))
        reader.fail(Text::tr("“%1” holds a control character").arg(placeOf(reader, "ifMatch")));
    if (text == QLatin1String("none"))
        return IfMatchNone{};
    return text.toUtf8();
}

} // namespace

const StepKind* StepReader::kindNamed(const TreeReader& reader)
{
    const QString name = reader.text("do");
    QStringList names;
    for (const StepKind& kind : stepKinds()) {
        if (name == QLatin1String(kind.name))
            return &kind;
        names.append(QLatin1String(kind.name));
    }
    reader.fail(Text::tr("“%1” is “%2”, which is not known here; use %3")
                    .arg(placeOf(reader, "do"), name, listed(names)));
    return nullptr;
}

/// Reads the members of a step of each kind, and checks that the steps it depends on came before.
struct StepReader::Fill
{
    StepReader& steps;
    const Step& step;
    const TreeReader& reader;

    StepAction operator()(ReadStep read) const
    {
        steps.m_copies.insert({step.client, step.record});
        steps.m_leases.insert({step.client, step.record});
        return read;
    }
    StepAction operator()(EditStep edit) const
    {
        edit.set = fieldsOf(steps.m_records, step.record, reader, "set");
        if (edit.set.isEmpty())
            reader.fail(Text::tr("“%1” is empty").arg(placeOf(reader, "set")));
        if (!steps.hasCopy(step)) {
            reader.fail(Text::tr("“%1” is impossible: %2 has not read “%3” and has nothing to edit")
                            .arg(reader.place(), step.client, step.record));
        }
        return edit;
    }
    StepAction operator()(SaveStep save) const
    {
        if (reader.has("set"))
            save.set = fieldsOf(steps.m_records, step.record, reader, "set");
        if (reader.has("ifMatch"))
            save.ifMatch = ifMatch(reader);
        save.blind = optionalFlag(reader, "blind", false);
        if (reader.has("change"))
            save.change = steps.changeOf(step, save, reader);
        save.cut = optionalFlag(reader, "cut", false);
        steps.m_saves.insert({step.client, step.record});
        if (save.cut)
            steps.m_cuts.insert({step.client, step.record});
        if (!steps.hasCopy(step)) {
            if (!save.blind) {
                reader.fail(
                    Text::tr("“%1” is impossible: %2 has not read “%3”; read first, or say \"blind\": true")
                        .arg(reader.place(), step.client, step.record));
            } else if (save.set.isEmpty()) {
                reader.fail(Text::tr("“%1” is missing: a client that has not read has nothing else to save")
                                .arg(placeOf(reader, "set")));
            }
        }
        return save;
    }
    StepAction operator()(IncrementStep increment) const
    {
        // Its answer contains the record.
        steps.m_copies.insert({step.client, step.record});
        increment.add = fieldsOf(steps.m_records, step.record, reader, "add");
        if (increment.add.isEmpty())
            reader.fail(Text::tr("“%1” is empty").arg(placeOf(reader, "add")));
        const auto record = std::ranges::find(steps.m_records, step.record, &Record::id);
        for (const Field& field : increment.add) {
            const QString at = placeOf(reader, "add") + QLatin1Char('.') + field.name;
            if (!std::holds_alternative<qint64>(field.value))
                reader.fail(Text::tr("“%1” is no whole number, and only those are added").arg(at));
            const Value* start = record == steps.m_records.end() ? nullptr : record->fields.find(field.name);
            if (start != nullptr && !std::holds_alternative<qint64>(*start)) {
                reader.fail(Text::tr("“%1” is impossible: that field of “%2” holds no whole number to add to")
                                .arg(at, step.record));
            }
        }
        return increment;
    }
    StepAction operator()(ReloadStep reload) const
    {
        steps.m_copies.insert({step.client, step.record});
        steps.m_leases.insert({step.client, step.record});
        return reload;
    }
    StepAction operator()(MergeStep merge) const
    {
        steps.demandSave(step, reader);
        if (!reader.has("take"))
            return merge;
        const TreeReader take = reader.object("take");
        const auto record = std::ranges::find(steps.m_records, step.record, &Record::id);
        for (const QString& field : take.names()) {
            const QString name = take.text(field.toUtf8().constData());
            const auto known = takeFromName(name);
            if (record != steps.m_records.end() && record->fields.find(field) == nullptr)
                take.fail(Text::tr("“%1” is no field of “%2”").arg(take.placeOf(field), step.record));
            else if (!known)
                take.fail(
                    Text::tr("“%1” is “%2”, and may be mine, theirs or both").arg(take.placeOf(field), name));
            merge.take.insert(field, known.value_or(Take::Theirs));
        }
        reader.absorb(take);
        return merge;
    }
    StepAction operator()(OverwriteStep over) const
    {
        steps.demandSave(step, reader);
        return over;
    }
    StepAction operator()(BlindRetryStep retry) const
    {
        steps.demandSave(step, reader);
        return retry;
    }
    StepAction operator()(FindOutStep look) const
    {
        if (!steps.m_cuts.contains({step.client, step.record})) {
            reader.fail(
                Text::tr("“%1” is impossible: no answer to %2 was lost; save with \"cut\": true before")
                    .arg(reader.place(), step.client));
        }
        return look;
    }
    StepAction operator()(AcquireStep acquire) const
    {
        if (reader.has("ttl"))
            acquire.ttl = secondsFrom(reader, "ttl", 1, LongestTtl);
        if (reader.has("wait"))
            acquire.wait = secondsFrom(reader, "wait", 0, LongestLeaseWait);
        steps.m_leases.insert({step.client, step.record});
        return acquire;
    }
    StepAction operator()(ReleaseStep release) const
    {
        if (!steps.m_leases.contains({step.client, step.record})) {
            reader.fail(
                Text::tr("“%1” is impossible: %2 has not asked for the lease on “%3”; acquire it before")
                    .arg(reader.place(), step.client, step.record));
        }
        return release;
    }
    StepAction operator()(WaitStep wait) const
    {
        wait.seconds = secondsFrom(reader, "seconds", 0);
        return wait;
    }
    StepAction operator()(ClockStep clock) const
    {
        clock.seconds = secondsFrom(reader, "seconds", -MostSeconds);
        return clock;
    }
    StepAction operator()(LockingStep change) const
    {
        change.locking = ruleFrom(reader, "to");
        return change;
    }
};

Step StepReader::read(TreeReader& reader)
{
    Step step;
    const StepKind* kind = kindNamed(reader);
    if (kind == nullptr)
        return step;
    reader.allowOnly(kind->members);
    if (kind->has("client")) {
        step.client = nameFrom(reader, "client", LongestClientName);
        step.record = recordId(reader);
    }
    step.say = optionalWords(reader, "say");
    step.ask = optionalWords(reader, "ask");
    // The rehearsal below needs valid names.
    if (!reader.problem().isEmpty())
        return step;
    step.action = std::visit(Fill{*this, step, reader}, kind->action);
    if (kind->has("expect"))
        step.expect =
            expectationsFrom<StepExpectation>(reader, [this](TreeReader& at) { return expectation(at); });
    if (kind->isTry)
        m_savers.insert(step.client);
    return step;
}

QString StepReader::recordId(const TreeReader& reader) const
{
    if (!reader.has("record")) {
        if (m_records.size() > 1) {
            reader.fail(Text::tr(
                            "“%1” is missing, and there are %n records to choose from",
                            nullptr,
                            pluralOf(m_records.size()))
                            .arg(placeOf(reader, "record")));
        }
        return m_records.isEmpty() ? QString() : m_records.first().id;
    }
    const QString id = reader.text("record");
    if (reader.problem().isEmpty() && std::ranges::find(m_records, id, &Record::id) == m_records.end())
        reader.fail(Text::tr("“%1” names the record “%2”, which is not in “records”")
                        .arg(placeOf(reader, "record"), id));
    return id;
}

/// Accepts only changes that can be computed when the save is sent.
Fields StepReader::changeOf(const Step& step, const SaveStep& save, const TreeReader& reader) const
{
    Fields change = reader.fields("change");
    if (change.isEmpty())
        reader.fail(Text::tr("“%1” is empty").arg(placeOf(reader, "change")));
    if (save.blind) {
        reader.fail(Text::tr("“%1” is impossible in a blind save: it is worked out from what the client has "
                             "read; use “set”")
                        .arg(placeOf(reader, "change")));
    }
    const auto record = std::ranges::find(m_records, step.record, &Record::id);
    for (const Field& amount : change) {
        const QString at = placeOf(reader, "change") + QLatin1Char('.') + amount.name;
        const Value* start = record == m_records.end() ? nullptr : record->fields.find(amount.name);
        if (start == nullptr)
            reader.fail(Text::tr("“%1” is no field of “%2”").arg(at, step.record));
        else if (!isNumber(*start))
            reader.fail(Text::tr("“%1” is impossible: that field of “%2” holds no number; use “set”")
                            .arg(at, step.record));
        if (!isNumber(amount.value))
            reader.fail(Text::tr("“%1” is no number, and only those are added, such as -2").arg(at));
        else if (toNumber(amount.value) == 0.0)
            reader.fail(Text::tr("“%1” is 0, which changes nothing").arg(at));
        if (save.set.find(amount.name) != nullptr)
            reader.fail(
                Text::tr("“%1” is impossible: “set” types a value into that field; use one of the two")
                    .arg(at));
    }
    return change;
}

/// Only a save can have been refused.
void StepReader::demandSave(const Step& step, const TreeReader& reader) const
{
    if (!hasCopy(step) || !m_saves.contains({step.client, step.record})) {
        reader.fail(Text::tr("“%1” is impossible: %2 has saved nothing of “%3” that could have been refused")
                        .arg(reader.place(), step.client, step.record));
    }
}

StepExpectation StepReader::expectation(TreeReader& reader) const
{
    reader.allowOnly({"status", "lost"});
    StepExpectation result;
    if (reader.has("status")) {
        const qint64 status = reader.integer("status");
        if (status < 100 || status > 599)
            reader.fail(Text::tr("“%1” is no HTTP status").arg(placeOf(reader, "status")));
        result.status = static_cast<int>(status);
    }
    if (reader.has("lost"))
        result.lost = lostClients(reader);
    return result;
}

QStringList StepReader::lostClients(const TreeReader& reader) const
{
    QStringList clients;
    for (const Value& value : reader.values("lost")) {
        const auto* client = std::get_if<QString>(&value);
        if (client == nullptr)
            reader.fail(Text::tr("“%1” is not a list of clients").arg(placeOf(reader, "lost")));
        else if (!m_savers.contains(*client))
            reader.fail(Text::tr("“%1” names %2, who has saved nothing before")
                            .arg(placeOf(reader, "lost"), *client));
        else
            clients.append(*client);
    }
    return clients;
}

} // namespace interleave
