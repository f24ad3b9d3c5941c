#pragma once

#include "gui/compare/comparisonlayout.h"
#include "gui/diagram/diagrampicture.h"
#include "gui/widgets/timelineview.h"

namespace interleave {

class Comparison;

/// Two sequence diagrams side by side and row by row, with a common scroll bar and a common current step, up
/// to which both are shown. A click, Up, Down, Home and End choose it.
class CompareView final : public TimelineView
{
    Q_OBJECT

public:
    /// \a comparison must outlive the view.
    explicit CompareView(Comparison& comparison, QWidget* parent = nullptr);

    [[nodiscard]] const ComparisonLayout& layout() const { return m_layout; }
    /// The picture of a side, in px from the top left of its half.
    [[nodiscard]] DiagramPicture picture(std::size_t side) const;

    // An item is a step; the current one is the last that is shown.
    [[nodiscard]] qint64 itemCount() const override { return m_layout.stepCount(); }
    [[nodiscard]] qint64 currentItem() const override;
    [[nodiscard]] qreal itemTop(qint64 step) const override;
    [[nodiscard]] qreal itemHeight(qint64 step) const override { return itemTop(step + 1) - itemTop(step); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    [[nodiscard]] qreal contentHeight() const override;
    [[nodiscard]] qreal headHeight() const override;
    [[nodiscard]] qint64 itemAt(const QPointF& place) const override;
    [[nodiscard]] qint64 happened() const override { return currentItem(); }
    [[nodiscard]] QString describe(qint64 step) const override;
    void choose(qint64 step) override;
    void fitContent() override;
    [[nodiscard]] qreal scale() const override;
    void paintContent(QPainter& painter, const Theme& theme) override;

private:
    void refresh();
    [[nodiscard]] bool isEmpty() const { return m_layout.side(0).journal() == nullptr; }
    /// The width of each half.
    [[nodiscard]] qreal half() const { return width() / 2.0; }
    [[nodiscard]] Theme theme() const;
    [[nodiscard]] int zoom() const;
    [[nodiscard]] DiagramFrame frame(std::size_t side) const;
    [[nodiscard]] LifelineMiddles middles(qsizetype lanes) const;
    [[nodiscard]] std::vector<ComparisonLayout::StepRows> coming() const;
    [[nodiscard]] QString describeSide(std::size_t side, qint64 step) const;
    void paintSteps(QPainter& painter, const Theme& theme) const;
    void paintSides(QPainter& painter, const Theme& theme) const;
    void paintLegend(QPainter& painter, const Theme& theme) const;
    void paintHeads(QPainter& painter, const Theme& theme) const;

    Comparison& m_comparison;
    ComparisonLayout m_layout;
    /// By how much everything is larger than the theme's zoom, in percent: for an audience, where there is
    /// the space.
    int m_enlarged = 100;
};

} // namespace interleave
