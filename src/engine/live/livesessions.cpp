#include "engine/live/livesessions.h"

#include "engine/databases/commitwatch.h"
#include "engine/lessonrun.h"

namespace interleave {

namespace {

using namespace std::chrono_literals;

/// How often sessions that wait are looked after.
constexpr auto LookEvery = 20ms;

/// The sessions of one lesson.
class LiveSessions final
{
public:
    LiveSessions(Engine& engine, const QString& level, const std::function<void(LiveNews)>& tell)
        : m_engine(engine)
        , m_level(level)
        , m_tell(tell)
        , m_watch(engine)
        , m_player(engine, level, [this](TransactionEvent event, bool isStill) {
            m_watch.complete(event, isStill);
            m_news.events.append(std::move(event));
        })
    {
        m_player.setProblemMet([this](const QString& problem) { m_news.problems.append(problem); });
    }

    QString run(const TransactionLesson& lesson, LiveCommands& commands, const std::stop_token& stop)
    {
        QString problem = start(lesson, stop);
        while (problem.isEmpty() && !stop.stop_requested()) {
            const auto command = commands.take(
                stop,
                m_player.isAwaiting() ? std::optional<std::chrono::milliseconds>(LookEvery) : std::nullopt);
            if (command)
                std::visit([this](const auto& told) { obey(told); }, *command);
            else
                m_player.look();
            if (m_player.isGone())
                problem = m_news.problems.takeLast();
            tellNews();
        }
        m_player.end();
        return problem;
    }

    [[nodiscard]] bool isGone() const { return m_player.isGone(); }

private:
    QString start(const TransactionLesson& lesson, const std::stop_token& stop)
    {
        TransactionHeader header = headerOf(lesson, m_engine.name(), m_level);
        header.version = m_engine.version();
        m_player.setStarted([&] { header.tables = m_watch.begin(); });
        const QString problem = m_player.start(scriptOf(lesson, m_engine.name(), m_level), stop);
        if (!problem.isEmpty())
            return problem;
        m_news.header = header;
        tellNews();
        return {};
    }

    void obey(const TransactionStep& step)
    {
        ++m_news.done;
        // It is told before the first event of it.
        m_news.steps.append(step);
        const QString problem = m_player.perform(step);
        if (problem.isEmpty())
            return;
        m_news.steps.removeLast();
        m_news.problems.append(problem);
    }

    void obey(const LiveCancel& cancel) { m_player.cancel(cancel.session); }

    void tellNews()
    {
        const QStringList before = std::exchange(m_underWay, m_player.underWay());
        const QMap<QString, QStringList> waitsBefore = std::exchange(m_waits, m_player.waits());
        const bool isNews = m_news.header || m_news.done > 0 || !m_news.events.isEmpty() ||
                            !m_news.problems.isEmpty() || m_underWay != before || m_waits != waitsBefore;
        if (!isNews)
            return;
        m_news.isGuest = m_engine.isGuest();
        m_news.waits = m_waits;
        m_news.underWay = m_underWay;
        m_news.tookTooLong = m_player.tookTooLong();
        m_tell(std::exchange(m_news, {}));
    }

    Engine& m_engine;
    QString m_level;
    const std::function<void(LiveNews)>& m_tell;
    CommitWatch m_watch;
    LiveNews m_news;
    QStringList m_underWay;
    QMap<QString, QStringList> m_waits;
    TransactionPlayer m_player;
};

} // namespace

void LiveCommands::push(LiveCommand command)
{
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
    }
    m_changed.notify_all();
}

std::optional<LiveCommand>
LiveCommands::take(const std::stop_token& stop, std::optional<std::chrono::milliseconds> atMost)
{
    std::unique_lock lock(m_mutex);
    const auto isThere = [this] {
        return !m_commands.empty();
    };
    const bool isTaken =
        atMost ? m_changed.wait_for(lock, stop, *atMost, isThere) : m_changed.wait(lock, stop, isThere);
    if (!isTaken)
        return std::nullopt;
    std::optional<LiveCommand> next(std::move(m_commands.front()));
    m_commands.pop_front();
    return next;
}

QString runSessions(
    EnginePool& pool,
    const LiveScript& script,
    LiveCommands& commands,
    const std::function<void(LiveNews)>& tell,
    const std::stop_token& stop)
{
    const auto ready = pool.ready(script.engine, stop);
    if (!ready)
        return ready.error();
    QString problem = script.guard ? script.guard(**ready) : QString();
    if (problem.isEmpty())
        problem = problemOnServer(script.lesson, **ready, script.level);
    if (!problem.isEmpty())
        return problem;
    bool isGone = false;
    {
        LiveSessions sessions(**ready, script.level, tell);
        problem = sessions.run(script.lesson, commands, stop);
        isGone = sessions.isGone();
    }
    if (isGone)
        pool.drop(script.engine);
    return problem;
}

} // namespace interleave
