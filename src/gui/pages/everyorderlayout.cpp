#include "gui/pages/everyorderpage.h"

#include "ui_everyorderpage.h"

#include "gui/orders/ordersview.h"
#include "gui/theme/style.h"
#include "schedules/schedulestory.h"

#include <QEvent>
#include <QLabel>

#include <algorithm>

namespace interleave {

namespace {

// In logical px at 100 %.
/// Below it the table's header is lower.
constexpr int LowHeight = 520;
/// Below it the page is scrolled as a whole, and the table has this height at most.
constexpr int ScrollHeight = 400;
constexpr int SlimScrollHeight = 640;
constexpr int MostTableHeight = 480;
/// Below it there is less space between the parts.
constexpr int RoomyHeight = 720;
/// Below it the side column goes under the table.
constexpr int WidthForTwoColumns = 1040;
/// Below it the card of the order has its texts one below the other.
constexpr int SlimWidth = 720;
constexpr int SideWidth = 296;
constexpr int LinesOfOutcome = 6;
constexpr int LinesWhereNarrow = 3;
constexpr int LinesOfCount = 5;

} // namespace

/// Reserves space for the longest texts beside the table, so that nothing moves when another order is chosen.
void EveryOrderPage::measure()
{
    const Theme& theme = themeOf(this);
    const ScheduleSetup& setup = m_model->setup();
    m_ui->sidePanel->setMinimumWidth(m_narrow ? 0 : theme.px(SideWidth));
    m_ui->sidePanel->setMaximumWidth(m_narrow ? QWIDGETSIZE_MAX : theme.px(SideWidth));
    const int around = theme.px(m_narrow ? 10 : 16);
    m_ui->orderRows->setContentsMargins(theme.px(16), around, theme.px(16), around);
    const bool tight = m_narrow || height() < theme.px(RoomyHeight);
    setUnscaled(m_ui->rows, {24, tight ? 12 : 18, 24, tight ? 12 : 20}, tight ? 10 : 18);
    m_ui->body->setSpacing(theme.px(m_narrow ? 10 : 20));
    // The texts of all orders of a setup have the same length.
    const QFontMetrics metrics(theme.font(TextStyle::Body));
    const int width = theme.px(SideWidth - 2 * 16);
    const auto heightOf = [&metrics, width](const QString& words) {
        return metrics.boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, words).height();
    };
    m_ui->startLabel->setFixedHeight(heightOf(startInWords(setup)));
    m_ui->wordsLabel->setFixedHeight(heightOf(orderInWords(setup, orderAt(setup, 0))));
    const int line = metrics.lineSpacing();
    m_ui->outcomeLabel->setFixedHeight((m_narrow ? LinesWhereNarrow : LinesOfOutcome) * line);
    m_ui->countWords->setFixedHeight(LinesOfCount * line);
    arrangeScrolled();
}

/// Uses one line if everything fits, without the label of the filter if necessary; else two, or three.
void EveryOrderPage::arrangeBars()
{
    const QMargins margins = m_ui->rows->contentsMargins();
    const int space = width() - margins.left() - margins.right();
    m_ui->questionRow->setDirection(QBoxLayout::LeftToRight);
    // A change inside of a nested row is else noticed only when it is laid out.
    for (QLayout* row : {m_ui->clientsRow, m_ui->retryRow, m_ui->questionRow, m_ui->showRow})
        row->invalidate();
    const auto fits = [this, space] {
        return m_ui->questionRow->sizeHint().width() + m_ui->showRow->sizeHint().width() +
                   m_ui->bars->spacing() <=
               space;
    };
    // In a narrow page, hide the labels whose controls are self-explanatory.
    for (QLabel* word : {m_ui->titleLabel, m_ui->canLabel, m_ui->clockLabel})
        word->setVisible(!m_narrow);
    m_ui->showLabel->setVisible(true);
    bool isOneLine = fits();
    if (!isOneLine) {
        m_ui->showLabel->setVisible(false);
        isOneLine = fits();
        m_ui->showLabel->setVisible(!isOneLine);
    }
    m_ui->bars->setDirection(isOneLine ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    if (!isOneLine && m_ui->questionRow->sizeHint().width() > space)
        m_ui->questionRow->setDirection(QBoxLayout::TopToBottom);
}

void EveryOrderPage::arrange()
{
    const Theme& theme = themeOf(this);
    const bool narrow = width() < theme.px(WidthForTwoColumns);
    const bool low = height() < theme.px(LowHeight);
    m_narrow = narrow;
    m_view->setCompact(narrow, low);
    m_ui->ordersPane->setLow(low);
    m_ui->headlineBar->setHidden(m_title && m_title->isEmpty());
    arrangeBars();
    // In a narrow page, the row itself shows the order, and the outcome is shown below the table.
    m_ui->body->setDirection(m_narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const bool isRow = m_narrow && !isSlim();
    m_ui->orderRows->setDirection(isRow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_ui->orderRows->setStretchFactor(m_ui->outcomeLabel, isRow ? 1 : 0);
    m_ui->startLabel->setVisible(!isRow);
    m_ui->wordsLabel->setVisible(!isRow);
    m_ui->countCard->setVisible(!m_narrow);
    measure();
}

/// The card of the order has no space for its texts side by side.
bool EveryOrderPage::isSlim() const
{
    return width() < themeOf(this).px(SlimWidth);
}

/// In a low page the table has the height of its rows, and the rest follows below.
void EveryOrderPage::arrangeScrolled()
{
    const Theme& theme = themeOf(this);
    const bool scrolled = height() < theme.px(isSlim() ? SlimScrollHeight : ScrollHeight);
    const int table = std::min(m_ui->ordersPane->sizeHint().height(), theme.px(MostTableHeight));
    m_ui->ordersPane->setMinimumHeight(scrolled ? table : 0);
    // There the rows come first, and the choices last.
    const int place = scrolled ? m_ui->rows->count() - 1 : 1;
    if (m_ui->rows->itemAt(place) != m_ui->bars) {
        m_ui->rows->takeAt(m_ui->rows->indexOf(m_ui->bars));
        m_ui->rows->insertLayout(place, m_ui->bars);
    }
    m_ui->content->setMinimumHeight(scrolled ? m_ui->rows->totalMinimumSize().height() : 0);
}

void EveryOrderPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() != QEvent::StyleChange)
        return;
    arrange();
    render();
}

void EveryOrderPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    // Needed the first time too, after the style has scaled the form.
    arrange();
    render();
    // Scroll after the table has got its new size.
    QMetaObject::invokeMethod(
        this, [this] { m_view->reveal(m_view->currentIndex()); }, Qt::QueuedConnection);
}

} // namespace interleave
