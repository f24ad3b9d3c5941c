#include "core/recordedscenario.h"

#include "core/entitytag.h"
#include "core/httpdate.h"
#include "core/outsiders.h"
#include "core/scenarioreading.h"
#include "core/scenariowriting.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::RecordedScenario)
};

constexpr QByteArrayView IfMatch = "If-Match:";

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
            addStep(event, IncrementStep{event.amounts});
            expect(event);
            break;
        case Action::Rule:
            addRule(event);
            break;
        case Action::Unheard:
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
        if (event.purpose == Purpose::Overwrite)
            addStep(event, OverwriteStep{});
        else if (event.purpose == Purpose::FindOut)
            addStep(event, FindOutStep{});
        else if (event.purpose == Purpose::Reload)
            addStep(event, ReloadStep{});
        else if (!m_awaitedReads.contains({event.client, event.record}))
            addStep(event, ReadStep{});
        m_awaitedReads.remove({event.client, event.record});
        // It comes in the middle of others' steps.
        if (!m_lateReads.remove({event.client, event.record}))
            expect(event);
    }

    void addEdit(const Event& event)
    {
        if (event.purpose == Purpose::Merge) {
            const Copy copy = copyOf(event);
            if (!copy.conflict || !copy.draft || !copy.held)
                return;
            const Fields theirs = copy.conflict->theirs;
            const Fields base = versionAt(event.record, copy.draft->base).value_or(copy.held->fields);
            addStep(event, MergeStep{takesOf(base, copy.shown(), theirs, theirs.with(event.after))});
            return;
        }
        if (!isStep<EditStep>(event))
            addStep(event, EditStep{});
        auto& edit = std::get<EditStep>(m_scenario.steps.last().action);
        edit.set = edit.set.with(event.after);
    }

    void addWrite(const Event& event)
    {
        switch (event.purpose) {
        case Purpose::Overwrite: // said by the step of its read
        case Purpose::Merge:     // said by the step of its edit
            break;
        case Purpose::Retry:
            addStep(event, BlindRetryStep{});
            break;
        default:
            addSave(event);
            break;
        }
        expect(event);
        if (event.verdict == Verdict::Unknown)
            fail(event, Text::tr("its request never reached the server"));
    }

    void addSave(const Event& event)
    {
        const std::optional<qint64> usual = m_state.baseOf(event.client, event.record);
        const bool knowsOther = event.outside && event.base && usual != event.base && copyOf(event).held;
        const Fields shown =
            knowsOther ? versionAt(event.record, *event.base).value_or(Fields()) : copyOf(event).shown();
        if (knowsOther)
            addStep(event, ReloadStep{});

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
        QByteArray usual;
        if (base && event.locking == Locking::Version) {
            usual = "If-Match: " + tagForVersion(*base, m_journal.header().rewinds).toHeader();
        } else if (base && event.locking == Locking::Timestamp) {
            if (const VersionTree* tree = m_state.tree(event.record); tree && tree->contains(*base))
                usual = "If-Unmodified-Since: " + httpDate(tree->at(*base).time / 1000);
        } else if (event.locking == Locking::Lease) {
            if (const auto lease = m_state.client(event.client).leaseOf(event.record))
                usual = "Lock-Token: " + lockTokenFor(lease->token, m_journal.header().rewinds);
        }
        if (event.condition == usual)
            return std::nullopt;
        if (event.condition.isEmpty())
            return IfMatchNone{};
        if (!event.condition.startsWith(IfMatch)) {
            fail(event, Text::tr("it came with “%1”").arg(QString::fromUtf8(event.condition)));
            return std::nullopt;
        }
        return renumbered(event.record, event.condition.mid(IfMatch.size()).trimmed());
    }

    /// The tags as the versions will be numbered when the record starts at version 1.
    QByteArray renumbered(const QString& record, const QByteArray& value) const
    {
        const auto condition = parseTagCondition(value);
        if (!condition || condition->any)
            return value;
        QByteArrayList tags;
        for (const EntityTag& tag : condition->tags) {
            const auto version = versionOfTag(tag, m_journal.header().rewinds);
            tags.append((version ? tagForVersion(*version - m_offsets.value(record)) : tag).toHeader());
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

    /// A lease that comes with a read is the read's own affair, and goes with the save.
    void addLease(const Event& event)
    {
        if (event.verdict == Verdict::Expired || event.verdict == Verdict::GaveUp)
            return;
        if (event.purpose != Purpose::WithRead) {
            if (event.action == Action::Release)
                addStep(event, ReleaseStep{});
            else if (!event.waited)
                addStep(event, AcquireStep{event.ttl, event.patience});
            expect(event);
        } else if (event.waited) {
            m_lateReads.insert({event.client, event.record});
        } else if (event.action != Action::Release) {
            addStep(event, ReadStep{});
            if (event.verdict == Verdict::Granted || event.verdict == Verdict::Waiting)
                m_awaitedReads.insert({event.client, event.record});
            expect(event);
        }
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
        if (std::holds_alternative<ReadStep>(action) || std::holds_alternative<ReloadStep>(action))
            m_read.insert({event.client, event.record});
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
                    .arg(event.message == 0 ? m_state.messages() : event.message)
                    .arg(event.client, why);
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
    /// By client and record: reads whose leases have been asked for, and which have not come yet.
    QSet<std::pair<QString, QString>> m_awaitedReads;
    /// Those of them whose leases had to be waited for.
    QSet<std::pair<QString, QString>> m_lateReads;
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
