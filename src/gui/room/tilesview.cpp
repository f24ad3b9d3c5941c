#include "gui/room/tilesview.h"

#include "gui/room/roommodel.h"
#include "gui/room/tiledelegate.h"
#include "gui/theme/theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QScrollBar>

namespace interleave {

TilesView::TilesView(RoomModel& model, QWidget* parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new TileDelegate(this))
{
    setAccessibleName(tr("Everybody in the room"));
    setFrameShape(QFrame::NoFrame);
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setMovement(Static);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    setItemDelegate(m_delegate);
    setModel(&m_model);
    connect(this, &QListView::clicked, this, [this](const QModelIndex& index) {
        emit clientChosen(m_model.tileAt(index)->client);
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, signal, this, &TilesView::fit);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TilesView::fit);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TilesView::currentShown);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& first, const QModelIndex& last) {
        if (currentIndex().row() >= first.row() && currentIndex().row() <= last.row())
            emit currentShown();
    });
    fit();
}

const TileSize& TilesView::tileSize() const
{
    return m_delegate->size();
}

QString TilesView::currentClient() const
{
    const RoomTile* tile = currentIndex().isValid() ? m_model.tileAt(currentIndex()) : nullptr;
    return tile == nullptr ? QString() : tile->client;
}

void TilesView::fit()
{
    const int bar = verticalScrollBar()->sizeHint().width();
    // The gap after the last tile of a row and of the last row may be cut off.
    const auto sizeFor = [&](int width) {
        const TileSize bare = tileSizeFor(m_model.rowCount(), {width, height()}, themeOf(this));
        return tileSizeFor(m_model.rowCount(), {width + bare.gap, height()}, themeOf(this));
    };
    TileSize size = sizeFor(width());
    if (!size.fits)
        size = sizeFor(width() - bar);
    setVerticalScrollBarPolicy(size.fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAlwaysOn);
    if (size == m_delegate->size() && gridSize() == size.pitch)
        return;
    m_delegate->setSize(size);
    // Otherwise the last tile of a row would not fit by its gap.
    setViewportMargins(0, 0, size.fits ? -size.gap : 0, 0);
    setGridSize(size.pitch);
}

void TilesView::resizeEvent(QResizeEvent* event)
{
    fit();
    QListView::resizeEvent(event);
}

void TilesView::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        fit();
}

void TilesView::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        if (!event->isAutoRepeat())
            emit clientChosen(currentClient());
        event->accept();
        return;
    }
    QListView::keyPressEvent(event);
}

void TilesView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    const QPoint place = byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    emit menuAsked(m_model.tileAt(index)->client, place);
}

void TilesView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    emit currentShown();
}

} // namespace interleave
