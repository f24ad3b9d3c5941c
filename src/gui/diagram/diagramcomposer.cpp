#include "gui/diagram/diagramcomposer.h"

#include "core/values/excerpt.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/verdictwords.h"
#include "gui/diagram/leasecomposer.h"
#include "gui/diagram/servercomposer.h"
#include "gui/labels/messagewordings.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr qreal LabelHeight = 20;
constexpr qreal PillHeight = 22;
/// The ✕ of a refused request is on the edge of the lifeline: the server did look at it.
constexpr qreal BadgeAway = 8;
constexpr qreal BadgeSpace = 14;
/// From the point where a lost arrow would have arrived to its end, and from there to its text.
constexpr qreal LostAway = 34;
constexpr qreal LostSpace = 34;
constexpr qreal LeastLostSpace = 14;
constexpr qreal NotYetHeight = 30;
constexpr qreal NoteHeight = 30;
constexpr qreal SmallHeight = 18;
constexpr qreal PlayheadWidth = 90;
/// Keep this much free beside a pill for the arrow's head and a bit of its line.
constexpr qreal PillAway = 22;

Role acrossRole(const Event& event)
{
    if (event.action == Action::Rule)
        return event.locking == Locking::Off ? Role::Lost : Role::Current;
    return event.action == Action::Clock ? Role::Server : Role::Pending;
}

} // namespace

DiagramComposer::DiagramComposer(const DiagramLayout& layout, const DiagramFrame& frame)
    : m_layout(layout)
    , m_frame(frame)
    , m_geometry(layout, frame)
{
}

DiagramPicture DiagramComposer::compose()
{
    m_picture.size = QSizeF(m_frame.width, m_frame.height);
    m_picture.scale = m_frame.scale;
    m_picture.isReflowed = m_frame.isReflowed;
    m_picture.closeness = m_frame.closeness;
    if (m_frame.heads)
        addHeads();
    // First, because the other texts avoid its notes.
    for (qsizetype record = 0; record < m_layout.recordCount(); ++record)
        ServerComposer(m_layout, m_frame, m_geometry, record).compose(m_picture);
    for (qint64 seq = m_geometry.first(); seq <= m_geometry.last(); ++seq)
        addRow(seq);
    if (const qint64 run = runAbove(m_geometry, m_layout); run > 0)
        addMessageTexts(rowWords(m_layout, m_frame, run), middleOfRunAbove(m_geometry, m_layout));
    LaneComposer(m_layout, m_frame, m_geometry).compose(m_picture);
    LeaseComposer(m_layout, m_frame, m_geometry).compose(m_picture);
    addRecords();
    addPlayhead();
    addLegend();
    return std::move(m_picture);
}

MessageText DiagramComposer::textOf(const Event& event) const
{
    return messageText(event, m_layout.namesRecords());
}

QRectF DiagramComposer::area(const DiagramGap& gap, qreal middle, qreal height, qreal down) const
{
    const qreal half = m_geometry.px(height) / 2;
    return {gap.left, middle + m_geometry.px(down) - half, gap.width(), 2 * half};
}

PictureText& DiagramComposer::addText(
    TextKind kind, qint64 seq, const QRectF& space, const QStringList& wordings, Role role)
{
    PictureText text;
    text.kind = kind;
    text.seq = seq;
    text.space = space;
    text.wordings = wordings;
    text.role = role;
    m_picture.texts.push_back(std::move(text));
    return m_picture.texts.back();
}

void DiagramComposer::addHeads()
{
    const qreal top = -m_frame.top;
    const auto add = [&](qreal x, qreal most, const QStringList& titles, Role role) {
        const qreal edge = m_geometry.px(4.0);
        const qreal half = m_frame.isReflowed ? std::min({most, x - edge, m_frame.width - x - edge}) : most;
        const QRectF space(
            x - half, top + m_geometry.px(6.0), 2 * half, m_geometry.px(DiagramLayout::HeadHeight - 10));
        PictureText& text = addText(TextKind::Head, 0, space, titles, role);
        text.style = TextStyle::CardTitle;
        text.boxed = true;
    };
    qreal nearest = m_geometry.server();
    for (qsizetype lane = 0; lane < m_layout.laneCount(); ++lane) {
        const DiagramGap gap = m_geometry.gap(lane, 0, 0);
        nearest = std::min(nearest, gap.width());
        add(m_geometry.lane(lane),
            gap.width() / 2 - m_geometry.px(4.0),
            m_layout.headingsOf(lane, m_frame.moment),
            roleOf(m_layout.seatOf(lane)));
    }
    add(m_geometry.server(), nearest / 2 - m_geometry.px(4.0), {Text::tr("Server")}, Role::Server);
}

void DiagramComposer::addRow(qint64 seq)
{
    const Event& event = m_layout.journal()->event(seq);
    const qreal top = m_geometry.top(seq);
    const QRectF rect(0, top, m_frame.width, m_layout.bandHeight(seq, m_frame.scale));
    const bool selected = seq == m_frame.selected;
    m_picture.rows.push_back({seq, rect, selected, isFuture(seq)});
    const bool isFolded = m_layout.room().isFolded(seq);
    if (event.number.step > 0 && (selected || !isFolded)) {
        const QRectF gutter(0, top, m_geometry.px(m_frame.gutter), rect.height());
        addText(TextKind::Step, seq, gutter, {event.number.text()}, selected ? Role::Text : Role::Quiet);
    }
    if (isFolded)
        return;
    switch (event.action) {
    case Action::Read:
    case Action::Write:
    case Action::Increment:
        addMessage(event);
        break;
    case Action::Edit:
        addEdit(event);
        break;
    case Action::AnswerLost:
        addAnswerLost(event);
        break;
    case Action::Acquire:
    case Action::Release:
    case Action::Wait:
        if (event.isMessage())
            addMessage(event);
        else if (event.isAcross())
            addAcross(event);
        else
            addAnswerLost(event);
        break;
    case Action::Rule:
    case Action::Clock:
        addAcross(event);
        break;
    }
}

// --- messages ---

void DiagramComposer::addMessage(const Event& event)
{
    const qsizetype lane = m_layout.laneOf(event.client);
    if (isFuture(event.seq)) {
        addNotYet(event, lane);
        return;
    }
    addArrows(event, lane);
    addMessageTexts(rowWords(m_layout, m_frame, event.seq), m_geometry.middle(event.seq));
    addComparison(event, lane);
}

void DiagramComposer::addArrows(const Event& event, qsizetype lane)
{
    const int side = m_geometry.side(lane);
    const qreal request = m_geometry.request(event.seq);
    const qreal answer = m_geometry.answer(event.seq);
    const qreal outer = m_geometry.laneInner(lane) - side * m_geometry.px(DiagramGeometry::ClientClearance);
    const qsizetype record = m_layout.recordIndex(event.record);
    const qreal server = record < 0 ? m_geometry.serverEdge(side) : m_geometry.server(record);
    const qreal inner = server + side * m_geometry.px(DiagramGeometry::ServerClearance);
    const bool refused = isTurnedDown(event);
    const Role sender = roleOf(m_layout.seatOf(lane));
    if (event.isLost()) {
        // Nobody knows whether it reached the server.
        m_picture.arrows.push_back(
            {ArrowKind::Unanswered,
             event.seq,
             QPointF(outer, request),
             QPointF(server + side * m_geometry.inset(LostAway), request),
             Role::Pending});
        return;
    }
    const qreal end = refused ? badgeOf(event, side) : inner;
    // The arrow of a request that waited is in the row in which it began to wait.
    if (!event.waited)
        m_picture.arrows.push_back(
            {refused ? ArrowKind::Refused : ArrowKind::Request,
             event.seq,
             QPointF(outer, request),
             QPointF(end, request),
             sender});
    if (event.action == Action::Wait)
        return;
    m_picture.arrows.push_back(
        {event.answerLost ? ArrowKind::Unanswered : ArrowKind::Answer,
         event.seq,
         QPointF(inner, answer),
         QPointF(event.answerLost ? outer - side * m_geometry.inset(LostAway) : outer, answer),
         roleOf(textOf(event).severity)});
}

/// The x of the ✕ of a refused request.
qreal DiagramComposer::badgeOf(const Event& event, int side) const
{
    const qsizetype record = m_layout.recordIndex(event.record);
    const qreal own = record < 0 ? m_geometry.serverEdge(side) : m_geometry.server(record);
    return own + side * m_geometry.px(BadgeAway);
}

void DiagramComposer::addMessageTexts(const RowWords& words, qreal middle)
{
    const Event& event = m_layout.journal()->event(words.seq);
    const qsizetype lane = m_layout.laneOf(event.client);
    // A narrow gap has no space for a text; use the widest gap that the arrow crosses.
    const qsizetype widest = m_geometry.widestGap(lane);
    const DiagramGap arrow =
        m_geometry.gap(widest, DiagramGeometry::ClientClearance, DiagramGeometry::ServerClearance);
    const qreal axis = (arrow.left + arrow.right) / 2;
    DiagramGap free = m_geometry.inside(widest, DiagramGeometry::TextAway);
    if ((isTurnedDown(event) || event.isLost()) && m_geometry.inward(widest) < 0) {
        // Keep clear of the ✕ at the end of the request.
        const qreal badge = m_geometry.px(BadgeAway + BadgeSpace);
        if (m_geometry.side(lane) > 0)
            free.left = std::max(free.left, m_geometry.serverEdge(1) + badge);
        else
            free.right = std::min(free.right, m_geometry.serverEdge(-1) - badge);
    }
    const QRectF space = area(free, middle, LabelHeight, -m_geometry.labelUp());
    PictureText& label = addText(TextKind::Request, words.seq, space, words.request, Role::Text);
    label.style = TextStyle::Code;
    label.axis = axis;

    DiagramGap beside = m_geometry.besideHead(widest, PillAway);
    if (event.answerLost && widest == lane) {
        // The arrow of the lost answer ends before its client; keep clear of its cross.
        const qreal sign = m_frame.isReflowed
                               ? m_geometry.inset(LostAway - PillAway) + m_geometry.px(LeastLostSpace)
                               : m_geometry.px(LostAway + LostSpace - PillAway);
        (m_geometry.side(lane) > 0 ? beside.right : beside.left) -= m_geometry.side(lane) * sign;
    }
    PictureText& pill = addText(
        TextKind::Answer,
        event.seq,
        area(beside, middle, PillHeight, m_geometry.answerDown()),
        words.answer,
        roleOf(words.severity));
    pill.style = TextStyle::Code;
    pill.boxed = true;
    pill.axis = axis;
}

/// On the other side of the server, which is free in this row.
void DiagramComposer::addComparison(const Event& event, qsizetype lane)
{
    const QStringList wordings = comparedWordings(event);
    if (wordings.isEmpty() || !isTurnedDown(event))
        return;
    const int side = -m_geometry.side(lane);
    const QRectF place = area(
        m_geometry.besideServer(side, DiagramGeometry::NoteAway, DiagramGeometry::NoteInset),
        m_geometry.middle(event.seq),
        NoteHeight,
        -m_geometry.requestUp());
    PictureText& note = addText(TextKind::RefusedNote, event.seq, place, wordings, Role::Stale);
    note.align = side < 0 ? Qt::AlignRight : Qt::AlignLeft;
    note.boxed = true;
}

void DiagramComposer::addNotYet(const Event& event, qsizetype lane)
{
    QStringList wordings;
    for (const QString& request : m_layout.isShared(lane) ? rowWords(m_layout, m_frame, event.seq).request
                                                          : shorterAndShorter(textOf(event).request))
        wordings.append(Text::tr("%1 · not yet").arg(request));
    wordings.append(Text::tr("not yet"));
    if (m_frame.isReflowed)
        wordings.append(wordings.first().section(QLatin1Char(' '), 0, 0));
    // There is no arrow to show whose message it is, so let the text reach its lane.
    PictureText& text = addText(
        TextKind::NotYet,
        event.seq,
        area(m_geometry.reach(lane, DiagramGeometry::TextAway), m_geometry.middle(event.seq), NotYetHeight),
        wordings,
        Role::Quiet);
    text.style = TextStyle::Code;
}

// --- what is not a message ---

void DiagramComposer::addEdit(const Event& event)
{
    const qsizetype lane = m_layout.laneOf(event.client);
    const Role role = isFuture(event.seq) ? Role::Quiet : roleOf(m_layout.seatOf(lane));
    const qreal middle = m_geometry.middle(event.seq);
    const qreal x = m_geometry.lane(lane, m_layout.recordIndex(event.record));
    m_picture.marks.push_back({event.seq, QPointF(x, middle), role, false});
    // The row is low, so that an edit stays close to its save; only outside the lanes does a text fit.
    if (!m_geometry.isOutermost(lane))
        return;
    PictureText& text = addText(
        TextKind::Edit,
        event.seq,
        area(m_geometry.outside(lane, DiagramGeometry::TextAway), middle, SmallHeight),
        {textOf(event).request, messageText(event).request},
        Role::Quiet);
    if (event.purpose != Purpose::Merge && !event.after.isEmpty())
        text.wordings.append(
            {Text::tr("typed %1").arg(excerpt(event.after.at(0).value)), excerpt(event.after.at(0).value)});
    text.spaceAcross = area(m_geometry.beside(lane), middle, SmallHeight / 2);
    text.align = m_geometry.side(lane) < 0 ? Qt::AlignRight : Qt::AlignLeft;
    text.style = TextStyle::Hint;
}

void DiagramComposer::addAnswerLost(const Event& event)
{
    const qsizetype lane = m_layout.laneOf(event.client);
    const Role role = isFuture(event.seq) ? Role::Quiet : Role::Pending;
    const qreal middle = m_geometry.middle(event.seq);
    const qreal x = m_geometry.lane(lane, m_layout.recordIndex(event.record));
    m_picture.marks.push_back({event.seq, QPointF(x, middle), role, true});
    const DiagramGap gap = m_geometry.inside(m_geometry.widestGap(lane), DiagramGeometry::TextAway);
    PictureText& text = addText(
        TextKind::AnswerLost, event.seq, area(gap, middle, SmallHeight), {textOf(event).answer}, role);
    text.align = m_geometry.side(lane) < 0 ? Qt::AlignLeft : Qt::AlignRight;
}

void DiagramComposer::addAcross(const Event& event)
{
    const qreal middle = m_geometry.middle(event.seq);
    const qreal left = m_geometry.px(m_frame.isReflowed ? m_frame.gutter : 36.0);
    const qreal right = m_frame.width - m_geometry.px(m_frame.isReflowed ? 8.0 : 20.0);
    const Role role = isFuture(event.seq) ? Role::Quiet : acrossRole(event);
    m_picture.lines.push_back({event.seq, middle, left, right, false});
    PictureText& text = addText(
        TextKind::Rule,
        event.seq,
        area({left, right}, middle, PillHeight),
        acrossWordings(event, textOf(event)),
        role);
    text.boxed = true;
    // Centre it on the server's lifeline: the rule and the clock are the server's.
    if (m_frame.isReflowed) {
        text.axis = m_geometry.server();
    } else {
        const qreal half = std::min(m_geometry.server() - left, right - m_geometry.server());
        text.space.setLeft(m_geometry.server() - half);
        text.space.setRight(m_geometry.server() + half);
    }
    if (event.client.isEmpty())
        return;
    const qsizetype lane = m_layout.laneOf(event.client);
    const qreal x = m_geometry.lane(lane, m_layout.recordIndex(event.record));
    m_picture.marks.push_back({event.seq, QPointF(x, middle), role, true});
}

/// The names of the server's lifelines, beside the first version of each.
void DiagramComposer::addRecords()
{
    const QStringList& names = m_layout.records();
    const qreal middle = m_geometry.start();
    if (names.size() <= 1 || middle < m_geometry.cutTop() || middle > m_geometry.cutBottom())
        return;
    const auto add = [&](int side, const QString& words) {
        const qreal away = m_geometry.px(DiagramGeometry::BeadRadius + 8);
        qreal edge = m_geometry.serverEdge(side) + side * away;
        for (const PictureText& text : m_picture.texts) {
            if (text.kind == TextKind::Date && text.seq == 0 && side > 0)
                edge = std::max(edge, text.space.right());
        }
        const qsizetype lane = m_geometry.innermost(side);
        const qreal end = lane < 0 ? edge + side * m_geometry.px(200.0)
                                   : m_geometry.laneInner(lane) - side * m_geometry.px(24.0);
        const DiagramGap gap{std::min(edge, end), std::max(edge, end)};
        PictureText& text = addText(TextKind::Record, 0, area(gap, middle, SmallHeight), {words}, Role::Text);
        text.align = side < 0 ? Qt::AlignRight : Qt::AlignLeft;
    };
    add(-1, names.first());
    add(1, listed(names.mid(1)));
}

// --- the playhead ---

void DiagramComposer::addPlayhead()
{
    const qint64 rows = m_layout.rowCount();
    const qreal y = m_geometry.end();
    if (m_frame.moment >= rows || y < m_geometry.cutTop() || y > m_geometry.cutBottom())
        return;
    m_picture.lines.push_back({0, y, 0, m_frame.width, true});
    qint64 step = 0;
    for (qint64 seq = m_frame.moment; seq > 0 && step == 0; --seq)
        step = m_layout.journal()->event(seq).number.step;
    const QString all = QString::number(m_layout.journal()->latest().steps());
    const DiagramGap gap{m_frame.width - m_geometry.px(150.0), m_frame.width - m_geometry.px(12.0)};
    // In a narrow picture what is not yet takes its place.
    if (m_frame.isReflowed && !m_geometry.isFreeRightOf(gap.right - m_geometry.px(PlayheadWidth)))
        return;
    // Put it below the line, among the events that have not happened yet.
    const QRectF place = area(gap, y, SmallHeight, SmallHeight / 2 + 5);
    std::erase_if(m_picture.texts, [&](const PictureText& text) {
        return text.kind == TextKind::Edit && isFuture(text.seq) && text.space.intersects(place);
    });
    PictureText& text = addText(
        TextKind::Playhead,
        0,
        place,
        {Text::tr("step %1 of %2").arg(QString::number(step), all)},
        Role::Text);
    text.align = Qt::AlignRight;
}

} // namespace interleave
