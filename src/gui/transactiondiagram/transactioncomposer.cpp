#include "gui/transactiondiagram/transactioncomposer.h"

#include "core/transactionwords/storyview.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/transactiondiagram/sessioncomposer.h"
#include "gui/transactiondiagram/transactionlegend.h"
#include "gui/transactiondiagram/trunkcomposer.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;
using Row = TransactionLayout::Row;

constexpr qreal LabelHeight = 20;
constexpr qreal PillHeight = 22;
constexpr qreal NoteHeight = 26;
constexpr qreal NotYetHeight = 30;
constexpr qreal SmallHeight = 18;
constexpr qreal PlayheadWidth = 90;
/// Keep this much free beside a text on an arrow, and beside a pill for the arrow's head and a bit of its
/// line.
constexpr qreal TextInset = 20;
constexpr qreal TextHanging = 4;
constexpr qreal PillInset = 26;
constexpr qreal PillHanging = 10;
/// In a narrow picture.
constexpr qreal LeastPillInset = 23;

} // namespace

TransactionComposer::TransactionComposer(const TransactionLayout& layout, const DiagramFrame& frame)
    : m_layout(layout)
    , m_frame(frame)
    , m_geometry(layout, frame)
{
}

DiagramPicture TransactionComposer::compose()
{
    m_picture.size = QSizeF(m_frame.width, m_frame.height);
    m_picture.scale = m_frame.scale;
    m_picture.wrapsLegend = true;
    m_picture.isReflowed = m_frame.isReflowed;
    m_picture.closeness = m_frame.closeness;
    if (m_frame.heads)
        addHeads();
    for (qint64 seq = m_geometry.first(); seq <= m_geometry.last(); ++seq)
        addRow(seq);
    TrunkComposer(m_layout, m_frame, m_geometry).compose(m_picture);
    SessionComposer(m_layout, m_frame, m_geometry).compose(m_picture);
    addPlayhead();
    addLegend();
    return std::move(m_picture);
}

QRectF TransactionComposer::area(const DiagramGap& gap, qreal middle, qreal height) const
{
    const qreal half = m_geometry.px(height) / 2;
    return {gap.left, middle - half, gap.width(), 2 * half};
}

PictureText& TransactionComposer::addText(
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

void TransactionComposer::addHeads()
{
    const qreal top = m_geometry.px(6.0) - m_frame.top;
    const qreal height = m_geometry.px(DiagramLayout::HeadHeight - 10);
    const auto add = [&](qreal x, qreal most, const QStringList& titles, Role role) {
        // Nothing beyond the edges, one of which a scroll bar may cover.
        const qreal half = std::min({most, x - m_geometry.px(4.0), m_frame.width - x - m_geometry.px(14.0)});
        PictureText& text = addText(TextKind::Head, 0, QRectF(x - half, top, 2 * half, height), titles, role);
        text.style = TextStyle::CardTitle;
        text.boxed = true;
    };
    qreal nearest = m_geometry.server();
    for (qsizetype lane = 0; lane < m_layout.laneCount(); ++lane) {
        const qreal width = m_geometry.gap(lane, 0, 0).width();
        nearest = std::min(nearest, width);
        add(m_geometry.lane(lane),
            width / 2 - m_geometry.px(4.0),
            m_layout.headingsOf(lane),
            roleOf(m_layout.seatOf(lane)));
    }
    add(m_geometry.server(), nearest / 2 - m_geometry.px(4.0), m_layout.databaseHeadings(), Role::Server);
}

void TransactionComposer::addRow(qint64 seq)
{
    const TransactionEvent& event = m_layout.story()->journal.event(seq);
    const QRectF rect(0, m_geometry.top(seq), m_frame.width, m_layout.rowHeight(seq, m_frame.scale));
    const bool selected = seq == m_frame.selected;
    m_picture.rows.push_back({seq, rect, selected, isFuture(seq)});
    if (event.step > 0 && event.kind != Kind::RolledBack) {
        const QRectF gutter(0, rect.top(), m_geometry.px(m_frame.gutter), rect.height());
        addText(
            TextKind::Step, seq, gutter, {QString::number(event.step)}, selected ? Role::Text : Role::Quiet);
    }
    if (m_layout.laneOf(seq) < 0)
        return;
    if (isFuture(seq)) {
        addNotYet(event);
        return;
    }
    if (m_layout.row(seq) == Row::Line) {
        addLine(event);
    } else {
        addArrows(event);
        addTexts(event);
    }
    addNote(event);
}

// --- messages ---

void TransactionComposer::addArrows(const TransactionEvent& event)
{
    const Row row = m_layout.row(event.seq);
    if (row != Row::Answer || event.isRefused())
        addRequest(event);
    if (row != Row::Request)
        addAnswer(event);
}

void TransactionComposer::addRequest(const TransactionEvent& event)
{
    const qsizetype lane = m_layout.laneOf(event.seq);
    const int side = m_geometry.side(lane);
    const qreal y = m_geometry.request(event.seq);
    const QPointF to(m_geometry.at(m_geometry.endSide(event.seq), m_geometry.requestAway(event.seq)), y);
    QPointF from(m_geometry.lane(lane) - side * m_geometry.px(TransactionGeometry::ArrowClearance), y);
    // The request of what has waited is in the row in which it began to.
    if (m_layout.row(event.seq) == Row::Answer)
        from = to + QPointF(side, 0);
    m_picture.arrows.push_back(
        {event.isRefused() ? ArrowKind::Refused : ArrowKind::Request,
         event.seq,
         from,
         to,
         roleOf(m_layout.seatOf(lane))});
}

void TransactionComposer::addAnswer(const TransactionEvent& event)
{
    const qsizetype lane = m_layout.laneOf(event.seq);
    const int side = m_geometry.side(lane);
    const qreal y = m_geometry.answer(event.seq);
    const QPointF from(m_geometry.at(m_geometry.endSide(event.seq), m_geometry.answerAway(event.seq)), y);
    const QPointF to(m_geometry.lane(lane) - side * m_geometry.px(TransactionGeometry::ArrowClearance), y);
    m_picture.arrows.push_back({ArrowKind::Answer, event.seq, from, to, roleOfAnswer(event)});
}

Role TransactionComposer::roleOfAnswer(const TransactionEvent& event) const
{
    if (event.isRefused() || event.keptNothing)
        return Role::Stale;
    if (m_layout.story()->facts.reads.value(event.seq).kind == ReadSource::Kind::Pending)
        return Role::Lost;
    // Its WHERE named what is no more.
    if (event.action == TransactionAction::Sql && event.rowCount == 0 && isWrite(event))
        return Role::Stale;
    return event.action == TransactionAction::Commit ? Role::Current : Role::Quiet;
}

void TransactionComposer::addTexts(const TransactionEvent& event)
{
    const Row row = m_layout.row(event.seq);
    const DiagramGap arrow = m_geometry.textGap(event.seq, TransactionGeometry::ArrowClearance, 0);
    const qreal axis = (arrow.left + arrow.right) / 2;
    if (row != Row::Answer) {
        const QRectF space = area(
            m_geometry.textGap(event.seq, TextInset, TextHanging, true),
            m_geometry.label(event.seq),
            LabelHeight);
        PictureText& label =
            addText(TextKind::Request, event.seq, space, m_layout.requestOf(event.seq), Role::Text);
        label.style = TextStyle::Code;
        label.axis = axis;
    }
    if (row == Row::Request)
        return;
    const qreal inset = m_frame.isReflowed
                            ? m_geometry.uninset(std::max(LeastPillInset, PillInset * m_frame.closeness))
                            : PillInset;
    const QRectF space =
        area(m_geometry.textGap(event.seq, inset, PillHanging), m_geometry.answer(event.seq), PillHeight);
    PictureText& pill =
        addText(TextKind::Answer, event.seq, space, m_layout.answerOf(event.seq), roleOfAnswer(event));
    pill.style = TextStyle::Code;
    pill.boxed = true;
    pill.axis = axis;
}

/// A step that was left out; of a statement that waits on, only the note says for whom.
void TransactionComposer::addLine(const TransactionEvent& event)
{
    if (event.kind != Kind::LeftOut)
        return;
    QStringList wordings;
    for (const QString& request : m_layout.requestOf(event.seq))
        wordings.append(Text::tr("%1 · left out", "a step").arg(request));
    wordings.append(Text::tr("left out", "a step"));
    PictureText& text = addText(
        TextKind::LeftOut,
        event.seq,
        area(
            m_geometry.textGap(event.seq, TextInset, TextHanging), m_geometry.middle(event.seq), SmallHeight),
        wordings,
        Role::Quiet);
    text.style = TextStyle::Chip;
}

void TransactionComposer::addNotYet(const TransactionEvent& event)
{
    QStringList wordings;
    for (const QString& request : m_layout.requestOf(event.seq))
        wordings.append(Text::tr("%1 · not yet").arg(request));
    wordings.append(Text::tr("not yet"));
    if (m_frame.isReflowed)
        wordings.append(wordings.first().section(QLatin1Char(' '), 0, 0));
    const qreal height =
        std::min(NotYetHeight, m_layout.rowHeight(event.seq, m_frame.scale) / m_frame.scale - 4);
    // There is no arrow to show whose message it is, so let the text reach its lane.
    PictureText& text = addText(
        TextKind::NotYet,
        event.seq,
        area(
            m_geometry.reach(m_layout.laneOf(event.seq), TransactionGeometry::TextAway),
            m_geometry.middle(event.seq),
            height),
        wordings,
        Role::Quiet);
    text.style = TextStyle::Code;
}

/// On the other side of the database, which is free in this row.
void TransactionComposer::addNote(const TransactionEvent& event)
{
    const TransactionNote* note = m_layout.noteOf(event.seq);
    if (note == nullptr)
        return;
    const int side = -m_geometry.side(m_layout.laneOf(event.seq));
    const bool isTall = m_layout.row(event.seq) == Row::Exchange;
    PictureText& text = addText(
        TextKind::Note,
        event.seq,
        area(
            m_geometry.noteGap(side, event.seq),
            m_geometry.middle(event.seq),
            isTall ? NoteHeight : PillHeight),
        note->wordings,
        note->role);
    text.icon = note->icon;
    text.align = side < 0 ? Qt::AlignRight : Qt::AlignLeft;
    text.boxed = true;
}

// --- the playhead and the legend ---

void TransactionComposer::addPlayhead()
{
    const qreal y = m_geometry.end();
    if (m_frame.moment >= m_layout.rowCount() || y < m_geometry.cutTop() || y > m_geometry.cutBottom())
        return;
    m_picture.lines.push_back({0, y, 0, m_frame.width, true});
    int step = 0;
    for (qint64 seq = 1; seq <= m_frame.moment; ++seq)
        step = std::max(step, m_layout.story()->journal.event(seq).step);
    qreal right = m_geometry.server();
    for (qsizetype lane = 0; lane < m_geometry.laneCount(); ++lane)
        right = std::max(right, m_geometry.lane(lane));
    const DiagramGap gap{m_frame.width - m_geometry.px(150.0), m_frame.width - m_geometry.px(12.0)};
    const QString all = QString::number(m_layout.stepCount());
    // Right of all lanes, where what is not yet does not reach.
    const bool isNarrow = gap.right - right < m_geometry.px(PlayheadWidth);
    if (isNarrow && m_frame.isReflowed)
        return;
    PictureText& text = addText(
        TextKind::Playhead,
        0,
        area(gap, y + m_geometry.px(SmallHeight / 2 + 5), SmallHeight),
        {isNarrow ? Text::tr("%1 of %2", "steps").arg(QString::number(step), all)
                  : Text::tr("step %1 of %2").arg(QString::number(step), all)},
        Role::Text);
    text.align = Qt::AlignRight;
}

void TransactionComposer::addLegend()
{
    const qreal y = m_geometry.wholeEnd() + m_geometry.px(24.0);
    m_picture.legendAt = QPointF(m_frame.middles.edge.value_or(m_geometry.px(20.0)), y);
    if (y > m_geometry.cutBottom() || m_frame.moment == 0)
        return;
    for (LegendEntry& entry : legendOf(m_layout.trace(), m_layout.story()->journal, m_frame.moment))
        m_picture.legend.push_back(std::move(entry));
}

} // namespace interleave
