#pragma once

#include <QWidget>

namespace interleave {

/// The background of related buttons: one rounded box with lines between them. The buttons are flat children
/// in its layout.
class SegmentBar final : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentBar(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave
