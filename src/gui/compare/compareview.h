#pragma once

#include "gui/compare/comparisonlayout.h"
#include "gui/diagram/diagrampicture.h"

#include <QAbstractScrollArea>

namespace interleave {

class Comparison;

/// Two sequence diagrams side by side and row by row, with a common scroll bar and a common current step, up
/// to which both are shown. A click, Up, Down, Home and End choose it.
class CompareView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// \a comparison must outlive the view.
    explicit CompareView(Comparison& comparison, QWidget* parent = nullptr);

    [[nodiscard]] const ComparisonLayout& layout() const { return m_layout; }
    /// The picture of a side, in px from the top left of its half.
    [[nodiscard]] DiagramPicture picture(std::size_t side) const;
    /// From the top of the visible part.
    [[nodiscard]] QRectF stepRect(int step) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void updateRange();
    void showStep(int step);
    void updateDescription();
    [[nodiscard]] qreal scale() const;
    /// The width of each half.
    [[nodiscard]] qreal half() const { return width() / 2.0; }
    [[nodiscard]] DiagramFrame frame(std::size_t side) const;
    [[nodiscard]] QString describe(std::size_t side, int step) const;
    void paintSteps(QPainter& painter) const;
    void paintHeads(QPainter& painter) const;

    Comparison& m_comparison;
    ComparisonLayout m_layout;
    /// The focus came by keyboard.
    bool m_showsFocus = false;
};

} // namespace interleave
