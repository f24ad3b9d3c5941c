#include "gui/diagram/sequenceview.h"

#include "gui/diagram/diagramgeometry.h"
#include "gui/diagram/typesetter.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/stylepainter.h"

#include <QPainter>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>

namespace interleave {

namespace {

// In milliseconds; a message takes less than 200 in total.
constexpr int ArrowsTime = 160;
constexpr int HatchTime = 120;
constexpr int RecoilTime = 140;
constexpr int RecoilStart = 50;
constexpr int SlideTime = RecoilStart + RecoilTime;

qreal partOf(int time, int whole)
{
    return std::clamp(static_cast<qreal>(time) / whole, 0.0, 1.0);
}

} // namespace

SequenceView::SequenceView(QWidget* parent)
    : TimelineView(parent)
    , m_newButton(new QPushButton(viewport()))
{
    setAccessibleName(tr("Sequence diagram"));
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        emit menuAsked(viewport()->mapToGlobal(at));
    });

    m_newButton->setObjectName(QStringLiteral("newMessagesButton"));
    m_newButton->setFocusPolicy(Qt::TabFocus);
    m_newButton->hide();
    connect(m_newButton, &QPushButton::clicked, this, &SequenceView::scrollToNewest);

    m_slide.setStartValue(0);
    m_slide.setEndValue(SlideTime);
    m_slide.setDuration(SlideTime);
    connect(&m_slide, &QVariantAnimation::valueChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&m_slide, &QVariantAnimation::finished, this, [this] { m_sliding = 0; });
}

void SequenceView::startStory()
{
    m_slide.stop();
    m_sliding = 0;
    m_moment = itemCount();
    m_selected = 0;
    m_unseen = 0;
    updateRange();
    scrollToEnd();
    updateNewButton();
    updateDescription();
}

void SequenceView::setPlan(const Plan& plan)
{
    if (m_plan == plan)
        return;
    m_plan = plan;
    const bool wasAtEnd = isAtEnd();
    updateRange();
    if (wasAtEnd)
        scrollToEnd();
    viewport()->update();
}

/// Long journals keep their rows low; that costs no time, because it does not depend on what follows.
void SequenceView::fitContent()
{
    const Rows present = rows();
    const qreal empty = DiagramLayout().height(1);
    setMessageHeight(std::min(
        fittingHeight(present.messages, present.others),
        fittingHeight(m_plan.messages, empty + m_plan.otherHeight)));
}

int SequenceView::fittingHeight(qint64 messages, qreal others) const
{
    const qreal space = viewport()->height() / scale() - others;
    const qreal height = messages == 0 ? DiagramLayout::MessageHeight : space / qreal(messages);
    return std::clamp(
        static_cast<int>(height), DiagramLayout::LeastMessageHeight, DiagramLayout::MessageHeight);
}

DiagramFrame SequenceView::frame() const
{
    DiagramFrame frame;
    frame.moment = m_moment;
    frame.selected = m_selected;
    frame.scale = scale();
    frame.width = viewport()->width();
    frame.middles = m_middles.value_or(DiagramLayout::spread(frame.width, laneCount()));
    frame.top = scrolled();
    frame.height = viewport()->height();
    return frame;
}

QSize SequenceView::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.px(1040), theme.px(400)};
}

QSize SequenceView::minimumSizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.px(480), theme.px(2 * DiagramLayout::MessageHeight)};
}

// --- the content ---

void SequenceView::grow(const std::function<void()>& append)
{
    const qint64 before = itemCount();
    const bool followed = m_moment == before && isAtEnd();
    append();
    const qint64 added = itemCount() - before;
    if (added == 0)
        return;
    if (m_moment == before)
        m_moment = itemCount();
    updateRange();
    if (followed) {
        scrollToEnd();
        slideIn(itemCount());
    } else {
        m_unseen += added;
    }
    updateNewButton();
    viewport()->update();
}

void SequenceView::setMoment(qint64 n)
{
    const qint64 moment = std::clamp<qint64>(n, 0, itemCount());
    if (m_moment == moment)
        return;
    const bool isForward = moment > m_moment;
    m_moment = moment;
    if (isForward && isKnownBefore())
        slideIn(moment);
    // Before the first message there is no selected row to scroll to.
    if (m_moment == 0)
        showItem(0);
    // When everything fits, scrolling cannot mark the new messages as seen.
    if (m_moment == itemCount() && isAtEnd()) {
        m_unseen = 0;
        updateNewButton();
    }
    updateDescription();
    viewport()->update();
}

void SequenceView::setSelected(qint64 seq)
{
    select(seq, false);
}

void SequenceView::select(qint64 seq, bool byHand)
{
    const qint64 chosen = std::clamp<qint64>(seq, 0, itemCount());
    if (m_selected == chosen)
        return;
    m_selected = chosen;
    m_byHand = byHand;
    showSelected();
    updateDescription();
    viewport()->update();
}

/// A row above what is seen is shown with what led to it, and so is one at the top that nobody chose.
void SequenceView::showSelected()
{
    if (m_selected == 0)
        return;
    const QRectF row = itemRect(m_selected);
    const qreal least = m_byHand ? -2 * row.height() : viewport()->height() / 3.0;
    if (row.top() < least)
        verticalScrollBar()->setValue(
            scrolled() + static_cast<int>(row.bottom()) - viewport()->height() * 2 / 3);
    showItem(m_selected);
}

void SequenceView::setLaneMiddles(const LifelineMiddles& middles)
{
    if (m_middles == middles)
        return;
    m_middles = middles;
    viewport()->update();
}

void SequenceView::scrollToNewest()
{
    scrollToEnd();
    m_unseen = 0;
    updateNewButton();
}

void SequenceView::updateNewButton()
{
    m_newButton->setVisible(m_unseen > 0);
    if (m_unseen == 0)
        return;
    m_newButton->setText(tr("%n new ↓", "messages", static_cast<int>(m_unseen)));
    m_newButton->setAccessibleName(tr("Show %n new", "messages", static_cast<int>(m_unseen)));
    m_newButton->adjustSize();
    const QRect area = viewport()->rect();
    m_newButton->move(
        area.center().x() - m_newButton->width() / 2,
        area.bottom() - m_newButton->height() - themeOf(this).px(12));
    m_newButton->raise();
}

// --- motion ---

void SequenceView::slideIn(qint64 seq)
{
    m_slide.stop();
    m_sliding = 0;
    if (!m_animated || !isVisible() || !isDrawnSlowly(seq))
        return;
    m_sliding = seq;
    m_slide.start();
}

DiagramMotion SequenceView::motion() const
{
    if (m_sliding == 0)
        return {};
    const int time = m_slide.currentTime();
    return {
        m_sliding, partOf(time, ArrowsTime), partOf(time, HatchTime), partOf(time - RecoilStart, RecoilTime)};
}

// --- painting ---

void SequenceView::paintContent(QPainter& painter, const Theme& theme)
{
    DiagramPicture shown = picture(frame());
    typeset(shown, theme);
    DiagramPainter(painter, theme, motion()).paint(shown);
    if (scrolled() > 0)
        StylePainter(painter, theme).fadeOut(QRectF(0, 0, viewport()->width(), theme.px(16)));
    paintHeads(painter, theme);
}

/// Names at the top, not scrolled, for lanes without a card above them.
void SequenceView::paintHeads(QPainter& painter, const Theme& theme) const
{
    const DiagramFrame shown = frame();
    const LaneGeometry geometry(laneCount(), laneHalf(), serverHalf(), shown);
    painter.setFont(theme.font(TextStyle::Label));
    for (qsizetype lane = shown.middles.clients.size(); lane < laneCount(); ++lane) {
        const QStringList headings = headingsOf(lane);
        const int space = qRound(geometry.gap(lane, 0, 0).width()) - theme.px(24);
        const auto whole = std::ranges::find_if(
            headings, [&](const QString& heading) { return fitsWhole(heading, painter.font(), space); });
        const QString name = whole == headings.end() ? headings.last() : *whole;
        // Where lanes are close, letters alone, on a narrower pill.
        const int width =
            painter.fontMetrics().horizontalAdvance(name) + theme.px(whole == headings.end() ? 10 : 20);
        QRectF head(0, theme.px(4), width, theme.px(24));
        head.moveCenter(QPointF(geometry.lane(lane), head.center().y()));
        head.moveRight(std::min<qreal>(head.right(), viewport()->width() - theme.px(2)));
        StylePainter(painter, theme).roundedBox(head, head.height() / 2, theme.card(), theme.line());
        painter.setPen(theme.color(roleOf(seatOf(lane))));
        painter.drawText(head, Qt::AlignCenter, name);
    }
}

// --- events ---

void SequenceView::keepInSight(Change why, bool wasAtEnd)
{
    if (wasAtEnd)
        scrollToEnd();
    else if (why == Change::Zoom && m_byHand)
        showSelected();
    if (!m_byHand)
        showSelected();
    updateNewButton();
}

void SequenceView::scrollContentsBy(int dx, int dy)
{
    if (isAtEnd() && m_unseen > 0) {
        m_unseen = 0;
        updateNewButton();
    }
    TimelineView::scrollContentsBy(dx, dy);
}

void SequenceView::choose(qint64 seq)
{
    select(seq, true);
    emit selected(seq);
}

QString SequenceView::describeAll() const
{
    if (itemCount() == 0)
        return TimelineView::describeAll();
    return tr("%n events. Up and Down choose one.", nullptr, static_cast<int>(itemCount()));
}

} // namespace interleave
