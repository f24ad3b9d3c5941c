#include "httptest.h"

#include "core/values/fields.h"
#include "core/values/httpdate.h"
#include "warningfreetest.h"

#include <QTcpServer>

#include <limits>

using namespace interleave;
using namespace interleave::test;

/// The protocol, byte by byte, and the events that report it.
class TestApiServer final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void reading_answersAsOnTheWire_data();
    void reading_answersAsOnTheWire();
    void writing_answersAsOnTheWire_data();
    void writing_answersAsOnTheWire();
    void preconditions_areCompared_data();
    void preconditions_areCompared();
    void dates_areCompared_data();
    void dates_areCompared();
    void ifModifiedSince_isCompared_data();
    void ifModifiedSince_isCompared();
    void browserPages_getTheirFields_data();
    void browserPages_getTheirFields();
    void increments_answerAsOnTheWire_data();
    void increments_answerAsOnTheWire();
    void refusals_answerAsOnTheWire_data();
    void refusals_answerAsOnTheWire();
    void failingSource_isReported_data();
    void failingSource_isReported();

    void staleSave_returnsTheCurrentRecord();
    void tagSuffix_isInEveryTag();
    void versions_areListed();
    void longHistory_comesInPages();
    void events_reportWhatHappened();
    void eventsOfIncrements_haveTheAmounts();
    void eventsOfOutsideClients_haveTheProvenBase_data();
    void eventsOfOutsideClients_haveTheProvenBase();
    void panel_isDistinguishedFromOutsideClients();
    void panelsPortOnAnotherAddress_belongsToAnOutsideClient();
    void panelConnection_isCutAfterTheCommit();
    void panelListingVersions_isReported();
    void panelPurpose_belongsToItsRequest();
    void panelCut_belongsToItsRequest();
    void panelThatLeft_isNotAnOutsideClient();
    void client_isNamedByUserAgent_data();
    void client_isNamedByUserAgent();
    void texts_areOptional();
    void clock_staysWithinTheDatesOfHttp();
    void rule_isReportedOnce();
    void port_inUseIsExplained();
    void port_isServedOnBothLoopbackAddresses();
    void portOfAnotherServer_isInUse_data();
    void portOfAnotherServer_isInUse();

private:
    void compareExchange();
};

namespace {

const QByteArray Json = "Content-Type: application/json\r\n";
const QByteArray RecordMethods = "GET, HEAD, PUT, PATCH, OPTIONS";

QByteArray get(const QByteArray& target, const QByteArray& fields = {})
{
    return "GET " + target + " HTTP/1.1\r\n" + Host + fields + "\r\n";
}

QByteArray
put(const QByteArray& body, const QByteArray& fields = {}, const QByteArray& target = "/records/item")
{
    return "PUT " + target + " HTTP/1.1\r\n" + Host + fields +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray
patch(const QByteArray& body, const QByteArray& fields = {}, const QByteArray& target = "/records/item")
{
    return "PATCH " + target + " HTTP/1.1\r\n" + Host + fields +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray saved(const QByteArray& body, const QByteArray& version = "2")
{
    return json(
        "200 OK",
        "ETag: \"" + version +
            "\"\r\nLast-Modified: Fri, 02 Jan 2026 03:04:05 GMT\r\nCache-Control: no-cache\r\n",
        body);
}

QByteArray notModified()
{
    return "HTTP/1.1 304 Not Modified\r\n" + StartFields + DateField + BrowserFields + "\r\n";
}

const QByteArray Standing = ", \"currentVersion\": 1, \"current\": {\"stock\": 10, \"name\": \"Desk lamp\"}";

/// The refusal of a save based on \a yours while version 1 is current.
QByteArray stale(const QByteArray& yours)
{
    const QByteArray found = yours.isEmpty() ? QByteArray("your If-Match names no version that is current")
                                             : "your change is based on version " + yours;
    return problem(
        "412 Precondition Failed",
        "Nothing was written: " + found +
            ", and the record is at version 1. Read it again, put your change on top, and save with the new "
            "ETag "
            "as If-Match.",
        (yours.isEmpty() ? QByteArray() : ", \"yourVersion\": " + yours) + Standing,
        "ETag: \"1\"\r\n");
}

QByteArray there()
{
    return problem(
        "412 Precondition Failed",
        "Nothing was written: “item” is already there, at version 1. To change it, read it and save with its "
        "ETag "
        "as If-Match.",
        Standing,
        "ETag: \"1\"\r\n");
}

QByteArray unproven()
{
    return problem(
        "428 Precondition Required",
        "Nothing was written: with locking on, a save must say which version it changes. Read the record, "
        "and save "
        "with its ETag as If-Match, such as If-Match: \\\"1\\\".");
}

QByteArray unreadable(const QByteArray& date)
{
    return problem(
        "428 Precondition Required",
        "Nothing was written: “" + date +
            "” in If-Unmodified-Since is no date that HTTP has. Read the record, and save with its "
            "Last-Modified as it came, such as If-Unmodified-Since: Fri, 02 Jan 2026 02:59:05 GMT.");
}

QByteArray undated()
{
    return problem(
        "428 Precondition Required",
        "Nothing was written: with locking on, a save must say of which date the record is that it changes. "
        "Read "
        "the record, and save with its Last-Modified as If-Unmodified-Since.");
}

/// The refusal of a save based on the record of \a date while version 1 is current.
QByteArray tooOld(const QByteArray& date)
{
    return problem(
        "412 Precondition Failed",
        "Nothing was written: your change is based on the record of " + date +
            ", and it was changed on Fri, 02 Jan 2026 02:59:05 GMT. Read it again, put your change on top, "
            "and "
            "save with the new Last-Modified as If-Unmodified-Since.",
        Standing,
        "ETag: \"1\"\r\nLast-Modified: Fri, 02 Jan 2026 02:59:05 GMT\r\n");
}

QByteArray missing(const QByteArray& id)
{
    return problem(
        "404 Not Found", "There is no record “" + id + "”. To create it, PUT it with If-None-Match: *.");
}

QByteArray created(const QByteArray& path, const QByteArray& body)
{
    return json(
        "201 Created",
        "Location: " + path +
            "\r\nETag: \"1\"\r\nLast-Modified: Fri, 02 Jan 2026 03:04:05 GMT\r\nCache-Control: no-cache\r\n",
        body);
}

QByteArray bad(const QByteArray& detail)
{
    return problem("400 Bad Request", detail);
}

void columns()
{
    QTest::addColumn<Locking>("locking");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("expected");
}

void row(const char* name, Locking locking, const QByteArray& request, const QByteArray& expected)
{
    QTest::newRow(name) << locking << request << expected;
}

/// A store that always returns the same.
class Constant final : public RecordSource
{
public:
    explicit Constant(StoreResult result)
        : m_result(std::move(result))
    {
    }

    StoreResult read(const QString&) override { return m_result; }
    StoreResult write(const QString&, const Fields&, const Precondition&, const QString&, qint64) override
    {
        return m_result;
    }
    StoreResult increment(const QString&, const Fields&, const Precondition&, const QString&, qint64) override
    {
        return m_result;
    }
    Result<std::vector<StoredVersion>, StoreResult>
    versions(const QString&, QList<Statement>*, const HistoryPage&, bool*) override
    {
        return std::vector<StoredVersion>();
    }

private:
    StoreResult m_result;
};

} // namespace

void TestApiServer::compareExchange()
{
    QFETCH(Locking, locking);
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, expected);
    Served served(locking);
    Peer peer(*served.server);
    peer.send(request);
    QCOMPARE(peer.receive(expected.size()), expected);
    // Nothing more was sent, and the connection stays open.
    peer.send(get("/nothing"));
    QVERIFY(peer.receive(22).startsWith("HTTP/1.1 404 Not Found"));
}

void TestApiServer::reading_answersAsOnTheWire_data()
{
    columns();
    const Locking off = Locking::Off;
    const QByteArray noBody = "HTTP/1.1 200 OK\r\n" + StartFields + "Content-Type: application/json\r\n" +
                              DateField + BrowserFields +
                              "Content-Length: " + QByteArray::number(StartBody.size()) + "\r\n\r\n";
    row("a record", off, get("/records/item"), startAnswer());
    row("a record under locking", Locking::Version, get("/records/item"), startAnswer());
    row("a record by HEAD", off, "HEAD /records/item HTTP/1.1\r\n" + Host + "\r\n", noBody);
    row("a record in absolute form", off, get("http://localhost/records/item"), startAnswer());
    row("the absolute form counts, not Host",
        off,
        "GET http://LOCALHOST:1/records/item HTTP/1.1\r\nHost: elsewhere\r\n\r\n",
        startAnswer());
    row("a record percent-encoded", off, get("/%72ecords/%69te%6D"), startAnswer());
    row("a query is ignored", off, get("/records/item?now=1&a=b"), startAnswer());
    row("a copy that is current", off, get("/records/item", "If-None-Match: \"1\"\r\n"), notModified());
    row("a copy that is current, by HEAD",
        off,
        "HEAD /records/item HTTP/1.1\r\n" + Host + "If-None-Match: \"1\"\r\n\r\n",
        notModified());
    row("a weak tag is good enough to read",
        off,
        get("/records/item", "If-None-Match: W/\"1\"\r\n"),
        notModified());
    row("one of several copies", off, get("/records/item", "If-None-Match: \"x\", \"1\"\r\n"), notModified());
    row("one of several copies in two fields",
        off,
        get("/records/item", "If-None-Match: \"x\"\r\nIf-None-Match: \"1\"\r\n"),
        notModified());
    row("any copy", off, get("/records/item", "If-None-Match: *\r\n"), notModified());
    row("a copy that is stale", off, get("/records/item", "If-None-Match: \"0\"\r\n"), startAnswer());
    row("a read that wants this version", off, get("/records/item", "If-Match: \"1\"\r\n"), startAnswer());
    row("a read that wants another version",
        off,
        get("/records/item", "If-Match: \"2\"\r\n"),
        problem(
            "412 Precondition Failed",
            "The record is no longer the one that If-Match names. Read it without If-Match."));
    row("a read with a tag without quotation marks",
        off,
        get("/records/item", "If-None-Match: 1\r\n"),
        bad("If-None-Match holds no list of entity tags. Send * or an ETag as it came, with its quotation "
            "marks."));
    row("a record that is not there", off, get("/records/desk"), missing("desk"));
    row("a record that is not there, encoded", off, get("/records/t%C3%BCr%2F1"), missing("tür/1"));
}

void TestApiServer::reading_answersAsOnTheWire()
{
    compareExchange();
}

void TestApiServer::writing_answersAsOnTheWire_data()
{
    columns();
    const Locking off = Locking::Off;
    const QByteArray seven = "{\"stock\": 7, \"name\": \"Desk lamp\"}";
    const QByteArray create = "If-None-Match: *\r\n";
    row("without locking, a save needs no proof", off, put(seven), saved(seven));
    row("what was read can be put back", off, put(StartBody), saved(StartBody));
    row("a save replaces all fields", off, put("{\"a\": null}"), saved("{\"a\": null}"));
    for (const auto& [name, body] : std::initializer_list<std::pair<const char*, QByteArray>>{
             {"spaces and zeros come back as they were put", " {\"b\":true ,\"a\":1.50}\n"},
             {"an exponent comes back as it was put", "{\"a\": 12e1, \"b\": 1E+2, \"c\": -0, \"d\": -0.0}"},
             {"escapes come back as they were put", "{\"\\u0061\": \"\\u0041\\/\\u00e4\\ud83d\\ude00\"}"},
             {"lines come back as they were put", "{\r\n\t\"z\": null,\r\n\t\"a\": 1\r\n}\r\n"},
             {"no field comes back as it was put", "{\t}"},
             {"letters come back as they were put",
              "{\"gr\u00f6\u00dfe\":\"\U0001F4A1\u2028\",\"n\":\"\\ufffe\\uFFFF\\u0000\"}"}}) {
        row(name, off, put(body) + get("/records/item"), saved(body) + saved(body));
    }
    row("a length is that of what was put",
        off,
        put("{ }") + "HEAD /records/item HTTP/1.1\r\n" + Host + "\r\n",
        saved("{ }") + saved("{ }").chopped(3));
    row("the same fields written otherwise are another version",
        off,
        put(seven) + put("{\"stock\":7,\"name\":\"Desk lamp\"}") + get("/records/item"),
        saved(seven) + saved("{\"stock\":7,\"name\":\"Desk lamp\"}", "3") +
            saved("{\"stock\":7,\"name\":\"Desk lamp\"}", "3"));
    row("our own writing after another's",
        off,
        put("{\"stock\":7}") + put("{\"stock\": 7}") + get("/records/item"),
        saved("{\"stock\":7}") + saved("{\"stock\": 7}", "3") + saved("{\"stock\": 7}", "3"));
    row("what an increment makes of it is our own writing",
        off,
        put("{\"s\\u0074ock\":7,\"price\":1.50}") + patch("{\"increment\": {\"stock\": 1}}") +
            get("/records/item"),
        saved("{\"s\\u0074ock\":7,\"price\":1.50}") + saved("{\"stock\": 8, \"price\": 1.5}", "3") +
            saved("{\"stock\": 8, \"price\": 1.5}", "3"));
    row("a refusal shows what was put",
        off,
        put("{\"a\":1}\n") + put("{}", "If-Match: \"1\"\r\nUser-Agent: ann\r\n"),
        saved("{\"a\":1}\n") +
            problem(
                "412 Precondition Failed",
                "Nothing was written: your change is based on version 1, and the record is at version 2, "
                "saved "
                "by guest. Read it again, put your change on top, and save with the new ETag as "
                "If-Match.",
                ", \"yourVersion\": 1, \"currentVersion\": 2, \"current\": {\"a\":1}\n, \"changedBy\": "
                "\"guest\"",
                "ETag: \"2\"\r\n"));
    row("a mark before the JSON",
        off,
        put("\xef\xbb\xbf{\"a\": 1}") + get("/records/item"),
        bad("it begins with a byte order mark, which JSON on the wire must not; send it without") +
            startAnswer());
    row("what is no character comes back escaped",
        off,
        put("{\"\\ufffe\":1,\"n\": 1, \"t\": \"\\uFFFF\"}") + patch("{\"increment\": {\"n\": 1}}") +
            patch("{\"increment\": {\"\\ufffe\": 1}}"),
        saved("{\"\\ufffe\":1,\"n\": 1, \"t\": \"\\uFFFF\"}") +
            saved("{\"\\ufffe\": 1, \"n\": 2, \"t\": \"\\uffff\"}", "3") +
            problem(
                "422 Unprocessable Content",
                "“\\ufffe” cannot be added to: its name is empty or has a quotation mark, a backslash or a "
                "control character in it."));
    row("what is no character, as it is",
        off,
        put("{\"a\": \"\uFFFE\"}") + get("/records/item"),
        problem(
            "422 Unprocessable Content",
            "it holds U+FFFE or U+FFFF, which are no characters and would be lost; write them as \\\\ufffe "
            "and \\\\uffff") +
            startAnswer());
    row("a new record as it was put",
        off,
        put("{\"a\":1}", create, "/records/desk") + get("/records/desk"),
        created("/records/desk", "{\"a\":1}") + saved("{\"a\":1}", "1"));
    row("no field at all", off, put("{}"), saved("{}"));
    row("two saves", off, put(seven) + put("{}"), saved(seven) + saved("{}", "3"));
    row("a save and a read", off, put(seven) + get("/records/item"), saved(seven) + saved(seven));
    row("JSON with parameters",
        off,
        put(seven, "Content-Type: Application/JSON; charset=utf-8\r\n"),
        saved(seven));
    row("a coding that is none", off, put(seven, "Content-Encoding: identity\r\n"), saved(seven));
    row("a new record",
        off,
        put("{\"a\": 1}", create, "/records/desk"),
        created("/records/desk", "{\"a\": 1}"));
    row("a new record under locking",
        Locking::Version,
        put("{\"a\": 1}", create, "/records/desk"),
        created("/records/desk", "{\"a\": 1}"));
    row("a new record with a name to encode",
        off,
        put("{}", create, "/records/t%c3%bcr%2f1"),
        created("/records/t%C3%BCr%2F1", "{}"));
    row("a new record that is there already", off, put(seven, create), there());
    row("a save to a record that is not there", off, put(seven, {}, "/records/desk"), missing("desk"));
    row("a proven save to a record that is not there",
        Locking::Version,
        put(seven, "If-Match: \"1\"\r\n", "/records/desk"),
        missing("desk"));
    row("an unproven save to a record that is not there",
        Locking::Version,
        put(seven, {}, "/records/desk"),
        missing("desk"));
    const auto inexact = [](const QByteArray& written, const QByteArray& kept) {
        return problem(
            "422 Unprocessable Content",
            "the number at “price” has more digits than are kept: " + written + " would become " + kept +
                ", so write it like that, or as a text");
    };
    row("digits that no double keeps",
        off,
        put("{\"price\": 0.12345678901234567890}") + get("/records/item"),
        inexact("0.12345678901234567890", "0.12345678901234568") + startAnswer());
}

void TestApiServer::writing_answersAsOnTheWire()
{
    compareExchange();
}

void TestApiServer::preconditions_areCompared_data()
{
    columns();
    const Locking off = Locking::Off;
    const Locking version = Locking::Version;
    const auto match = [](const QByteArray& value) {
        return put("{\"stock\": 7}", "If-Match: " + value + "\r\n");
    };
    const auto noneMatch = [](const QByteArray& value) {
        return put("{\"stock\": 7}", "If-None-Match: " + value + "\r\n");
    };
    const QByteArray ok = saved("{\"stock\": 7}");
    const QByteArray malformed = bad(
        "If-Match holds no list of entity tags. Send the ETag as it came, with its quotation marks, such as "
        "If-Match: \\\"1\\\".");
    row("the current version", version, match("\"1\""), ok);
    row("an older version", version, match("\"0\""), stale("0"));
    row("a newer version", version, match("\"2\""), stale("2"));
    row("the second of two saves on one version",
        version,
        match("\"1\"") + put("{\"stock\": 8}", "If-Match: \"1\"\r\nUser-Agent: bo/1\r\n"),
        ok + problem(
                 "412 Precondition Failed",
                 "Nothing was written: your change is based on version 1, and the record is at version 2, "
                 "saved by "
                 "guest. Read it again, put your change on top, and save with the new ETag as If-Match.",
                 ", \"yourVersion\": 1, \"currentVersion\": 2, \"current\": {\"stock\": 7}, \"changedBy\": "
                 "\"guest\"",
                 "ETag: \"2\"\r\n"));
    row("no proof", version, put("{\"stock\": 7}"), unproven());
    row("a list with the current version", version, match("\"5\", \"1\""), ok);
    row("a list with gaps", version, match(", \"5\",, \"1\" ,"), ok);
    row("two fields make one list", version, match("\"5\"\r\nIf-Match: \"1\""), ok);
    row("a list without the current version", version, match("\"5\", \"6\""), stale({}));
    row("any version", version, match("*"), ok);
    row("a weak tag never matches", version, match("W/\"1\""), stale({}));
    row("a weak tag beside a strong one", version, match("W/\"1\", \"1\""), ok);
    row("a tag that is only equal as a number", version, match("\"01\""), stale({}));
    row("a tag of another server", version, match("\"abc\""), stale({}));
    row("a tag of another past", version, match("\"1r1\""), stale({}));
    row("an empty tag", version, match("\"\""), stale({}));
    row("If-Match empty", version, match(""), malformed);
    row("If-Match without quotation marks", version, match("1"), malformed);
    row("If-Match half quoted", version, match("\"1"), malformed);
    row("If-Match with a star among tags", version, match("\"1\", *"), malformed);
    row("If-Match without commas", version, match("\"1\" \"2\""), malformed);
    row("a weak mark in small letters", version, match("w/\"1\""), malformed);
    row("sent without locking, it is honoured: false", off, match("\"2\""), stale("2"));
    row("sent without locking, it is honoured: true", off, match("\"1\""), ok);
    row("sent without locking, it must be well formed", off, match("1"), malformed);
    row("not that version, and it is", off, noneMatch("\"1\""), there());
    row("not that version, weakly, and it is", off, noneMatch("W/\"1\""), there());
    row("not that version, and it is not", off, noneMatch("\"2\""), ok);
    row("not that version is no proof", version, noneMatch("\"2\""), unproven());
    row("to change and to create at once", version, match("\"1\"\r\nIf-None-Match: *"), there());
    row("If-None-Match malformed",
        version,
        match("\"1\"\r\nIf-None-Match: 2"),
        bad("If-None-Match holds no list of entity tags. Send * or an ETag as it came, with its quotation "
            "marks."));
    row("a date is no proof of a version",
        version,
        put("{\"stock\": 7}", "If-Unmodified-Since: Fri, 02 Jan 2026 03:04:05 GMT\r\n"),
        unproven());
}

void TestApiServer::dates_areCompared_data()
{
    columns();
    const Locking timestamp = Locking::Timestamp;
    const auto since = [](const QByteArray& value, const QByteArray& more = {}) {
        return put("{\"stock\": 7}", "If-Unmodified-Since: " + value + "\r\n" + more);
    };
    const QByteArray exact = "Fri, 02 Jan 2026 02:59:05 GMT";
    const QByteArray earlier = "Fri, 02 Jan 2026 02:59:04 GMT";
    const QByteArray ok = saved("{\"stock\": 7}");
    row("the date of the record", timestamp, since(exact), ok);
    row("a later date", timestamp, since("Fri, 02 Jan 2026 02:59:06 GMT"), ok);
    row("an earlier date", timestamp, since(earlier), tooOld(earlier));
    row("the date in RFC 850's form", timestamp, since("Friday, 02-Jan-26 02:59:05 GMT"), ok);
    row("the date in asctime's form", timestamp, since("Fri Jan  2 02:59:05 2026"), ok);
    row("two saves within one second",
        timestamp,
        since(exact) + since("Fri, 02 Jan 2026 03:04:05 GMT"),
        ok + saved("{\"stock\": 7}", "3"));
    row("a save with the date before another's",
        timestamp,
        since(exact) + since(exact),
        ok + problem(
                 "412 Precondition Failed",
                 "Nothing was written: your change is based on the record of Fri, 02 Jan 2026 02:59:05 GMT, "
                 "and guest "
                 "changed it on Fri, 02 Jan 2026 03:04:05 GMT. Read it again, put your change on top, and "
                 "save with the "
                 "new Last-Modified as If-Unmodified-Since.",
                 ", \"currentVersion\": 2, \"current\": {\"stock\": 7}, \"changedBy\": \"guest\"",
                 "ETag: \"2\"\r\nLast-Modified: Fri, 02 Jan 2026 03:04:05 GMT\r\n"));
    row("no date", timestamp, put("{\"stock\": 7}"), undated());
    row("a date that is none is ignored, and said so",
        timestamp,
        since("yesterday"),
        unreadable("yesterday"));
    row("a list of dates is none", timestamp, since(exact + ", " + exact), unreadable(exact + ", " + exact));
    row("a date in two fields is none",
        timestamp,
        since(exact, "If-Unmodified-Since: " + exact + "\r\n"),
        unreadable(exact + ", " + exact));
    row("an empty date is none", timestamp, since(""), undated());
    row("a tag proves more than a date", timestamp, since(earlier, "If-Match: \"1\"\r\n"), ok);
    row("a false tag is not helped by a date", timestamp, since(exact, "If-Match: \"0\"\r\n"), stale("0"));
    row("a tag alone", timestamp, put("{\"stock\": 7}", "If-Match: \"1\"\r\n"), ok);
    row("to create needs no date",
        timestamp,
        put("{}", "If-None-Match: *\r\n", "/records/desk"),
        created("/records/desk", "{}"));
    row("a record that is not there has no date",
        timestamp,
        put("{}", "If-Unmodified-Since: " + exact + "\r\n", "/records/desk"),
        missing("desk"));
    row("not that version, and too old",
        timestamp,
        since(earlier, "If-None-Match: \"9\"\r\n"),
        tooOld(earlier));
    row("sent without locking, it is honoured: false", Locking::Off, since(earlier), tooOld(earlier));
    row("sent without locking, it is honoured: true", Locking::Off, since(exact), ok);
    row("without locking, a date that is none is ignored", Locking::Off, since("yesterday"), ok);
    row("a read that wants nothing newer",
        timestamp,
        get("/records/item", "If-Unmodified-Since: " + exact + "\r\n"),
        startAnswer());
    row("a read that is too late",
        timestamp,
        get("/records/item", "If-Unmodified-Since: " + earlier + "\r\n"),
        problem(
            "412 Precondition Failed",
            "The record has changed since the date in If-Unmodified-Since. Read it without."));
}

void TestApiServer::ifModifiedSince_isCompared_data()
{
    columns();
    const Locking off = Locking::Off;
    const QByteArray exact = "Fri, 02 Jan 2026 02:59:05 GMT";
    const QByteArray earlier = "Fri, 02 Jan 2026 02:59:04 GMT";
    const auto since = [](const QByteArray& value, const QByteArray& more = {}) {
        return get("/records/item", "If-Modified-Since: " + value + "\r\n" + more);
    };
    row("a copy of that second", off, since(exact), notModified());
    row("a copy of a later second", off, since("Fri, 02 Jan 2026 03:00:00 GMT"), notModified());
    row("a copy of the time to come", off, since("Fri, 01 Jan 2027 00:00:00 GMT"), notModified());
    row("an older copy", off, since(earlier), startAnswer());
    row("the date in RFC 850's form", off, since("Friday, 02-Jan-26 02:59:05 GMT"), notModified());
    row("a date that is none is ignored", off, since("yesterday"), startAnswer());
    row("two dates are none", off, since(exact + ", " + exact), startAnswer());
    row("a tag that differs decides, not the date",
        off,
        since(exact, "If-None-Match: \"0\"\r\n"),
        startAnswer());
    row("a tag that is the same decides, not the date",
        off,
        since(earlier, "If-None-Match: \"1\"\r\n"),
        notModified());
    row("a false If-Match comes first",
        off,
        since(exact, "If-Match: \"2\"\r\n"),
        problem(
            "412 Precondition Failed",
            "The record is no longer the one that If-Match names. Read it without If-Match."));
    row("HEAD of that second",
        off,
        "HEAD /records/item HTTP/1.1\r\n" + Host + "If-Modified-Since: " + exact + "\r\n\r\n",
        notModified());
    row("a save does not look at it", off, put("{}", "If-Modified-Since: " + exact + "\r\n"), saved("{}"));
}

void TestApiServer::ifModifiedSince_isCompared()
{
    compareExchange();
}

void TestApiServer::dates_areCompared()
{
    compareExchange();
}

void TestApiServer::preconditions_areCompared()
{
    compareExchange();
}

void TestApiServer::increments_answerAsOnTheWire_data()
{
    columns();
    const Locking off = Locking::Off;
    const auto add = [](const QByteArray& amounts, const QByteArray& fields = {}) {
        return patch("{\"increment\": " + amounts + "}", fields);
    };
    const auto unfit = [](const QByteArray& detail) {
        return problem("422 Unprocessable Content", detail);
    };
    const QByteArray nine = "{\"stock\": 9, \"name\": \"Desk lamp\"}";
    for (const Locking rule : allLocking()) {
        QTest::addRow("under %s, an increment needs no precondition", qPrintable(toName(rule)))
            << rule << add("{\"stock\": -1}") << saved(nine);
    }
    row("two increments",
        off,
        add("{\"stock\": -4}") + add("{\"stock\": 3}"),
        saved("{\"stock\": 6, \"name\": \"Desk lamp\"}") + saved(nine, "3"));
    row("a precondition that holds", off, add("{\"stock\": -1}", "If-Match: \"1\"\r\n"), saved(nine));
    row("a precondition that does not hold", off, add("{\"stock\": -1}", "If-Match: \"2\"\r\n"), stale("2"));
    row("any version", off, add("{\"stock\": -1}", "If-Match: *\r\n"), saved(nine));
    row("not that version, and it is", off, add("{\"stock\": -1}", "If-None-Match: \"1\"\r\n"), there());
    row("what cannot be added comes before a false precondition",
        off,
        add("{\"name\": 1}", "If-Match: \"2\"\r\n"),
        unfit("“name” holds no number: an increment fits counters. Save the field instead."));
    row("a text",
        off,
        add("{\"name\": 1}"),
        unfit("“name” holds no number: an increment fits counters. Save the field instead."));
    row("a field that is not there",
        off,
        add("{\"price\": 1}"),
        unfit("There is no field “price” to add to."));
    row("one field that fits and one that does not",
        off,
        add("{\"stock\": 1, \"price\": 1}") + get("/records/item"),
        unfit("There is no field “price” to add to.") + startAnswer());
    row("a number with a fraction",
        off,
        put("{\"price\": 1.5}") + add("{\"price\": 1}"),
        saved("{\"price\": 1.5}") +
            unfit("“price” is 1.5, which is no whole number, and only whole numbers are added to exactly."));
    row("half a one",
        off,
        add("{\"stock\": 0.5}"),
        unfit("“stock” is to grow by 0.5, and only a whole number can be added, such as -1."));
    row("a text to add",
        off,
        add("{\"stock\": \"1\"}"),
        unfit("“stock” is to grow by \\\"1\\\", and only a whole number can be added, such as -1."));
    row("beyond what is exact",
        off,
        add("{\"stock\": 9007199254740982}"),
        unfit("“stock” would become 9007199254740992, and only integers up to 9007199254740991 are kept "
              "exactly."));
    row("as far as it is exact",
        off,
        add("{\"stock\": 9007199254740981}"),
        saved("{\"stock\": 9007199254740991, \"name\": \"Desk lamp\"}"));
    row("nothing to add",
        off,
        add("{}"),
        unfit("The increment names no field. Name one, such as {\\\"stock\\\": -1}."));
    row("a field of another kind",
        off,
        patch("{\"stock\": -1}"),
        unfit("This is no increment, because “stock” is not known here; use increment. Send one such as "
              "{\\\"increment\\\": {\\\"stock\\\": -1}}."));
    row("a record that is not there",
        off,
        patch("{\"increment\": {\"stock\": -1}}", {}, "/records/desk"),
        missing("desk"));
    row("another medium",
        off,
        patch("{\"increment\": {\"stock\": -1}}", "Content-Type: application/merge-patch+json\r\n"),
        problem(
            "415 Unsupported Media Type",
            "A record is JSON, and this says it is “application/merge-patch+json”. Say Content-Type: "
            "application/json; "
            "with curl, add -H 'Content-Type: application/json'.",
            {},
            "Accept-Patch: application/json\r\n"));
}

void TestApiServer::increments_answerAsOnTheWire()
{
    compareExchange();
}

void TestApiServer::refusals_answerAsOnTheWire_data()
{
    columns();
    const Locking off = Locking::Off;
    const QByteArray nothing = problem(
        "404 Not Found",
        "There is nothing here. Records are at /records/ and their name, such as /records/item.");
    const auto method = [](const QByteArray& name, const QByteArray& allowed) {
        return problem(
            "405 Method Not Allowed",
            "“" + name + "” is not for this address. Use one of these: " + allowed + ".",
            {},
            "Allow: " + allowed + "\r\n");
    };
    const auto ask = [](const QByteArray& name, const QByteArray& target) {
        return name + ' ' + target + " HTTP/1.1\r\n" + Host + "\r\n";
    };
    row("the root", off, get("/"), nothing);
    row("a browser's icon", off, get("/favicon.ico"), nothing);
    row("all records", off, get("/records"), nothing);
    row("a record without a name", off, get("/records/"), nothing);
    row("too deep", off, get("/records/item/versions/1"), nothing);
    row("something else of a record", off, get("/records/item/colour"), nothing);
    row("a slash too many", off, get("/records/item/"), nothing);
    row("dots are no way around", off, get("/x/../records/item"), nothing);
    row("versions of a record that is not there", off, get("/records/desk/versions"), missing("desk"));
    row("DELETE", off, ask("DELETE", "/records/item"), method("DELETE", RecordMethods));
    row("POST", off, ask("POST", "/records/item"), method("POST", RecordMethods));
    const QByteArray all = "GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS";
    const auto unknown = [&all](const QByteArray& name) {
        return problem(
            "501 Not Implemented",
            "This server knows no method “" + name + "”. Use one of these, in capitals: " + all + '.');
    };
    const auto options = [](const QByteArray& allowed) {
        return "HTTP/1.1 204 No Content\r\nAllow: " + allowed + "\r\n" + DateField + BrowserFields + "\r\n";
    };
    row("OPTIONS of a record", off, ask("OPTIONS", "/records/item"), options(RecordMethods));
    row("OPTIONS of a record's past",
        off,
        ask("OPTIONS", "/records/item/versions"),
        options("GET, HEAD, OPTIONS"));
    row("OPTIONS of a lease", off, ask("OPTIONS", "/records/item/lease"), options("POST, DELETE, OPTIONS"));
    row("OPTIONS of the server", off, ask("OPTIONS", "*"), options(all));
    row("OPTIONS of the server, as a proxy sends it", off, ask("OPTIONS", "http://localhost"), options(all));
    row("OPTIONS of nothing", off, ask("OPTIONS", "/"), nothing);
    row("a method of its own", off, ask("FROB", "/records/item"), unknown("FROB"));
    row("a method of its own where there is nothing", off, ask("FROB", "/"), unknown("FROB"));
    row("TRACE", off, ask("TRACE", "/records/item"), unknown("TRACE"));
    row("a method in small letters", off, ask("get", "/records/item"), unknown("get"));
    row("a method before a false precondition",
        Locking::Version,
        "DELETE /records/item HTTP/1.1\r\n" + Host + "If-Match: \"9\"\r\n\r\n",
        method("DELETE", RecordMethods));
    row("writing to the past",
        off,
        put("{}", {}, "/records/item/versions"),
        method("PUT", "GET, HEAD, OPTIONS"));

    const QByteArray slash =
        bad("The address does not begin with a slash. Ask for a path, such as /records/item.");
    const QByteArray percent = bad("A percent sign in the address is not followed by two hexadecimal digits. "
                                   "Write %25 for the sign itself.");
    const QByteArray character =
        bad("The address has a character that none may have. Percent-encode it, such as %20 for a space.");
    const QByteArray name = bad("A record's name is UTF-8 of at most 200 bytes, without control characters.");
    row("an asterisk of another method", off, ask("GET", "*"), slash);
    row("an asterisk and more", off, ask("OPTIONS", "*/records"), slash);
    row("a tunnel", off, ask("CONNECT", "localhost:80"), unknown("CONNECT"));
    row("another scheme", off, get("https://localhost/records/item"), slash);
    row("a percent sign alone", off, get("/records/100%"), percent);
    row("a percent sign before no digits", off, get("/records/%zz"), percent);
    row("a fragment", off, get("/records/item#top"), character);
    row("an umlaut as it is", off, get("/records/t\xc3\xbcr"), character);
    row("a backslash", off, get("/records\\item"), character);
    row("a name that is not UTF-8", off, get("/records/%FF"), name);
    row("a name that is UTF-8 written too long", off, get("/records/%C0%AF"), name);
    row("a name with a NUL", off, get("/records/a%00b"), name);
    row("a name with a line end", off, get("/records/a%0D%0Ab"), name);
    row("a name of 201 bytes", off, get("/records/" + QByteArray(201, 'a')), name);
    row("a name of 200 bytes", off, get("/records/" + QByteArray(200, 'a')), missing(QByteArray(200, 'a')));

    const auto host = [](const QByteArray& value) {
        return "GET /records/item HTTP/1.1\r\nHost: " + value + "\r\n\r\n";
    };
    const auto misdirected = [](const QByteArray& value) {
        return problem(
            "421 Misdirected Request",
            "“" + value + "” is not a name of this server. Ask for localhost or 127.0.0.1.");
    };
    row("Host 127.0.0.1 with a port", off, host("127.0.0.1:8412"), startAnswer());
    row("Host ::1", off, host("[::1]:8412"), startAnswer());
    row("Host in capitals", off, host("LocalHost"), startAnswer());
    row("the panels' Host", off, host("interleave.localhost"), startAnswer());
    row("a foreign Host", off, host("example.org"), misdirected("example.org"));
    row("a Host that begins like ours",
        off,
        host("localhost.example.org"),
        misdirected("localhost.example.org"));
    row("a Host with a user", off, host("localhost@example.org"), misdirected("localhost@example.org"));
    row("a Host with no port number", off, host("localhost:x"), misdirected("localhost:x"));
    row("an empty Host", off, host(""), misdirected(""));
    row("a foreign Host in absolute form",
        off,
        get("http://example.org/records/item"),
        misdirected("example.org"));

    const auto medium = [](const QByteArray& value) {
        return problem(
            "415 Unsupported Media Type",
            "A record is JSON, and this says it is “" + value +
                "”. Say Content-Type: application/json; with curl, add -H 'Content-Type: application/json'.");
    };
    row("a form, as curl sends it",
        off,
        put("{}", "Content-Type: application/x-www-form-urlencoded\r\n"),
        medium("application/x-www-form-urlencoded"));
    row("plain text", off, put("{}", "Content-Type: text/plain\r\n"), medium("text/plain"));
    row("a compressed body",
        off,
        put("{}", Json + "Content-Encoding: gzip\r\n"),
        problem(
            "415 Unsupported Media Type", "This server reads no compressed bodies. Send the JSON as it is."));
    row("a part of a record",
        off,
        put("{}", "Content-Range: bytes 0-1/2\r\n"),
        bad("A part of a record cannot be saved. Leave Content-Range out and send all of it."));
}

void TestApiServer::browserPages_getTheirFields_data()
{
    columns();
    const Locking off = Locking::Off;
    const auto from = [](const QByteArray& origin, const QByteArray& more = {}) {
        return get("/records/item", "Origin: " + origin + "\r\n" + more);
    };
    const auto foreign = [](const QByteArray& value) {
        return problem(
            "403 Forbidden",
            "A page from “" + value +
                "” may not use this server. Use a page from http://localhost, or curl.");
    };
    const QByteArray own = "http://localhost:3000";
    for (const QByteArray& origin : {own, QByteArray("http://127.0.0.1"), QByteArray("http://[::1]:8412")}) {
        QTest::addRow("a page of %s", origin.constData())
            << off << from(origin) << toPage(startAnswer(), origin);
    }
    row("its save", off, put("{}", "Origin: " + own + "\r\n"), toPage(saved("{}"), own));
    row("its refusal can be read too",
        Locking::Version,
        put("{}", "Origin: " + own + "\r\n"),
        toPage(unproven(), own));
    row("its copy", off, from(own, "If-None-Match: \"1\"\r\n"), toPage(notModified(), own));
    row("a page from elsewhere", off, from("https://example.org"), foreign("https://example.org"));
    row("a page from nowhere", off, from("null"), foreign("null"));
    row("two origins are none",
        off,
        from(own, "Origin: http://example.org\r\n"),
        foreign(own + ", http://example.org"));
    row("a page from elsewhere may not write",
        off,
        put("{}", "Origin: http://localhost.example.org\r\n"),
        foreign("http://localhost.example.org"));

    const auto ask = [](const QByteArray& target, const QByteArray& origin) {
        return "OPTIONS " + target + " HTTP/1.1\r\n" + Host + "Origin: " + origin +
               "\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: if-match\r\n\r\n";
    };
    const auto allowed = [&own](const QByteArray& methods) {
        return toPage(
            "HTTP/1.1 204 No Content\r\nAllow: " + methods + "\r\nAccess-Control-Allow-Methods: " + methods +
                "\r\nAccess-Control-Allow-Headers: Content-Type, If-Match, If-None-Match, "
                "If-Unmodified-Since, Lock-Token, Prefer\r\nAccess-Control-Max-Age: 600\r\n" +
                DateField + BrowserFields + "\r\n",
            own);
    };
    row("what a page may send to a record", off, ask("/records/item", own), allowed(RecordMethods));
    row("what a page may send to a lease",
        Locking::Version,
        ask("/records/item/lease", own),
        allowed("POST, DELETE, OPTIONS"));
    row("what a page from elsewhere may send",
        off,
        ask("/records/item", "https://example.org"),
        foreign("https://example.org"));

    const auto fetched = [](const QByteArray& site, const QByteArray& mode, const QByteArray& dest) {
        return get(
            "/records/item",
            "Sec-Fetch-Site: " + site + "\r\nSec-Fetch-Mode: " + mode + "\r\nSec-Fetch-Dest: " + dest +
                "\r\n");
    };
    const QByteArray otherSite = problem(
        "403 Forbidden",
        "A page of another site may not use this server. Use a page from http://localhost, or curl.");
    row("a picture in a page of another site", off, fetched("cross-site", "no-cors", "image"), otherSite);
    row("a frame in a page of another site", off, fetched("cross-site", "navigate", "iframe"), otherSite);
    row("a script of a page of another site", off, fetched("cross-site", "no-cors", "document"), otherSite);
    row("a link in a page of another site",
        off,
        fetched("cross-site", "navigate", "document"),
        startAnswer());
    row("an address that was typed", off, fetched("none", "navigate", "document"), startAnswer());
    row("a picture in a page of this site", off, fetched("same-site", "no-cors", "image"), startAnswer());
    row("a page of this machine by another name",
        off,
        from(own, "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n"),
        toPage(startAnswer(), own));
    row("a form of another site",
        off,
        from("https://example.org", "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"),
        foreign("https://example.org"));
}

void TestApiServer::browserPages_getTheirFields()
{
    compareExchange();
}

void TestApiServer::refusals_answerAsOnTheWire()
{
    compareExchange();
}

void TestApiServer::failingSource_isReported_data()
{
    QTest::addColumn<StoreOutcome>("outcome");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray busy = problem("503 Service Unavailable", "Because.", {}, "Retry-After: 1\r\n");
    const QByteArray failed = problem("500 Internal Server Error", "Because.");
    QTest::newRow("a read while it is busy") << StoreOutcome::Busy << get("/records/item") << busy;
    QTest::newRow("a save while it is busy") << StoreOutcome::Busy << put("{}") << busy;
    QTest::newRow("a read that fails") << StoreOutcome::Failed << get("/records/item") << failed;
    QTest::newRow("a save that fails") << StoreOutcome::Failed << put("{}") << failed;
}

void TestApiServer::failingSource_isReported()
{
    QFETCH(StoreOutcome, outcome);
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, expected);
    StoreResult result;
    result.outcome = outcome;
    result.problem = QStringLiteral("Because.");
    Served served(Locking::Off, std::make_unique<Constant>(result));
    Peer peer(*served.server);
    peer.send(request);
    QCOMPARE(peer.receive(expected.size()), expected);
    QCOMPARE(served.events.size(), outcome == StoreOutcome::Busy ? 1 : 0);
    QCOMPARE(served.others, outcome == StoreOutcome::Busy ? QList<int>() : QList<int>({500}));
    if (!served.events.isEmpty()) {
        QVERIFY(served.events[0].verdict == Verdict::Busy);
        QCOMPARE(served.events[0].status, 503);
    }
}

void TestApiServer::staleSave_returnsTheCurrentRecord()
{
    Served served(Locking::Version);
    Peer peer(*served.server);
    peer.send(put("{\"stock\": 8}", "If-Match: \"4\"\r\n"));
    QTRY_COMPARE(served.events.size(), 1);
    const Event& event = served.events[0];
    QVERIFY(event.verdict == Verdict::Stale);
    QCOMPARE(event.status, 412);
    QCOMPARE(event.version, 1);
    QCOMPARE(event.base, 4);
    QCOMPARE(event.before.toJson(), StartBody);
    QCOMPARE(event.after.toJson(), QByteArray("{\"stock\": 8}"));
    QCOMPARE(event.condition, QByteArray("If-Match: \"4\""));
    QCOMPARE(event.tag, QByteArray("\"1\""));
    QCOMPARE(served.store->versions(QStringLiteral("item"))->size(), std::size_t(1));
}

void TestApiServer::tagSuffix_isInEveryTag()
{
    Served served(Locking::Version);
    served.server->setTagSuffix("r2");
    Peer peer(*served.server);
    peer.send(
        get("/records/item") + put("{}", "If-Match: \"1\"\r\n") + put("{}", "If-Match: \"1r1\"\r\n") +
        put("{}", "If-Match: \"1r2\"\r\n"));
    QTRY_COMPARE(served.events.size(), 4);
    QCOMPARE(served.events[0].tag, QByteArray("\"1r2\""));
    QCOMPARE(served.events[1].status, 412);
    QCOMPARE(served.events[1].base, std::nullopt);
    QCOMPARE(served.events[2].status, 412);
    QCOMPARE(served.events[3].status, 200);
    QCOMPARE(served.events[3].base, 1);
    QCOMPARE(served.events[3].tag, QByteArray("\"2r2\""));
}

void TestApiServer::longHistory_comesInPages()
{
    Served served;
    const Fields large{{QStringLiteral("text"), QString(900'000, u'x')}};
    for (int i = 0; i < 6; ++i)
        QVERIFY(
            served.store->write(QStringLiteral("item"), large, Unconditional(), QStringLiteral("A"), 1)
                .outcome == StoreOutcome::Saved);
    // Versions 2 to 7 take 1.8 MB each.
    Peer peer(*served.server);
    const auto ask = [&peer](const QByteArray& query) {
        peer.send(get("/records/item/versions" + query));
        QByteArray text;
        const QByteArray length("Content-Length: ");
        while (!text.contains("\r\n\r\n"))
            text += peer.receive(1);
        const qsizetype end = text.indexOf("\r\n\r\n") + 4;
        const qsizetype at = text.indexOf(length) + length.size();
        const qsizetype whole = end + text.mid(at, text.indexOf("\r\n", at) - at).toInt();
        while (text.size() < whole && peer.socket.state() == QAbstractSocket::ConnectedState)
            text += peer.receive(1);
        return text;
    };
    const QByteArray newest = ask({});
    QVERIFY(newest.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(newest.contains("\r\nLink: <?before=4>; rel=\"prev\"\r\n"));
    QCOMPARE(newest.count("\"version\": "), 4);
    const QByteArray older = ask("?before=4");
    QVERIFY(!older.contains("\r\nLink: "));
    QCOMPARE(older.count("\"version\": "), 3);
    QVERIFY(ask("?before=1").startsWith("HTTP/1.1 404 "));
    QVERIFY(ask("?before=x").startsWith("HTTP/1.1 400 "));
}

void TestApiServer::versions_areListed()
{
    Served served;
    Peer peer(*served.server);
    const QByteArray ok = saved("{\"stock\":7.0}");
    peer.send(put("{\"stock\":7.0}", "User-Agent: ann\r\n"));
    QCOMPARE(peer.receive(ok.size()), ok);
    const QByteArray expected = json(
        "200 OK",
        "Cache-Control: no-cache\r\n",
        "[{\"version\": 1, \"changedBy\": null, \"modifiedAt\": \"2026-01-02T02:59:05Z\", \"fields\": " +
            StartBody +
            "},\n {\"version\": 2, \"changedBy\": \"ann\", \"modifiedAt\": \"2026-01-02T03:04:05Z\", "
            "\"fields\": "
            "{\"stock\":7.0}}]");
    peer.send(get("/records/item/versions"));
    QCOMPARE(peer.receive(expected.size()), expected);
    QCOMPARE(served.others, QList<int>({200}));
}

void TestApiServer::events_reportWhatHappened()
{
    Served served;
    Peer peer(*served.server);
    const QByteArray read = get("/records/item", "User-Agent: curl/7.88.1\r\n");
    const QByteArray write = put("{\"stock\": 7}", "User-Agent: curl/7.88.1\r\n");
    peer.send(read + get("/records/item", "If-None-Match: \"1\"\r\n") + write + get("/x"));
    peer.send("HEAD /records/item HTTP/1.1\r\n" + Host + "\r\n");
    QTRY_COMPARE(served.events.size(), 4);

    const Event& first = served.events[0];
    QCOMPARE(first.time, Now * 1000);
    QCOMPARE(first.client, QStringLiteral("curl/7.88.1"));
    QVERIFY(first.outside);
    QCOMPARE(first.request, 1);
    QVERIFY(first.action == Action::Read);
    QVERIFY(first.verdict == Verdict::Done);
    QCOMPARE(first.status, 200);
    QCOMPARE(first.record, QStringLiteral("item"));
    QCOMPARE(first.version, 1);
    QCOMPARE(first.base, std::nullopt);
    QVERIFY(first.before.isEmpty());
    QCOMPARE(first.after.toJson(), StartBody);
    QCOMPARE(first.tag, QByteArray("\"1\""));
    QCOMPARE(first.requestText, read);
    QCOMPARE(first.responseText, startAnswer());
    QVERIFY(!first.statements.isEmpty());

    const Event& unchanged = served.events[1];
    QVERIFY(unchanged.verdict == Verdict::Unchanged);
    QCOMPARE(unchanged.status, 304);
    QVERIFY(unchanged.after.isEmpty());
    QCOMPARE(unchanged.client, QStringLiteral("guest"));
    QCOMPARE(unchanged.condition, QByteArray("If-None-Match: \"1\""));

    const Event& second = served.events[2];
    QVERIFY(second.action == Action::Write);
    QVERIFY(second.verdict == Verdict::Saved);
    QCOMPARE(second.request, 3);
    QCOMPARE(second.version, 2);
    QCOMPARE(second.base, std::nullopt);
    QCOMPARE(second.before.toJson(), StartBody);
    QCOMPARE(second.after.toJson(), QByteArray("{\"stock\": 7}"));
    QCOMPARE(second.requestText, write);
    QCOMPARE(second.responseText, saved("{\"stock\": 7}"));
    QVERIFY(second.condition.isEmpty());

    const Event& head = served.events[3];
    QCOMPARE(head.request, 5);
    QCOMPARE(head.version, 2);
    QVERIFY(head.after.isEmpty());
    QVERIFY(head.responseText.endsWith("\r\n\r\n"));
    QCOMPARE(served.others, QList<int>({404}));
}

void TestApiServer::eventsOfIncrements_haveTheAmounts()
{
    Served served;
    Peer peer(*served.server);
    peer.send(put("{\"stock\": 7}") + patch("{\"increment\": {\"stock\": -2}}"));
    QTRY_COMPARE(served.events.size(), 2);
    const Event& event = served.events[1];
    QVERIFY(event.action == Action::Increment);
    QVERIFY(event.isCommit());
    QCOMPARE(event.base, 2);
    QCOMPARE(event.version, 3);
    QCOMPARE(event.amounts.toJson(), QByteArray("{\"stock\": -2}"));
    QCOMPARE(event.before.toJson(), QByteArray("{\"stock\": 7}"));
    QCOMPARE(event.after.toJson(), QByteArray("{\"stock\": 5}"));
}

void TestApiServer::eventsOfOutsideClients_haveTheProvenBase_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::addColumn<qint64>("base");
    QTest::newRow("none") << QByteArray() << 428 << qint64(0);
    QTest::newRow("the tag") << QByteArray("If-Match: \"1\"\r\n") << 200 << qint64(1);
    QTest::newRow("the tag of a list that matched")
        << QByteArray("If-Match: \"3\", \"1\"\r\n") << 200 << qint64(1);
    QTest::newRow("any") << QByteArray("If-Match: *\r\n") << 200 << qint64(0);
    QTest::newRow("a stale tag") << QByteArray("If-Match: \"3\"\r\n") << 412 << qint64(3);
    QTest::newRow("stale tags") << QByteArray("If-Match: \"3\", \"4\"\r\n") << 412 << qint64(0);
    QTest::newRow("a tag that is not ours") << QByteArray("If-Match: \"x\"\r\n") << 412 << qint64(0);
}

void TestApiServer::eventsOfOutsideClients_haveTheProvenBase()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    QFETCH(qint64, base);
    Served served(Locking::Version);
    Peer peer(*served.server);
    peer.send(put("{}", fields));
    QTRY_COMPARE(served.events.size(), 1);
    QCOMPARE(served.events[0].status, status);
    QCOMPARE(served.events[0].base.value_or(0), base);
}

void TestApiServer::panel_isDistinguishedFromOutsideClients()
{
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.panels = panels;
    Served served(Locking::Version, options);
    Peer peer(*served.server);
    panels->add(peer.end(), QStringLiteral("A"));
    peer.send(put("{\"a\": 1}", "If-Match: \"1\"\r\nUser-Agent: B\r\n"));
    QTRY_COMPARE(served.events.size(), 1);
    QCOMPARE(served.events[0].client, QStringLiteral("A"));
    QVERIFY(!served.events[0].outside);
    QCOMPARE(served.events[0].base, std::nullopt);

    // A panel's answers are always reported.
    peer.send(put("{\"a\": [1]}", "If-Match: \"2\"\r\n") + get("/records/desk") + "HEAD / HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(served.events.size(), 4);
    const QList<int> statuses{served.events[1].status, served.events[2].status, served.events[3].status};
    QCOMPARE(statuses, QList<int>({422, 404, 400}));
    for (const Event& event : served.events.mid(1))
        QVERIFY(event.verdict == Verdict::Refused);
    QVERIFY(served.events[1].action == Action::Write);
    QCOMPARE(served.events[1].record, QStringLiteral("item"));
    QVERIFY(served.events[2].action == Action::Read);
    QCOMPARE(served.events[2].record, QStringLiteral("desk"));
    QVERIFY(served.others.isEmpty());

    panels->remove(peer.end());
    Peer stranger(*served.server);
    stranger.send(get("/records/item", "User-Agent: A\r\n"));
    QTRY_COMPARE(served.events.size(), 5);
    QCOMPARE(served.events[4].client, QStringLiteral("A (outside)"));
    QVERIFY(served.events[4].outside);
}

void TestApiServer::panelsPortOnAnotherAddress_belongsToAnOutsideClient()
{
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.panels = panels;
    Served served(Locking::Off, options);
    Peer peer(*served.server);
    panels->add(peer.end(), QStringLiteral("A"));
    panels->announce(peer.end(), {QStringLiteral("A"), Purpose::Plain, panels->newTicket()});
    QTcpSocket stranger;
    if (!stranger.bind(QHostAddress(QStringLiteral("127.0.0.2")), peer.end().port))
        QSKIP("This machine has one loopback address only.");
    stranger.connectToHost(QHostAddress(QHostAddress::LocalHost), served.server->port());
    QVERIFY(stranger.waitForConnected());
    stranger.write(put("{\"stock\": 7}"));
    QTRY_COMPARE(served.events.size(), 1);
    QVERIFY(served.events[0].outside);
    QCOMPARE(served.events[0].client, QStringLiteral("guest"));
    // Closing that connection does not end the panel's.
    stranger.disconnectFromHost();
    QTRY_COMPARE(stranger.state(), QAbstractSocket::UnconnectedState);
    peer.send(get("/records/item"));
    QTRY_COMPARE(served.events.size(), 2);
    QCOMPARE(served.events[1].client, QStringLiteral("A"));
}

void TestApiServer::panelConnection_isCutAfterTheCommit()
{
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.panels = panels;
    Served served(Locking::Off, options);
    Peer peer(*served.server);
    panels->add(peer.end(), QStringLiteral("A"));
    panels->cutNext(QStringLiteral("A"));
    // Only the panel's save is cut, not the read before it, nor an outside client's save.
    Peer stranger(*served.server);
    stranger.send(put("{\"stock\": 9}"));
    QVERIFY(stranger.receive(12).startsWith("HTTP/1.1 200"));
    peer.send(get("/records/item"));
    QVERIFY(peer.receive(12).startsWith("HTTP/1.1 200"));
    peer.send(put("{\"stock\": 7}") + get("/records/item"));
    QVERIFY(peer.isClosed());
    QCOMPARE(peer.socket.readAll(), QByteArray());
    QCOMPARE(served.events.size(), 3);
    QVERIFY(served.events[2].isCommit());
    QCOMPARE(served.store->read(QStringLiteral("item")).record->version, 3);
}

void TestApiServer::panelPurpose_belongsToItsRequest()
{
    const QString a = QStringLiteral("A");
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.panels = panels;
    Served served(Locking::Off, options);
    QList<qint64> tickets;
    connect(served.server.get(), &ApiServer::happened, this, [&tickets](const Event&, qint64 ticket) {
        tickets.append(ticket);
    });
    Peer peer(*served.server);
    panels->add(peer.end(), a);
    const QList<Purpose> purposes{Purpose::Reload, Purpose::Overwrite, Purpose::FindOut, Purpose::Retry};
    for (const Purpose purpose : purposes)
        panels->announce(peer.end(), {a, purpose, panels->newTicket()});
    peer.send(
        get("/records/item") + put("{\"a\": [1]}") + get("/records/item/versions") + put("{\"stock\": 7}"));
    Peer stranger(*served.server);
    stranger.send(get("/records/item"));
    QTRY_COMPARE(served.events.size(), 5);
    qsizetype next = 0;
    for (qsizetype i = 0; i < 5; ++i) {
        const Event& event = served.events.at(i);
        QVERIFY(event.purpose == (event.outside ? Purpose::Plain : purposes.at(next)));
        QCOMPARE(tickets.at(i), event.outside ? 0 : next + 1);
        next += event.outside ? 0 : 1;
    }
}

void TestApiServer::panelCut_belongsToItsRequest()
{
    const QString a = QStringLiteral("A");
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.panels = panels;
    Served served(Locking::Off, options);
    Peer peer(*served.server);
    panels->add(peer.end(), a);
    panels->announce(peer.end(), {a, Purpose::Plain, panels->newTicket()});
    panels->announce(peer.end(), {a, Purpose::Plain, panels->newTicket(), true});
    peer.send(put("{\"stock\": 7}"));
    QVERIFY(peer.receive(12).startsWith("HTTP/1.1 200"));
    peer.send(put("{\"stock\": 8}"));
    QVERIFY(peer.isClosed());
    QCOMPARE(served.store->read(QStringLiteral("item")).record->version, 3);
}

void TestApiServer::panelThatLeft_isNotAnOutsideClient()
{
    const QString a = QStringLiteral("A");
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.panels = panels;
    Served served(Locking::Off, options);
    Peer peer(*served.server);
    panels->add(peer.end(), a);
    panels->announce(peer.end(), {a, Purpose::Overwrite, panels->newTicket()});
    // The connection is removed before the server reads the request.
    panels->remove(peer.end());
    peer.send(put("{\"stock\": 7}", "User-Agent: A\r\n"));
    QVERIFY(peer.isClosed());
    QVERIFY(served.events.isEmpty());
    QVERIFY(served.others.isEmpty());
    QCOMPARE(served.store->read(QStringLiteral("item")).record->version, 1);
}

void TestApiServer::panelListingVersions_isReported()
{
    auto panels = std::make_shared<PanelConnections>();
    ServerOptions options;
    options.panels = panels;
    Served served(Locking::Off, options);
    Peer peer(*served.server);
    panels->add(peer.end(), QStringLiteral("A"));
    peer.send(put("{\"stock\": 7}") + get("/records/item/versions"));
    QTRY_COMPARE(served.events.size(), 2);
    const Event& event = served.events[1];
    QVERIFY(event.action == Action::Read);
    QVERIFY(event.verdict == Verdict::Done);
    QCOMPARE(event.version, 2);
    QCOMPARE(event.after.toJson(), QByteArray("{\"stock\": 7}"));
    QCOMPARE(event.statements.size(), 1);
    QVERIFY(event.statements.first().sql.contains(QLatin1String("FROM versions")));
}

void TestApiServer::client_isNamedByUserAgent_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QString>("name");
    QTest::newRow("a name") << QByteArray("ann") << QStringLiteral("ann");
    QTest::newRow("a version") << QByteArray("curl/7.88.1") << QStringLiteral("curl/7.88.1");
    QTest::newRow("two words") << QByteArray("Till 1") << QStringLiteral("Till 1");
    QTest::newRow("blanks around it") << QByteArray("  Till 1 ") << QStringLiteral("Till 1");
    QTest::newRow("a single letter") << QByteArray("B") << QStringLiteral("B (outside)");
    QTest::newRow("a panel's") << QByteArray("Anna") << QStringLiteral("Anna (outside)");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("guest");
}

void TestApiServer::client_isNamedByUserAgent()
{
    QFETCH(QByteArray, agent);
    QFETCH(QString, name);
    ServerOptions options;
    options.panels = std::make_shared<PanelConnections>();
    options.panels->setNames({QStringLiteral("Anna"), QStringLiteral("Ben")});
    Served served(Locking::Off, options);
    Peer peer(*served.server);
    peer.send(get("/records/item", "User-Agent: " + agent + "\r\n"));
    QTRY_COMPARE(served.events.size(), 1);
    QCOMPARE(served.events[0].client, name);
}

void TestApiServer::texts_areOptional()
{
    ServerOptions options;
    options.keepTexts = false;
    Served served(Locking::Off, options);
    Peer peer(*served.server);
    peer.send(put("{}"));
    QTRY_COMPARE(served.events.size(), 1);
    QVERIFY(served.events[0].requestText.isEmpty());
    QVERIFY(served.events[0].responseText.isEmpty());
    QVERIFY(served.events[0].statements.isEmpty());
}

void TestApiServer::clock_staysWithinTheDatesOfHttp()
{
    ServerOptions options;
    options.now = [] {
        return std::numeric_limits<qint64>::max();
    };
    Served served(Locking::Off, options);
    Peer peer(*served.server);
    peer.send(put("{}"));
    const QByteArray answer = peer.receive(250);
    QVERIFY2(answer.contains("\r\nDate: Fri, 31 Dec 9999 22:59:59 GMT\r\n"), answer.constData());
    QVERIFY(answer.contains("\r\nLast-Modified: Fri, 31 Dec 9999 22:59:59 GMT\r\n"));
    QCOMPARE(served.events[0].time, LastTime - 3'600'000);
}

void TestApiServer::rule_isReportedOnce()
{
    Served served;
    served.server->setLocking(Locking::Version);
    served.server->setLocking(Locking::Version);
    QCOMPARE(served.events.size(), 1);
    QVERIFY(served.events[0].action == Action::Rule);
    QVERIFY(served.events[0].locking == Locking::Version);
    QVERIFY(served.events[0].client.isEmpty());
    QCOMPARE(served.events[0].request, 0);
    Peer peer(*served.server);
    peer.send(put("{}"));
    QTRY_COMPARE(served.events.size(), 2);
    QVERIFY(served.events[1].verdict == Verdict::PreconditionMissing);
    QVERIFY(served.events[1].locking == Locking::Version);
}

void TestApiServer::port_inUseIsExplained()
{
    Served served;
    ApiServer second(*served.store, {});
    QString problem;
    QVERIFY(!second.listen(QHostAddress(QHostAddress::LocalHost), served.server->port(), &problem));
    QCOMPARE(
        problem,
        QStringLiteral("Port %1 is in use by another program. Choose another port, or 0 for a free one.")
            .arg(served.server->port()));
    QCOMPARE(second.port(), 0);
}

void TestApiServer::port_isServedOnBothLoopbackAddresses()
{
    const auto store = startStore();
    ApiServer server(*store, {});
    QString problem;
    QVERIFY2(server.listenOnLoopback(0, &problem), qPrintable(problem));
    const bool hasIPv6 = QTcpServer().listen(QHostAddress::LocalHostIPv6);
    for (const QHostAddress::SpecialAddress address :
         {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
        if (address == QHostAddress::LocalHostIPv6 && !hasIPv6)
            continue;
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(address), server.port());
        QVERIFY(socket.waitForConnected());
        socket.write("HEAD /records/item HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QTRY_VERIFY(socket.peek(12) == "HTTP/1.1 200");
    }
}

void TestApiServer::portOfAnotherServer_isInUse_data()
{
    QTest::addColumn<QHostAddress::SpecialAddress>("address");
    QTest::newRow("127.0.0.1") << QHostAddress::LocalHost;
    QTest::newRow("::1") << QHostAddress::LocalHostIPv6;
}

void TestApiServer::portOfAnotherServer_isInUse()
{
    QFETCH(QHostAddress::SpecialAddress, address);
    QTcpServer another;
    if (!another.listen(QHostAddress(address)))
        QSKIP("This machine has no such address.");
    const auto store = startStore();
    ApiServer server(*store, {});
    QString problem;
    QVERIFY(!server.listenOnLoopback(another.serverPort(), &problem));
    QCOMPARE(
        problem,
        QStringLiteral("Port %1 is in use by another program. Choose another port, or 0 for a free one.")
            .arg(another.serverPort()));
    QCOMPARE(server.port(), 0);
    // The other address was released.
    QTcpServer third;
    const bool isNewer = address == QHostAddress::LocalHostIPv6;
    QVERIFY(!isNewer || third.listen(QHostAddress::LocalHost, another.serverPort()));
}

QTEST_GUILESS_MAIN(TestApiServer)
#include "tst_apiserver.moc"
