#include "core/scenario/recordedscenario.h"

#include "core/model/demand.h"
#include "core/model/outsiders.h"
#include "core/scenario/scenarioreading.h"
#include "core/scenario/scenariowriting.h"
#include "core/values/entitytag.h"
#include "core/values/text.h"

#include <QSet>

#include <algorithm>

namespace interleave {

namespace {

/// Names no version in any run: a zero after the r is what no run ends its tags in.
constexpr QByteArrayView NoRun = "r0";

/// Where a field that both changed ended as theirs, nothing was chosen: that is what it is left to.
QMap<QString, Take>
takesOf(const Fields& base, const Fields& mine, const Fields& theirs, const Fields& result)
{
    QMap<QString, Take> takes;
    for (const MergeField& field : merge(base, mine, theirs).conflicting()) {
        const Value* value = result.find(field.name);
        if (value == nullptr)
            continue;
        if (field.both() && *field.both() == *value)
            takes.insert(field.name, Take::Both);
        else if (field.mine && *field.mine == *value)
            takes.insert(field.name, Take::Mine);
    }
    return takes;
}

class Recorder final
{
public:
    explicit Recorder(const Journal& journal)
        : m_journal(journal)
        , m_state(journal.at(0))
        , m_rule(journal.header().locking)
    {
        for (Record record : journal.header().records) {
            m_offsets.insert(record.id, record.version - 1);
            record.version = 1;
            record.modifiedAt = 0;
            m_scenario.records.append(record);
        }
        for (qint64 seq = 1; seq <= journal.size(); ++seq) {
            const Event& event = journal.event(seq);
            m_timed = m_timed || event.locking == Locking::Timestamp || event.isAboutLease();
        }
        learnAges();
    }

    Result<Scenario, QString> record(const QString& title)
    {
        m_scenario.title = title;
        for (qint64 seq = 1; seq <= m_journal.size() && m_problem.isEmpty(); ++seq) {
            const Event& event = m_journal.event(seq);
            add(event);
            m_state.apply(event);
        }
        if (!m_problem.isEmpty())
            return m_problem;
        if (m_scenario.steps.isEmpty())
            return Text::tr("Nothing has happened yet that a scenario could tell. Click a few steps first.");
        m_scenario.locking = m_rule;
        m_scenario.leases = m_journal.header().leases;
        m_scenario.tick = m_timed ? 0 : 1;
        foldPauses();
        expectEnd();
        shortenNames();
        return std::move(m_scenario);
    }

private:
    /// Where dates decide, and something is saved after the second of its record and no later than the story
    /// begins, the records must be as old as they were.
    void learnAges()
    {
        std::optional<qint64> first;
        bool isDated = false;
        bool isSaved = false;
        for (qint64 seq = 1; seq <= m_journal.size(); ++seq) {
            const Event& event = m_journal.event(seq);
            if (event.isMessage() && !first)
                first = event.time / 1000;
            isDated = isDated || event.locking == Locking::Timestamp;
            const Record* start = m_state.record(event.record);
            isSaved = isSaved || (event.isCommit() && start != nullptr && event.time / 1000 <= *first &&
                                  event.time / 1000 > start->modifiedAt);
        }
        if (!isDated || !isSaved)
            return;
        for (const Record& record : m_journal.header().records)
            m_seconds = std::max(m_seconds.value_or(0), record.modifiedAt);
    }

    void add(const Event& event)
    {
        switch (event.action) {
        case Action::Read:
            addRead(event);
            break;
        case Action::Edit:
            addEdit(event);
            break;
        case Action::Write:
            addWrite(event);
            break;
        case Action::Increment:
            addIncrement(event);
            break;
        case Action::Rule:
            addRule(event);
            break;
        case Action::AnswerLost:
            addSilence(event);
            break;
        case Action::Clock:
            addClock(event);
            break;
        case Action::Acquire:
        case Action::Release:
        case Action::Wait:
            addLease(event);
            break;
        }
    }

    void addRead(const Event& event)
    {
        const bool isAwaited = m_awaited.remove({event.client, event.record});
        if (!isAwaited && !addReadStep(event))
            return;
        m_read.insert({event.client, event.record});
        // It comes in the middle of others' steps.
        if (!m_late.remove({event.client, event.record}))
            expect(event);
    }

    /// False for a read that told its client nothing new: it was not there, or had not changed.
    bool addReadStep(const Event& event)
    {
        const bool hasLease =
            m_state.locking() != Locking::Lease || m_state.holdsLease(event.client, event.record);
        if (event.purpose == Purpose::Overwrite)
            addStep(event, OverwriteStep{});
        else if (event.verdict != Verdict::Done || event.headersOnly)
            return false;
        else if (event.purpose == Purpose::FindOut)
            addStep(event, FindOutStep{});
        else if (!hasLease)
            fail(event, Text::tr("it read without the lease, and a step’s read takes it"));
        else if (event.purpose == Purpose::Reload)
            addStep(event, ReloadStep{});
        else
            addStep(event, ReadStep{});
        return true;
    }

    void addEdit(const Event& event)
    {
        if (event.purpose == Purpose::Merge) {
            if (!m_awaited.contains({event.client, event.record}))
                addMerge(event);
            return;
        }
        if (!isStep<EditStep>(event))
            addStep(event, EditStep{});
        auto& edit = std::get<EditStep>(m_scenario.steps.last().action);
        edit.set = edit.set.with(event.after);
    }

    void addMerge(const Event& event)
    {
        const Copy copy = copyOf(event);
        if (!copy.conflict || !copy.draft || !copy.held)
            return;
        const Fields theirs = copy.conflict->theirs;
        const Fields base = versionAt(event.record, copy.draft->base).value_or(copy.held->fields);
        addStep(event, MergeStep{takesOf(base, copy.shown(), theirs, theirs.with(event.after))});
    }

    void addWrite(const Event& event)
    {
        switch (event.purpose) {
        case Purpose::Overwrite: // said by the step of its read
        case Purpose::Merge:     // said by the step of its edit
            break;
        case Purpose::Retry:
            if (!m_awaited.contains({event.client, event.record}))
                addStep(event, BlindRetryStep{});
            break;
        default:
            addSave(event);
            break;
        }
        m_awaited.remove({event.client, event.record});
        if (!m_late.remove({event.client, event.record}))
            expect(event);
        if (event.verdict == Verdict::Unknown)
            fail(event, Text::tr("its request never reached the server"));
    }

    /// A step's increment demands nothing but its lease; what was let in would have been without more.
    void addIncrement(const Event& event)
    {
        if (!event.isCommit() && demandIn(event) != leaseDemand(m_state, event.client, event.record))
            fail(event, Text::tr("it came with “%1”").arg(QString::fromUtf8(event.condition)));
        addStep(event, IncrementStep{event.amounts});
        expect(event);
    }

    void addSave(const Event& event)
    {
        const std::optional<qint64> usual = m_state.baseOf(event.client, event.record);
        const Record* present = m_state.record(event.record);
        const bool knowsOther = event.outside && event.base && usual != event.base && copyOf(event).held &&
                                present != nullptr && present->version == *event.base;
        const Fields shown =
            knowsOther ? versionAt(event.record, *event.base).value_or(Fields()) : copyOf(event).shown();
        if (knowsOther) {
            addStep(event, ReloadStep{});
            m_read.insert({event.client, event.record});
        }

        SaveStep save;
        if (isStep<EditStep>(event)) {
            save.set = std::get<EditStep>(m_scenario.steps.last().action).set;
            m_scenario.steps.removeLast();
        }
        for (const FieldChange& change : changes(shown, event.after)) {
            if (change.after)
                save.set.set(change.name, *change.after);
            else
                fail(event, Text::tr("it left out “%1”, and a step can only change fields").arg(change.name));
        }
        save.blind = !m_read.contains({event.client, event.record});
        if (save.blind && save.set.isEmpty())
            save.set = event.after;
        save.ifMatch = tagsOf(event, knowsOther ? event.base : usual);
        addStep(event, save);
    }

    /// What the save sent instead of what a panel would have sent by itself.
    std::optional<std::variant<IfMatchNone, QByteArray>>
    tagsOf(const Event& event, std::optional<qint64> base)
    {
        const Demand usual = usualDemand(m_state, event.client, event.record, Purpose::Plain, base);
        Demand sent = demandIn(event);
        if (isSame(event, sent, usual))
            return std::nullopt;
        if (event.condition.isEmpty())
            return IfMatchNone{};
        // Beside tags of its own, a step's save sends the lease and nothing else.
        sent.ifMatch.reset();
        const auto tags = fieldIn(event.condition, "If-Match");
        if (tags && sent == leaseDemand(m_state, event.client, event.record))
            return renumbered(event, *tags);
        fail(event, Text::tr("it came with “%1”").arg(QString::fromUtf8(event.condition)));
        return std::nullopt;
    }

    [[nodiscard]] Demand demandIn(const Event& event) const
    {
        return demandOf(event.condition, m_journal.suffixAt(event.seq), event.time / 1000);
    }

    /// Dates are the same when they let in the same versions.
    [[nodiscard]] bool isSame(const Event& event, Demand sent, const Demand& usual) const
    {
        if (sent.unmodifiedSince && usual.unmodifiedSince &&
            admittedBy(event, *sent.unmodifiedSince) == admittedBy(event, *usual.unmodifiedSince))
            sent.unmodifiedSince = usual.unmodifiedSince;
        return sent == usual;
    }

    [[nodiscard]] QList<qint64> admittedBy(const Event& event, qint64 date) const
    {
        QList<qint64> versions;
        const VersionTree* tree = m_state.tree(event.record);
        const Record* present = m_state.record(event.record);
        if (tree == nullptr || present == nullptr)
            return versions;
        for (qint64 number = tree->first(); number <= present->version; ++number) {
            if (tree->at(number).time / 1000 <= date)
                versions.append(number);
        }
        return versions;
    }

    /// The tags as the versions will be numbered when the record starts at version 1. What named a version of
    /// another run, and so proved none, has to prove none again.
    QByteArray renumbered(const Event& event, const QByteArray& value) const
    {
        const auto condition = parseTagCondition(value);
        if (!condition || condition->any)
            return value;
        QByteArrayList tags;
        for (EntityTag tag : condition->tags) {
            const auto version = versionOfTag(tag, m_journal.suffixAt(event.seq));
            const qint64 renumbered = version.value_or(0) - m_offsets.value(event.record);
            if (version && renumbered > 0)
                tag = tagForVersion(renumbered);
            else if (!tag.weak && versionOfTag(tag))
                tag.opaque += NoRun;
            tags.append(tag.toHeader());
        }
        return tags.join(", ");
    }

    void addRule(const Event& event)
    {
        if (m_scenario.steps.isEmpty()) {
            m_rule = event.locking;
            return;
        }
        addPause(event.time / 1000);
        Step step;
        step.action = LockingStep{event.locking};
        m_scenario.steps.append(step);
    }

    /// The answer to the client's last request was lost.
    void addSilence(const Event& event)
    {
        const auto step =
            std::find_if(m_scenario.steps.rbegin(), m_scenario.steps.rend(), [&event](const Step& candidate) {
                return candidate.client == event.client;
            });
        auto* save = step == m_scenario.steps.rend() ? nullptr : std::get_if<SaveStep>(&step->action);
        if (save == nullptr)
            fail(event, Text::tr("its answer was lost, and that can only be said of a save"));
        else
            save->cut = true;
    }

    void addLease(const Event& event)
    {
        if (event.verdict == Verdict::Expired || event.verdict == Verdict::GaveUp)
            return;
        if (event.purpose != Purpose::WithRead) {
            if (event.action == Action::Release)
                addRelease(event);
            else if (isAnswered(event) && !event.waited)
                addStep(event, AcquireStep{event.ttl, event.maxWait});
            expect(event);
        } else if (event.action == Action::Release) {
            if (m_kept.remove({event.client, event.record}))
                addStep(event, ReleaseStep{});
        } else if (event.waited && m_awaited.contains({event.client, event.record})) {
            m_late.insert({event.client, event.record});
        } else if (!event.waited && isAnswered(event)) {
            addAwaited(event);
            expect(event);
        }
    }

    /// A step gives back the lease that its client believes to hold, or does nothing.
    void addRelease(const Event& event)
    {
        if (demandIn(event) != leaseDemand(m_state, event.client, event.record))
            fail(event, Text::tr("it came with “%1”").arg(QString::fromUtf8(event.condition)));
        addStep(event, ReleaseStep{});
    }

    /// A lease that a panel takes on the way to something is that step's own affair.
    void addAwaited(const Event& event)
    {
        const Event* next = whatFollows(event);
        const Event* end = endOf(event);
        if (next == nullptr && end != nullptr && end->verdict == Verdict::Granted) {
            // The past was cut between the two.
            addStep(event, AcquireStep{event.ttl, event.maxWait});
            m_kept.insert({event.client, event.record});
            return;
        }
        if (next == nullptr)
            addStep(event, ReadStep{});
        else if (next->action == Action::Edit)
            addMerge(*next);
        else if (next->action == Action::Write)
            addStep(event, BlindRetryStep{});
        else if (next->purpose == Purpose::Overwrite)
            addStep(event, OverwriteStep{});
        else if (next->purpose == Purpose::Reload)
            addStep(event, ReloadStep{});
        else
            addStep(event, ReadStep{});
        if (event.verdict == Verdict::Granted || event.verdict == Verdict::Waiting)
            m_awaited.insert({event.client, event.record});
    }

    /// The answer to a request for a lease, which may itself be that answer; nothing when none ever came.
    [[nodiscard]] const Event* endOf(const Event& asked) const
    {
        if (asked.verdict != Verdict::Waiting)
            return &asked;
        for (qint64 seq = asked.seq + 1; seq <= m_journal.size(); ++seq) {
            const Event& event = m_journal.event(seq);
            if (event.client == asked.client && event.record == asked.record && event.waited)
                return event.verdict == Verdict::GaveUp ? nullptr : &event;
        }
        return nullptr;
    }

    /// False for a wait that was given up, or has not ended: no step says so, and it was never answered.
    [[nodiscard]] bool isAnswered(const Event& asked) const { return endOf(asked) != nullptr; }

    /// What the client did at once when it had the lease; nothing when it never had it, or did nothing.
    [[nodiscard]] const Event* whatFollows(const Event& asked) const
    {
        const Event* end = endOf(asked);
        if (end == nullptr || end->verdict != Verdict::Granted)
            return nullptr;
        for (qint64 seq = end->seq + 1; seq <= m_journal.size(); ++seq) {
            const Event& event = m_journal.event(seq);
            // Who continued from there did so with other requests.
            if (m_journal.suffixAt(seq) != m_journal.suffixAt(end->seq))
                return nullptr;
            if (event.client == asked.client && event.record == asked.record)
                return event.isAboutLease() || event.action == Action::AnswerLost ? nullptr : &event;
        }
        return nullptr;
    }

    /// What passed by itself before it, where time counts, and then what it says.
    void addClock(const Event& event)
    {
        addPause(event.time / 1000 - event.seconds);
        m_seconds = event.time / 1000;
        addMove(event.seconds);
    }

    void addPause(qint64 now)
    {
        const qint64 passed = now - m_seconds.value_or(now);
        m_seconds = now;
        if (!m_timed || passed == 0)
            return;
        m_pauses.insert(m_scenario.steps.size());
        addMove(passed);
    }

    /// Where as much passed before each step, that is the scenario's own tick and no step.
    void foldPauses()
    {
        QList<Step> steps;
        std::optional<qint64> tick;
        qint64 passed = 0;
        for (qsizetype i = 0; i < m_scenario.steps.size(); ++i) {
            const Step& step = m_scenario.steps.at(i);
            if (m_pauses.contains(i)) {
                const auto* wait = std::get_if<WaitStep>(&step.action);
                passed = wait == nullptr ? -1 : wait->seconds;
                continue;
            }
            if (!steps.isEmpty() && passed != tick.value_or(passed))
                return;
            if (!steps.isEmpty())
                tick = passed;
            passed = 0;
            steps.append(step);
        }
        if (tick.value_or(0) < 1)
            return;
        m_scenario.steps = steps;
        m_scenario.tick = *tick;
    }

    void addMove(qint64 seconds)
    {
        m_scenario.steps.append(
            seconds >= 0 ? Step{{}, {}, WaitStep{seconds}, {}, {}, {}}
                         : Step{{}, {}, ClockStep{seconds}, {}, {}, {}});
    }

    void addStep(const Event& event, StepAction action)
    {
        if (m_state.record(event.record) == nullptr || !m_offsets.contains(event.record)) {
            fail(event, Text::tr("it is about “%1”, which was not there at the start").arg(event.record));
            return;
        }
        if (event.isMessage() || event.purpose == Purpose::Merge)
            addPause(event.time / 1000);
        m_scenario.steps.append(Step{event.client, event.record, std::move(action), {}, {}, {}});
    }

    /// The last message of a step is what its expectation is about.
    void expect(const Event& event)
    {
        // What had to wait comes in the middle of others' steps.
        if (m_scenario.steps.isEmpty() || m_scenario.steps.last().client != event.client)
            return;
        StepExpectation& expectation = m_scenario.steps.last().expect[m_rule];
        if (event.status != 0)
            expectation.status = event.status;
        QStringList lost = expectation.lost.value_or(QStringList());
        for (const LostUpdate& update : lostUpdates(event, m_journal.trees())) {
            if (!lost.contains(update.author))
                lost.append(update.author);
        }
        lost.sort();
        if (!lost.isEmpty())
            expectation.lost = lost;
    }

    /// A scenario's names are short.
    void shortenNames()
    {
        for (Step& step : m_scenario.steps) {
            step.client = shortenedName(step.client, LongestClientName);
            for (StepExpectation& expectation : step.expect) {
                if (!expectation.lost)
                    continue;
                for (QString& client : *expectation.lost)
                    client = shortenedName(client, LongestClientName);
                expectation.lost->sort();
            }
        }
    }

    void expectEnd()
    {
        ScenarioExpectation& end = m_scenario.expect[m_rule];
        end.lostUpdates = 0;
        for (const Record& record : m_state.records()) {
            *end.lostUpdates += m_state.lostCount(record.id);
            end.records.insert(record.id, record.fields);
        }
    }

    void fail(const Event& event, const QString& why)
    {
        if (m_problem.isEmpty()) {
            m_problem =
                Text::tr("Message %1, by %2, cannot be told as a step: %3. Nothing was saved; go back "
                         "to before it, continue from there, and save again.")
                    .arg(
                        QString::number(event.message == 0 ? m_state.messages() : event.message),
                        event.client,
                        why);
        }
    }

    template<typename T>
    [[nodiscard]] bool isStep(const Event& event) const
    {
        if (m_scenario.steps.isEmpty())
            return false;
        const Step& last = m_scenario.steps.last();
        return last.client == event.client && last.record == event.record &&
               std::holds_alternative<T>(last.action);
    }
    [[nodiscard]] Copy copyOf(const Event& event) const
    {
        return m_state.client(event.client).copyOf(event.record);
    }
    [[nodiscard]] std::optional<Fields> versionAt(const QString& record, qint64 version) const
    {
        const VersionTree* tree = m_state.tree(record);
        return tree != nullptr && tree->contains(version) ? std::optional(tree->at(version).fields)
                                                          : std::nullopt;
    }

    const Journal& m_journal;
    Snapshot m_state;
    Locking m_rule;
    Scenario m_scenario;
    /// By record: how many versions it had before the first of the journal.
    QMap<QString, qint64> m_offsets;
    /// By client and record.
    QSet<std::pair<QString, QString>> m_read;
    /// Whether dates or leases decided, so that the pauses count.
    bool m_timed = false;
    std::optional<qint64> m_seconds;
    /// The steps that only say how much time passed by itself.
    QSet<qsizetype> m_pauses;
    /// By client and record: what leases have been asked for on the way to, and has not come yet.
    QSet<std::pair<QString, QString>> m_awaited;
    /// Those of them whose leases had to be waited for.
    QSet<std::pair<QString, QString>> m_late;
    /// By client and record: leases of panels that a step of their own takes, and has to give back.
    QSet<std::pair<QString, QString>> m_kept;
    QString m_problem;
};

} // namespace

Result<Scenario, QString> scenarioOf(const Journal& journal, const QString& title)
{
    auto scenario = Recorder(journal).record(title);
    if (!scenario)
        return scenario;
    const auto again = scenarioFromJson(toJson(*scenario));
    if (!again)
        return again.error();
    return scenario;
}

} // namespace interleave
