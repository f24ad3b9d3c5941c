#include "gui/room/roommodel.h"

#include <QSet>

#include <algorithm>

namespace interleave {

namespace {

bool isSameClient(const RoomTile& one, const RoomTile& other)
{
    return one.client == other.client;
}

} // namespace

RoomModel::RoomModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void RoomModel::setTiles(const QList<RoomTile>& tiles)
{
    removeMissing(tiles);
    // What is left of the old ones is usually the beginning of the new ones.
    const bool isContinued = m_tiles.size() <= tiles.size() &&
                             std::equal(m_tiles.cbegin(), m_tiles.cend(), tiles.cbegin(), isSameClient);
    if (!isContinued) {
        beginResetModel();
        m_tiles = tiles;
        endResetModel();
        return;
    }
    tellChanges(tiles);
    if (m_tiles.size() == tiles.size())
        return;
    beginInsertRows({}, static_cast<int>(m_tiles.size()), static_cast<int>(tiles.size()) - 1);
    m_tiles = tiles;
    endInsertRows();
}

void RoomModel::removeMissing(const QList<RoomTile>& tiles)
{
    QSet<QString> clients;
    for (const RoomTile& tile : tiles)
        clients.insert(tile.client);
    for (int row = static_cast<int>(m_tiles.size()) - 1; row >= 0; --row) {
        if (clients.contains(m_tiles.at(row).client))
            continue;
        beginRemoveRows({}, row, row);
        m_tiles.removeAt(row);
        endRemoveRows();
    }
}

/// One signal for each run of changed rows.
void RoomModel::tellChanges(const QList<RoomTile>& tiles)
{
    const int count = static_cast<int>(m_tiles.size());
    for (int row = 0; row < count; ++row) {
        const int first = row;
        while (row < count && m_tiles.at(row) != tiles.at(row)) {
            m_tiles[row] = tiles.at(row);
            ++row;
        }
        if (row > first)
            emit dataChanged(index(first), index(row - 1));
    }
}

const RoomTile* RoomModel::tileAt(const QModelIndex& index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? &m_tiles.at(index.row()) : nullptr;
}

QModelIndex RoomModel::indexOf(const QString& client) const
{
    const auto found = std::ranges::find(m_tiles, client, &RoomTile::client);
    return found == m_tiles.cend() ? QModelIndex() : index(static_cast<int>(found - m_tiles.cbegin()));
}

int RoomModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tiles.size());
}

QVariant RoomModel::data(const QModelIndex& index, int role) const
{
    const RoomTile* tile = tileAt(index);
    if (tile == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return tile->name;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return tile->inALine();
    default:
        return {};
    }
}

} // namespace interleave
