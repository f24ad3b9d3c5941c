#include "http/apiserver.h"

#include "core/model/outsiders.h"
#include "core/values/httpdate.h"
#include "http/connection/httpconnection.h"
#include "http/connection/reception.h"
#include "http/leasequeue.h"
#include "http/recordapi.h"

#include <QDateTime>

namespace interleave {

namespace {

constexpr int RetryAfter = 10;

Refusal tooManyWait()
{
    return {
        503,
        ApiServer::tr("As many clients wait for a lease as this server can keep waiting. Ask again later, or "
                      "without Prefer: wait."),
        RetryAfter};
}

} // namespace

class ApiServer::Private final
{
public:
    Private(ApiServer* server, RecordSource& records, ServerOptions serverOptions)
        : q(server)
        , source(&records)
        , api(records)
        , options(std::move(serverOptions))
        , leaseQueue(
              api,
              {[this] { return now(); },
               [this](const LeaseQueue::Waiter& waiter, Reply reply) {
                   answerWaiter(waiter, std::move(reply));
               },
               [](const LeaseQueue::Waiter& waiter) { return waiter.connection->isPeerGone(); },
               [this](Event event, qint64 ticket) {
                   tell(std::move(event), ticket);
               }})
        , reception(options.limits, [this](const HttpConnection& connection) { return isPanels(connection); })
    {
        reception.setParent(q);
        QObject::connect(
            &reception, &Reception::entered, q, [this](HttpConnection* connection) { receive(connection); });
        QObject::connect(&reception, &Reception::left, q, [this](HttpConnection* connection) {
            leaseQueue.leave(connection);
            if (options.panels)
                options.panels->forget(connection->peer());
        });
        QObject::connect(&reception, &Reception::emptied, q, &ApiServer::stopped);
        loadLeases();
    }

    [[nodiscard]] bool isPanels(const HttpConnection& connection) const;
    void loadLeases();
    void receive(HttpConnection* connection);
    /// A caller of whom nothing but the circumstances is known.
    [[nodiscard]] Caller anyCaller();
    /// Nothing when no client waits for the request to be carried out.
    [[nodiscard]] std::optional<Caller> callerOf(HttpConnection& connection, const HttpRequest& request);
    void answer(HttpConnection& connection, const HttpRequest& request, const Caller& caller, Reply reply);
    void answerWaiter(const LeaseQueue::Waiter& waiter, Reply reply);
    void
    report(Event event, const Caller& caller, const QByteArray& requestText, const QByteArray& responseText);
    void tell(Event event, qint64 ticket);
    [[nodiscard]] const QString& nameOfStranger(const HttpRequest& request);
    [[nodiscard]] qint64 now() const;

    /// The outside client that sent the last request, and the names that its own name was derived from.
    struct Stranger final
    {
        QByteArray agent;
        QStringList panels;
        QString name;
    };

    ApiServer* q;
    RecordSource* source;
    RecordApi api;
    ServerOptions options;
    LeaseQueue leaseQueue;
    Reception reception;
    Locking locking = Locking::Off;
    QByteArray tagSuffix;
    Stranger stranger;
    qint64 requests = 0;
    bool isStartingOver = false;
};

qint64 ApiServer::Private::now() const
{
    return clockTime(options.now ? options.now() : QDateTime::currentMSecsSinceEpoch());
}

void ApiServer::Private::loadLeases()
{
    const auto held = source->leases();
    if (!held)
        emit q->troubled(held.error());
    leaseQueue.load(held ? *held : QMap<QString, Lease>());
}

bool ApiServer::Private::isPanels(const HttpConnection& connection) const
{
    return options.panels && !options.panels->panelAt(connection.peer()).isEmpty();
}

void ApiServer::Private::receive(HttpConnection* connection)
{
    QObject::connect(
        connection, &HttpConnection::requested, q, [this, connection](const HttpRequest& request) {
            leaseQueue.settle();
            if (const auto caller = callerOf(*connection, request))
                answer(*connection, request, *caller, api.handle(request, *caller));
        });
    QObject::connect(
        connection,
        &HttpConnection::refused,
        q,
        [this, connection](const HttpRequest& request, const Refusal& refusal) {
            if (const auto caller = callerOf(*connection, request))
                answer(*connection, request, *caller, api.refuse(request, *caller, refusal));
        });
}

Caller ApiServer::Private::anyCaller()
{
    Caller caller;
    caller.locking = locking;
    caller.suffix = tagSuffix;
    caller.now = now();
    caller.fencing = options.leases.fencing;
    if (ruleOf(locking).holdsLeases && options.leases.deadlockDetection) {
        caller.cycleOf = [this](const QString& client, const QString& record) {
            return leaseQueue.cycleOf(client, record);
        };
    }
    return caller;
}

std::optional<Caller> ApiServer::Private::callerOf(HttpConnection& connection, const HttpRequest& request)
{
    Caller caller = anyCaller();
    std::optional<PanelRequest> panels;
    if (options.panels)
        panels = options.panels->begin(connection.peer());
    if (panels && panels->isWithdrawn) {
        connection.cut();
        return std::nullopt;
    }
    if (panels) {
        caller.name = panels->panel;
        caller.purpose = panels->purpose;
        caller.ticket = panels->ticket;
        caller.isCut = panels->isCut;
    }
    caller.outside = !panels;
    if (caller.outside)
        caller.name = nameOfStranger(request);
    return caller;
}

const QString& ApiServer::Private::nameOfStranger(const HttpRequest& request)
{
    QByteArray agent = request.header(QByteArrayLiteral("User-Agent")).value_or(QByteArray());
    QStringList panels = options.panels ? options.panels->names() : QStringList();
    // Most requests come from the client that sent the one before.
    if (stranger.name.isEmpty() || stranger.agent != agent || stranger.panels != panels) {
        const QString name = outsideName(agent, panels);
        stranger = {std::move(agent), std::move(panels), name};
    }
    return stranger.name;
}

void ApiServer::Private::answer(
    HttpConnection& connection, const HttpRequest& request, const Caller& caller, Reply reply)
{
    ++requests;
    if (reply.wait && caller.outside && leaseQueue.outsideWaiters() >= reception.mostWaiting())
        reply = api.refuse(request, caller, tooManyWait());
    if (reply.wait) {
        report(*reply.event, caller, request.text, {});
        leaseQueue.wait({&connection, request, caller, *reply.wait, requests});
        return;
    }
    // Cut after the commit, so that only the answer is lost: a client cannot tell that from a lost request.
    const bool isTry = reply.event && reply.event->isTry();
    const bool isUnannounced = !caller.outside && caller.ticket == 0;
    if (isTry && (caller.isCut || (isUnannounced && options.panels->takeCut(caller.name))))
        connection.cut();
    const QByteArray text = connection.answer(reply.response);
    if (!reply.event || (caller.outside && reply.event->verdict == Verdict::Refused)) {
        emit q->otherAnswered(reply.response.status);
        return;
    }
    report(*reply.event, caller, request.text, text);
}

void ApiServer::Private::report(
    Event event, const Caller& caller, const QByteArray& requestText, const QByteArray& responseText)
{
    if (event.request == 0)
        event.request = requests;
    if (options.keepTexts) {
        event.requestText = requestText;
        event.responseText = responseText;
    } else {
        event.statements.clear();
    }
    emit q->happened(event, caller.ticket);
    leaseQueue.observe(event);
}

/// Answers a request that waited; its event keeps the request's number and texts.
void ApiServer::Private::answerWaiter(const LeaseQueue::Waiter& waiter, Reply reply)
{
    const QByteArray text = waiter.connection->answer(reply.response);
    reception.acceptLater();
    if (isStartingOver)
        return;
    Event& event = *reply.event;
    event.request = waiter.number;
    event.locking = locking; // the rule may have changed while it waited
    report(std::move(event), waiter.caller, waiter.request.text, text);
}

void ApiServer::Private::tell(Event event, qint64 ticket)
{
    event.locking = locking;
    // The event of an expired lease names only its holder, so find out whether that is an outside client.
    if (event.verdict == Verdict::Expired)
        event.outside = !options.panels || !options.panels->names().contains(event.client);
    emit q->happened(event, ticket);
}

ApiServer::ApiServer(RecordSource& source, ServerOptions options, QObject* parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(this, source, std::move(options)))
{
}

ApiServer::~ApiServer() = default;

bool ApiServer::listen(const QHostAddress& address, quint16 port, QString* problem)
{
    return m_private->reception.listen(address, port, problem);
}

bool ApiServer::listenOnLoopback(quint16 port, QString* problem)
{
    return m_private->reception.listenOnLoopback(port, problem);
}

quint16 ApiServer::port() const
{
    return m_private->reception.port();
}

Locking ApiServer::locking() const
{
    return m_private->locking;
}

void ApiServer::setLocking(Locking locking)
{
    if (locking == m_private->locking)
        return;
    const bool hadLeases = ruleOf(m_private->locking).holdsLeases;
    m_private->leaseQueue.settle();
    m_private->locking = locking;
    Event event;
    event.time = m_private->now();
    event.action = Action::Rule;
    event.locking = locking;
    emit happened(event, 0);
    if (!hadLeases)
        return;
    if (const QString problem = m_private->source->dropLeases(); !problem.isEmpty())
        emit troubled(problem);
    m_private->leaseQueue.load({});
    m_private->leaseQueue.sendAway(
        {409,
         tr("The server's locking is “%1” now, so there is no lease to wait for.").arg(toName(locking))});
}

void ApiServer::setLeaseRules(const LeaseRules& rules)
{
    m_private->options.leases = rules;
}

void ApiServer::startOver(RecordSource& source)
{
    Private& d = *m_private;
    d.isStartingOver = true;
    d.leaseQueue.sendAway({503, tr("The server starts over. Ask again.")});
    d.isStartingOver = false;
    d.leaseQueue.load({});
    d.source = &source;
    d.api.use(source);
}

void ApiServer::resumeLeases()
{
    m_private->loadLeases();
    m_private->leaseQueue.settle();
}

void ApiServer::clockMoved()
{
    m_private->leaseQueue.settle();
}

void ApiServer::setTagSuffix(const QByteArray& suffix)
{
    m_private->tagSuffix = suffix;
}

void ApiServer::serveGuest(HttpConnection& connection, const HttpRequest& request, const QString& client)
{
    Private& d = *m_private;
    d.leaseQueue.settle();
    Caller caller = d.anyCaller();
    caller.name = client;
    caller.isGuest = true;
    d.answer(connection, request, caller, d.api.handle(request, caller));
}

void ApiServer::forget(const HttpConnection& connection)
{
    m_private->leaseQueue.leave(&connection);
}

void ApiServer::leaveDescriptors(int connections)
{
    m_private->reception.leaveDescriptors(connections);
}

void ApiServer::stop()
{
    m_private->leaseQueue.sendAway({503, tr("The server ends. Ask again when it is back.")});
    m_private->reception.stop();
}

} // namespace interleave
