#include "core/scenario/recordedscenario.h"

#include "core/model/demand.h"
#include "core/model/outsiders.h"
#include "core/scenario/scenarioreading.h"
#include "core/scenario/scenariowriting.h"
#include "core/values/entitytag.h"
#include "core/values/printable.h"
#include "core/values/text.h"

#include <QSet>

#include <algorithm>

namespace interleave {

namespace {

/// Names no version in any run: no run's suffix has a zero after the r.
constexpr QByteArrayView NoRun = "r0";

/// The choices of a merge; a field that stayed as theirs needs none, because that is the default.
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
            m_timed = m_timed || ruleOf(event.locking).comparesDates || event.isAboutLease();
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
        m_scenario.setLooks(m_journal.header().clients);
        return std::move(m_scenario);
    }

private:
    /// Under dates, if something is saved after the second of its record's date and no later than in that of
    /// the first message, the records must get their original dates.
    void learnAges()
    {
        std::optional<qint64> first;
        bool isDated = false;
        bool isSaved = false;
        for (qint64 seq = 1; seq <= m_journal.size(); ++seq) {
            const Event& event = m_journal.event(seq);
            if (event.isMessage() && !first)
                first = event.time / 1000;
            isDated = isDated || ruleOf(event.locking).comparesDates;
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
        // A read that waited for its lease ends during other clients' steps.
        if (!m_late.remove({event.client, event.record}))
            expect(event);
    }

    /// False for a read without news for its client: the record was missing or unchanged.
    bool addReadStep(const Event& event)
    {
        const bool hasLease =
            !ruleOf(m_state.locking()).holdsLeases || m_state.holdsLease(event.client, event.record);
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
        if (!isStep<EditStep>(event) && !addStep(event, EditStep{}))
            return;
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
        case Purpose::Overwrite: // part of the step of its read
        case Purpose::Merge:     // part of the step of its edit
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

    /// An increment step sends no precondition but its lease; a success would have been one without, too.
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

    /// The tags that the save sent instead of those that a panel would send by itself.
    std::optional<std::variant<IfMatchNone, QByteArray>>
    tagsOf(const Event& event, std::optional<qint64> base)
    {
        const Demand usual = usualDemand(m_state, event.client, event.record, Purpose::Plain, base);
        Demand sent = demandIn(event);
        if (isSame(event, sent, usual))
            return std::nullopt;
        if (event.condition.isEmpty())
            return IfMatchNone{};
        // A save step with its own tags also sends the lease, but nothing else.
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

    /// Dates are equal if they let in the same versions.
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

    /// Renumbers the tags for a record that starts at version 1. A tag from another run, which proved no
    /// version, is replaced by one that again proves none.
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

    /// Records that the answer to the client's last request was lost.
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

    /// A release step gives back the lease that its client believes to hold, or does nothing.
    void addRelease(const Event& event)
    {
        if (demandIn(event) != leaseDemand(m_state, event.client, event.record))
            fail(event, Text::tr("it came with “%1”").arg(QString::fromUtf8(event.condition)));
        addStep(event, ReleaseStep{});
    }

    /// A lease that a panel takes before another action is part of that action's step.
    void addAwaited(const Event& event)
    {
        const Event* next = whatFollows(event);
        const Event* end = endOf(event);
        if (next == nullptr && end != nullptr && end->verdict == Verdict::Granted) {
            // The journal was cut between the lease and the action.
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

    /// The answer to a request for a lease, possibly \a asked itself; null when there never was one.
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

    /// False for a wait that was given up or has not ended: no step can say so, and it was never answered.
    [[nodiscard]] bool isAnswered(const Event& asked) const { return endOf(asked) != nullptr; }

    /// What the client did right after it got the lease; null if it never got it or did nothing.
    [[nodiscard]] const Event* whatFollows(const Event& asked) const
    {
        const Event* end = endOf(asked);
        if (end == nullptr || end->verdict != Verdict::Granted)
            return nullptr;
        for (qint64 seq = end->seq + 1; seq <= m_journal.size(); ++seq) {
            const Event& event = m_journal.event(seq);
            // After continuing from there, the requests belong to another run.
            if (m_journal.suffixAt(seq) != m_journal.suffixAt(end->seq))
                return nullptr;
            if (event.client == asked.client && event.record == asked.record)
                return event.isAboutLease() || event.action == Action::AnswerLost ? nullptr : &event;
        }
        return nullptr;
    }

    /// Adds the time that passed before it, where time matters, and then the move itself.
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

    /// If the same time passed before each step, makes that the scenario's tick and drops the pauses.
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
        const auto move = seconds >= 0 ? StepAction(WaitStep{seconds}) : StepAction(ClockStep{seconds});
        m_scenario.steps.append(Step{{}, {}, move, {}, {}, {}});
    }

    /// False when it was not added.
    bool addStep(const Event& event, StepAction action)
    {
        if (m_state.record(event.record) == nullptr || !m_offsets.contains(event.record)) {
            fail(event, Text::tr("it is about “%1”, which was not there at the start").arg(event.record));
            return false;
        }
        if (event.isMessage() || event.purpose == Purpose::Merge)
            addPause(event.time / 1000);
        m_scenario.steps.append(Step{event.client, event.record, std::move(action), {}, {}, {}});
        return true;
    }

    /// A step's expectation is about its last message.
    void expect(const Event& event)
    {
        // An action that had to wait ends during other clients' steps.
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

    /// Names in a scenario have a limited length.
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
            const qint64 number = event.message == 0 ? m_state.messages() : event.message;
            m_problem = printable(
                Text::tr("Message %1, by %2, cannot be told as a step: %3. Nothing was saved; go back "
                         "to before it, continue from there, and save again.")
                    .arg(QString::number(number), event.client, why));
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
    /// By record: how many versions it had before the journal's first one.
    QMap<QString, qint64> m_offsets;
    /// By client and record.
    QSet<std::pair<QString, QString>> m_read;
    /// Whether dates or leases decided, so that pauses matter.
    bool m_timed = false;
    std::optional<qint64> m_seconds;
    /// The indexes of steps that only let time pass.
    QSet<qsizetype> m_pauses;
    /// By client and record: actions that have asked for their lease and have not happened yet.
    QSet<std::pair<QString, QString>> m_awaited;
    /// Those of them that had to wait for the lease.
    QSet<std::pair<QString, QString>> m_late;
    /// By client and record: panels' leases that one step takes and another must give back.
    QSet<std::pair<QString, QString>> m_kept;
    QString m_problem;
};

} // namespace

Result<Scenario, QString> scenarioOf(const Journal& journal, const QString& title)
{
    auto scenario = Recorder(journal).record(title);
    if (!scenario)
        return scenario;
    if (const auto again = scenarioFromJson(toJson(*scenario)); !again)
        return again.error();
    return scenario;
}

} // namespace interleave
