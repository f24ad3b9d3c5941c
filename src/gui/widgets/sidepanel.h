#pragma once

#include <QWidget>

namespace interleave {

/// The column at the right of a page, in the card's colour with a line at its left.
class SidePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SidePanel(QWidget* parent = nullptr);

    /// Uses less width, to leave more to the page.
    void setNarrow(bool narrow);
    /// A quarter of the page, within limits; it never makes the page wider.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_narrow = false;
};

} // namespace interleave
