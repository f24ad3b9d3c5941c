#pragma once

#include <QListView>

namespace interleave {

class RoomModel;
class TileDelegate;
struct TileSize;

/// The room's clients as tiles that are as large as lets all be seen. A click or Enter chooses one.
class TilesView final : public QListView
{
    Q_OBJECT

public:
    /// \a model must outlive it.
    explicit TilesView(RoomModel& model, QWidget* parent = nullptr);

    [[nodiscard]] const TileSize& tileSize() const;
    /// Empty for none.
    [[nodiscard]] QString currentClient() const;

signals:
    /// Another one is the current one, or what is said of it has changed.
    void currentShown();
    /// A click or Enter.
    void clientChosen(const QString& client);
    void menuAsked(const QString& client, const QPoint& globalPlace);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void fit();

    RoomModel& m_model;
    TileDelegate* m_delegate;
};

} // namespace interleave
