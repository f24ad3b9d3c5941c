#include "core/scenario/scenario.h"

namespace interleave {

QStringList Scenario::clients() const
{
    QStringList result;
    for (const Step& step : steps) {
        if (!step.client.isEmpty() && !result.contains(step.client))
            result.append(step.client);
    }
    return result;
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
