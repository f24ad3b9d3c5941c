#include "gui/transactiondiagram/trunkcomposer.h"

#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr qreal TextHeight = 18;
constexpr qreal RingRadius = 15;
/// From a bead to what stands beside it.
constexpr qreal BesideBead = 8;

} // namespace

TrunkComposer::TrunkComposer(
    const TransactionLayout& layout, const DiagramFrame& frame, const TransactionGeometry& geometry)
    : m_layout(layout)
    , m_frame(frame)
    , m_geometry(geometry)
{
}

void TrunkComposer::compose(DiagramPicture& picture)
{
    m_picture = &picture;
    addLifeline(m_geometry.end(), m_geometry.wholeEnd());
    const std::vector<Trace::Commit>& commits = m_layout.trace().commits;
    for (auto commit = commits.begin(); commit != commits.end() && !isFuture(commit->seq); ++commit) {
        const auto next = std::next(commit);
        const bool last = next == commits.end() || isFuture(next->seq);
        addCommit(*commit, last ? m_geometry.end() : m_geometry.commit(next->seq));
    }
    for (const Trace::Strand& strand : m_layout.trace().strands)
        addStrand(strand);
    for (const Trace::Wait& wait : m_layout.trace().waits)
        addWait(wait);
    for (const Trace::Snapshot& snapshot : m_layout.trace().snapshots)
        addSnapshot(snapshot);
}

Role TrunkComposer::roleOfLane(qsizetype lane) const
{
    return lane < 0 ? Role::Server : roleOf(m_layout.seatOf(lane));
}

void TrunkComposer::addLifeline(qreal top, qreal bottom)
{
    const qreal from = std::max(top, m_geometry.cutTop());
    const qreal to = std::min(bottom, m_geometry.cutBottom());
    if (from < to)
        m_picture->lifelines.push_back({m_geometry.server(), from, to});
}

bool TrunkComposer::isLost(qint64 commit) const
{
    return std::ranges::any_of(m_layout.trace().losses, [&](const Trace::Loss& loss) {
        return loss.commit == commit && !isFuture(loss.by);
    });
}

void TrunkComposer::addCommit(const Trace::Commit& commit, qreal bottom)
{
    const qreal top = m_geometry.commit(commit.seq);
    const qreal from = std::max(top, m_geometry.cutTop());
    const qreal to = std::min(bottom, m_geometry.cutBottom());
    PictureStretch stretch;
    stretch.version = commit.seq;
    stretch.role = roleOfLane(commit.lane);
    stretch.lost = isLost(commit.seq);
    const qreal half = m_geometry.px(TransactionGeometry::ServerHalf);
    stretch.rect = QRectF(m_geometry.server() - half, from, 2 * half, to - from);
    if (from < to)
        m_picture->stretches.push_back(stretch);
    if (!isSeen(top))
        return;
    PictureBead bead;
    bead.seq = commit.seq;
    bead.middle = QPointF(m_geometry.server(), top);
    bead.radius = m_geometry.px(TransactionGeometry::BeadRadius);
    bead.half = m_geometry.beadHalf(commit);
    bead.role = stretch.role;
    bead.lost = stretch.lost;
    bead.text = m_geometry.textOf(commit.label);
    m_picture->beads.push_back(std::move(bead));
    if (hasOthers(commit.seq))
        addOthers(commit);
}

/// Beside the bead, on the side that its writer's arrows leave free.
void TrunkComposer::addOthers(const Trace::Commit& commit)
{
    const int side = commit.lane < 0 ? 1 : -m_geometry.side(commit.lane);
    const qreal beside = (m_geometry.beadHalf(commit) + m_geometry.px(BesideBead)) / m_frame.scale;
    DiagramGap gap =
        m_geometry.besideServer(side, m_geometry.uninset(beside), TransactionGeometry::NoteInset);
    if (commit.seq > 0) {
        const DiagramGap free = m_geometry.noteGap(side, commit.seq);
        gap = {std::max(gap.left, free.left), std::min(gap.right, free.right)};
    }
    const qreal height = m_geometry.px(TextHeight);
    const qreal down = seenOn(side, commit.seq) != nullptr ? height / 2 : 0;
    PictureText text;
    text.kind = TextKind::Values;
    text.seq = commit.seq;
    text.space = QRectF(gap.left, m_geometry.commit(commit.seq) - height / 2 + down, gap.width(), height);
    text.align = side < 0 ? Qt::AlignRight : Qt::AlignLeft;
    text.wordings = QStringList{m_geometry.besideOf(commit.label), commit.label.text};
    text.role = roleOfLane(commit.lane);
    m_picture->texts.push_back(std::move(text));
}

qreal TrunkComposer::ringMiddle(qint64 seq) const
{
    return (m_geometry.request(seq) + m_geometry.answer(seq)) / 2;
}

void TrunkComposer::addStrand(const Trace::Strand& strand)
{
    if (isFuture(strand.begin()))
        return;
    const int side = m_geometry.side(strand.lane);
    const Role role = roleOfLane(strand.lane);
    const bool isOver = strand.end > 0 && !isFuture(strand.end);
    const qreal x = m_geometry.at(side, m_geometry.strandAway(strand));
    const qreal trunk = m_geometry.at(side, m_geometry.px(TransactionGeometry::ServerHalf));
    const qreal top = ringMiddle(strand.begin());
    const qreal bottom = !isOver        ? m_geometry.end()
                         : strand.joins ? m_geometry.commit(strand.end)
                                        : m_geometry.request(strand.end);
    if (bottom < m_geometry.cutTop() || top > m_geometry.cutBottom())
        return;
    const qint64 newest = isOver ? strand.end : strand.begin();
    PicturePath path{PathKind::Pending, newest, {}, role, isOver && !strand.joins};
    path.points << QPointF(x, std::max(top, m_geometry.cutTop()))
                << QPointF(x, std::min(bottom, m_geometry.cutBottom()));
    if (isOver && strand.joins && isSeen(bottom))
        path.points << QPointF(trunk, bottom);
    if (isSeen(top))
        m_picture->paths.push_back(
            {PathKind::Pending,
             strand.begin(),
             QPolygonF({QPointF(trunk, top), QPointF(x, top)}),
             role,
             false});
    m_picture->paths.push_back(std::move(path));
    for (const Trace::Write& write : strand.writes) {
        const qreal middle = ringMiddle(write.seq);
        if (isFuture(write.seq) || !isSeen(middle))
            continue;
        const qreal inner = m_geometry.at(side, m_geometry.ringInner(strand));
        const qreal outer = m_geometry.at(side, m_geometry.ringOuter(strand, write));
        const qreal radius = m_geometry.px(RingRadius);
        m_picture->rings.push_back(
            {write.seq,
             QRectF(std::min(inner, outer), middle - radius, std::abs(outer - inner), 2 * radius),
             role,
             m_geometry.textOf(write.label)});
    }
}

void TrunkComposer::addPath(PathKind kind, qint64 seq, const QPointF& from, qreal bottom, Role role)
{
    const qreal top = std::max(from.y(), m_geometry.cutTop());
    const qreal end = std::min(bottom, m_geometry.cutBottom());
    if (top < end)
        m_picture->paths.push_back(
            {kind, seq, QPolygonF({QPointF(from.x(), top), QPointF(from.x(), end)}), role, false});
}

void TrunkComposer::addWait(const Trace::Wait& wait)
{
    if (isFuture(wait.begin))
        return;
    const bool isOver = wait.answer > 0 && !isFuture(wait.answer);
    const int side = m_geometry.side(wait.lane);
    const QPointF from(m_geometry.at(side, m_geometry.waitAway(wait)), m_geometry.request(wait.begin));
    addPath(
        PathKind::Waits,
        wait.begin,
        from,
        isOver ? m_geometry.answer(wait.answer) : m_geometry.end(),
        Role::Pending);
    if (isSeen(from.y()))
        m_picture->marks.push_back({wait.begin, from, Role::Pending, true});
}

void TrunkComposer::addSnapshot(const Trace::Snapshot& snapshot)
{
    if (isFuture(snapshot.seq))
        return;
    const int side = m_geometry.side(snapshot.lane);
    const Role role = roleOfLane(snapshot.lane);
    const qreal y = m_geometry.answer(snapshot.seq);
    const qreal x = m_geometry.at(side, m_geometry.px(TransactionGeometry::SnapshotAway));
    if (snapshot.last > 0 && !isFuture(snapshot.last))
        addPath(PathKind::Snapshot, snapshot.last, QPointF(x, y), m_geometry.answer(snapshot.last), role);
    if (isSeen(y))
        m_picture->marks.push_back(
            {snapshot.seq,
             QPointF(m_geometry.at(side, m_geometry.px(TransactionGeometry::ServerHalf)), y),
             role,
             false});
    if (seenOn(side, snapshot.since) == &snapshot && !isFuture(snapshot.since))
        addSeen(snapshot);
}

/// The snapshot of which it is said what it still sees, beside the commit that it does not.
const TransactionTrace::Snapshot* TrunkComposer::seenOn(int side, qint64 commit) const
{
    const std::vector<Trace::Snapshot>& snapshots = m_layout.trace().snapshots;
    const auto found = std::ranges::find_if(snapshots, [&](const Trace::Snapshot& snapshot) {
        return snapshot.since == commit && snapshot.last > 0 && m_geometry.side(snapshot.lane) == side;
    });
    const bool isFree =
        commit > 0 && m_layout.noteOf(commit) == nullptr && m_geometry.side(m_layout.laneOf(commit)) != side;
    return found == snapshots.end() || !isFree ? nullptr : &*found;
}

/// In the row of the commit that it does not see.
void TrunkComposer::addSeen(const Trace::Snapshot& snapshot)
{
    const int side = m_geometry.side(snapshot.lane);
    const DiagramGap gap = m_geometry.noteGap(side, snapshot.since);
    const qreal height = m_geometry.px(TextHeight);
    PictureText text;
    text.kind = TextKind::Values;
    text.seq = snapshot.since;
    const qreal up = hasOthers(snapshot.since) ? height / 2 : 0;
    text.space = QRectF(gap.left, m_geometry.commit(snapshot.since) - height / 2 - up, gap.width(), height);
    text.align = side < 0 ? Qt::AlignRight : Qt::AlignLeft;
    const QString& session = m_layout.sessionOf(snapshot.lane);
    text.wordings = QStringList{
        Text::tr("%1 still sees %2", "a session and a value").arg(session, snapshot.text),
        Text::tr("still sees %1", "a value").arg(snapshot.text),
        Text::tr("sees %1", "a value").arg(snapshot.text)};
    text.role = roleOfLane(snapshot.lane);
    m_picture->texts.push_back(std::move(text));
}

bool TrunkComposer::hasOthers(qint64 commit) const
{
    return m_layout.noteOf(commit) == nullptr &&
           std::ranges::any_of(m_layout.trace().commits, [&](const Trace::Commit& each) {
               return each.seq == commit && !m_geometry.besideOf(each.label).isEmpty();
           });
}

} // namespace interleave
