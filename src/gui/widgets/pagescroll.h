#pragma once

#include <QScrollArea>

namespace interleave {

/// Contains the pages without giving the window a minimum size: if even the smallest layout of a page does
/// not fit, it scrolls.
class PageScroll final : public QScrollArea
{
    Q_OBJECT

public:
    /// Replaces \a pages in its layout.
    explicit PageScroll(QWidget& pages);

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }
};

} // namespace interleave
