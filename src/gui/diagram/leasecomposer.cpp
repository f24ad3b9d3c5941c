#include "gui/diagram/leasecomposer.h"

#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

/// Distance from a lifeline, away from the server: outside the bar, and clear of the texts beside it.
constexpr qreal Away = 10;
constexpr qreal Width = 6;
constexpr qreal TextHeight = 20;

} // namespace

LeaseComposer::LeaseComposer(
    const DiagramLayout& layout, const DiagramFrame& frame, const DiagramGeometry& geometry)
    : m_layout(layout)
    , m_frame(frame)
    , m_geometry(geometry)
{
}

void LeaseComposer::compose(DiagramPicture& picture)
{
    m_picture = &picture;
    for (qsizetype lane = 0; lane < m_layout.laneCount(); ++lane) {
        for (qsizetype record = 0; record < m_layout.recordCount(); ++record)
            addLane(lane, record);
    }
}

/// The y at which a span begins: a client waits from its request on, and holds the lease from the answer on.
qreal LeaseComposer::turn(const DiagramLayout::LeaseSpan& span) const
{
    const Event& event = m_layout.journal()->event(span.seq);
    if (event.action == Action::Wait)
        return m_geometry.request(span.seq);
    const bool isAnswer = event.action == Action::Acquire && event.isMessage() && !event.answerLost;
    return isAnswer ? m_geometry.answer(span.seq) : m_geometry.middle(span.seq);
}

void LeaseComposer::addLane(qsizetype lane, qsizetype record)
{
    const std::vector<DiagramLayout::LeaseSpan>& spans = m_layout.leases(lane, record);
    // Begin with the span that started above the first visible row.
    auto it = std::ranges::upper_bound(
        spans, m_geometry.first() - 1, std::ranges::less(), &DiagramLayout::LeaseSpan::seq);
    if (it != spans.begin())
        --it;
    for (; it != spans.end() && it->seq <= m_frame.moment; ++it) {
        const qreal top = turn(*it);
        if (top > m_geometry.cutBottom())
            break;
        const auto next = std::next(it);
        const bool last = next == spans.end() || next->seq > m_frame.moment;
        if (it->state != LeaseHold::None)
            addSpan(lane, record, *it, top, last ? m_geometry.end() : turn(*next));
    }
}

void LeaseComposer::addSpan(
    qsizetype lane, qsizetype record, const DiagramLayout::LeaseSpan& span, qreal top, qreal bottom)
{
    const qreal from = std::max(top, m_geometry.cutTop());
    const qreal to = std::min(bottom, m_geometry.cutBottom());
    if (from >= to)
        return;
    const qreal x = m_geometry.lane(lane, record);
    const qreal near = m_geometry.px(Away);
    const qreal width = m_geometry.px(Width);
    const qreal left = m_geometry.side(lane) < 0 ? x - near - width : x + near;
    m_picture->leases.push_back(
        {lane,
         record,
         span.state == LeaseHold::Waits,
         span.seq,
         QRectF(left, from, width, to - from),
         from == top,
         to == bottom});
    if (from == top && m_geometry.isOutermost(lane))
        addText(lane, span, top);
}

void LeaseComposer::addText(qsizetype lane, const DiagramLayout::LeaseSpan& span, qreal top)
{
    const Event& event = m_layout.journal()->event(span.seq);
    const bool waits = span.state == LeaseHold::Waits;
    const DiagramGap gap = m_geometry.outside(lane, DiagramGeometry::TextAway);
    PictureText text;
    text.kind = TextKind::Lease;
    text.seq = span.seq;
    text.space = QRectF(gap.left, top - m_geometry.px(4.0), gap.width(), m_geometry.px(TextHeight));
    if (waits && event.lease)
        text.wordings = QStringList{Text::tr("waits for %1").arg(event.lease->owner), Text::tr("waits")};
    else if (waits)
        text.wordings = QStringList{Text::tr("waits")};
    else if (event.answerLost)
        text.wordings = QStringList{
            Text::tr("lease, token %1, not heard").arg(event.lease->token),
            Text::tr("not heard", "that it has the lease")};
    else
        text.wordings = QStringList{
            Text::tr("lease, token %1").arg(event.lease->token),
            Text::tr("token %1").arg(event.lease->token)};
    text.role = waits ? Role::Pending : Role::Leased;
    text.icon = waits ? Icon::Hourglass : Icon::Padlock;
    text.boxed = true;
    text.align = m_geometry.side(lane) < 0 ? Qt::AlignRight : Qt::AlignLeft;
    m_picture->texts.push_back(std::move(text));
}

} // namespace interleave
