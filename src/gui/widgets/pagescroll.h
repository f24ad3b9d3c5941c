#pragma once

#include <QScrollArea>

namespace interleave {

/// Holds pages without holding the window open: where even the smallest layout of a page has no room, it
/// scrolls.
class PageScroll final : public QScrollArea
{
    Q_OBJECT

public:
    /// Takes the place of \a pages in its layout.
    explicit PageScroll(QWidget& pages);

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }
};

} // namespace interleave
