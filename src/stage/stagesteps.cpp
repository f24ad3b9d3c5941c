#include "stage/roomprivate.h"
#include "stage/stageprivate.h"

#include "core/values/relativechange.h"

#include <QTimer>

#include <algorithm>

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
    if (next == nullptr || next->client != client || next->record != record)
        return false;
    if (std::holds_alternative<SaveStep>(action))
        return isNextSave(client, record);
    // A panel has a separate button for reading again; a script often uses a plain read for it.
    const bool reads =
        std::holds_alternative<ReloadStep>(action) && std::holds_alternative<ReadStep>(next->action);
    return reads || next->action == action;
}

void Stage::Private::append(Event event)
{
    event.step = stepState == StepState::None ? 0 : position + 1;
    room->m_private->tellJournal();
    journal.append(std::move(event));
}

void Stage::Private::runStep()
{
    const Step* next = nextStep();
    if (next == nullptr)
        return;
    stepState = StepState::Due;
    if (!next->client.isEmpty())
        chosenRecords[next->client] = next->record;
    tick();
    // Let leases that have expired by now go to others before the step, so that the order is always the same.
    if (ruleOf(journal.latest().locking()).holdsLeases)
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
    awaited = ServerTask::Clock;
    onServerThread([serverThread = serverThread] { serverThread->moveClock(); });
}

StepAction Stage::Private::withoutTyped(const StepAction& action) const
{
    const auto* save = std::get_if<SaveStep>(&action);
    if (save == nullptr)
        return action;
    SaveStep rest = *save;
    for (const Field& field : typed)
        rest.change.remove(field.name);
    return rest;
}

void Stage::Private::act(const Step& step)
{
    if (const auto* wait = std::get_if<WaitStep>(&step.action)) {
        moveClock(wait->seconds);
    } else if (const auto* clockStep = std::get_if<ClockStep>(&step.action)) {
        moveClock(clockStep->seconds);
    } else if (const auto* change = std::get_if<LockingStep>(&step.action)) {
        if (journal.latest().locking() != change->locking)
            awaited = ServerTask::Rule;
        onServerThread(
            [serverThread = serverThread, locking = change->locking] { serverThread->setLocking(locking); });
    } else {
        session(step.client).perform(step.record, withoutTyped(step.action));
    }
    emit q.changed();
    // A step that nobody has to answer is finished when control returns to the event loop.
    if (!anyBusy() && awaited == ServerTask::None)
        QTimer::singleShot(0, &q, [this] { checkStepDone(); });
}

void Stage::Private::checkStepDone(bool hasServerToldAll)
{
    if (stepState == StepState::None || isRestarting() || awaited != ServerTask::None || anyBusy())
        return;
    if (stepState == StepState::Due) {
        stepState = StepState::Acting;
        act(scenario->steps.at(position));
        return;
    }
    // Whose wait ends by a step is told after the answer to it.
    const auto isWaiting = [](const auto& entry) {
        return entry.second->isBlocked();
    };
    if (!hasServerToldAll && std::ranges::any_of(sessions, isWaiting)) {
        moveClock();
        return;
    }
    stepState = StepState::None;
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

bool Stage::Private::defer(std::function<void()> click)
{
    if (port == 0 || !q.isMoving())
        return port == 0;
    clicks.push_back(std::move(click));
    return true;
}

void Stage::Private::click(const QString& client, const StepAction& action)
{
    click(client, q.recordOf(client), action);
}

void Stage::Private::click(const QString& client, const QString& record, const StepAction& action)
{
    // The current step may choose another record, but the click was meant for this one.
    if (defer([this, client, record, action] { click(client, record, action); }))
        return;
    if (isNext(client, record, action)) {
        q.step();
        return;
    }
    leaveScript();
    tick();
    chosenRecords[client] = record;
    session(client).perform(record, action);
}

void Stage::read(const QString& client)
{
    m_private->click(client, ReadStep{});
}

void Stage::perform(const QString& client, const StepAction& action)
{
    m_private->click(client, action);
}

void Stage::edit(const QString& client, const QString& field, const Value& value, const QString& record)
{
    Private& d = *m_private;
    const QString id = record.isEmpty() ? recordOf(client) : record;
    if (d.defer([this, client, field, value, id] { edit(client, field, value, id); }))
        return;
    const Fields fields = d.journal.latest().client(client).copyOf(id).shown();
    const Value* shown = fields.find(field);
    if (shown != nullptr && *shown == value)
        return;
    if (d.belongsToNext(client, id, field, value))
        d.noteTyped(field, value);
    else
        d.leaveScript();
    d.session(client).perform(id, EditStep{{{field, value}}});
    const Step* next = d.nextStep();
    if (next != nullptr && std::holds_alternative<EditStep>(next->action))
        step();
}

void Stage::save(const QString& client)
{
    m_private->click(client, SaveStep{});
}

void Stage::increment(const QString& client, const QString& field, qint64 by)
{
    m_private->click(client, IncrementStep{{{field, by}}});
}

void Stage::reload(const QString& client)
{
    m_private->click(client, ReloadStep{});
}

void Stage::overwrite(const QString& client)
{
    m_private->click(client, OverwriteStep{});
}

void Stage::merge(const QString& client, const QMap<QString, Take>& choices)
{
    m_private->click(client, MergeStep{choices});
}

void Stage::findOut(const QString& client)
{
    m_private->click(client, FindOutStep{});
}

void Stage::giveUp(const QString& client)
{
    Private& d = *m_private;
    if (d.defer([this, client] { giveUp(client); }))
        return;
    d.leaveScript();
    d.session(client).stopWaiting();
}

void Stage::acquire(const QString& client)
{
    AcquireStep how{UsualTtl, PanelLeaseWait};
    const Step* next = m_private->nextStep();
    const auto* step = next == nullptr ? nullptr : std::get_if<AcquireStep>(&next->action);
    if (step != nullptr && next->client == client)
        how = *step;
    m_private->click(client, how);
}

void Stage::release(const QString& client)
{
    m_private->click(client, ReleaseStep{});
}

} // namespace interleave
