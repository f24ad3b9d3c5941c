#pragma once

#include "gui/diagram/diagrampicture.h"
#include "gui/widgets/timelineview.h"

namespace interleave {

/// The base of two sequence diagrams side by side and row by row, with a common scroll bar and a common
/// current step, up to which both are shown. A click, Up, Down, Home and End choose it. A derived class has
/// the layouts.
class SideBySideView : public TimelineView
{
    Q_OBJECT

public:
    static constexpr std::size_t SideCount = 2;

    /// The picture of a side, in px from the top left of its half.
    [[nodiscard]] DiagramPicture picture(std::size_t side) const;

    // An item is a step; the current one is the last that is shown.
    [[nodiscard]] qreal itemTop(qint64 step) const override;
    [[nodiscard]] qreal itemHeight(qint64 step) const override { return itemTop(step + 1) - itemTop(step); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    explicit SideBySideView(QWidget* parent = nullptr);

    // What a derived class says about its layouts. Steps are counted from 0; lengths without a scale are in
    // px at 100 %.
    [[nodiscard]] virtual bool isEmpty() const = 0;
    /// From the top of a diagram with heads; for itemCount() the bottom of the last step.
    [[nodiscard]] virtual qreal stepTop(int step, qreal scale) const = 0;
    /// -1 where there is none.
    [[nodiscard]] virtual int stepAt(qreal y, qreal scale) const = 0;
    [[nodiscard]] virtual qreal wholeHeight(qreal scale) const = 0;
    /// Whether the whole can be seen in \a height with rows of that height, with the steps to come.
    [[nodiscard]] virtual bool fits(int height, int messageHeight) const = 0;
    /// Makes the rows as high as lets the whole be seen in \a height.
    virtual void fit(int height) = 0;
    [[nodiscard]] virtual qsizetype laneCount(std::size_t side) const = 0;
    /// How many events of a side are shown.
    [[nodiscard]] virtual qint64 moment(std::size_t side) const = 0;
    /// A side's diagram, not typeset; \a isWhole: with what only a comparison tells.
    [[nodiscard]] virtual DiagramPicture
    compose(std::size_t side, const DiagramFrame& frame, bool isWhole) const = 0;

    /// Call this when the layouts have changed.
    void showLayouts();
    [[nodiscard]] DiagramFrame frame(std::size_t side) const;

    [[nodiscard]] qreal contentHeight() const override { return isEmpty() ? 0 : wholeHeight(scale()); }
    [[nodiscard]] qreal headHeight() const override;
    [[nodiscard]] qint64 itemAt(const QPointF& place) const override;
    [[nodiscard]] qint64 happened() const override { return currentItem(); }
    void fitContent() override;
    [[nodiscard]] qreal scale() const override;
    void paintContent(QPainter& painter, const Theme& theme) override;

private:
    /// The width of each half.
    [[nodiscard]] qreal half() const { return width() / 2.0; }
    [[nodiscard]] Theme theme() const;
    [[nodiscard]] int zoom() const;
    [[nodiscard]] LifelineMiddles middles(qsizetype lanes) const;
    void paintSteps(QPainter& painter, const Theme& theme) const;
    void paintSides(QPainter& painter, const Theme& theme) const;
    void paintLegend(QPainter& painter, const Theme& theme) const;
    void paintHeads(QPainter& painter, const Theme& theme) const;

    /// By how much everything is larger than the theme's zoom, in percent: for an audience, where there is
    /// the space.
    int m_enlarged = 100;
};

} // namespace interleave
