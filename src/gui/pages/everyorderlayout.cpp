#include "gui/pages/everyorderpage.h"

#include "ui_everyorderpage.h"

#include "gui/orders/ordersview.h"
#include "gui/theme/style.h"

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
constexpr int LinesOfLongOutcome = 8;
constexpr int LinesWhereNarrow = 3;
constexpr int LinesOfCount = 5;

} // namespace

/// Reserves space for the longest texts beside the table, so that nothing moves when another order is chosen.
void EveryOrderPage::measure()
{
    const Theme& theme = themeOf(this);
    const OrderSource::Sample sample = source().sample();
    m_ui->sidePanel->setMinimumWidth(m_narrow ? 0 : theme.px(SideWidth));
    m_ui->sidePanel->setMaximumWidth(m_narrow ? QWIDGETSIZE_MAX : theme.px(SideWidth));
    const int around = theme.px(m_narrow ? 10 : 16);
    m_ui->orderRows->setContentsMargins(theme.px(16), around, theme.px(16), around);
    const bool tight = m_narrow || height() < theme.px(RoomyHeight);
    setUnscaled(m_ui->rows, {24, tight ? 12 : 18, 24, tight ? 12 : 20}, tight ? 10 : 18);
    m_ui->body->setSpacing(theme.px(m_narrow ? 10 : 20));
    const QFontMetrics metrics(theme.font(TextStyle::Body));
    const int width = theme.px(SideWidth - 2 * 16);
    const auto heightOf = [&metrics, width](const QString& words) {
        return metrics.boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, words).height();
    };
    int words = 0;
    for (const QString& each : sample.words)
        words = std::max(words, heightOf(each));
    m_ui->startLabel->setFixedHeight(heightOf(sample.start));
    m_ui->wordsLabel->setFixedHeight(words);
    const int line = metrics.lineSpacing();
    const bool isLong = m_source == Source::Transactions;
    const int lines = isLong ? LinesOfLongOutcome : LinesOfOutcome;
    m_ui->outcomeLabel->setFixedHeight((m_narrow ? LinesWhereNarrow : lines) * line);
    m_ui->countWords->setFixedHeight((m_narrow ? LinesWhereNarrow : LinesOfCount) * line);
    arrangeScrolled();
}

/// Uses one line if everything fits, without the label of the filter if necessary; else two, or three.
void EveryOrderPage::arrangeBars()
{
    const QMargins margins = m_ui->rows->contentsMargins();
    const int space = width() - margins.left() - margins.right();
    QBoxLayout* const question =
        m_source == Source::Transactions ? m_ui->transactionRow : m_ui->questionRow;
    question->setDirection(QBoxLayout::LeftToRight);
    // A change inside of a nested row is else noticed only when it is laid out.
    for (QLayout* row : std::initializer_list<QLayout*>{
             m_ui->clientsRow, m_ui->retryRow, m_ui->lessonRow, m_ui->placeRow, question, m_ui->showRow})
        row->invalidate();
    const auto fits = [this, space, question] {
        return question->sizeHint().width() + m_ui->showRow->sizeHint().width() +
                   m_ui->bars->spacing() <=
               space;
    };
    // In a narrow page, hide the labels whose controls are self-explanatory.
    for (QLabel* word :
         {m_ui->titleLabel, m_ui->canLabel, m_ui->clockLabel, m_ui->ofLabel, m_ui->onLabel, m_ui->atLabel})
        word->setVisible(!m_narrow);
    m_ui->showLabel->setVisible(true);
    bool isOneLine = fits();
    if (!isOneLine) {
        m_ui->showLabel->setVisible(false);
        isOneLine = fits();
        m_ui->showLabel->setVisible(!isOneLine);
    }
    m_ui->bars->setDirection(isOneLine ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    if (!isOneLine && question->sizeHint().width() > space)
        question->setDirection(QBoxLayout::TopToBottom);
}

void EveryOrderPage::arrange()
{
    const Theme& theme = themeOf(this);
    const bool narrow = width() < theme.px(WidthForTwoColumns);
    const bool low = height() < theme.px(LowHeight);
    m_narrow = narrow;
    for (const Part* each : parts()) {
        each->pane->view()->setCompact(narrow, low);
        each->pane->setLow(low);
    }
    m_ui->headlineBar->setHidden(m_title && m_title->isEmpty());
    arrangeBars();
    // In a narrow page, the row itself shows the order, and the outcome is shown below the table.
    m_ui->body->setDirection(m_narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const bool isRow = m_narrow && !isSlim();
    m_ui->orderRows->setDirection(isRow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_ui->orderRows->setStretchFactor(m_ui->outcomeLabel, isRow ? 1 : 0);
    m_ui->startLabel->setVisible(!isRow);
    m_ui->wordsLabel->setVisible(!isRow);
    measure();
    renderCount();
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
    OrdersPane* const pane = part().pane;
    const int table = std::min(pane->sizeHint().height(), theme.px(MostTableHeight));
    pane->setMinimumHeight(scrolled ? table : 0);
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
    revealLater();
}

void EveryOrderPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    // Needed the first time too, after the style has scaled the form.
    arrange();
    render();
    revealLater();
}

/// After the table has got its new size.
void EveryOrderPage::revealLater()
{
    QMetaObject::invokeMethod(
        this, [this] { view()->reveal(view()->currentIndex()); }, Qt::QueuedConnection);
}

} // namespace interleave
