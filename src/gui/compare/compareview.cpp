#include "gui/compare/compareview.h"

#include "core/words/explanation.h"
#include "core/words/savedescription.h"
#include "gui/compare/sidepicture.h"
#include "gui/diagram/diagramgeometry.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/typesetter.h"
#include "gui/playback/comparison.h"
#include "gui/theme/stylepainter.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOptionFocusRect>

#include <algorithm>

namespace interleave {

namespace {

/// Texts that the view draws once for both sides.
bool isShared(const PictureText& text)
{
    return text.kind == TextKind::Step || text.kind == TextKind::Playhead || text.kind == TextKind::Head;
}

} // namespace

CompareView::CompareView(Comparison& comparison, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_comparison(comparison)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Both sequence diagrams"));
    viewport()->setBackgroundRole(QPalette::Window);
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
    m_layout = ComparisonLayout(sides);
    updateRange();
    showStep(m_comparison.position() - 1);
    updateDescription();
    viewport()->update();
}

qreal CompareView::scale() const
{
    return themeOf(this).zoom() / 100.0;
}

DiagramFrame CompareView::frame(std::size_t side) const
{
    DiagramFrame frame;
    frame.moment = m_comparison.moment(side);
    frame.scale = scale();
    frame.width = half();
    frame.middles = DiagramLayout::spread(frame.width, m_layout.side(side).laneCount());
    frame.top = verticalScrollBar()->value();
    frame.height = viewport()->height();
    frame.heads = true;
    return frame;
}

DiagramPicture CompareView::picture(std::size_t side) const
{
    DiagramPicture picture =
        sidePicture(m_layout, side, frame(side), *m_comparison.scenario(), m_comparison.position());
    std::erase_if(picture.texts, isShared);
    picture.legend.clear();
    typeset(picture, themeOf(this));
    // A cut text beside an edit's mark is less clear than the mark alone.
    std::erase_if(picture.texts, [](const PictureText& text) {
        return text.kind == TextKind::Edit && text.text.endsWith(QStringLiteral("…"));
    });
    return picture;
}

QRectF CompareView::stepRect(int step) const
{
    const qreal top = m_layout.stepTop(step, scale());
    return {
        0,
        top - verticalScrollBar()->value(),
        static_cast<qreal>(width()),
        m_layout.stepTop(step + 1, scale()) - top};
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

void CompareView::updateRange()
{
    QScrollBar* bar = verticalScrollBar();
    const int height = m_layout.side(0).journal() == nullptr ? 0 : static_cast<int>(m_layout.height(scale()));
    bar->setRange(0, std::max(0, height - viewport()->height()));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(qRound(scale() * DiagramLayout::MessageHeight / 2));
}

void CompareView::showStep(int step)
{
    QScrollBar* bar = verticalScrollBar();
    if (step < 0) {
        bar->setValue(0);
        return;
    }
    if (step == m_layout.stepCount() - 1) {
        bar->setValue(bar->maximum());
        return;
    }
    const QRectF rect = stepRect(step);
    const qreal head = scale() * DiagramLayout::HeadHeight;
    const qreal margin = scale() * DiagramLayout::TopHeight;
    if (rect.top() < head + margin)
        bar->setValue(qRound(bar->value() + rect.top() - head - margin));
    else if (rect.bottom() + margin > viewport()->height())
        bar->setValue(qRound(bar->value() + rect.bottom() + margin - viewport()->height()));
}

// --- painting ---

void CompareView::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.window());
    if (m_layout.side(0).journal() == nullptr)
        return;
    paintSteps(painter);
    DiagramPicture common;
    common.legendAt.setY(-viewport()->height());
    for (std::size_t side = 0; side < Comparison::SideCount; ++side) {
        painter.save();
        painter.translate(static_cast<qreal>(side) * half(), 0);
        painter.setClipRect(QRectF(0, 0, half(), viewport()->height()));
        DiagramPainter(painter, theme).paint(picture(side));
        painter.restore();
        const DiagramPicture whole = m_layout.side(side).picture(frame(side));
        common.legendAt = {whole.legendAt.x(), std::max(common.legendAt.y(), whole.legendAt.y())};
        for (const LegendEntry& entry : whole.legend) {
            if (std::ranges::find(common.legend, entry.sample, &LegendEntry::sample) == common.legend.end())
                common.legend.push_back(entry);
        }
    }
    // One legend below both sides explains what either shows.
    std::ranges::sort(common.legend, {}, &LegendEntry::sample);
    common.size = QSizeF(viewport()->size());
    common.scale = scale();
    typeset(common, theme);
    DiagramPainter(painter, theme).paint(common);
    // Down to the end of the diagrams, not through the legend.
    const qreal end = m_layout.height(scale()) - scale() * DiagramLayout::LegendHeight;
    painter.fillRect(QRectF(std::round(half()), 0, 1, end - verticalScrollBar()->value()), theme.line());
    paintHeads(painter);
    if (!hasFocus() || !m_showsFocus)
        return;
    QStyleOptionFocusRect option;
    option.initFrom(viewport());
    if (m_comparison.position() > 0)
        option.rect = stepRect(m_comparison.position() - 1).toAlignedRect();
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

void CompareView::paintSteps(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    painter.setFont(theme.font(TextStyle::Label));
    for (int step = 0; step < m_layout.stepCount(); ++step) {
        const QRectF rect = stepRect(step);
        if (rect.bottom() < 0 || rect.top() > viewport()->height())
            continue;
        const bool chosen = step == m_comparison.position() - 1;
        if (chosen) {
            painter.fillRect(rect, theme.band());
            painter.fillRect(QRectF(0, rect.top(), theme.px(3.0), rect.height()), theme.text());
        }
        painter.setPen(chosen ? theme.text() : theme.quiet());
        const QRectF gutter(0, rect.top(), theme.px(DiagramGeometry::Gutter), rect.height());
        painter.drawText(gutter, Qt::AlignCenter, QString::number(step + 1));
    }
}

/// Drawn above the scrolled content.
void CompareView::paintHeads(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const qreal height = theme.px(static_cast<qreal>(DiagramLayout::HeadHeight));
    painter.fillRect(QRectF(0, 0, width(), height), theme.window());
    if (verticalScrollBar()->value() > 0)
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

// --- events ---

void CompareView::resizeEvent(QResizeEvent*)
{
    updateRange();
    showStep(m_comparison.position() - 1);
}

void CompareView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void CompareView::mousePressEvent(QMouseEvent* event)
{
    m_showsFocus = false;
    const qreal y = event->position().y();
    if (event->button() != Qt::LeftButton || y < scale() * DiagramLayout::HeadHeight)
        return;
    const int step = m_layout.stepAt(y + verticalScrollBar()->value(), scale());
    if (step >= 0)
        m_comparison.show(step + 1);
}

void CompareView::keyPressEvent(QKeyEvent* event)
{
    const int shown = m_comparison.position();
    switch (event->key()) {
    case Qt::Key_Up:
        m_comparison.show(std::max(1, shown - 1));
        break;
    case Qt::Key_Down:
        m_comparison.show(shown + 1);
        break;
    case Qt::Key_Home:
        m_comparison.show(1);
        break;
    case Qt::Key_End:
        m_comparison.last();
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    m_showsFocus = true;
    viewport()->update();
}

void CompareView::focusInEvent(QFocusEvent* event)
{
    const Qt::FocusReason reason = event->reason();
    m_showsFocus =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    viewport()->update();
}

void CompareView::focusOutEvent(QFocusEvent*)
{
    viewport()->update();
}

void CompareView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() != QEvent::StyleChange)
        return;
    updateRange();
    showStep(m_comparison.position() - 1);
    viewport()->update();
}

// --- accessibility ---

QString CompareView::describe(std::size_t side, int step) const
{
    const Journal& journal = *m_comparison.journal(side);
    const std::vector<qint64>& ends = m_comparison.ends(side);
    const auto at = static_cast<std::size_t>(step);
    QStringList parts;
    for (qint64 seq = (step == 0 ? 0 : ends[at - 1]) + 1; seq <= ends[at]; ++seq) {
        const Event& event = journal.event(seq);
        if (!event.isMoment())
            continue;
        const MessageText text = messageText(event, m_layout.side(side).namesRecords());
        parts.append(event.isMessage() || text.request.isEmpty() ? text.answer : text.request);
        for (const LostUpdate& lost : lostUpdates(event, journal.trees()))
            parts.append(spokenLoss(lost));
    }
    return parts.isEmpty() ? tr("nothing to do") : parts.join(QStringLiteral(", "));
}

void CompareView::updateDescription()
{
    const int step = m_comparison.position() - 1;
    QString text = tr("Nothing has happened yet.");
    if (step >= 0) {
        QStringList sides;
        for (std::size_t i = 0; i < Comparison::SideCount; ++i)
            sides.append(QStringLiteral("%1: %2").arg(toTitle(m_comparison.rule(i)), describe(i, step)));
        text = tr("Step %1, %2. %3")
                   .arg(
                       QString::number(step + 1),
                       interleave::describe(m_comparison.scenario()->steps.at(step)),
                       sides.join(QStringLiteral(". ")));
    }
    setAccessibleDescription(text);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace interleave
