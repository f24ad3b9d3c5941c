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
    /// Not read: it came with a refusal, and a change was merged into it.
    bool told = false;

    bool operator==(const HeldCopy&) const = default;
};

/// A client's edited fields, not yet saved.
struct Draft final
{
    /// Only the edited fields.
    Fields fields;
    /// The version that was on the screen when the draft was begun.
    qint64 base = 0;

    bool operator==(const Draft&) const = default;
};

/// A refused save that the client has not yet dealt with.
struct Conflict final
{
    /// The version that stands, as the refusal told it.
    qint64 version = 0;
    /// What that version holds, as the refusal told it.
    Fields theirs;
    /// Whose version it is.
    QString changedBy;

    bool operator==(const Conflict&) const = default;
};

/// A save whose answer never came: it may have been committed.
struct Unanswered final
{
    /// What it was made on; nothing for a blind one.
    std::optional<qint64> base;
    /// What was sent.
    Fields sent;

    bool operator==(const Unanswered&) const = default;
};

/// A lease as its holder was told of it. It may be over without the holder knowing.
struct HeardLease final
{
    qint64 token = 0;
    /// Milliseconds since the epoch, by the server's clock.
    qint64 until = 0;
    /// Taken on the way to a read, and to be given back after the save.
    bool withRead = false;

    bool operator==(const HeardLease&) const = default;
};

/// The changes that a client has sent and was not told to be saved, by field (Account).
struct SentChanges final
{
    /// Not saved, as far as anybody knows, and still on the client's screen: refused, or never answered.
    QList<FieldChange> open;
    /// Saved, and the client does not know: should it send them again, it is the same change.
    QList<FieldChange> counted;

    bool operator==(const SentChanges&) const = default;
};

/// What one client has of one record.
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
    qint64 message = 0;
    Action action = Action::Read;
    Verdict verdict = Verdict::Done;
    int status = 0;
    /// The record's version that the answer told.
    std::optional<qint64> version;
    QString record;
    Purpose purpose = Purpose::Plain;
    /// For Purpose::FindOut: the version as which the save in question had been committed; nothing when it
    /// had not.
    std::optional<qint64> found;
    /// The lease that the answer told of: the client's own, or after a refusal the one that stands.
    std::optional<Lease> lease = {};
    /// What was typed and not saved, where a read took its place.
    Fields dropped = {};
    /// What was asked for where no answer came; else \a action.
    Action asked = Action::Read;
    /// The answer is on its way, and will be lost: the client has not been told anything.
    bool isComing = false;
    /// What the server had saved and could not tell.
    std::optional<qint64> untold = {};
    /// The server's rule when it answered.
    Locking locking = Locking::Off;
    /// A 304 that compared dates, and so proves the second only.
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
    /// By record id: the leases that it believes to hold, until it is told otherwise.
    QMap<QString, HeardLease> leases;
    std::optional<Answer> answer;

    /// The sum of the three that follow.
    qint64 tried = 0;
    /// What it was told is saved.
    qint64 saved = 0;
    /// What it was told is not.
    qint64 refused = 0;
    /// Never answered, and not found out yet.
    qint64 unknown = 0;
    /// A try of it was never answered, whatever it found out since.
    bool missedAnswer = false;
    /// Its versions, told or not.
    qint64 committed = 0;
    /// Of \a committed, those on the line now.
    qint64 onLine = 0;

    /// Its versions that are not on the line any more.
    [[nodiscard]] qint64 lost() const { return committed - onLine; }
    [[nodiscard]] Copy copyOf(const QString& record) const { return copies.value(record); }
    [[nodiscard]] std::optional<HeardLease> leaseOf(const QString& record) const
    {
        const auto found = leases.constFind(record);
        return found == leases.constEnd() ? std::nullopt : std::optional(*found);
    }

    bool operator==(const ClientState&) const = default;
};

/// The version as which \a unanswered turned out to be committed by \a client, among those up to \a newest:
/// its author and its fields tell it. Nothing when it was not.
[[nodiscard]] std::optional<qint64>
committedAs(const Unanswered& unanswered, const QString& client, const VersionTree& tree, qint64 newest);

/// The state after the first n events of a journal: a fold, and the only source of what is shown. As small as
/// the live state; what grows (the trees of versions) is the journal's and shared. A value, for one thread.
class Snapshot final
{
public:
    /// Before the first event.
    Snapshot(Locking locking, const QList<Record>& records, std::shared_ptr<const VersionTrees> trees);

    /// The next event. The trees must already hold its version. The only mutation.
    void apply(const Event& event);

    /// The number of events applied.
    [[nodiscard]] qint64 seq() const { return m_seq; }
    /// The number of messages among them.
    [[nodiscard]] qint64 messages() const { return m_messages; }
    [[nodiscard]] Locking locking() const { return m_locking; }
    /// When the last event happened, in milliseconds since the epoch; 0 before the first.
    [[nodiscard]] qint64 time() const { return m_time; }

    /// In the order in which they came to be.
    [[nodiscard]] const QList<Record>& records() const { return m_records; }
    [[nodiscard]] const Record* record(const QString& id) const;
    /// Null when the record has never been.
    [[nodiscard]] const VersionTree* tree(const QString& record) const;
    [[nodiscard]] const VersionTrees& trees() const { return *m_trees; }

    /// In the order in which they first did something.
    [[nodiscard]] const QList<ClientState>& clients() const { return m_clients; }
    /// An empty state under that name when it has not done anything yet.
    [[nodiscard]] ClientState client(const QString& name) const;

    /// The record's lease as the server has it: what we see, and its clients may not know.
    [[nodiscard]] LeaseState lease(const QString& record) const { return m_leases.value(record); }
    [[nodiscard]] bool holdsLease(const QString& client, const QString& record) const;
    /// The records whose leases \a client waits for.
    [[nodiscard]] QStringList waitsFor(const QString& client) const;

    [[nodiscard]] Freshness freshness(const QString& client, const QString& record) const;
    /// Who wrote the version that stands; empty for the start.
    [[nodiscard]] QString author(const QString& record) const;
    /// The version on which a write by \a client would be made now: its base.
    [[nodiscard]] std::optional<qint64> baseOf(const QString& client, const QString& record) const;
    /// Clients' versions off the line.
    [[nodiscard]] qint64 lostCount(const QString& record) const;
    /// What the record's fields should hold with every change that was saved.
    [[nodiscard]] Account savedAccount(const QString& record) const;
    /// And with those that were sent, are not saved, and are still open.
    [[nodiscard]] Account account(const QString& record) const;
    /// Where the newest try was made; empty before the first.
    [[nodiscard]] const Place& lastTried() const { return m_lastTried; }
    /// The record in which a change was lost last; empty when none was.
    [[nodiscard]] const QString& lastLost() const { return m_lastLost; }

    bool operator==(const Snapshot& other) const;

private:
    /// In m_clients and m_records; -1 when it is not there.
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
    qint64 m_time = 0;
    Locking m_locking;
    QMap<QString, LeaseState> m_leases;
    QList<Record> m_records;
    QList<ClientState> m_clients;
    // Where in them; shared by copies until something new comes.
    QHash<QString, qsizetype> m_recordAt;
    QHash<QString, qsizetype> m_clientAt;
    /// By record id.
    QMap<QString, Account> m_accounts;
    Place m_lastTried;
    QString m_lastLost;
    std::shared_ptr<const VersionTrees> m_trees;
};

} // namespace interleave
