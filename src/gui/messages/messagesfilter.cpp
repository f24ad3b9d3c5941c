#include "gui/messages/messagesfilter.h"

#include "gui/messages/messagesmodel.h"

#include <QElapsedTimer>

#include <algorithm>

namespace interleave {

namespace {

/// Changes of more rows are of the moment that is shown, on which nothing here depends.
constexpr int MostChanged = 16;

} // namespace

MessagesFilter::MessagesFilter(QAbstractItemModel& source, QObject* parent)
    : QAbstractProxyModel(parent)
{
    setSourceModel(&source);
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &MessagesFilter::search);
    connect(&source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&source, &QAbstractItemModel::modelReset, this, [this] {
        begin();
        endResetModel();
        emit progressed();
    });
    connect(
        &source,
        &QAbstractItemModel::rowsAboutToBeInserted,
        this,
        [this](const QModelIndex&, int first, int last) {
            if (!isAsking())
                beginInsertRows({}, first, last);
        });
    connect(&source, &QAbstractItemModel::rowsInserted, this, [this] {
        if (isAsking()) {
            m_slice.start();
            return;
        }
        m_searched = sourceModel()->rowCount();
        endInsertRows();
        emit progressed();
    });
    connect(&source, &QAbstractItemModel::dataChanged, this, &MessagesFilter::takeChange);
    begin();
}

void MessagesFilter::setQuery(const MessagesQuery& query)
{
    if (m_query == query)
        return;
    beginResetModel();
    m_query = query;
    m_words = query.text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    begin();
    endResetModel();
    // What is found in the first slice is there at once.
    search();
}

void MessagesFilter::begin()
{
    m_rows.clear();
    m_searched = isAsking() ? 0 : sourceModel()->rowCount();
    if (isSearching())
        m_slice.start();
    else
        m_slice.stop();
}

bool MessagesFilter::isFound(int row) const
{
    const QModelIndex index = sourceModel()->index(row, MessagesModel::ClientColumn);
    if (!m_query.client.isEmpty() && index.data().toString() != m_query.client)
        return false;
    if (!m_query.record.isEmpty() && index.data(MessagesModel::RecordRole).toString() != m_query.record)
        return false;
    const bool isCounted = (m_query.refused && index.data(MessagesModel::RefusedRole).toBool()) ||
                           (m_query.lost && index.data(MessagesModel::LostRole).toBool());
    if ((m_query.refused || m_query.lost) && !isCounted)
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = index.data(MessagesModel::SearchRole).toString();
    return std::ranges::all_of(
        m_words, [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

void MessagesFilter::search()
{
    QElapsedTimer time;
    time.start();
    const int count = sourceModel()->rowCount();
    std::vector<int> found;
    while (m_searched < count && time.elapsed() < SliceMs) {
        if (isFound(m_searched))
            found.push_back(m_searched);
        ++m_searched;
    }
    if (!found.empty()) {
        const auto first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(found.size()) - 1);
        m_rows.insert(m_rows.end(), found.begin(), found.end());
        endInsertRows();
    }
    if (!isSearching())
        m_slice.stop();
    emit progressed();
}

void MessagesFilter::takeChange(const QModelIndex& from, const QModelIndex& to)
{
    if (!isAsking()) {
        emit dataChanged(index(from.row(), from.column()), index(to.row(), to.column()));
        return;
    }
    if (to.row() - from.row() < MostChanged) {
        for (int row = from.row(); row <= std::min(to.row(), m_searched - 1); ++row)
            takeRow(row);
    }
    const auto first = std::ranges::lower_bound(m_rows, from.row());
    const auto end = std::ranges::upper_bound(m_rows, to.row());
    if (first < end) {
        emit dataChanged(
            index(static_cast<int>(first - m_rows.begin()), from.column()),
            index(static_cast<int>(end - m_rows.begin()) - 1, to.column()));
    }
}

/// A row that was searched has changed: the answer of a request was lost since.
void MessagesFilter::takeRow(int row)
{
    const auto place = std::ranges::lower_bound(m_rows, row);
    const auto at = static_cast<int>(place - m_rows.begin());
    const bool wasFound = place != m_rows.end() && *place == row;
    if (wasFound == isFound(row))
        return;
    if (wasFound) {
        beginRemoveRows({}, at, at);
        m_rows.erase(place);
        endRemoveRows();
    } else {
        beginInsertRows({}, at, at);
        m_rows.insert(place, row);
        endInsertRows();
    }
    emit progressed();
}

QModelIndex MessagesFilter::mapFromSource(const QModelIndex& source) const
{
    if (!source.isValid())
        return {};
    if (!isAsking())
        return index(source.row(), source.column());
    const auto place = std::ranges::lower_bound(m_rows, source.row());
    if (place == m_rows.end() || *place != source.row())
        return {};
    return index(static_cast<int>(place - m_rows.begin()), source.column());
}

QModelIndex MessagesFilter::mapToSource(const QModelIndex& found) const
{
    if (!found.isValid())
        return {};
    const int row = isAsking() ? m_rows[static_cast<std::size_t>(found.row())] : found.row();
    return sourceModel()->index(row, found.column());
}

QModelIndex MessagesFilter::index(int row, int column, const QModelIndex& parent) const
{
    const bool isThere =
        !parent.isValid() && row >= 0 && row < rowCount() && column >= 0 && column < columnCount();
    return isThere ? createIndex(row, column) : QModelIndex();
}

QModelIndex MessagesFilter::parent(const QModelIndex&) const
{
    return {};
}

int MessagesFilter::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return isAsking() ? static_cast<int>(m_rows.size()) : m_searched;
}

int MessagesFilter::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : sourceModel()->columnCount();
}

QVariant MessagesFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal ? sourceModel()->headerData(section, orientation, role) : QVariant();
}

} // namespace interleave
