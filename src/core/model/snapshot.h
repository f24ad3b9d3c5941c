#pragma once

#include "core/model/account.h"
#include "core/model/event.h"
#include "core/model/record.h"
#include "core/model/versiontree.h"

#include <QHash>
#include <QMap>

#include <memory>
#include <optional>

namespace interleave {

/// The record as a client last read or wrote it.
struct HeldCopy final
{
    qint64 version = 0;
    Fields fields;
    /// It was not read, but came with a refusal, and a change was merged into it.
    bool told = false;

    bool operator==(const HeldCopy&) const = default;
};

/// A client's edited fields, not yet saved.
struct Draft final
{
    /// Only the edited fields.
    Fields fields;
    /// The version that was on the screen when the draft was started.
    qint64 base = 0;

    bool operator==(const Draft&) const = default;
};

/// A refused save that the client has not dealt with yet.
struct Conflict final
{
    /// The current version according to the refusal.
    qint64 version = 0;
    /// The fields of that version according to the refusal.
    Fields theirs;
    /// The author of that version.
    QString changedBy;

    bool operator==(const Conflict&) const = default;
};

/// A save without an answer: it may have been committed.
struct Unanswered final
{
    /// The version it was based on; nothing for a blind one.
    std::optional<qint64> base;
    /// What was sent.
    Fields sent;

    bool operator==(const Unanswered&) const = default;
};

/// A lease as its holder was told of it. It may be over without the holder's knowledge.
struct HeardLease final
{
    qint64 token = 0;
    /// Milliseconds since the epoch, by the server's clock.
    qint64 until = 0;
    /// Taken before a read, to be given back after the save.
    bool withRead = false;

    bool operator==(const HeardLease&) const = default;
};

/// The changes that a client has sent without being told that they were saved, by field (Account).
struct SentChanges final
{
    /// Not saved as far as is known, and still on the client's screen: refused, or never answered.
    QList<FieldChange> open;
    /// Saved without the client's knowledge: if the client sends them again, they do not count again.
    QList<FieldChange> counted;

    bool operator==(const SentChanges&) const = default;
};

/// One client's copy of one record.
struct Copy final
{
    std::optional<HeldCopy> held;
    std::optional<Draft> draft;
    std::optional<Conflict> conflict;
    std::optional<Unanswered> unanswered;
    SentChanges sent = {};

    bool operator==(const Copy&) const = default;

    /// What the client's screen shows: the held copy with the draft over it.
    [[nodiscard]] Fields shown() const;
};

/// The last thing a client was told.
struct Answer final
{
    qint64 seq = 0;
    StepNumber number = {};
    Action action = Action::Read;
    Verdict verdict = Verdict::Done;
    int status = 0;
    /// The record's version in the answer.
    std::optional<qint64> version;
    QString record;
    Purpose purpose = Purpose::Plain;
    /// For Purpose::FindOut: the version that the save in question was committed as; nothing when it was not
    /// committed.
    std::optional<qint64> found;
    /// The lease in the answer: the client's own, or after a refusal the current one.
    std::optional<Lease> lease = {};
    /// Typed fields that were not saved before a read replaced them.
    Fields dropped = {};
    /// The requested action if no answer came; else \a action.
    Action asked = Action::Read;
    /// The answer is on its way and will be lost: the client has not been told anything yet.
    bool isComing = false;
    /// The version that the server saved without being able to tell the client.
    std::optional<qint64> untold = {};
    /// The server's rule when it answered.
    Locking locking = Locking::Off;
    /// A 304 that compared dates, which have a resolution of one second.
    bool isByDate = false;

    bool operator==(const Answer&) const = default;
};

/// A field of a record.
struct Place final
{
    QString record;
    QString field;

    bool operator==(const Place&) const = default;
};

enum class Freshness { NoCopy, Current, Stale };

struct ClientState final
{
    QString name;
    bool outside = false;
    /// By record id.
    QMap<QString, Copy> copies;
    /// By record id: the leases that the client believes to hold until it is told otherwise.
    QMap<QString, HeardLease> leases;
    std::optional<Answer> answer;

    /// The sum of the three that follow.
    qint64 tried = 0;
    /// Tries that it was told are saved.
    qint64 saved = 0;
    /// Tries that it was told are not saved.
    qint64 refused = 0;
    /// Tries never answered, and not found out yet.
    qint64 unknown = 0;
    /// One of its tries was never answered, whatever it has found out since.
    bool missedAnswer = false;
    /// It had to wait for a lease.
    bool waited = false;
    /// A lease was refused to it, because to wait for it would have closed a cycle.
    bool deadlocked = false;
    /// Its committed versions, whether it was told of them or not.
    qint64 committed = 0;
    /// Of \a committed, those that are the current version or its ancestors.
    qint64 onLine = 0;

    /// Its versions that have been overwritten.
    [[nodiscard]] qint64 lost() const { return committed - onLine; }
    [[nodiscard]] Copy copyOf(const QString& record) const { return copies.value(record); }
    [[nodiscard]] std::optional<HeardLease> leaseOf(const QString& record) const
    {
        const auto found = leases.constFind(record);
        return found == leases.constEnd() ? std::nullopt : std::optional(*found);
    }

    bool operator==(const ClientState&) const = default;
};

/// The version that \a unanswered was committed as by \a client, among those up to \a newest; found by its
/// author and fields. Nothing when it was not committed.
[[nodiscard]] std::optional<qint64>
committedAs(const Unanswered& unanswered, const QString& client, const VersionTree& tree, qint64 newest);

/// The state after the first n events of a journal, computed by applying them one by one; the only source of
/// what is shown. As small as the live state: what grows (the trees of versions) belongs to the journal and
/// is shared. A value, for one thread.
class Snapshot final
{
public:
    /// The state before the first event.
    Snapshot(Locking locking, const QList<Record>& records, std::shared_ptr<const VersionTrees> trees);

    /// Applies the next event. The trees must already have its version.
    void apply(const Event& event);
    /// The event \a seq turned out to be one of several in its step.
    void splitStep(qint64 seq);

    /// The number of events applied.
    [[nodiscard]] qint64 seq() const { return m_seq; }
    /// The number of messages among them.
    [[nodiscard]] qint64 messages() const { return m_messages; }
    /// The step of the last event that has a number (Event::number); 0 before the first.
    [[nodiscard]] qint64 steps() const { return m_steps; }
    [[nodiscard]] Locking locking() const { return m_locking; }
    /// When the last event happened, in milliseconds since the epoch; 0 before the first.
    [[nodiscard]] qint64 time() const { return m_time; }

    /// In the order of their creation.
    [[nodiscard]] const QList<Record>& records() const { return m_records; }
    [[nodiscard]] const Record* record(const QString& id) const;
    /// Null when the record has never existed.
    [[nodiscard]] const VersionTree* tree(const QString& record) const;
    [[nodiscard]] const VersionTrees& trees() const { return *m_trees; }
    /// Which of \a fields represents \a record.
    [[nodiscard]] QString headlineOf(const QString& record, const Fields& fields) const;

    /// In the order of their first action.
    [[nodiscard]] const QList<ClientState>& clients() const { return m_clients; }
    /// An empty state with that name if the client has not done anything yet.
    [[nodiscard]] ClientState client(const QString& name) const;

    /// The record's lease as the server has it; the clients may not know.
    [[nodiscard]] LeaseState lease(const QString& record) const { return m_leases.value(record); }
    [[nodiscard]] bool holdsLease(const QString& client, const QString& record) const;
    /// The records whose leases \a client waits for.
    [[nodiscard]] QStringList waitsFor(const QString& client) const;

    [[nodiscard]] Freshness freshness(const QString& client, const QString& record) const;
    /// The author of the current version; empty for the initial one.
    [[nodiscard]] QString author(const QString& record) const;
    /// The version that a write by \a client would be based on now.
    [[nodiscard]] std::optional<qint64> baseOf(const QString& client, const QString& record) const;
    /// The number of clients' versions that were overwritten.
    [[nodiscard]] qint64 lostCount(const QString& record) const;
    /// What the record's fields should hold with every saved change.
    [[nodiscard]] Account savedAccount(const QString& record) const;
    /// The same with the changes that were sent, are not saved, and are still open.
    [[nodiscard]] Account account(const QString& record) const;
    /// The field of the last try; empty before the first.
    [[nodiscard]] const Place& lastTried() const { return m_lastTried; }
    /// The record with the last lost change; empty when there is none.
    [[nodiscard]] const QString& lastLost() const { return m_lastLost; }

    bool operator==(const Snapshot& other) const;

private:
    /// The index in m_clients or m_records; -1 when it is not there.
    [[nodiscard]] qsizetype placeOfClient(const QString& name) const;
    [[nodiscard]] qsizetype placeOfRecord(const QString& id) const;
    ClientState& touch(const Event& event);
    Record& touchRecord(const QString& id);
    static Fields applyRead(const Event& event, Copy& copy);
    static void applyEdit(const Event& event, Copy& copy);
    static void applyMerge(const Event& event, Copy& copy);
    void applyTry(const Event& event, ClientState& client);
    void applyWrite(const Event& event, Copy& copy) const;
    void applyAcquire(const Event& event, ClientState& client);
    void applyRelease(const Event& event);
    void learnLease(const Event& event);
    void dropLeases();
    void applyUntold(const Event& event, ClientState& client);
    [[nodiscard]] std::optional<qint64> applyFindOut(const Event& event, ClientState& client) const;
    void moveLine(const Event& event);
    [[nodiscard]] SentChanges countTry(const Event& event, const ClientState& client);
    void countSaved(const Event& event, const std::optional<QList<FieldChange>>& made);

    qint64 m_seq = 0;
    qint64 m_messages = 0;
    qint64 m_steps = 0;
    qint64 m_time = 0;
    Locking m_locking;
    QMap<QString, LeaseState> m_leases;
    QList<Record> m_records;
    QList<ClientState> m_clients;
    // Indexes into these lists; shared by copies until something is added.
    QHash<QString, qsizetype> m_recordAt;
    QHash<QString, qsizetype> m_clientAt;
    /// By record id.
    QMap<QString, Account> m_accounts;
    Place m_lastTried;
    QString m_lastLost;
    std::shared_ptr<const VersionTrees> m_trees;
};

} // namespace interleave
