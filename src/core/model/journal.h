#pragma once

#include "core/model/event.h"
#include "core/model/snapshot.h"
#include "core/model/tagruns.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QIODevice;

namespace interleave {

/// A place among the clients with a panel, which has a colour of its own. There are six, as many as lanes;
/// further clients with a panel and all outside clients share the last one.
enum class Seat { A, B, C, D, E, F, Other };
/// The name in files, "A" to "F"; empty for the last.
[[nodiscard]] QString toName(Seat seat);
/// Nothing for an unknown name.
[[nodiscard]] std::optional<Seat> seatFromName(const QString& name);

/// What is said of a client, by a scenario or by the room.
struct ClientLook final
{
    QString client;
    /// Who that is, such as "Till"; empty where nothing is said.
    QString label = {};
    /// The seat whose colour it has; nothing for the one that it would have anyway.
    std::optional<Seat> colour = std::nullopt;
    /// It is one of the room's clients, which share a lane (stage/room.h).
    bool isInRoom = false;

    bool operator==(const ClientLook&) const = default;
};

/// What a journal starts from.
struct JournalHeader final
{
    Locking locking = Locking::Off;
    /// Milliseconds since the Unix epoch.
    qint64 startedAt = 0;
    /// How often it was continued from an earlier moment or from a file.
    int generation = 0;
    QList<Record> records = {};
    LeaseRules leases = {};
    /// The field that figures are about, in every record that has it; empty for each record's own headline
    /// field.
    QString about = {};
    /// Only those of which something is said.
    QList<ClientLook> clients = {};
    /// Ordered by TagRun::after. The suffix before the first is empty.
    QList<TagRun> runs = {};

    bool operator==(const JournalHeader&) const = default;
};

/// All events in order, append-only. Appending is O(1); the state after any n events costs a checkpoint and a
/// few applies. Lives in one thread; events from the server's thread are passed by value.
class Journal final
{
public:
    /// Exchange texts and statements are kept for this many of the newest events, and for fewer if they are
    /// long (bounds::JournalTexts); always for the newest.
    static constexpr qint64 KeptTexts = 100'000;
    using Observer = std::function<void(const Event&)>;

    explicit Journal(JournalHeader header);
    Journal(Journal&&) = default;
    Journal& operator=(Journal&&) = default;
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    ~Journal() = default;

    [[nodiscard]] const JournalHeader& header() const { return m_header; }
    [[nodiscard]] qint64 size() const { return static_cast<qint64>(m_events.size()); }
    [[nodiscard]] bool isEmpty() const { return m_events.empty(); }
    /// \a seq from 1 to size().
    [[nodiscard]] const Event& event(qint64 seq) const;

    /// Numbers the event, fills in its base if the sender left it open, and calls the observers.
    const Event& append(Event event);
    /// The message whose answer the AnswerLost event \a seq reports as lost; 0 when there is none.
    [[nodiscard]] qint64 silencedBy(qint64 seq) const;
    /// Called after each append, in the order of subscription.
    void subscribe(Observer observer);

    /// The state after the first \a n events, n from 0 to size().
    [[nodiscard]] Snapshot at(qint64 n) const;
    [[nodiscard]] const Snapshot& latest() const { return m_latest; }
    [[nodiscard]] const VersionTrees& trees() const { return *m_trees; }

    /// The first \a n events as a separate journal, without observers.
    [[nodiscard]] Journal copy(qint64 n) const;
    /// Says something else of the clients; not an event, because it changes nothing that happened.
    void setClients(QList<ClientLook> clients) { m_header.clients = std::move(clients); }
    /// Begins another run: from now on the server's tags and tokens end in \a suffix.
    void beginRun(const QByteArray& suffix);
    /// Deduces the runs from the events, for a journal whose file does not list them.
    void inferRuns();
    /// The suffix of tags and tokens after the last event.
    [[nodiscard]] QByteArray suffix() const { return interleave::suffixAt(m_header.runs, size() + 1); }
    /// Their suffix when event \a seq happened.
    [[nodiscard]] QByteArray suffixAt(qint64 seq) const { return interleave::suffixAt(m_header.runs, seq); }

    /// JSON Lines: a header that names the format and its version, then one event per line.
    void write(QIODevice& device) const;

private:
    [[nodiscard]] StepNumber numberOf(const Event& event);
    void boundTexts();
    /// The index of the last checkpoint after at most \a n events.
    [[nodiscard]] std::size_t checkpointBefore(qint64 n) const;
    void silence(const QString& client);
    [[nodiscard]] qint64 lastMessage(const QString& client, qint64 seq) const;

    JournalHeader m_header;
    std::vector<Event> m_events;
    /// The size of the kept texts, and the first event that has them.
    qint64 m_textBytes = 0;
    qint64 m_firstWithTexts = 1;
    /// The last event with a number; 0 when there is none.
    qint64 m_lastNumbered = 0;
    std::shared_ptr<VersionTrees> m_trees;
    /// Further apart the larger they are, so that they do not take more memory than the events.
    std::vector<Snapshot> m_checkpoints;
    Snapshot m_latest;
    /// The result of the last at(): whoever looks at one moment often looks at the next one after it.
    mutable std::optional<Snapshot> m_recent;
    std::vector<Observer> m_observers;
};

/// What could be read from a journal file.
struct ReadJournal final
{
    Journal journal;
    /// One sentence on what was wrong and what was kept; empty when all is well.
    QString problem;
};
/// Reads everything up to the first invalid line. The error, for a file that is not a journal at all, is one
/// sentence; \a name is what that sentence calls the file.
[[nodiscard]] Result<ReadJournal, QString> readJournal(QIODevice& device, const QString& name);

} // namespace interleave
