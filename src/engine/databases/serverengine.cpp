#include "engine/databases/serverengine.h"

#include "engine/databases/serverguest.h"

#include <QElapsedTimer>

#include <csignal>

namespace interleave {

namespace {

constexpr int InitMs = 60'000;
constexpr int StartMs = 30'000;

} // namespace

ServerEngine::ServerEngine(std::unique_ptr<ServerFolder> folder)
    : m_folder(std::move(folder))
    , m_place(QStringLiteral("lesson"))
{
}

ServerEngine::ServerEngine(ConnectionSettings guest)
    : m_guest(std::move(guest))
    , m_place(newGuestName())
{
}

ServerEngine::~ServerEngine()
{
    closeLook();
    closeMonitor();
}

QString ServerEngine::runProgram(const QString& program, const QStringList& arguments, const ServerUser& user)
{
    return ServerProcess::run({program, arguments, user, m_folder->path(), SIGKILL}, InitMs);
}

QString ServerEngine::startProcess(
    const QString& program, const QStringList& arguments, const ServerUser& user, int endSignal)
{
    auto process = ServerProcess::start({program, arguments, user, m_folder->path(), endSignal});
    if (!process)
        return process.error();
    m_process = std::move(process).value();
    m_process->setEndSignal(endSignal);
    return {};
}

QString ServerEngine::awaitServer(const ConnectionSettings& settings)
{
    QElapsedTimer time;
    time.start();
    const QString problem =
        openMonitor(settings, [this, &time] { return m_process->isRunning() && time.elapsed() < StartMs; });
    return m_process->isRunning() ? problem : ServerProcess::lastWords(m_folder->path());
}

void ServerEngine::readVersion(const QString& sql, char end)
{
    const EngineAnswer answer = ask(sql);
    if (!answer.rows.isEmpty())
        m_version = toText(answer.rows.first().first()).section(QLatin1Char(end), 0, 0);
}

} // namespace interleave
