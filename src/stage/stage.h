#pragma once

#include "core/model/journal.h"
#include "core/scenario/scenario.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace interleave {

/// What free play starts from: ten desk lamps.
[[nodiscard]] QList<Record> standardRecords();

struct StageOptions final
{
    /// Nothing: 8412, or a free one if that is taken. A port: that one or failed().
    std::optional<quint16> port;
    /// Empty: a private temporary database.
    QString databaseFile;
    /// The rule at the start of free play.
    Locking locking = Locking::Off;
    /// What port() says instead of the real one, for pictures that are the same each time.
    std::optional<quint16> shownPort = std::nullopt;
};

/// What was on the stage before another journal took its place.
struct PastSession final
{
    Journal journal;
    /// As Stage::scenario(), Stage::position() and Stage::hasLeftScript() were.
    std::optional<Scenario> scenario;
    int position = 0;
    bool leftScript = false;
    QStringList clients;
    std::vector<qint64> stepEnds;
    /// What the scenario's clock said.
    qint64 time = 0;
    /// Its saves went to the database that was asked for.
    bool isKept = false;

    /// Messages of clients that are no panels.
    [[nodiscard]] qint64 messagesOfOthers() const;
    /// To play its scenario again would not bring back all of it.
    [[nodiscard]] bool isIrreplaceable() const;
};

/// The demonstration without widgets: the journal, the server in its own thread, the panels' sessions and the
/// scenario. Lives in the thread that made it; views read journal() and listen to its signals, and keep
/// nothing.
class Stage final : public QObject
{
    Q_OBJECT

public:
    static constexpr quint16 UsualPort = 8412;

    explicit Stage(StageOptions options, QObject* parent = nullptr);
    ~Stage() override;

    /// Starts the server's thread; ends in serving() or failed(). Before it, the journal holds the standard
    /// record (or the scenario's) and no events, so that a window can be painted first.
    void start();

    [[nodiscard]] const Journal& journal() const;
    /// 0 until serving.
    [[nodiscard]] quint16 port() const;
    /// Why the port is not the usual one; empty when it is.
    [[nodiscard]] QString portNote() const;
    /// Requests that were no action (404, 400, a favicon) since the start.
    [[nodiscard]] qint64 otherRequests() const;

    /// The clients with a panel: A and B, or those of the scenario.
    [[nodiscard]] QStringList panels() const;
    /// The records that panels can work on: those that the journal starts from.
    [[nodiscard]] QStringList recordIds() const;
    /// The first of them.
    [[nodiscard]] QString recordId() const;
    /// The one that this client's panel works on: the one chosen by hand or named by its last step, else the
    /// one that its last answer was about, else the first.
    [[nodiscard]] QString recordOf(const QString& client) const;
    /// Until another is chosen, or a step of this client names another. Ignored for one that panels cannot
    /// work on.
    void chooseRecord(const QString& client, const QString& record);

    // What a person does on a panel. With a scenario loaded, a click that equals the next step is that step;
    // anything else goes on as free play from there. Each is queued behind what the client is doing, and is
    // about recordOf() at the moment of the click.
    void read(const QString& client);
    /// One field left or saved with another value than it shows. Ignored when nothing changes. An empty \a
    /// record means recordOf().
    void edit(const QString& client, const QString& field, const Value& value, const QString& record = {});
    /// Sends the client's copy with its draft; the precondition is what the rule demands.
    void save(const QString& client);
    /// Adds \a by to a field as it is on the server, whatever this client's copy says; needs no precondition
    /// and leaves a draft as it is.
    void increment(const QString& client, const QString& field, qint64 by);
    /// Takes what stands and drops the draft.
    void reload(const QString& client);
    // While Copy::conflict is there; without it they do nothing.
    /// Reads, keeps the draft, and saves it over what was read; recorded as meant.
    void overwrite(const QString& client);
    /// Sends the same draft again with the tag (or date) out of the refusal, still on its old base.
    void blindRetry(const QString& client);
    /// Puts the draft together with Conflict::theirs (core/model/merge.h) and saves the result.
    void merge(const QString& client, const QMap<QString, Take>& choices);
    /// While Copy::unanswered is there: reads the list of versions to see whether that save is among them.
    void findOut(const QString& client);
    /// The answer to this client's next save or increment is lost after the commit.
    void cutNextAnswer(const QString& client);
    /// Asks for the lease with what its next step says, or as a panel does; under another rule nothing.
    void acquire(const QString& client);
    void release(const QString& client);
    /// While isWaiting(): the client closes its connection, and is out of the line.
    void giveUp(const QString& client);
    /// This client waits for a lease. It is busy too, and what it is asked to do waits with it.
    [[nodiscard]] bool isWaiting(const QString& client) const;
    /// Milliseconds since the epoch, by the server's clock.
    [[nodiscard]] qint64 now() const;
    /// That clock goes on by itself; a scenario's only moves with its steps.
    [[nodiscard]] bool isClockRunning() const;
    /// A request of this client is on its way; its panel takes no input until it is answered.
    [[nodiscard]] bool isBusy(const QString& client) const;

    /// In free play for the next save; with a scenario loaded, the steps done so far are replayed under it.
    void setLocking(Locking locking);
    /// The rule in force, or the one just asked for.
    [[nodiscard]] Locking locking() const;

    /// Null in free play.
    [[nodiscard]] const Scenario* scenario() const;
    /// The rule under which the scenario is played from its start; a step may have changed it since.
    [[nodiscard]] Locking startRule() const;
    /// What the scenario asks before its next step; empty where it asks nothing, or there is none.
    [[nodiscard]] QString question() const;
    /// Why something that was due in \a step, counted from 0, could not be done; empty when all was. One
    /// sentence.
    [[nodiscard]] QString problemOf(int step) const;
    /// Steps done. After a click that left the script it stays where it was left.
    [[nodiscard]] int position() const;
    /// A click left the script; reset() brings it back.
    [[nodiscard]] bool hasLeftScript() const;
    /// There is a next step, and nothing is on its way.
    [[nodiscard]] bool canStep() const;
    /// A step, a reset or a replay is on its way.
    [[nodiscard]] bool isMoving() const;

    /// The number of events in the journal when the first \a position steps were done.
    [[nodiscard]] qint64 eventsAt(int position) const;

    /// Resets the store to the scenario's records and shows its start, under \a rule or the scenario's own.
    void load(const Scenario& scenario, std::optional<Locking> rule = std::nullopt);
    /// Back to the start of the scenario, or of free play, under the rule in force.
    void first();
    /// The same under the scenario's own rule.
    void reset();
    /// The next step; done when its event is in the journal.
    void step();
    /// Steps until \a position, without stopping at questions.
    void playTo(int position);
    /// Cuts the journal after its first \a n events, puts the store back to that moment, and goes on as free
    /// play.
    void continueFrom(qint64 n);
    /// Shows a journal that was saved and goes on from its end as free play.
    void open(Journal journal);
    /// Leaves the scenario; the standard record, an empty journal.
    void startFreePlay();

    /// What the last journal that could not be brought back by playing again left behind; null when there was
    /// none, and after undo().
    [[nodiscard]] std::shared_ptr<const PastSession> previous() const;
    /// Puts previous() and the store of that time back, with its scenario as far as it had been played by
    /// then. Who waited then for a lease does so no longer, and then the script is left.
    void undo();
    /// There is something in journal() that is nowhere else.
    [[nodiscard]] bool isIrreplaceable() const;

signals:
    void eventAppended(qint64 seq);
    /// Once after events that were appended together: for what costs more than a look at each.
    void eventsAppended();
    /// Another journal will be shown, and what it takes the place of is previous(); before journalReplaced().
    void sessionLeft();
    /// Another journal(): after a reset, a replay, a load.
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
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace interleave
