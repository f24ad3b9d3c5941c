#include "core/model/event.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

Event fullEvent()
{
    Event event;
    event.seq = 7;
    event.time = 1'767'603'604'000;
    event.client = text("B");
    event.outside = true;
    event.headersOnly = true;
    event.request = 4;
    event.action = Action::Write;
    event.purpose = Purpose::Overwrite;
    event.verdict = Verdict::Stale;
    event.status = 412;
    event.locking = Locking::Version;
    event.record = text("größe");
    event.base = 1;
    event.version = 2;
    event.before = {{text("stock"), qint64{7}}, {text("name"), text("Desk \"lamp\"\n")}};
    event.after = {{text("stock"), 8.0}, {text("name"), Value()}, {text("on"), true}};
    event.amounts = {{text("stock"), qint64{-1}}};
    event.lease = Lease{text("A"), 3, 1'767'603'630'000};
    event.token = 2;
    event.ttl = 30;
    event.maxWait = 60;
    event.waited = true;
    event.cycle = {{text("B"), text("desk"), text("A")}, {text("A"), text("lamp"), text("B")}};
    event.condition = "If-Match: \"1\"";
    event.tag = "\"2\"";
    event.requestText = "PUT /records/item HTTP/1.1\r\n\r\n{\"stock\": 8}";
    event.responseText = "HTTP/1.1 412 Precondition Failed\r\n\r\n";
    event.statements = {
        {text("BEGIN IMMEDIATE"), {}, -1, {}},
        {text("UPDATE … WHERE id = ? AND version = ?"),
         {text("item"), qint64{1}, 1.5, Value(), true},
         0,
         text("AND version = ?")}};
    return event;
}

} // namespace

class TestEvent final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void line_readsBackEverything()
    {
        const QByteArray line = toJsonLine(fullEvent());
        QVERIFY(!line.contains('\n'));
        const auto event = eventFromJsonLine(line);
        QVERIFY2(event, event ? "" : qPrintable(event.error()));
        QCOMPARE(*event, fullEvent());
        QCOMPARE(toJsonLine(*event), line);
    }

    void line_omitsEmptyMembers()
    {
        Event event;
        event.seq = 1;
        event.client = text("A");
        QCOMPARE(
            toJsonLine(event),
            QByteArray("{\"seq\":1,\"time\":0,\"client\":\"A\",\"action\":\"read\",\"verdict\":\"done\","
                       "\"locking\":\"off\"}"));
        QCOMPARE(*eventFromJsonLine(toJsonLine(event)), event);
    }

    void line_knowsEveryActionAndVerdict()
    {
        for (const Action action :
             {Action::Read,
              Action::Edit,
              Action::Write,
              Action::Increment,
              Action::Acquire,
              Action::Release,
              Action::Wait,
              Action::Rule,
              Action::AnswerLost}) {
            for (const Verdict verdict :
                 {Verdict::Done,
                  Verdict::Unchanged,
                  Verdict::Saved,
                  Verdict::Stale,
                  Verdict::PreconditionMissing,
                  Verdict::Refused,
                  Verdict::Granted,
                  Verdict::Waiting,
                  Verdict::Locked,
                  Verdict::Fenced,
                  Verdict::Deadlock,
                  Verdict::Expired,
                  Verdict::GaveUp,
                  Verdict::Busy,
                  Verdict::Unknown}) {
                Event event = fullEvent();
                event.action = action;
                event.verdict = verdict;
                const auto back = eventFromJsonLine(toJsonLine(event));
                QVERIFY(back);
                QCOMPARE(*back, event);
            }
        }
    }

    void names_neverChange_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<Event>("event");
        const auto row = [](const char* member, const auto& change) {
            Event event;
            event.client = text("A");
            event.lease = Lease{text("A"), 1, 2};
            change(event);
            QTest::newRow(member) << QByteArray(member) << event;
        };
        const auto action = [&row](const char* member, Action value) {
            row(member, [value](Event& event) { event.action = value; });
        };
        action("\"action\":\"read\"", Action::Read);
        action("\"action\":\"edit\"", Action::Edit);
        action("\"action\":\"write\"", Action::Write);
        action("\"action\":\"increment\"", Action::Increment);
        action("\"action\":\"acquire\"", Action::Acquire);
        action("\"action\":\"release\"", Action::Release);
        action("\"action\":\"wait\"", Action::Wait);
        action("\"action\":\"rule\"", Action::Rule);
        action("\"action\":\"unheard\"", Action::AnswerLost);
        const auto verdict = [&row](const char* member, Verdict value) {
            row(member, [value](Event& event) { event.verdict = value; });
        };
        verdict("\"verdict\":\"done\"", Verdict::Done);
        verdict("\"verdict\":\"unchanged\"", Verdict::Unchanged);
        verdict("\"verdict\":\"saved\"", Verdict::Saved);
        verdict("\"verdict\":\"stale\"", Verdict::Stale);
        verdict("\"verdict\":\"unproven\"", Verdict::PreconditionMissing);
        verdict("\"verdict\":\"refused\"", Verdict::Refused);
        verdict("\"verdict\":\"granted\"", Verdict::Granted);
        verdict("\"verdict\":\"waiting\"", Verdict::Waiting);
        verdict("\"verdict\":\"locked\"", Verdict::Locked);
        verdict("\"verdict\":\"fenced\"", Verdict::Fenced);
        verdict("\"verdict\":\"deadlock\"", Verdict::Deadlock);
        verdict("\"verdict\":\"expired\"", Verdict::Expired);
        verdict("\"verdict\":\"gave-up\"", Verdict::GaveUp);
        verdict("\"verdict\":\"busy\"", Verdict::Busy);
        verdict("\"verdict\":\"unknown\"", Verdict::Unknown);
        const auto purpose = [&row](const char* member, Purpose value) {
            row(member, [value](Event& event) { event.purpose = value; });
        };
        purpose("\"purpose\":\"reload\"", Purpose::Reload);
        purpose("\"purpose\":\"overwrite\"", Purpose::Overwrite);
        purpose("\"purpose\":\"retry\"", Purpose::Retry);
        purpose("\"purpose\":\"merge\"", Purpose::Merge);
        purpose("\"purpose\":\"find-out\"", Purpose::FindOut);
        purpose("\"purpose\":\"with-read\"", Purpose::WithRead);
        const auto locking = [&row](const char* member, Locking value) {
            row(member, [value](Event& event) { event.locking = value; });
        };
        locking("\"locking\":\"off\"", Locking::Off);
        locking("\"locking\":\"version\"", Locking::Version);
        locking("\"locking\":\"timestamp\"", Locking::Timestamp);
        locking("\"locking\":\"lease\"", Locking::Lease);
    }
    void names_neverChange()
    {
        QFETCH(const QByteArray, member);
        QFETCH(const Event, event);
        const QByteArray line = toJsonLine(event);
        QVERIFY2(line.contains(member), line.constData());
        const auto back = eventFromJsonLine(line);
        QVERIFY2(back, back ? "" : qPrintable(back.error()));
        QCOMPARE(*back, event);
    }

    void bytes_surviveUnchanged_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("not UTF-8") << QByteArray("PUT \xff\xfe\x80 x");
        QTest::newRow("half a character") << QByteArray("abc\xc3");
        QTest::newRow("a surrogate in UTF-8") << QByteArray("\xed\xa0\x80");
        QTest::newRow("NUL and control characters") << QByteArray("a\0b\x01\r\n", 6);
        QTest::newRow("a byte order mark") << QByteArray("\xef\xbb\xbfGET");
        QTest::newRow("letters and emoji") << QByteArray("größe 灯 😀");
    }
    void bytes_surviveUnchanged()
    {
        QFETCH(QByteArray, bytes);
        Event event = fullEvent();
        event.requestText = bytes;
        event.responseText = bytes;
        event.condition = bytes;
        const QByteArray line = toJsonLine(event);
        QVERIFY(line.isValidUtf8());
        QVERIFY(!line.contains('\n'));
        const auto back = eventFromJsonLine(line);
        QVERIFY2(back, back ? "" : qPrintable(back.error()));
        QCOMPARE(back->requestText, bytes);
        QCOMPARE(*back, event);
    }

    void line_refuses_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("clause");
        QTest::newRow("an action that is none") << QByteArray("\"write\"") << QByteArray("\"wrote\"")
                                                << text("“action” is “wrote”, which is not known");
        QTest::newRow("a verdict that is none") << QByteArray("\"stale\"") << QByteArray("\"late\"")
                                                << text("“verdict” is “late”, which is not known");
        QTest::newRow("a rule that is none")
            << QByteArray("\"locking\":\"version\"") << QByteArray("\"locking\":\"on\"")
            << text("“locking” is “on”, which is not known");
        QTest::newRow("a request by nobody")
            << QByteArray("\"client\":\"" + fullEvent().client.toUtf8() + "\"") << QByteArray("\"client\":\"\"")
            << text("“client” is empty, and only a rule and the clock have none");
        QTest::newRow("a text for a number")
            << QByteArray("\"status\":412") << QByteArray("\"status\":\"412\"")
            << text("“status” is not a whole number");
        QTest::newRow("a status that is none")
            << QByteArray("\"status\":412") << QByteArray("\"status\":4294967708")
            << text("“status” is 4294967708, which no status is");
        QTest::newRow("a step that no number holds")
            << QByteArray("\"status\":412") << QByteArray("\"status\":412,\"step\":4294967297")
            << text("“step” is 4294967297, which no step is");
        QTest::newRow("the last token there is")
            << QByteArray("\"token\":3") << QByteArray("\"token\":9223372036854775807")
            << text("the number at “lease.token” is too large: integers up to 9007199254740991 are kept "
                    "exactly");
        QTest::newRow("the last exact token")
            << QByteArray("\"token\":3") << QByteArray("\"token\":9007199254740991")
            << text("“lease.token” is 9007199254740991, which no server gives");
        QTest::newRow("a member that is missing")
            << QByteArray("\"time\":1767603604000,") << QByteArray() << text("“time” is missing");
        QTest::newRow("a member nobody knows")
            << QByteArray("\"seq\":7") << QByteArray("\"seq\":7,\"x\":1")
            << text("“x” is not known here; use seq, time, client, action, purpose, verdict, "
                    "locking, outside, headersOnly, request, status, record, base, version, before, "
                    "after, amounts, condition, tag, requestText, responseText, statements, lease, token, "
                    "ttl, patience, waited, circle, seconds, beforeWritten, "
                    "afterWritten, step");
        QTest::newRow("a statement without rows")
            << QByteArray(",\"rows\":-1") << QByteArray() << text("“statements[0].rows” is missing");
        QTest::newRow("a name twice") << QByteArray("\"seq\":7") << QByteArray("\"seq\":7,\"seq\":7")
                                      << text("it is not JSON: the name “seq” stands twice in one object");
    }
    void line_refuses()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray line = toJsonLine(fullEvent());
        QVERIFY2(line.contains(from), line.constData());
        line.replace(from, to);
        const auto event = eventFromJsonLine(line);
        QVERIFY(!event);
        QTEST(event.error(), "clause");
    }

    void statement_isShownWithItsValues_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QList<Value>>("bound");
        QTest::addColumn<QString>("shown");
        QTest::newRow("text and number")
            << text("WHERE id = ? AND version = ?") << QList<Value>{text("item"), qint64{1}}
            << text("WHERE id = 'item' AND version = 1");
        QTest::newRow("quotation marks doubled")
            << text("?") << QList<Value>{text("it's")} << text("'it''s'");
        QTest::newRow("a question mark in a value stays")
            << text("? ?") << QList<Value>{text("?"), qint64{2}} << text("'?' 2");
        QTest::newRow("nothing is NULL") << text("?") << QList<Value>{Value()} << text("NULL");
        QTest::newRow("more places than values") << text("? ?") << QList<Value>{qint64{1}} << text("1 ?");
    }
    void statement_isShownWithItsValues()
    {
        QFETCH(QString, sql);
        QFETCH(QList<Value>, bound);
        QTEST(withValues({sql, bound, 0, {}}), "shown");
    }

    void message_wasSentOverTheWire()
    {
        Event event = fullEvent();
        QVERIFY(event.isMessage() && event.isTry() && !event.isCommit());
        event.verdict = Verdict::Saved;
        QVERIFY(event.isCommit());
        event.action = Action::Read;
        QVERIFY(event.isMessage() && !event.isTry() && !event.isCommit());
        for (const Action action : {Action::Edit, Action::Rule, Action::AnswerLost}) {
            event.action = action;
            QVERIFY(!event.isMessage() && !event.isTry() && !event.isCommit());
        }
    }

    void refusal_wasToldToTheClient()
    {
        for (const Verdict verdict :
             {Verdict::Stale, Verdict::PreconditionMissing, Verdict::Refused, Verdict::Busy})
            QVERIFY(isRefusal(verdict));
        for (const Verdict verdict : {Verdict::Done, Verdict::Unchanged, Verdict::Saved, Verdict::Unknown})
            QVERIFY(!isRefusal(verdict));
    }

    void laneName_distinguishesOutsideClientsFromPanels()
    {
        QCOMPARE(laneName(text("A"), false), text("A"));
        QCOMPARE(laneName(text("A"), true), text("A (outside)"));
        QCOMPARE(laneName(text("curl"), true), text("curl"));
    }
};

QTEST_GUILESS_MAIN(TestEvent)
#include "tst_event.moc"
