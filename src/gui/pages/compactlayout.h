#pragma once

#include "gui/theme/theme.h"

#include <QWidget>

namespace interleave {

// At 100 %: below these a page is laid out compactly.
constexpr int CompactHeight = 624;
constexpr int CompactWidth = 800;

/// Not the page's own size: it may be more than what is seen of it, and depends on the answer.
[[nodiscard]] inline bool hasLittleRoom(const QWidget& page, int leastHeight = CompactHeight)
{
    const Theme& theme = themeOf(&page);
    return page.window()->height() < theme.px(leastHeight) || page.window()->width() < theme.px(CompactWidth);
}

} // namespace interleave
