#pragma once

#include "core/model/demand.h"
#include "core/model/journal.h"
#include "core/scenario/scenario.h"
#include "http/apiclient.h"
#include "http/panelconnections.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <variant>

namespace interleave {

/// A panel's client: its connection, and what it was asked to do and has not done yet. What it holds, drafted
/// and was told is not here but in the journal's snapshot. Lives in the journal's thread.
class ClientSession final : public QObject
{
    Q_OBJECT

public:
    /// \a journal gives the state at the moment a request is made; \a record appends an event to it. Both
    /// must outlive the session.
    ClientSession(
        QString name,
        const Journal& journal,
        std::function<void(Event)> record,
        std::shared_ptr<PanelConnections> panels,
        quint16 port,
        QObject* parent = nullptr);

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] bool isBusy() const { return m_waiting || !m_commands.empty(); }
    /// It waits for a lease; what it is asked to do meanwhile waits with it.
    [[nodiscard]] bool isBlocked() const { return m_blocked; }
    /// How long the server's account of a request that it has begun may take, in milliseconds, once the
    /// connection is gone.
    void setAccountTime(int ms) { m_account.setInterval(ms); }

    /// Does \a action with \a record, after all that it was asked to do before. A save types what it sets,
    /// and what it changes when it is sent. Leases are asked for and given back under Locking::Lease alone,
    /// and there a read asks for the lease first, and a save or an increment gives back one that came with a
    /// read. What answers a refusal does nothing without one, and neither does what no client does (a wait,
    /// the server's clock and its rule).
    void perform(const QString& record, const StepAction& action);
    /// While it is blocked: waits no longer.
    void stopWaiting();
    /// The server's account of this client's request with that ticket is in the journal (PanelConnections).
    void eventSeen(const Event& event, qint64 ticket);

signals:
    void busyChanged(bool busy);
    /// What it was asked to save could not be worked out, and nothing was sent; one sentence.
    void impossible(const QString& problem);
    /// Everything asked for so far is done: answered, and in the journal; or it waits for a lease.
    void idle();

private:
    struct ReadCommand
    {
        QString record;
        Purpose purpose = Purpose::Plain;
        /// The lease has been asked for.
        bool asked = false;
    };
    struct EditCommand
    {
        QString record;
        Fields fields;
    };
    struct SaveCommand
    {
        QString record;
        SaveStep how;
        Purpose purpose = Purpose::Plain;
    };
    /// To a refusal.
    struct AnswerCommand
    {
        QString record;
        Purpose purpose = Purpose::Retry;
        QMap<QString, Take> choices;
        bool asked = false;
    };
    struct AcquireCommand
    {
        QString record;
        AcquireStep how;
        Purpose purpose = Purpose::Plain;
    };
    struct ReleaseCommand
    {
        QString record;
        /// Only one that came with a read.
        bool withRead = false;
    };
    struct IncrementCommand
    {
        QString record;
        Fields amounts;
    };
    using Command = std::variant<
        ReadCommand,
        EditCommand,
        SaveCommand,
        IncrementCommand,
        AcquireCommand,
        ReleaseCommand,
        AnswerCommand>;

    void enqueue(Command command);
    void next();
    void runCommands();
    void run(const ReadCommand& command);
    void run(const EditCommand& command);
    void run(const SaveCommand& command);
    void run(const IncrementCommand& command);
    void run(const AcquireCommand& command);
    void run(const ReleaseCommand& command);
    void run(const AnswerCommand& command);
    /// True when \a command has to come again after the lease was asked for, or not at all.
    template<typename C>
    [[nodiscard]] bool lacksLease(const C& command);
    [[nodiscard]] std::optional<HeardLease> leaseOf(const QString& record) const;
    [[nodiscard]] QList<Header> leaseProof(const QString& record) const;
    [[nodiscard]] Copy copyOf(const QString& record) const;
    /// Types what \a change makes of the numbers on its screen; false where that cannot be.
    [[nodiscard]] bool typeChange(const QString& record, const Fields& change);
    [[nodiscard]] QList<Header> headersFor(const Demand& demand) const;
    void mergeDraft(const QString& record, const QMap<QString, Take>& choices);
    void send(
        HttpRequest request, const QString& record, Action action, Purpose purpose, const Fields& asked = {});
    void announce(const Endpoint& own);
    void settle();
    void giveUp(bool sent);
    void recordSilence();
    void recordLate(const Event& event);

    QString m_name;
    const Journal* m_journal;
    std::function<void(Event)> m_record;
    std::shared_ptr<PanelConnections> m_panels;
    std::deque<Command> m_commands;
    ApiClient* m_client;
    /// The request on its way: which it is, what it asks for, and on which version.
    PanelRequest m_request;
    QString m_target;
    Action m_action = Action::Read;
    Fields m_asked;
    std::optional<qint64> m_base;
    /// The answer to the next save is to be lost.
    bool m_cutsNext = false;
    /// For the server's account of a request whose answer was lost.
    QTimer m_account;
    bool m_lost = false;
    bool m_waiting = false;
    bool m_answered = false;
    /// The server saw it go while it waited.
    bool m_left = false;
    bool m_seen = false;
    bool m_blocked = false;
};

} // namespace interleave
