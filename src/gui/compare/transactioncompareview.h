#pragma once

#include "gui/compare/sidebysideview.h"
#include "gui/compare/transactionsides.h"

namespace interleave {

class TransactionComparison;

/// A lesson of transactions on two engines, or at two levels.
class TransactionCompareView final : public SideBySideView
{
    Q_OBJECT

public:
    /// \a comparison must outlive the view.
    explicit TransactionCompareView(TransactionComparison& comparison, QWidget* parent = nullptr);

    [[nodiscard]] const TransactionSides& layout() const { return m_layout; }

    [[nodiscard]] qint64 itemCount() const override { return m_layout.stepCount(); }
    [[nodiscard]] qint64 currentItem() const override;

protected:
    [[nodiscard]] bool isEmpty() const override { return m_layout.isEmpty(); }
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
    [[nodiscard]] QString describeSide(std::size_t side, qint64 step) const;

    TransactionComparison& m_comparison;
    TransactionSides m_layout;
};

/// One side of a comparison in \a frame, not typeset: with a word where one of the first \a position steps of
/// \a lesson showed nothing, because its session waits.
[[nodiscard]] DiagramPicture transactionSidePicture(
    const TransactionSides& layout,
    std::size_t side,
    const DiagramFrame& frame,
    const TransactionLesson& lesson,
    int position);

} // namespace interleave
