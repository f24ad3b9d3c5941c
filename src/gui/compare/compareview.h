#pragma once

#include "gui/compare/comparisonlayout.h"
#include "gui/diagram/diagrampicture.h"

#include <QAbstractScrollArea>

namespace interleave {

class Comparison;

/// Two sequence diagrams side by side and row by row, with one scroll bar and one choice: the step whose
/// moment is shown. A click, Up, Down, Home and End choose one.
class CompareView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// \a comparison must outlive the view.
    explicit CompareView(Comparison& comparison, QWidget* parent = nullptr);

    [[nodiscard]] const ComparisonLayout& layout() const { return m_layout; }
    /// What a side shows now, in px from the upper left of its half.
    [[nodiscard]] DiagramPicture picture(std::size_t side) const;
    /// From the top of what is visible.
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
    /// Both halves are as wide.
    [[nodiscard]] qreal half() const { return width() / 2.0; }
    [[nodiscard]] DiagramFrame frame(std::size_t side) const;
    [[nodiscard]] QString describe(std::size_t side, int step) const;
    void paintSteps(QPainter& painter) const;
    void paintHeads(QPainter& painter) const;

    Comparison& m_comparison;
    ComparisonLayout m_layout;
    /// The focus came by the keyboard.
    bool m_showsFocus = false;
};

} // namespace interleave
