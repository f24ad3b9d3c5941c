#include "core/scenario/scenario.h"

#include "core/values/textformat.h"

#include <QCoreApplication>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::Scenario)
};

QString secondsText(qint64 seconds)
{
    return seconds == 1 ? Text::tr("1 second") : Text::tr("%1 seconds").arg(seconds);
}

struct Describe
{
    const QString& client;

    QString operator()(const ReadStep&) const { return Text::tr("%1 reads").arg(client); }
    QString operator()(const EditStep& edit) const
    {
        return Text::tr("%1 types %2").arg(client, formatted(edit.set));
    }
    QString operator()(const SaveStep& save) const
    {
        const bool isPlain = save.set.isEmpty() && save.change.isEmpty();
        const QString what = isPlain ? QString() : formattedChanges(save.set, save.change);
        if (save.cut) {
            return isPlain ? Text::tr("%1 saves and never hears back").arg(client)
                           : Text::tr("%1 saves %2 and never hears back").arg(client, what);
        }
        if (isPlain)
            return Text::tr("%1 saves").arg(client);
        if (save.blind)
            return Text::tr("%1 saves %2 without reading").arg(client, what);
        return Text::tr("%1 saves %2").arg(client, what);
    }
    QString operator()(const IncrementStep& increment) const
    {
        return Text::tr("%1 adds %2").arg(client, formattedAmounts(increment.add));
    }
    QString operator()(const ReloadStep&) const { return Text::tr("%1 reloads").arg(client); }
    QString operator()(const OverwriteStep&) const { return Text::tr("%1 overwrites knowingly").arg(client); }
    QString operator()(const BlindRetryStep&) const
    {
        return Text::tr("%1 sends the same again with the new tag").arg(client);
    }
    QString operator()(const MergeStep&) const { return Text::tr("%1 merges and saves").arg(client); }
    QString operator()(const FindOutStep&) const
    {
        return Text::tr("%1 finds out whether it was saved").arg(client);
    }
    QString operator()(const AcquireStep& acquire) const
    {
        return acquire.wait > 0 ? Text::tr("%1 asks for the lease, and would wait").arg(client)
                                : Text::tr("%1 asks for the lease").arg(client);
    }
    QString operator()(const ReleaseStep&) const { return Text::tr("%1 gives the lease back").arg(client); }
    QString operator()(const WaitStep& wait) const
    {
        return Text::tr("%1 later", "an amount of time").arg(secondsText(wait.seconds));
    }
    QString operator()(const ClockStep& clock) const
    {
        return clock.seconds < 0
                   ? Text::tr("The server’s clock goes back by %1").arg(secondsText(-clock.seconds))
                   : Text::tr("The server’s clock goes forward by %1").arg(secondsText(clock.seconds));
    }
    QString operator()(const LockingStep& step) const
    {
        return Text::tr("Locking becomes “%1”").arg(toTitle(step.locking));
    }
};

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

QString describe(const Step& step, bool namesRecord)
{
    const QString words = std::visit(Describe{step.client}, step.action);
    if (!namesRecord || step.record.isEmpty())
        return words;
    return Text::tr("%1 (%2)", "a step and its record").arg(words, step.record);
}

} // namespace interleave
