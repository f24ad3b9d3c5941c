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

/// A panel's client: its connection, and the commands that it has not carried out yet. Its copies, drafts and
/// answers are not here but in the journal's snapshot. Lives in the journal's thread.
class ClientSession final : public QObject
{
    Q_OBJECT

public:
    /// \a journal gives the state when a request is made; \a record appends an event to it. Both must outlive
    /// the session.
    ClientSession(
        QString name,
        const Journal& journal,
        std::function<void(Event)> record,
        std::shared_ptr<PanelConnections> panels,
        quint16 port,
        QObject* parent = nullptr);

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] bool isBusy() const { return m_exchange || !m_commands.empty(); }
    /// It waits for a lease; further commands wait until that is over.
    [[nodiscard]] bool isBlocked() const { return m_exchange && m_exchange->account == Account::Waiting; }
    /// How long to wait for the server's report on a request that it has begun, in milliseconds, after the
    /// connection is gone.
    void setAccountTime(int ms) { m_accountTimer.setInterval(ms); }

    /// Performs \a action on \a record, after all earlier commands. A save first types its `set`, and its
    /// `change` when it is sent. Leases are requested and given back only under a rule with leases; there a
    /// read requests the lease first, and a save or an increment gives back one that came with a read.
    /// Responses to a refusal do nothing without one, nor do actions without a client (a wait, the server's
    /// clock and its rule).
    void perform(const QString& record, const StepAction& action);
    /// Ends the wait for a lease.
    void stopWaiting();
    /// The server's report on this client's request with that ticket is in the journal (PanelConnections).
    void eventSeen(const Event& event, qint64 ticket);

signals:
    void busyChanged(bool busy);
    /// The values to save could not be computed, and nothing was sent; one sentence.
    void impossible(const QString& problem);
    /// All commands are done: answered, and in the journal; or the client waits for a lease.
    void idle();

private:
    /// What the client was asked to do and has not begun yet.
    struct Command
    {
        QString record;
        StepAction action;
        /// For a read, a save, an acquire and a release. Answers to a refusal have their own.
        Purpose purpose = Purpose::Plain;
        /// The lease that it needs has been asked for.
        bool hasAskedForLease = false;
    };
    /// The state of a request's answer at the client.
    enum class Answer { Awaited, Arrived, Lost };
    /// What the server has reported of a request. The report puts it into the journal.
    enum class Account {
        Awaited,
        Waiting,   ///< the request waits for a lease; a final report follows
        Given,     ///< the request is done
        ClientLeft ///< the client closed the connection while the request waited
    };
    /// A request in progress. It ends when the answer has arrived and the final report was given.
    struct Exchange
    {
        PanelRequest request;
        QString record;
        Action action = Action::Read;
        Fields asked;
        /// The version of the client's copy when it was sent.
        std::optional<qint64> base;
        Answer answer = Answer::Awaited;
        Account account = Account::Awaited;

        [[nodiscard]] bool isTold() const
        {
            return account == Account::Given || account == Account::ClientLeft;
        }
    };
    struct Run;

    void enqueue(Command command);
    void next();
    void runCommands();
    void read(const Command& command, Purpose purpose);
    void type(const QString& record, const Fields& fields);
    void save(const Command& command, const SaveStep& how);
    void increment(const QString& record, const Fields& amounts);
    void acquire(const Command& command, const AcquireStep& how);
    void release(const Command& command);
    void overwrite(const Command& command);
    void merge(const Command& command, const QMap<QString, Take>& choices);
    /// There is a refused draft, and the client may write now.
    [[nodiscard]] bool canAnswer(const Command& command);
    /// True when \a command must not run now: it is repeated after the lease was requested, or dropped.
    [[nodiscard]] bool lacksLease(const Command& command);
    [[nodiscard]] std::optional<HeardLease> leaseOf(const QString& record) const;
    [[nodiscard]] QList<Header> leaseProof(const QString& record) const;
    [[nodiscard]] Copy copyOf(const QString& record) const;
    /// Types the numbers on its screen plus \a change; false when that is impossible.
    [[nodiscard]] bool typeChange(const QString& record, const Fields& change);
    [[nodiscard]] QList<Header> headersFor(const Demand& demand) const;
    void mergeDraft(const QString& record, const QMap<QString, Take>& choices);
    /// With \a losesAnswer the connection is cut after the commit, before the answer arrives.
    void send(
        HttpRequest request,
        const QString& record,
        Action action,
        Purpose purpose,
        const Fields& asked = {},
        bool losesAnswer = false);
    void announce(const Endpoint& own);
    /// Ends the exchange if nothing more is to come.
    void settle();
    void finish();
    void giveUp(bool sent);
    void recordSilence();
    void recordLate(const Event& event);

    QString m_name;
    const Journal* m_journal;
    std::function<void(Event)> m_record;
    std::shared_ptr<PanelConnections> m_panels;
    std::deque<Command> m_commands;
    ApiClient* m_client;
    std::optional<Exchange> m_exchange;
    /// Limits the wait for the server's report on a request whose answer was lost.
    QTimer m_accountTimer;
};

} // namespace interleave
