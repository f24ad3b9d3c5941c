#include "gui/messages/messagesview.h"

#include "gui/messages/messagesdelegate.h"
#include "gui/messages/messagesmodel.h"
#include "gui/theme/theme.h"
#include "gui/widgets/focusring.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

namespace interleave {

MessagesView::MessagesView(QWidget* parent)
    : QTableView(parent)
{
    setItemDelegate(new MessagesDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    // Let the window's background show through.
    viewport()->setAutoFillBackground(false);
    new FocusRing(*this);
}

void MessagesView::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    measure();
}

void MessagesView::choose(qint64 seq)
{
    m_isTold = true;
    if (seq > 0 && model() != nullptr && seq <= model()->rowCount()) {
        const int row = static_cast<int>(seq) - 1;
        if (currentIndex().row() != row)
            setCurrentIndex(model()->index(row, std::max(0, currentIndex().column())));
    } else {
        setCurrentIndex({});
    }
    m_isTold = false;
}

void MessagesView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_isTold && current.isValid() && current.row() != previous.row())
        emit selected(current.data(MessagesModel::SeqRole).toLongLong());
}

void MessagesView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        measure();
}

void MessagesView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    measure();
}

void MessagesView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    QTableView::rowsInserted(parent, start, end);
    if (atEnd)
        scrollToBottom();
}

void MessagesView::measure()
{
    const Theme& theme = themeOf(this);
    verticalHeader()->setDefaultSectionSize(theme.px(32));
    if (model() == nullptr || model()->columnCount() != MessagesModel::ColumnCount)
        return;
    const int step = theme.px(56);
    const int client = theme.px(112);
    const int outcome = theme.px(216);
    const int rest = qMax(theme.px(200), viewport()->width() - step - client - outcome);
    horizontalHeader()->resizeSection(MessagesModel::StepColumn, step);
    horizontalHeader()->resizeSection(MessagesModel::ClientColumn, client);
    horizontalHeader()->resizeSection(MessagesModel::RequestColumn, rest / 2);
    horizontalHeader()->resizeSection(MessagesModel::AnswerColumn, rest - rest / 2);
    horizontalHeader()->resizeSection(MessagesModel::OutcomeColumn, outcome);
}

} // namespace interleave
