#include "gui/diagram/diagramlayout.h"

#include "gui/diagram/diagramcomposer.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::DiagramLayout)
};

/// How the window's cards stand: a margin at both sides, a gap between two.
constexpr qreal SideMargin = 20;
constexpr qreal CardGap = 32;

} // namespace

void DiagramLayout::setJournal(const Journal* journal, const QStringList& panels, const QString& record)
{
    *this = DiagramLayout();
    m_journal = journal;
    if (journal == nullptr)
        return;
    const QList<Record>& records = journal->header().records;
    m_record = record.isEmpty() && !records.isEmpty() ? records.first().id : record;
    const auto start = std::ranges::find(records, m_record, &Record::id);
    m_version = start == records.end() ? 0 : start->version;
    for (const QString& client : panels)
        laneFor(client);
    catchUp();
}

void DiagramLayout::catchUp()
{
    if (m_journal == nullptr)
        return;
    while (rowCount() < m_journal->size())
        append(m_journal->event(rowCount() + 1));
}

int DiagramLayout::heightOf(const Event& event)
{
    switch (event.action) {
    case Action::Read:
    case Action::Write:
    case Action::Increment:
        return MessageHeight;
    case Action::Acquire:
    case Action::Release:
    case Action::Wait:
        return event.isMessage() ? MessageHeight : LineHeight;
    case Action::Edit:
        return EditHeight;
    case Action::Rule:
    case Action::Unheard:
        return LineHeight;
    }
    Q_UNREACHABLE();
}

void DiagramLayout::append(const Event& event)
{
    m_tops.push_back(m_tops.back() + heightOf(event));
    if (event.action == Action::Rule)
        return;
    Lane& lane = m_lanes[static_cast<std::size_t>(laneFor(event.client))];
    if (m_record.isEmpty() && event.isCommit())
        m_record = event.record;
    if (event.isMessage())
        appendMessage(event, lane);
    else if (event.action == Action::Unheard)
        appendUnheard(event, lane);
    else if (event.action == Action::Edit)
        note(m_firsts.edit, event.seq);
}

void DiagramLayout::appendMessage(const Event& event, Lane& lane)
{
    note(m_firsts.message, event.seq);
    if (event.isTry() && isRefusal(event.verdict))
        note(m_firsts.refused, event.seq);
    lane.heldBefore = lane.held;
    if (event.record != m_record)
        return;
    if (event.isCommit()) {
        appendCommit(event);
        lane.held = m_version;
        setState(lane, event.seq, Freshness::Current);
    } else if (
        event.action == Action::Read && event.verdict == Verdict::Done && event.version &&
        !event.headersOnly && event.purpose != Purpose::FindOut) {
        // HEAD and 304 carry no fields: the client's copy is what it was.
        lane.held = *event.version;
        setState(lane, event.seq, lane.held == m_version ? Freshness::Current : Freshness::Stale);
    }
}

void DiagramLayout::appendCommit(const Event& event)
{
    m_version = *event.version;
    appendLosses(event);
    // Each turn to stale was paid for by a turn to current, so this is O(1) on the whole.
    for (Lane& other : m_lanes) {
        if (other.client != event.client && !other.spans.empty() &&
            other.spans.back().state == Freshness::Current)
            setState(other, event.seq, Freshness::Stale);
    }
}

void DiagramLayout::appendLosses(const Event& event)
{
    const VersionTree* versions = tree();
    const std::size_t first = m_losses.size();
    for (const qint64 number : versions->takenOff(m_version)) {
        const auto lane = static_cast<qint16>(laneFor(versions->at(number).author));
        const auto same = std::find_if(
            m_losses.begin() + static_cast<std::ptrdiff_t>(first), m_losses.end(), [=](const Loss& loss) {
                return loss.lane == lane;
            });
        if (same == m_losses.end()) {
            m_losses.push_back({event.seq, number, number, 1, lane, 0});
        } else {
            same->oldest = number;
            ++same->count;
        }
    }
    for (std::size_t i = first; i < m_losses.size(); ++i) {
        const qint64 top = versions->at(m_losses[i].oldest).seq;
        for (std::size_t j = i;
             j-- > 0 && m_losses[j].seq > top && m_losses[j].seq + LongestBracket > event.seq;)
            m_losses[i].column =
                std::max<qint16>(m_losses[i].column, static_cast<qint16>(m_losses[j].column + 1));
    }
    if (m_losses.size() > first)
        note(m_firsts.loss, event.seq);
}

void DiagramLayout::appendUnheard(const Event& event, Lane& lane)
{
    lane.held = lane.heldBefore;
    const Freshness state = lane.held == 0           ? Freshness::NoCopy
                            : lane.held == m_version ? Freshness::Current
                                                     : Freshness::Stale;
    setState(lane, event.seq, state);
}

void DiagramLayout::setState(Lane& lane, qint64 seq, Freshness state)
{
    if (isShared(&lane - m_lanes.data()))
        return;
    const Freshness before = lane.spans.empty() ? Freshness::NoCopy : lane.spans.back().state;
    if (before == state)
        return;
    lane.spans.push_back({seq, lane.held, state});
    if (state == Freshness::Current)
        note(m_firsts.current, seq);
    else if (state == Freshness::Stale)
        note(m_firsts.stale, seq);
}

void DiagramLayout::note(qint64& first, qint64 seq)
{
    if (first == 0)
        first = seq;
}

qsizetype DiagramLayout::laneFor(const QString& client)
{
    const auto known = m_laneOf.constFind(client);
    if (known != m_laneOf.cend())
        return *known;
    const qsizetype lane = std::min(laneCount(), MostLanes);
    if (lane == laneCount())
        m_lanes.push_back({client, {}, 0, 0});
    m_laneOf.insert(client, lane);
    return lane;
}

qsizetype DiagramLayout::laneOf(const QString& client) const
{
    return m_laneOf.value(client, -1);
}

QStringList DiagramLayout::clientsOf(qsizetype lane) const
{
    if (!isShared(lane))
        return {m_lanes[static_cast<std::size_t>(lane)].client};
    QStringList clients = m_laneOf.keys(lane);
    clients.sort();
    return clients;
}

QString DiagramLayout::laneTitle(qsizetype lane) const
{
    return isShared(lane) ? Text::tr("others", "clients that share a lane")
                          : m_lanes[static_cast<std::size_t>(lane)].client;
}

const std::vector<DiagramLayout::Span>& DiagramLayout::spans(qsizetype lane) const
{
    return m_lanes[static_cast<std::size_t>(lane)].spans;
}

const VersionTree* DiagramLayout::tree() const
{
    if (m_journal == nullptr)
        return nullptr;
    const auto it = m_journal->trees().find(m_record);
    return it == m_journal->trees().end() || it->second.isEmpty() ? nullptr : &it->second;
}

qint64 DiagramLayout::versionAt(qint64 n) const
{
    const VersionTree* versions = tree();
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
    return rowTop(seq + 1, scale) - rowTop(seq, scale);
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
    if (seq < 1 || seq > rowCount())
        return {};
    return {DiagramHit::Part::Row, seq};
}

DiagramPicture DiagramLayout::picture(const DiagramFrame& frame) const
{
    return m_journal == nullptr ? DiagramPicture() : DiagramComposer(*this, frame).compose();
}

LifelineMiddles DiagramLayout::spread(qreal width, qsizetype lanes)
{
    const qsizetype columns = std::max<qsizetype>(lanes, 1) + 1;
    const qreal room = width - 2 * SideMargin - CardGap * static_cast<qreal>(columns - 1);
    const qreal card = std::max(1.0, room / static_cast<qreal>(columns));
    LifelineMiddles middles;
    for (qsizetype i = 0; i < columns; ++i) {
        const qreal middle = SideMargin + static_cast<qreal>(i) * (card + CardGap) + card / 2;
        if (i == 1)
            middles.server = middle;
        else
            middles.clients.append(middle);
    }
    return middles;
}

} // namespace interleave
