#include "gui/diagram/leasecomposer.h"

#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

/// Distance from a lifeline, away from the server: outside the bar, and clear of the texts beside it.
constexpr qreal Away = 10;
constexpr qreal Width = 6;
constexpr qreal TextHeight = 20;

// --- deadlocks ---

// At 100 %, from the lower edge of the row.
constexpr qreal ClientTop = 16;
constexpr qreal ClientHeight = 44;
constexpr qreal ClientWidth = 52;
constexpr qreal WaitY = 28;
constexpr qreal RefusalY = 48;
constexpr qreal LabelHeight = 18;
constexpr qreal LabelAway = 4;
constexpr qreal LeaseTop = 70;
constexpr qreal LeaseHeight = 20;
/// From the ✕ to the letters that the refused wait does not reach.
constexpr qreal BadgeAway = 12;

/// The two clients of a deadlock, below the row of the request that would have closed the circle: who holds
/// what, who waits for whom, and the wait that was refused. Part of LeaseComposer.
class DeadlockComposer final
{
public:
    DeadlockComposer(const DiagramLayout& layout, const DiagramFrame& frame, const DiagramGeometry& geometry);

    /// \a event has space for it (DiagramLayout::showsCycle()).
    void compose(const Event& event, DiagramPicture& picture);

private:
    void addClient(const Event& event, qsizetype at, DiagramPicture& picture) const;
    void addWaits(const Event& event, DiagramPicture& picture) const;
    void
    addLabel(const Event& event, const QString& words, Role role, qreal y, DiagramPicture& picture) const;
    [[nodiscard]] Role roleOfClient(const QString& client) const;

    const DiagramLayout& m_layout;
    const DiagramFrame& m_frame;
    const DiagramGeometry& m_geometry;
    DiagramGap m_space;
    /// Between the clients' letters.
    DiagramGap m_between;
    qreal m_top = 0;
};

DeadlockComposer::DeadlockComposer(
    const DiagramLayout& layout, const DiagramFrame& frame, const DiagramGeometry& geometry)
    : m_layout(layout)
    , m_frame(frame)
    , m_geometry(geometry)
{
}

void DeadlockComposer::compose(const Event& event, DiagramPicture& picture)
{
    const int side = -m_geometry.side(m_layout.laneOf(event.client));
    m_space = m_geometry.besideServer(side, DiagramGeometry::NoteAway, DiagramGeometry::NoteInset);
    m_between = {m_space.left + m_geometry.px(ClientWidth), m_space.right - m_geometry.px(ClientWidth)};
    m_top = m_geometry.top(event.seq) + m_layout.rowHeight(event.seq, m_frame.scale);
    // The refused client is at the right, beside the server.
    addClient(event, 0, picture);
    addClient(event, 1, picture);
    addWaits(event, picture);
}

Role DeadlockComposer::roleOfClient(const QString& client) const
{
    const qsizetype lane = m_layout.laneOf(client);
    return lane < 0 ? Role::Quiet : roleOf(m_layout.seatOf(lane));
}

/// A client, and below it the lease that the other one waits for.
void DeadlockComposer::addClient(const Event& event, qsizetype at, DiagramPicture& picture) const
{
    const WaitsFor& wait = event.cycle.at(at);
    PictureText client;
    client.kind = TextKind::Client;
    client.seq = event.seq;
    client.style = TextStyle::CardTitle;
    client.boxed = true;
    client.role = roleOfClient(wait.holder);
    client.wordings = QStringList{m_layout.cast().member(wait.holder).badge};
    const qreal width = m_geometry.px(ClientWidth);
    client.space = QRectF(
        at == 0 ? m_space.left : m_between.right,
        m_top + m_geometry.px(ClientTop),
        width,
        m_geometry.px(ClientHeight));
    picture.texts.push_back(std::move(client));

    PictureText lease;
    lease.kind = TextKind::Lease;
    lease.seq = event.seq;
    lease.wordings = QStringList{Text::tr("holds %1").arg(wait.record), wait.record};
    lease.role = Role::Leased;
    lease.icon = Icon::Padlock;
    lease.boxed = true;
    lease.align = at == 0 ? Qt::AlignLeft : Qt::AlignRight;
    const qreal half = (m_space.width() - m_geometry.px(LabelAway)) / 2;
    lease.space = QRectF(
        at == 0 ? m_space.left : m_space.right - half,
        m_top + m_geometry.px(LeaseTop),
        half,
        m_geometry.px(LeaseHeight));
    picture.texts.push_back(std::move(lease));
}

void DeadlockComposer::addWaits(const Event& event, DiagramPicture& picture) const
{
    const WaitsFor& refused = event.cycle.at(0);
    const WaitsFor& waiting = event.cycle.at(1);
    const qreal upper = m_top + m_geometry.px(WaitY);
    const qreal lower = m_top + m_geometry.px(RefusalY);
    picture.arrows.push_back(
        {ArrowKind::Request,
         event.seq,
         QPointF(m_between.left, upper),
         QPointF(m_between.right, upper),
         roleOfClient(waiting.client)});
    picture.arrows.push_back(
        {ArrowKind::Refused,
         event.seq,
         QPointF(m_between.right, lower),
         QPointF(m_between.left + m_geometry.px(BadgeAway), lower),
         roleOfClient(refused.client)});
    addLabel(
        event,
        Text::tr("waits for %1").arg(waiting.record),
        Role::Text,
        upper - m_geometry.px(LabelAway + LabelHeight),
        picture);
    addLabel(
        event,
        Text::tr("refused: %1", "to wait for that record").arg(refused.record),
        Role::Stale,
        lower + m_geometry.px(LabelAway),
        picture);
}

void DeadlockComposer::addLabel(
    const Event& event, const QString& words, Role role, qreal y, DiagramPicture& picture) const
{
    PictureText label;
    label.kind = TextKind::Detail;
    label.seq = event.seq;
    label.wordings = QStringList{words};
    label.role = role;
    label.space = QRectF(m_between.left, y, m_between.width(), m_geometry.px(LabelHeight));
    picture.texts.push_back(std::move(label));
}

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
    for (qint64 seq = m_geometry.first(); seq <= std::min(m_geometry.last(), m_frame.moment); ++seq) {
        const Event& event = m_layout.journal()->event(seq);
        if (m_layout.showsCycle(event))
            DeadlockComposer(m_layout, m_frame, m_geometry).compose(event, picture);
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
