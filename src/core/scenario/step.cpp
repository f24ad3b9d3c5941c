#include "core/scenario/step.h"

#include "core/scenario/jsonline.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

/// Adds the members that are specific to an action.
struct AddMembers
{
    JsonLine& line;

    void operator()(const ReadStep&) const {}
    void operator()(const EditStep& edit) const { line.addFields("set", edit.set); }
    void operator()(const SaveStep& save) const
    {
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
    void operator()(const IncrementStep& increment) const { line.addFields("add", increment.add); }
    void operator()(const ReloadStep&) const {}
    void operator()(const OverwriteStep&) const {}
    void operator()(const BlindRetryStep&) const {}
    void operator()(const MergeStep& merge) const
    {
        JsonLine take;
        for (auto it = merge.take.constBegin(); it != merge.take.constEnd(); ++it)
            take.add(it.key(), quoted(toName(it.value())));
        if (!take.isEmpty())
            line.add("take", take.text());
    }
    void operator()(const FindOutStep&) const {}
    void operator()(const AcquireStep& acquire) const
    {
        if (acquire.ttl != UsualTtl)
            line.add("ttl", acquire.ttl);
        if (acquire.wait != 0)
            line.add("wait", acquire.wait);
    }
    void operator()(const ReleaseStep&) const {}
    void operator()(const WaitStep& wait) const { line.add("seconds", wait.seconds); }
    void operator()(const ClockStep& clock) const { line.add("seconds", clock.seconds); }
    void operator()(const LockingStep& change) const { line.add("to", toName(change.locking)); }
};

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
        return Text::tr("%1 seconds later", nullptr, pluralOf(wait.seconds)).arg(wait.seconds);
    }
    QString operator()(const ClockStep& clock) const
    {
        const qint64 seconds = std::abs(clock.seconds);
        const int plural = pluralOf(seconds);
        return clock.seconds < 0
                   ? Text::tr("The server’s clock goes back by %1 seconds", nullptr, plural).arg(seconds)
                   : Text::tr("The server’s clock goes forward by %1 seconds", nullptr, plural).arg(seconds);
    }
    QString operator()(const LockingStep& step) const
    {
        return Text::tr("Locking becomes “%1”").arg(toTitle(step.locking));
    }
};

} // namespace

bool StepKind::has(const char* member) const
{
    return std::ranges::any_of(
        members, [member](const char* known) { return QLatin1String(known) == QLatin1String(member); });
}

const StepKinds& stepKinds()
{
    static const StepKinds kinds{
        StepKind{"read", {"client", "do", "record", "say", "ask", "expect"}, false, ReadStep{}},
        StepKind{"edit", {"client", "do", "record", "set", "say", "ask"}, false, EditStep{}},
        StepKind{
            "save",
            {"client", "do", "record", "set", "change", "ifMatch", "blind", "cut", "say", "ask", "expect"},
            true,
            SaveStep{}},
        StepKind{
            "increment", {"client", "do", "record", "add", "say", "ask", "expect"}, true, IncrementStep{}},
        StepKind{"reload", {"client", "do", "record", "say", "ask", "expect"}, false, ReloadStep{}},
        StepKind{"merge", {"client", "do", "record", "take", "say", "ask", "expect"}, true, MergeStep{}},
        StepKind{"overwrite", {"client", "do", "record", "say", "ask", "expect"}, true, OverwriteStep{}},
        StepKind{"blind-retry", {"client", "do", "record", "say", "ask", "expect"}, true, BlindRetryStep{}},
        StepKind{"find-out", {"client", "do", "record", "say", "ask", "expect"}, false, FindOutStep{}},
        StepKind{
            "acquire",
            {"client", "do", "record", "ttl", "wait", "say", "ask", "expect"},
            false,
            AcquireStep{}},
        StepKind{"release", {"client", "do", "record", "say", "ask", "expect"}, false, ReleaseStep{}},
        StepKind{"wait", {"do", "seconds", "say", "ask"}, false, WaitStep{}},
        StepKind{"clock", {"do", "seconds", "say", "ask"}, false, ClockStep{}},
        StepKind{"locking", {"do", "to", "say", "ask"}, false, LockingStep{}},
    };
    return kinds;
}

const StepKind& kindOf(const StepAction& action)
{
    return stepKinds()[action.index()];
}

void addTo(JsonLine& line, const StepAction& action)
{
    line.add("do", QLatin1String(kindOf(action).name));
    std::visit(AddMembers{line}, action);
}

QString describe(const Step& step, bool namesRecord)
{
    const QString words = std::visit(Describe{step.client}, step.action);
    if (!namesRecord || step.record.isEmpty())
        return words;
    return Text::tr("%1 (%2)", "a step and its record").arg(words, step.record);
}

} // namespace interleave
