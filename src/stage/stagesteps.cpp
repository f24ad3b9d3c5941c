#include "stage/stageprivate.h"

#include "core/values/relativechange.h"

#include <QTimer>

namespace interleave {

void Stage::Private::tick()
{
    if (scenario)
        clock->script.advance(scenario->tick * 1000);
}

void Stage::Private::leaveScript()
{
    if (!scenario || leftScript)
        return;
    leftScript = true;
    typed = {};
    emit q.changed();
}

const Step* Stage::Private::nextStep() const
{
    if (!scenario || leftScript || position >= scenario->steps.size())
        return nullptr;
    return &scenario->steps.at(position);
}

bool Stage::Private::isNextSave(const QString& client, const QString& record) const
{
    const Step* next = nextStep();
    const auto* save = next == nullptr ? nullptr : std::get_if<SaveStep>(&next->action);
    if (save == nullptr || next->client != client || next->record != record)
        return false;
    const Fields shown = journal.latest().client(client).copyOf(record).shown();
    const bool isTyped = std::ranges::all_of(
        save->change, [this](const Field& amount) { return typed.find(amount.name) != nullptr; });
    return isTyped && shown == shown.with(save->set);
}

bool Stage::Private::belongsToNext(
    const QString& client, const QString& record, const QString& field, const Value& value) const
{
    const Step* next = nextStep();
    if (next == nullptr || next->client != client || next->record != record)
        return false;
    const Value* set = nullptr;
    if (const auto* save = std::get_if<SaveStep>(&next->action)) {
        set = save->set.find(field);
        if (const Value* amount = save->change.find(field); amount != nullptr) {
            const Fields shown = journal.latest().client(client).copyOf(record).shown();
            const Value* from = shown.find(field);
            const auto sum = from == nullptr ? std::nullopt : sumOf(*from, *amount);
            return typed.find(field) == nullptr && sum && toNumber(*sum) == toNumber(value);
        }
    } else if (const auto* edit = std::get_if<EditStep>(&next->action))
        set = edit->set.find(field);
    return set != nullptr && *set == value;
}

void Stage::Private::noteTyped(const QString& field, const Value& value)
{
    const Step* next = nextStep();
    const auto* save = next == nullptr ? nullptr : std::get_if<SaveStep>(&next->action);
    if (save != nullptr && save->change.find(field) != nullptr)
        typed.set(field, value);
}

bool Stage::Private::isNext(const QString& client, const QString& record, const StepAction& action) const
{
    const Step* next = nextStep();
    return next != nullptr && next->client == client && next->record == record && next->action == action;
}

void Stage::Private::runStep()
{
    const Step* next = nextStep();
    if (next == nullptr)
        return;
    stepping = true;
    if (!next->client.isEmpty())
        chosenRecords[next->client] = next->record;
    tick();
    actPending = true;
    // Leases that have expired by now go to others before the step is done, so that its order is always the
    // same.
    if (journal.latest().locking() == Locking::Lease)
        moveClock();
    emit q.changed();
    checkStepDone();
}

void Stage::Private::moveClock(qint64 seconds)
{
    clock->script.advance(seconds * 1000);
    Event event;
    event.action = Action::Clock;
    event.seconds = seconds;
    record(event);
    moveClock();
}

void Stage::Private::moveClock()
{
    waitsForClock = true;
    onServerThread([serverThread = serverThread] { serverThread->moveClock(); });
}

void Stage::Private::act(const Step& step)
{
    struct Runner
    {
        Private& d;
        const Step& step;

        void operator()(const ReadStep&) const { d.session(step.client).read(step.record); }
        void operator()(const EditStep& edit) const { d.session(step.client).edit(step.record, edit.set); }
        void operator()(const SaveStep& save) const
        {
            ClientSession& session = d.session(step.client);
            session.edit(step.record, save.set);
            SaveStep how = save;
            for (const Field& field : d.typed)
                how.change.remove(field.name);
            session.save(step.record, how);
        }
        void operator()(const IncrementStep& increment) const
        {
            d.session(step.client).increment(step.record, increment.add);
        }
        void operator()(const ReloadStep&) const
        {
            d.session(step.client).read(step.record, Purpose::Reload);
        }
        void operator()(const OverwriteStep&) const { d.session(step.client).overwrite(step.record); }
        void operator()(const BlindRetryStep&) const { d.session(step.client).retry(step.record); }
        void operator()(const MergeStep& merge) const
        {
            d.session(step.client).merge(step.record, merge.take);
        }
        void operator()(const FindOutStep&) const { d.session(step.client).findOut(step.record); }
        void operator()(const AcquireStep& acquire) const
        {
            d.session(step.client).acquire(step.record, acquire);
        }
        void operator()(const ReleaseStep&) const { d.session(step.client).release(step.record); }
        void operator()(const WaitStep& wait) const { d.moveClock(wait.seconds); }
        void operator()(const ClockStep& move) const { d.moveClock(move.seconds); }
        void operator()(const LockingStep& change) const
        {
            d.waitsForRule = d.journal.latest().locking() != change.locking;
            d.onServerThread([serverThread = d.serverThread, locking = change.locking] {
                serverThread->setLocking(locking);
            });
        }
    };
    std::visit(Runner{*this, step}, step.action);
    emit q.changed();
    // A step that only waits for nobody is done when control is back.
    if (!anyBusy() && !waitsForRule && !waitsForClock)
        QTimer::singleShot(0, &q, [this] { checkStepDone(); });
}

void Stage::Private::checkStepDone()
{
    if (!stepping || restarting || waitsForRule || waitsForClock || anyBusy())
        return;
    if (std::exchange(actPending, false)) {
        act(scenario->steps.at(position));
        return;
    }
    stepping = false;
    typed = {};
    ++position;
    stepEnds.push_back(journal.size());
    emit q.changed();
    emit q.stepped(position);
    if (pendingMove) {
        tryMove();
    } else if (position < target) {
        runStep();
    }
    while (!clicks.empty() && !q.isMoving()) {
        const auto click = std::move(clicks.front());
        clicks.pop_front();
        click();
    }
}

} // namespace interleave
