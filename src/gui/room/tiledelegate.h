#pragma once

#include "gui/room/tilesize.h"

#include <QStyledItemDelegate>

namespace interleave {

class Theme;
struct RoomTile;

/// Draws a client of the room: its name, and what became of it by colour, sign and word.
class TileDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TileDelegate(QWidget* parent);

    void setSize(const TileSize& size) { m_size = size; }
    [[nodiscard]] const TileSize& size() const { return m_size; }

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintLines(QPainter& painter, const QRect& area, const RoomTile& tile, const Theme& theme) const;
    void paintLine(QPainter& painter, const QRect& area, const RoomTile& tile, const Theme& theme) const;

    TileSize m_size;
};

} // namespace interleave
