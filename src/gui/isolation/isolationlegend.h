#pragma once

#include <QWidget>

namespace interleave {

/// What the signs of the results mean, in as many lines as its width asks for; whoever
/// lays it out sets its height.
class IsolationLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit IsolationLegend(QWidget* parent = nullptr);

    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// Where each entry stands.
    [[nodiscard]] QList<QRect> places(int width) const;
};

} // namespace interleave
