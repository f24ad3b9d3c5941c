#pragma once

#include <QCheckBox>

namespace interleave {

/// A check box that looks like a switch: green with the knob on the right when on, red with it on the left
/// when off. Keyboard and accessibility come from the check box.
class ToggleSwitch final : public QCheckBox
{
    Q_OBJECT

public:
    explicit ToggleSwitch(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] bool hitButton(const QPoint& position) const override;

private:
    [[nodiscard]] QRect track() const;
};

} // namespace interleave
