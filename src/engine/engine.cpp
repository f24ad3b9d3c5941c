#include "engine/engine.h"

#include "core/values/text.h"

#include <QThread>

namespace interleave {

namespace {

constexpr int AnswerMs = 30'000;
constexpr int TryAgainMs = 10;

} // namespace

QString Engine::openMonitor(const ConnectionSettings& settings, const std::function<bool()>& mayComeUp)
{
    auto opened = EngineSession::open({}, settings);
    while (!opened && mayComeUp && mayComeUp()) {
        QThread::msleep(TryAgainMs);
        opened = EngineSession::open({}, settings);
    }
    if (!opened)
        return opened.error();
    m_monitor = std::move(opened).value();
    return {};
}

EngineAnswer Engine::ask(const QString& sql)
{
    if (!m_monitor)
        return {false, {}, Text::tr("it is not open")};
    // An answer that comes late must not be taken for the next one's.
    const bool isLate = m_monitor->isBusy();
    if (!isLate)
        m_monitor->execute({sql});
    if (isLate || !m_monitor->waitForAnswer(AnswerMs))
        return {false, {}, Text::tr("it does not answer")};
    return m_monitor->takeAnswer();
}

QString Engine::askAll(const QStringList& statements)
{
    for (const QString& sql : statements) {
        const EngineAnswer answer = ask(sql);
        if (!answer.succeeded)
            return Text::tr("%1 (%2)", "an error, and its code").arg(answer.text.trimmed(), answer.code);
    }
    return {};
}

QString Engine::makeTables(const QStringList& statements)
{
    const QString problem = askAll(statements);
    return problem.isEmpty() ? QString()
                             : Text::tr("%1 did not prepare the lesson: %2.").arg(title(), problem);
}

} // namespace interleave
