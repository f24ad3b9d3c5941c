#pragma once

#include "gui/export/savemenu.h"

namespace interleave {

class Comparison;
class TransactionComparison;

/// Exports of a comparison: both sides in one picture, and each of them in every format.
class ComparisonMenu final : public SaveMenu
{
    Q_OBJECT

public:
    /// \a comparison must outlive the menu.
    ComparisonMenu(const Comparison& comparison, QWidget& window);
    ComparisonMenu(const TransactionComparison& comparison, QWidget& window);

private:
    /// What a side is called.
    using Names = std::function<QString(std::size_t side)>;

    void addBoth(const Content& svg, const Content& page, const Picture& image);
    void addSides(const QList<SaveMenu*>& sides, const Names& nameOf);
};

} // namespace interleave
