#pragma once

#include "gui/compare/comparisonlayout.h"
#include "gui/compare/sidebysideview.h"

namespace interleave {

class Comparison;

/// A scenario under two rules.
class CompareView final : public SideBySideView
{
    Q_OBJECT

public:
    /// \a comparison must outlive the view.
    explicit CompareView(Comparison& comparison, QWidget* parent = nullptr);

    [[nodiscard]] const ComparisonLayout& layout() const { return m_layout; }

    [[nodiscard]] qint64 itemCount() const override { return m_layout.stepCount(); }
    [[nodiscard]] qint64 currentItem() const override;

protected:
    [[nodiscard]] bool isEmpty() const override { return m_layout.side(0).journal() == nullptr; }
    [[nodiscard]] qreal stepTop(int step, qreal scale) const override
    {
        return m_layout.stepTop(step, scale);
    }
    [[nodiscard]] int stepAt(qreal y, qreal scale) const override { return m_layout.stepAt(y, scale); }
    [[nodiscard]] qreal wholeHeight(qreal scale) const override { return m_layout.height(scale); }
    [[nodiscard]] bool fits(int height, int messageHeight) const override
    {
        return m_layout.fits(height, messageHeight);
    }
    void fit(int height) override { m_layout.fit(height); }
    [[nodiscard]] qsizetype laneCount(std::size_t side) const override
    {
        return m_layout.side(side).laneCount();
    }
    [[nodiscard]] qint64 moment(std::size_t side) const override;
    [[nodiscard]] DiagramPicture
    compose(std::size_t side, const DiagramFrame& frame, bool isWhole) const override;
    [[nodiscard]] QString describe(qint64 step) const override;
    void choose(qint64 step) override;

private:
    void refresh();
    [[nodiscard]] std::vector<ComparisonLayout::StepRows> coming() const;
    [[nodiscard]] QString describeSide(std::size_t side, qint64 step) const;

    Comparison& m_comparison;
    ComparisonLayout m_layout;
};

} // namespace interleave
