#include "engine/databases/serverengine.h"

#include "core/values/text.h"
#include "engine/databases/serverguest.h"

#include <QElapsedTimer>

#include <csignal>

namespace interleave {

namespace {

constexpr int InitMs = 60'000;
constexpr int StartMs = 30'000;

} // namespace

ServerEngine::ServerEngine(std::unique_ptr<ServerFolder> folder, ServerStart start)
    : m_folder(std::move(folder))
    , m_start(std::move(start))
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
    tell(Text::tr("%1 makes its files …").arg(title()));
    return ServerProcess::run({program, arguments, user, m_folder->path(), SIGKILL}, InitMs, m_start.stop);
}

QString ServerEngine::startProcess(
    const QString& program, const QStringList& arguments, const ServerUser& user, int endSignal)
{
    tell(Text::tr("%1 starts …").arg(title()));
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
    const QString problem = openMonitor(settings, [this, &time] {
        return m_process->isRunning() && time.elapsed() < StartMs && !m_start.stop.stop_requested();
    });
    if (m_start.stop.stop_requested())
        return Text::tr("it was cancelled");
    return m_process->isRunning() ? problem : ServerProcess::lastWords(m_folder->path());
}

void ServerEngine::tell(const QString& sentence) const
{
    if (m_start.told)
        m_start.told(sentence);
}

void ServerEngine::readVersion(const QString& sql, char end)
{
    const EngineAnswer answer = ask(sql);
    if (!answer.rows.isEmpty())
        m_version = toText(answer.rows.first().first()).section(QLatin1Char(end), 0, 0);
}

} // namespace interleave
