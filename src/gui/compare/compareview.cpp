#include "gui/compare/compareview.h"

#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "core/words/savedescription.h"
#include "gui/compare/sidepicture.h"
#include "gui/diagram/diagramgeometry.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/typesetter.h"
#include "gui/playback/comparison.h"
#include "gui/playback/storyrows.h"
#include "gui/theme/stylepainter.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace interleave {

namespace {

/// The space of the steps' numbers, and the least of it beside the outermost lifelines; in px at 100 %.
constexpr int Gutter = 25;
constexpr int LeastEdge = 97;
/// The same as a part of a side's width.
constexpr qreal EdgeShare = 0.142;
/// In percent, the largest first; each lane has at least this width then.
constexpr std::array Enlargements{200, 175, 150, 125, 100};
constexpr int LaneWidth = 240;

/// Texts that the view draws once for both sides.
bool isShared(const PictureText& text)
{
    return text.kind == TextKind::Step || text.kind == TextKind::Playhead || text.kind == TextKind::Head;
}

} // namespace

CompareView::CompareView(Comparison& comparison, QWidget* parent)
    : TimelineView(parent)
    , m_comparison(comparison)
{
    setAccessibleName(tr("Both sequence diagrams"));
    connect(&m_comparison, &Comparison::changed, this, &CompareView::refresh);
    refresh();
}

void CompareView::refresh()
{
    std::array<ComparisonLayout::Side, Comparison::SideCount> sides;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        if (m_comparison.journal(i) == nullptr)
            return;
        sides[i] = {m_comparison.journal(i), m_comparison.panels(i), m_comparison.ends(i)};
    }
    m_layout = ComparisonLayout(sides, coming());
    updateRange();
    showItem(currentItem());
    updateDescription();
    viewport()->update();
}

/// The steps that are not played yet, so that the rows have their height from the first.
std::vector<ComparisonLayout::StepRows> CompareView::coming() const
{
    std::vector<ComparisonLayout::StepRows> result;
    const Scenario* scenario = m_comparison.scenario();
    if (scenario == nullptr)
        return result;
    std::array<std::vector<StoryRows>, 2> sides;
    for (std::size_t side = 0; side < sides.size(); ++side)
        sides[side] = storyRows(scenario->steps, m_comparison.journal(side)->header().locking);
    for (auto step = static_cast<std::size_t>(m_comparison.reached()); step < sides.front().size(); ++step) {
        ComparisonLayout::StepRows both;
        for (std::size_t side = 0; side < both.size(); ++side) {
            const StoryRows& rows = sides[side][step];
            both[side] = {
                rows.messages,
                rows.edits * DiagramLayout::EditHeight + rows.lines * DiagramLayout::LineHeight +
                    rows.saves * ComparisonLayout::DetailHeight};
        }
        result.push_back(both);
    }
    return result;
}

Theme CompareView::theme() const
{
    return themeOf(this).withZoom(zoom());
}

int CompareView::zoom() const
{
    return std::min(themeOf(this).zoom() * m_enlarged / 100, Theme::LargestZoom);
}

qreal CompareView::scale() const
{
    return zoom() / 100.0;
}

void CompareView::fitContent()
{
    const qsizetype lanes = std::max(m_layout.side(0).laneCount(), m_layout.side(1).laneCount());
    for (const int enlarged : Enlargements) {
        m_enlarged = enlarged;
        const auto height = static_cast<int>(viewport()->height() / scale());
        const bool isWide = half() / scale() >= static_cast<qreal>((lanes + 1) * LaneWidth);
        if (enlarged == 100 || (isWide && m_layout.fits(height, DiagramLayout::MessageHeight))) {
            m_layout.fit(height);
            return;
        }
    }
}

/// No cards are above the lifelines, so those of two clients stand closer to the edges, and their messages
/// have more space.
LifelineMiddles CompareView::middles(qsizetype lanes) const
{
    LifelineMiddles middles = DiagramLayout::spread(half(), lanes);
    if (lanes == 2) {
        const qreal edge = std::max(half() * EdgeShare, scale() * LeastEdge);
        const qreal margin = std::min(middles.clients.front(), edge);
        middles.clients = {margin, half() - margin};
    }
    return middles;
}

DiagramFrame CompareView::frame(std::size_t side) const
{
    DiagramFrame frame;
    frame.moment = m_comparison.moment(side);
    frame.scale = scale();
    frame.width = half();
    frame.middles = middles(m_layout.side(side).laneCount());
    frame.top = scrolled();
    frame.height = viewport()->height();
    frame.heads = true;
    frame.gutter = side == 0 ? Gutter : 0;
    return frame;
}

DiagramPicture CompareView::picture(std::size_t side) const
{
    DiagramPicture picture =
        sidePicture(m_layout, side, frame(side), *m_comparison.scenario(), m_comparison.position());
    std::erase_if(picture.texts, isShared);
    picture.legend.clear();
    typeset(picture, theme());
    // A cut text beside an edit's mark is less clear than the mark alone, and so is a cut second line.
    std::erase_if(picture.texts, [](const PictureText& text) {
        const bool isExtra = text.kind == TextKind::Edit || text.kind == TextKind::Detail;
        return isExtra && text.text.endsWith(QStringLiteral("…"));
    });
    return picture;
}

QSize CompareView::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.px(1400), theme.px(520)};
}

QSize CompareView::minimumSizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.px(640), theme.px(DiagramLayout::HeadHeight + 2 * DiagramLayout::MessageHeight)};
}

// --- the steps ---

qint64 CompareView::currentItem() const
{
    return m_comparison.position();
}

qreal CompareView::itemTop(qint64 step) const
{
    return m_layout.stepTop(static_cast<int>(step) - 1, scale());
}

qreal CompareView::contentHeight() const
{
    return isEmpty() ? 0 : m_layout.height(scale());
}

qreal CompareView::headHeight() const
{
    return scale() * DiagramLayout::HeadHeight;
}

qint64 CompareView::itemAt(const QPointF& place) const
{
    return place.y() < headHeight() ? 0 : m_layout.stepAt(place.y() + scrolled(), scale()) + 1;
}

void CompareView::choose(qint64 step)
{
    m_comparison.show(static_cast<int>(step));
}

// --- painting ---

void CompareView::paintContent(QPainter& painter, const Theme&)
{
    if (isEmpty())
        return;
    const Theme theme = this->theme();
    paintSteps(painter, theme);
    paintSides(painter, theme);
    paintLegend(painter, theme);
    // Down to the end of the diagrams, not through the legend.
    const qreal end = m_layout.height(scale()) - scale() * DiagramLayout::LegendHeight;
    painter.fillRect(QRectF(std::round(half()), 0, 1, end - scrolled()), theme.line());
    paintHeads(painter, theme);
}

void CompareView::paintSteps(QPainter& painter, const Theme& theme) const
{
    painter.setFont(theme.font(TextStyle::Label));
    for (qint64 step = 1; step <= itemCount(); ++step) {
        const QRectF rect = itemRect(step);
        if (rect.bottom() < 0 || rect.top() > viewport()->height())
            continue;
        const bool chosen = step == currentItem();
        if (chosen) {
            painter.fillRect(rect, theme.band());
            painter.fillRect(QRectF(0, rect.top(), theme.px(3.0), rect.height()), theme.text());
        }
        painter.setPen(chosen ? theme.text() : theme.quiet());
        const QRectF gutter(0, rect.top(), theme.px(qreal(Gutter)), rect.height());
        painter.drawText(gutter, Qt::AlignCenter, QString::number(step));
    }
}

void CompareView::paintSides(QPainter& painter, const Theme& theme) const
{
    for (std::size_t side = 0; side < Comparison::SideCount; ++side) {
        painter.save();
        painter.translate(static_cast<qreal>(side) * half(), 0);
        painter.setClipRect(QRectF(0, 0, half(), viewport()->height()));
        DiagramPainter(painter, theme).paint(picture(side));
        painter.restore();
    }
}

/// One legend below both sides explains what either shows.
void CompareView::paintLegend(QPainter& painter, const Theme& theme) const
{
    DiagramPicture common;
    common.legendAt.setY(-viewport()->height());
    for (std::size_t side = 0; side < Comparison::SideCount; ++side) {
        const DiagramPicture whole = m_layout.side(side).picture(frame(side));
        common.legendAt = {whole.legendAt.x(), std::max(common.legendAt.y(), whole.legendAt.y())};
        for (const LegendEntry& entry : whole.legend) {
            if (std::ranges::find(common.legend, entry.sample, &LegendEntry::sample) == common.legend.end())
                common.legend.push_back(entry);
        }
    }
    std::ranges::sort(common.legend, {}, &LegendEntry::sample);
    common.size = QSizeF(viewport()->size());
    common.scale = scale();
    typeset(common, theme);
    DiagramPainter(painter, theme).paint(common);
}

/// Drawn above the scrolled content.
void CompareView::paintHeads(QPainter& painter, const Theme& theme) const
{
    const qreal height = theme.px(static_cast<qreal>(DiagramLayout::HeadHeight));
    painter.fillRect(QRectF(0, 0, width(), height), theme.window());
    if (scrolled() > 0)
        StylePainter(painter, theme).fadeOut(QRectF(0, height, width(), theme.px(16)));
    for (std::size_t side = 0; side < Comparison::SideCount; ++side) {
        DiagramFrame top = frame(side);
        top.top = 0;
        DiagramPicture picture = m_layout.side(side).picture(top);
        DiagramPicture heads;
        heads.size = picture.size;
        heads.scale = picture.scale;
        std::ranges::copy_if(picture.texts, std::back_inserter(heads.texts), [](const PictureText& text) {
            return text.kind == TextKind::Head;
        });
        typeset(heads, theme);
        painter.save();
        painter.translate(static_cast<qreal>(side) * half(), 0);
        DiagramPainter(painter, theme).paint(heads);
        painter.restore();
    }
}

// --- in words ---

QString CompareView::describeSide(std::size_t side, qint64 step) const
{
    const Journal& journal = *m_comparison.journal(side);
    const std::vector<qint64>& ends = m_comparison.ends(side);
    const auto at = static_cast<std::size_t>(step - 1);
    QStringList parts;
    for (qint64 seq = (at == 0 ? 0 : ends[at - 1]) + 1; seq <= ends[at]; ++seq) {
        const Event& event = journal.event(seq);
        if (!event.isMoment())
            continue;
        const MessageText text = messageText(event, m_layout.side(side).namesRecords());
        parts.append(event.isMessage() || text.request.isEmpty() ? text.answer : text.request);
        parts.append(spokenNotes(event, journal.trees()));
    }
    return parts.isEmpty() ? tr("nothing to do") : listed(parts);
}

QString CompareView::describe(qint64 step) const
{
    QStringList sides;
    for (std::size_t i = 0; i < Comparison::SideCount; ++i)
        sides.append(QStringLiteral("%1: %2").arg(toTitle(m_comparison.rule(i)), describeSide(i, step)));
    return tr("Step %1, %2. %3")
        .arg(
            QString::number(step),
            interleave::describe(m_comparison.scenario()->steps.at(step - 1)),
            sides.join(QStringLiteral(". ")));
}

} // namespace interleave
