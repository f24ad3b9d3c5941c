#include "gui/compare/sidepicture.h"

#include "core/values/httpstatus.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/exchangeexcerpt.h"
#include "core/words/verdictwords.h"
#include "gui/diagram/diagramgeometry.h"

#include <algorithm>
#include <utility>

namespace interleave {

namespace {

/// The text for a step that did something only on the other side.
PictureText idleText(
    const ComparisonLayout& layout, std::size_t side, const DiagramFrame& frame, const Step& meant, int step)
{
    const DiagramGeometry geometry(layout.side(side), frame);
    const qsizetype lane = layout.side(side).laneOf(meant.client);
    PictureText text;
    text.kind = TextKind::AnswerLost;
    text.role = Role::Quiet;
    const qreal top = layout.stepTop(step, frame.scale) - frame.top;
    const qreal middle = (top + layout.stepTop(step + 1, frame.scale) - frame.top) / 2;
    qreal left = geometry.px(frame.gutter);
    qreal right = frame.width;
    if (lane >= 0) {
        const DiagramGap gap =
            geometry.gap(geometry.widestGap(lane), DiagramGeometry::TextAway, DiagramGeometry::TextAway);
        left = gap.left;
        right = gap.right;
        const bool answersARefusal = std::holds_alternative<MergeStep>(meant.action) ||
                                     std::holds_alternative<OverwriteStep>(meant.action) ||
                                     std::holds_alternative<BlindRetryStep>(meant.action);
        text.wordings = {Text::tr("nothing to do"), Text::tr("nothing")};
        if (answersARefusal)
            text.wordings.prepend(Text::tr("nothing was refused"));
    } else {
        text.wordings = {describe(meant)};
        text.boxed = true;
    }
    text.space = QRectF(left, middle - geometry.px(11.0), right - left, geometry.px(22.0));
    return text;
}

/// From the middle of an answer's pill to that of the line below it.
constexpr qreal DetailDown = 21;
constexpr qreal DetailSpace = 18;

PictureText lineOfText(TextKind kind, qint64 seq, const DiagramGap& gap, qreal middle, qreal height)
{
    PictureText text;
    text.kind = kind;
    text.seq = seq;
    text.space = QRectF(gap.left, middle - height / 2, gap.width(), height);
    text.style = TextStyle::Label;
    return text;
}

/// Below the answer its status in words, which the pill has no space for; on the other side of the server,
/// which is free in this row, what the statement did.
void addDetail(
    DiagramPicture& picture, const DiagramLayout& layout, const DiagramGeometry& geometry, qint64 seq)
{
    const Event& event = layout.journal()->event(seq);
    const qsizetype lane = layout.laneOf(event.client);
    const qreal middle = geometry.answer(seq) + geometry.px(DetailDown);
    const qreal height = geometry.px(DetailSpace);
    if (isTurnedDown(event) && !event.answerLost) {
        const qsizetype widest = geometry.widestGap(lane);
        const DiagramGap arrow =
            geometry.gap(widest, DiagramGeometry::ClientClearance, DiagramGeometry::ServerClearance);
        PictureText text = lineOfText(
            TextKind::Detail, seq, geometry.inside(widest, DiagramGeometry::TextAway), middle, height);
        text.axis = (arrow.left + arrow.right) / 2;
        text.wordings = {QString::fromLatin1(reasonPhrase(event.status))};
        text.role = roleOf(severityOf(event));
        picture.texts.push_back(std::move(text));
    }
    const int side = -geometry.side(lane);
    PictureText text = lineOfText(
        TextKind::Detail,
        seq,
        geometry.besideServer(side, DiagramGeometry::NoteAway, DiagramGeometry::NoteInset),
        middle,
        height);
    text.align = side < 0 ? Qt::AlignRight : Qt::AlignLeft;
    text.wordings = rowsWordings(event);
    text.role = Role::Text;
    if (!text.wordings.isEmpty())
        picture.texts.push_back(std::move(text));
}

/// What both sides start from, beside the first version.
void addStart(DiagramPicture& picture, const DiagramLayout& layout, const DiagramGeometry& geometry)
{
    const VersionTree* tree = layout.tree();
    const qreal middle = geometry.start();
    if (layout.recordCount() > 1 || tree == nullptr || tree->at(tree->first()).seq != 0 ||
        middle < geometry.cutTop())
        return;
    PictureText text = lineOfText(
        TextKind::Record,
        0,
        geometry.besideServer(-1, DiagramGeometry::NoteAway, DiagramGeometry::NoteInset),
        middle,
        geometry.px(DetailSpace));
    text.align = Qt::AlignRight;
    text.role = Role::Text;
    const Fields& fields = tree->at(tree->first()).fields;
    const Value* about = fields.find(tree->headline());
    text.wordings = {about == nullptr ? formattedHeadline(fields) : formatted(tree->headline(), *about)};
    picture.texts.push_back(std::move(text));
}

} // namespace

DiagramPicture sidePicture(
    const ComparisonLayout& layout,
    std::size_t side,
    const DiagramFrame& frame,
    const Scenario& scenario,
    int position)
{
    const DiagramLayout& own = layout.side(side);
    const DiagramGeometry geometry(own, frame);
    DiagramPicture picture = own.picture(frame);
    addStart(picture, own, geometry);
    const qint64 last = std::min(geometry.last(), frame.moment);
    for (qint64 seq = geometry.first(); seq <= last; ++seq) {
        if (layout.detailHeight(side, seq) > 0)
            addDetail(picture, own, geometry, seq);
    }
    for (int step = 0; step < position; ++step) {
        if (layout.isEmpty(side, step))
            picture.texts.push_back(idleText(layout, side, frame, scenario.steps.at(step), step));
    }
    return picture;
}

} // namespace interleave
