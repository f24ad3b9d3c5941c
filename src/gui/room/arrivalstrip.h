#pragma once

#include "gui/room/roomstory.h"

#include <QWidget>

namespace interleave {

/// When the saves arrived: a tick for each, and a sentence.
class ArrivalStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit ArrivalStrip(QWidget* parent = nullptr);

    void setArrivals(const RoomArrivals& arrivals);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    RoomArrivals m_arrivals;
};

} // namespace interleave
