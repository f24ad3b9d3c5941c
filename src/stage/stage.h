#pragma once

#include "core/model/journal.h"
#include "core/scenario/scenario.h"
#include "stage/room.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace interleave {

/// The records of free play: ten desk lamps.
[[nodiscard]] QList<Record> standardRecords();

struct StageOptions final
{
    /// Empty for 8412, or a free port if that is taken. With a port: that one or failed().
    std::optional<quint16> port;
    /// Empty: a private temporary database.
    QString databaseFile;
    /// The rule at the start of free play.
    Locking locking = Locking::Off;
    /// The number that port() returns instead of the real one, so that pictures are always the same.
    std::optional<quint16> shownPort = std::nullopt;
    RoomOptions room = {};
};

/// The session that was replaced by another journal.
struct PastSession final
{
    Journal journal;
    /// The values of Stage::scenario(), Stage::position() and Stage::hasLeftScript().
    std::optional<Scenario> scenario;
    int position = 0;
    bool leftScript = false;
    QStringList clients;
    std::vector<qint64> stepEnds;
    /// The time of the scenario's clock.
    qint64 time = 0;
    /// Its saves went to the named database.
    bool isKept = false;
    /// Those that free play started from where they are not the standard ones: the room's.
    QList<Record> ownRecords = {};

    /// The number of messages of outside clients.
    [[nodiscard]] qint64 messagesOfOthers() const;
    /// Playing its scenario again would not restore all of it.
    [[nodiscard]] bool isIrreplaceable() const;
};

/// The demonstration without widgets: the journal, the server in its own thread, the panels' sessions and the
/// scenario. Lives in the thread that made it; views read journal() and listen to its signals, and store
/// nothing.
class Stage final : public QObject
{
    Q_OBJECT

public:
    static constexpr quint16 UsualPort = 8412;

    explicit Stage(StageOptions options, QObject* parent = nullptr);
    ~Stage() override;

    /// Starts the server's thread; ends in serving() or failed(). Until then the journal has the standard
    /// record (or the scenario's) and no events, so that a window can be painted at once.
    void start();

    [[nodiscard]] const Journal& journal() const;
    /// 0 until serving().
    [[nodiscard]] quint16 port() const;
    /// Why the port is not the usual one; empty when it is.
    [[nodiscard]] QString portNote() const;
    /// The number of requests since the start that are not actions (404, 400, a favicon).
    [[nodiscard]] qint64 otherRequests() const;

    /// Closed at first.
    [[nodiscard]] Room& room() const;

    /// The clients with a panel: A and B, or those of the scenario.
    [[nodiscard]] QStringList panels() const;
    /// The records that panels can work on: those that the journal starts from.
    [[nodiscard]] QStringList recordIds() const;
    /// The first of them.
    [[nodiscard]] QString recordId() const;
    /// The record of this client's panel: the one chosen or named by its last step, else the one of its last
    /// answer, else the first.
    [[nodiscard]] QString recordOf(const QString& client) const;
    /// Lasts until another is chosen, or a step of this client names another. Ignores records that panels
    /// cannot work on.
    void chooseRecord(const QString& client, const QString& record);

    // A user's actions on a panel. With a scenario loaded, a click that equals the next step performs that
    // step; any other continues as free play from there. Each is queued behind the client's earlier actions,
    // and is about recordOf() at the time of the click.
    void read(const QString& client);
    /// The action of a step that has no button of its own: a blind retry, a save whose answer is cut.
    void perform(const QString& client, const StepAction& action);
    /// A field was left or saved with another value than it shows. Ignored when nothing changes. An empty \a
    /// record means recordOf().
    void edit(const QString& client, const QString& field, const Value& value, const QString& record = {});
    /// Sends the client's copy with its draft, with the precondition that the rule demands.
    void save(const QString& client);
    /// Adds \a by to a field's value on the server, whatever this client's copy says; needs no precondition
    /// and does not change a draft.
    void increment(const QString& client, const QString& field, qint64 by);
    /// Reads the current version and drops the draft.
    void reload(const QString& client);
    // These work only while there is a Copy::conflict.
    /// Reads, keeps the draft, and overwrites the version that was read; recorded as intended.
    void overwrite(const QString& client);
    /// Merges the draft with Conflict::theirs (core/model/merge.h) and saves the result.
    void merge(const QString& client, const QMap<QString, Take>& choices);
    /// Works only while there is a Copy::unanswered: reads the list of versions to see whether that save is
    /// among them.
    void findOut(const QString& client);
    /// Requests the lease with the times of its next step, or with a panel's defaults; does nothing under
    /// another rule.
    void acquire(const QString& client);
    void release(const QString& client);
    /// Works only while isWaiting(): the client closes its connection, and leaves the queue.
    void giveUp(const QString& client);
    /// The client waits for a lease. It is busy too, and its further actions wait.
    [[nodiscard]] bool isWaiting(const QString& client) const;
    /// Milliseconds since the epoch, by the server's clock.
    [[nodiscard]] qint64 now() const;
    /// Whether that clock runs by itself; a scenario's only moves with its steps.
    [[nodiscard]] bool isClockRunning() const;
    /// A request of this client is under way; its panel takes no input until it is answered.
    [[nodiscard]] bool isBusy(const QString& client) const;

    /// In free play, applies to the next save; with a scenario loaded, replays the finished steps under the
    /// new rule.
    void setLocking(Locking locking);
    /// The current rule, or the one just requested.
    [[nodiscard]] Locking locking() const;

    /// Null in free play.
    [[nodiscard]] const Scenario* scenario() const;
    /// The rule at the scenario's start; a step may have changed it since.
    [[nodiscard]] Locking startRule() const;
    /// The scenario's question before its next step; empty if there is none.
    [[nodiscard]] QString question() const;
    /// Why a part of \a step, counted from 0, could not be done; one sentence, empty when all was done.
    [[nodiscard]] QString problemOf(int step) const;
    /// The number of finished steps. Does not change after a click that left the script.
    [[nodiscard]] int position() const;
    /// A click left the script; reset() returns to it.
    [[nodiscard]] bool hasLeftScript() const;
    /// There is a next step, and nothing is under way.
    [[nodiscard]] bool canStep() const;
    /// A step, a reset or a replay is under way.
    [[nodiscard]] bool isMoving() const;

    /// The number of events in the journal after the first \a position steps.
    [[nodiscard]] qint64 eventsAt(int position) const;

    /// Resets the store to the scenario's records and shows its start, under \a rule or the scenario's own.
    void load(const Scenario& scenario, std::optional<Locking> rule = std::nullopt);
    /// Returns to the start of the scenario, or of free play, under the current rule.
    void first();
    /// The same under the scenario's own rule.
    void reset();
    /// Plays the next step; it is finished when its event is in the journal.
    void step();
    /// Plays the steps up to \a position, without stopping at questions.
    void playTo(int position);
    /// Cuts the journal after its first \a n events, restores the store to that state, and continues as free
    /// play.
    void continueFrom(qint64 n);
    /// Shows a saved journal and continues from its end as free play.
    void open(Journal journal);
    /// Leaves the scenario and starts with the standard record and an empty journal.
    void startFreePlay();

    /// The last replaced session that playing again would not restore; null when there is none, and after
    /// undo().
    [[nodiscard]] std::shared_ptr<const PastSession> previous() const;
    /// Restores previous() with its store, and its scenario up to the position reached. Clients that waited
    /// for a lease no longer do, and then the script is left.
    void undo();
    /// Something in journal() exists nowhere else.
    [[nodiscard]] bool isIrreplaceable() const;

signals:
    void eventAppended(qint64 seq);
    /// Emitted once after several events were appended together: for slots that are too slow for each event.
    void eventsAppended();
    /// Another journal is about to be shown, and the current session becomes previous(); before
    /// journalReplaced().
    void sessionLeft();
    /// journal() is another one: after a reset, a replay, a load.
    void journalReplaced();
    void serving(quint16 port);
    /// The server cannot run; one sentence, with what to do.
    void failed(const QString& problem);
    void busyChanged(const QString& client, bool busy);
    /// scenario(), position(), canStep(), locking(), panels(), recordOf() or otherRequests() may have
    /// changed.
    void changed();
    /// A step ended (also the last of playTo()).
    void stepped(int position);

private:
    friend class Room;

    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace interleave
