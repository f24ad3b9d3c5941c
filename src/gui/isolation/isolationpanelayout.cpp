#include "gui/isolation/isolationpane.h"

#include "ui_isolationpane.h"

#include "gui/isolation/isolationrunner.h"
#include "gui/theme/style.h"

#include <QEvent>
#include <QScopedValueRollback>

#include <algorithm>

namespace interleave {

namespace {

// In logical px at 100 %.
/// Below it the side column goes under the table.
constexpr int WidthForTwoColumns = 1040;
constexpr int SideWidth = 244;
/// From it on the side column is wider.
constexpr int AmpleWidth = 1600;
constexpr int AmpleSideWidth = 320;
/// Below it there is less space around the parts.
constexpr int RoomyHeight = 720;
/// Below it there is no space for the second card of the side column.
constexpr int HeightForTwoCards = 560;
/// What the words about a cell need at least, and where they are under the table.
constexpr int MostCellHeight = 460;
constexpr int CellHeightBelow = 156;
/// Below it the page is scrolled as a whole.
constexpr int ScrollHeight = 440;
constexpr int LeastTableHeight = 240;
constexpr int LeastProgress = 84;

} // namespace

bool IsolationPane::isNarrow() const
{
    return width() < themeOf(this).px(WidthForTwoColumns);
}

/// At 100 %.
int IsolationPane::sideWidth() const
{
    return width() < themeOf(this).px(AmpleWidth) ? SideWidth : AmpleSideWidth;
}

bool IsolationPane::isLow() const
{
    return height() < themeOf(this).px(ScrollHeight);
}

void IsolationPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // SQLite takes no time, and is always there.
    const bool isNew = m_model->results().isEmpty() && isSettled();
    if (isNew)
        m_runner->runAll({m_model->engineAt(0)});
    findSerial();
}

void IsolationPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void IsolationPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void IsolationPane::arrange()
{
    const bool narrow = isNarrow();
    const bool low = narrow || height() < themeOf(this).px(RoomyHeight);
    const int side = narrow ? 12 : 20;
    setTextStyle(m_ui->titleLabel, narrow ? TextStyle::CardTitle : TextStyle::Title);
    setUnscaled(m_ui->rows, {side, low ? 10 : 14, side, low ? 10 : 16}, low ? 10 : 14);
    setUnscaled(m_ui->body, {0, 0, 0, 0}, 12);
    arrangeHead();
    arrangeSide();
    arrangeTable();
}

/// In one line where that leaves some space for the progress; the title is shortened before.
void IsolationPane::arrangeHead()
{
    const Theme& theme = themeOf(this);
    const QMargins margins = m_ui->rows->contentsMargins();
    const int space = width() - margins.left() - margins.right();
    const QString whole = tr("What may happen at which isolation level");
    const QString brief = tr("What may happen at which level");
    m_ui->controlRow->setDirection(QBoxLayout::LeftToRight);
    m_ui->controlRow->invalidate();
    const auto fits = [&](const QString& title, int beside) {
        m_ui->titleLabel->setText(title);
        return m_ui->titleLabel->sizeHint().width() + beside <= space;
    };
    const int progress = m_ui->titleRow->spacing() + theme.px(LeastProgress);
    const int controls = m_ui->head->spacing() + m_ui->controlRow->sizeHint().width();
    const bool isOneLine = fits(whole, progress + controls) || fits(brief, progress + controls);
    if (!isOneLine && !fits(whole, progress))
        m_ui->titleLabel->setText(brief);
    m_ui->head->setDirection(isOneLine ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    if (m_ui->controlRow->sizeHint().width() > space)
        m_ui->controlRow->setDirection(QBoxLayout::TopToBottom);
}

void IsolationPane::arrangeSide()
{
    const bool narrow = isNarrow();
    m_ui->body->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_ui->cellRows->setDirection(narrow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_ui->cellButtons->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    setUnscaled(m_ui->cellButtons, {narrow ? 0 : 16, narrow ? 14 : 0, 16, 0}, 8);
    const Theme& theme = themeOf(this);
    m_ui->plainCard->setVisible(!narrow && height() >= theme.px(HeightForTwoCards));
    m_ui->sidePanel->setMinimumWidth(narrow ? 0 : theme.px(sideWidth()));
    m_ui->sidePanel->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : theme.px(sideWidth()));
    m_ui->cellCard->setMinimumHeight(narrow ? theme.px(CellHeightBelow) : 0);
    m_ui->cellCard->setMaximumHeight(theme.px(narrow ? CellHeightBelow : MostCellHeight));
}

/// The table's card ends below its last row, or where there is less space, is scrolled.
void IsolationPane::arrangeTable()
{
    if (m_isArranging)
        return;
    const QScopedValueRollback<bool> arranging(m_isArranging, true);
    const Theme& theme = themeOf(this);
    const bool narrow = isNarrow();
    const QMargins margins = m_ui->rows->contentsMargins();
    m_ui->rows->invalidate();
    const int inner = width() - margins.left() - margins.right();
    const int side = narrow ? 0 : theme.px(sideWidth()) + m_ui->body->spacing();
    const QMargins legend = m_ui->legendRow->contentsMargins();
    m_ui->legend->setFixedHeight(
        m_ui->legend->heightForWidth(inner - side - legend.left() - legend.right() - 2));
    const int legendHeight = m_ui->legend->minimumHeight() + legend.top() + legend.bottom() + 1;
    const QMargins card = m_ui->tableRows->contentsMargins();
    const int around = margins.top() + margins.bottom() + m_ui->head->sizeHint().height() +
                       m_ui->rows->spacing() + card.top() + card.bottom() + legendHeight;
    const int below = narrow ? theme.px(CellHeightBelow) + m_ui->body->spacing() : 0;
    const int space = std::max(height() - around - below, theme.px(LeastTableHeight));
    m_view->setSpace(space);
    m_view->setFixedHeight(std::min(m_view->fullHeight(), space));
    m_ui->content->setMinimumHeight(isLow() ? around + below + m_view->height() : 0);
}

} // namespace interleave
