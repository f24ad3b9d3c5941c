#include "core/scenario/scenario.h"

#include "core/scenario/roomlane.h"
#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

/// The first field that an action changes; empty when it changes none.
QString firstChanged(const StepAction& action)
{
    Fields changed;
    if (const auto* edit = std::get_if<EditStep>(&action))
        changed = edit->set;
    else if (const auto* save = std::get_if<SaveStep>(&action))
        changed = save->set.isEmpty() ? save->change : save->set;
    else if (const auto* increment = std::get_if<IncrementStep>(&action))
        changed = increment->add;
    return changed.isEmpty() ? QString() : changed.at(0).name;
}

} // namespace

QStringList Scenario::clients() const
{
    QStringList result;
    for (const Step& step : steps) {
        if (!step.client.isEmpty() && !result.contains(step.client))
            result.append(step.client);
    }
    return result;
}

JournalHeader Scenario::journalHeader(Locking rule, qint64 startedAt) const
{
    return {rule, startedAt, 0, records, leases, subject(), clientLooks};
}

QString Scenario::subject() const
{
    if (!about.isEmpty())
        return about;
    for (const Step& step : steps) {
        const QString changed = firstChanged(step.action);
        if (!changed.isEmpty())
            return changed;
    }
    return {};
}

void Scenario::setLooks(const QList<ClientLook>& looks)
{
    clientLooks = looks;
    clientLooks.removeIf([named = clients()](const ClientLook& one) { return !named.contains(one.client); });
    const auto inRoom = std::ranges::count_if(clientLooks, &ClientLook::isInRoom);
    if (inRoom == 0)
        return;
    story = roomStory(inRoom, subject());
    summary = Text::tr(
        "Recorded in a room: each step is what somebody pressed then. Under another rule the same is "
        "pressed, also what was only pressed because a save had been refused.");
}

QList<Locking> Scenario::expectedRules() const
{
    QList<Locking> result;
    for (const Locking rule : allLocking()) {
        bool named = expect.contains(rule);
        for (const Step& step : steps)
            named = named || step.expect.contains(rule);
        if (named)
            result.append(rule);
    }
    return result;
}

bool Scenario::isWrittenFor(Locking rule) const
{
    const QList<Locking> rules = expectedRules();
    return rules.isEmpty() || rules.contains(rule);
}

QString wordsUnder(Locking rule, const Scenario& scenario, const Step& step)
{
    if (step.say.isByRule())
        return step.say.under(rule);
    const bool meant = step.expect.isEmpty() ? scenario.expect.isEmpty() || scenario.expect.contains(rule)
                                             : step.expect.contains(rule);
    return meant ? step.say.text : QString();
}

QString questionUnder(Locking rule, const Step& step)
{
    return step.ask.under(rule);
}

} // namespace interleave
