#pragma once

#include <QWidget>

namespace interleave {

/// A thin line across the whole width.
class Divider final : public QWidget
{
    Q_OBJECT

public:
    explicit Divider(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override { return {1, 1}; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave
