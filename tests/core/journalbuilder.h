#pragma once

#include "core/model/increment.h"
#include "core/model/journal.h"
#include "core/model/merge.h"
#include "core/scenario/scenario.h"
#include "core/values/entitytag.h"
#include "core/values/httpdate.h"

#include <optional>

namespace interleave::testing {

/// Ten desk lamps: the record that the demonstration starts with.
inline Record standardRecord()
{
    return {
        QStringLiteral("item"),
        {{QStringLiteral("stock"), qint64{10}}, {QStringLiteral("name"), QStringLiteral("Desk lamp")}},
        1,
        1'767'603'600};
}

inline Fields stock(qint64 number)
{
    return {{QStringLiteral("stock"), number}};
}

inline Fields named(const QString& name)
{
    return {{QStringLiteral("name"), name}};
}

/// Builds a journal like that of a server with panels, but without them: each call is a client's action, and
/// the current rule decides its result. The clock moves by a second with each event unless told otherwise.
class JournalBuilder final
{
public:
    static constexpr qint64 Start = 1'767'603'600'000;

    explicit JournalBuilder(
        Locking locking = Locking::Off,
        const QList<Record>& records = {standardRecord()},
        const QList<ClientLook>& looks = {})
        : m_journal({locking, Start, 0, records, {}, {}, looks})
        , m_locking(locking)
        , m_record(records.isEmpty() ? QStringLiteral("item") : records.first().id)
    {
    }

    /// Sets the record for the following calls.
    JournalBuilder& on(const QString& record)
    {
        m_record = record;
        return *this;
    }

    JournalBuilder& read(const QString& client, bool outside = false)
    {
        Event event = message(client, Action::Read);
        event.outside = outside;
        const Record* present = m_journal.latest().record(m_record);
        event.requestText = request("GET", {}, {});
        if (present == nullptr) {
            event.verdict = Verdict::Refused;
            event.status = 404;
            event.responseText = "HTTP/1.1 404 Not Found\r\n\r\n";
        } else {
            event.version = present->version;
            event.after = present->fields;
            event.tag = tagForVersion(present->version).toHeader();
            event.responseText =
                "HTTP/1.1 200 OK\r\nETag: " + event.tag + "\r\n\r\n" + present->fields.toJson();
        }
        event.statements = {
            {QStringLiteral("SELECT body, version, modified_at FROM records WHERE id = ?"),
             {m_record},
             present == nullptr ? 0 : 1,
             {}}};
        return add(event);
    }

    /// One event per field, as a panel reports it.
    JournalBuilder& edit(const QString& client, const Fields& set)
    {
        for (const Field& field : set) {
            Event event = message(client, Action::Edit);
            event.request = 0;
            event.status = 0;
            const Fields shown = m_journal.latest().client(client).copyOf(m_record).shown();
            if (const Value* before = shown.find(field.name))
                event.before = {{field.name, *before}};
            event.after = {field};
            add(event);
        }
        return *this;
    }

    /// A panel's save: \a set is edited first, and the precondition is what the rule demands.
    JournalBuilder& save(const QString& client, const Fields& set = {})
    {
        edit(client, set);
        const Copy copy = m_journal.latest().client(client).copyOf(m_record);
        QByteArray condition;
        if (m_locking == Locking::Version && copy.held)
            condition = "If-Match: " + tagForVersion(copy.held->version).toHeader();
        if (m_locking == Locking::Timestamp && copy.held)
            condition =
                "If-Unmodified-Since: " + httpDate(now().tree(m_record)->at(copy.held->version).time / 1000);
        return write(client, copy.shown(), condition, false);
    }

    /// From now on the clock moves by this with each event.
    JournalBuilder& tick(qint64 ms)
    {
        m_tick = ms;
        return *this;
    }
    /// Moves the server's clock, possibly back.
    JournalBuilder& clock(qint64 ms)
    {
        m_time += ms;
        return *this;
    }

    /// A PUT of exactly these fields, as curl sends it.
    JournalBuilder& put(const QString& client, const Fields& fields, const QByteArray& condition = {})
    {
        return write(client, fields, condition, true);
    }

    /// As put(), from a panel: a literal `ifMatch` in a scenario, or a save without having read.
    JournalBuilder& panelPut(const QString& client, const Fields& fields, const QByteArray& condition = {})
    {
        return write(client, fields, condition, false);
    }

    // A panel's responses to a refusal or a missing answer.
    JournalBuilder& overwrite(const QString& client, const QString& between = {}, const Fields& set = {})
    {
        readFor(client, Purpose::Overwrite);
        if (!between.isEmpty())
            save(between, set);
        return saveFor(client, Purpose::Overwrite, baseOf(client));
    }
    JournalBuilder& retry(const QString& client)
    {
        return saveFor(client, Purpose::Retry, now().client(client).copyOf(m_record).conflict->version);
    }
    JournalBuilder& merge(const QString& client, const QMap<QString, Take>& choices = {})
    {
        const Copy copy = now().client(client).copyOf(m_record);
        const Merge merged = interleave::merge(
            now().tree(m_record)->at(copy.draft->base).fields, copy.shown(), copy.conflict->theirs);
        Event event = message(client, Action::Edit);
        event.request = 0;
        event.status = 0;
        event.purpose = Purpose::Merge;
        event.base = event.version = copy.conflict->version;
        event.before = copy.draft->fields;
        for (const FieldChange& change : changes(copy.conflict->theirs, merged.result(choices)))
            event.after.set(change.name, change.after.value_or(Value()));
        return add(event);
    }
    JournalBuilder& findOut(const QString& client) { return readFor(client, Purpose::FindOut); }

    /// PATCH: adds the amounts to the current values.
    JournalBuilder& increment(const QString& client, const Fields& amounts, bool outside = false)
    {
        Event event = message(client, Action::Increment);
        const Record* present = m_journal.latest().record(m_record);
        event.outside = outside;
        event.amounts = amounts;
        event.before = present->fields;
        event.after = present->fields;
        for (const Field& field : amounts) {
            const Value* number = present->fields.find(field.name);
            if (number != nullptr)
                event.after.set(field.name, std::get<qint64>(*number) + std::get<qint64>(field.value));
        }
        event.base = present->version;
        event.verdict = Verdict::Saved;
        event.requestText = request("PATCH", {}, incrementToJson(amounts));
        answerSaved(event, present);
        return add(event);
    }

    JournalBuilder& rule(Locking locking)
    {
        m_locking = locking;
        Event event = message({}, Action::Rule);
        event.record.clear();
        event.request = 0;
        event.status = 0;
        return add(event);
    }

    /// A scenario's step moves the server's clock, possibly back.
    JournalBuilder& moveClock(qint64 seconds)
    {
        Event event = message({}, Action::Clock);
        event.record.clear();
        event.request = 0;
        event.status = 0;
        event.time = (m_time += 1000 * seconds);
        event.seconds = seconds;
        return add(event);
    }

    /// The client never got the answer to its last request.
    JournalBuilder& answerLost(const QString& client)
    {
        Event event = message(client, Action::AnswerLost);
        event.verdict = Verdict::Unknown;
        event.request = 0;
        event.status = 0;
        return add(event);
    }

    /// Any other event; sets its number, time and rule.
    JournalBuilder& custom(Event event)
    {
        const Event frame = message(event.client, event.action);
        event.time = frame.time;
        event.request = frame.request;
        event.locking = m_locking;
        event.record = m_record;
        return add(event);
    }

    [[nodiscard]] const Journal& journal() const { return m_journal; }
    [[nodiscard]] const Snapshot& now() const { return m_journal.latest(); }
    /// The newest event and the state before it: the arguments of explain().
    [[nodiscard]] const Event& last() const { return m_journal.event(m_journal.size()); }
    [[nodiscard]] Snapshot before() const { return m_journal.at(m_journal.size() - 1); }

private:
    JournalBuilder& add(const Event& event)
    {
        m_journal.append(event);
        return *this;
    }

    Event message(const QString& client, Action action)
    {
        Event event;
        event.client = client;
        event.action = action;
        event.locking = m_locking;
        event.record = m_record;
        event.request = ++m_request;
        event.status = 200;
        event.time = (m_time += m_tick);
        return event;
    }

    [[nodiscard]] QByteArray
    request(const QByteArray& method, const QByteArray& condition, const QByteArray& body) const
    {
        QByteArray text = method + " /records/" + m_record.toUtf8() + " HTTP/1.1\r\nHost: localhost:8412\r\n";
        if (!condition.isEmpty())
            text += condition + "\r\n";
        if (!body.isEmpty())
            text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        return text + "\r\n" + body;
    }

    [[nodiscard]] qint64 baseOf(const QString& client) const
    {
        return now().baseOf(client, m_record).value_or(0);
    }

    JournalBuilder& readFor(const QString& client, Purpose purpose)
    {
        const Record* present = m_journal.latest().record(m_record);
        Event event = message(client, Action::Read);
        event.purpose = purpose;
        event.version = present->version;
        event.after = present->fields;
        return add(event);
    }

    JournalBuilder& saveFor(const QString& client, Purpose purpose, qint64 proven)
    {
        QByteArray condition;
        if (m_locking == Locking::Version)
            condition = "If-Match: " + tagForVersion(proven).toHeader();
        m_purpose = purpose;
        write(client, now().client(client).copyOf(m_record).shown(), condition, false);
        m_purpose = Purpose::Plain;
        return *this;
    }

    static std::optional<qint64> provenBy(const QByteArray& condition)
    {
        if (!condition.startsWith("If-Match: "))
            return std::nullopt;
        const auto tags = parseTagCondition(condition.mid(10));
        if (!tags || tags->tags.size() != 1)
            return std::nullopt;
        return versionOfTag(tags->tags.front());
    }

    static std::optional<qint64> sinceOf(const QByteArray& condition)
    {
        static const QByteArray name("If-Unmodified-Since: ");
        return condition.startsWith(name) ? secondsOfHttpDate(condition.mid(name.size()), Start / 1000)
                                          : std::nullopt;
    }

    [[nodiscard]] Verdict verdictOn(const QByteArray& condition, const Record* present) const
    {
        if (condition.startsWith("If-None-Match"))
            return present == nullptr ? Verdict::Saved : Verdict::Stale;
        if (present == nullptr)
            return Verdict::Refused;
        if (condition.isEmpty())
            return m_locking == Locking::Off ? Verdict::Saved : Verdict::PreconditionMissing;
        if (const auto since = sinceOf(condition))
            return present->modifiedAt <= *since ? Verdict::Saved : Verdict::Stale;
        if (condition == "If-Match: *" || provenBy(condition) == present->version)
            return Verdict::Saved;
        return Verdict::Stale;
    }

    JournalBuilder&
    write(const QString& client, const Fields& fields, const QByteArray& condition, bool outside)
    {
        Event event = message(client, Action::Write);
        const Record* present = m_journal.latest().record(m_record);
        event.outside = outside;
        event.purpose = m_purpose;
        event.condition = condition;
        if (outside)
            event.base = provenBy(condition);
        event.before = present == nullptr ? Fields() : present->fields;
        event.after = fields;
        event.requestText = request("PUT", condition, fields.toJson());
        event.verdict = verdictOn(condition, present);
        if (event.verdict == Verdict::Saved)
            answerSaved(event, present);
        else
            answerRefused(event, present);
        if (event.verdict == Verdict::Saved || event.verdict == Verdict::Stale)
            event.statements = {statement(event)};
        return add(event);
    }

    static void answerSaved(Event& event, const Record* present)
    {
        event.version = present == nullptr ? 1 : present->version + 1;
        event.status = present == nullptr ? 201 : 200;
        event.tag = tagForVersion(*event.version).toHeader();
        event.responseText = (present == nullptr ? "HTTP/1.1 201 Created\r\n" : "HTTP/1.1 200 OK\r\n") +
                             QByteArray("ETag: ") + event.tag + "\r\n\r\n" + event.after.toJson();
    }

    void answerRefused(Event& event, const Record* present) const
    {
        if (present != nullptr)
            event.version = present->version;
        if (event.verdict == Verdict::Stale) {
            event.status = 412;
            event.tag = tagForVersion(present->version).toHeader();
            const QString author = m_journal.latest().author(m_record);
            event.responseText = "HTTP/1.1 412 Precondition Failed\r\nETag: " + event.tag +
                                 "\r\n\r\n{\"title\": \"Not saved\", \"status\": 412, \"currentVersion\": " +
                                 QByteArray::number(present->version) + ", \"changedBy\": \"" +
                                 author.toUtf8() + "\"}";
        } else if (event.verdict == Verdict::PreconditionMissing) {
            event.status = 428;
            event.responseText = "HTTP/1.1 428 Precondition Required\r\n\r\n{}";
        } else {
            event.status = 404;
            event.responseText = "HTTP/1.1 404 Not Found\r\n\r\n{}";
        }
    }

    [[nodiscard]] Statement statement(const Event& event) const
    {
        Statement result;
        result.sql = QStringLiteral("UPDATE records SET body = ?, version = version + 1 WHERE id = ?");
        result.bound = {QString::fromUtf8(event.after.toJson()), event.record};
        if (const auto proven = provenBy(event.condition)) {
            result.deciding = QStringLiteral(" AND version = ?");
            result.sql += result.deciding;
            result.bound.append(*proven);
        }
        if (const auto since = sinceOf(event.condition)) {
            result.deciding = QStringLiteral(" AND modified_at <= ?");
            result.sql += result.deciding;
            result.bound.append(*since);
        }
        result.rows = event.verdict == Verdict::Saved ? 1 : 0;
        return result;
    }

    Journal m_journal;
    Locking m_locking;
    QString m_record;
    qint64 m_request = 0;
    Purpose m_purpose = Purpose::Plain;
    qint64 m_time = Start;
    qint64 m_tick = 1000;
};

/// The correct stock of \a record, with open changes.
inline std::optional<qint64> stockThatShouldBe(const Snapshot& snapshot, const QString& record)
{
    const Account account = snapshot.account(record);
    const Value* value = account.find(QStringLiteral("stock"));
    return value == nullptr ? std::nullopt : std::optional(std::get<qint64>(*value));
}

/// The lesson: both read 10, A saves 7, B saves 8.
inline JournalBuilder lesson(Locking locking)
{
    JournalBuilder builder(locking);
    const QString a = QStringLiteral("A");
    const QString b = QStringLiteral("B");
    builder.read(a).read(b).save(a, stock(7)).save(b, stock(8));
    return builder;
}

} // namespace interleave::testing
