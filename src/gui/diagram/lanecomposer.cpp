#include "gui/diagram/lanecomposer.h"

#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr qreal TextHeight = 18;
constexpr qreal ClearOfPill = 3;
constexpr int LeastHeightBesidePill = 56;

} // namespace

LaneComposer::LaneComposer(
    const DiagramLayout& layout, const DiagramFrame& frame, const DiagramGeometry& geometry)
    : m_layout(layout)
    , m_frame(frame)
    , m_geometry(geometry)
{
}

void LaneComposer::compose(DiagramPicture& picture)
{
    m_picture = &picture;
    for (const PictureText& text : picture.texts) {
        if (text.kind == TextKind::Date)
            m_dates.emplace(text.seq, DiagramGap{text.space.left(), text.space.right()});
        if (text.kind == TextKind::LostNote || text.kind == TextKind::RefusedNote)
            m_notes.emplace(text.seq, DiagramGap{text.space.left(), text.space.right()});
    }
    for (qsizetype lane = 0; lane < m_layout.laneCount(); ++lane)
        for (qsizetype record = 0; record < m_layout.recordCount(); ++record)
            addLane(lane, record);
}

bool LaneComposer::hasNote(qint64 seq, const DiagramGap& gap) const
{
    const auto [begin, end] = m_notes.equal_range(seq);
    return std::any_of(begin, end, [&gap](const auto& note) {
        return note.second.left < gap.right && note.second.right > gap.left;
    });
}

qreal LaneComposer::turn(const DiagramLayout::Span& span) const
{
    // A copy becomes current when the answer arrives, and stale at another client's commit.
    return span.state == Freshness::Current ? m_geometry.answer(span.seq) : m_geometry.middle(span.seq);
}

void LaneComposer::addLane(qsizetype lane, qsizetype record)
{
    const std::vector<DiagramLayout::Span>& spans = m_layout.spans(lane, record);
    const DiagramLayout::Span start{0, 0, Freshness::NoCopy};
    // Begin with the span that started above the first visible row.
    auto it = std::ranges::upper_bound(
        spans, m_geometry.first() - 1, std::ranges::less(), [](const DiagramLayout::Span& span) {
            return span.seq;
        });
    const DiagramLayout::Span* span = it == spans.begin() ? &start : &*std::prev(it);
    qreal top = span->seq == 0 ? m_geometry.origin() : turn(*span);
    for (;; ++it) {
        const bool last = it == spans.end() || isFuture(it->seq);
        const qreal bottom = last ? m_geometry.end() : turn(*it);
        addSpan(lane, record, *span, top, bottom);
        if (last || bottom > m_geometry.cutBottom())
            break;
        span = &*it;
        top = bottom;
    }
    addSpan(lane, record, start, m_geometry.end(), m_geometry.wholeEnd());
}

void LaneComposer::addSpan(
    qsizetype lane, qsizetype record, const DiagramLayout::Span& span, qreal top, qreal bottom)
{
    const qreal from = std::max(top, m_geometry.cutTop());
    const qreal to = std::min(bottom, m_geometry.cutBottom());
    if (from >= to || isFuture(span.seq))
        return;
    if (span.state == Freshness::NoCopy) {
        m_picture->lifelines.push_back({m_geometry.lane(lane, record), from, to});
        return;
    }
    const qreal half = m_geometry.px(DiagramGeometry::BarHalf);
    m_picture->bars.push_back(
        {lane,
         record,
         span.state,
         span.seq,
         QRectF(m_geometry.lane(lane, record) - half, from, 2 * half, to - from),
         from == top,
         to == bottom,
         from - top});
    if (span.state == Freshness::Stale && from == top)
        addStaleSince(lane, record, span);
}

void LaneComposer::addStaleSince(qsizetype lane, qsizetype record, const DiagramLayout::Span& span)
{
    const bool outermost = m_geometry.isOutermost(lane);
    DiagramGap gap = outermost ? m_geometry.outside(lane, DiagramGeometry::TextAway)
                               : m_geometry.inside(lane, DiagramGeometry::TextAway);
    // Inside, a note in the same row already says more.
    if (!outermost && hasNote(span.seq, gap))
        return;
    const auto [begin, end] = m_dates.equal_range(span.seq);
    for (auto date = begin; date != end && !outermost; ++date) {
        if (date->second.left >= gap.right || date->second.right <= gap.left)
            continue;
        if (m_geometry.side(lane) > 0)
            gap.left = date->second.right;
        else
            gap.right = date->second.left;
    }
    // Between two lifelines, make way for the answer's pill of a message that crosses this gap.
    const qsizetype sender = m_layout.laneOf(m_layout.journal()->event(span.seq).client);
    const bool passed = !outermost && sender >= 0 && sender != lane && m_geometry.widestGap(sender) == lane;
    // In low rows there is no way to make; the hatching tells it too.
    if (passed && m_layout.messageHeight() < LeastHeightBesidePill)
        return;
    const QString version = QString::number(span.held + 1);
    PictureText text;
    text.kind = TextKind::StaleSince;
    text.seq = span.seq;
    const qreal height = m_geometry.px(TextHeight);
    const qreal up = passed ? m_geometry.px(ClearOfPill) : 0;
    text.space = QRectF(gap.left, m_geometry.middle(span.seq) - height / 2 - up, gap.width(), height);
    text.wordings = QStringList{
        Text::tr("stale since v%1").arg(version),
        Text::tr("since v%1").arg(version),
        Text::tr("v%1").arg(version)};
    if (m_layout.recordCount() > 1)
        text.wordings.prepend(Text::tr("%1 stale since v%2").arg(m_layout.records().at(record), version));
    text.role = Role::Stale;
    const bool left = (m_geometry.side(lane) < 0) == outermost;
    text.align = left ? Qt::AlignRight : Qt::AlignLeft;
    m_picture->texts.push_back(std::move(text));
}

} // namespace interleave
