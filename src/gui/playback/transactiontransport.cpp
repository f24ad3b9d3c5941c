#include "gui/playback/transactiontransport.h"

#include "cli/lessonplace.h"
#include "core/transactionwords/transactionexplanation.h"
#include "engine/engineworker.h"
#include "engine/live/liverun.h"
#include "gui/playback/askfirst.h"
#include "gui/playback/transactionguessing.h"

#include <algorithm>

namespace interleave {

namespace {

/// How long what was run before may still be shown while the lesson is run again.
constexpr int GlanceMs = 250;

} // namespace

TransactionTransport::TransactionTransport(const EnginePlaces& places, QString role, QObject* parent)
    : Transport(parent)
    , m_places(places)
    , m_role(std::move(role))
    , m_worker(new EngineWorker(places, this))
    , m_guessing(new TransactionGuessing(*this))
    , m_askFirst(new AskFirst(*m_guessing, this))
{
    m_next.setSingleShot(true);
    m_next.setInterval(UsualPause);
    connect(&m_next, &QTimer::timeout, this, &TransactionTransport::advance);
    m_glance.setSingleShot(true);
    m_glance.setInterval(GlanceMs);
    connect(&m_glance, &QTimer::timeout, this, [this] {
        drop();
        emit storyReplaced();
        emit changed();
    });
    connect(m_askFirst, &AskFirst::changed, this, &Transport::changed);
    connect(m_worker, &EngineWorker::told, this, [this](const QString& sentence) {
        if (m_progress.isEmpty())
            return;
        m_progress = sentence;
        emit changed();
    });
}

TransactionTransport::~TransactionTransport() = default;

void TransactionTransport::load(
    const TransactionLesson& lesson,
    const QString& engine,
    const QString& level,
    int position,
    bool isBuiltIn)
{
    ++m_loads;
    m_coming.reset();
    m_lesson = lesson;
    m_isBuiltIn = isBuiltIn;
    m_engine = engine.isEmpty() ? engineFor(lesson) : engine;
    m_level = level.isEmpty() ? lesson.levelOn(m_engine) : level;
    m_position = std::clamp(position, 0, stepCount());
    run(false);
}

QString TransactionTransport::levelOf(const QString& session) const
{
    const auto own = std::ranges::find(m_lesson.sessions, session, &LessonSession::name);
    return own == m_lesson.sessions.end() ? m_level : m_lesson.levelOf(*own, m_engine, m_level);
}

void TransactionTransport::chooseEngine(const QString& engine)
{
    if (engine == m_engine)
        return;
    m_engine = engine;
    m_level = m_lesson.levelOn(engine);
    run(true);
}

void TransactionTransport::chooseLevel(const QString& level)
{
    m_level = level;
    for (LessonSession& session : m_lesson.sessions)
        session.level.by.remove(m_engine);
    run(true);
}

void TransactionTransport::chooseLevelOf(const QString& session, const QString& level)
{
    const auto own = std::ranges::find(m_lesson.sessions, session, &LessonSession::name);
    if (own == m_lesson.sessions.end())
        return;
    own->level.by.insert(m_engine, level);
    run(true);
}

void TransactionTransport::run(bool keepsStory)
{
    setPlaying(false);
    m_worker->cancel();
    if (m_live != nullptr)
        m_live->stop();
    if (m_coming)
        adopt(*std::exchange(m_coming, std::nullopt), {m_engine, m_level});
    // A run takes less than a glance, and what is there stays until then; free play is not that of the
    // lesson.
    if (m_isFree || !keepsStory)
        drop();
    else
        m_glance.start();
    m_isFree = false;
    m_chosen.reset();
    m_reached = m_position;
    m_problem = m_lesson.problemOn(m_engine, m_level);
    m_progress.clear();
    if (!m_problem.isEmpty()) {
        drop();
    } else {
        m_progress = tr("Running the lesson on %1.").arg(knownEngine(m_engine)->title);
        m_worker->run(
            [named = NamedTransactionLesson{m_lesson.title, m_lesson, m_isBuiltIn},
             place = EngineLevel{m_engine, m_level},
             role = m_role](EnginePool& pool, const std::stop_token& stop) {
                return storyOn(pool, named, place, role, stop);
            },
            [this](TransactionStory story) { take(std::move(story)); });
    }
    emit storyReplaced();
    emit changed();
}

void TransactionTransport::drop()
{
    m_glance.stop();
    m_story.reset();
    m_shown.reset();
}

void TransactionTransport::take(TransactionStory story)
{
    drop();
    m_progress.clear();
    m_problem = story.problem;
    // What was run before something went wrong is shown all the same.
    if (m_problem.isEmpty() || story.journal.size() > 0)
        m_story = std::make_shared<const TransactionStory>(std::move(story));
    cut();
    emit storyReplaced();
    emit m_guessing->stepped(m_reached);
    emit changed();
    if (std::exchange(m_playsWhenRun, false))
        togglePlay();
}

void TransactionTransport::cancel()
{
    if (m_progress.isEmpty())
        return;
    m_worker->cancel();
    if (m_live != nullptr)
        m_live->stop();
    drop();
    m_progress.clear();
    m_problem = tr("The run was cancelled.");
    emit changed();
}

void TransactionTransport::cut()
{
    if (m_story == nullptr) {
        m_shown.reset();
        return;
    }
    const qint64 end = momentAt(m_reached);
    if (m_isFree || end == m_story->journal.size()) {
        m_shown = m_story;
        return;
    }
    auto shown = std::make_shared<TransactionStory>(*m_story);
    shown->journal = m_story->journal.copy(end);
    // Nobody knows yet what comes of it.
    shown->judgement = {};
    m_shown = std::move(shown);
}

qint64 TransactionTransport::momentAt(int position) const
{
    return m_story == nullptr ? 0 : m_story->journal.endOfStep(position);
}

qint64 TransactionTransport::moment() const
{
    if (m_isFree)
        return m_story == nullptr ? 0 : m_chosen.value_or(m_story->journal.size());
    return momentAt(m_position);
}

qint64 TransactionTransport::message() const
{
    if (m_chosen)
        return *m_chosen;
    return isOver() && !isPast() ? transactionTurningPoint(*m_story) : moment();
}

bool TransactionTransport::isPast() const
{
    return m_isFree ? m_story != nullptr && moment() < m_story->journal.size() : m_position < m_reached;
}

bool TransactionTransport::canStep() const
{
    return m_isFree ? isPast() : m_story != nullptr && m_position < stepCount();
}

void TransactionTransport::moveTo(int position)
{
    m_position = std::clamp(position, 0, stepCount());
    m_chosen.reset();
    const bool isNew = m_position > m_reached;
    if (isNew) {
        m_reached = m_position;
        cut();
        emit m_guessing->stepped(m_reached);
    }
    emit changed();
}

void TransactionTransport::playNext()
{
    if (m_story != nullptr && m_reached < stepCount())
        moveTo(m_reached + 1);
}

void TransactionTransport::show(qint64 seq)
{
    if (m_story == nullptr)
        return;
    if (m_isFree) {
        lookAt(seq);
        return;
    }
    int position = 0;
    while (position < m_reached && momentAt(position) < seq)
        ++position;
    setPlaying(false);
    moveTo(position);
    m_chosen = seq;
    emit changed();
}

void TransactionTransport::follow(TransactionFigure figure)
{
    if (m_shown == nullptr)
        return;
    const qint64 size = m_shown->journal.size();
    for (qint64 i = 0; i < size; ++i) {
        const qint64 seq = (message() + i) % size + 1;
        if (isCounted(figure, *m_shown, seq)) {
            show(seq);
            return;
        }
    }
}

void TransactionTransport::continueFromHere()
{
    if (m_isFree) {
        last();
        return;
    }
    m_reached = m_position;
    cut();
    emit m_guessing->stepped(m_reached);
    emit changed();
}

void TransactionTransport::first()
{
    setPlaying(false);
    if (m_isFree)
        lookAt(0);
    else
        moveTo(0);
}

void TransactionTransport::back()
{
    setPlaying(false);
    if (m_isFree)
        lookAt(moment() - 1);
    else
        moveTo(m_position - 1);
}

void TransactionTransport::step()
{
    setPlaying(false);
    if (!canStep())
        return;
    if (m_isFree) {
        lookAt(moment() + 1);
    } else if (isPast()) {
        moveTo(m_position + 1);
        m_askFirst->ask();
    } else if (mayStep()) {
        playNext();
    }
}

bool TransactionTransport::mayStep()
{
    if (!m_askFirst->isAsking() || m_askFirst->reveal())
        return true;
    emit held();
    return false;
}

bool TransactionTransport::mayRepeat() const
{
    return !m_askFirst->isAsking();
}

QString TransactionTransport::question() const
{
    return m_isFree || isPast() || m_position >= stepCount() ? QString() : m_lesson.steps.at(m_position).ask;
}

void TransactionTransport::last()
{
    if (m_isFree && m_story != nullptr)
        lookAt(m_story->journal.size());
    else
        moveTo(m_reached);
}

void TransactionTransport::togglePlay()
{
    if (m_isPlaying) {
        setPlaying(false);
        return;
    }
    if (!canPlay() || (!isPast() && !mayStep()))
        return;
    setPlaying(true);
    advance();
}

/// Waits before a step with a question, and at the end.
void TransactionTransport::advance()
{
    moveTo(m_position + 1);
    if (canStep() && question().isEmpty())
        m_next.start();
    else
        setPlaying(false);
}

void TransactionTransport::setPlaying(bool playing)
{
    if (!playing)
        m_next.stop();
    if (m_isPlaying == playing)
        return;
    m_isPlaying = playing;
    emit changed();
}

/// Runs the lesson again from its start.
void TransactionTransport::reset()
{
    m_position = 0;
    run(false);
}

QString TransactionTransport::positionText() const
{
    if (m_isFree || stepCount() == 0)
        return m_position == 0 ? tr("by hand") : tr("free play from step %1").arg(m_position);
    return tr("%1 of %2").arg(QString::number(m_position), QString::number(stepCount()));
}

} // namespace interleave
