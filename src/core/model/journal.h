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

/// What a journal starts from.
struct JournalHeader final
{
    Locking locking = Locking::Off;
    /// Milliseconds since the Unix epoch.
    qint64 startedAt = 0;
    /// How often it went on from an earlier moment, or from a file.
    int generation = 0;
    QList<Record> records;
    LeaseRules leases = {};
    /// In the order of TagRun::after. What comes before the first ends in nothing.
    QList<TagRun> runs = {};

    bool operator==(const JournalHeader&) const = default;
};

/// All events in order, append-only. Appending is O(1); the state after any n events costs a checkpoint and a
/// few applies. Lives in one thread; events from the server's thread are handed over by value.
class Journal final
{
public:
    /// Exchange texts and statements are kept for this many of the newest events, and for fewer where they
    /// are long (bounds::JournalTexts); always for the newest.
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

    /// Numbers the event, fills in its base where its sender left it open, and tells the observers.
    const Event& append(Event event);
    /// The message whose answer the Unheard event \a seq says was lost; 0 when there is none.
    [[nodiscard]] qint64 silencedBy(qint64 seq) const;
    /// Called after each append, in the order of subscription.
    void subscribe(Observer observer);

    /// The state after the first \a n events, n from 0 to size().
    [[nodiscard]] Snapshot at(qint64 n) const;
    [[nodiscard]] const Snapshot& latest() const { return m_latest; }
    [[nodiscard]] const VersionTrees& trees() const { return *m_trees; }

    /// The first \a n events as a journal of their own, without observers.
    [[nodiscard]] Journal copy(qint64 n) const;
    /// What happens from now on happens in another run: the server ends its tags and tokens in \a suffix.
    void beginRun(const QByteArray& suffix);
    /// The runs by what the events tell of them, for a journal whose file does not say.
    void inferRuns();
    /// What tags and tokens end in after the last event.
    [[nodiscard]] QByteArray suffix() const { return interleave::suffixAt(m_header.runs, size() + 1); }
    /// What they ended in when event \a seq happened.
    [[nodiscard]] QByteArray suffixAt(qint64 seq) const { return interleave::suffixAt(m_header.runs, seq); }

    /// JSON Lines: a header that names the format and its version, then an event a line.
    void write(QIODevice& device) const;

private:
    void boundTexts();
    /// The last state that is kept of those after at most \a n events.
    [[nodiscard]] std::size_t checkpointBefore(qint64 n) const;
    void silence(const QString& client);
    [[nodiscard]] qint64 lastMessage(const QString& client, qint64 seq) const;

    JournalHeader m_header;
    std::vector<Event> m_events;
    /// What the texts hold that are kept, and the first event that they are kept for.
    qint64 m_textBytes = 0;
    qint64 m_firstWithTexts = 1;
    std::shared_ptr<VersionTrees> m_trees;
    /// Further apart the larger they are, so that they do not take more than the events.
    std::vector<Snapshot> m_checkpoints;
    Snapshot m_latest;
    /// What at() made last: who looks at one moment often looks at the next one then.
    mutable std::optional<Snapshot> m_recent;
    std::vector<Observer> m_observers;
};

/// What could be read of a journal file.
struct ReadJournal final
{
    Journal journal;
    /// One sentence on what was wrong and what was kept; empty when nothing was.
    QString problem;
};
/// Everything up to the first line that cannot be read. The error, for a file that is no journal at all, is
/// one sentence; \a name is how that sentence calls the file.
[[nodiscard]] Result<ReadJournal, QString> readJournal(QIODevice& device, const QString& name);

} // namespace interleave
