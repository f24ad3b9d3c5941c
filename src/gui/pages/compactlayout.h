#pragma once

#include "gui/theme/theme.h"

#include <QWidget>

namespace interleave {

// At 100 %: below these sizes a page uses its compact layout.
constexpr int CompactHeight = 624;
constexpr int CompactWidth = 800;

/// Measures the visible area, not the page: the page may be larger than that, and its size depends on this
/// result.
[[nodiscard]] inline bool hasLittleSpace(const QWidget& page, int leastHeight = CompactHeight)
{
    const Theme& theme = themeOf(&page);
    return page.window()->height() < theme.px(leastHeight) || page.window()->width() < theme.px(CompactWidth);
}

} // namespace interleave
