#pragma once

#include "gui/room/roomtiles.h"

#include <QAbstractListModel>

namespace interleave {

/// The tiles of a room, a row for each. Changes only what differs, so that a view paints only that.
class RoomModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit RoomModel(QObject* parent = nullptr);

    void setTiles(const QList<RoomTile>& tiles);
    [[nodiscard]] const QList<RoomTile>& tiles() const { return m_tiles; }
    /// Null for an invalid index.
    [[nodiscard]] const RoomTile* tileAt(const QModelIndex& index) const;
    /// Invalid where it is not shown.
    [[nodiscard]] QModelIndex indexOf(const QString& client) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    void removeMissing(const QList<RoomTile>& tiles);
    void tellChanges(const QList<RoomTile>& tiles);

    QList<RoomTile> m_tiles;
};

} // namespace interleave
