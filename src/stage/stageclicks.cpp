#include "stage/stageprivate.h"

namespace interleave {

bool Stage::Private::defer(std::function<void()> click)
{
    if (port == 0 || !q.isMoving())
        return port == 0;
    clicks.push_back(std::move(click));
    return true;
}

void Stage::Private::click(const QString& client, const StepAction& action, const Do& otherwise)
{
    click(client, q.recordOf(client), action, otherwise);
}

void Stage::Private::click(
    const QString& client, const QString& record, const StepAction& action, const Do& otherwise)
{
    // A step on its way may choose another record; the click was meant for the one that was there.
    if (defer([this, client, record, action, otherwise] { click(client, record, action, otherwise); }))
        return;
    if (isNext(client, record, action)) {
        q.step();
        return;
    }
    leaveScript();
    tick();
    chosenRecords[client] = record;
    otherwise(session(client), record);
}

void Stage::read(const QString& client)
{
    m_private->click(
        client, ReadStep{}, [](ClientSession& session, const QString& record) { session.read(record); });
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
    d.session(client).edit(id, {{field, value}});
    const Step* next = d.nextStep();
    if (next != nullptr && std::holds_alternative<EditStep>(next->action))
        step();
}

void Stage::save(const QString& client)
{
    m_private->save(client, recordOf(client));
}

void Stage::Private::save(const QString& client, const QString& record)
{
    if (defer([this, client, record] { save(client, record); }))
        return;
    if (isNextSave(client, record)) {
        q.step();
        return;
    }
    leaveScript();
    tick();
    session(client).save(record, {});
}

void Stage::increment(const QString& client, const QString& field, qint64 by)
{
    const Fields add{{field, by}};
    m_private->click(client, IncrementStep{add}, [add](ClientSession& session, const QString& record) {
        session.increment(record, add);
    });
}

void Stage::reload(const QString& client)
{
    const bool isRead = m_private->isNext(client, recordOf(client), ReadStep{});
    m_private->click(
        client,
        isRead ? StepAction(ReadStep{}) : ReloadStep{},
        [](ClientSession& session, const QString& record) { session.read(record, Purpose::Reload); });
}

void Stage::overwrite(const QString& client)
{
    m_private->click(client, OverwriteStep{}, [](ClientSession& session, const QString& record) {
        session.overwrite(record);
    });
}

void Stage::blindRetry(const QString& client)
{
    m_private->click(client, BlindRetryStep{}, [](ClientSession& session, const QString& record) {
        session.retry(record);
    });
}

void Stage::merge(const QString& client, const QMap<QString, Take>& choices)
{
    m_private->click(client, MergeStep{choices}, [choices](ClientSession& session, const QString& record) {
        session.merge(record, choices);
    });
}

void Stage::findOut(const QString& client)
{
    m_private->click(client, FindOutStep{}, [](ClientSession& session, const QString& record) {
        session.findOut(record);
    });
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
    m_private->click(
        client, how, [how](ClientSession& session, const QString& record) { session.acquire(record, how); });
}

void Stage::release(const QString& client)
{
    m_private->click(client, ReleaseStep{}, [](ClientSession& session, const QString& record) {
        session.release(record);
    });
}

void Stage::cutNextAnswer(const QString& client)
{
    m_private->panelRegister->cutNext(client);
}

} // namespace interleave
