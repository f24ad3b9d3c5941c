#pragma once

#include <QWidget>

namespace interleave {

/// The column at the right of a page, on the card's colour with a line at its left.
class SideColumn final : public QWidget
{
    Q_OBJECT

public:
    explicit SideColumn(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave
