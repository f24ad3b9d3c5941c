#include "gui/transactiondiagram/sessioncomposer.h"

#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

/// From a transaction's first and last arrow to the end of its frame.
constexpr qreal FrameOver = 8;
/// Half of a bar in a frame.
constexpr qreal InFrameHalf = 7;
constexpr qreal TextHeight = 18;

} // namespace

SessionComposer::SessionComposer(
    const TransactionLayout& layout, const DiagramFrame& frame, const TransactionGeometry& geometry)
    : m_layout(layout)
    , m_frame(frame)
    , m_geometry(geometry)
{
}

void SessionComposer::compose(DiagramPicture& picture)
{
    m_picture = &picture;
    for (qsizetype lane = 0; lane < m_layout.laneCount(); ++lane)
        addLifeline(lane);
    for (const Trace::Frame& frame : m_layout.trace().frames)
        addFrame(frame);
    for (const Trace::Belief& belief : m_layout.trace().beliefs)
        addBelief(belief);
}

/// Also behind what is drawn on it.
void SessionComposer::addLifeline(qsizetype lane)
{
    const qreal top = m_geometry.origin();
    const qreal from = std::max(top, m_geometry.cutTop());
    const qreal to = std::min(m_geometry.wholeEnd(), m_geometry.cutBottom());
    if (from < to)
        m_picture->lifelines.push_back({m_geometry.lane(lane), from, to});
}

void SessionComposer::addFrame(const Trace::Frame& frame)
{
    if (isFuture(frame.begin))
        return;
    const bool isOver = frame.end > 0 && !isFuture(frame.end);
    const qreal over = m_geometry.px(FrameOver);
    const qreal top = m_geometry.request(frame.begin) - over;
    const qreal bottom = isOver ? m_geometry.answer(frame.end) + over : m_geometry.end();
    const qreal from = std::max(top, m_geometry.cutTop());
    const qreal to = std::min(bottom, m_geometry.cutBottom());
    if (from >= to)
        return;
    const qreal half = m_geometry.px(TransactionGeometry::FrameHalf);
    m_picture->frames.push_back(
        {frame.begin,
         QRectF(m_geometry.lane(frame.lane) - half, from, 2 * half, to - from),
         roleOf(m_layout.seatOf(frame.lane)),
         from == top,
         isOver && to == bottom});
}

bool SessionComposer::isInFrame(const Trace::Belief& belief) const
{
    return std::ranges::any_of(m_layout.trace().frames, [&](const Trace::Frame& frame) {
        return frame.lane == belief.lane && frame.begin <= belief.begin &&
               (frame.end == 0 || frame.end >= belief.begin);
    });
}

void SessionComposer::addBelief(const Trace::Belief& belief)
{
    if (isFuture(belief.begin))
        return;
    const bool isNever = belief.kind == Trace::Belief::Kind::NeverCommitted;
    const bool isOver = belief.end > 0 && !isFuture(belief.end);
    const qreal top = isNever ? m_geometry.answer(belief.begin) : m_geometry.commit(belief.begin);
    const qreal bottom = !isOver                                      ? m_geometry.end()
                         : m_layout.laneOf(belief.end) == belief.lane ? m_geometry.answer(belief.end)
                                                                      : m_geometry.commit(belief.end);
    const qreal from = std::max(top, m_geometry.cutTop());
    const qreal to = std::min(bottom, m_geometry.cutBottom());
    if (from >= to)
        return;
    PictureBar bar;
    bar.lane = belief.lane;
    bar.state = Freshness::Stale;
    bar.seq = belief.begin;
    const qreal half = m_geometry.px(isInFrame(belief) ? InFrameHalf : TransactionGeometry::BarHalf);
    bar.rect = QRectF(m_geometry.lane(belief.lane) - half, from, 2 * half, to - from);
    bar.begins = from == top;
    bar.ends = to == bottom;
    bar.hidden = from - top;
    bar.neverWas = isNever;
    m_picture->bars.push_back(bar);
    if (isNever && m_geometry.isOutermost(belief.lane))
        addBelieved(belief);
}

void SessionComposer::addBelieved(const Trace::Belief& belief)
{
    const int side = m_geometry.side(belief.lane);
    const DiagramGap gap =
        m_geometry.outside(belief.lane, TransactionGeometry::FrameHalf + TransactionGeometry::BarHalf);
    const qreal height = m_geometry.px(TextHeight);
    const qreal middle = m_geometry.answer(belief.begin);
    PictureText text;
    text.kind = TextKind::Believes;
    text.seq = belief.begin;
    text.space = QRectF(gap.left, middle - height / 2, gap.width(), height);
    text.align = side < 0 ? Qt::AlignRight : Qt::AlignLeft;
    text.wordings = QStringList{Text::tr("believes %1", "a value").arg(belief.text), belief.text};
    text.role = Role::Lost;
    m_picture->texts.push_back(std::move(text));
}

} // namespace interleave
