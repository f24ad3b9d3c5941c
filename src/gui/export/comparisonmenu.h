#pragma once

#include "gui/export/savemenu.h"

namespace interleave {

class Comparison;

/// Exports of a comparison: both sides in one picture, and each of them in every format.
class ComparisonMenu final : public SaveMenu
{
    Q_OBJECT

public:
    /// \a comparison must outlive the menu.
    ComparisonMenu(const Comparison& comparison, QWidget& window);

private:
    void name();

    const Comparison& m_comparison;
    QList<QMenu*> m_sides;
};

} // namespace interleave
