#pragma once

#include <QWidget>

namespace interleave {

/// The column at the right of a page, on the card's colour with a line at its left.
class SidePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SidePanel(QWidget* parent = nullptr);

    /// Gives some of its width to the page.
    void setNarrow(bool narrow);
    /// A quarter of its page, within bounds; it never makes the page wider.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_narrow = false;
};

} // namespace interleave
