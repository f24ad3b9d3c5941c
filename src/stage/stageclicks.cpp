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
    if (defer([this, client, action, otherwise] { click(client, action, otherwise); }))
        return;
    if (isNext(client, action)) {
        q.step();
        return;
    }
    leaveScript();
    tick();
    otherwise(session(client), q.recordId());
}

void Stage::read(const QString& client)
{
    m_private->click(
        client, ReadStep{}, [](ClientSession& session, const QString& record) { session.read(record); });
}

void Stage::edit(const QString& client, const QString& field, const Value& value)
{
    Private& d = *m_private;
    if (d.defer([this, client, field, value] { edit(client, field, value); }))
        return;
    const Fields fields = d.journal.latest().client(client).copyOf(recordId()).shown();
    const Value* shown = fields.find(field);
    if (shown != nullptr && *shown == value)
        return;
    if (!d.belongsToNext(client, field, value))
        d.leaveScript();
    d.session(client).edit(recordId(), {{field, value}});
    const Step* next = d.nextStep();
    if (next != nullptr && std::holds_alternative<EditStep>(next->action))
        step();
}

void Stage::save(const QString& client)
{
    Private& d = *m_private;
    if (d.defer([this, client] { save(client); }))
        return;
    if (d.isNextSave(client)) {
        step();
        return;
    }
    d.leaveScript();
    d.tick();
    d.session(client).save(recordId(), {});
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
    const bool isRead = m_private->isNext(client, ReadStep{});
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

void Stage::cutNextAnswer(const QString& client)
{
    m_private->panelRegister->cutNext(client);
}

} // namespace interleave
