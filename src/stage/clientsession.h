#pragma once

#include "core/journal.h"
#include "core/scenario.h"
#include "http/apiclient.h"

#include <QObject>
#include <QTimer>

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

    void read(const QString& record, Purpose purpose = Purpose::Plain);
    void edit(const QString& record, const Fields& fields);
    void save(const QString& record, const SaveStep& how);
    void increment(const QString& record, const Fields& amounts);
    // After a refusal that the client has not dealt with yet; without one they do nothing.
    void overwrite(const QString& record);
    void retry(const QString& record);
    void merge(const QString& record, const QMap<QString, Take>& choices);
    /// Reads the list of versions.
    void findOut(const QString& record);
    /// What the request on its way was made for.
    [[nodiscard]] Purpose purpose() const { return m_purpose; }
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
        Purpose purpose = Purpose::Plain;
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
    };
    struct IncrementCommand
    {
        QString record;
        Fields amounts;
    };
    using Command = std::variant<ReadCommand, EditCommand, SaveCommand, IncrementCommand, AnswerCommand>;

    void enqueue(Command command);
    void next();
    void run(const ReadCommand& command);
    void run(const EditCommand& command);
    void run(const SaveCommand& command);
    void run(const IncrementCommand& command);
    void run(const AnswerCommand& command);
    [[nodiscard]] Copy copyOf(const QString& record) const;
    [[nodiscard]] QList<Header> proofOf(const QString& record, qint64 version) const;
    void mergeDraft(const QString& record, const QMap<QString, Take>& choices);
    void send(HttpRequest request, const QString& record, Action action, Purpose purpose);
    void settle();
    void giveUp(bool sent);
    void recordSilence();

    QString m_name;
    const Journal* m_journal;
    std::function<void(Event)> m_record;
    std::shared_ptr<PanelRegister> m_panels;
    std::deque<Command> m_commands;
    ApiClient* m_client;
    QString m_target;
    Action m_action = Action::Read;
    Purpose m_purpose = Purpose::Plain;
    /// For the server's account of a request whose answer was lost.
    QTimer m_account;
    bool m_lost = false;
    bool m_waiting = false;
    bool m_answered = false;
    bool m_seen = false;
};

} // namespace interleave
