#include "stage/clientsession.h"

#include "core/model/increment.h"
#include "core/values/relativechange.h"
#include "http/apiserver.h"

#include <QUrl>

namespace interleave {

namespace {

constexpr int AccountMs = 10'000;
/// For an answer that may be waited for; the server ends it, by a clock that may stand still.
constexpr int PatientTimeoutMs = 24 * 60 * 60 * 1000;

QByteArray targetOf(const QString& record)
{
    return "/records/" + QUrl::toPercentEncoding(record);
}

} // namespace

ClientSession::ClientSession(
    QString name,
    const Journal& journal,
    std::function<void(Event)> record,
    std::shared_ptr<PanelConnections> panels,
    quint16 port,
    QObject* parent)
    : QObject(parent)
    , m_name(std::move(name))
    , m_journal(&journal)
    , m_record(std::move(record))
    , m_panels(panels)
    , m_client(new ApiClient(this))
{
    m_account.setSingleShot(true);
    m_account.setInterval(AccountMs);
    connect(&m_account, &QTimer::timeout, this, &ClientSession::recordSilence);
    m_client->setPort(port);
    // Registered before the first byte is sent, so that the server knows the panel from its first request.
    connect(m_client, &ApiClient::connected, this, [this, panels](const Endpoint& own) {
        panels->add(own, m_name);
    });
    connect(m_client, &ApiClient::disconnected, this, [panels](const Endpoint& own) { panels->remove(own); });
    connect(m_client, &ApiClient::sending, this, &ClientSession::announce);
    connect(m_client, &ApiClient::answered, this, [this] {
        m_answered = true;
        settle();
    });
    connect(m_client, &ApiClient::failed, this, [this](const QString&, bool sent) { giveUp(sent); });
}

void ClientSession::perform(const QString& record, const StepAction& action)
{
    struct Enqueue
    {
        ClientSession& session;
        const QString& record;

        void operator()(const ReadStep&) const { session.enqueue(ReadCommand{record, Purpose::Plain}); }
        void operator()(const ReloadStep&) const { session.enqueue(ReadCommand{record, Purpose::Reload}); }
        void operator()(const FindOutStep&) const { session.enqueue(ReadCommand{record, Purpose::FindOut}); }
        void operator()(const EditStep& edit) const { session.enqueue(EditCommand{record, edit.set}); }
        void operator()(const SaveStep& save) const
        {
            if (!save.set.isEmpty())
                session.enqueue(EditCommand{record, save.set});
            session.enqueue(SaveCommand{record, save, Purpose::Plain});
        }
        void operator()(const IncrementStep& increment) const
        {
            session.enqueue(IncrementCommand{record, increment.add});
        }
        void operator()(const OverwriteStep&) const { answer(Purpose::Overwrite); }
        void operator()(const BlindRetryStep&) const { answer(Purpose::Retry); }
        void operator()(const MergeStep& merge) const { answer(Purpose::Merge, merge.take); }
        void operator()(const AcquireStep& acquire) const
        {
            session.enqueue(AcquireCommand{record, acquire, Purpose::Plain});
        }
        void operator()(const ReleaseStep&) const { session.enqueue(ReleaseCommand{record, false}); }
        void operator()(const WaitStep&) const {}
        void operator()(const ClockStep&) const {}
        void operator()(const LockingStep&) const {}

        void answer(Purpose purpose, const QMap<QString, Take>& choices = {}) const
        {
            session.enqueue(AnswerCommand{record, purpose, choices});
        }
    };
    std::visit(Enqueue{*this, record}, action);
}

void ClientSession::stopWaiting()
{
    if (m_blocked)
        m_client->cut();
}

void ClientSession::eventSeen(const Event& event, qint64 ticket)
{
    // That its lease expired is nothing that the client sees.
    if (event.verdict == Verdict::Expired)
        return;
    if (!m_waiting || ticket != m_request.ticket) {
        recordLate(event);
        return;
    }
    m_blocked = event.verdict == Verdict::Waiting;
    if (m_blocked) {
        emit idle();
        return;
    }
    m_left = event.verdict == Verdict::GaveUp;
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
    runCommands();
    if (!isBusy())
        emit idle();
}

void ClientSession::runCommands()
{
    while (!m_waiting && !m_commands.empty()) {
        const Command command = std::move(m_commands.front());
        m_commands.pop_front();
        std::visit([this](const auto& c) { run(c); }, command);
    }
}

Copy ClientSession::copyOf(const QString& record) const
{
    return m_journal->latest().client(m_name).copyOf(record);
}

std::optional<HeardLease> ClientSession::leaseOf(const QString& record) const
{
    if (m_journal->latest().locking() != Locking::Lease)
        return std::nullopt;
    return m_journal->latest().client(m_name).leaseOf(record);
}

template<typename C>
bool ClientSession::lacksLease(const C& command)
{
    const Snapshot& now = m_journal->latest();
    if (now.locking() != Locking::Lease || now.holdsLease(m_name, command.record))
        return false;
    // It was asked for, and the client was told that it cannot have it.
    if (command.asked)
        return true;
    C again = command;
    again.asked = true;
    m_commands.push_front(again);
    run(AcquireCommand{command.record, {UsualTtl, PanelLeaseWait}, Purpose::WithRead});
    return true;
}

void ClientSession::run(const ReadCommand& command)
{
    if (command.purpose != Purpose::FindOut && lacksLease(command))
        return;
    QByteArray target = targetOf(command.record);
    if (command.purpose == Purpose::FindOut)
        target += "/versions";
    send(
        {"GET", target, {{"User-Agent", m_name.toUtf8()}, {"Accept", "application/json"}}, {}, {}},
        command.record,
        Action::Read,
        command.purpose);
}

void ClientSession::run(const EditCommand& command)
{
    const Fields shown = copyOf(command.record).shown();
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

bool ClientSession::typeChange(const QString& record, const Fields& change)
{
    const Copy copy = copyOf(record);
    const auto typed = copy.held ? typedBy(change, copy.shown())
                                 : Result<Fields, QString>(tr("it has no copy of “%1”").arg(record));
    if (typed) {
        run(EditCommand{record, *typed});
        return true;
    }
    emit impossible(tr("%1 saved nothing: %2. Nothing was sent.").arg(m_name, typed.error()));
    // The lease goes back all the same, as after a save: others wait for it.
    m_commands.push_front(ReleaseCommand{record, true});
    return false;
}

void ClientSession::run(const SaveCommand& command)
{
    if (!command.how.change.isEmpty() && !typeChange(command.record, command.how.change))
        return;
    const Copy copy = copyOf(command.record);
    HttpRequest request{
        "PUT",
        targetOf(command.record),
        {{"User-Agent", m_name.toUtf8()}, {"Content-Type", "application/json"}},
        copy.shown().toJson(),
        {}};
    const Snapshot& now = m_journal->latest();
    if (!command.how.ifMatch) {
        request.headers += headersFor(usualDemand(now, m_name, command.record, command.purpose));
    } else if (const auto* literal = std::get_if<QByteArray>(&*command.how.ifMatch)) {
        request.headers += leaseProof(command.record);
        request.headers.append({"If-Match", inRun(*literal, m_journal->suffix())});
    }
    m_cutsNext = command.how.cut;
    m_commands.push_front(ReleaseCommand{command.record, true});
    send(std::move(request), command.record, Action::Write, command.purpose, copy.shown());
}

void ClientSession::run(const IncrementCommand& command)
{
    HttpRequest request{
        "PATCH",
        targetOf(command.record),
        {{"User-Agent", m_name.toUtf8()}, {"Content-Type", "application/json"}},
        incrementToJson(command.amounts),
        {}};
    request.headers += leaseProof(command.record);
    m_commands.push_front(ReleaseCommand{command.record, true});
    send(std::move(request), command.record, Action::Increment, Purpose::Plain, command.amounts);
}

void ClientSession::run(const AcquireCommand& command)
{
    const Snapshot& now = m_journal->latest();
    if (now.locking() != Locking::Lease)
        return;
    HttpRequest request{
        "POST", targetOf(command.record) + "/lease", {{"User-Agent", m_name.toUtf8()}}, {}, {}};
    if (now.holdsLease(m_name, command.record))
        request.headers += leaseProof(command.record);
    else if (command.how.wait > 0)
        request.headers.append(Header("Prefer", "wait=" + QByteArray::number(command.how.wait)));
    if (command.how.ttl != UsualTtl) {
        request.headers.append(Header("Content-Type", "application/json"));
        request.body = "{\"ttl\": " + QByteArray::number(command.how.ttl) + '}';
    }
    m_client->setTimeout(command.how.wait > 0 ? PatientTimeoutMs : ApiClient::UsualTimeoutMs);
    send(std::move(request), command.record, Action::Acquire, command.purpose);
}

void ClientSession::run(const ReleaseCommand& command)
{
    const auto lease = leaseOf(command.record);
    if (!lease || (command.withRead && !lease->withRead))
        return;
    HttpRequest request{
        "DELETE", targetOf(command.record) + "/lease", {{"User-Agent", m_name.toUtf8()}}, {}, {}};
    request.headers += leaseProof(command.record);
    send(
        std::move(request),
        command.record,
        Action::Release,
        command.withRead ? Purpose::WithRead : Purpose::Plain);
}

void ClientSession::run(const AnswerCommand& command)
{
    const Copy copy = copyOf(command.record);
    if (!copy.conflict || !copy.draft || lacksLease(command))
        return;
    if (command.purpose == Purpose::Overwrite) {
        m_commands.push_front(SaveCommand{command.record, {}, command.purpose});
        run(ReadCommand{command.record, command.purpose});
        return;
    }
    if (command.purpose == Purpose::Merge)
        mergeDraft(command.record, command.choices);
    if (copyOf(command.record).draft)
        run(SaveCommand{command.record, {}, command.purpose});
}

void ClientSession::mergeDraft(const QString& record, const QMap<QString, Take>& choices)
{
    const Copy copy = copyOf(record);
    const VersionTree* tree = m_journal->latest().tree(record);
    const bool hasBase = tree != nullptr && tree->contains(copy.draft->base);
    const Fields base = hasBase ? tree->at(copy.draft->base).fields : copy.held->fields;
    const Merge merged = interleave::merge(base, copy.shown(), copy.conflict->theirs);
    Event event;
    event.client = m_name;
    event.action = Action::Edit;
    event.purpose = Purpose::Merge;
    event.record = record;
    event.base = copy.conflict->version;
    event.version = copy.conflict->version;
    event.before = copy.draft->fields;
    for (const FieldChange& change : changes(copy.conflict->theirs, merged.result(choices))) {
        if (change.after)
            event.after.set(change.name, *change.after);
    }
    m_record(event);
}

QList<Header> ClientSession::headersFor(const Demand& demand) const
{
    QList<Header> headers;
    for (const auto& [name, value] : headersOf(demand, m_journal->suffix()))
        headers.append({name, value});
    return headers;
}

QList<Header> ClientSession::leaseProof(const QString& record) const
{
    return headersFor(leaseDemand(m_journal->latest(), m_name, record));
}

void ClientSession::send(
    HttpRequest request, const QString& record, Action action, Purpose purpose, const Fields& asked)
{
    m_request = PanelRequest{m_name, purpose, m_panels->newTicket()};
    m_request.isCut = isTry(action) && (std::exchange(m_cutsNext, false) || m_panels->takeCut(m_name));
    m_target = record;
    m_action = action;
    m_asked = asked;
    m_base = m_journal->latest().baseOf(m_name, record);
    m_waiting = true;
    m_lost = false;
    m_answered = false;
    m_seen = false;
    emit busyChanged(true);
    m_client->send(request);
}

void ClientSession::announce(const Endpoint& own)
{
    m_panels->announce(own, m_request);
}

void ClientSession::settle()
{
    if (m_waiting && m_lost && m_seen && m_left) {
        // It closed the connection itself, and wants no answer.
        m_account.stop();
        m_lost = false;
        m_answered = true;
    } else if (m_waiting && m_lost && m_seen) {
        recordSilence();
    }
    if (!m_waiting || !m_answered || !m_seen)
        return;
    m_waiting = false;
    m_blocked = false;
    m_client->setTimeout(ApiClient::UsualTimeoutMs);
    runCommands();
    if (isBusy())
        return;
    emit busyChanged(false);
    emit idle();
}

/// The server may still give its account of what it did; then only the answer was lost.
void ClientSession::giveUp(bool sent)
{
    m_lost = true;
    if (sent && !m_seen && m_panels->hasBegun(m_name, m_request.ticket))
        m_account.start();
    else
        recordSilence();
}

/// The server's account of a request on which the client has given up: whatever it says, the client never
/// heard it, and it is no account of the request that is on its way now.
void ClientSession::recordLate(const Event& event)
{
    if (!event.isMessage() || event.action == Action::Wait)
        return;
    Event answerLost;
    answerLost.client = m_name;
    answerLost.action = Action::AnswerLost;
    answerLost.purpose = event.purpose;
    answerLost.verdict = Verdict::Unknown;
    answerLost.record = event.record;
    m_record(answerLost);
}

void ClientSession::recordSilence()
{
    m_account.stop();
    m_lost = false;
    Event event;
    event.client = m_name;
    event.action = m_seen ? Action::AnswerLost : m_action;
    event.purpose = m_request.purpose;
    event.verdict = Verdict::Unknown;
    event.record = m_target;
    if (!m_seen && isTry(m_action)) {
        event.base = m_base;
        event.after = m_action == Action::Increment ? copyOf(m_target).shown() : m_asked;
    }
    if (!m_seen && m_action == Action::Increment)
        event.amounts = m_asked;
    m_record(event);
    m_answered = true;
    m_seen = true;
    settle();
}

} // namespace interleave
