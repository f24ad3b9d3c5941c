#pragma once

#include "core/journal.h"
#include "core/scenario.h"
#include "http/apiclient.h"

#include <QObject>

#include <deque>
#include <variant>

namespace interleave {

class PanelRegister;

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
        std::shared_ptr<PanelRegister> panels,
        quint16 port,
        QObject* parent = nullptr);

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] bool isBusy() const { return m_waiting || !m_commands.empty(); }

    void read(const QString& record);
    void edit(const QString& record, const Fields& fields);
    void save(const QString& record, const SaveStep& how);
    void increment(const QString& record, const Fields& amounts);
    /// The server's account of this client's request is in the journal.
    void eventSeen();

signals:
    void busyChanged(bool busy);
    /// Everything asked for so far is done: answered, and in the journal.
    void idle();

private:
    struct ReadCommand
    {
        QString record;
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
    };
    struct IncrementCommand
    {
        QString record;
        Fields amounts;
    };
    using Command = std::variant<ReadCommand, EditCommand, SaveCommand, IncrementCommand>;

    void enqueue(Command command);
    void next();
    void run(const ReadCommand& command);
    void run(const EditCommand& command);
    void run(const SaveCommand& command);
    void run(const IncrementCommand& command);
    [[nodiscard]] QList<Header> proofOf(const QString& record, qint64 version) const;
    void send(HttpRequest request);
    void settle();
    void giveUp();

    QString m_name;
    const Journal* m_journal;
    std::function<void(Event)> m_record;
    std::deque<Command> m_commands;
    ApiClient* m_client;
    QString m_waitingFor;
    bool m_waiting = false;
    bool m_answered = false;
    bool m_seen = false;
};

} // namespace interleave
