#include "stage/clientsession.h"

#include "core/entitytag.h"
#include "core/httpdate.h"
#include "core/increment.h"
#include "http/apiserver.h"

#include <QUrl>

namespace interleave {

ClientSession::ClientSession(
    QString name,
    const Journal& journal,
    std::function<void(Event)> record,
    std::shared_ptr<PanelRegister> panels,
    quint16 port,
    QObject* parent)
    : QObject(parent)
    , m_name(std::move(name))
    , m_journal(&journal)
    , m_record(std::move(record))
    , m_client(new ApiClient(this))
{
    m_client->setPort(port);
    // Registered before the first byte is sent, so that the server knows the panel from its first request.
    connect(
        m_client, &ApiClient::connected, this, [this, panels](quint16 local) { panels->add(local, m_name); });
    connect(m_client, &ApiClient::disconnected, this, [panels](quint16 local) { panels->remove(local); });
    connect(m_client, &ApiClient::answered, this, [this] {
        m_answered = true;
        settle();
    });
    connect(m_client, &ApiClient::failed, this, &ClientSession::giveUp);
}

void ClientSession::read(const QString& record)
{
    enqueue(ReadCommand{record});
}

void ClientSession::edit(const QString& record, const Fields& fields)
{
    enqueue(EditCommand{record, fields});
}

void ClientSession::save(const QString& record, const SaveStep& how)
{
    enqueue(SaveCommand{record, how});
}

void ClientSession::increment(const QString& record, const Fields& amounts)
{
    enqueue(IncrementCommand{record, amounts});
}

void ClientSession::eventSeen()
{
    m_seen = true;
    settle();
}

void ClientSession::enqueue(Command command)
{
    const bool wasBusy = isBusy();
    m_commands.push_back(std::move(command));
    if (!wasBusy)
        next();
}

void ClientSession::next()
{
    while (!m_waiting && !m_commands.empty()) {
        const Command command = std::move(m_commands.front());
        m_commands.pop_front();
        std::visit([this](const auto& c) { run(c); }, command);
    }
    if (!isBusy())
        emit idle();
}

namespace {

QByteArray targetOf(const QString& record)
{
    return "/records/" + QUrl::toPercentEncoding(record);
}

} // namespace

void ClientSession::run(const ReadCommand& command)
{
    m_waitingFor = command.record;
    send(
        {"GET",
         targetOf(command.record),
         {{"User-Agent", m_name.toUtf8()}, {"Accept", "application/json"}},
         {},
         {}});
}

void ClientSession::run(const EditCommand& command)
{
    const Fields shown = m_journal->latest().client(m_name).copyOf(command.record).shown();
    Event event;
    event.client = m_name;
    event.action = Action::Edit;
    event.record = command.record;
    for (const Field& field : command.fields) {
        const Value* value = shown.find(field.name);
        if (value != nullptr && *value == field.value)
            continue;
        event.before = value == nullptr ? Fields() : Fields{{field.name, *value}};
        event.after = Fields{field};
        m_record(event);
    }
}

void ClientSession::run(const SaveCommand& command)
{
    const Snapshot& now = m_journal->latest();
    HttpRequest request{
        "PUT",
        targetOf(command.record),
        {{"User-Agent", m_name.toUtf8()}, {"Content-Type", "application/json"}},
        now.client(m_name).copyOf(command.record).shown().toJson(),
        {}};
    if (!command.how.ifMatch) {
        if (const auto base = now.baseOf(m_name, command.record))
            request.headers += proofOf(command.record, *base);
    } else if (const auto* literal = std::get_if<QByteArray>(&*command.how.ifMatch)) {
        request.headers.append({"If-Match", *literal});
    }
    m_waitingFor = command.record;
    send(std::move(request));
}

void ClientSession::run(const IncrementCommand& command)
{
    m_waitingFor = command.record;
    send(
        {"PATCH",
         targetOf(command.record),
         {{"User-Agent", m_name.toUtf8()}, {"Content-Type", "application/json"}},
         incrementToJson(command.amounts),
         {}});
}

/// What the rule demands of a save that is made on \a version.
QList<Header> ClientSession::proofOf(const QString& record, qint64 version) const
{
    const Snapshot& now = m_journal->latest();
    switch (now.locking()) {
    case Locking::Off:
        break;
    case Locking::Version:
        return {{"If-Match", tagForVersion(version, m_journal->header().rewinds).toHeader()}};
    case Locking::Timestamp:
        if (const VersionTree* tree = now.tree(record); tree != nullptr && tree->contains(version))
            return {{"If-Unmodified-Since", httpDate(tree->at(version).time / 1000)}};
        break;
    }
    return {};
}

void ClientSession::send(HttpRequest request)
{
    m_waiting = true;
    m_answered = false;
    m_seen = false;
    emit busyChanged(true);
    m_client->send(request);
}

void ClientSession::settle()
{
    if (!m_waiting || !m_answered || !m_seen)
        return;
    m_waiting = false;
    emit busyChanged(false);
    next();
}

void ClientSession::giveUp()
{
    Event event;
    event.client = m_name;
    event.action = Action::Unheard;
    event.verdict = Verdict::Unknown;
    event.record = m_waitingFor;
    m_record(event);
    m_answered = true;
    m_seen = true;
    settle();
}

} // namespace interleave
