#include "gui/diagram/diagramlayout.h"

#include "core/words/verdictwords.h"
#include "gui/diagram/diagramcomposer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace interleave {

void DiagramLayout::setJournal(const Journal* journal, const QStringList& panels, const QStringList& own)
{
    const DiagramLayout before = std::exchange(*this, DiagramLayout());
    m_messageHeight = before.m_messageHeight;
    m_showsCycles = before.m_showsCycles;
    m_journal = journal;
    m_panels = panels;
    m_own = own;
    if (journal == nullptr)
        return;
    m_looks = journal->header().clients;
    m_cast = Cast(panels, m_looks);
    m_room = RoomLane(m_looks, own);
    const QList<Record>& records = journal->header().records;
    for (qsizetype i = 0; i < std::min(records.size(), MostRecords); ++i) {
        m_records.append(records.at(i).id);
        m_versions.resize(static_cast<std::size_t>(i + 1));
        version(i) = records.at(i).version;
    }
    for (const QString& client : panels)
        laneFor(client);
    catchUp();
}

bool DiagramLayout::namesRecords() const
{
    return m_journal != nullptr && m_journal->latest().records().size() > 1;
}

void DiagramLayout::catchUp()
{
    if (m_journal == nullptr)
        return;
    if (m_looks != m_journal->header().clients) {
        setJournal(m_journal, QStringList(m_panels), QStringList(m_own));
        return;
    }
    const qint64 known = rowCount();
    for (qint64 seq = known + 1; seq <= m_journal->size(); ++seq) {
        const qint64 silenced = m_journal->silencedBy(seq);
        if (silenced == 0 || silenced > known)
            continue;
        // An answer that was laid out as heard has been lost since, so lay out everything again.
        setJournal(m_journal, QStringList(m_panels), QStringList(m_own));
        return;
    }
    while (rowCount() < m_journal->size())
        append(m_journal->event(rowCount() + 1));
}

void DiagramLayout::padAfter(qint64 seq, int height)
{
    for (auto i = static_cast<std::size_t>(seq); i < m_tops.size(); ++i)
        m_tops[i] += height;
}

void DiagramLayout::setMessageHeight(int height)
{
    if (m_messageHeight == height)
        return;
    m_messageHeight = height;
    const qint64 rows = rowCount();
    m_tops.resize(1);
    m_messageRows = 0;
    for (qint64 seq = 1; seq <= rows; ++seq)
        appendRow(m_journal->event(seq));
}

void DiagramLayout::appendRow(const Event& event)
{
    const int height = heightOf(event);
    m_tops.push_back(m_tops.back() + height + (showsCycle(event) ? CycleHeight : 0));
    m_messageRows += height == m_messageHeight ? 1 : 0;
}

int DiagramLayout::heightOf(const Event& event) const
{
    if (const RoomLane::Run* run = m_room.runOf(event.seq); run != nullptr && run->first != event.seq)
        return event.seq - run->first < ManyFolded ? FoldedHeight : LeastFoldedHeight;
    switch (event.action) {
    case Action::Read:
    case Action::Write:
    case Action::Increment:
        return m_messageHeight;
    case Action::Acquire:
    case Action::Release:
    case Action::Wait:
        return event.isMessage() ? m_messageHeight : LineHeight;
    case Action::Edit:
        return EditHeight;
    case Action::Rule:
    case Action::AnswerLost:
    case Action::Clock:
        return LineHeight;
    }
    Q_UNREACHABLE();
}

void DiagramLayout::append(const Event& event)
{
    m_room.append(event);
    appendRow(event);
    if (event.action == Action::Rule) {
        // A lease ends when its rule does.
        for (Lane& lane : m_lanes) {
            for (qsizetype record = 0; record < recordCount(); ++record)
                setLease(lane, record, event.seq, LeaseHold::None);
        }
        return;
    }
    if (event.action == Action::Clock)
        return;
    Lane& lane = m_lanes[static_cast<std::size_t>(laneFor(event.client))];
    if (m_records.isEmpty() && event.isCommit())
        m_records.append(event.record);
    if (event.isAboutLease())
        appendLease(event, lane);
    if (event.isMessage())
        appendMessage(event, lane);
    else if (event.action == Action::Edit)
        note(m_firsts.edit, event.seq);
}

void DiagramLayout::appendMessage(const Event& event, Lane& lane)
{
    note(m_firsts.message, event.seq);
    if (isTurnedDown(event) && !event.answerLost)
        note(m_firsts.refused, event.seq);
    if (event.answerLost || event.isLost())
        note(m_firsts.lostOnTheWay, event.seq);
    const qsizetype record = recordIndex(event.record);
    if (record < 0)
        return;
    Track& track = lane.tracks[static_cast<std::size_t>(record)];
    if (event.answerLost) {
        // The record changes, but its author does not learn of it.
        if (event.isCommit())
            appendCommit(event, record);
    } else if (event.isCommit()) {
        appendCommit(event, record);
        track.held = version(record);
        setState(lane, record, event.seq, Freshness::Current);
    } else if (
        event.action == Action::Read && event.verdict == Verdict::Done && event.version &&
        !event.headersOnly && event.purpose != Purpose::FindOut) {
        // HEAD and 304 carry no fields, so the client's copy does not change.
        track.held = *event.version;
        const bool current = track.held == version(record);
        setState(lane, record, event.seq, current ? Freshness::Current : Freshness::Stale);
    } else if (event.purpose == Purpose::FindOut && event.verdict == Verdict::Done) {
        // Only the snapshot knows whether the client found its save among the versions and took the newest.
        const Snapshot now = m_journal->at(event.seq);
        if (const auto held = now.client(event.client).copyOf(event.record).held)
            track.held = held->version;
        setState(lane, record, event.seq, now.freshness(event.client, event.record));
    }
}

void DiagramLayout::appendCommit(const Event& event, qsizetype record)
{
    version(record) = *event.version;
    appendLosses(event, record);
    // O(1) amortised: each change to stale undoes one change to current.
    for (Lane& other : m_lanes) {
        const std::vector<Span>& spans = other.tracks[static_cast<std::size_t>(record)].spans;
        if ((other.client != event.client || event.answerLost) && !spans.empty() &&
            spans.back().state == Freshness::Current)
            setState(other, record, event.seq, Freshness::Stale);
    }
}

void DiagramLayout::appendLosses(const Event& event, qsizetype record)
{
    const VersionTree* versions = tree(record);
    const std::size_t first = m_losses.size();
    for (const qint64 number : versions->superseded(version(record))) {
        const auto lane = static_cast<qint16>(laneFor(versions->at(number).author));
        const auto same = std::find_if(
            m_losses.begin() + static_cast<std::ptrdiff_t>(first), m_losses.end(), [=](const Loss& loss) {
                return loss.lane == lane;
            });
        if (same == m_losses.end()) {
            m_losses.push_back({event.seq, number, number, 1, lane, static_cast<qint16>(record)});
        } else {
            same->oldest = number;
            ++same->count;
        }
    }
    if (m_losses.size() > first)
        note(m_firsts.loss, event.seq);
}

void DiagramLayout::appendLease(const Event& event, Lane& lane)
{
    const qsizetype record = recordIndex(event.record);
    if (record < 0)
        return;
    if (event.verdict == Verdict::Granted)
        setLease(lane, record, event.seq, LeaseHold::Holds);
    else if (event.action == Action::Wait)
        setLease(lane, record, event.seq, LeaseHold::Waits);
    else if (event.action == Action::Acquire && event.waited)
        setLease(lane, record, event.seq, LeaseHold::None);
    else if (
        event.action == Action::Release &&
        (event.verdict == Verdict::Done || event.verdict == Verdict::Expired))
        setLease(lane, record, event.seq, LeaseHold::None);
}

void DiagramLayout::setState(Lane& lane, qsizetype record, qint64 seq, Freshness state)
{
    if (isShared(&lane - m_lanes.data()))
        return;
    Track& track = lane.tracks[static_cast<std::size_t>(record)];
    const Freshness before = track.spans.empty() ? Freshness::NoCopy : track.spans.back().state;
    if (before == state)
        return;
    track.spans.push_back({seq, track.held, state});
    if (state == Freshness::Current)
        note(m_firsts.current, seq);
    else if (state == Freshness::Stale)
        note(m_firsts.stale, seq);
}

void DiagramLayout::setLease(Lane& lane, qsizetype record, qint64 seq, LeaseHold state)
{
    if (isShared(&lane - m_lanes.data()))
        return;
    std::vector<LeaseSpan>& leases = lane.tracks[static_cast<std::size_t>(record)].leases;
    const LeaseHold before = leases.empty() ? LeaseHold::None : leases.back().state;
    if (before == state)
        return;
    leases.push_back({seq, state});
    if (state == LeaseHold::Holds)
        note(m_firsts.holds, seq);
    else if (state == LeaseHold::Waits)
        note(m_firsts.waits, seq);
}

void DiagramLayout::note(qint64& first, qint64 seq)
{
    if (first == 0)
        first = seq;
}

const DiagramLayout::Track& DiagramLayout::track(qsizetype lane, qsizetype record) const
{
    return m_lanes[static_cast<std::size_t>(lane)].tracks[static_cast<std::size_t>(record)];
}

const std::vector<DiagramLayout::Span>& DiagramLayout::spans(qsizetype lane, qsizetype record) const
{
    return track(lane, record).spans;
}

const std::vector<DiagramLayout::LeaseSpan>& DiagramLayout::leases(qsizetype lane, qsizetype record) const
{
    return track(lane, record).leases;
}

const VersionTree* DiagramLayout::tree(qsizetype record) const
{
    if (m_journal == nullptr || record >= m_records.size())
        return nullptr;
    const auto it = m_journal->trees().find(m_records.at(record));
    return it == m_journal->trees().end() || it->second.isEmpty() ? nullptr : &it->second;
}

qint64 DiagramLayout::versionAt(qint64 n, qsizetype record) const
{
    const VersionTree* versions = tree(record);
    if (versions == nullptr || versions->at(versions->first()).seq > n)
        return 0;
    qint64 low = versions->first();
    qint64 high = versions->last();
    while (low < high) {
        const qint64 middle = low + (high - low + 1) / 2;
        if (versions->at(middle).seq <= n)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

qreal DiagramLayout::height(qreal scale, bool heads) const
{
    return std::ceil(
        ((heads ? HeadHeight : 0) + TopHeight + m_tops.back() + TailHeight + LegendHeight) * scale);
}

qreal DiagramLayout::rowTop(qint64 seq, qreal scale, bool heads) const
{
    Q_ASSERT(seq >= 1 && seq <= rowCount() + 1);
    return ((heads ? HeadHeight : 0) + TopHeight + m_tops[static_cast<std::size_t>(seq - 1)]) * scale;
}

qreal DiagramLayout::rowHeight(qint64 seq, qreal scale) const
{
    return heightOf(m_journal->event(seq)) * scale;
}

qint64 DiagramLayout::seqAt(qreal y, qreal scale, bool heads) const
{
    const qreal row = y / scale - (heads ? HeadHeight : 0) - TopHeight;
    return std::upper_bound(m_tops.begin(), m_tops.end(), row) - m_tops.begin();
}

DiagramHit DiagramLayout::hit(const QPointF& point, const DiagramFrame& frame) const
{
    DiagramFrame around = frame;
    around.top = frame.top + point.y() - 1;
    around.height = 2;
    for (const PictureBead& bead : picture(around).beads) {
        const QPointF away = QPointF(point.x(), 1) - bead.middle;
        if (std::hypot(away.x(), away.y()) <= bead.radius)
            return {DiagramHit::Part::Bead, bead.seq};
    }
    const qint64 seq = seqAt(frame.top + point.y(), frame.scale, frame.heads);
    return seq < 1 || seq > rowCount() ? DiagramHit() : DiagramHit{DiagramHit::Part::Row, seq};
}

DiagramPicture DiagramLayout::picture(const DiagramFrame& frame) const
{
    return m_journal == nullptr ? DiagramPicture() : DiagramComposer(*this, frame).compose();
}

} // namespace interleave
