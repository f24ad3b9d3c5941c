#include "gui/compare/sidebysideview.h"

#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/typesetter.h"
#include "gui/theme/stylepainter.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

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

SideBySideView::SideBySideView(QWidget* parent)
    : TimelineView(parent)
{
    setAccessibleName(tr("Both sequence diagrams"));
}

void SideBySideView::showLayouts()
{
    updateRange();
    showItem(currentItem());
    updateDescription();
    viewport()->update();
}

Theme SideBySideView::theme() const
{
    return themeOf(this).withZoom(zoom());
}

int SideBySideView::zoom() const
{
    return std::min(themeOf(this).zoom() * m_enlarged / 100, Theme::LargestZoom);
}

qreal SideBySideView::scale() const
{
    return zoom() / 100.0;
}

void SideBySideView::fitContent()
{
    const qsizetype lanes = std::max(laneCount(0), laneCount(1));
    for (const int enlarged : Enlargements) {
        m_enlarged = enlarged;
        const auto height = static_cast<int>(viewport()->height() / scale());
        const bool isWide = half() / scale() >= static_cast<qreal>((lanes + 1) * LaneWidth);
        if (enlarged == 100 || (isWide && fits(height, DiagramLayout::MessageHeight))) {
            fit(height);
            return;
        }
    }
}

/// No cards are above the lifelines, so those of two clients stand closer to the edges, and their messages
/// have more space.
LifelineMiddles SideBySideView::middles(qsizetype lanes) const
{
    LifelineMiddles middles = DiagramLayout::spread(half(), lanes);
    if (lanes == 2) {
        const qreal edge = std::max(half() * EdgeShare, scale() * LeastEdge);
        const qreal margin = std::min(middles.clients.front(), edge);
        middles.clients = {margin, half() - margin};
    }
    return middles;
}

DiagramFrame SideBySideView::frame(std::size_t side) const
{
    DiagramFrame frame;
    frame.moment = moment(side);
    frame.scale = scale();
    frame.width = half();
    frame.middles = middles(laneCount(side));
    frame.top = scrolled();
    frame.height = viewport()->height();
    frame.heads = true;
    frame.gutter = side == 0 ? Gutter : 0;
    return frame;
}

DiagramPicture SideBySideView::picture(std::size_t side) const
{
    DiagramPicture picture = compose(side, frame(side), true);
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

QSize SideBySideView::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.px(1400), theme.px(520)};
}

QSize SideBySideView::minimumSizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.px(640), theme.px(DiagramLayout::HeadHeight + 2 * DiagramLayout::MessageHeight)};
}

// --- the steps ---

qreal SideBySideView::itemTop(qint64 step) const
{
    return stepTop(static_cast<int>(step) - 1, scale());
}

qreal SideBySideView::headHeight() const
{
    return scale() * DiagramLayout::HeadHeight;
}

qint64 SideBySideView::itemAt(const QPointF& place) const
{
    return place.y() < headHeight() ? 0 : stepAt(place.y() + scrolled(), scale()) + 1;
}

// --- painting ---

void SideBySideView::paintContent(QPainter& painter, const Theme&)
{
    if (isEmpty())
        return;
    const Theme theme = this->theme();
    paintSteps(painter, theme);
    paintSides(painter, theme);
    paintLegend(painter, theme);
    // Down to the end of the diagrams, not through the legend.
    const qreal end = wholeHeight(scale()) - scale() * DiagramLayout::LegendHeight;
    painter.fillRect(QRectF(std::round(half()), 0, 1, end - scrolled()), theme.line());
    paintHeads(painter, theme);
}

void SideBySideView::paintSteps(QPainter& painter, const Theme& theme) const
{
    painter.setFont(theme.font(TextStyle::Label));
    // Where rows are low, a number is left out that would touch another; never the chosen one's.
    const qreal line = theme.px(DiagramLayout::LeastNumberPitch);
    const qreal current = currentItem() < 1 ? -2 * line : itemRect(currentItem()).center().y();
    qreal before = -2 * line;
    for (qint64 step = 1; step <= itemCount(); ++step) {
        const QRectF rect = itemRect(step);
        if (rect.bottom() < 0 || rect.top() > viewport()->height())
            continue;
        const bool chosen = step == currentItem();
        if (chosen) {
            painter.fillRect(rect, theme.band());
            painter.fillRect(QRectF(0, rect.top(), theme.px(3.0), rect.height()), theme.text());
        }
        const qreal middle = rect.center().y();
        if (!chosen && (middle - before < line || std::abs(middle - current) < line))
            continue;
        before = middle;
        painter.setPen(chosen ? theme.text() : theme.quiet());
        const QString number = QString::number(step);
        const QRectF gutter(0, rect.top(), theme.px(qreal(Gutter)), rect.height());
        // A longer one begins beside the mark of the chosen row.
        const qreal inset = theme.px(4.0);
        const bool isLong = painter.fontMetrics().horizontalAdvance(number) > gutter.width() - 2 * inset;
        painter.drawText(
            isLong ? gutter.adjusted(inset, 0, 0, 0) : gutter,
            static_cast<int>(Qt::AlignVCenter | (isLong ? Qt::AlignLeft : Qt::AlignHCenter)) |
                Qt::TextDontClip,
            number);
    }
}

void SideBySideView::paintSides(QPainter& painter, const Theme& theme) const
{
    for (std::size_t side = 0; side < SideCount; ++side) {
        painter.save();
        painter.translate(static_cast<qreal>(side) * half(), 0);
        painter.setClipRect(QRectF(0, 0, half(), viewport()->height()));
        DiagramPainter(painter, theme).paint(picture(side));
        painter.restore();
    }
}

/// One legend below both sides explains what either shows.
void SideBySideView::paintLegend(QPainter& painter, const Theme& theme) const
{
    DiagramPicture common;
    common.legendAt.setY(-viewport()->height());
    for (std::size_t side = 0; side < SideCount; ++side) {
        const DiagramPicture whole = compose(side, frame(side), false);
        common.legendAt = {whole.legendAt.x(), std::max(common.legendAt.y(), whole.legendAt.y())};
        for (const LegendEntry& entry : whole.legend) {
            if (std::ranges::find(common.legend, entry.sample, &LegendEntry::sample) == common.legend.end())
                common.legend.push_back(entry);
        }
    }
    // Those of transactions begin with what a transaction is.
    std::ranges::sort(common.legend, {}, [](const LegendEntry& entry) {
        return std::pair(entry.sample < LegendSample::Transaction, entry.sample);
    });
    common.size = QSizeF(viewport()->size());
    common.scale = scale();
    typeset(common, theme);
    DiagramPainter(painter, theme).paint(common);
}

/// Drawn above the scrolled content.
void SideBySideView::paintHeads(QPainter& painter, const Theme& theme) const
{
    const qreal height = theme.px(static_cast<qreal>(DiagramLayout::HeadHeight));
    painter.fillRect(QRectF(0, 0, width(), height), theme.window());
    if (scrolled() > 0)
        StylePainter(painter, theme).fadeOut(QRectF(0, height, width(), theme.px(16)));
    for (std::size_t side = 0; side < SideCount; ++side) {
        DiagramFrame top = frame(side);
        top.top = 0;
        DiagramPicture picture = compose(side, top, false);
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

} // namespace interleave
