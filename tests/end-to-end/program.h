#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace interleave::testing {

struct Ended final
{
    int code = -1;
    QString out;
    QString err;
};

/// Starts it as in a terminal without a display.
inline void startProgram(QProcess& process, const QStringList& arguments, const QString& display = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    environment.remove(QStringLiteral("DISPLAY"));
    if (!display.isEmpty())
        environment.insert(QStringLiteral("DISPLAY"), display);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(INTERLEAVE_PROGRAM), arguments);
}

inline Ended ended(QProcess& process)
{
    constexpr int mostMs = 120'000;
    if (!process.waitForFinished(mostMs) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString()};
    return {
        process.exitCode(),
        QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError())};
}

inline Ended run(const QStringList& arguments, const QString& display = {})
{
    QProcess process;
    startProgram(process, arguments, display);
    return ended(process);
}

/// Runs a script for sh with one argument.
inline Ended runShell(const QString& script, const QString& argument)
{
    QProcess process;
    process.start(QStringLiteral("sh"), {script, argument});
    return ended(process);
}

/// Runs `interleave serve` on a free port as long as the object lives.
class Server final
{
public:
    explicit Server(const QStringList& options)
    {
        startProgram(
            m_process,
            QStringList{QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")} + options);
        while (!m_process.canReadLine() && m_process.waitForReadyRead()) {
        }
        m_url = QString::fromUtf8(m_process.readLine()).trimmed();
    }
    ~Server()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;

    [[nodiscard]] bool isUp() const { return !m_url.isEmpty(); }
    /// The address of its record.
    [[nodiscard]] const QString& url() const { return m_url; }

private:
    QProcess m_process;
    QString m_url;
};

} // namespace interleave::testing
