#pragma once

#include <QWidget>

namespace interleave {

/// The bar at the top of the window, in the card's colour with a line under it.
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave
