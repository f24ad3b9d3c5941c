#include "gui/playback/moment.h"

#include "stage/stage.h"

#include <algorithm>

namespace interleave {

Moment::Moment(Stage& stage, QObject* parent)
    : QObject(parent)
    , m_stage(stage)
{
    // Whoever shows a journal hears of the new one itself, and only then can show a moment of it.
    connect(&stage, &Stage::journalReplaced, this, [this] { m_past = -1; });
    connect(&stage, &Stage::eventsAppended, this, &Moment::changed);
}

qint64 Moment::seq() const
{
    return m_past < 0 ? m_stage.journal().size() : m_past;
}

bool Moment::isPast() const
{
    return m_past >= 0;
}

qint64 Moment::message() const
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

Snapshot Moment::snapshot() const
{
    return m_stage.journal().at(seq());
}

int Moment::position() const
{
    int position = m_stage.position();
    while (isPast() && position > 0 && m_stage.eventsAt(position) > m_past)
        --position;
    return position;
}

void Moment::show(qint64 seq)
{
    const qint64 size = m_stage.journal().size();
    m_past = seq >= size ? -1 : std::max<qint64>(seq, 0);
    emit changed();
}

void Moment::showNewest()
{
    m_past = -1;
    emit changed();
}

void Moment::goBack()
{
    if (seq() > 0)
        show(before(seq()));
}

bool Moment::goForward()
{
    if (!isPast())
        return false;
    show(next());
    return true;
}

qint64 Moment::next() const
{
    return after(seq());
}

bool Moment::isScripted() const
{
    return m_stage.scenario() != nullptr && seq() <= m_stage.eventsAt(m_stage.position());
}

qint64 Moment::before(qint64 seq) const
{
    if (isScripted()) {
        int position = m_stage.position();
        while (position > 0 && m_stage.eventsAt(position) >= seq)
            --position;
        return m_stage.eventsAt(position);
    }
    // To the end of the moment before: the edits that lead to this one have not been made then.
    const Journal& journal = m_stage.journal();
    qint64 last = message();
    for (--last; last > 0 && !journal.event(last).isMoment(); --last) {
    }
    return std::max<qint64>(last, 0);
}

qint64 Moment::after(qint64 seq) const
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
