#include "gui/transactiondiagram/transactiongeometry.h"

#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

using Trace = TransactionTrace;
using Row = TransactionLayout::Row;

// At 100 %.
/// From a strand to the next one, and from a wait to the next one.
constexpr qreal StrandPitch = 36;
constexpr qreal WaitPitch = 7;
/// The ring hangs on its strand nearer to its inner end.
constexpr qreal RingInner = 16;
/// Of a letter in a ring, and around all of them.
constexpr qreal LetterWidth = 7.2;
constexpr qreal CapsulePadding = 16;
/// The part of the space beside the database that a ring may take.
constexpr qreal CapsuleShare = 0.4;
/// From an arrow's end to what it ends at.
constexpr qreal TipAway = 3;
constexpr qreal StrandTip = 9;
/// From the end of what was taken back to its cross.
constexpr qreal CrossTip = 14;
constexpr qreal LowLabelUp = 6;
constexpr qreal LowRequestDown = 8;
/// Another gap must be this much wider for a text to leave its own.
constexpr qreal ClearlyWider = 40;

} // namespace

TransactionGeometry::TransactionGeometry(const TransactionLayout& layout, const DiagramFrame& frame)
    : LaneGeometry(layout.laneCount(), 0, 0, frame)
    , m_layout(layout)
    , m_frame(frame)
{
    const qint64 rows = layout.rowCount();
    m_first = std::max<qint64>(1, layout.seqAt(frame.top, frame.scale, frame.heads) - 1);
    m_last = std::min(rows, layout.seqAt(frame.top + frame.height, frame.scale, frame.heads) + 1);
    const qint64 moment = std::clamp<qint64>(frame.moment, 0, rows);
    m_wholeEnd = top(rows + 1) + px(DiagramLayout::TailHeight);
    m_end = moment == rows ? m_wholeEnd : top(moment + 1);
    m_mostCapsule = CapsuleShare * innermostGap();
}

// --- down ---

qreal TransactionGeometry::spaciousness() const
{
    return qreal(m_layout.messageHeight() - DiagramLayout::LeastMessageHeight) /
           (DiagramLayout::MessageHeight - DiagramLayout::LeastMessageHeight);
}

qreal TransactionGeometry::top(qint64 seq) const
{
    return m_layout.rowTop(seq, m_frame.scale, m_frame.heads) - m_frame.top;
}

qreal TransactionGeometry::middle(qint64 seq) const
{
    return top(seq) + m_layout.rowHeight(seq, m_frame.scale) / 2;
}

qreal TransactionGeometry::request(qint64 seq) const
{
    switch (m_layout.row(seq)) {
    case Row::Exchange:
        return middle(seq) - px(4 + 8 * spaciousness());
    case Row::Request:
        return middle(seq) + px(LowRequestDown);
    case Row::Answer:
    case Row::Line:
        break;
    }
    return middle(seq);
}

qreal TransactionGeometry::answer(qint64 seq) const
{
    switch (m_layout.row(seq)) {
    case Row::Exchange:
        return middle(seq) + px(11 + 5 * spaciousness());
    case Row::Request:
        return request(seq);
    case Row::Answer:
    case Row::Line:
        break;
    }
    return middle(seq);
}

qreal TransactionGeometry::label(qint64 seq) const
{
    return m_layout.row(seq) == Row::Exchange ? middle(seq) - px(15 + 9 * spaciousness())
                                              : middle(seq) - px(LowLabelUp);
}

/// The first row may begin further down (TransactionLayout::padAfter()).
qreal TransactionGeometry::origin() const
{
    return px(m_frame.heads ? DiagramLayout::HeadHeight : 0) - m_frame.top;
}

// --- what hangs beside the database ---

qreal TransactionGeometry::innermostGap() const
{
    qreal least = m_frame.width;
    for (const int side : {-1, 1}) {
        if (const qsizetype lane = innermost(side); lane >= 0)
            least = std::min(least, gap(lane, 0, 0).width());
    }
    return least;
}

qreal TransactionGeometry::capsule(const QString& text) const
{
    return std::max(px(2 * BeadRadius), px(LetterWidth * static_cast<qreal>(text.size()) + CapsulePadding));
}

QString TransactionGeometry::textOf(const Trace::Label& label) const
{
    return fits(label) ? label.text : label.value;
}

QString TransactionGeometry::besideOf(const Trace::Label& label) const
{
    QStringList parts{label.others};
    if (!fits(label) && label.text != label.value)
        parts.prepend(label.text);
    parts.removeAll(QString());
    return listed(parts);
}

bool TransactionGeometry::fits(const Trace::Label& label) const
{
    return capsule(label.text) <= std::max(m_mostCapsule, px(2 * BeadRadius));
}

qreal TransactionGeometry::strandAway(const Trace::Strand& strand) const
{
    return inset(StrandAway + StrandPitch * strand.place);
}

qreal TransactionGeometry::waitAway(const Trace::Wait& wait) const
{
    return px(WaitAway + WaitPitch * wait.place);
}

qreal TransactionGeometry::ringInner(const Trace::Strand& strand) const
{
    return strandAway(strand) - inset(RingInner);
}

qreal TransactionGeometry::ringOuter(const Trace::Strand& strand, const Trace::Write& write) const
{
    return ringInner(strand) + std::max(px(2 * RingInner), capsule(textOf(write.label)));
}

qreal TransactionGeometry::beadHalf(const Trace::Commit& commit) const
{
    return capsule(textOf(commit.label)) / 2;
}

const Trace::Strand* TransactionGeometry::strandOf(qsizetype lane, qint64 seq) const
{
    const auto& strands = m_layout.trace().strands;
    const auto found = std::ranges::find_if(
        strands, [=](const Trace::Strand& strand) { return strand.lane == lane && strand.covers(seq); });
    return found == strands.end() ? nullptr : &*found;
}

const Trace::Commit* TransactionGeometry::commitOf(qint64 seq) const
{
    const auto& commits = m_layout.trace().commits;
    const auto found = std::ranges::lower_bound(commits, seq, {}, &Trace::Commit::seq);
    return found == commits.end() || found->seq != seq ? nullptr : &*found;
}

const Trace::Wait* TransactionGeometry::waitOf(qint64 seq) const
{
    const auto& waits = m_layout.trace().waits;
    const auto found = std::ranges::find_if(
        waits, [=](const Trace::Wait& wait) { return wait.begin == seq || wait.answer == seq; });
    return found == waits.end() ? nullptr : &*found;
}

ReadSource TransactionGeometry::sourceOf(qint64 seq) const
{
    return m_layout.story()->facts.reads.value(seq);
}

int TransactionGeometry::endSide(qint64 seq) const
{
    const int own = side(m_layout.laneOf(seq));
    const ReadSource source = sourceOf(seq);
    if (source.kind != ReadSource::Kind::Pending)
        return own;
    const qsizetype writer = m_layout.laneOf(source.writer);
    return writer < 0 ? own : side(writer);
}

qreal TransactionGeometry::requestAway(qint64 seq) const
{
    const qsizetype lane = m_layout.laneOf(seq);
    const TransactionEvent& event = m_layout.story()->journal.event(seq);
    if (event.isRefused())
        return px(BadgeAway);
    if (event.kind == TransactionEvent::Kind::Waits) {
        const Trace::Wait* wait = waitOf(seq);
        return (wait == nullptr ? px(WaitAway) : waitAway(*wait)) + px(HourglassRadius + TipAway);
    }
    const Trace::Commit* bead = commitOf(seq);
    const qreal least = std::max(px(ServerClearance), bead == nullptr ? 0 : beadHalf(*bead) + px(TipAway));
    if (const Trace::Strand* strand = strandOf(lane, seq)) {
        const auto write = std::ranges::find(strand->writes, seq, &Trace::Write::seq);
        if (write != strand->writes.end())
            return ringOuter(*strand, *write) + px(TipAway);
        if (m_layout.trace().ownReads.contains(seq))
            return strandAway(*strand) + px(StrandTip);
        if (strand->end == seq)
            return std::max(least, strandAway(*strand) + px(strand->joins ? StrandTip : CrossTip));
    }
    const ReadSource source = sourceOf(seq);
    const Trace::Strand* read =
        source.kind == ReadSource::Kind::Pending ? strandOf(m_layout.laneOf(source.writer), seq) : nullptr;
    if (read == nullptr)
        return least;
    // From the other side of the database the strand's near side is met first.
    const bool isAcross = endSide(seq) != side(lane);
    return strandAway(*read) + px(isAcross ? -StrandTip : StrandTip);
}

qreal TransactionGeometry::answerAway(qint64 seq) const
{
    const TransactionEvent& event = m_layout.story()->journal.event(seq);
    const Trace::Wait* wait = m_layout.row(seq) == Row::Answer ? waitOf(seq) : nullptr;
    if (wait != nullptr) {
        const Trace::Strand* strand = strandOf(m_layout.laneOf(seq), seq);
        const bool writes = strand != nullptr && std::ranges::find(strand->writes, seq, &Trace::Write::seq) !=
                                                     strand->writes.end();
        return writes ? requestAway(seq) : waitAway(*wait) + px(TipAway);
    }
    if (event.isRefused())
        return px(ServerClearance);
    if (sourceOf(seq).kind == ReadSource::Kind::Older && !m_layout.trace().ownReads.contains(seq))
        return px(SnapshotAway + TipAway);
    return requestAway(seq);
}

qreal TransactionGeometry::hanging(int side, qint64 seq, bool withRings) const
{
    qreal most = px(ServerClearance);
    for (const Trace::Strand& strand : m_layout.trace().strands) {
        if (strand.begin() > seq)
            break;
        if (this->side(strand.lane) != side || !strand.covers(seq) || strand.begin() > m_frame.moment)
            continue;
        most = std::max(most, strandAway(strand) + px(4));
        for (const Trace::Write& write : strand.writes) {
            if (write.seq == seq && withRings)
                most = std::max(most, ringOuter(strand, write));
        }
    }
    for (const Trace::Wait& wait : m_layout.trace().waits) {
        if (this->side(wait.lane) == side && wait.covers(seq) && wait.begin <= m_frame.moment)
            most = std::max(most, waitAway(wait) + px(wait.begin == seq ? HourglassRadius : 3));
    }
    if (const Trace::Commit* bead = commitOf(seq))
        most = std::max(most, beadHalf(*bead));
    return most;
}

// --- the spaces for texts ---

DiagramGap TransactionGeometry::textGap(qint64 seq, qreal inset, qreal hangingInset, bool isAboveRings) const
{
    const qsizetype own = m_layout.laneOf(seq);
    const int mySide = side(own);
    const auto of = [&](qsizetype lane) {
        DiagramGap result = gap(lane, inset, inward(lane) >= 0 ? inset : ServerClearance);
        if (inward(lane) >= 0)
            return result;
        // A narrow picture has no space to lose.
        const bool withRings = !(isAboveRings && m_frame.isReflowed);
        qreal away = hanging(mySide, seq, withRings) + this->inset(hangingInset);
        if (m_layout.story()->journal.event(seq).isRefused())
            away = std::max(away, px(BadgeAway + 14));
        if (mySide < 0)
            result.right = std::min(result.right, server() - away);
        else
            result.left = std::max(result.left, server() + away);
        return result;
    };
    DiagramGap best = of(own);
    for (qsizetype lane = inward(own); lane >= 0; lane = inward(lane)) {
        const DiagramGap other = of(lane);
        if (other.width() > best.width() + px(ClearlyWider))
            best = other;
    }
    return best;
}

DiagramGap TransactionGeometry::noteGap(int side, qint64 seq) const
{
    const qreal inset = std::max(NoteAway, uninset((hanging(side, seq) + px(12)) / m_frame.scale));
    return besideServer(side, inset, NoteInset + FrameHalf / 2);
}

} // namespace interleave
