#include "stage/clientsession.h"

#include "core/model/increment.h"
#include "core/values/relativechange.h"
#include "http/apiserver.h"

#include <QUrl>

namespace interleave {

namespace {

constexpr int AccountMs = 10'000;
/// For an answer that may take long: the server decides when to give up, by a clock that may stand still.
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
    m_accountTimer.setSingleShot(true);
    m_accountTimer.setInterval(AccountMs);
    connect(&m_accountTimer, &QTimer::timeout, this, &ClientSession::recordSilence);
    m_client->setPort(port);
    // Register before the first byte is sent, so that the server knows the panel from its first request.
    connect(m_client, &ApiClient::connected, this, [this](const Endpoint& at) { m_panels->add(at, m_name); });
    // In the client's context: its connection ends when it is destroyed, after this object's own connections.
    connect(m_client, &ApiClient::disconnected, m_client, [panels](const auto& at) { panels->remove(at); });
    connect(m_client, &ApiClient::sending, this, &ClientSession::announce);
    connect(m_client, &ApiClient::answered, this, [this] {
        if (m_exchange)
            m_exchange->answer = Answer::Arrived;
        settle();
    });
    connect(m_client, &ApiClient::failed, this, [this](const QString&, bool sent) { giveUp(sent); });
}

/// Does a command as its step says.
struct ClientSession::Run
{
    ClientSession& session;
    const Command& command;

    void operator()(const ReadStep&) const { session.read(command, command.purpose); }
    void operator()(const ReloadStep&) const { session.read(command, Purpose::Reload); }
    void operator()(const FindOutStep&) const { session.read(command, Purpose::FindOut); }
    void operator()(const EditStep& edit) const { session.type(command.record, edit.set); }
    void operator()(const SaveStep& save) const { session.save(command, save); }
    void operator()(const IncrementStep& add) const { session.increment(command.record, add.add); }
    void operator()(const OverwriteStep&) const { session.overwrite(command); }
    void operator()(const BlindRetryStep&) const
    {
        if (session.canAnswer(command))
            session.save({command.record, {}, Purpose::Retry}, {});
    }
    void operator()(const MergeStep& merge) const { session.merge(command, merge.take); }
    void operator()(const AcquireStep& acquire) const { session.acquire(command, acquire); }
    void operator()(const ReleaseStep&) const { session.release(command); }
    // What no client does.
    void operator()(const WaitStep&) const {}
    void operator()(const ClockStep&) const {}
    void operator()(const LockingStep&) const {}
};

void ClientSession::perform(const QString& record, const StepAction& action)
{
    enqueue({record, action});
}

void ClientSession::stopWaiting()
{
    if (isBlocked())
        m_client->cut();
}

void ClientSession::eventSeen(const Event& event, qint64 ticket)
{
    // A client is not told that its lease has expired.
    if (event.verdict == Verdict::Expired)
        return;
    if (!m_exchange || ticket != m_exchange->request.ticket) {
        recordLate(event);
        return;
    }
    if (event.verdict == Verdict::Waiting) {
        m_exchange->account = Account::Waiting;
        emit idle();
        return;
    }
    m_exchange->account = event.verdict == Verdict::GaveUp ? Account::ClientLeft : Account::Given;
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
    while (!m_exchange && !m_commands.empty()) {
        const Command command = std::move(m_commands.front());
        m_commands.pop_front();
        std::visit(Run{*this, command}, command.action);
    }
}

Copy ClientSession::copyOf(const QString& record) const
{
    return m_journal->latest().client(m_name).copyOf(record);
}

std::optional<HeardLease> ClientSession::leaseOf(const QString& record) const
{
    if (!ruleOf(m_journal->latest().locking()).holdsLeases)
        return std::nullopt;
    return m_journal->latest().client(m_name).leaseOf(record);
}

bool ClientSession::lacksLease(const Command& command)
{
    const Snapshot& now = m_journal->latest();
    if (!ruleOf(now.locking()).holdsLeases || now.holdsLease(m_name, command.record))
        return false;
    // The lease was requested and refused, so the client knows that it cannot have it.
    if (command.hasAskedForLease)
        return true;
    Command again = command;
    again.hasAskedForLease = true;
    m_commands.push_front(std::move(again));
    acquire({command.record, {}, Purpose::WithRead}, {UsualTtl, PanelLeaseWait});
    return true;
}

void ClientSession::read(const Command& command, Purpose purpose)
{
    if (purpose != Purpose::FindOut && lacksLease(command))
        return;
    QByteArray target = targetOf(command.record);
    if (purpose == Purpose::FindOut)
        target += "/versions";
    send(
        {"GET", target, {{"User-Agent", m_name.toUtf8()}, {"Accept", "application/json"}}, {}, {}},
        command.record,
        Action::Read,
        purpose);
}

void ClientSession::type(const QString& record, const Fields& fields)
{
    const Fields shown = copyOf(record).shown();
    Event event;
    event.client = m_name;
    event.action = Action::Edit;
    event.record = record;
    for (const Field& field : fields) {
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
        type(record, *typed);
        return true;
    }
    emit impossible(tr("%1 saved nothing: %2. Nothing was sent.").arg(m_name, typed.error()));
    // Give the lease back all the same, as after a save, because others wait for it.
    m_commands.push_front({record, ReleaseStep{}, Purpose::WithRead});
    return false;
}

void ClientSession::save(const Command& command, const SaveStep& how)
{
    type(command.record, how.set);
    if (!how.change.isEmpty() && !typeChange(command.record, how.change))
        return;
    const Copy copy = copyOf(command.record);
    HttpRequest request{
        "PUT",
        targetOf(command.record),
        {{"User-Agent", m_name.toUtf8()}, {"Content-Type", "application/json"}},
        copy.shown().toJson(),
        {}};
    const Snapshot& now = m_journal->latest();
    if (!how.ifMatch) {
        request.headers += headersFor(usualDemand(now, m_name, command.record, command.purpose));
    } else if (const auto* literal = std::get_if<QByteArray>(&*how.ifMatch)) {
        request.headers += leaseProof(command.record);
        request.headers.append({"If-Match", inRun(*literal, m_journal->suffix())});
    }
    m_commands.push_front({command.record, ReleaseStep{}, Purpose::WithRead});
    send(std::move(request), command.record, Action::Write, command.purpose, copy.shown(), how.cut);
}

void ClientSession::increment(const QString& record, const Fields& amounts)
{
    HttpRequest request{
        "PATCH",
        targetOf(record),
        {{"User-Agent", m_name.toUtf8()}, {"Content-Type", "application/json"}},
        incrementToJson(amounts),
        {}};
    request.headers += leaseProof(record);
    m_commands.push_front({record, ReleaseStep{}, Purpose::WithRead});
    send(std::move(request), record, Action::Increment, Purpose::Plain, amounts);
}

void ClientSession::acquire(const Command& command, const AcquireStep& how)
{
    const Snapshot& now = m_journal->latest();
    if (!ruleOf(now.locking()).holdsLeases)
        return;
    HttpRequest request{
        "POST", targetOf(command.record) + "/lease", {{"User-Agent", m_name.toUtf8()}}, {}, {}};
    if (now.holdsLease(m_name, command.record))
        request.headers += leaseProof(command.record);
    else if (how.wait > 0)
        request.headers.append(Header("Prefer", "wait=" + QByteArray::number(how.wait)));
    if (how.ttl != UsualTtl) {
        request.headers.append(Header("Content-Type", "application/json"));
        request.body = "{\"ttl\": " + QByteArray::number(how.ttl) + '}';
    }
    m_client->setTimeout(how.wait > 0 ? PatientTimeoutMs : ApiClient::UsualTimeoutMs);
    send(std::move(request), command.record, Action::Acquire, command.purpose);
}

void ClientSession::release(const Command& command)
{
    const auto lease = leaseOf(command.record);
    if (!lease || (command.purpose == Purpose::WithRead && !lease->withRead))
        return;
    HttpRequest request{
        "DELETE", targetOf(command.record) + "/lease", {{"User-Agent", m_name.toUtf8()}}, {}, {}};
    request.headers += leaseProof(command.record);
    send(std::move(request), command.record, Action::Release, command.purpose);
}

bool ClientSession::canAnswer(const Command& command)
{
    const Copy copy = copyOf(command.record);
    return copy.conflict && copy.draft && !lacksLease(command);
}

void ClientSession::overwrite(const Command& command)
{
    if (!canAnswer(command))
        return;
    m_commands.push_front({command.record, SaveStep{}, Purpose::Overwrite});
    read({command.record, ReadStep{}, Purpose::Overwrite}, Purpose::Overwrite);
}

void ClientSession::merge(const Command& command, const QMap<QString, Take>& choices)
{
    if (!canAnswer(command))
        return;
    mergeDraft(command.record, choices);
    if (copyOf(command.record).draft)
        save({command.record, {}, Purpose::Merge}, {});
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
    HttpRequest request,
    const QString& record,
    Action action,
    Purpose purpose,
    const Fields& asked,
    bool losesAnswer)
{
    PanelRequest announced{m_name, purpose, m_panels->newTicket()};
    announced.isCut = isTry(action) && (losesAnswer || m_panels->takeCut(m_name));
    m_exchange = Exchange{announced, record, action, asked, m_journal->latest().baseOf(m_name, record)};
    emit busyChanged(true);
    m_client->send(request);
}

void ClientSession::announce(const Endpoint& own)
{
    if (m_exchange)
        m_panels->announce(own, m_exchange->request);
}

void ClientSession::settle()
{
    if (!m_exchange || !m_exchange->isTold())
        return;
    if (m_exchange->answer == Answer::Lost && m_exchange->account == Account::ClientLeft)
        // The client closed the connection itself and expects no answer.
        finish();
    else if (m_exchange->answer == Answer::Lost)
        recordSilence();
    else if (m_exchange->answer == Answer::Arrived)
        finish();
}

void ClientSession::finish()
{
    m_accountTimer.stop();
    m_exchange.reset();
    m_client->setTimeout(ApiClient::UsualTimeoutMs);
    runCommands();
    if (isBusy())
        return;
    emit busyChanged(false);
    emit idle();
}

/// The server may still report what it did; then only the answer was lost.
void ClientSession::giveUp(bool sent)
{
    if (!m_exchange)
        return;
    m_exchange->answer = Answer::Lost;
    if (sent && !m_exchange->isTold() && m_panels->hasBegun(m_name, m_exchange->request.ticket))
        m_accountTimer.start();
    else
        recordSilence();
}

/// The server's report on a request that the client has given up on: its answer was never heard, and it is
/// not about the current request.
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
    const Exchange& silent = *m_exchange;
    Event event;
    event.client = m_name;
    event.action = silent.isTold() ? Action::AnswerLost : silent.action;
    event.purpose = silent.request.purpose;
    event.verdict = Verdict::Unknown;
    event.record = silent.record;
    if (!silent.isTold() && isTry(silent.action)) {
        event.base = silent.base;
        event.after = silent.action == Action::Increment ? copyOf(silent.record).shown() : silent.asked;
    }
    if (!silent.isTold() && silent.action == Action::Increment)
        event.amounts = silent.asked;
    m_record(event);
    finish();
}

} // namespace interleave
