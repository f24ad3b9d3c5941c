#include "stage/serverthread.h"

#include "stage/tagsuffix.h"

namespace interleave {

ServerThread::ServerThread(ServerOptions options, RoomLimits limits)
    : m_options(std::move(options))
    , m_limits(limits)
{
}

ServerThread::~ServerThread() = default;

void ServerThread::open(
    const QString& databaseFile, std::optional<quint16> port, quint16 usualPort, const QList<Record>& records)
{
    if (!openStore(databaseFile, records))
        return;
    m_server = std::make_unique<ApiServer>(m_kept ? *m_kept : *m_private, m_options);
    m_server->setTagSuffix(newTagSuffix());
    connect(m_server.get(), &ApiServer::happened, this, [this](const Event& event, qint64) {
        m_hasAnsweredOutsiders = m_hasAnsweredOutsiders || event.outside;
    });
    connect(m_server.get(), &ApiServer::happened, this, &ServerThread::happened);
    connect(m_server.get(), &ApiServer::otherAnswered, this, &ServerThread::otherAnswered);
    connect(m_server.get(), &ApiServer::troubled, this, &ServerThread::failed);
    connect(m_server.get(), &ApiServer::stopped, this, &ServerThread::stopped);
    makeRoom();
    QString note;
    if (listen(port, usualPort, &note))
        emit opened(m_server->port(), note);
}

bool ServerThread::openStore(const QString& databaseFile, const QList<Record>& records)
{
    auto store = databaseFile.isEmpty() ? RecordStore::openPrivate() : RecordStore::open(databaseFile);
    if (!store) {
        emit failed(store.error());
        return false;
    }
    std::unique_ptr<RecordStore>& place = databaseFile.isEmpty() ? m_private : m_kept;
    place = std::move(store).value();
    const auto stored = place->records();
    // Fill the database only if it is empty; an unreadable one is not.
    const QString problem = !stored             ? stored.error()
                            : stored->isEmpty() ? place->reset(stamped(records))
                                                : QString();
    if (!problem.isEmpty()) {
        emit failed(problem);
        return false;
    }
    m_firstRecord = stored->isEmpty() ? records.first() : stored->first();
    return true;
}

QList<Record> ServerThread::stamped(QList<Record> records) const
{
    for (Record& record : records)
        record.modifiedAt = m_options.now() / 1000;
    return records;
}

bool ServerThread::listen(std::optional<quint16> port, quint16 usualPort, QString* note)
{
    QString problem;
    if (m_server->listenOnLoopback(port.value_or(usualPort), &problem))
        return true;
    if (!port && m_server->listenOnLoopback(0, &problem)) {
        *note = tr("Port %1 is in use, so this is port %2: write that in commands that name %1.")
                    .arg(QString::number(usualPort), QString::number(m_server->port()));
        return true;
    }
    emit failed(problem);
    return false;
}

void ServerThread::restart(
    const QList<Record>& records, Locking locking, const LeaseRules& leases, const QStringList& panels)
{
    const auto suffix = m_hasAnsweredOutsiders ? std::nullopt : std::optional(QByteArray());
    restore({stamped(records), {}, {}, locking, suffix, leases, panels});
}

void ServerThread::restore(const Past& past)
{
    if (!m_private) {
        auto store = RecordStore::openPrivate();
        if (!store) {
            emit failed(store.error());
            return;
        }
        m_private = std::move(store).value();
    }
    const QString problem = m_private->reset(past.records, past.history, past.leases);
    if (!problem.isEmpty()) {
        emit failed(problem);
        return;
    }
    begin(*m_private, past);
}

void ServerThread::restartKept(
    const QList<Record>& records,
    Locking locking,
    const QStringList& panels,
    std::optional<QByteArray> suffix)
{
    if (!m_kept)
        return restore({stamped(records), {}, {}, locking, suffix, {}, panels});
    begin(*m_kept, {{}, {}, {}, locking, suffix, {}, panels});
}

void ServerThread::begin(RecordStore& store, const Past& past)
{
    const auto records = store.records();
    if (!records) {
        emit failed(records.error());
        return;
    }
    const QByteArray suffix = past.suffix.value_or(newTagSuffix());
    m_server->startOver(store);
    if (m_options.panels)
        m_options.panels->setNames(past.panels);
    m_server->setLeaseRules(past.rules);
    m_server->setLocking(past.locking);
    m_server->setTagSuffix(suffix);
    // Before the journal is another one, in which a name may be somebody else's.
    if (m_room)
        m_room->startOver(past.panels + past.others);
    emit restarted(*records, past.locking, suffix);
    // Leases that have expired by now belong to the new journal.
    m_server->resumeLeases();
}

void ServerThread::setLocking(Locking locking)
{
    m_server->setLocking(locking);
}

void ServerThread::moveClock()
{
    if (m_server)
        m_server->clockMoved();
    emit clockSettled();
}

void ServerThread::stop()
{
    m_isStopping = true;
    if (m_room)
        m_room->close();
    else
        emit stopped();
}

} // namespace interleave
