#pragma once

#include <QWidget>

namespace interleave {

/// The ground of buttons that belong together: one rounded box, a line between each two. The buttons are flat
/// children of its layout.
class SegmentBar final : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentBar(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave
