#include "gui/compare/transactioncompareview.h"

#include "core/transactionwords/transactionexplanation.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/diagram/diagramgeometry.h"
#include "gui/playback/transactioncomparison.h"

namespace interleave {

namespace {

constexpr qreal IdleHeight = 22;

} // namespace

DiagramPicture transactionSidePicture(
    const TransactionSides& layout,
    std::size_t side,
    const DiagramFrame& frame,
    const TransactionLesson& lesson,
    int position)
{
    const TransactionLayout& own = layout.side(side);
    DiagramPicture picture = own.picture(frame);
    if (own.story() == nullptr)
        return picture;
    const LaneGeometry geometry(own.laneCount(), 0, 0, frame);
    for (int step = 0; step < position; ++step) {
        const qsizetype lane = own.laneOf(lesson.steps.at(step).what.session);
        if (!layout.isEmpty(side, step) || lane < 0)
            continue;
        const bool waits =
            !own.story()->journal.at(own.endOfStep(step + 1)).session(own.sessionOf(lane)).waitsFor.isEmpty();
        const DiagramGap gap = geometry.inside(lane, LaneGeometry::NoteAway);
        const qreal top = layout.stepTop(step, frame.scale) - frame.top;
        const qreal middle = (top + layout.stepTop(step + 1, frame.scale) - frame.top) / 2;
        const qreal half = geometry.px(IdleHeight / 2);
        PictureText text;
        text.kind = TextKind::LeftOut;
        text.role = Role::Quiet;
        text.wordings =
            waits ? QStringList{Text::tr("%1 still waits").arg(own.sessionOf(lane)), Text::tr("waits")}
                  : QStringList{Text::tr("not run", "a step")};
        text.space = QRectF(gap.left, middle - half, gap.width(), 2 * half);
        picture.texts.push_back(std::move(text));
    }
    return picture;
}

TransactionCompareView::TransactionCompareView(TransactionComparison& comparison, QWidget* parent)
    : SideBySideView(parent)
    , m_comparison(comparison)
{
    connect(&m_comparison, &Transport::changed, this, &TransactionCompareView::refresh);
    refresh();
}

void TransactionCompareView::refresh()
{
    std::array<TransactionSides::Story, SideCount> whole;
    std::array<TransactionSides::Story, SideCount> shown;
    for (std::size_t side = 0; side < SideCount; ++side) {
        whole[side] = m_comparison.story(side);
        shown[side] = m_comparison.shownStory(side);
    }
    m_layout = TransactionSides(whole, shown, m_comparison.reached(), m_comparison.stepCount());
    showLayouts();
}

qint64 TransactionCompareView::currentItem() const
{
    return m_comparison.position();
}

qint64 TransactionCompareView::moment(std::size_t side) const
{
    return m_comparison.moment(side);
}

DiagramPicture
TransactionCompareView::compose(std::size_t side, const DiagramFrame& frame, bool isWhole) const
{
    return isWhole
               ? transactionSidePicture(m_layout, side, frame, m_comparison.lesson(), m_comparison.position())
               : m_layout.side(side).picture(frame);
}

void TransactionCompareView::choose(qint64 step)
{
    m_comparison.show(static_cast<int>(step));
}

QString TransactionCompareView::describeSide(std::size_t side, qint64 step) const
{
    const auto& story = m_comparison.shownStory(side);
    QStringList parts;
    const auto position = static_cast<int>(step);
    for (qint64 seq = m_comparison.momentAt(side, position - 1) + 1;
         story != nullptr && seq <= m_comparison.momentAt(side, position);
         ++seq) {
        const MessageText text = transactionMessage(*story, seq);
        parts.append({text.request, text.answer});
    }
    parts.removeAll(QString());
    return parts.isEmpty() ? tr("nothing new") : listed(parts);
}

QString TransactionCompareView::describe(qint64 step) const
{
    QStringList sides;
    for (std::size_t side = 0; side < SideCount; ++side)
        sides.append(tr("%1: %2", "an engine and its level, and what happened there")
                         .arg(placeTitle(m_comparison.place(side)), describeSide(side, step)));
    return tr("Step %1. %2").arg(QString::number(step), sides.join(QStringLiteral(". ")));
}

} // namespace interleave
