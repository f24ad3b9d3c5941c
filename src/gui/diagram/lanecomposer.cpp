#include "gui/diagram/lanecomposer.h"

#include "core/values/text.h"
#include "core/words/explanation.h"
#include "core/words/verdictwords.h"
#include "gui/labels/messagewordings.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr qreal TextHeight = 18;
constexpr qreal ClearOfPill = 3;
constexpr int LeastHeightBesidePill = 56;
/// At the edge of what is seen everything fades.
constexpr qreal BelowEdge = 12;

/// "PUT" of `PUT stock 99 · If-Match "1"`
QString firstWord(const QString& text)
{
    return text.section(QLatin1Char(' '), 0, 0);
}

qint64 newestMessage(const Journal& journal, qint64 seq)
{
    while (!journal.event(seq).isMessage())
        --seq;
    return seq;
}

/// The words of the run's messages from the first to \a last: what they ask and are answered, as far as that
/// is the same, and how often.
RowWords runWords(const DiagramLayout& layout, const RoomLane::Run& run, qint64 last)
{
    const Journal& journal = *layout.journal();
    const qint64 newest = newestMessage(journal, last);
    const Event& first = journal.event(run.first);
    const MessageText text = messageText(first, layout.namesRecords());
    RowWords words{
        run.first, requestWordings(first, text.request), answerWordings(text.answer), text.severity};
    const QString count = QString::number(journal.event(newest).message - first.message + 1);
    if (!run.asksSame)
        words.request = {firstWord(text.request)};
    if (!run.answersSame)
        words.answer = answerWordings(text.answer.section(QStringLiteral(" · "), 0, 0));
    for (QString& wording : words.request)
        wording = Text::tr("%1 × %2", "how often, and a request").arg(count, wording);
    return words;
}

} // namespace

RowWords rowWords(const DiagramLayout& layout, const DiagramFrame& frame, qint64 seq)
{
    const RoomLane::Run* const run = layout.room().runOf(seq);
    const bool isOpen = run != nullptr && frame.selected > run->first && frame.selected <= run->last;
    // A run that has not happened yet is told whole.
    const bool isFuture = run != nullptr && run->first > frame.moment;
    const qint64 last = run == nullptr ? 0 : isFuture ? run->last : std::min(run->last, frame.moment);
    if (run != nullptr && !isOpen && newestMessage(*layout.journal(), last) > run->first)
        return runWords(layout, *run, last);
    const qint64 told = isOpen ? newestMessage(*layout.journal(), frame.selected) : seq;
    const Event& event = layout.journal()->event(told);
    const MessageText text = messageText(event, layout.namesRecords());
    RowWords words{told, requestWordings(event, text.request), answerWordings(text.answer), text.severity};
    if (!layout.isShared(layout.laneOf(event.client)))
        return words;
    QString who = event.client;
    if (isOpen) {
        const qint64 before = layout.journal()->event(run->first).message - 1;
        const qint64 count = layout.journal()->event(newestMessage(*layout.journal(), last)).message - before;
        who = Text::tr("%1 of %2, %3", "which of a run's messages, of how many, and its client")
                  .arg(QString::number(event.message - before), QString::number(count), who);
    }
    for (QString& wording : words.request)
        wording = Text::tr("%1: %2", "a client and its request").arg(who, wording);
    words.request << who << event.client;
    return words;
}

qint64 runAbove(const DiagramGeometry& geometry, const DiagramLayout& layout)
{
    const RoomLane::Run* const run = layout.room().runOf(geometry.first());
    if (run == nullptr || geometry.middle(run->first) >= 0)
        return 0;
    const qreal space = 2 * middleOfRunAbove(geometry, layout);
    return run->last <= layout.rowCount() && geometry.top(run->last) > space ? run->first : 0;
}

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
    for (qint64 seq = m_geometry.first(); seq <= m_geometry.last() && !m_layout.room().isEmpty(); ++seq)
        addFolded(seq);
    for (qsizetype lane = 0; lane < m_layout.laneCount(); ++lane)
        for (qsizetype record = 0; record < m_layout.recordCount(); ++record)
            addLane(lane, record);
}

qreal middleOfRunAbove(const DiagramGeometry& geometry, const DiagramLayout& layout)
{
    return geometry.px(layout.messageHeight() / 2.0 + BelowEdge);
}

/// A thin line from the room's lane to the server, in the colour of its answer.
void LaneComposer::addFolded(qint64 seq)
{
    const Event& event = m_layout.journal()->event(seq);
    const qreal middle = m_geometry.middle(seq);
    const bool isCovered =
        runAbove(m_geometry, m_layout) > 0 && middle < 2 * middleOfRunAbove(m_geometry, m_layout);
    if (isFuture(seq) || isCovered || !event.isMessage() || !m_layout.room().isFolded(seq))
        return;
    // Where they are closest, lines would be a block.
    if (m_layout.rowHeight(seq, 1) < DiagramLayout::FoldedHeight && event.message % 2 == 0)
        return;
    const qsizetype lane = m_layout.laneOf(event.client);
    const int side = m_geometry.side(lane);
    const qsizetype record = m_layout.recordIndex(event.record);
    const qreal server = record < 0 ? m_geometry.serverEdge(side) : m_geometry.server(record);
    m_picture->arrows.push_back(
        {ArrowKind::Folded,
         seq,
         QPointF(m_geometry.laneInner(lane) - side * m_geometry.px(DiagramGeometry::ClientClearance), middle),
         QPointF(server + side * m_geometry.px(DiagramGeometry::ServerClearance), middle),
         roleOf(severityOf(event))});
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
