#include "gui/playback/timelinecursor.h"

#include "core/scenario/turningpoint.h"
#include "stage/stage.h"

#include <algorithm>

namespace interleave {

TimelineCursor::TimelineCursor(Stage& stage, QObject* parent)
    : QObject(parent)
    , m_stage(stage)
{
    // Don't emit changed() here: views must handle the new journal first, and only then can show a moment of
    // it.
    connect(&stage, &Stage::journalReplaced, this, [this] {
        m_past = -1;
        m_newestChosen = false;
        m_deciding.reset();
    });
    connect(&stage, &Stage::eventsAppended, this, [this] {
        m_newestChosen = false;
        emit changed();
    });
}

qint64 TimelineCursor::seq() const
{
    return m_past < 0 ? m_stage.journal().size() : m_past;
}

bool TimelineCursor::isPast() const
{
    return m_past >= 0;
}

qint64 TimelineCursor::message() const
{
    return isLessonOver() && !m_newestChosen ? decidingMessage() : lastMessage();
}

bool TimelineCursor::isLessonOver() const
{
    const Scenario* scenario = m_stage.scenario();
    return !isPast() && scenario != nullptr && isScripted() && m_stage.position() == scenario->steps.size();
}

qint64 TimelineCursor::decidingMessage() const
{
    const Journal& journal = m_stage.journal();
    if (m_deciding && m_deciding->first == journal.size())
        return m_deciding->second;
    const int step = m_stage.scenario()->look.value(journal.header().locking);
    qint64 seq = step > 0 ? m_stage.eventsAt(step) : turningPoint(journal, journal.size());
    while (seq > 0 && !journal.event(seq).isMoment())
        --seq;
    m_deciding = {journal.size(), seq > 0 ? seq : lastMessage()};
    return m_deciding->second;
}

qint64 TimelineCursor::lastMessage() const
{
    const Journal& journal = m_stage.journal();
    const qint64 newest = seq();
    const qint64 begin = isScripted() ? m_stage.eventsAt(position() - 1) : 0;
    const bool isEnd = isScripted() && m_stage.eventsAt(position()) == newest;
    qint64 seq = newest;
    while (seq > 0 && !journal.event(seq).isMoment()) {
        --seq;
        if (isEnd && seq == begin)
            return newest;
    }
    return seq;
}

Snapshot TimelineCursor::snapshot() const
{
    return m_stage.journal().at(seq());
}

int TimelineCursor::position() const
{
    int position = m_stage.position();
    while (isPast() && position > 0 && m_stage.eventsAt(position) > m_past)
        --position;
    return position;
}

void TimelineCursor::show(qint64 seq)
{
    m_newestChosen = seq >= m_stage.journal().size();
    moveTo(seq);
}

void TimelineCursor::moveTo(qint64 seq)
{
    const qint64 size = m_stage.journal().size();
    m_past = seq >= size ? -1 : std::max<qint64>(seq, 0);
    emit changed();
}

void TimelineCursor::showNewest()
{
    m_newestChosen = false;
    m_past = -1;
    emit changed();
}

void TimelineCursor::goBack()
{
    if (seq() > 0)
        moveTo(before(seq()));
}

bool TimelineCursor::goForward()
{
    if (!isPast())
        return false;
    m_newestChosen = false;
    moveTo(next());
    return true;
}

qint64 TimelineCursor::next() const
{
    return after(seq());
}

bool TimelineCursor::isScripted() const
{
    return m_stage.scenario() != nullptr && seq() <= m_stage.eventsAt(m_stage.position());
}

qint64 TimelineCursor::before(qint64 seq) const
{
    if (isScripted()) {
        int position = m_stage.position();
        while (position > 0 && m_stage.eventsAt(position) >= seq)
            --position;
        return m_stage.eventsAt(position);
    }
    // Go to the end of the moment before, because the edits in between belong to the later one.
    const Journal& journal = m_stage.journal();
    qint64 last = lastMessage();
    for (--last; last > 0 && !journal.event(last).isMoment(); --last) {
    }
    return std::max<qint64>(last, 0);
}

qint64 TimelineCursor::after(qint64 seq) const
{
    if (isScripted()) {
        int position = 0;
        while (position < m_stage.position() && m_stage.eventsAt(position) <= seq)
            ++position;
        if (m_stage.eventsAt(position) > seq)
            return m_stage.eventsAt(position);
    }
    const Journal& journal = m_stage.journal();
    qint64 next = seq + 1;
    while (next < journal.size() && !journal.event(next).isMoment())
        ++next;
    return next;
}

} // namespace interleave
