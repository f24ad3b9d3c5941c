#include "schedules/schedulestory.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

QString clientsText(const std::vector<int>& clients)
{
    QStringList names;
    for (const int client : clients) {
        if (!names.contains(scheduleClient(client)))
            names.append(scheduleClient(client));
    }
    return listed(names, ListStyle::And);
}

QStringList namesIn(quint8 bits)
{
    QStringList names;
    for (int client = 0; client < ScheduleSetup::MostClients; ++client) {
        if ((bits >> client & 1) != 0)
            names.append(scheduleClient(client));
    }
    return names;
}

QString actInWords(int client, ScheduleAction action)
{
    switch (action) {
    case ScheduleAction::Read:
        return Text::tr("%1 reads").arg(scheduleClient(client));
    case ScheduleAction::Edit:
        return Text::tr("%1 edits").arg(scheduleClient(client));
    case ScheduleAction::Save:
        return Text::tr("%1 saves").arg(scheduleClient(client));
    }
    Q_UNREACHABLE();
}

/// Versions with their bases, as they will be in the stage's journal.
class StoryBuilder final
{
public:
    StoryBuilder(const ScheduleMachine& machine, ScheduleStory& story)
        : m_machine(machine)
        , m_story(story)
    {
    }

    void tell(const ScheduleAct& act)
    {
        ScheduleStory::Line line{act, 0, {}};
        const auto client = static_cast<size_t>(act.client);
        if (act.action == ScheduleAction::Read)
            m_held[client] = m_versions.size() - 1;
        if (act.action == ScheduleAction::Save) {
            const size_t tip = m_versions.size() - 1;
            const size_t base = m_machine.rule() == ScheduleRule::Atomic ? tip : m_held[client];
            line.stock = m_versions[base].stock - ScheduleStory::Sold[client];
            if (!act.refused) {
                const std::vector<bool> before = onLine(tip);
                m_versions.push_back({line.stock, base, act.client});
                const std::vector<bool> after = onLine(m_versions.size() - 1);
                for (size_t version = 1; version <= tip; ++version) {
                    if (before[version] && !after[version])
                        line.loses.push_back(m_versions[version].author);
                }
            }
        }
        m_story.lines.push_back(line);
    }

    void end()
    {
        m_story.stock = m_versions.back().stock;
        const std::vector<bool> line = onLine(m_versions.size() - 1);
        std::array<bool, ScheduleSetup::MostClients> saved{};
        for (size_t version = 1; version < m_versions.size(); ++version) {
            const auto author = static_cast<size_t>(m_versions[version].author);
            saved[author] = true;
            m_story.kept -= ScheduleStory::Sold[author];
            if (!line[version])
                m_story.lost.push_back(m_versions[version].author);
        }
        for (int client = 0; client < m_machine.setup().clients; ++client) {
            if (!saved[static_cast<size_t>(client)])
                m_story.gaveUp.push_back(client);
        }
    }

private:
    struct Version
    {
        qint64 stock = ScheduleStory::Stock;
        size_t base = 0;
        int author = -1;
    };

    [[nodiscard]] std::vector<bool> onLine(size_t tip) const
    {
        std::vector<bool> line(m_versions.size() + 1);
        for (; tip != 0; tip = m_versions[tip].base)
            line[tip] = true;
        return line;
    }

    const ScheduleMachine& m_machine;
    ScheduleStory& m_story;
    std::vector<Version> m_versions{Version{}};
    std::array<size_t, ScheduleSetup::MostClients> m_held{};
};

QString lostInWords(const ScheduleStory& story)
{
    QStringList sentences;
    for (const ScheduleStory::Line& line : story.lines) {
        if (line.loses.empty())
            continue;
        const QString author = scheduleClient(line.act.client);
        const QString whose = clientsText(line.loses);
        if (!sentences.isEmpty())
            sentences.append(Text::tr("%1 writes over %2’s.", "version").arg(author, whose));
        else
            sentences.append(Text::tr(
                                 "%1 writes over the versions of %2, which it never saw.",
                                 "who; the authors",
                                 pluralOf(std::ssize(line.loses)))
                                 .arg(author, whose));
    }
    return sentences.join(QLatin1Char(' '));
}

QString endInWords(const ScheduleStory& story)
{
    return story.stock == story.kept ? Text::tr("Ends with %1.").arg(story.stock)
                                     : Text::tr("Ends with %1 instead of %2.")
                                           .arg(QString::number(story.stock), QString::number(story.kept));
}

QString refusalsInWords(const ScheduleStory& story)
{
    std::vector<int> refused;
    for (const ScheduleStory::Line& line : story.lines) {
        if (line.act.refused)
            refused.push_back(line.act.client);
    }
    if (refused.empty())
        return {};
    std::ranges::sort(refused);
    refused.erase(std::unique(refused.begin(), refused.end()), refused.end());
    QStringList sentences{Text::tr("%1 are refused, and told so.", "who", pluralOf(std::ssize(refused)))
                              .arg(clientsText(refused))};
    std::erase_if(refused, [&story](int client) {
        return std::ranges::find(story.gaveUp, client) != story.gaveUp.end();
    });
    if (!refused.empty()) {
        sentences.append(Text::tr("%1 read again and save.", "who", pluralOf(std::ssize(refused)))
                             .arg(clientsText(refused)));
    }
    return sentences.join(QLatin1Char(' '));
}

} // namespace

ScheduleStory storyOf(const ScheduleMachine& machine, const ScheduleTurns& execution)
{
    ScheduleStory story;
    StoryBuilder teller(machine, story);
    ScheduleState state = machine.start();
    std::vector<ScheduleAct> acts;
    for (const quint8 client : execution) {
        const ScheduleEffect effect = machine.take(state, client, &acts);
        if (effect.waited != 0)
            story.waited.push_back(client);
    }
    for (const ScheduleAct& act : acts)
        teller.tell(act);
    teller.end();
    return story;
}

QString orderInWords(const ScheduleSetup& setup, const ScheduleTurns& order)
{
    std::array<int, ScheduleSetup::MostClients> done{};
    QStringList steps;
    for (const quint8 client : order) {
        const int step = done[client]++;
        const bool isLast = step == setup.length() - 1;
        const ScheduleAction middle = isLast ? ScheduleAction::Save : ScheduleAction::Edit;
        steps.append(actInWords(client, step == 0 ? ScheduleAction::Read : middle));
    }
    return Text::tr("%1.", "a sentence").arg(listed(steps));
}

QString startInWords(const ScheduleSetup& setup)
{
    QStringList sales;
    for (int client = 0; client < setup.clients; ++client) {
        const qint64 sold = ScheduleStory::Sold[static_cast<size_t>(client)];
        sales.append(
            Text::tr("%1 sells %2", "a client; how many").arg(scheduleClient(client), QString::number(sold)));
    }
    return Text::tr("Stock %1: %2.", "at the start; who sells how many")
        .arg(QString::number(ScheduleStory::Stock), listed(sales));
}

QString outcomeInWords(const ScheduleMachine& machine, const ScheduleTurns& order)
{
    const ScheduleStory story = storyOf(machine, worstExecution(machine, order));
    QStringList sentences;
    if (!story.waited.empty()) {
        const int plural = pluralOf(std::ssize(story.waited));
        sentences.append(
            Text::tr("The reads of %1 wait until the lease is free, in this order.", "who", plural)
                .arg(clientsText(story.waited)));
    }
    sentences << refusalsInWords(story) << lostInWords(story);
    sentences << endInWords(story);
    if (!story.gaveUp.empty()) {
        qint64 open = 0;
        for (const int client : story.gaveUp)
            open += ScheduleStory::Sold[static_cast<size_t>(client)];
        sentences.append(Text::tr(
                             "The sales of %1, together %2, are still to be saved, and they know.",
                             "the clients; how many they sold",
                             pluralOf(std::ssize(story.gaveUp)))
                             .arg(clientsText(story.gaveUp), QString::number(open)));
    }
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

QString verdictText(const ScheduleOutcome& outcome, bool brief)
{
    constexpr int Few = 2;
    switch (outcome.verdict()) {
    case ScheduleVerdict::Lost:
        return outcome.mostLost == outcome.leastLost
                   ? Text::tr("%n lost", "versions", outcome.mostLost)
                   : Text::tr("up to %n lost", "versions", outcome.mostLost);
    case ScheduleVerdict::Refused: {
        const QStringList names = namesIn(outcome.refused);
        const QString refused = listed(names);
        return brief && names.size() > Few
                   ? refused
                   : Text::tr("%1 refused", "clients", pluralOf(names.size())).arg(refused);
    }
    case ScheduleVerdict::Waits: {
        const QStringList names = namesIn(outcome.waited);
        const QString who = listed(names);
        const int plural = pluralOf(names.size());
        if (brief && names.size() > Few)
            return Text::tr("%1 wait", "clients", plural).arg(who);
        // It is the read that waits, because it acquires the lease: it comes later than the order says.
        return brief ? Text::tr("reads of %1 wait", "clients", plural).arg(who)
                     : Text::tr("reads of %1 wait · none lost", "clients", plural).arg(who);
    }
    case ScheduleVerdict::NoneLost:
        return Text::tr("none lost");
    }
    Q_UNREACHABLE();
}

namespace {

const QString& recordId()
{
    static const QString id = QStringLiteral("item");
    return id;
}

Fields stockOf(qint64 stock)
{
    return {{QStringLiteral("stock"), stock}};
}

/// The steps of one client's attempts, as they were carried out.
class Script final
{
public:
    Script(const ScheduleMachine& machine, const ScheduleStory& story)
        : m_machine(machine)
        , m_story(story)
    {
    }

    /// The client's next turn as a step of a scenario; nothing when it does nothing.
    [[nodiscard]] std::optional<Step> next(int client, Locking locking)
    {
        const ScheduleStory::Line line = nextLine(client);
        const bool isAtomic = m_machine.rule() == ScheduleRule::Atomic;
        Step step;
        step.client = scheduleClient(client);
        step.record = recordId();
        StepExpectation expected{200, std::nullopt};
        switch (line.act.action) {
        case ScheduleAction::Read:
            step.action =
                m_attempts[static_cast<size_t>(client)]++ == 0 ? StepAction(ReadStep{}) : ReloadStep{};
            break;
        case ScheduleAction::Edit:
            if (isAtomic)
                return std::nullopt;
            step.action = EditStep{stockOf(stockToSave(client))};
            expected.status = std::nullopt;
            break;
        case ScheduleAction::Save:
            expected = {line.act.refused ? 412 : 200, QStringList()};
            for (const int lost : line.loses)
                expected.lost->append(scheduleClient(lost));
            if (isAtomic)
                step.action = IncrementStep{stockOf(-ScheduleStory::Sold[static_cast<size_t>(client)])};
            else if (m_machine.setup().program == ScheduleProgram::ReadSave)
                step.action = SaveStep{
                    {},
                    std::nullopt,
                    false,
                    false,
                    stockOf(-ScheduleStory::Sold[static_cast<size_t>(client)])};
            else
                step.action = SaveStep{};
            break;
        }
        // A client that waits for the lease gets no answer in that turn.
        if (!ruleOf(m_machine.rule()).holdsLeases)
            step.expect.insert(locking, expected);
        return step;
    }

private:
    const ScheduleStory::Line& nextLine(int client)
    {
        size_t& at = m_next[static_cast<size_t>(client)];
        while (m_story.lines[at].act.client != client)
            ++at;
        return m_story.lines[at++];
    }
    [[nodiscard]] qint64 stockToSave(int client) const
    {
        for (size_t at = m_next[static_cast<size_t>(client)];; ++at) {
            const ScheduleStory::Line& line = m_story.lines[at];
            if (line.act.client == client && line.act.action == ScheduleAction::Save)
                return line.stock;
        }
    }

    const ScheduleMachine& m_machine;
    const ScheduleStory& m_story;
    std::array<size_t, ScheduleSetup::MostClients> m_next{};
    std::array<int, ScheduleSetup::MostClients> m_attempts{};
};

} // namespace

std::optional<Scenario> scenarioOf(const ScheduleMachine& machine, quint64 rank)
{
    const auto locking = lockingOf(machine.rule());
    if (!locking)
        return std::nullopt;
    const ScheduleSetup& setup = machine.setup();
    const ScheduleTurns order = orderAt(setup, rank);
    const ScheduleTurns execution = worstExecution(machine, order);
    const ScheduleStory story = storyOf(machine, execution);
    Scenario scenario;
    scenario.title = Text::tr("Order %1 of %2 · %3")
                         .arg(grouped(rank + 1), grouped(orderCount(setup)), toTitle(machine.rule()));
    scenario.summary = orderInWords(setup, order);
    scenario.locking = *locking;
    scenario.tick = 0;
    scenario.records = {Record{
        recordId(),
        {{QStringLiteral("stock"), ScheduleStory::Stock},
         {QStringLiteral("name"), QStringLiteral("Desk lamp")}},
        1,
        0}};
    if (setup.tick == ScheduleTick::Older) {
        Step wait;
        wait.action = WaitStep{1};
        scenario.steps.append(wait);
    }
    Script script(machine, story);
    for (const quint8 client : execution) {
        if (const auto step = script.next(client, *locking))
            scenario.steps.append(*step);
    }
    ScenarioExpectation end;
    end.lostUpdates = static_cast<qint64>(story.lost.size());
    end.records.insert(recordId(), stockOf(story.stock));
    scenario.expect.insert(*locking, end);
    return scenario;
}

} // namespace interleave
