#include "core/model/journal.h"
#include "httptest.h"
#include "warningfreetest.h"

#include <QRegularExpression>

using namespace interleave;
using namespace interleave::test;

/// Leases with bytes on a real socket. The clock stands still unless a test moves it.
class TestLeaseApi final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void exchange_isAsOnTheWire_data();
    void exchange_isAsOnTheWire() { compareExchange(); }
    void saving_checksTheToken_data();
    void saving_checksTheToken() { compareExchange(); }
    void adding_respectsALease_data();
    void adding_respectsALease() { compareExchange(); }

    void lease_isReported();
    void lease_endsAtItsTime();
    void lease_preventsOthersFromSaving();
    void waiting_isFirstComeFirstServed();
    void waiting_endsWhenALeaseExpires();
    void waiting_endsAfterItsTime();
    void waiting_endsWithoutHelpUnderARunningClock();
    void waiting_delaysNoOtherClient();
    void waiting_endsWhenTheClientDisconnects();
    void waiting_endsWithTheRule();
    void waitingClientThatLeft_isSkipped();
    void waiting_endsWithTheServer();
    void waiting_endsWhenTheStoreStartsOver();
    void waiting_usesThePreference_data();
    void waiting_usesThePreference();
    void deadlock_isRefusedAndNamed();
    void deadlock_isFoundOverThreeClients();
    void deadlock_withOneselfIsRefused();
    void deadlock_isPossibleWithoutDetection();
    void fencing_canBeSwitchedOff();
    void tokenOfAnotherRun_neverMatches();
    void race_hasOneWinner();
    void client_isItsWholeUserAgent();
    void panelNames_areReserved();

private:
    static void compareExchange();
};

namespace {

const QByteArray Until = "2026-01-02T03:04:35Z";

QByteArray acquire(const QByteArray& name = "ann", const QByteArray& fields = {}, const QByteArray& body = {})
{
    QByteArray text =
        "POST /records/item/lease HTTP/1.1\r\n" + Host + "User-Agent: " + name + "\r\n" + fields;
    if (!body.isEmpty())
        text +=
            "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

QByteArray acquireOf(const QByteArray& record, const QByteArray& name, const QByteArray& fields = {})
{
    return acquire(name, fields).replace("/item/", '/' + record + '/');
}

QByteArray release(const QByteArray& lockToken, const QByteArray& name = "ann")
{
    const QByteArray line = lockToken.isEmpty() ? QByteArray() : "Lock-Token: " + lockToken + "\r\n";
    return "DELETE /records/item/lease HTTP/1.1\r\n" + Host + "User-Agent: " + name + "\r\n" + line + "\r\n";
}

QByteArray put(const QByteArray& fields, const QByteArray& name = "ann", int stock = 7)
{
    const QByteArray body = "{\"stock\": " + QByteArray::number(stock) + ", \"name\": \"Desk lamp\"}";
    return "PUT /records/item HTTP/1.1\r\n" + Host + "User-Agent: " + name + "\r\n" + fields +
           "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

QByteArray add(const QByteArray& fields, const QByteArray& name = "ann")
{
    const QByteArray body = "{\"increment\": {\"stock\": -1}}";
    return "PATCH /records/item HTTP/1.1\r\n" + Host + "User-Agent: " + name + "\r\n" + fields +
           "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

const QByteArray Wait = "Prefer: wait=60\r\n";

QByteArray granted(
    int token,
    const QByteArray& owner = "ann",
    int ttl = 30,
    const QByteArray& until = Until,
    const QByteArray& more = {},
    const QByteArray& head = "201 Created")
{
    const QByteArray number = QByteArray::number(token);
    const QByteArray body = "{\"token\": " + number + ", \"lockToken\": \"<lease:" + number +
                            ">\", \"owner\": \"" + owner + "\", \"ttl\": " + QByteArray::number(ttl) +
                            ", \"until\": \"" + until + "\"}";
    return answer(
        head,
        "Lock-Token: <lease:" + number +
            ">\r\nCache-Control: no-store\r\nContent-Type: application/json\r\n" + more,
        body);
}

QByteArray released()
{
    return "HTTP/1.1 204 No Content\r\nCache-Control: no-store\r\n" + DateField + BrowserFields + "\r\n";
}

QByteArray locked(
    const QByteArray& done,
    const QByteArray& holder = "ann",
    const QByteArray& more = {},
    const QByteArray& until = Until)
{
    return problem(
        "423 Locked",
        done + ": " + holder + " holds it until " + until.mid(11, 8) +
            " (UTC). Ask again later, or ask with Prefer: wait=30, and the answer comes when it is free.",
        ", \"holder\": \"" + holder + "\", \"until\": \"" + until + '"',
        more);
}

QByteArray over(const QByteArray& done)
{
    return problem(
        "412 Precondition Failed",
        done + ": that lease is over: it has expired, or was given back. Ask for a new lease, and read the "
               "record again.");
}

QByteArray saved(const QByteArray& version = "2", int stock = 7)
{
    return json(
        "200 OK",
        "ETag: \"" + version +
            "\"\r\nLast-Modified: Fri, 02 Jan 2026 03:04:05 GMT\r\nCache-Control: no-cache\r\n",
        "{\"stock\": " + QByteArray::number(stock) + ", \"name\": \"Desk lamp\"}");
}

QByteArray fenced(const QByteArray& why, const QByteArray& tokens)
{
    return problem(
        "412 Precondition Failed",
        "Nothing was written: " + why +
            ". Ask for a new lease, read the record again, and put your change on top.",
        ", " + tokens + ", \"currentVersion\": 1, \"current\": " + StartBody,
        "ETag: \"1\"\r\n");
}

QByteArray unproven(const QByteArray& detail)
{
    return problem(
        "428 Precondition Required",
        "Nothing was written: with locking by lease, a save must name the lease. " + detail);
}

/// A server under Locking::Lease with a clock that the test moves.
class Desk final
{
public:
    explicit Desk(const LeaseRules& rules = {})
    {
        ServerOptions options;
        options.now = [this] {
            return now;
        };
        options.leases = rules;
        served = std::make_unique<Served>(Locking::Lease, std::move(options));
    }

    void move(qint64 seconds)
    {
        now += seconds * 1000;
        served->server->clockMoved();
    }
    [[nodiscard]] QList<Verdict> verdicts() const
    {
        QList<Verdict> result;
        for (const Event& event : served->events)
            result.append(event.verdict);
        return result;
    }
    void addRecords(const QStringList& names)
    {
        QList<Record> records;
        for (const QString& name : names) {
            records.append(startRecord());
            records.last().id = name;
        }
        m_records = records;
        if (!served->store->reset(records).isEmpty())
            qFatal("The store cannot be reset.");
    }
    /// The state after all events.
    [[nodiscard]] Snapshot snapshot() const
    {
        Journal journal({Locking::Lease, Start * 1000, 0, m_records});
        for (const Event& event : served->events)
            journal.append(event);
        return journal.latest();
    }

    qint64 now = Now * 1000;
    std::unique_ptr<Served> served;

private:
    QList<Record> m_records{startRecord()};
};

/// A client of that server.
class Client final
{
public:
    Client(const Desk& desk, QByteArray name)
        : m_peer(*desk.served->server)
        , m_name(std::move(name))
    {
    }

    void send(const QByteArray& text) { m_peer.send(text); }
    /// Status and body of the next answer.
    QByteArray receive()
    {
        while (true) {
            const qsizetype head = m_buffer.indexOf("\r\n\r\n");
            if (head >= 0) {
                static const QRegularExpression length(QStringLiteral("Content-Length: (\\d+)"));
                const auto match = length.match(QString::fromLatin1(m_buffer.left(head)));
                const qsizetype size = head + 4 + (match.hasMatch() ? match.captured(1).toInt() : 0);
                if (m_buffer.size() >= size) {
                    m_last = m_buffer.left(size);
                    m_buffer.remove(0, size);
                    return m_last.mid(9, 3);
                }
            }
            const QByteArray more = m_peer.receive(1);
            if (more.isEmpty())
                return "nothing";
            m_buffer += more;
        }
    }
    QByteArray ask(const QByteArray& text)
    {
        send(text);
        return receive();
    }
    QByteArray acquire(const QByteArray& record, const QByteArray& fields = {})
    {
        return ask(acquireOf(record, m_name, fields));
    }
    /// Sends a request; the client is in the queue when this returns.
    void wait(Desk& desk, const QByteArray& record, const QByteArray& fields = Wait)
    {
        const auto waits = [&desk] {
            return desk.verdicts().count(Verdict::Waiting);
        };
        const qsizetype before = waits();
        send(acquireOf(record, m_name, fields));
        QTRY_COMPARE(waits(), before + 1);
    }
    [[nodiscard]] const QByteArray& last() const { return m_last; }
    QTcpSocket& socket() { return m_peer.socket; }

private:
    Peer m_peer;
    QByteArray m_name;
    QByteArray m_buffer;
    QByteArray m_last;
};

void columns()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("expected");
}

void row(const char* name, const QByteArray& request, const QByteArray& expected)
{
    QTest::newRow(name) << request << expected;
}

} // namespace

void TestLeaseApi::compareExchange()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, expected);
    Served served(Locking::Lease);
    Peer peer(*served.server);
    peer.send(request);
    QCOMPARE(peer.receive(expected.size()), expected);
    peer.send("GET /nothing HTTP/1.1\r\n" + Host + "\r\n");
    QVERIFY(peer.receive(22).startsWith("HTTP/1.1 404 Not Found"));
}

void TestLeaseApi::exchange_isAsOnTheWire_data()
{
    columns();
    const QByteArray notGot = "You did not get the lease";
    row("a lease", acquire(), granted(1));
    row("for five seconds", acquire("ann", {}, "{\"ttl\": 5}"), granted(1, "ann", 5, "2026-01-02T03:04:10Z"));
    row("an empty object", acquire("ann", {}, "{}"), granted(1));
    row("more than a lease can say",
        acquire("ann", {}, "{\"ttl\": 5" + QByteArray(4096, ' ') + '}'),
        problem(
            "413 Content Too Large",
            "A lease’s request has at most 4096 bytes: it takes \\\"ttl\\\", or no body at all."));
    row("one that another holds", acquire() + acquire("bob"), granted(1) + locked(notGot));
    row("one that it holds itself, without its token",
        acquire() + acquire(),
        granted(1) +
            problem(
                "423 Locked",
                "You hold the lease already, until 03:04:35 (UTC). To keep it longer, send its Lock-Token; "
                "two clients need two names, as with curl -A.",
                ", \"holder\": \"ann\", \"until\": \"" + Until + '"'));
    row("more time",
        acquire() + acquire("ann", "Lock-Token: <lease:1>\r\n", "{\"ttl\": 60}"),
        granted(1) + granted(1, "ann", 60, "2026-01-02T03:05:05Z", {}, "200 OK"));
    row("more time for another's",
        acquire() + acquire("bob", "Lock-Token: <lease:1>\r\n"),
        granted(1) + problem(
                         "423 Locked",
                         "The lease was not made longer: that lease is ann's. Use the token of your own.",
                         ", \"holder\": \"ann\", \"until\": \"" + Until + '"'));
    row("given back", acquire() + release("<lease:1>"), granted(1) + released());
    row("given back and granted again: the token grows",
        acquire() + release("<lease:1>") + acquire("bob"),
        granted(1) + released() + granted(2, "bob"));
    row("given back twice",
        acquire() + release("<lease:1>") + release("<lease:1>"),
        granted(1) + released() + over("Nothing was given back"));
    row("another's given back",
        acquire() + release("<lease:1>", "bob"),
        granted(1) + problem(
                         "423 Locked",
                         "Nothing was given back: that lease is ann's. Use the token of your own.",
                         ", \"holder\": \"ann\", \"until\": \"" + Until + '"'));
    const QByteArray never = problem(
        "412 Precondition Failed",
        "Nothing was given back: this record never had a lease with that token. Ask for a new lease, and "
        "read "
        "the record again.");
    row("a token that never was", acquire() + release("<lease:9>"), granted(1) + never);
    row("a token of something else", acquire() + release("<urn:uuid:15>"), granted(1) + never);
    row("given back without a token",
        acquire() + release({}),
        granted(1) +
            problem(
                "428 Precondition Required",
                "Nothing was given back: say which lease, with the Lock-Token that came with it, such "
                "as Lock-Token: <lease:1>."));
    const QByteArray noToken = problem(
        "400 Bad Request",
        "Lock-Token holds no URI in angle brackets. Send it as it came with the lease, such as Lock-Token: "
        "<lease:1>.");
    row("a token without brackets", release("lease:1"), noToken);
    row("a number for a token", release("1"), noToken);

    const auto badTtl = [](const QByteArray& ttl) {
        return problem(
            "422 Unprocessable Content",
            "“ttl” is " + ttl + ". Give whole seconds from 1 to 3600, or leave it out for 30.");
    };
    for (const char* ttl : {"0", "-5", "3601", "1e12", "0.5", "true", "null"}) {
        QByteArray told = ttl;
        if (told == "1e12")
            told = "1e+12";
        row(ttl, acquire("ann", {}, "{\"ttl\": " + QByteArray(ttl) + '}'), badTtl(told));
    }
    row("a text for a time", acquire("ann", {}, "{\"ttl\": \"30\"}"), badTtl("\\\"30\\\""));
    row("a member that nobody knows",
        acquire("ann", {}, "{\"seconds\": 3}"),
        problem(
            "422 Unprocessable Content",
            "“seconds” is not known here. A lease takes \\\"ttl\\\", its time to live in seconds, or no body "
            "at "
            "all."));
    row("another method",
        "GET /records/item/lease HTTP/1.1\r\n" + Host + "\r\n",
        problem(
            "405 Method Not Allowed",
            "“GET” is not for this address. Use one of these: POST, DELETE, OPTIONS.",
            {},
            "Allow: POST, DELETE, OPTIONS\r\n"));
    row("a record that is not there",
        acquireOf("none", "ann"),
        problem("404 Not Found", "There is no record “none”. To create it, PUT it with If-None-Match: *."));
}

void TestLeaseApi::saving_checksTheToken_data()
{
    columns();
    const QByteArray token = "Lock-Token: <lease:1>\r\n";
    row("with the lease", acquire() + put(token), granted(1) + saved());
    const QByteArray written = "{\"stock\":7.0 }\n";
    const QByteArray own = "{\"stock\": 7, \"name\": \"Desk lamp\"}";
    const auto asPut = [&](QByteArray text) {
        text.replace(own, written);
        return text.replace(
            "Content-Length: " + QByteArray::number(own.size()),
            "Content-Length: " + QByteArray::number(written.size()));
    };
    row("with the lease, written as others write",
        acquire() + asPut(put(token)) + "GET /records/item HTTP/1.1\r\n" + Host + "\r\n",
        granted(1) + asPut(saved()) + asPut(saved()));
    row("after it was given back, where another's writing stands",
        acquire() + asPut(put(token)) + release("<lease:1>") + put(token),
        granted(1) + asPut(saved()) + released() +
            problem(
                "412 Precondition Failed",
                "Nothing was written: your lease, token 1, is over: it has expired, or was given back. Ask "
                "for a "
                "new lease, read the record again, and put your change on top.",
                ", \"yourToken\": 1, \"currentToken\": 1, \"currentVersion\": 2, \"current\": " + written +
                    ", \"changedBy\": \"ann\"",
                "ETag: \"2\"\r\n"));
    row("twice with it", acquire() + put(token) + put(token), granted(1) + saved() + saved("3"));
    row("without any, and it is free",
        put({}),
        unproven("POST to /records/item/lease, read the record, and save with the Lock-Token that came."));
    row("without a token, by its holder",
        acquire() + put({}),
        granted(1) + unproven("You hold it: send its Lock-Token, such as Lock-Token: <lease:1>."));
    row("without any, and another holds it",
        acquire() + put({}, "bob"),
        granted(1) + locked("Nothing was written"));
    row("with another's", acquire() + put(token, "bob"), granted(1) + locked("Nothing was written"));
    row("after it was given back",
        acquire() + release("<lease:1>") + put(token),
        granted(1) + released() +
            fenced(
                "your lease, token 1, is over: it has expired, or was given back",
                "\"yourToken\": 1, \"currentToken\": 1"));
    row("with an older token",
        acquire() + release("<lease:1>") + acquire() + put(token),
        granted(1) + released() + granted(2) +
            fenced(
                "your lease, token 1, is over, and the newest is token 2",
                "\"yourToken\": 1, \"currentToken\": 2, \"holder\": \"ann\""));
    row("with a token that never was",
        acquire() + put("Lock-Token: <lease:5>\r\n"),
        granted(1) + fenced(
                         "this record never had the lease that you named",
                         "\"yourToken\": 5, \"currentToken\": 1, \"holder\": \"ann\""));
    row("with a token that is none",
        put("Lock-Token: 1\r\n"),
        problem(
            "400 Bad Request",
            "Lock-Token holds no URI in angle brackets. Send it as it came with the lease, such as "
            "Lock-Token: "
            "<lease:1>."));
    row("with the lease and the version",
        acquire() + put(token + "If-Match: \"1\"\r\n"),
        granted(1) + saved());
    row("with the lease and an older version",
        acquire() + put(token) + put(token + "If-Match: \"1\"\r\n", "ann", 5),
        granted(1) + saved() +
            problem(
                "412 Precondition Failed",
                "Nothing was written: your change is based on version 1, and the record is at version 2, "
                "saved "
                "by ann. Read it again, put your change on top, and save with the new ETag as If-Match.",
                ", \"yourVersion\": 1, \"currentVersion\": 2, \"current\": {\"stock\": 7, \"name\": \"Desk "
                "lamp\"}, \"changedBy\": \"ann\"",
                "ETag: \"2\"\r\n"));
}

void TestLeaseApi::adding_respectsALease_data()
{
    columns();
    row("without a lease, and it is free", add({}), saved("2", 9));
    row("while another holds it", acquire() + add({}, "bob"), granted(1) + locked("Nothing was written"));
    row("with the lease", acquire() + add("Lock-Token: <lease:1>\r\n"), granted(1) + saved("2", 9));
    row("after it was given back",
        acquire() + release("<lease:1>") + add({}, "bob"),
        granted(1) + released() + saved("2", 9));
}

void TestLeaseApi::lease_isReported()
{
    Desk desk;
    Client ann(desk, "ann");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    QCOMPARE(ann.ask(put("Lock-Token: <lease:1>\r\n")), QByteArray("200"));
    QCOMPARE(ann.ask(release("<lease:1>")), QByteArray("204"));
    QCOMPARE(desk.verdicts(), QList<Verdict>({Verdict::Granted, Verdict::Saved, Verdict::Done}));
    const Event& granted = desk.served->events.at(0);
    QCOMPARE(granted.action, Action::Acquire);
    QCOMPARE(granted.lease, std::optional(Lease{QStringLiteral("ann"), 1, desk.now + 30'000}));
    QCOMPARE(granted.statements.first().deciding, QStringLiteral("AND lease_until <= ?"));
    QVERIFY(granted.requestText.startsWith("POST"));
    QVERIFY(granted.responseText.contains("Lock-Token: <lease:1>"));
    const Event& save = desk.served->events.at(1);
    QCOMPARE(save.token, std::optional<qint64>(1));
    QCOMPARE(save.condition, QByteArray("Lock-Token: <lease:1>"));
    QVERIFY(!desk.snapshot().lease(QStringLiteral("item")).held);
}

void TestLeaseApi::lease_endsAtItsTime()
{
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    desk.move(29);
    QCOMPARE(bob.acquire("item"), QByteArray("423"));
    // Whether or not anybody looks at the clock.
    desk.now += 1000;
    QCOMPARE(bob.acquire("item"), QByteArray("201"));
    QCOMPARE(
        desk.verdicts(),
        QList<Verdict>({Verdict::Granted, Verdict::Locked, Verdict::Expired, Verdict::Granted}));
    QCOMPARE(desk.served->events.at(2).client, QStringLiteral("ann"));
    QCOMPARE(ann.ask(put("Lock-Token: <lease:1>\r\n")), QByteArray("412"));
    QVERIFY(ann.last().contains("\"currentToken\": 2, \"holder\": \"bob\""));
    QCOMPARE(desk.served->events.last().verdict, Verdict::Fenced);
    QCOMPARE(bob.ask(put("Lock-Token: <lease:2>\r\n", "bob")), QByteArray("200"));
}

void TestLeaseApi::lease_preventsOthersFromSaving()
{
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    QCOMPARE(bob.ask(put({}, "bob")), QByteArray("423"));
    QCOMPARE(desk.served->events.last().lease->owner, QStringLiteral("ann"));
    QCOMPARE(bob.ask("GET /records/item HTTP/1.1\r\n" + Host + "\r\n"), QByteArray("200"));
    QCOMPARE(ann.ask(put("Lock-Token: <lease:1>\r\n")), QByteArray("200"));
}

void TestLeaseApi::waiting_isFirstComeFirstServed()
{
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    Client cid(desk, "cid");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    bob.wait(desk, "item");
    cid.wait(desk, "item");
    QCOMPARE(
        desk.snapshot().lease(QStringLiteral("item")).waiting,
        QStringList({QStringLiteral("bob"), QStringLiteral("cid")}));
    QCOMPARE(ann.ask(release("<lease:1>")), QByteArray("204"));
    QCOMPARE(bob.receive(), QByteArray("201"));
    QCOMPARE(bob.last(), granted(2, "bob", 30, Until, "Preference-Applied: wait=60\r\n"));
    QCOMPARE(cid.socket().bytesAvailable(), 0);
    QCOMPARE(bob.ask(release("<lease:2>", "bob")), QByteArray("204"));
    QCOMPARE(cid.receive(), QByteArray("201"));
    // The answer belongs to the request that waited.
    const QList<Event>& events = desk.served->events;
    QCOMPARE(events.at(1).verdict, Verdict::Waiting);
    QCOMPARE(events.at(1).maxWait, 60);
    QCOMPARE(events.at(1).lease->owner, QStringLiteral("ann"));
    QVERIFY(events.at(1).responseText.isEmpty());
    QCOMPARE(events.at(3).verdict, Verdict::Done);
    QCOMPARE(events.at(4).verdict, Verdict::Granted);
    QVERIFY(events.at(4).waited);
    QCOMPARE(events.at(4).request, events.at(1).request);
    QVERIFY(desk.snapshot().lease(QStringLiteral("item")).waiting.isEmpty());
}

void TestLeaseApi::waiting_endsWhenALeaseExpires()
{
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    bob.wait(desk, "item");
    desk.move(29);
    QCOMPARE(desk.verdicts().last(), Verdict::Waiting);
    desk.move(1);
    QCOMPARE(bob.receive(), QByteArray("201"));
    QCOMPARE(desk.verdicts().mid(2), QList<Verdict>({Verdict::Expired, Verdict::Granted}));
    QCOMPARE(desk.served->events.last().lease->until, desk.now + 30'000);
}

void TestLeaseApi::waiting_endsAfterItsTime()
{
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    bob.wait(desk, "item", "Prefer: wait=10\r\n");
    desk.move(9);
    QCOMPARE(desk.verdicts().last(), Verdict::Waiting);
    desk.move(1);
    QCOMPARE(bob.receive(), QByteArray("423"));
    QVERIFY(bob.last().contains("You waited for 10 seconds and did not get the lease: ann holds it until"));
    QVERIFY(bob.last().contains("Preference-Applied: wait=10\r\n"));
    QVERIFY(bob.last().contains("application/problem+json"));
    QVERIFY(desk.snapshot().lease(QStringLiteral("item")).waiting.isEmpty());
    // The lease is not given to the client that left.
    QCOMPARE(ann.ask(release("<lease:1>")), QByteArray("204"));
    QCOMPARE(desk.verdicts().last(), Verdict::Done);
}

void TestLeaseApi::waiting_endsWithoutHelpUnderARunningClock()
{
    QElapsedTimer running;
    running.start();
    ServerOptions options;
    options.now = [&running] {
        return Now * 1000 + running.elapsed();
    };
    Served served(Locking::Lease, std::move(options));
    Peer ann(*served.server);
    ann.send(acquire("ann", {}, "{\"ttl\": 1}"));
    QVERIFY(ann.receive(50).startsWith("HTTP/1.1 201"));
    Peer bob(*served.server);
    bob.send(acquire("bob", Wait));
    QVERIFY(bob.receive(50).startsWith("HTTP/1.1 201"));
    QVERIFY(running.elapsed() >= 1000);
}

void TestLeaseApi::waiting_delaysNoOtherClient()
{
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    bob.wait(desk, "item");
    for (int i = 0; i < 20; ++i)
        QCOMPARE(ann.ask("GET /records/item HTTP/1.1\r\n" + Host + "\r\n"), QByteArray("200"));
    // Further requests of a waiting client are answered after its lease.
    bob.send("GET /records/item HTTP/1.1\r\n" + Host + "\r\n");
    QCOMPARE(ann.ask(release("<lease:1>")), QByteArray("204"));
    QCOMPARE(bob.receive(), QByteArray("201"));
    QCOMPARE(bob.receive(), QByteArray("200"));
}

void TestLeaseApi::waiting_endsWhenTheClientDisconnects()
{
    Desk desk;
    Client ann(desk, "ann");
    Client cid(desk, "cid");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    {
        Client bob(desk, "bob");
        bob.wait(desk, "item");
        cid.wait(desk, "item");
    }
    QTRY_COMPARE(desk.verdicts().last(), Verdict::GaveUp);
    QCOMPARE(desk.served->events.last().client, QStringLiteral("bob"));
    QCOMPARE(desk.snapshot().lease(QStringLiteral("item")).waiting, QStringList{QStringLiteral("cid")});
    QCOMPARE(ann.ask(release("<lease:1>")), QByteArray("204"));
    QCOMPARE(cid.receive(), QByteArray("201"));
}

void TestLeaseApi::waiting_endsWithTheRule()
{
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    bob.wait(desk, "item");
    desk.served->server->setLocking(Locking::Version);
    QCOMPARE(bob.receive(), QByteArray("409"));
    QVERIFY(!desk.snapshot().lease(QStringLiteral("item")).held);
    QCOMPARE(bob.acquire("item"), QByteArray("409"));
    QVERIFY(bob.last().contains(
        "A lease counts only while the server's locking is “lease”, and it is “version”."));
    desk.served->server->setLocking(Locking::Lease);
    QCOMPARE(bob.acquire("item"), QByteArray("201"));
    QVERIFY(bob.last().contains("\"token\": 2"));
}

void TestLeaseApi::waitingClientThatLeft_isSkipped()
{
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    Client cid(desk, "cid");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    bob.wait(desk, "item");
    // More than the server reads ahead, so that it cannot see the end behind it.
    bob.send(QByteArray(80 * 1024, 'x'));
    QTRY_COMPARE(bob.socket().bytesToWrite(), 0);
    bob.socket().disconnectFromHost();
    QTRY_COMPARE(bob.socket().state(), QAbstractSocket::UnconnectedState);
    cid.wait(desk, "item");
    QCOMPARE(ann.ask(release("<lease:1>")), QByteArray("204"));
    QCOMPARE(cid.receive(), QByteArray("201"));
    QCOMPARE(cid.last(), granted(2, "cid", 30, Until, "Preference-Applied: wait=60\r\n"));
    QVERIFY(desk.snapshot().lease(QStringLiteral("item")).waiting.isEmpty());
    // The lease is never reported as granted to the client that left.
    QList<Verdict> told;
    for (const Event& event : desk.served->events) {
        if (event.client == QLatin1String("bob"))
            told.append(event.verdict);
        QVERIFY(!event.lease || event.lease->owner != QLatin1String("bob"));
    }
    QCOMPARE(told, QList<Verdict>({Verdict::Waiting, Verdict::GaveUp}));
}

void TestLeaseApi::waiting_endsWithTheServer()
{
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    bob.wait(desk, "item");
    QSignalSpy stopped(desk.served->server.get(), &ApiServer::stopped);
    desk.served->server->stop();
    QCOMPARE(bob.receive(), QByteArray("503"));
    QVERIFY(!stopped.isEmpty() || stopped.wait());
}

void TestLeaseApi::waiting_endsWhenTheStoreStartsOver()
{
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    bob.wait(desk, "item");
    const qsizetype told = desk.served->events.size();
    desk.addRecords({QStringLiteral("item")});
    desk.served->server->startOver(*desk.served->store);
    QCOMPARE(bob.receive(), QByteArray("503"));
    QCOMPARE(desk.served->events.size(), told);
    QCOMPARE(bob.acquire("item"), QByteArray("201"));
}

void TestLeaseApi::waiting_usesThePreference_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("maxWait");
    QTest::newRow("seconds") << QByteArray("Prefer: wait=20\r\n") << 20;
    QTest::newRow("in quotation marks") << QByteArray("Prefer: wait=\"20\"\r\n") << 20;
    QTest::newRow("in another case") << QByteArray("prefer: WAIT=20\r\n") << 20;
    QTest::newRow("among others") << QByteArray("Prefer: respond-async, wait=20;x=1, return=minimal\r\n")
                                  << 20;
    QTest::newRow("the first counts") << QByteArray("Prefer: wait=20\r\nPrefer: wait=5\r\n") << 20;
    QTest::newRow("after another's text with a comma")
        << QByteArray("Prefer: note=\"a, wait=5\", wait=20\r\n") << 20;
    QTest::newRow("after another's text with a quotation mark")
        << QByteArray("Prefer: note=\"a\\\", wait=5\", wait=20\r\n") << 20;
    QTest::newRow("with a parameter that has a comma")
        << QByteArray("Prefer: wait=20; x=\"1, wait=5\"\r\n") << 20;
    QTest::newRow("in quotation marks, escaped") << QByteArray("Prefer: wait=\"2\\0\"\r\n") << 20;
    QTest::newRow("in blanks") << QByteArray("Prefer: wait = 20\r\n") << 20;
    QTest::newRow("in a text that does not end") << QByteArray("Prefer: note=\"a, wait=20\r\n") << 0;
    QTest::newRow("more than an hour") << QByteArray("Prefer: wait=99999999999999999999\r\n") << 3600;
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("zero") << QByteArray("Prefer: wait=0\r\n") << 0;
    QTest::newRow("less than zero") << QByteArray("Prefer: wait=-5\r\n") << 0;
    QTest::newRow("a word") << QByteArray("Prefer: wait=long\r\n") << 0;
    QTest::newRow("no value") << QByteArray("Prefer: wait\r\n") << 0;
    QTest::newRow("something else") << QByteArray("Prefer: await=20\r\n") << 0;
}

void TestLeaseApi::waiting_usesThePreference()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, maxWait);
    Desk desk;
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    if (maxWait == 0) {
        QCOMPARE(bob.acquire("item", fields), QByteArray("423"));
        QVERIFY(!bob.last().contains("Preference-Applied"));
    } else {
        bob.wait(desk, "item", fields);
        QCOMPARE(desk.served->events.last().maxWait, maxWait);
    }
}

void TestLeaseApi::deadlock_isRefusedAndNamed()
{
    Desk desk;
    desk.addRecords({QStringLiteral("lamp"), QStringLiteral("desk")});
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("lamp"), QByteArray("201"));
    QCOMPARE(bob.acquire("desk"), QByteArray("201"));
    ann.wait(desk, "desk");
    QCOMPARE(bob.acquire("lamp", Wait), QByteArray("409"));
    QVERIFY(bob.last().contains("application/problem+json"));
    QVERIFY(bob.last().contains(
        "Waiting would be a deadlock: bob waits for “lamp”, which ann holds; ann waits for “desk”, which bob "
        "holds."));
    QVERIFY(bob.last().contains("\"circle\": [{\"client\": \"bob\", \"waitsFor\": \"lamp\", \"heldBy\": "
                                "\"ann\"}, {\"client\": \"ann\", "
                                "\"waitsFor\": \"desk\", \"heldBy\": \"bob\"}]"));
    QCOMPARE(desk.served->events.last().verdict, Verdict::Deadlock);
    QCOMPARE(desk.served->events.last().cycle.size(), 2);
    // It keeps its lease and can give it back; then the other continues.
    QVERIFY(desk.snapshot().holdsLease(QStringLiteral("bob"), QStringLiteral("desk")));
    QCOMPARE(bob.ask(release("<lease:1>", "bob").replace("/item/", "/desk/")), QByteArray("204"));
    QCOMPARE(ann.receive(), QByteArray("201"));
    // A request without waiting is not a deadlock.
    QCOMPARE(bob.acquire("lamp"), QByteArray("423"));
}

void TestLeaseApi::deadlock_isFoundOverThreeClients()
{
    Desk desk;
    desk.addRecords({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")});
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    Client cid(desk, "cid");
    QCOMPARE(ann.acquire("one"), QByteArray("201"));
    QCOMPARE(bob.acquire("two"), QByteArray("201"));
    QCOMPARE(cid.acquire("three"), QByteArray("201"));
    ann.wait(desk, "two");
    bob.wait(desk, "three");
    QCOMPARE(cid.acquire("one", Wait), QByteArray("409"));
    QCOMPARE(desk.served->events.last().cycle.size(), 3);
}

void TestLeaseApi::deadlock_withOneselfIsRefused()
{
    Desk desk;
    Client ann(desk, "ann");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    QCOMPARE(ann.acquire("item", Wait), QByteArray("409"));
    QVERIFY(ann.last().contains("You would wait for yourself"));
}

void TestLeaseApi::deadlock_isPossibleWithoutDetection()
{
    Desk desk({true, false});
    desk.addRecords({QStringLiteral("lamp"), QStringLiteral("desk")});
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("lamp"), QByteArray("201"));
    QCOMPARE(bob.acquire("desk"), QByteArray("201"));
    ann.wait(desk, "desk", "Prefer: wait=10\r\n");
    bob.wait(desk, "lamp", "Prefer: wait=20\r\n");
    desk.move(10);
    QCOMPARE(ann.receive(), QByteArray("423"));
    desk.move(10);
    QCOMPARE(bob.receive(), QByteArray("423"));
}

void TestLeaseApi::fencing_canBeSwitchedOff()
{
    Desk desk({false, true});
    Client ann(desk, "ann");
    Client bob(desk, "bob");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    desk.move(30);
    QCOMPARE(bob.acquire("item"), QByteArray("201"));
    QCOMPARE(bob.ask(put("Lock-Token: <lease:2>\r\n", "bob", 8)), QByteArray("200"));
    // The late writer's token is not compared.
    QCOMPARE(ann.ask(put("Lock-Token: <lease:1>\r\n")), QByteArray("200"));
    QCOMPARE(desk.served->events.last().statements.last().deciding, QString());
    // But a token is still required.
    QCOMPARE(ann.ask(put({}, "cid")), QByteArray("423"));
}

void TestLeaseApi::tokenOfAnotherRun_neverMatches()
{
    Desk desk;
    Client ann(desk, "ann");
    desk.served->server->setTagSuffix("r1");
    QCOMPARE(ann.acquire("item"), QByteArray("201"));
    QVERIFY(ann.last().contains("Lock-Token: <lease:1r1>"));
    QCOMPARE(ann.ask(put("Lock-Token: <lease:1>\r\n")), QByteArray("412"));
    QCOMPARE(ann.ask(put("Lock-Token: <lease:1r1>\r\n")), QByteArray("200"));
}

void TestLeaseApi::race_hasOneWinner()
{
    constexpr int racers = 8;
    constexpr int rounds = 200;
    Desk desk;
    std::vector<std::unique_ptr<Client>> clients;
    clients.reserve(racers);
    for (int i = 0; i < racers; ++i)
        clients.push_back(std::make_unique<Client>(desk, "client" + QByteArray::number(i)));
    for (int round = 1; round <= rounds; ++round) {
        for (int i = 0; i < racers; ++i) {
            // Each round starts with another client.
            const int client = (i + round) % racers;
            clients[static_cast<std::size_t>(client)]->send(
                acquire("client" + QByteArray::number(client), {}, "{\"ttl\": 5}"));
        }
        int winners = 0;
        for (const auto& client : clients) {
            const QByteArray status = client->receive();
            if (status == "201") {
                ++winners;
                QVERIFY(client->last().contains("\"token\": " + QByteArray::number(round) + ','));
            } else {
                QCOMPARE(status, QByteArray("423"));
            }
        }
        QCOMPARE(winners, 1);
        desk.move(5);
    }
}

void TestLeaseApi::client_isItsWholeUserAgent()
{
    Served served(Locking::Lease);
    Peer first(*served.server);
    first.send(acquire("Till 1"));
    QVERIFY(first.receive(12).startsWith("HTTP/1.1 201"));
    Peer second(*served.server);
    second.send(acquire("Till 2"));
    QVERIFY(second.receive(12).startsWith("HTTP/1.1 423"));
    QCOMPARE(served.events.last().lease->owner, QStringLiteral("Till 1"));
    // The token alone is not sufficient.
    Peer third(*served.server);
    third.send(release("<lease:1>", "Till 2"));
    QVERIFY(third.receive(12).startsWith("HTTP/1.1 423"));
    // A client with the same User-Agent is the same client.
    Peer fourth(*served.server);
    fourth.send(release("<lease:1>", "Till 1"));
    QVERIFY(fourth.receive(12).startsWith("HTTP/1.1 204"));
}

void TestLeaseApi::panelNames_areReserved()
{
    const QString anna = QStringLiteral("Anna");
    ServerOptions options;
    options.panels = std::make_shared<PanelConnections>();
    options.panels->setNames({anna});
    Served served(Locking::Lease, options);
    Peer panel(*served.server);
    options.panels->add(panel.end(), anna);
    panel.send(acquire("Anna"));
    QVERIFY(panel.receive(12).startsWith("HTTP/1.1 201"));
    QCOMPARE(served.events.last().lease->owner, anna);
    Peer stranger(*served.server);
    stranger.send(release("<lease:1>", "Anna"));
    QVERIFY(stranger.receive(12).startsWith("HTTP/1.1 423"));
    // Waiting for her lease does not mean that she waits for herself.
    Peer waiting(*served.server);
    waiting.send(acquire("Anna", "Prefer: wait=30\r\n"));
    QTRY_VERIFY(served.events.last().verdict == Verdict::Waiting);
    QCOMPARE(served.events.last().client, QStringLiteral("Anna (outside)"));
    panel.send(release("<lease:1>", "Anna"));
    QTRY_VERIFY(served.events.last().verdict == Verdict::Granted);
    QCOMPARE(served.events.last().lease->owner, QStringLiteral("Anna (outside)"));
}

QTEST_GUILESS_MAIN(TestLeaseApi)
#include "tst_leaseapi.moc"
