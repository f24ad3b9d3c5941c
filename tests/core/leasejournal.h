#pragma once

#include "core/journalbuilder.h"

namespace interleave::testing {

/// Builds a journal under Locking::Lease, one event per call, as the server would report it.
class LeaseJournal final
{
public:
    static constexpr qint64 Ttl = 30;

    explicit LeaseJournal(const QList<Record>& records = {standardRecord()})
        : m_builder(Locking::Lease, records)
    {
    }

    LeaseJournal& on(const QString& record)
    {
        m_record = record;
        m_builder.on(record);
        return *this;
    }
    LeaseJournal& read(const QString& client)
    {
        m_builder.read(client);
        return *this;
    }
    LeaseJournal& edit(const QString& client, const Fields& set)
    {
        m_builder.edit(client, set);
        return *this;
    }

    LeaseJournal& acquire(const QString& client, bool waited = false, Purpose purpose = Purpose::Plain)
    {
        Event event = of(client, Action::Acquire, Verdict::Granted, 201);
        event.lease = Lease{client, now().lease(m_record).lastToken + 1, time() + 1000 * (Ttl + 1)};
        event.ttl = Ttl;
        event.waited = waited;
        event.purpose = purpose;
        return add(event);
    }
    LeaseJournal& wait(const QString& client, qint64 maxWait = 60)
    {
        Event event = of(client, Action::Wait, Verdict::Waiting, 0);
        event.lease = now().lease(m_record).held;
        event.maxWait = maxWait;
        return add(event);
    }
    LeaseJournal& refuse(const QString& client, Verdict verdict, int status, bool waited = false)
    {
        Event event = of(client, Action::Acquire, verdict, status);
        event.lease = now().lease(m_record).held;
        event.waited = waited;
        return add(event);
    }
    LeaseJournal& release(const QString& client)
    {
        Event event = of(client, Action::Release, Verdict::Done, 204);
        event.lease = now().lease(m_record).held;
        event.token = event.lease->token;
        return add(event);
    }
    LeaseJournal& expire()
    {
        const Lease lease = *now().lease(m_record).held;
        Event event = of(lease.owner, Action::Release, Verdict::Expired, 0);
        event.lease = lease;
        return add(event);
    }
    /// A save with the fencing token that the client believes to hold.
    LeaseJournal& save(const QString& client, const Fields& set, Verdict verdict = Verdict::Saved)
    {
        m_builder.edit(client, set);
        const Record& present = *now().record(m_record);
        Event event = of(client, Action::Write, verdict, verdict == Verdict::Saved ? 200 : 412);
        if (const auto lease = now().client(client).leaseOf(m_record)) {
            event.token = lease->token;
            event.condition = "Lock-Token: " + lockTokenFor(lease->token);
        }
        event.before = present.fields;
        event.after = now().client(client).copyOf(m_record).shown();
        event.version = verdict == Verdict::Saved ? present.version + 1 : present.version;
        return add(event);
    }
    LeaseJournal& write(const QString& client, Verdict verdict, int status)
    {
        const Record& present = *now().record(m_record);
        Event event = of(client, Action::Write, verdict, status);
        event.lease = verdict == Verdict::Locked ? now().lease(m_record).held : std::nullopt;
        event.before = present.fields;
        event.after = now().client(client).copyOf(m_record).shown();
        event.version = present.version;
        return add(event);
    }
    LeaseJournal& add(const Event& event)
    {
        m_builder.custom(event);
        return *this;
    }

    [[nodiscard]] JournalBuilder& builder() { return m_builder; }
    [[nodiscard]] const Journal& journal() const { return m_builder.journal(); }
    [[nodiscard]] const Snapshot& now() const { return m_builder.now(); }
    [[nodiscard]] const Event& last() const { return m_builder.last(); }
    [[nodiscard]] Snapshot before() const { return m_builder.before(); }

    [[nodiscard]] static Event of(const QString& client, Action action, Verdict verdict, int status)
    {
        Event event;
        event.client = client;
        event.action = action;
        event.verdict = verdict;
        event.status = status;
        return event;
    }

private:
    [[nodiscard]] qint64 time() const { return std::max(now().time(), JournalBuilder::Start); }

    JournalBuilder m_builder;
    QString m_record = QStringLiteral("item");
};

} // namespace interleave::testing
