#include "gui/diagram/diagramview.h"

#include "core/words/explanation.h"
#include "core/words/savedescription.h"
#include "gui/diagram/diagramgeometry.h"
#include "gui/diagram/typesetter.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/stylepainter.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOptionFocusRect>
#include <QToolTip>

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

DiagramView::DiagramView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_newButton(new QPushButton(viewport()))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Sequence diagram"));
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        emit menuAsked(viewport()->mapToGlobal(at));
    });
    viewport()->setBackgroundRole(QPalette::Window);

    m_newButton->setObjectName(QStringLiteral("newMessagesButton"));
    m_newButton->setFocusPolicy(Qt::TabFocus);
    m_newButton->hide();
    connect(m_newButton, &QPushButton::clicked, this, &DiagramView::scrollToNewest);

    m_slide.setStartValue(0);
    m_slide.setEndValue(SlideTime);
    m_slide.setDuration(SlideTime);
    connect(&m_slide, &QVariantAnimation::valueChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&m_slide, &QVariantAnimation::finished, this, [this] { m_sliding = 0; });
    updateDescription();
}

void DiagramView::setJournal(const Journal* journal, const QStringList& panels)
{
    m_slide.stop();
    m_sliding = 0;
    m_layout.setJournal(journal, panels);
    m_moment = m_layout.rowCount();
    m_selected = 0;
    m_unseen = 0;
    updateRange();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    updateNewButton();
    updateDescription();
}

qreal DiagramView::scale() const
{
    return themeOf(this).zoom() / 100.0;
}

DiagramFrame DiagramView::frame() const
{
    DiagramFrame frame;
    frame.moment = m_moment;
    frame.selected = m_selected;
    frame.scale = scale();
    frame.width = viewport()->width();
    frame.middles = m_middles.value_or(DiagramLayout::spread(frame.width, m_layout.laneCount()));
    frame.top = verticalScrollBar()->value();
    frame.height = viewport()->height();
    return frame;
}

QSize DiagramView::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.px(1040), theme.px(400)};
}

QSize DiagramView::minimumSizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.px(480), theme.px(2 * DiagramLayout::MessageHeight)};
}

// --- the content ---

void DiagramView::tellAppended()
{
    const qint64 before = m_layout.rowCount();
    const bool atNewest = isAtNewest();
    const bool followed = m_moment == before && atNewest;
    m_layout.catchUp();
    const qint64 added = m_layout.rowCount() - before;
    if (added == 0)
        return;
    if (m_moment == before)
        m_moment = m_layout.rowCount();
    updateRange();
    if (followed) {
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        slideIn(m_layout.rowCount());
    } else {
        m_unseen += added;
    }
    updateNewButton();
    viewport()->update();
}

void DiagramView::setMoment(qint64 n)
{
    const qint64 moment = std::clamp<qint64>(n, 0, m_layout.rowCount());
    if (m_moment == moment)
        return;
    m_moment = moment;
    // Before the first message there is no selected row to scroll to.
    if (m_moment == 0)
        verticalScrollBar()->setValue(0);
    // When everything fits, scrolling cannot mark the new messages as seen.
    if (m_moment == m_layout.rowCount() && isAtNewest()) {
        m_unseen = 0;
        updateNewButton();
    }
    updateDescription();
    viewport()->update();
}

void DiagramView::setSelected(qint64 seq)
{
    const qint64 chosen = std::clamp<qint64>(seq, 0, m_layout.rowCount());
    if (m_selected == chosen)
        return;
    m_selected = chosen;
    if (m_selected > 0)
        showRow(m_selected);
    updateDescription();
    viewport()->update();
}

void DiagramView::setLaneMiddles(const LifelineMiddles& middles)
{
    if (m_middles == middles)
        return;
    m_middles = middles;
    viewport()->update();
}

bool DiagramView::isAtNewest() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 1;
}

void DiagramView::scrollToNewest()
{
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    m_unseen = 0;
    updateNewButton();
}

void DiagramView::showRow(qint64 seq)
{
    const qreal top = m_layout.rowTop(seq, scale());
    const qreal height = m_layout.rowHeight(seq, scale());
    const qreal margin = scale() * DiagramLayout::TopHeight;
    QScrollBar* bar = verticalScrollBar();
    if (seq == m_layout.rowCount())
        bar->setValue(bar->maximum());
    else if (top - margin < bar->value())
        bar->setValue(qRound(top - margin));
    else if (top + height + margin > bar->value() + viewport()->height())
        bar->setValue(qRound(top + height + margin) - viewport()->height());
}

void DiagramView::updateRange()
{
    const int height = static_cast<int>(m_layout.height(scale()));
    QScrollBar* bar = verticalScrollBar();
    bar->setRange(0, std::max(0, height - viewport()->height()));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(qRound(scale() * DiagramLayout::MessageHeight / 2));
}

void DiagramView::updateNewButton()
{
    m_newButton->setVisible(m_unseen > 0);
    if (m_unseen == 0)
        return;
    m_newButton->setText(tr("%1 new ↓").arg(m_unseen));
    m_newButton->setAccessibleName(tr("Show %1 new").arg(m_unseen));
    m_newButton->adjustSize();
    const QRect area = viewport()->rect();
    m_newButton->move(
        area.center().x() - m_newButton->width() / 2,
        area.bottom() - m_newButton->height() - themeOf(this).px(12));
    m_newButton->raise();
}

// --- motion ---

void DiagramView::slideIn(qint64 seq)
{
    m_slide.stop();
    m_sliding = 0;
    if (!m_animated || !isVisible() || m_layout.journal()->event(seq).message == 0)
        return;
    m_sliding = seq;
    m_slide.start();
}

DiagramMotion DiagramView::motion() const
{
    if (m_sliding == 0)
        return {};
    const int time = m_slide.currentTime();
    return {
        m_sliding, partOf(time, ArrowsTime), partOf(time, HatchTime), partOf(time - RecoilStart, RecoilTime)};
}

// --- events ---

void DiagramView::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.window());
    DiagramPicture picture = m_layout.picture(frame());
    typeset(picture, theme);
    DiagramPainter(painter, theme, motion()).paint(picture);
    if (verticalScrollBar()->value() > 0)
        StylePainter(painter, theme).fadeOut(QRectF(0, 0, viewport()->width(), theme.px(16)));
    paintHeads(painter);
    if (!hasFocus() || !m_showsFocus)
        return;
    QStyleOptionFocusRect option;
    option.initFrom(viewport());
    const auto row = std::ranges::find(picture.rows, true, &PictureRow::selected);
    if (row != picture.rows.end())
        option.rect = row->rect.toAlignedRect();
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

/// Names at the top, not scrolled, for lanes without a card above them.
void DiagramView::paintHeads(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const DiagramFrame shown = frame();
    const DiagramGeometry geometry(m_layout, shown);
    painter.setFont(theme.font(TextStyle::Label));
    for (qsizetype lane = shown.middles.clients.size(); lane < m_layout.laneCount(); ++lane) {
        const QString name = m_layout.laneTitle(lane);
        const int width = painter.fontMetrics().horizontalAdvance(name) + theme.px(20);
        QRectF head(0, theme.px(4), width, theme.px(24));
        head.moveCenter(QPointF(geometry.lane(lane), head.center().y()));
        head.moveRight(std::min<qreal>(head.right(), viewport()->width() - theme.px(2)));
        StylePainter(painter, theme).roundedBox(head, head.height() / 2, theme.card(), theme.line());
        painter.setPen(theme.text());
        painter.drawText(head, Qt::AlignCenter, name);
    }
}

bool DiagramView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        // The tool tip has the full wording of texts that were cut.
        const auto* help = static_cast<QHelpEvent*>(event);
        const qint64 seq = m_layout.hit(help->pos(), frame()).seq;
        QToolTip::showText(help->globalPos(), seq > 0 ? plainTip(describe(seq)) : QString(), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void DiagramView::resizeEvent(QResizeEvent*)
{
    const bool atNewest = isAtNewest();
    updateRange();
    if (atNewest)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    updateNewButton();
}

void DiagramView::scrollContentsBy(int, int)
{
    if (isAtNewest() && m_unseen > 0) {
        m_unseen = 0;
        updateNewButton();
    }
    viewport()->update();
}

void DiagramView::mousePressEvent(QMouseEvent* event)
{
    m_showsFocus = false;
    if (event->button() != Qt::LeftButton)
        return;
    const DiagramHit hit = m_layout.hit(event->position(), frame());
    if (hit.seq > 0)
        choose(hit.seq);
}

void DiagramView::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept();
}

void DiagramView::keyPressEvent(QKeyEvent* event)
{
    qint64 target = 0;
    switch (event->key()) {
    case Qt::Key_Up:
        target = momentFrom(m_selected > 0 ? m_selected - 1 : m_moment, -1);
        break;
    case Qt::Key_Down:
        target = momentFrom((m_selected > 0 ? m_selected : m_moment) + 1, +1);
        break;
    case Qt::Key_Home:
        target = momentFrom(1, +1);
        break;
    case Qt::Key_End:
        target = momentFrom(m_layout.rowCount(), -1);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    m_showsFocus = true;
    if (target > 0)
        choose(target);
    viewport()->update();
}

qint64 DiagramView::momentFrom(qint64 seq, int direction) const
{
    const qint64 rows = m_layout.rowCount();
    while (seq >= 1 && seq <= rows && !m_layout.journal()->event(seq).isMoment())
        seq += direction;
    return seq >= 1 && seq <= rows ? seq : 0;
}

void DiagramView::choose(qint64 seq)
{
    setSelected(seq);
    emit selected(seq);
}

void DiagramView::focusInEvent(QFocusEvent* event)
{
    const Qt::FocusReason reason = event->reason();
    m_showsFocus =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    viewport()->update();
}

void DiagramView::focusOutEvent(QFocusEvent*)
{
    viewport()->update();
}

void DiagramView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        const bool atNewest = isAtNewest();
        updateRange();
        // Keep the row that the user looked at in sight when the zoom changes.
        if (atNewest)
            verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        else if (m_selected > 0)
            showRow(m_selected);
        updateNewButton();
        viewport()->update();
    }
}

// --- accessibility ---

QString DiagramView::describe(qint64 seq) const
{
    const Event& event = m_layout.journal()->event(seq);
    const MessageText message = messageText(event, m_layout.namesRecords());
    QStringList parts;
    if (event.message > 0)
        parts.append(tr("Step %1").arg(event.message));
    if (!event.client.isEmpty())
        parts.append(event.client);
    parts.append({message.request, message.answer});
    parts.removeAll(QString());
    for (const LostUpdate& lost : lostUpdates(event, m_layout.journal()->trees()))
        parts.append(spokenLoss(lost));
    return parts.join(QStringLiteral(", "));
}

void DiagramView::updateDescription()
{
    QString text = tr("Nothing has happened yet.");
    if (m_selected > 0)
        text = describe(m_selected);
    else if (m_layout.rowCount() > 0)
        text = tr("%1 events. Up and Down choose one.").arg(m_layout.rowCount());
    setAccessibleDescription(text);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace interleave
