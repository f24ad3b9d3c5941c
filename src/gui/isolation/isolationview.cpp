#include "gui/isolation/isolationview.h"

#include "engine/isolation/celltext.h"
#include "gui/isolation/isolationdelegate.h"
#include "gui/isolation/isolationheader.h"
#include "gui/isolation/isolationmodel.h"
#include "gui/theme/theme.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <numeric>
#include <vector>

namespace interleave {

namespace {

/// What the pills of a column may say. In a deadlock all wait, or one is refused.
QStringList wordsOf(bool isDeadlock)
{
    QStringList words;
    IsolationCell cell;
    for (const Prevention prevention : {Prevention::Snapshot, Prevention::Blocked, Prevention::None}) {
        cell.prevention = prevention;
        if (prevention == Prevention::Blocked || !isDeadlock)
            words.append(cellWord(cell));
    }
    return words;
}

/// The longest code.
QString codeWord()
{
    return QStringLiteral("40001");
}

} // namespace

IsolationView::IsolationView(QWidget* parent)
    : QTableView(parent)
    , m_delegate(new IsolationDelegate(this))
    , m_header(new IsolationHeader(this))
{
    setHorizontalHeader(m_header);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectItems);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    viewport()->setAutoFillBackground(false);
    connect(this, &QTableView::doubleClicked, this, &IsolationView::playAsked);
}

const IsolationModel* IsolationView::matrix() const
{
    return qobject_cast<const IsolationModel*>(model());
}

void IsolationView::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &IsolationView::measure);
    // An engine's name and problem stand above its first row.
    connect(model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& first) {
        if (first.column() == IsolationModel::LevelColumn)
            measure();
    });
    connect(model, &QAbstractItemModel::headerDataChanged, this, &IsolationView::measure);
    measure();
}

void IsolationView::setSpace(int height)
{
    m_space = height;
    measureRows();
}

int IsolationView::fullHeight() const
{
    const int width = horizontalHeader()->length();
    const bool scrolls = width > this->width();
    return m_header->sizeHint().height() + verticalHeader()->length() +
           (scrolls ? horizontalScrollBar()->sizeHint().height() : 0);
}

bool IsolationView::isWordy() const
{
    return m_delegate->isWordy();
}

void IsolationView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        measure();
}

void IsolationView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    measure();
}

void IsolationView::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        if (!event->isAutoRepeat())
            emit playAsked(currentIndex());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void IsolationView::measure()
{
    if (matrix() == nullptr)
        return;
    measureColumns();
    measureRows();
    emit measured();
}

/// Of the anomalies, at least.
std::vector<int> IsolationView::columnWidths() const
{
    const Theme& theme = themeOf(this);
    const int columns = model()->columnCount();
    std::vector<int> widths;
    for (int column = IsolationModel::FirstAnomalyColumn; column < columns; ++column) {
        int width = m_header->leastWidth(column);
        const QStringList words = isWordy() ? wordsOf(column == columns - 1) : QStringList();
        for (const QString& word : words + QStringList{codeWord()})
            width = std::max(width, IsolationDelegate::widthOf(word, m_delegate->fit(), theme));
        widths.push_back(width);
    }
    return widths;
}

/// Of the levels.
int IsolationView::levelWidth() const
{
    const Theme& theme = themeOf(this);
    int width = m_header->leastWidth(IsolationModel::LevelColumn);
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex level = model()->index(row, IsolationModel::LevelColumn);
        width = std::max(width, IsolationDelegate::levelWidth(level, m_delegate->fit(), theme));
    }
    return width;
}

void IsolationView::measureColumns()
{
    const int columns = model()->columnCount();
    const int bar = fullHeight() > height() ? verticalScrollBar()->sizeHint().width() : 0;
    int level = 0;
    int space = 0;
    std::vector<int> widths;
    using Fit = IsolationDelegate::Fit;
    for (const Fit fit : {Fit::Words, Fit::TightWords, Fit::Signs, Fit::TightSigns}) {
        m_delegate->setFit(fit);
        level = levelWidth();
        space = width() - bar - level;
        widths = columnWidths();
        if (std::accumulate(widths.begin(), widths.end(), 0) <= space)
            break;
    }
    const int left = space - std::accumulate(widths.begin(), widths.end(), 0);
    const int shares = columns - IsolationModel::FirstAnomalyColumn;
    horizontalHeader()->resizeSection(IsolationModel::LevelColumn, level);
    for (int i = 0; i < shares; ++i) {
        // What is left is shared, to the last pixel.
        const int share = left > 0 ? left * (i + 1) / shares - left * i / shares : 0;
        horizontalHeader()->resizeSection(
            IsolationModel::FirstAnomalyColumn + i, widths.at(static_cast<std::size_t>(i)) + share);
    }
    viewport()->update();
}

void IsolationView::measureRows()
{
    const IsolationModel* model = matrix();
    if (model == nullptr)
        return;
    const Theme& theme = themeOf(this);
    const int width = std::min(horizontalHeader()->length(), viewport()->width());
    int groups = 0;
    std::vector<int> above(static_cast<std::size_t>(model->rowCount()));
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex first = model->index(row, IsolationModel::LevelColumn);
        if (first.data(IsolationModel::GroupTitleRole).isValid())
            above[static_cast<std::size_t>(row)] = IsolationDelegate::groupHeight(first, width, theme);
        groups += above[static_cast<std::size_t>(row)];
    }
    const int least = theme.px(IsolationDelegate::LeastRowHeight);
    const int rows = std::max(1, model->rowCount());
    const bool notes = isWordy() && m_header->heightWith(true) + groups + rows * theme.px(34) <= m_space;
    m_header->setNotes(notes);
    const int space = m_space - m_header->heightWith(notes) - groups;
    const int height = std::clamp(space / rows, least, theme.px(IsolationDelegate::MostRowHeight));
    for (int row = 0; row < model->rowCount(); ++row)
        verticalHeader()->resizeSection(row, height + above[static_cast<std::size_t>(row)]);
    verticalScrollBar()->setSingleStep(height);
}

} // namespace interleave
